package oncall.document;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes untrusted text into Markdown so that it stays text: CommonMark, its tables as GitHub reads them, and Pandoc find no
 * heading, list, link, image, HTML, code, emphasis, mathematics or table cell in it. What has no look is spelled out
 * ({@link Spelling}). A renderer that looks for addresses and names in the finished page, as some forges do, cannot be kept
 * from it by any escape.
 */
final class Markdown {
    /** Stands where a line ended, in a place that has room for one line only. */
    static final char LINE_END = '\u21b5';

    private static final Pattern BREAK = Pattern.compile("\r\n|\r|\n");
    private static final Pattern ENTITY = Pattern.compile("&#?[A-Za-z0-9]{1,40};");
    /** No name of one is longer; without a bound a long word behind a colon would take for ever. */
    private static final Pattern EMOJI = Pattern.compile(":(?:\\d{3,60}|[+-]1|[\\w+-]{0,60}[A-Za-z][\\w+-]{0,60}):");

    private static final Pattern MARKER =
            Pattern.compile("\\(?(?:\\d{1,9}|[A-Za-z]|[ivxlcdmIVXLCDM]{1,12}|#)([.)])(?:\\s|$)");
    private static final Pattern WEB = Pattern.compile("(?i)www\\.");
    private static final Pattern TICKS = Pattern.compile("`+");
    private static final int SHORTEST_FENCE = 3;

    private Markdown() {}

    /**
     * On one line, for a paragraph, a list item, a heading or a table cell alike. Where the text had a line end there stands
     * {@link #LINE_END} with a space on either side; such a character of its own is spelled out.
     */
    static String inline(String text) {
        String spelled = Spelling.out(lines(text), LINE_END);
        return escaped(spelled.replace("\n", " " + LINE_END + " "));
    }

    /** A heading of a level from 1 to 6. */
    static String heading(int level, String text) {
        return "#".repeat(level) + " " + inline(text);
    }

    /** Prose as it was written, line by line, as a block quote: a message that was sent, a note. */
    static List<String> quote(String text) {
        List<String> quoted = new ArrayList<>();
        String[] lines = Spelling.out(lines(text)).strip().split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            boolean goesOn = i + 1 < lines.length && !lines[i].isBlank() && !lines[i + 1].isBlank();
            String line = lines[i].isBlank() ? "" : " " + escaped(lines[i]);
            quoted.add(">" + line + (goesOn ? "\\" : ""));
        }
        return quoted;
    }

    /** Text whose every space counts, as a fenced block: what a command printed. */
    static List<String> code(String text) {
        int longest = TICKS.matcher(text)
                .results()
                .mapToInt(run -> run.group().length())
                .max()
                .orElse(0);
        String fence = "`".repeat(Math.max(SHORTEST_FENCE, longest + 1));
        List<String> block = new ArrayList<>();
        block.add(fence + "text");
        block.addAll(List.of(Spelling.out(lines(text)).stripTrailing().split("\n", -1)));
        block.add(fence);
        return block;
    }

    /**
     * A table, a line at a time; its cells are Markdown already. Columns are as wide as their weights say where a renderer
     * asks for widths.
     */
    record Table(List<String> names, List<Integer> weights) {
        Table {
            names = List.copyOf(names);
            weights = List.copyOf(weights);
        }

        /** The names of the columns, and the line below them. */
        List<String> head() {
            return List.of(
                    row(names.stream().map(Markdown::inline).toList()),
                    "|" + String.join("|", weights.stream().map("-"::repeat).toList()) + "|");
        }

        /** One row. */
        String row(List<String> cells) {
            return "| " + String.join(" | ", cells) + " |";
        }
    }

    private static String lines(String text) {
        return BREAK.matcher(text).replaceAll("\n");
    }

    private static String escaped(String line) {
        int first = 0;
        while (first < line.length() && isSpace(line.charAt(first))) {
            first++;
        }
        int end = line.length();
        while (end > first && isSpace(line.charAt(end - 1))) {
            end--;
        }
        StringBuilder out = new StringBuilder(line.length() + 16);
        entities(out, line, 0, first);
        Matcher marker = MARKER.matcher(line).region(first, line.length());
        int delimiter = marker.lookingAt() ? marker.start(1) : -1;
        for (int i = first; i < end; i++) {
            char c = line.charAt(i);
            if (c == '\t') {
                entities(out, line, i, i + 1);
                continue;
            }
            if (i == delimiter || isActive(line, i, first)) {
                out.append('\\');
            }
            out.append(c);
        }
        entities(out, line, end, line.length());
        return out.toString();
    }

    private static void entities(StringBuilder out, String line, int from, int to) {
        for (int i = from; i < to; i++) {
            out.append("&#").append((int) line.charAt(i)).append(';');
        }
    }

    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    private static boolean isActive(String line, int at, int first) {
        char c = line.charAt(at);
        return switch (c) {
            case '\\', '`', '*', '[', ']', '<', '|', '~', '^', '$', '@', '{' -> true;
            case '_' -> !isWordInside(line, at);
            case '>', '+', '=', '%' -> at == first;
            case '-' -> at == first || next(line, at) == '-' || line.charAt(at - 1) == '-';
            case '#' -> at == first || isSpace(line.charAt(at - 1)) || line.charAt(at - 1) == '#';
            case '&' -> ENTITY.matcher(line).region(at, line.length()).lookingAt();
            case ':' ->
                at == first
                        || line.startsWith("//", at + 1)
                        || EMOJI.matcher(line).region(at, line.length()).lookingAt();
            case '.' ->
                at - first >= 3 && WEB.matcher(line).region(at - 3, at + 1).matches();
            default -> false;
        };
    }

    private static boolean isWordInside(String line, int at) {
        return at > 0 && Character.isLetterOrDigit(line.charAt(at - 1)) && Character.isLetterOrDigit(next(line, at));
    }

    private static char next(String line, int at) {
        return at + 1 < line.length() ? line.charAt(at + 1) : ' ';
    }
}
