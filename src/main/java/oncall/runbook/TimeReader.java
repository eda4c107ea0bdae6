package oncall.runbook;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Reads a time as people write it. What cannot be known is asked back, never guessed in silence. */
public interface TimeReader {
    /**
     * Reads `words`.
     *
     * @param now the moment of reading; nothing later is accepted
     * @param zone of a clock time without one
     */
    Reading read(String words, Instant now, ZoneId zone);

    /** A time, or why there is none. */
    sealed interface Reading {}

    /** The instant, and what was given. */
    record Read(Instant at, Given given) implements Reading {}

    /** Cannot be known: one sentence says why and what to write instead. */
    record AskBack(String why) implements Reading {}

    /** How exactly a time is known. */
    enum Precision {
        EXACT,
        MINUTE,
        HOUR,
        DAY,
        APPROX
    }

    /**
     * What stands beside the instant.
     *
     * @param written the words as given
     * @param until the end, where a range was given
     * @param zone the zone it was read in
     * @param assumed what was assumed: `day`, `zone`
     */
    record Given(String written, Precision precision, Optional<Instant> until, String zone, List<String> assumed) {
        public Given {
            assumed = List.copyOf(assumed);
        }
    }
}
