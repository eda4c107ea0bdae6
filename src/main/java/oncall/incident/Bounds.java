package oncall.incident;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.stream.Stream;
import oncall.runbook.TimeReader;

/**
 * Between which moments an incident lies, as far as it is on record.
 *
 * @param first the earliest moment: of any record, or the start as answered where that is earlier
 * @param last after this a clock time without a day is hardly about it: its close; while it is open, a day after the newest moment
 */
public record Bounds(Optional<Instant> first, Optional<Instant> last) {
    private static final Duration QUIET = Duration.ofDays(1);

    /** No incident yet. */
    public static final Bounds NONE = new Bounds(Optional.empty(), Optional.empty());

    /** Of an incident. */
    public static Bounds of(Incident incident) {
        boolean startKnown = !incident.started().equals(Instant.EPOCH); // the opening of an incident without a header
        Optional<Instant> first = Stream.concat(
                        incident.records().stream().map(incident::happened),
                        Stream.of(incident.started()).filter(started -> startKnown))
                .min(Instant::compareTo);
        Optional<Instant> newest =
                incident.records().stream().map(TimelineRecord::at).max(Instant::compareTo);
        Optional<Instant> closed = incident.records().stream()
                .filter(each -> each.event() instanceof Event.Close)
                .map(TimelineRecord::at)
                .max(Instant::compareTo);
        return new Bounds(first, closed.or(() -> newest.map(at -> at.plus(QUIET))));
    }

    /** What a time about this incident is read against. */
    public TimeReader.Moment moment(Instant now, ZoneId zone) {
        return new TimeReader.Moment(now, zone, Optional.empty(), first, last);
    }
}
