package oncall.document;

import java.util.ArrayList;
import java.util.List;

/** Prose broken into lines between words. */
final class Wrapped {
    private Wrapped() {}

    /**
     * Lines of at most `width` code points, where a single word is not longer.
     *
     * @param first what the first line begins with; the others are indented by as much
     */
    static List<String> lines(String first, String text, int width) {
        List<String> lines = new ArrayList<>();
        String indent = " ".repeat(length(first));
        StringBuilder line = new StringBuilder(first);
        boolean empty = true;
        for (String word : text.strip().split("\\s+")) {
            if (!empty && length(line.toString()) + 1 + length(word) > width) {
                lines.add(line.toString().stripTrailing());
                line = new StringBuilder(indent);
                empty = true;
            }
            line.append(empty ? "" : " ").append(word);
            empty = false;
        }
        lines.add(line.toString().stripTrailing());
        return lines;
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
