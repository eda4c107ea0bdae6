package oncall.terminal;

import java.io.IOException;
import java.io.OutputStream;

/**
 * The screen of a conversation. A terminal that has gone must not keep the walk from saving and ending in order, so a
 * failed write is no error here: the next read says that nobody is there.
 */
final class LastingOutput extends OutputStream {
    private final OutputStream out;
    private boolean gone;

    LastingOutput(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        if (!gone) {
            try {
                out.write(bytes, offset, length);
            } catch (IOException | RuntimeException e) {
                gone = true;
            }
        }
    }

    @Override
    public void flush() {
        if (!gone) {
            try {
                out.flush();
            } catch (IOException | RuntimeException e) {
                gone = true;
            }
        }
    }
}
