package oncall.timeline;

import java.io.IOException;
import java.util.Arrays;

/**
 * Cuts a stream of bytes into JSON objects without reading them: objects one after another, a line each or laid out, or the
 * objects of the list `entries` of a first one. What stands between them, white space apart, is named by line and column. Holds one
 * object at a time.
 */
final class JsonPieces {
    /** The most bytes of one object. */
    static final int MOST_BYTES = 16 * 1024 * 1024;

    private static final int DEEPEST = 64;
    private static final byte[] ENTRIES = "\"entries\":".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    private static final int[] BYTE_ORDER_MARK = {0xef, 0xbb, 0xbf};

    private final Taker taker;
    private byte[] piece = new byte[4096];
    private int length;
    private int depth;
    private boolean inString;
    private boolean escaped;
    private boolean skipping;
    private boolean first = true;
    private boolean laidOut;
    private boolean stopped;
    private List list = List.NONE;
    private long line = 1;
    private long column;
    private long pieceLine;
    private long pieceColumn;
    private long total;

    /** Where in the list of a first object the stream is. */
    private enum List {
        NONE,
        INSIDE,
        BEHIND
    }

    /** Is given what was found. */
    interface Taker {
        /** One object, white space outside of strings left out. */
        void piece(byte[] bytes, int length, long line, long column) throws IOException;

        /** Something that is no object, and what was expected. */
        void trouble(long line, long column, String what) throws IOException;
    }

    JsonPieces(Taker taker) {
        this.taker = taker;
    }

    /** Takes the next bytes; false when nothing behind them can be read either. */
    boolean take(byte[] bytes, int count) throws IOException {
        for (int i = 0; i < count && !stopped; i++) {
            total++;
            take(bytes[i]);
        }
        return !stopped;
    }

    private void take(byte b) throws IOException {
        if ((b & 0xc0) != 0x80) {
            column++;
        }
        if (b == '\n') {
            lineFeed();
            line++;
            column = 0;
        } else if (!skipping) {
            if (depth == 0) {
                between(b);
            } else {
                inside(b);
            }
        }
    }

    private void lineFeed() throws IOException {
        boolean broken = depth > 0 && (inString || !first && !laidOut && list == List.NONE);
        if (depth > 0 && first && !inString) {
            laidOut = true;
        }
        if (broken) {
            taker.trouble(line, column, inString ? "the line ends inside a string" : "the line ends inside an object");
            stopped = list != List.NONE || laidOut;
        }
        if (broken || skipping) {
            reset();
        }
        skipping = false;
    }

    private void reset() {
        length = 0;
        depth = 0;
        inString = false;
        escaped = false;
    }

    private void between(byte b) throws IOException {
        boolean mark = total <= BYTE_ORDER_MARK.length && (b & 0xff) == BYTE_ORDER_MARK[(int) total - 1];
        if (b == ' ' || b == '\t' || b == '\r' || mark) {
            return;
        }
        if (b == '{' && list != List.BEHIND) {
            pieceLine = line;
            pieceColumn = column;
            put(b);
            depth = 1;
        } else if (list == List.INSIDE && b == ']') {
            list = List.BEHIND;
        } else if (!(list == List.INSIDE && b == ',' || list == List.BEHIND && b == '}')) {
            taker.trouble(line, column, "an object was expected, which begins with `{`");
            skipping = true;
            stopped = list != List.NONE || laidOut;
        }
    }

    private void inside(byte b) throws IOException {
        if (inString) {
            put(b);
            if (escaped) {
                escaped = false;
            } else if (b == '\\') {
                escaped = true;
            } else if (b == '"') {
                inString = false;
            }
            return;
        }
        switch (b) {
            case ' ', '\t', '\r' -> {}
            case '"' -> {
                put(b);
                inString = true;
            }
            case '{', '[' -> {
                if (b == '[' && first && depth == 1 && endsInEntries()) {
                    headOfList();
                } else {
                    put(b);
                    deeper();
                }
            }
            case '}', ']' -> {
                put(b);
                depth--;
                if (depth == 0) {
                    give();
                }
            }
            default -> put(b);
        }
    }

    private void deeper() throws IOException {
        depth++;
        if (depth > DEEPEST) {
            taker.trouble(line, column, "objects or lists stand in each other more than " + DEEPEST + " deep");
            stopped = first || list != List.NONE || laidOut;
            reset();
            skipping = true;
        }
    }

    private boolean endsInEntries() {
        return length >= ENTRIES.length
                && Arrays.equals(piece, length - ENTRIES.length, length, ENTRIES, 0, ENTRIES.length);
    }

    /** What stands before the list is an object of its own. */
    private void headOfList() throws IOException {
        length -= ENTRIES.length;
        if (piece[length - 1] == ',') {
            length--;
        }
        put((byte) '}');
        list = List.INSIDE;
        depth = 0;
        give();
    }

    private void give() throws IOException {
        int whole = length;
        length = 0;
        first = false;
        taker.piece(piece, whole, pieceLine, pieceColumn);
    }

    private void put(byte b) throws IOException {
        if (length == piece.length) {
            if (length >= MOST_BYTES) {
                taker.trouble(
                        pieceLine, pieceColumn, "what begins here is longer than 16 MiB; nothing behind it was read");
                stopped = true;
                reset();
                return;
            }
            piece = Arrays.copyOf(piece, length * 2);
        }
        piece[length++] = b;
    }

    /** The input has ended. */
    void end() throws IOException {
        if (stopped) {
            return;
        }
        if (depth > 0) {
            taker.trouble(line, column + 1, "the input ends inside an object: its last line was written by half");
        } else if (list == List.INSIDE) {
            taker.trouble(line, column + 1, "the input ends before `]}`");
        }
    }
}
