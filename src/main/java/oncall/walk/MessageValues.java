package oncall.walk;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import oncall.incident.Event;
import oncall.incident.Incident;
import oncall.incident.TimelineRecord;
import oncall.plan.RevertPlan;
import oncall.runbook.Durations;
import oncall.runbook.MessageNames;
import oncall.runbook.MessageStage;
import oncall.runbook.Milestone;
import oncall.runbook.Phase;
import oncall.runbook.Step;
import oncall.runbook.Team;

/** The values of the names a message may use, each from what is on record. */
final class MessageValues implements Function<String, Optional<String>> {
    /** Names whose value is asked for when a text that uses them is shown. */
    static final List<String> ASKED = MessageNames.ASKED;

    private static final Duration FRESH = Duration.ofMinutes(5);
    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("HH:mm 'UTC'", Locale.ROOT);
    private static final DateTimeFormatter DAY_AND_UTC =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT);

    private final Desk desk;
    private final String audience;
    private final MessageStage stage;

    MessageValues(Desk desk, String audience, MessageStage stage) {
        this.desk = desk;
        this.audience = audience;
        this.stage = stage;
    }

    @Override
    public Optional<String> apply(String name) {
        Incident incident = desk.incident();
        return switch (name) {
            case "me" -> Optional.of(desk.setting().actor());
            case "incident" -> Optional.of(incident.id());
            case "title" -> Optional.of(incident.title());
            case "effect" -> effect();
            case "priority" -> incident.priority().map(Event.Priority::to);
            case "why" -> why();
            case "provisional" ->
                incident.priority().filter(Event.Priority::provisional).map(each -> "for now");
            case "minutes" ->
                Optional.of(Long.toString(Math.max(
                        0, Duration.between(incident.opened(), desk.now()).toMinutes())));
            case "next_update" -> nextUpdate().map(desk::minute);
            case "next_update_utc" -> nextUpdate().map(this::utc);
            case "started" -> Optional.of(desk.minute(incident.started()));
            case "started_utc" -> Optional.of(utc(incident.started()));
            case "ended" -> ended().map(desk::minute);
            case "ended_utc" -> ended().map(this::utc);
            case "duration" -> ended().map(end -> Durations.words(Duration.between(incident.started(), end)));
            case "services" -> services();
            case "action" -> action();
            case "action_estimate" -> plan().flatMap(RevertPlan::estimate).map(Durations::words);
            case "better_since" -> betterSince().map(desk::minute);
            case "watch_until" -> betterSince().map(since -> desk.minute(since.plus(longestHold())));
            case "parked_count" ->
                Optional.of(Integer.toString(incident.parked().size()));
            case "impact" -> new ImpactView(desk).line();
            default -> other(name);
        };
    }

    private Optional<String> other(String name) {
        if (desk.team().roles().containsKey(name)) {
            return Optional.ofNullable(desk.incident().holders().get(name));
        }
        if (ASKED.contains(name)) {
            return fresh(name);
        }
        return desk.words().fact(name, desk.facts());
    }

    /** A line asked for a message lately serves the messages right after it too. */
    private Optional<String> fresh(String name) {
        return desk.incident()
                .given(name)
                .filter(given -> Duration.between(given.recorded(), desk.now()).compareTo(FRESH) <= 0)
                .filter(given -> !given.isUnknown())
                .map(Incident.Given::text)
                .filter(text -> !text.isBlank());
    }

    /** Whether a name is still to be asked for. */
    boolean isToAsk(String name) {
        return ASKED.contains(name)
                && desk.incident()
                        .given(name)
                        .filter(given ->
                                Duration.between(given.recorded(), desk.now()).compareTo(FRESH) <= 0)
                        .isEmpty();
    }

    private Optional<String> effect() {
        return desk.incident()
                .given("effect")
                .filter(given -> !given.isUnknown())
                .map(Incident.Given::text)
                .filter(text -> !text.isBlank())
                .or(() -> desk.book().effect())
                .or(() -> desk.facts().feature().flatMap(Team.Feature::effect));
    }

    private Optional<String> why() {
        List<TimelineRecord> all = desk.incident().priorities();
        return desk.incident()
                .priority()
                .flatMap(Event.Priority::row)
                .filter(row -> !all.isEmpty() && row <= desk.team().priority().size())
                .map(row -> desk.team().priority().get(row - 1).why());
    }

    /** When this audience hears again, if this message goes out now: who has no interval of its own, with the first that has. */
    Optional<Instant> nextUpdate() {
        if (stage == MessageStage.RESOLVED) {
            return Optional.empty();
        }
        Optional<String> level = desk.incident().priority().map(Event.Priority::to);
        Team.Level counted = level.map(desk.team().levels()::get)
                .orElseGet(() -> desk.team().levels().values().iterator().next());
        return Optional.ofNullable(counted.updateEvery().get(audience))
                .or(() -> counted.updateEvery().values().stream().min(Duration::compareTo))
                .map(desk.now()::plus);
    }

    private String utc(Instant instant) {
        LocalDate today = LocalDate.ofInstant(desk.now(), ZoneOffset.UTC);
        boolean isToday = LocalDate.ofInstant(instant, ZoneOffset.UTC).equals(today);
        return (isToday ? UTC : DAY_AND_UTC).format(instant.atZone(ZoneOffset.UTC));
    }

    private Optional<Instant> ended() {
        java.util.Map<Milestone, Instant> marks = desk.incident().milestones();
        Optional<Instant> marked = Optional.ofNullable(marks.get(Milestone.RECOVERED))
                .or(() -> Optional.ofNullable(marks.get(Milestone.RESOLVED)))
                .or(() -> Optional.ofNullable(marks.get(Milestone.MITIGATED)));
        return marked.or(this::betterSince);
    }

    private Optional<String> services() {
        List<String> services = plan().map(RevertPlan::services)
                .filter(list -> !list.isEmpty())
                .orElseGet(
                        () -> desk.facts().feature().map(Team.Feature::services).orElse(List.of()));
        return services.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", services));
    }

    private Optional<RevertPlan> plan() {
        return desk.incident().revertDecision().equals("now")
                ? Route.plan(desk.incident(), desk.parts().shelf(), desk.book())
                : Optional.empty();
    }

    /** What is being done about it: undoing the change, else the newest way taken in mitigate. */
    private Optional<String> action() {
        if (desk.incident().revertDecision().equals("now")) {
            return Optional.of(plan().map(plan -> "undoing " + plan.title()).orElse("undoing the change"));
        }
        return desk.incident().givens().stream()
                .filter(given -> given.event() instanceof Event.Decision)
                .filter(given -> given.phase().equals(Optional.of(Phase.MITIGATE)))
                .reduce((first, second) -> second)
                .map(given -> desk.words().said(given.key(), given.value(), given.text()));
    }

    private Optional<Instant> betterSince() {
        return desk.incident().records().stream()
                .filter(each -> desk.incident()
                        .value(each)
                        .map(value -> value.has("holds"))
                        .orElse(false))
                .reduce((first, second) -> second)
                .map(desk.incident()::happened);
    }

    private Duration longestHold() {
        return desk.team().steps().getOrDefault(Phase.RESOLVE, List.of()).stream()
                .filter(step -> step instanceof Step.Verify)
                .flatMap(step -> ((Step.Verify) step).hold().hold().stream())
                .max(Duration::compareTo)
                .orElse(Duration.ofMinutes(10));
    }
}
