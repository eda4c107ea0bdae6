package oncall.walk;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import oncall.incident.Entry;
import oncall.incident.Event;
import oncall.incident.Incident;
import oncall.incident.TimelineRecord;
import oncall.plan.RevertPlan;
import oncall.runbook.Durations;
import oncall.runbook.Phase;
import oncall.runbook.Team;
import oncall.runbook.Value;
import oncall.walk.Prompter.Tone;

/**
 * A plan walked as practice: the same steps, questions and commands, and a record of its own. Nobody is called, nothing is sent,
 * nothing is due; at the end it is asked what went differently, and whether it passed.
 */
public final class Practice {
    private static final String DIFFERENTLY = "differently";
    private static final String PASSED = "passed";

    private final Desk desk;

    Practice(Desk desk) {
        this.desk = desk;
    }

    /** What a rehearsal begins with: the plan it walks. */
    public static Entry begins(RevertPlan plan) {
        return Entry.of(new Event.Decision(
                        List.of(PlanWalk.NOW),
                        Optional.empty(),
                        Optional.of("practice"),
                        Optional.of(plan.name()),
                        Optional.empty(),
                        java.util.Map.of(),
                        List.of(),
                        Optional.empty()))
                .on(Optional.of(Phase.REVERT), PlanWalk.REVERT)
                .valued(Value.of(PlanWalk.NOW));
    }

    /** What came of it. */
    public record Outcome(java.time.Duration took, boolean passed) {}

    /** What a rehearsal came to; empty while it is not at its end. `took` is what was work: waiting for the reader is not. */
    public static Optional<Outcome> outcome(RevertPlan plan, Incident incident) {
        return incident.given(PASSED)
                .flatMap(Incident.Given::value)
                .map(value -> new Outcome(
                        PlanTally.of(plan, plan.name() + "/", incident).work(), value.has("yes")));
    }

    void welcome() {
        desk.tell(
                Tone.NOTICE,
                "This is practice in " + desk.setting().practice().orElse("")
                        + ". Nobody is called and nothing is sent; commands run as always, each after a key.");
        desk.tell("Stop at any step with :pause or Ctrl-C; what was done is kept.");
    }

    /** Asks what is still open at the end; false when all of it is answered. */
    boolean asksAtTheEnd() {
        RevertPlan plan =
                Route.plan(desk.incident(), desk.parts().shelf(), desk.book()).orElseThrow();
        PlanTally tally = PlanTally.of(plan, plan.name() + "/", desk.incident());
        desk.open("END");
        if (desk.incident().given(DIFFERENTLY).isEmpty()) {
            tally.lines().forEach(line -> desk.tell(line));
            desk.tell("Of that, " + Durations.words(tally.work()) + " were work, the rest was waiting for you.");
            differently();
        }
        if (desk.incident().given(PASSED).isEmpty()) {
            passed();
        }
        return false;
    }

    private void differently() {
        Optional<String> words = asked(() ->
                desk.optional(DIFFERENTLY, "What went differently than the plan says? One line.", Optional.empty()));
        Entry entry = Entry.of(Event.Answer.PLAIN).on(Optional.empty(), DIFFERENTLY);
        desk.answer(words.map(entry::saying).orElseGet(() -> entry.valued(Value.of("nothing"))));
    }

    private void passed() {
        Optional<String> taken = asked(() ->
                Optional.of(desk.choose(Sheet.of(PASSED, "Did it pass? The change was undone, and it was seen to work.")
                        .offer("yes", "yes")
                        .offer("no", "no"))));
        desk.answer(Entry.of(Event.Answer.PLAIN).on(Optional.empty(), PASSED).valued(Value.of(taken.orElse("no"))));
    }

    /** Passing over a question is an answer too: nothing went differently, it did not pass. */
    private static Optional<String> asked(java.util.function.Supplier<Optional<String>> question) {
        try {
            return question.get();
        } catch (Turn.Skipped skipped) {
            return Optional.empty();
        }
    }

    /** A timeline on which every record is marked as practice. */
    public static Timeline marking(Timeline timeline) {
        return new Timeline() {
            @Override
            public List<TimelineRecord> read() {
                return timeline.read();
            }

            @Override
            public Outcome append(Entry entry, Predicate<List<TimelineRecord>> stillWanted) {
                return timeline.append(entry.marked(DRILL), stillWanted);
            }

            @Override
            public List<TimelineRecord> appendAll(List<Entry> entries, Predicate<List<TimelineRecord>> stillWanted) {
                return timeline.appendAll(
                        entries.stream().map(entry -> entry.marked(DRILL)).toList(), stillWanted);
            }

            @Override
            public String keep(String text) {
                return timeline.keep(text);
            }

            @Override
            public String keepFile(String text) {
                return timeline.keepFile(text);
            }
        };
    }

    private static final String DRILL = "drill";

    /** Whether an environment is production, by what people call it: its id, or the name the team gave it. */
    public static boolean isProduction(String environment, Team team) {
        Team.Environment known = team.environments().get(environment);
        return isProduction(environment) || known != null && isProduction(known.name());
    }

    private static boolean isProduction(String words) {
        String name = words.toLowerCase(java.util.Locale.ROOT);
        return PRODUCTION.stream().anyMatch(name::contains);
    }

    private static final Set<String> PRODUCTION = Set.of("prod", "live", "customer");
}
