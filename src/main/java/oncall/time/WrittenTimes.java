package oncall.time;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import oncall.runbook.TimeReader;

/**
 * Reads five forms: an RFC 3339 instant, `2018-11-12 17:03`, `17:03`, `10 min ago` and `now`. Everything else, a time that has
 * not come yet, and a clock time that the zone skipped or had twice, is asked back.
 */
public final class WrittenTimes implements TimeReader {
    private static final Pattern RFC_3339 = Pattern.compile(
            "(\\d{4}-\\d\\d-\\d\\d)[T ](\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?)(Z|[+-]\\d\\d:\\d\\d)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern DATE_AND_CLOCK = Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)[ T](\\d{1,2}):(\\d\\d)");
    private static final Pattern CLOCK = Pattern.compile("(\\d{1,2}):(\\d\\d)");
    private static final Pattern AGO =
            Pattern.compile("(\\d{1,6})\\s*(?:m|min|mins|minute|minutes) ago", Pattern.CASE_INSENSITIVE);
    private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mmxxx", Locale.ROOT);
    private static final DateTimeFormatter TO_WRITE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx", Locale.ROOT);
    private static final String FORMS =
            "Write `17:03`, `10 min ago`, `now`, `2018-11-12 17:03` or `2018-11-12T17:03:00+02:00`.";

    @Override
    public Reading read(String words, Moment moment) {
        Instant now = moment.now();
        ZoneId zone = moment.zone();
        String written = words.strip();
        Matcher rfc = RFC_3339.matcher(written);
        Matcher dated = DATE_AND_CLOCK.matcher(written);
        Matcher clock = CLOCK.matcher(written);
        Matcher ago = AGO.matcher(written);
        if (written.equalsIgnoreCase("now")) {
            return new Read(now, given(written, Precision.EXACT, zone.getId(), List.of()));
        }
        try {
            if (rfc.matches()) {
                return instant(written, rfc, now, zone);
            }
            if (dated.matches()) {
                LocalTime time = time(dated.group(2), dated.group(3));
                return onDay(written, LocalDate.parse(dated.group(1)).atTime(time), now, zone);
            }
            if (clock.matches()) {
                LocalTime time = time(clock.group(1), clock.group(2));
                return moment.on().isPresent()
                        ? onDay(written, moment.on().get().atTime(time), now, zone)
                        : latest(written, time, now, zone);
            }
        } catch (DateTimeException e) {
            return new AskBack("There is no such date or time of day. " + FORMS);
        }
        if (ago.matches()) {
            Instant at = now.minus(Long.parseLong(ago.group(1)), ChronoUnit.MINUTES);
            return new Read(at, given(written, Precision.MINUTE, zone.getId(), List.of()));
        }
        return new AskBack("That is not a time I can read. " + FORMS);
    }

    private static Reading instant(String written, Matcher rfc, Instant now, ZoneId zone) {
        String offset = rfc.group(3).toUpperCase(Locale.ROOT);
        Instant at = OffsetDateTime.of(
                        LocalDate.parse(rfc.group(1)), LocalTime.parse(rfc.group(2)), ZoneOffset.of(offset))
                .toInstant();
        return at.isAfter(now) ? future(now, zone) : new Read(at, given(written, Precision.EXACT, offset, List.of()));
    }

    private static Reading onDay(String written, LocalDateTime local, Instant now, ZoneId zone) {
        ZoneOffsetTransition change = zone.getRules().getTransition(local);
        if (change != null) {
            return change.isGap() ? skipped(local, zone, change) : twice(local, zone, change);
        }
        Instant at = local.atZone(zone).toInstant();
        return at.isAfter(now)
                ? future(now, zone)
                : new Read(at, given(written, Precision.MINUTE, zone.getId(), List.of()));
    }

    /** The latest moment not after now at which clocks of the zone showed this: today, else yesterday. */
    private static Reading latest(String written, LocalTime time, Instant now, ZoneId zone) {
        LocalDate today = LocalDate.ofInstant(now, zone);
        for (LocalDate day : List.of(today, today.minusDays(1))) {
            LocalDateTime local = day.atTime(time);
            ZoneOffsetTransition change = zone.getRules().getTransition(local);
            if (change != null && change.isGap()) {
                if (!change.getInstant().isAfter(now)) {
                    return skipped(local, zone, change);
                }
                continue;
            }
            List<Instant> shown = zone.getRules().getValidOffsets(local).stream()
                    .map(local::toInstant)
                    .filter(at -> !at.isAfter(now))
                    .toList();
            if (shown.size() > 1) {
                return twice(local, zone, change);
            }
            if (shown.size() == 1) {
                return new Read(shown.get(0), given(written, Precision.MINUTE, zone.getId(), List.of("day")));
            }
        }
        return skipped(today.atTime(time), zone, zone.getRules().getTransition(today.atTime(time)));
    }

    private static AskBack skipped(LocalDateTime local, ZoneId zone, ZoneOffsetTransition change) {
        return new AskBack("Clocks in " + zone.getId() + " went from "
                + change.getDateTimeBefore().toLocalTime() + " to "
                + change.getDateTimeAfter().toLocalTime() + " that night, so there was no " + local.toLocalTime()
                + " on "
                + local.toLocalDate() + "; write another time.");
    }

    private static AskBack twice(LocalDateTime local, ZoneId zone, ZoneOffsetTransition change) {
        return new AskBack("Clocks in " + zone.getId() + " showed " + local.toLocalTime() + " twice on "
                + local.toLocalDate() + "; write `"
                + local.atOffset(change.getOffsetBefore()).format(TO_WRITE)
                + "` for the first or `"
                + local.atOffset(change.getOffsetAfter()).format(TO_WRITE) + "` for the second.");
    }

    private static AskBack future(Instant now, ZoneId zone) {
        return new AskBack("That has not come yet; it is " + now.atZone(zone).format(SHOWN) + " now. " + FORMS);
    }

    private static LocalTime time(String hour, String minute) {
        return LocalTime.of(Integer.parseInt(hour), Integer.parseInt(minute));
    }

    private static Given given(String written, Precision precision, String zone, List<String> assumed) {
        return new Given(written, precision, Optional.empty(), zone, assumed);
    }
}
