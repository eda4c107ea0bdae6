package oncall.timeline;

import java.io.IOException;
import java.util.Arrays;

/**
 * The complete lines of a stretch of a file, one after another, read in blocks. The bytes of the current line are those of
 * {@link #bytes} from {@link #from} to {@link #to}, without the line feed, until the next one is asked for.
 */
final class LineBlocks {
    private static final int BLOCK = 64 * 1024;
    private static final byte LF = '\n';

    private final Disk.Opened file;
    private final long end;
    private byte[] bytes;
    private long blockAt;
    private int filled;
    private int from;
    private int to = -1;

    /**
     * Lines from one place of a file to another.
     *
     * @param begin where a line begins
     * @param end where the stretch ends; what stands before it without a line feed is not read
     */
    LineBlocks(Disk.Opened file, long begin, long end) {
        this(file, begin, end, BLOCK);
    }

    LineBlocks(Disk.Opened file, long begin, long end, int block) {
        this.file = file;
        this.blockAt = begin;
        this.end = end;
        this.bytes = new byte[(int) Math.max(1, Math.min(block, end - begin))];
    }

    /** Goes to the next line; false when there is none. */
    boolean next() throws IOException {
        int look = to + 1;
        from = look;
        while (true) {
            for (int i = look; i < filled; i++) {
                if (bytes[i] == LF) {
                    to = i;
                    return true;
                }
            }
            look = filled - from;
            if (!fill()) {
                to = from - 1;
                return false;
            }
        }
    }

    /** Moves what was begun to the front and reads on behind it; in twice the room, when that is all there is. */
    private boolean fill() throws IOException {
        int begun = filled - from;
        if (begun == bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 8, bytes.length * 2L));
        } else {
            System.arraycopy(bytes, from, bytes, 0, begun);
        }
        blockAt += from;
        from = 0;
        filled = begun;
        int wanted = (int) Math.min(bytes.length - begun, end - blockAt - begun);
        int read = wanted <= 0 ? 0 : file.read(blockAt + begun, bytes, begun, wanted);
        filled += read;
        return read > 0;
    }

    byte[] bytes() {
        return bytes;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    /** Where in the file the current line begins. */
    long at() {
        return blockAt + from;
    }

    /** Where in the file the line after the current one begins; after the last, what is left. */
    long behind() {
        return blockAt + to + 1;
    }
}
