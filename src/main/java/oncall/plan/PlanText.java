package oncall.plan;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * Writes words into a plan so that they read back as they were, whatever they are. A value that is left open is the word `TODO`,
 * with a comment beside it: what reads it reports its line.
 */
public final class PlanText {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9_./-]*");
    private static final Set<String> TAKEN =
            Set.of("yes", "no", "on", "off", "true", "false", "null", "y", "n", "none", "todo", "nan", "inf");
    private static final Pattern OPEN = Pattern.compile("TODO\\b.*", Pattern.DOTALL);

    private PlanText() {}

    /** A value left open at the end of a line, with a comment that says what belongs there. */
    public static String open(String hint) {
        return "TODO # " + hint;
    }

    /** A word or sentence as one scalar on one line, bare where that is safe everywhere, else in double quotes. */
    public static String scalar(String words) {
        boolean safe = PLAIN.matcher(words).matches()
                && !TAKEN.contains(words.toLowerCase(java.util.Locale.ROOT))
                && !OPEN.matcher(words).matches();
        return safe ? words : quoted(words);
    }

    /** A word or sentence in double quotes; what cannot stand in a file is escaped. */
    public static String quoted(String words) {
        StringBuilder text = new StringBuilder("\"");
        words.codePoints().forEach(point -> {
            switch (point) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\t' -> text.append("\\t");
                default -> append(text, point);
            }
        });
        return text.append('"').toString();
    }

    private static void append(StringBuilder text, int point) {
        int type = Character.getType(point);
        boolean hidden = type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.SURROGATE
                || type == Character.UNASSIGNED
                || point == 0xFEFF;
        if (!hidden) {
            text.appendCodePoint(point);
        } else if (point > 0xFFFF) {
            text.append(String.format("\\U%08X", point));
        } else {
            text.append(String.format("\\u%04X", point));
        }
    }

    /** Words for a comment: one line, without anything hidden. */
    public static String comment(String words) {
        StringBuilder text = new StringBuilder();
        words.codePoints().forEach(point -> {
            StringBuilder one = new StringBuilder();
            append(one, point);
            text.append(one.charAt(0) == '\\' && point != '\\' ? " " : one);
        });
        return text.toString().strip();
    }
}
