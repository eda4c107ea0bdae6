package oncall.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Standard output that tells a reader who has seen enough (`| head`) from a place that cannot take more (a full disk): the
 * first ends the program quietly, the second is an error. Told apart by what the stream is, because the system's words for
 * either depend on the locale.
 */
final class Outlet extends OutputStream {
    private static final int TYPE = 0170000;
    private static final int PIPE = 0010000;
    private static final int SOCKET = 0140000;
    private final OutputStream to;
    private final Path self;
    private final boolean terminal;

    /**
     * An outlet.
     *
     * @param self what to look at to learn what it is (`/dev/stdout`)
     * @param terminal whether it is a terminal
     */
    Outlet(OutputStream to, Path self, boolean terminal) {
        this.to = to;
        this.self = self;
        this.terminal = terminal;
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        try {
            to.write(bytes, offset, length);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public void flush() {
        try {
            to.flush();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private RuntimeException failed(IOException e) {
        if (terminal || readByAnother()) {
            return new OutputClosed(e);
        }
        return new Failure(Exit.NOT_SAVED, "The output could not be written: " + e.getMessage() + ".", e);
    }

    private boolean readByAnother() {
        try {
            int type = (Integer) Files.getAttribute(self, "unix:mode") & TYPE;
            return type == PIPE || type == SOCKET;
        } catch (IOException | RuntimeException e) {
            return true;
        }
    }
}
