package oncall.document;

import java.util.List;
import java.util.regex.Pattern;

/** Text that others wrote, laid out so that it can never pass for a line of ours. */
final class Lines {
    private static final Pattern BREAK = Pattern.compile("\\R");
    private static final String INDENT = "    | ";

    private Lines() {}

    /** On one line: line breaks become spaces. */
    static String one(String text) {
        return BREAK.matcher(text.strip()).replaceAll(" ");
    }

    /** In quotes on one line. */
    static String quoted(String text) {
        return '"' + one(text) + '"';
    }

    /** Whether it needs more than one line. */
    static boolean several(String text) {
        return BREAK.matcher(text.strip()).find();
    }

    /** Each line indented behind a bar. */
    static List<String> block(String text) {
        return BREAK.splitAsStream(text.stripTrailing())
                .map(line -> (INDENT + line).stripTrailing())
                .toList();
    }
}
