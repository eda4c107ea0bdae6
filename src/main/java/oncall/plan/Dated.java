package oncall.plan;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;

/** A day (`2026-11-20`) or a moment with its offset (`2026-11-20T10:00Z`), as typed; what is neither is kept as it stands. */
public record Dated(Written written) {
    /** The day, in the writer's own offset; empty where it is no date. */
    public Optional<LocalDate> day() {
        return plainDay().or(() -> offset().map(OffsetDateTime::toLocalDate));
    }

    /** The moment, where one was written. */
    public Optional<Instant> moment() {
        return offset().map(OffsetDateTime::toInstant);
    }

    /** The moment; of a plain day its first one in `zone`. */
    public Optional<Instant> from(ZoneId zone) {
        return moment().or(() -> plainDay().map(day -> day.atStartOfDay(zone).toInstant()));
    }

    /** The moment; of a plain day the last one in `zone`, which is the first of the next day. */
    public Optional<Instant> until(ZoneId zone) {
        return moment().or(() ->
                plainDay().map(day -> day.plusDays(1).atStartOfDay(zone).toInstant()));
    }

    private Optional<LocalDate> plainDay() {
        try {
            return Optional.of(LocalDate.parse(written.text()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private Optional<OffsetDateTime> offset() {
        try {
            return Optional.of(OffsetDateTime.parse(written.text()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
