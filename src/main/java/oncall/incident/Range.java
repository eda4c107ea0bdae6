package oncall.incident;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import oncall.runbook.Value;

/**
 * A number that is not known exactly: both ends, and out of how many where that was said. Never negative.
 *
 * @param low the smaller end
 * @param high the larger, worse end
 * @param of how many there are in all; at least `high`
 */
public record Range(BigDecimal low, BigDecimal high, Optional<BigDecimal> of) {
    private static final String NUMBER = "(\\d{1,15}(?:\\.\\d{1,6})?)";
    private static final Pattern FORM =
            Pattern.compile(NUMBER + "(?: ?(?:-|\u2013|to) ?" + NUMBER + ")?(?: ?of ?" + NUMBER + ")?");

    public Range {
        if (low.signum() < 0 || low.compareTo(high) > 0) {
            throw new IllegalArgumentException("0 <= low <= high");
        }
        if (of.isPresent() && of.get().compareTo(high) < 0) {
            throw new IllegalArgumentException("more than there are");
        }
    }

    /** Both ends the same. */
    public static Range exactly(long number) {
        return new Range(BigDecimal.valueOf(number), BigDecimal.valueOf(number), Optional.empty());
    }

    /** Both ends, in order. */
    public static Range of(long low, long high) {
        return new Range(BigDecimal.valueOf(low), BigDecimal.valueOf(high), Optional.empty());
    }

    /** Reads `14`, `10-20`, `10 to 20`, `14 of 230`; empty for all else, ends in the wrong order and 14 of 10 too. */
    public static Optional<Range> parse(String words) {
        Matcher form = FORM.matcher(words.strip());
        if (!form.matches()) {
            return Optional.empty();
        }
        BigDecimal low = new BigDecimal(form.group(1));
        BigDecimal high = form.group(2) == null ? low : new BigDecimal(form.group(2));
        Optional<BigDecimal> of = Optional.ofNullable(form.group(3)).map(BigDecimal::new);
        if (low.compareTo(high) > 0 || of.filter(all -> all.compareTo(high) < 0).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(new Range(low, high, of));
    }

    /**
     * The range on record: ends from the value, the total from the words beside it (`14 of 230`); empty where the value
     * is not a range.
     */
    public static Optional<Range> of(Value value, String text) {
        if (value.items().isEmpty() || value.items().size() > 2) {
            return Optional.empty();
        }
        String first = value.items().get(0);
        String last = value.items().get(value.items().size() - 1);
        return parse(first + "-" + last)
                .map(ends -> new Range(
                        ends.low,
                        ends.high,
                        parse(text).flatMap(Range::of).filter(all -> all.compareTo(ends.high) >= 0)));
    }

    /** As records have it: both ends, the smaller first. */
    public Value value() {
        return Value.ofList(List.of(plain(low), plain(high)));
    }

    /** `14`, `10 to 20`, `14 of 230`. */
    public String words() {
        String ends = low.compareTo(high) == 0 ? plain(low) : plain(low) + " to " + plain(high);
        return of.map(all -> ends + " of " + plain(all)).orElse(ends);
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
