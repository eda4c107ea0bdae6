package oncall.walk;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import oncall.incident.Event;
import oncall.incident.Incident;
import oncall.runbook.Facts;
import oncall.runbook.Phase;
import oncall.runbook.Team;
import oncall.runbook.Value;

/**
 * What is known in a walk: answers and outcomes on record, and the engine's own facts. Inside a followed book its own answers
 * come first, then those of the walk around it.
 */
public final class WalkFacts implements Facts {
    private final Incident incident;
    private final Team team;
    private final Moment moment;
    private final String prefix;
    private final Map<String, String> derived;

    /**
     * The moment facts are looked at.
     *
     * @param zone of local hours
     * @param shift incidents opened in this shift, this one included
     */
    public record Moment(Instant now, ZoneId zone, String actor, int shift, Optional<Phase> phase) {}

    /** Facts of the walk itself. */
    public WalkFacts(Incident incident, Team team, Moment moment) {
        this(incident, team, moment, "", new HashMap<>());
    }

    private WalkFacts(Incident incident, Team team, Moment moment, String prefix, Map<String, String> derived) {
        this.incident = incident;
        this.team = team;
        this.moment = moment;
        this.prefix = prefix;
        this.derived = derived;
    }

    /** The same facts, seen from inside a followed book whose keys begin with `inside`. */
    public WalkFacts inside(String inside) {
        return new WalkFacts(incident, team, moment, inside, derived);
    }

    /** Sets the outcome of a step that has no record of its own (`follow`). */
    void derive(String key, String outcome) {
        derived.put(key, outcome);
    }

    @Override
    public Optional<Fact> fact(String name) {
        if (!prefix.isEmpty()) {
            Optional<Fact> own = recorded(prefix + name);
            if (own.isPresent() || incident.given(prefix + name).isPresent()) {
                return own;
            }
        }
        Optional<Fact> recorded = recorded(name);
        return recorded.isPresent() ? recorded : engine(name);
    }

    private Optional<Fact> recorded(String key) {
        if (derived.containsKey(key)) {
            return Optional.of(plain(derived.get(key)));
        }
        return incident.given(key).flatMap(given -> {
            if (given.isUnknown()) {
                return Optional.empty();
            }
            if (given.value().isEmpty()) {
                return given.text().isBlank()
                        ? Optional.empty()
                        : Optional.of(new Fact(Value.ofList(java.util.List.of()), given.text()));
            }
            return Optional.of(new Fact(given.value().get(), given.text()));
        });
    }

    private static Fact plain(String word) {
        return new Fact(Value.of(word), word);
    }

    private Optional<Fact> engine(String name) {
        return switch (name) {
            case "tier" -> feature().map(feature -> plain(feature.tier().word()));
            case "priority" -> incident.priority().map(Event.Priority::to).map(WalkFacts::plain);
            case "phase" -> moment.phase().map(Phase::word).map(WalkFacts::plain);
            case "minutes" -> Optional.of(plain(Long.toString(sinceOpening().toMinutes())));
            case "retries" -> Optional.of(plain(Long.toString(retries())));
            case "incidents_this_shift" -> Optional.of(plain(Integer.toString(moment.shift())));
            case "awake" -> awake().map(Duration::toString).map(WalkFacts::plain);
            case "on_incident" -> Optional.of(plain(onIncident().toString()));
            case "local_hour" -> Optional.of(plain(localTime()));
            case "handed_over" -> Optional.of(plain(handedOver()));
            default -> Optional.empty();
        };
    }

    /** The feature answered, if it is one of the catalogue. */
    public Optional<Team.Feature> feature() {
        return incident.given("feature")
                .flatMap(Incident.Given::value)
                .flatMap(value -> Optional.ofNullable(team.features().get(value.single())));
    }

    private Duration sinceOpening() {
        return nonNegative(Duration.between(incident.opened(), moment.now()));
    }

    private Optional<Duration> awake() {
        return recorded("awake_since")
                .map(since ->
                        nonNegative(Duration.between(Instant.parse(since.value().single()), moment.now())));
    }

    /** Since the first session of this actor. */
    private Duration onIncident() {
        return incident.sessions().stream()
                .filter(session -> session.actor().equals(moment.actor()))
                .findFirst()
                .map(session -> nonNegative(Duration.between(session.at(), moment.now())))
                .orElse(Duration.ZERO);
    }

    /** Steps walked anew and commands that failed: what a tired person does more often. */
    private long retries() {
        long anew = incident.jumps().stream().filter(Incident.Jumped::again).count();
        long failed = incident.records().stream()
                .filter(each -> each.event() instanceof Event.Result)
                .filter(each ->
                        each.entry().value().map(value -> value.has("failed")).orElse(false))
                .count();
        return anew + failed;
    }

    private String handedOver() {
        long times = incident.records().stream()
                .filter(each -> each.event() instanceof Event.Handoff)
                .count();
        return times == 0 ? "never" : times == 1 ? "once" : "many";
    }

    private String localTime() {
        return moment.now()
                .atZone(moment.zone())
                .toLocalTime()
                .withSecond(0)
                .withNano(0)
                .toString();
    }

    private static Duration nonNegative(Duration duration) {
        return duration.isNegative() ? Duration.ZERO : duration;
    }
}
