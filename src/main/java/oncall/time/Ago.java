package oncall.time;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import oncall.runbook.TimeReader.Precision;

/**
 * A time as the distance from now: `10 min ago`, `in 2 h`.
 *
 * @param span how far
 * @param days whether only the day can be meant: `3 days ago`
 */
record Ago(Duration span, boolean days, Precision precision) {
    private static final String UNIT = "(d|days?|w|weeks?|h|hrs?|hours?|m|mins?|minutes?|s|secs?|seconds?)\\.?";
    private static final Pattern WHOLE = form("(\\d{1,6})(?:[.,](\\d))?\\s*" + UNIT);
    private static final Pattern PARTS =
            form("(\\d{1,3})\\s*(?:h|hrs?|hours?)\\.?\\s*(?:and\\s+)?(\\d{1,3})\\s*" + "(?:m|mins?|minutes?)\\.?");
    private static final Pattern ONE = form("(?:an?|one)\\s+(second|minute|hour|day|week)");
    private static final Pattern HALF = form("(?:a\\s+)?half\\s+(?:an?\\s+)?hour");
    private static final Pattern HOUR_AND_HALF = form("(?:an|one)\\s+hour\\s+and\\s+a\\s+half");
    private static final Pattern QUARTER = form("(?:a\\s+)?quarter\\s+of\\s+an\\s+hour");
    private static final int DAYS_IN_WEEK = 7;

    private static Pattern form(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
    }

    /** The distance; empty where it is none. */
    static Optional<Ago> parse(String words) {
        Matcher whole = WHOLE.matcher(words);
        Matcher parts = PARTS.matcher(words);
        Matcher one = ONE.matcher(words);
        if (whole.matches()) {
            return unit(whole.group(3), Long.parseLong(whole.group(1)), Optional.ofNullable(whole.group(2)));
        }
        if (parts.matches()) {
            Duration span =
                    Duration.ofHours(Long.parseLong(parts.group(1))).plusMinutes(Long.parseLong(parts.group(2)));
            return Optional.of(new Ago(span, false, Precision.MINUTE));
        }
        if (one.matches()) {
            return unit(one.group(1), 1, Optional.empty());
        }
        int minutes = HALF.matcher(words).matches()
                ? 30
                : QUARTER.matcher(words).matches()
                        ? 15
                        : HOUR_AND_HALF.matcher(words).matches() ? 90 : 0;
        return minutes == 0
                ? Optional.empty()
                : Optional.of(new Ago(Duration.ofMinutes(minutes), false, Precision.APPROX));
    }

    private static Optional<Ago> unit(String unit, long count, Optional<String> tenth) {
        char letter = unit.toLowerCase(Locale.ROOT).charAt(0);
        long tenths = count * 10 + tenth.map(Long::parseLong).orElse(0L);
        if (tenth.isPresent() && letter != 'h') {
            return Optional.empty();
        }
        return Optional.of(
                switch (letter) {
                    case 'w' -> new Ago(Duration.ofDays(count * DAYS_IN_WEEK), true, Precision.DAY);
                    case 'd' -> new Ago(Duration.ofDays(count), true, Precision.DAY);
                    case 'h' ->
                        new Ago(
                                Duration.ofMinutes(tenths * 6),
                                false,
                                tenth.isPresent() ? Precision.MINUTE : Precision.HOUR);
                    case 'm' -> new Ago(Duration.ofMinutes(count), false, Precision.MINUTE);
                    default -> new Ago(Duration.ofSeconds(count), false, Precision.EXACT);
                });
    }
}
