package oncall.document;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import oncall.runbook.Phase;

/**
 * Which entries of a timeline are wanted. What is left empty leaves nothing out.
 *
 * @param since the first moment, by when an entry happened
 * @param until the last moment, included
 * @param phases of the walk
 * @param kinds as {@link oncall.incident.Event#kind}
 * @param actors who wrote it
 */
public record Selection(
        Optional<Instant> since, Optional<Instant> until, Set<Phase> phases, Set<String> kinds, Set<String> actors) {
    /** Everything. */
    public static final Selection ALL = new Selection(Optional.empty(), Optional.empty(), Set.of(), Set.of(), Set.of());

    /** The kinds that can be asked for. */
    public static final List<String> KINDS = List.of(
            "answer",
            "call",
            "clock",
            "close",
            "comms",
            "correction",
            "decision",
            "due",
            "evidence",
            "handoff",
            "header",
            "import",
            "intent",
            "jump",
            "milestone",
            "note",
            "park",
            "pause",
            "priority",
            "recovered",
            "redaction",
            "result",
            "resume",
            "role",
            "session");

    public Selection {
        phases = Set.copyOf(phases);
        kinds = Set.copyOf(kinds);
        actors = Set.copyOf(actors);
    }

    /** Whether it leaves nothing out. */
    public boolean isAll() {
        return equals(ALL);
    }

    /** Both: what the other wants of what this one does. */
    public Selection and(Selection other) {
        return new Selection(
                Stream.concat(since.stream(), other.since.stream()).max(Instant::compareTo),
                Stream.concat(until.stream(), other.until.stream()).min(Instant::compareTo),
                both(phases, other.phases),
                both(kinds, other.kinds),
                both(actors, other.actors));
    }

    /** Where nothing is in both, what the second says stands: the first has left nothing of it. */
    private static <T> Set<T> both(Set<T> one, Set<T> other) {
        Set<T> common = new HashSet<>(one);
        common.retainAll(other);
        return !common.isEmpty() ? common : other.isEmpty() ? one : other;
    }

    /** Whether an entry is wanted. */
    public boolean wants(Told told) {
        return since.filter(told.at()::isBefore).isEmpty()
                && until.filter(told.at()::isAfter).isEmpty()
                && (phases.isEmpty()
                        || told.record()
                                .entry()
                                .phase()
                                .filter(phases::contains)
                                .isPresent())
                && (kinds.isEmpty() || kinds.contains(told.record().event().kind()))
                && (actors.isEmpty() || actors.contains(told.record().actor()));
    }

    /** What is wanted, in a few words: `kind note, since 2018-11-12 17:00:00+02:00`. */
    public String words(ZoneId zone) {
        List<String> parts = new ArrayList<>();
        list("phase", phaseWords()).ifPresent(parts::add);
        list("kind", sorted(kinds.stream())).ifPresent(parts::add);
        list("actor", sorted(actors.stream())).ifPresent(parts::add);
        since.ifPresent(at -> parts.add("since " + Moments.whole(at, zone)));
        until.ifPresent(at -> parts.add("until " + Moments.whole(at, zone)));
        return String.join(", ", parts);
    }

    /** The same as members. */
    Json json() {
        Json json = Json.object();
        since.ifPresent(at -> json.put("since", at));
        until.ifPresent(at -> json.put("until", at));
        strings(json, "phase", phaseWords());
        strings(json, "kind", sorted(kinds.stream()));
        strings(json, "actor", sorted(actors.stream()));
        return json;
    }

    private List<String> phaseWords() {
        return phases.stream().sorted().map(Phase::word).toList();
    }

    private static List<String> sorted(Stream<String> words) {
        return List.copyOf(words.collect(java.util.stream.Collectors.toCollection(TreeSet::new)));
    }

    private static Optional<String> list(String name, List<String> words) {
        return words.isEmpty() ? Optional.empty() : Optional.of(name + " " + Lines.one(String.join(" or ", words)));
    }

    private static void strings(Json json, String name, List<String> words) {
        if (!words.isEmpty()) {
            json.strings(name, words);
        }
    }
}
