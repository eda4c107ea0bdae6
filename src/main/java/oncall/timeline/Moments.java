package oncall.timeline;

import java.time.Instant;
import java.time.LocalDate;

/** Times as files write them, read. */
final class Moments {
    private static final String FORM = "0000-00-00T00:00:00.000Z";
    private static final int SECONDS_OF_DAY = 24 * 60 * 60;

    private Moments() {}

    /**
     * An instant; the form every file is written in is read at once, all others by the platform.
     *
     * @throws java.time.DateTimeException when it is none
     */
    static Instant parse(String text) {
        if (!isOfForm(text)) {
            return Instant.parse(text);
        }
        int hour = two(text, 11);
        int minute = two(text, 14);
        int second = two(text, 17);
        if (hour > 23 || minute > 59 || second > 59) {
            return Instant.parse(text);
        }
        int year = two(text, 0) * 100 + two(text, 2);
        long day = LocalDate.of(year, two(text, 5), two(text, 8)).toEpochDay();
        int millis = two(text, 20) * 10 + text.charAt(22) - '0';
        return Instant.ofEpochSecond(day * SECONDS_OF_DAY + (hour * 60 + minute) * 60 + second, millis * 1_000_000L);
    }

    private static boolean isOfForm(String text) {
        if (text.length() != FORM.length()) {
            return false;
        }
        for (int i = 0; i < FORM.length(); i++) {
            char wanted = FORM.charAt(i);
            char is = text.charAt(i);
            if (wanted == '0' ? is < '0' || is > '9' : is != wanted) {
                return false;
            }
        }
        return true;
    }

    private static int two(String text, int at) {
        return (text.charAt(at) - '0') * 10 + text.charAt(at + 1) - '0';
    }
}
