package oncall.runbook;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Reads a time as people write it. What cannot be known is asked back, never guessed in silence. */
public interface TimeReader {
    /** Reads `words` as they are meant at that moment. */
    Reading read(String words, Moment moment);

    /** Reads `words` where nothing is known but the time it is and where the person sits. */
    default Reading read(String words, Instant now, ZoneId zone) {
        return read(words, Moment.of(now, zone));
    }

    /** Reads `words` as a time that is still to come: the first of that name after now. */
    Reading ahead(String words, Moment moment);

    /** Reads `words` as a day that has begun. */
    DayReading day(String words, Moment moment);

    /**
     * The words at the beginning of `text` that are a time, as many as it takes and no more: `17:03` of `17:03 the graphs are
     * back`. Empty where it does not begin with one.
     */
    String leading(String text);

    /**
     * What a time is read against.
     *
     * @param now the moment of reading; nothing later is accepted
     * @param zone of a clock time without one
     * @param on the day a clock time without one belongs to, where the person named it
     * @param first the earliest moment the incident has on record; empty where there is no incident
     * @param last after this a clock time without a day is hardly about the incident: its close, while it is open a day after its
     *     newest record; empty where there is no incident
     */
    record Moment(Instant now, ZoneId zone, Optional<LocalDate> on, Optional<Instant> first, Optional<Instant> last) {
        /** A moment outside any incident. */
        public static Moment of(Instant now, ZoneId zone) {
            return new Moment(now, zone, Optional.empty(), Optional.empty(), Optional.empty());
        }

        /** The same, with the day that a clock time without one belongs to. */
        public Moment on(LocalDate day) {
            return new Moment(now, zone, Optional.of(day), first, last);
        }
    }

    /** A time, or why there is none. */
    sealed interface Reading {}

    /** The instant, and what was given. */
    record Read(Instant at, Given given) implements Reading {}

    /** A day, or why there is none. */
    sealed interface DayReading {}

    /**
     * The day, by the clock of the reader's zone.
     *
     * @param assumed what was assumed: `day`, `year`
     */
    record Day(LocalDate date, List<String> assumed) implements DayReading {
        public Day {
            assumed = List.copyOf(assumed);
        }
    }

    /**
     * Cannot be known, or is hardly meant.
     *
     * @param why says what is wrong and what to write instead
     * @param meant what is taken when the very same words are written a second time; empty where that would be a guess
     */
    record AskBack(String why, Optional<Read> meant) implements Reading, DayReading {
        /** Cannot be known, however often it is written. */
        public AskBack(String why) {
            this(why, Optional.empty());
        }
    }

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
     * @param assumed what was assumed: `day`, `year`, `zone`
     */
    record Given(String written, Precision precision, Optional<Instant> until, String zone, List<String> assumed) {
        public Given {
            assumed = List.copyOf(assumed);
        }
    }
}
