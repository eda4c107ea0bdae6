package oncall.runbook;

import java.util.ArrayList;
import java.util.List;

/**
 * Writes a problem as people read it: `path:line:column: error: message`, the line of the file, a caret under the
 * place, and what to write instead. The lines are not yet safe for a terminal: they hold text of the file.
 */
public final class DiagnosticText {
    /** Code points of a source line that are shown at most; more is cut on both sides of the place. */
    private static final int WIDEST = 72;

    private DiagnosticText() {}

    /** The lines of one problem, without line ends. */
    public static List<String> lines(Diagnostic problem) {
        List<String> lines = new ArrayList<>();
        lines.add(problem.at() + ": " + problem.kind().level() + ": " + problem.message());
        lines.addAll(excerpt(problem.at(), problem.width(), problem.sourceLine()));
        problem.nearest().ifPresent(name -> lines.add("hint: did you mean `" + name + "`?"));
        if (!problem.remedy().isEmpty()) {
            String[] remedy = problem.remedy().split("\n", -1);
            lines.add("hint: " + remedy[0]);
            for (int i = 1; i < remedy.length; i++) {
                lines.add("    " + remedy[i]);
            }
        }
        return lines;
    }

    /**
     * The line of the file and a caret under the place; nothing for a blank line.
     *
     * @param wanted how many code points the caret line underlines, at least 1
     */
    public static List<String> excerpt(Location at, int wanted, String sourceLine) {
        if (sourceLine.isBlank()) {
            return List.of();
        }
        int[] points = sourceLine.codePoints().toArray();
        int column = Math.min(at.column() - 1, points.length);
        int from = 0;
        int to = points.length;
        if (points.length > WIDEST) {
            from = Math.max(0, Math.min(column - WIDEST / 2, points.length - WIDEST));
            to = Math.min(points.length, from + WIDEST);
        }
        String before = from > 0 ? "..." : "";
        String number = at.line() + " | ";
        String shown = before + new String(points, from, to - from) + (to < points.length ? "..." : "");
        StringBuilder caret = new StringBuilder(" ".repeat(number.length() - 2)).append("| ");
        caret.append(" ".repeat(before.length()));
        for (int i = from; i < column; i++) {
            caret.append(points[i] == '\t' ? "\t" : " ".repeat(cells(points[i])));
        }
        int end = Math.min(Math.min(column + wanted, to), points.length);
        int width = 0;
        for (int i = column; i < end; i++) {
            width += cells(points[i]);
        }
        caret.append("^".repeat(Math.max(1, width)));
        return List.of(number + shown, caret.toString());
    }

    /** How many cells of a terminal a character takes; near enough to keep a caret under its place. */
    private static int cells(int point) {
        int type = Character.getType(point);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        boolean wide = point >= 0x1100 && point <= 0x115F
                || point >= 0x2E80 && point <= 0xA4CF
                || point >= 0xAC00 && point <= 0xD7A3
                || point >= 0xF900 && point <= 0xFAFF
                || point >= 0xFE30 && point <= 0xFE6F
                || point >= 0xFF00 && point <= 0xFF60
                || point >= 0x1F300 && point <= 0x1FAFF
                || point >= 0x20000 && point <= 0x3FFFD;
        return wide ? 2 : 1;
    }
}
