package oncall.runbook.yaml;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import oncall.runbook.Diagnostic;
import oncall.runbook.Durations;
import oncall.runbook.StepIds;

/**
 * A scalar: exactly what was typed (`1.10`, `NO`, `0600`), and how. Each conversion reports its own problem at this
 * place and then is empty.
 */
public final class Text implements Part {
    /** How it was written. */
    public enum Style {
        PLAIN,
        QUOTED,
        BLOCK
    }

    private static final Pattern WHOLE = Pattern.compile("-?\\d{1,15}");
    private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,15}(\\.\\d{1,15})?");
    private static final Pattern CLOCK = Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d");

    private final String raw;
    private final Style style;
    private final Spot at;
    private final int lastLine;
    private final Problems problems;

    Text(String raw, Style style, Spot at, int lastLine, Problems problems) {
        this.raw = raw;
        this.style = style;
        this.at = at;
        this.lastLine = lastLine;
        this.problems = problems;
    }

    /** Exactly what was typed, of each. */
    static List<String> rawOf(List<Text> texts) {
        List<String> raw = new ArrayList<>(texts.size());
        for (Text text : texts) {
            raw.add(text.raw());
        }
        return raw;
    }

    /** Each without white space around it. */
    static List<String> wordsOf(List<Text> texts) {
        List<String> words = new ArrayList<>(texts.size());
        for (Text text : texts) {
            words.add(text.words());
        }
        return words;
    }

    /** What was typed; a block keeps its line ends. */
    public String raw() {
        return raw;
    }

    /** What was typed, without white space around it. */
    public String words() {
        return raw.strip();
    }

    /** How it was written. */
    public Style style() {
        return style;
    }

    @Override
    public Spot at() {
        return at;
    }

    @Override
    public String kind() {
        return "words";
    }

    /**
     * Where `part` stands in the source of this text, not followed by a letter, digit or `_` when it ends in one.
     *
     * @param skip how many occurrences are passed over
     * @return the beginning of this text if it is not found
     */
    Spot find(String part, int skip) {
        boolean word = isWordPart(part.charAt(part.length() - 1));
        int left = skip;
        for (int number = at.line(); number <= lastLine; number++) {
            String line = problems.line(number);
            int from = number == at.line() ? offset(line, at.column() - 1) : 0;
            for (int i = line.indexOf(part, from); i >= 0; i = line.indexOf(part, i + 1)) {
                int end = i + part.length();
                boolean goesOn = word && end < line.length() && isWordPart(line.charAt(end));
                if (!goesOn && left-- == 0) {
                    return new Spot(number, line.codePointCount(0, i) + 1, part.codePointCount(0, part.length()));
                }
            }
        }
        return at;
    }

    private static int offset(String line, int points) {
        return line.offsetByCodePoints(0, Math.min(points, line.codePointCount(0, line.length())));
    }

    private static boolean isWordPart(char c) {
        return c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    /** At most `most` characters, one line, in quotes to the last space; reports and goes on with what is there. */
    public String line(String what, int most) {
        String words = style == Style.QUOTED && !raw.isBlank() ? raw : words();
        int length = words.codePointCount(0, words.length());
        if (length > most) {
            problems.meaning(
                    "too-long",
                    at,
                    what + " has " + length + " characters; at most " + most + " are shown.",
                    "say it shorter; details go under `about` or `show`");
        } else if (words.indexOf('\n') >= 0) {
            problems.meaning("one-line", at, what + " must be one line.", "put the rest under `show` or `about`");
        }
        return words;
    }

    /** `true` or `false`, nothing else. */
    public Optional<Boolean> bool() {
        if (raw.equals("true") || raw.equals("false")) {
            return Optional.of(raw.equals("true"));
        }
        return wrong("not-true-or-false", "`" + shown() + "` is not `true` or `false`.", "write `true` or `false`");
    }

    /** `90s`, `10m`, `2h`, `3d`. */
    public Optional<Duration> duration() {
        Optional<Duration> read = Durations.parse(raw);
        if (read.isPresent()) {
            return read;
        }
        return wrong(
                "not-a-duration",
                "`" + shown() + "` is not a duration.",
                "write a whole number and s, m, h or d: `90s`, `10m`, `2h`, `3d`");
    }

    /** A duration longer than nothing. */
    public Optional<Duration> positiveDuration() {
        Optional<Duration> read = duration();
        if (read.isPresent() && read.get().isZero()) {
            return wrong(
                    "not-a-duration",
                    "A duration of nothing makes no sense here.",
                    "write more than 0, or leave the key out");
        }
        return read;
    }

    /** A moment with its offset; seconds may be left out. */
    public Optional<Instant> instant() {
        try {
            return Optional.of(OffsetDateTime.parse(raw).toInstant());
        } catch (DateTimeParseException e) {
            return wrong(
                    "not-an-instant",
                    "`" + shown() + "` is not a moment with an offset.",
                    "write date, time and offset: `2026-11-20T10:00Z` or `2026-11-20T12:00+02:00`");
        }
    }

    /** A day. */
    public Optional<LocalDate> date() {
        try {
            return Optional.of(LocalDate.parse(raw));
        } catch (DateTimeParseException e) {
            return wrong("not-a-date", "`" + shown() + "` is not a date.", "write year-month-day: `2026-11-15`");
        }
    }

    /** A time of day; must stand in quotes. */
    public Optional<LocalTime> clock() {
        if (!CLOCK.matcher(raw).matches()) {
            return wrong(
                    "not-a-clock-time",
                    "`" + shown() + "` is not a time of day.",
                    "write hours and minutes in quotes: `\"09:00\"`");
        }
        if (style != Style.QUOTED) {
            return wrong("clock-time-quotes", "A time of day stands in quotes.", "write `\"" + raw + "\"`");
        }
        return Optional.of(LocalTime.parse(raw));
    }

    /** A whole number in [least, most]. */
    public Optional<Long> whole(long least, long most) {
        if (!WHOLE.matcher(raw).matches()) {
            return wrong("not-a-number", "`" + shown() + "` is not a whole number.", "write digits only");
        }
        long number = Long.parseLong(raw);
        if (number < least || number > most) {
            return wrong(
                    "out-of-range",
                    raw + " is not between " + least + " and " + most + ".",
                    "write a number in that range");
        }
        return Optional.of(number);
    }

    /** A number with or without a fraction. */
    public Optional<BigDecimal> decimal() {
        if (!DECIMAL.matcher(raw).matches()) {
            return wrong(
                    "not-a-number",
                    "`" + shown() + "` is not a number.",
                    "write digits, with a point before a fraction: `80` or `0.5`");
        }
        return Optional.of(new BigDecimal(raw));
    }

    /** One of the given words. */
    public Optional<String> oneOf(String what, Collection<String> allowed) {
        if (allowed.contains(raw)) {
            return Optional.of(raw);
        }
        problems.unknownName(
                Diagnostic.Kind.FORMAT, "unknown-word", at, "`" + shown() + "` is not a " + what + ".", raw, allowed);
        return Optional.empty();
    }

    /** An id of the author's choosing; `what` names it in the message. */
    public Optional<String> id(String what) {
        if (StepIds.isWellFormed(raw)) {
            return Optional.of(raw);
        }
        return wrong(
                "bad-id",
                "`" + shown() + "` cannot be the id of " + what + ".",
                "write a small letter, then small letters, digits and `_`, at most 40: `" + suggested() + "`");
    }

    private String suggested() {
        return StepIds.fromText(raw);
    }

    /** The words, short enough for a message. */
    String shown() {
        String line = raw.strip().replace('\n', ' ');
        return line.codePointCount(0, line.length()) <= 60
                ? line
                : line.substring(0, line.offsetByCodePoints(0, 57)) + "...";
    }

    private <T> Optional<T> wrong(String rule, String message, String remedy) {
        problems.format(rule, at, message, remedy);
        return Optional.empty();
    }
}
