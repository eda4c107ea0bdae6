package oncall.incident;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * A number somebody gave for how bad it is, with where it comes from.
 *
 * @param range both ends
 * @param source where it comes from
 * @param who said it
 * @param at when it was said
 */
public record Estimate(Range range, Source source, String who, Instant at) {
    /** How a number is known. */
    public enum Source {
        METRIC("measured"),
        TICKETS("by tickets"),
        REPRODUCED("reproduced"),
        GUESS("a guess");

        private final String words;

        Source(String words) {
            this.words = words;
        }

        /** The word in records: lower case. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** As sentences say it. */
        public String words() {
            return words;
        }

        /** The source of that word; a number given without one is a guess. */
        public static Source of(Optional<String> word) {
            for (Source source : values()) {
                if (word.filter(source.word()::equals).isPresent()) {
                    return source;
                }
            }
            return GUESS;
        }
    }

    /** `10 to 20 (a guess, noa 17:05)`; `unit` stands right behind the number. */
    String words(String unit, Function<Instant, String> clock) {
        return range.words() + unit + " (" + source.words() + ", " + who + " " + clock.apply(at) + ")";
    }

    /**
     * Every estimate of one fact on record, the first guess first; "don't know" and withheld records give none. A
     * correction is an estimate of its own with the source of what it corrects.
     */
    public static List<Estimate> onRecord(Incident incident, String fact) {
        List<Estimate> estimates = new ArrayList<>();
        for (TimelineRecord each : incident.records()) {
            Optional<TimelineRecord> said = Optional.of(each);
            var value = each.entry().value();
            if (each.event() instanceof Event.Correction correction) {
                said = incident.record(correction.of());
                value = correction.value().or(each.entry()::value);
            }
            boolean ofFact =
                    said.flatMap(one -> one.entry().step()).filter(fact::equals).isPresent();
            if (ofFact && !incident.isRedacted(each.id()) && said.get().event() instanceof Event.Answer answer) {
                value.flatMap(one -> Range.of(one, each.entry().text().orElse("")))
                        .map(range -> new Estimate(range, Source.of(answer.source()), each.actor(), each.at()))
                        .ifPresent(estimates::add);
            }
        }
        return List.copyOf(estimates);
    }
}
