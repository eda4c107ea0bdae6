package oncall.document;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import oncall.incident.TimelineRecord;
import oncall.runbook.Value;

/**
 * One record as every reader tells it: corrections folded in, what is withheld left out.
 *
 * @param record the record itself, the way its time was given as it counts now; of a redacted one only the stamp, phase and step
 *     may be shown
 * @param at when it happened, as far as is known now
 * @param value the newest value
 * @param text the newest words
 * @param role of the person in the sitting it was written in
 * @param late written more than two minutes after it happened
 * @param redacted whether its content is withheld
 * @param versions every version, oldest first, where it was corrected or answered anew; else empty
 * @param corrected whether `value` and `text`, or `at`, are from a correction
 * @param replacedBy id of the later answer that stands in its place
 */
public record Told(
        TimelineRecord record,
        Instant at,
        Optional<Value> value,
        Optional<String> text,
        Optional<String> role,
        boolean late,
        boolean redacted,
        List<Version> versions,
        boolean corrected,
        Optional<String> replacedBy) {
    public Told {
        versions = List.copyOf(versions);
    }

    /** What one record said; `at` is when it said it happened, where that was corrected. */
    public record Version(
            String id,
            Instant recorded,
            String actor,
            Optional<Value> value,
            Optional<String> text,
            Optional<Instant> at) {}
}
