package oncall.command;

import java.util.Arrays;
import java.util.Locale;

/**
 * Output kept within a bound however much there was: the first lines as text, without secrets; after that only the last bytes,
 * made into text when asked for. Not safe for threads.
 */
final class Transcript {
    private final int limit;
    private final StringBuilder head = new StringBuilder();
    private final byte[] ring;
    private boolean full;
    private boolean any;
    private long beyond;

    /** @param limit of the head, in characters, and of the tail, in bytes */
    Transcript(int limit) {
        this.limit = limit;
        this.ring = new byte[limit];
    }

    /** Whether only the tail still takes anything. */
    boolean full() {
        return full;
    }

    /** Takes one line: as text while there is room, else its bytes. */
    void line(String text, byte[] raw, int from, int to) {
        if (!full && head.length() + text.length() < limit) {
            head.append(any ? "\n" : "").append(text);
            any = true;
            return;
        }
        full = true;
        raw(raw, from, to);
        raw(new byte[] {'\n'}, 0, 1);
    }

    /** Takes bytes that end with a line, for the tail. */
    void raw(byte[] bytes, int from, int to) {
        full = true;
        int start = Math.max(from, to - limit);
        beyond += start - from;
        for (int at = start; at < to; ) {
            int place = (int) (beyond % limit);
            int count = Math.min(to - at, limit - place);
            System.arraycopy(bytes, at, ring, place, count);
            at += count;
            beyond += count;
        }
    }

    /** Everything kept; a cut is marked with the number of bytes that are missing. */
    String text(Redaction redaction) {
        if (beyond == 0) {
            return head.toString();
        }
        byte[] tail = tail();
        StringBuilder last = new StringBuilder();
        long missing = beyond - tail.length;
        int from = 0;
        if (missing > 0) {
            from = afterFirstEnd(tail);
            missing += from;
            redaction.gap();
        }
        for (int[] line : Lines.in(tail, from, tail.length)) {
            last.append('\n').append(redaction.line(SafeText.of(tail, line[0], line[1])));
        }
        int excess = Math.max(0, last.length() - limit);
        if (excess > 0) {
            int end = last.indexOf("\n", excess);
            last.delete(0, end < 0 ? excess : end);
        }
        String mark = "";
        if (missing > 0 || excess > 0) {
            mark = (any ? "\n" : "")
                    + String.format(Locale.ROOT, "[... about %,d bytes not kept ...]", missing + excess);
        }
        String text = head + mark + last;
        return any || !mark.isEmpty() ? text : text.substring(1);
    }

    private byte[] tail() {
        if (beyond <= limit) {
            return Arrays.copyOf(ring, (int) beyond);
        }
        byte[] tail = new byte[limit];
        int oldest = (int) (beyond % limit);
        System.arraycopy(ring, oldest, tail, 0, limit - oldest);
        System.arraycopy(ring, 0, tail, limit - oldest, oldest);
        return tail;
    }

    private static int afterFirstEnd(byte[] tail) {
        for (int i = 0; i < tail.length; i++) {
            if (tail[i] == '\n' || tail[i] == '\r') {
                return i + 1 < tail.length ? i + 1 : 0;
            }
        }
        return 0;
    }
}
