package oncall.plan;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What other YAML tools make of an unquoted word. Source: the types of YAML 1.1 and the core schema of 1.2; what a word becomes
 * differs from tool to tool, so that it changes in one of them is enough.
 */
final class OtherReaders {
    private static final Pattern TRUTH = Pattern.compile("y|yes|true|on|n|no|false|off", Pattern.CASE_INSENSITIVE);
    private static final Pattern NOTHING = Pattern.compile("~|null|Null|NULL");
    private static final Pattern OCTAL = Pattern.compile("[-+]?0o?[0-7_]+");
    private static final Pattern LEADING_ZERO = Pattern.compile("[-+]?0[0-9_]+");
    private static final Pattern OTHER_BASE = Pattern.compile("[-+]?0(?:x[0-9a-fA-F_]+|b[01_]+)");
    private static final Pattern SIXTIES = Pattern.compile("[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\\.[0-9_]*)?");
    private static final Pattern EXPONENT =
            Pattern.compile("[-+]?(?:\\.[0-9]+|[0-9][0-9_]*(?:\\.[0-9_]*)?)[eE][-+]?[0-9]+");
    private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9][0-9_]*");
    private static final Pattern FRACTION = Pattern.compile("[-+]?(?:[0-9][0-9_]*)?\\.[0-9_]*");
    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}");
    private static final Pattern INFINITE = Pattern.compile("[-+]?\\.(?:inf|Inf|INF)|\\.(?:nan|NaN|NAN)");
    /** Whole numbers up to this many digits are the same in every tool. */
    private static final int EXACT_DIGITS = 15;

    private OtherReaders() {}

    /** What it becomes somewhere, in words; empty where every tool keeps it. */
    static Optional<String> becomes(String word) {
        if (TRUTH.matcher(word).matches()) {
            return Optional.of("a truth value");
        }
        if (NOTHING.matcher(word).matches()) {
            return Optional.of("nothing at all");
        }
        if (OTHER_BASE.matcher(word).matches() || OCTAL.matcher(word).matches() && word.length() > 1) {
            return Optional.of("a number of another base");
        }
        if (SIXTIES.matcher(word).matches()) {
            return Optional.of("a count of seconds");
        }
        if (EXPONENT.matcher(word).matches()) {
            return Optional.of("a number with an exponent");
        }
        if (DAY.matcher(word).matches()) {
            return Optional.of("a date");
        }
        if (INFINITE.matcher(word).matches()) {
            return Optional.of("a number");
        }
        return number(word);
    }

    private static Optional<String> number(String word) {
        boolean signed = word.startsWith("+") || word.equals("-0");
        if (WHOLE.matcher(word).matches()) {
            boolean kept = !signed
                    && word.indexOf('_') < 0
                    && !LEADING_ZERO.matcher(word).matches()
                    && word.length() <= EXACT_DIGITS;
            return kept ? Optional.empty() : Optional.of("a number");
        }
        if (FRACTION.matcher(word).matches() && word.chars().anyMatch(c -> c >= '0' && c <= '9')) {
            String end = word.endsWith("0") ? "`" + shortened(word) + "`" : "a number";
            boolean kept = !signed
                    && word.indexOf('_') < 0
                    && !word.startsWith(".")
                    && !word.startsWith("-.")
                    && !word.endsWith(".")
                    && !word.endsWith("0")
                    && !word.matches("-?0[0-9]+\\..*")
                    && word.length() <= EXACT_DIGITS;
            return kept ? Optional.empty() : Optional.of(end);
        }
        return Optional.empty();
    }

    private static String shortened(String word) {
        int end = word.length();
        while (word.charAt(end - 1) == '0') {
            end--;
        }
        return word.substring(0, word.charAt(end - 1) == '.' ? end - 1 : end);
    }
}
