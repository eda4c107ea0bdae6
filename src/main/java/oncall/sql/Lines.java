package oncall.sql;

import java.util.Arrays;
import oncall.runbook.Location;

/** Turns offsets in a text into places in the file it stands in. */
final class Lines {
    private final Location start;
    private final String text;
    private int[] begins = new int[64];
    private int count = 1;
    /** The place told last, from which the next one in the same line is counted. */
    private int knownLine = -1;

    private int knownOffset;
    private int knownColumn;

    Lines(Location start, String text) {
        this.start = start;
        this.text = text;
        for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
            if (count == begins.length) {
                begins = Arrays.copyOf(begins, 2 * count);
            }
            begins[count++] = i + 1;
        }
    }

    Location at(int offset) {
        int found = Arrays.binarySearch(begins, 0, count, offset);
        int line = found >= 0 ? found : -found - 2;
        if (line != knownLine || offset < knownOffset) {
            knownLine = line;
            knownOffset = begins[line];
            knownColumn = line == 0 ? start.column() : 1;
        }
        knownColumn += width(knownOffset, offset);
        knownOffset = offset;
        return new Location(start.path(), start.line() + line, knownColumn);
    }

    /** How many code points stand between two offsets. */
    int width(int from, int to) {
        return text.codePointCount(from, Math.min(to, text.length()));
    }
}
