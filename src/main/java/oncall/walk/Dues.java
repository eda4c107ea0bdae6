package oncall.walk;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import oncall.incident.Event;
import oncall.incident.Incident;
import oncall.incident.TimelineRecord;
import oncall.runbook.Phase;
import oncall.runbook.Runbook;
import oncall.runbook.Step;
import oncall.runbook.Team;

/** What is due and when: a function of the timeline, the team file and the book. Nothing is due in a closed incident. */
public final class Dues {
    private Dues() {}

    /** What can be due, in the order in which several are asked. */
    public enum What {
        UPDATE,
        ANSWER,
        REVERT,
        STUCK,
        FATIGUE;

        /** The word in records and exports. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * Something due.
     *
     * @param subject the audience of an update, the fact of an answer; empty otherwise
     */
    public record Due(What what, String subject, Instant at) {
        /** What it is postponed by: the word, and the subject behind a space. */
        String name() {
            return subject.isEmpty() ? what.word() : what.word() + " " + subject;
        }
    }

    /** Everything that is or will be due, by kind, then by time. */
    public static List<Due> of(Incident incident, Team team, Runbook book, List<String> unknownFacts) {
        List<Due> dues = new ArrayList<>();
        if (incident.state() == Incident.State.CLOSED) {
            return dues;
        }
        firstWord(incident, team, dues);
        updates(incident, team, dues);
        answers(incident, unknownFacts, dues);
        decisions(incident, team, book, dues);
        revert(incident, team, book, dues);
        stuck(incident, book, dues);
        dues.sort(Dues::inOrder);
        return dues;
    }

    private static int inOrder(Due one, Due other) {
        int whats = one.what().compareTo(other.what());
        return whats != 0 ? whats : one.at().compareTo(other.at());
    }

    private static void firstWord(Incident incident, Team team, List<Due> dues) {
        if (team.audiences().containsKey("team") && incident.lastTo("team").isEmpty()) {
            dues.add(new Due(What.UPDATE, "team", incident.opened().plus(team.firstWord())));
        }
    }

    private static void updates(Incident incident, Team team, List<Due> dues) {
        Optional<Team.Level> level = incident.priority().map(Event.Priority::to).map(team.levels()::get);
        for (String audience : team.audiences().keySet()) {
            Optional<Incident.Sent> last = incident.lastTo(audience);
            Optional<Duration> every = level.map(each -> each.updateEvery().get(audience));
            if (last.isPresent() && !isFinished(last.get())) {
                next(last.get(), every).ifPresent(at -> dues.add(new Due(What.UPDATE, audience, at)));
            }
        }
    }

    private static boolean isFinished(Incident.Sent last) {
        return last.comms().outcome().equals("not")
                || last.out() && last.comms().stage().equals("resolved");
    }

    /** A put-off message is due when it was put off to; one that went out, after the level's interval, else when it said. */
    private static Optional<Instant> next(Incident.Sent last, Optional<Duration> every) {
        if (!last.out()) {
            return last.comms().next().or(() -> every.map(last.at()::plus));
        }
        return every.map(last.at()::plus).or(() -> last.comms().next());
    }

    private static void answers(Incident incident, List<String> unknownFacts, List<Due> dues) {
        Optional<Instant> again = incident.priority().flatMap(Event.Priority::again);
        for (String fact : again.isPresent() ? unknownFacts : List.<String>of()) {
            dues.add(new Due(What.ANSWER, fact, later(incident.postponed("answer " + fact), again.get())));
        }
    }

    /** A way taken for a while: its decision is asked again. */
    private static void decisions(Incident incident, Team team, Runbook book, List<Due> dues) {
        List<Step.Decide> known = java.util.stream.Stream.concat(
                        book.phases().values().stream(), team.steps().values().stream())
                .flatMap(List::stream)
                .flatMap(Words::withInner)
                .filter(step -> step instanceof Step.Decide && !step.id().equals("revert"))
                .map(Step.Decide.class::cast)
                .toList();
        for (Step.Decide decide : known) {
            Optional<Incident.Given> given =
                    incident.given(decide.id()).filter(each -> each.event() instanceof Event.Decision);
            given.flatMap(Incident.Given::value)
                    .flatMap(value -> decide.option(value.single()))
                    .flatMap(oncall.runbook.Option::again)
                    .map(given.map(Incident.Given::recorded).orElse(incident.opened())::plus)
                    .ifPresent(at -> dues.add(
                            new Due(What.ANSWER, decide.id(), later(incident.postponed("answer " + decide.id()), at))));
        }
    }

