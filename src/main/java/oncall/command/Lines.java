package oncall.command;

import java.util.ArrayList;
import java.util.List;

/** Finds lines in bytes. A line ends with LF, CR LF, or a lone CR, with which programs repaint their progress. */
final class Lines {
    /** A line longer than this is cut, because somebody has to hold it in memory. */
    static final int LONGEST = 64 * 1024;

    private static final int LOOK_BACK = 8 * 1024;

    private Lines() {}

    /** Start and end of each line between `from` and `to`, ends excluded; a last one without an end counts. */
    static List<int[]> in(byte[] bytes, int from, int to) {
        List<int[]> lines = new ArrayList<>();
        int start = from;
        while (start < to) {
            int end = start;
            while (end < to && bytes[end] != '\n' && bytes[end] != '\r') {
                end++;
            }
            if (end - start > LONGEST) {
                end = cut(bytes, start, start + LONGEST);
                lines.add(new int[] {start, end});
                start = end;
                continue;
            }
            lines.add(new int[] {start, end});
            boolean pair = end + 1 < to && bytes[end] == '\r' && bytes[end + 1] == '\n';
            start = end + (pair ? 2 : 1);
        }
        return lines;
    }

    /**
     * Where whole lines end between 0 and `to`: after the last line end, or at a good place once a line is too long. A CR in the
     * last place waits for its LF. 0 when there is no whole line yet.
     */
    static int whole(byte[] bytes, int to) {
        int last = to > 0 && bytes[to - 1] == '\r' ? to - 1 : to;
        for (int i = last - 1; i >= 0; i--) {
            if (bytes[i] == '\n' || bytes[i] == '\r') {
                return i + 1;
            }
        }
        return to > LONGEST ? cut(bytes, 0, to) : 0;
    }

    /** A place to cut an endless line: behind what separates entries, else anywhere but inside a character. */
    private static int cut(byte[] bytes, int from, int to) {
        int least = Math.max(from + 1, to - LOOK_BACK);
        for (int i = to; i > least; i--) {
            byte before = bytes[i - 1];
            if (before == ',' || before == ';' || before == '}' || before == '>') {
                return i;
            }
        }
        int place = to;
        while (place > least && (bytes[place - 1] & 0xc0) == 0x80) {
            place--;
        }
        return place > least && (bytes[place - 1] & 0xc0) == 0xc0 ? place - 1 : to;
    }
}
