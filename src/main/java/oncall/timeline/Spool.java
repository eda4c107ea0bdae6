package oncall.timeline;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Bytes kept on the disk under no name: the file is this user's alone and is taken out of its folder at once. */
final class Spool implements Disk.Opened {
    private static final int ROOM = 64 * 1024;

    private final RandomAccessFile file;
    private final byte[] room = new byte[ROOM];
    private int filled;
    private long written;

    Spool() throws IOException {
        Path path = Files.createTempFile(
                "oncall-", ".part", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            file = new RandomAccessFile(path.toFile(), "rw");
        } finally {
            Files.delete(path);
        }
    }

    /** Adds bytes at the end. */
    void add(byte[] bytes, int from, int length) throws IOException {
        if (filled + length > room.length) {
            flush();
        }
        if (length > room.length) {
            file.write(bytes, from, length);
            written += length;
        } else {
            System.arraycopy(bytes, from, room, filled, length);
            filled += length;
        }
    }

    private void flush() throws IOException {
        file.seek(written);
        file.write(room, 0, filled);
        written += filled;
        filled = 0;
    }

    @Override
    public long size() {
        return written + filled;
    }

    @Override
    public int read(long at, byte[] into, int offset, int length) throws IOException {
        if (filled > 0) {
            flush();
        }
        return new OpenedFile(file).read(at, into, offset, length);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
