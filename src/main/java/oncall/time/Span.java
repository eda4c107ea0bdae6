package oncall.time;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What was written: one time, or one and its end.
 *
 * @param end of a range
 */
record Span(Expression start, Optional<Expression> end) {
    private static final Pattern FROM = Pattern.compile("^(?:from|between)\\s+", Pattern.CASE_INSENSITIVE);
    private static final List<Pattern> BETWEEN = List.of(
            Pattern.compile("\\s+(?:to|until|till|and)\\s+", Pattern.CASE_INSENSITIVE),
            Pattern.compile("\\s+-\\s+"),
            Pattern.compile("\\s*-\\s*"));
    private static final int NOON = 12;

    /**
     * Takes words apart.
     *
     * @throws Unclear when they are no time; the reason is that of the end that is none, where the other is one
     */
    static Span parse(String words) {
        Half whole = Half.of(words);
        if (whole.said().isPresent()) {
            return new Span(whole.said().get(), Optional.empty());
        }
        Unclear trouble = whole.trouble().orElseThrow();
        if (trouble.isDecided()) {
            throw trouble;
        }
        String both = FROM.matcher(words).replaceFirst("");
        for (Pattern between : BETWEEN) {
            Matcher found = between.matcher(both);
            while (found.find()) {
                Half end = Half.of(both.substring(found.end()));
                Half start = start(both.substring(0, found.start()), end);
                if (start.said().isPresent() && end.said().isPresent()) {
                    return of(start.said().get(), end.said().get(), words);
                }
                if (start.said().isPresent() || end.said().isPresent()) {
                    trouble = start.trouble().or(end::trouble).orElseThrow();
                }
            }
        }
        throw trouble;
    }

    /** The start, which shares the AM or PM of the end: `5:03 - 5:30 PM`. */
    private static Half start(String words, Half end) {
        Optional<String> marker = end.said().flatMap(Expression::clock).flatMap(Expression.Clock::marker);
        Half shared = marker.map(letters -> Half.of(words + " " + letters)).orElse(Half.of(words));
        return shared.said().isPresent() ? shared : Half.of(words);
    }

    private static Span of(Expression start, Expression end, String words) {
        if (marked(start) && isHalfDay(end) || marked(end) && isHalfDay(start)) {
            throw new Unclear("Morning or evening? Write AM or PM behind both times of " + Unclear.quoted(words) + ".");
        }
        boolean about = start.about() || end.about();
        Expression from = start.in(end);
        return new Span(
                new Expression(about, from.weekday(), from.day(), from.clock(), from.zone(), from.check()),
                Optional.of(end.in(start)));
    }

    private static boolean marked(Expression time) {
        return time.clock().flatMap(Expression.Clock::marker).isPresent();
    }

    /** Whether it could be before or after noon. */
    private static boolean isHalfDay(Expression time) {
        return time.clock()
                .filter(clock -> clock.marker().isEmpty())
                .filter(clock -> clock.time().getHour() >= 1 && clock.time().getHour() <= NOON)
                .isPresent();
    }

    /** Words read by themselves: what they say, or why they say nothing. */
    private record Half(Optional<Expression> said, Optional<Unclear> trouble) {
        static Half of(String words) {
            try {
                return new Half(Optional.of(Scanner.scan(words.strip())), Optional.empty());
            } catch (Unclear unclear) {
                return new Half(Optional.empty(), Optional.of(unclear));
            }
        }
    }
}
