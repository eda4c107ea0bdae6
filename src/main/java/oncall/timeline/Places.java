package oncall.timeline;

import java.util.Arrays;

/**
 * Where the records stand that are not in the order of their files, in 24 bytes each: when they happened, when they were written,
 * and the file and offset. Sorted in place.
 */
final class Places {
    private static final int CHUNK = 1 << 12;
    private static final int OFFSET_BITS = 44;

    /** The most files and the longest file that a place can name. */
    static final int MOST_FILES = 1 << 63 - OFFSET_BITS;

    static final long LONGEST_FILE = 1L << OFFSET_BITS;

    private long[][] chunks = new long[4][];
    private int size;

    /** Adds a record; `hlc` is compared without a sign. */
    void add(long at, long hlc, int file, long offset) {
        int chunk = size / CHUNK;
        if (chunk == chunks.length) {
            chunks = Arrays.copyOf(chunks, chunk * 2);
        }
        if (chunks[chunk] == null) {
            chunks[chunk] = new long[CHUNK * 3];
        }
        size++;
        set(size - 1, at, hlc ^ Long.MIN_VALUE, (long) file << OFFSET_BITS | offset);
    }

    int size() {
        return size;
    }

    long at(int index) {
        return chunks[index / CHUNK][index % CHUNK * 3];
    }

    private long signedHlc(int index) {
        return chunks[index / CHUNK][index % CHUNK * 3 + 1];
    }

    private long place(int index) {
        return chunks[index / CHUNK][index % CHUNK * 3 + 2];
    }

    int file(int index) {
        return (int) (place(index) >>> OFFSET_BITS);
    }

    long offset(int index) {
        return place(index) & LONGEST_FILE - 1;
    }

    /** Whether two of them happened and were written at the same time, so that only their ids tell them apart. */
    boolean tied(int one, int other) {
        return at(one) == at(other) && signedHlc(one) == signedHlc(other);
    }

    private void set(int index, long at, long signedHlc, long place) {
        long[] chunk = chunks[index / CHUNK];
        int first = index % CHUNK * 3;
        chunk[first] = at;
        chunk[first + 1] = signedHlc;
        chunk[first + 2] = place;
    }

    private void swap(int one, int other) {
        long at = at(one);
        long hlc = signedHlc(one);
        long place = place(one);
        set(one, at(other), signedHlc(other), place(other));
        set(other, at, hlc, place);
    }

    /** By time, then by the order of writing, then by place; a heap sort, which takes no room and has no bad day. */
    void sort() {
        boolean sorted = true;
        for (int i = 1; i < size && sorted; i++) {
            sorted = compare(i - 1, i) <= 0;
        }
        if (sorted) {
            return;
        }
        for (int i = size / 2 - 1; i >= 0; i--) {
            sink(i, size);
        }
        for (int end = size - 1; end > 0; end--) {
            swap(0, end);
            sink(0, end);
        }
    }

    private void sink(int from, int end) {
        int at = from;
        while (at * 2 + 1 < end) {
            int child = at * 2 + 1;
            if (child + 1 < end && compare(child, child + 1) < 0) {
                child++;
            }
            if (compare(at, child) >= 0) {
                return;
            }
            swap(at, child);
            at = child;
        }
    }

    private int compare(int one, int other) {
        int times = Long.compare(at(one), at(other));
        if (times != 0) {
            return times;
        }
        int written = Long.compare(signedHlc(one), signedHlc(other));
        return written != 0 ? written : Long.compare(place(one), place(other));
    }
}
