package oncall.runbook.yaml;

import org.yaml.snakeyaml.error.Mark;

/**
 * A stretch of one line of a file. SnakeYAML counts from 0; here, and only here, that becomes counting from 1.
 *
 * @param line from 1
 * @param column from 1, in code points
 * @param width in code points, at least 1
 */
public record Spot(int line, int column, int width) {
    /** The first character of a file. */
    public static final Spot START = new Spot(1, 1, 1);

    /** The place of a part: to its end where it ends on the same line, else its first character. */
    static Spot of(Mark start, Mark end) {
        boolean oneLine = start.getLine() == end.getLine();
        int width = oneLine ? Math.max(1, end.getColumn() - start.getColumn()) : 1;
        return new Spot(start.getLine() + 1, start.getColumn() + 1, width);
    }

    /** A single character. */
    static Spot of(Mark mark) {
        return of(mark, mark);
    }

    /** A stretch in the same line, `offset` code points to the right. */
    public Spot shifted(int offset, int newWidth) {
        return new Spot(line, column + offset, Math.max(1, newWidth));
    }
}
