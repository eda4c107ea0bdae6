package oncall.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Lines of a given width out of longer ones. Takes text that has been made visible; loses none of it. */
final class Wrapping {
    /** Prose is never wider than this, however wide the window. */
    static final int PROSE = 88;

    private static final int TAB = 8;
    /** Behind a space of any kind: one that does not break could carry a made-up line to where the next row begins. */
    private static final Pattern BREAK = Pattern.compile("(?<=\\p{Zs})(?!\\p{Zs})");

    private Wrapping() {}

    /**
     * Breaks at spaces, the following lines indented like the first, and `hanging` more: what begins where a line begins
     * is then a line of ours, never the rest of one. A word longer than the line keeps a line of its own, unbroken: an address must
     * stay one piece.
     */
    static List<String> prose(String line, int width, String hanging) {
        String text = withoutTabs(line);
        String indent = " ".repeat(Math.min(text.length() - text.stripLeading().length(), Math.max(0, width / 2)));
        String following = indent + hanging;
        List<String> lines = new ArrayList<>();
        StringBuilder now = new StringBuilder(indent);
        int column = indent.length();
        boolean empty = true;
        for (String word : BREAK.split(text.strip())) {
            int cells = Cells.of(word.stripTrailing());
            if (!empty && column + cells > width) {
                lines.add(now.toString().stripTrailing());
                now = new StringBuilder(following);
                column = following.length();
            }
            now.append(word);
            column += Cells.of(word);
            empty = false;
        }
        lines.add(now.toString().stripTrailing());
        return lines;
    }

    /** Breaks between the parts of a heading, ` - ` between them; inside one only where it is longer than the line. */
    static List<String> parts(String line, int width, String hanging) {
        List<String> lines = new ArrayList<>();
        String now = "";
        for (String part : line.split("(?<= - )")) {
            if (!now.isEmpty() && Cells.of(now) + Cells.of(part.stripTrailing()) > width) {
                lines.addAll(prose(now, width, hanging));
                now = hanging;
            }
            now += part;
        }
        lines.addAll(prose(now, width, hanging));
        return lines;
    }

    /** Breaks anywhere, each line as full as it can be; the caller marks the breaks. */
    static List<String> hard(String line, int width) {
        String text = withoutTabs(line);
        List<String> lines = new ArrayList<>();
        int start = 0;
        int column = 0;
        for (int i = 0; i < text.length(); ) {
            int end = Cells.clusterEnd(text, i);
            int cells = Cells.ofCluster(text, i, end);
            if (column + cells > width && i > start) {
                lines.add(text.substring(start, i));
                start = i;
                column = 0;
            }
            column += cells;
            i = end;
        }
        lines.add(text.substring(start));
        return lines;
    }

    private static String withoutTabs(String line) {
        if (line.indexOf('\t') < 0) {
            return line;
        }
        StringBuilder out = new StringBuilder();
        for (String part : line.split("(?<=\t)")) {
            boolean tab = part.endsWith("\t");
            out.append(part, 0, part.length() - (tab ? 1 : 0));
            if (tab) {
                out.append(" ".repeat(TAB - Cells.of(out.toString()) % TAB));
            }
        }
        return out.toString();
    }
}