    private static Instant later(Optional<Instant> one, Instant other) {
        return one.filter(other::isBefore).orElse(other);
    }

    private static void revert(Incident incident, Team team, Runbook book, List<Due> dues) {
        Optional<Incident.Given> decision =
                incident.given("revert").filter(given -> given.event() instanceof Event.Decision);
        Optional<Duration> within = incident.priority()
                .map(Event.Priority::to)
                .map(team.levels()::get)
                .flatMap(Team.Level::revertOrReasonWithin);
        if (decision.isPresent()) {
            again(decision.get(), within, team, book)
                    .map(span -> atTheLatest(incident, decision.get(), span, within))
                    .ifPresent(at -> dues.add(new Due(What.REVERT, "", later(incident.postponed("revert"), at))));
            return;
        }
        boolean nothingToUndo = incident.revertDecision().equals("none");
        if (!nothingToUndo && within.isPresent() && hasRevert(team, book)) {
            Instant at = incident.opened().plus(within.get());
            dues.add(new Due(What.REVERT, "", later(incident.postponed("revert"), at)));
        }
    }

    /** How long a decision holds: as its option says; "not yet" as long as the level bears; "don't know" until asked again. */
    private static Optional<Duration> again(
            Incident.Given decision, Optional<Duration> within, Team team, Runbook book) {
        if (decision.isUnknown()) {
            return Optional.of(team.askAgain());
        }
        String taken = decision.value().map(oncall.runbook.Value::single).orElse("");
        Optional<Duration> said = decisions(team, book)
                .flatMap(step -> step.option(taken).stream())
                .findFirst()
                .flatMap(oncall.runbook.Option::again);
        return said.or(() -> within.filter(span -> taken.equals(RevertDecision.LATER)));
    }

    /**
     * No later than the level allows, counted from when the question could first be put: the answer to what changed. A reason given
     * after that holds as long again.
     */
    private static Instant atTheLatest(
            Incident incident, Incident.Given decision, Duration span, Optional<Duration> within) {
        Instant said = decision.recorded();
        Instant at = said.plus(span);
        if (within.isEmpty()) {
            return at;
        }
        Instant possible = incident.records().stream()
                .filter(each -> each.entry().step().filter("change"::equals).isPresent())
                .map(TimelineRecord::recorded)
                .filter(answered -> answered.isBefore(said))
                .findFirst()
                .orElse(said);
        Instant tolerated = possible.plus(within.get());
        Instant latest = said.isBefore(tolerated) ? tolerated : said.plus(within.get());
        return at.isBefore(latest) ? at : latest;
    }

    private static boolean hasRevert(Team team, Runbook book) {
        return decisions(team, book).findAny().isPresent();
    }

    private static java.util.stream.Stream<Step.Decide> decisions(Team team, Runbook book) {
        return java.util.stream.Stream.concat(
                        book.phases().getOrDefault(Phase.REVERT, List.of()).stream(),
                        team.steps().getOrDefault(Phase.REVERT, List.of()).stream())
                .filter(step -> step instanceof Step.Decide && step.id().equals("revert"))
                .map(Step.Decide.class::cast);
    }

    /** Counted from the first record of diagnose or mitigate, or the last verification that held. */
    private static void stuck(Incident incident, Runbook book, List<Due> dues) {
        if (book.stuck().isEmpty()) {
            return;
        }
        Optional<Instant> since = Optional.empty();
        boolean holds = false;
        for (TimelineRecord each : incident.records()) {
            Optional<Phase> phase = each.entry().phase();
            if (phase.equals(Optional.of(Phase.DIAGNOSE)) || phase.equals(Optional.of(Phase.MITIGATE))) {
                holds = each.entry().value().map(value -> value.has("holds")).orElse(holds);
                since = holds ? Optional.of(each.at()) : since.or(() -> Optional.of(each.at()));
            }
        }
        if (since.isPresent() && !holds) {
            Instant at = since.get().plus(book.stuck().get().after());
            dues.add(new Due(What.STUCK, "", later(incident.postponed("stuck"), at)));
        }
    }

    /** The first that is due by `now`. */
    public static Optional<Due> now(List<Due> dues, Instant now) {
        return dues.stream().filter(due -> !due.at().isAfter(now)).findFirst();
    }
}
