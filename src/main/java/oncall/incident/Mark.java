package oncall.incident;

import java.time.Instant;
import java.util.Optional;
import oncall.runbook.TimeReader;

/**
 * When something of the course of an incident happened, and how well that is known.
 *
 * @param at the moment; of a range, its beginning
 * @param until the end, where a range was given
 * @param precision how exactly the time is known
 * @param basis what says so
 * @param record id of the record that says so; empty for an opening whose header is lost
 * @param actor who wrote that record
 */
public record Mark(
        Instant at,
        Optional<Instant> until,
        TimeReader.Precision precision,
        Basis basis,
        Optional<String> record,
        String actor) {
    /** What says so. */
    public enum Basis {
        /** Somebody marked it. */
        MARKED,
        /** Somebody answered the question for it. */
        ANSWERED,
        /** The incident was opened. */
        OPENED,
        /** The incident was closed. */
        CLOSED,
        /** A message went out. */
        TOLD,
        /** A decision was made. */
        DECIDED,
        /** Nobody marked it: at the latest when the incident was opened. */
        OPENED_AT_LATEST,
        /** Nobody marked it: at the latest when a verification was seen to hold, and none failed after that. */
        HELD_AT_LATEST;

        /** Whether it can have happened earlier. */
        public boolean atLatest() {
            return this == OPENED_AT_LATEST || this == HELD_AT_LATEST;
        }
    }

    /** The latest moment it can mean. */
    public Instant latest() {
        return until.filter(at::isBefore).orElse(at);
    }

    /** Whether the time is known less exactly than to the minute. */
    public boolean approximate() {
        return switch (precision) {
            case EXACT, MINUTE -> false;
            case HOUR, DAY, APPROX -> true;
        };
    }
}
