package oncall.timeline;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Lines from anywhere in a few files, by way of the blocks looked into last. */
final class BlockCache {
    private static final int BLOCK = 16 * 1024;
    private static final int MOST = 64;

    private record Key(int file, long block) {}

    private final Map<Key, byte[]> blocks = new LinkedHashMap<>(MOST * 2, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, byte[]> eldest) {
            return size() > MOST;
        }
    };

    /** The line that begins at `place`, without its line feed; nothing behind `end` is looked at. */
    byte[] line(Disk.Opened file, int number, long place, long end) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(512);
        for (long at = place; at < end; ) {
            byte[] block = block(file, number, at / BLOCK, end);
            int from = (int) (at % BLOCK);
            int to = from;
            while (to < block.length && block[to] != '\n') {
                to++;
            }
            line.write(block, from, to - from);
            if (to < block.length) {
                break;
            }
            at += to - from;
            if (block.length < BLOCK) {
                break;
            }
        }
        return line.toByteArray();
    }

    private byte[] block(Disk.Opened file, int number, long index, long end) throws IOException {
        Key key = new Key(number, index);
        byte[] known = blocks.get(key);
        if (known != null) {
            return known;
        }
        byte[] block = new byte[(int) Math.min(BLOCK, end - index * BLOCK)];
        int read = file.read(index * BLOCK, block, 0, block.length);
        byte[] whole = read == block.length ? block : java.util.Arrays.copyOf(block, read);
        blocks.put(key, whole);
        return whole;
    }
}
