package oncall.document;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Moments as documents write them: local time with its offset, UTC beside it. */
final class Moments {
    private static final int UTC_LENGTH = "2018-11-12T15:09:02.131Z".length();
    private static final int LOCAL_LENGTH = UTC_LENGTH + "02:00".length();
    private static final long SECONDS_OF_DAY = 24 * 60 * 60;
    private static final long FIRST = Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();
    private static final long LAST = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
    private static final DateTimeFormatter UTC =
            form("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter LOCAL = form("uuuu-MM-dd'T'HH:mm:ss.SSSxxx");
    private static final DateTimeFormatter CLOCK = form("HH:mm:ssxxx");
    private static final DateTimeFormatter SHORT = form("HH:mmxxx");
    private static final DateTimeFormatter DAY_AND_SHORT = form("uuuu-MM-dd HH:mmxxx");
    private static final DateTimeFormatter WHOLE = form("uuuu-MM-dd HH:mm:ssxxx");
    private static final DateTimeFormatter DAY = form("EEE uuuu-MM-dd");
    private static final DateTimeFormatter UTC_WHOLE =
            form("uuuu-MM-dd HH:mm:ss'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DATE = form("uuuu-MM-dd");
    private static final DateTimeFormatter HOUR = form("HH:mm");
    private static final DateTimeFormatter UTC_CLOCK = form("HH:mm:ss'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter UTC_DAY_AND_SHORT =
            form("uuuu-MM-dd HH:mm'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter UTC_SHORT = form("HH:mm'Z'").withZone(ZoneOffset.UTC);

    private Moments() {}

    private static DateTimeFormatter form(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
    }

    /** `2018-11-12T15:09:02.131Z`. */
    static String utc(Instant instant) {
        StringBuilder text = new StringBuilder(UTC_LENGTH);
        utc(instant, text);
        return text.toString();
    }

    /** The same, behind what is there. */
    static void utc(Instant instant, StringBuilder to) {
        long seconds = instant.getEpochSecond();
        if (seconds < FIRST || seconds > LAST) {
            to.append(UTC.format(instant));
        } else {
            digits(seconds, instant.getNano(), to);
            to.append('Z');
        }
    }

    /** The year has four digits; a formatter made of a pattern takes ten times as long, and an export is made of moments. */
    private static void digits(long seconds, int nanos, StringBuilder to) {
        LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(seconds, SECONDS_OF_DAY));
        int second = (int) Math.floorMod(seconds, SECONDS_OF_DAY);
        two(date.getYear() / 100, to);
        two(date.getYear() % 100, to);
        to.append('-');
        two(date.getMonthValue(), to);
        to.append('-');
        two(date.getDayOfMonth(), to);
        to.append('T');
        two(second / 3600, to);
        to.append(':');
        two(second / 60 % 60, to);
        to.append(':');
        two(second % 60, to);
        int millis = nanos / 1_000_000;
        to.append('.').append((char) ('0' + millis / 100));
        two(millis % 100, to);
    }

    private static void two(int number, StringBuilder to) {
        to.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }

    /** `2018-11-12T17:09:02.131+02:00`. */
    static String local(Instant instant, ZoneId zone) {
        StringBuilder text = new StringBuilder(LOCAL_LENGTH);
        local(instant, zone, text);
        return text.toString();
    }

    /** The same, behind what is there. */
    static void local(Instant instant, ZoneId zone, StringBuilder to) {
        int offset = zone.getRules().getOffset(instant).getTotalSeconds();
        long seconds = instant.getEpochSecond() + offset;
        if (seconds < FIRST || seconds > LAST || offset % 60 != 0) {
            to.append(LOCAL.format(instant.atZone(zone)));
            return;
        }
        digits(seconds, instant.getNano(), to);
        int minutes = Math.abs(offset) / 60;
        to.append(offset < 0 ? '-' : '+');
        two(minutes / 60, to);
        to.append(':');
        two(minutes % 60, to);
    }

    /** `17:05:12+02:00 (15:05:12Z)`; in UTC `15:05:12Z`. */
    static String clock(Instant instant, ZoneId zone) {
        String utc = UTC_CLOCK.format(instant);
        return isUtc(zone) ? utc : CLOCK.format(instant.atZone(zone)) + " (" + utc + ")";
    }

    /** `2018-11-12 15:05:12Z`. */
    static String wholeUtc(Instant instant) {
        return UTC_WHOLE.format(instant);
    }

    /** `2018-11-12 17:05:12+02:00`; in UTC `2018-11-12 15:05:12Z`. */
    static String whole(Instant instant, ZoneId zone) {
        return isUtc(zone) ? wholeUtc(instant) : WHOLE.format(instant.atZone(zone));
    }

    /** `Mon 2018-11-12`. */
    static String day(LocalDate date) {
        return DAY.format(date);
    }

    private static boolean isUtc(ZoneId zone) {
        return zone.normalized().equals(ZoneOffset.UTC);
    }

    /** `17:05+02:00`, with the date before it on another day than `day` falls on. */
    static String brief(Instant instant, Instant day, ZoneId zone) {
        boolean same =
                instant.atZone(zone).toLocalDate().equals(day.atZone(zone).toLocalDate());
        if (isUtc(zone)) {
            return (same ? UTC_SHORT : UTC_DAY_AND_SHORT).format(instant);
        }
        return (same ? SHORT : DAY_AND_SHORT).format(instant.atZone(zone));
    }

    /**
     * `17:05`, as tables have it whose heading names the zone: with the offset where it is not that of `opened`, and with the
     * date on another day.
     */
    static String plain(Instant instant, Instant opened, ZoneId zone) {
        ZonedDateTime at = instant.atZone(zone);
        ZonedDateTime from = opened.atZone(zone);
        boolean sameOffset = at.getOffset().equals(from.getOffset());
        boolean sameDay = at.toLocalDate().equals(from.toLocalDate());
        return (sameDay ? "" : DATE.format(at) + " ") + (sameOffset ? HOUR : SHORT).format(at);
    }

    /** `15:05Z`. */
    static String utcShort(Instant instant) {
        return UTC_SHORT.format(instant);
    }

    /** `2018-11-12 17:05+02:00`. */
    static String dated(Instant instant, ZoneId zone) {
        return DAY_AND_SHORT.format(instant.atZone(zone));
    }

    /** `17:05+02:00 (15:05Z)`, with the date as in {@link #brief}. */
    static String briefBoth(Instant instant, Instant day, ZoneId zone) {
        return brief(instant, day, zone) + (isUtc(zone) ? "" : " (" + UTC_SHORT.format(instant) + ")");
    }
}
