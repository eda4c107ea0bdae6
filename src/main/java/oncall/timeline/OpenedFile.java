package oncall.timeline;

import java.io.IOException;
import java.io.RandomAccessFile;

/** A file of this machine, open for reading; several threads may read from it. */
record OpenedFile(RandomAccessFile file) implements Disk.Opened {
    @Override
    public long size() throws IOException {
        return file.length();
    }

    @Override
    public int read(long at, byte[] into, int offset, int length) throws IOException {
        synchronized (file) {
            file.seek(at);
            int filled = 0;
            while (filled < length) {
                int read = file.read(into, offset + filled, length - filled);
                if (read < 0) {
                    break;
                }
                filled += read;
            }
            return filled;
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
