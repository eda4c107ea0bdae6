package oncall.timeline;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import oncall.timeline.JsonObjectTree.Misshapen;

/**
 * What an export was narrowed down to: its member `filter`. What is empty narrows nothing.
 *
 * @param since the first moment
 * @param until the last moment
 * @param phases words of phases
 * @param kinds of records
 * @param actors who wrote
 */
public record Part(
        Optional<Instant> since, Optional<Instant> until, Set<String> phases, Set<String> kinds, Set<String> actors) {
    static final String REMARK = "This export is a part of the timeline: what its filter left out is not known here.";

    public Part {
        phases = Set.copyOf(phases);
        kinds = Set.copyOf(kinds);
        actors = Set.copyOf(actors);
    }

    static Part read(JsonObjectTree filter) throws Misshapen {
        return new Part(
                filter.optionalInstant("since"),
                filter.optionalInstant("until"),
                Set.copyOf(filter.strings("phase")),
                Set.copyOf(filter.strings("kind")),
                Set.copyOf(filter.strings("actor")));
    }
}
