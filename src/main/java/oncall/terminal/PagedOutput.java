package oncall.terminal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Keeps text until it is more than a screen, then starts the pager and passes everything on. At most {@link #MOST_KEPT} bytes are
 * kept after that, to be printed when the pager turns out to be missing or dies.
 */
final class PagedOutput extends OutputStream {
    /** More than any pager reads ahead; one that is missing fails long before. */
    static final int MOST_KEPT = 1 << 20;

    private static final String LOST =
            "(The pager failed. What it was given is not repeated here; --no-pager shows all of it.)\n";
    private static final int TAB = 8;

    private final Starting starting;
    private final OutputStream screen;
    private final Supplier<Pager.Screen> screens;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private Optional<Pager.Screen> size = Optional.empty();
    private Optional<PagerProcess> pager = Optional.empty();
    private boolean whole = true;
    private boolean plain;
    private int rows;
    private int column;

    PagedOutput(Starting starting, OutputStream screen, Supplier<Pager.Screen> screens) {
        this.starting = starting;
        this.screen = screen;
        this.screens = screens;
    }

    /** Starts the pager. */
    interface Starting {
        PagerProcess start() throws IOException;
    }

    /** The person has left the pager. */
    static final class Left extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Left() {
            super("left", null, false, false);
        }
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (plain) {
            screen.write(bytes, offset, length);
            return;
        }
        if (whole) {
            kept.write(bytes, offset, length);
        }
        if (pager.isPresent()) {
            pass(bytes, offset, length);
        } else if (isMoreThanAScreen(bytes, offset, length)) {
            begin();
        }
    }

    /** Counts cells as if each character took one: the pager counts better, and ends by itself where all fits after all. */
    private boolean isMoreThanAScreen(byte[] bytes, int offset, int length) {
        Pager.Screen window = window();
        for (int i = offset; i < offset + length; i++) {
            if (bytes[i] == '\n') {
                rows += 1 + Math.max(0, column - 1) / window.columns();
                column = 0;
            } else if (bytes[i] == '\t') {
                column += TAB - column % TAB;
            } else if ((bytes[i] & 0xc0) != 0x80) {
                column++;
            }
        }
        return rows + (column + window.columns() - 1) / window.columns() >= window.rows();
    }

    private Pager.Screen window() {
        Pager.Screen window = size.orElseGet(screens);
        size = Optional.of(window);
        return window;
    }

    /** How wide the screen is. */
    int columns() {
        return window().columns();
    }

    private void begin() throws IOException {
        screen.flush();
        try {
            pager = Optional.of(starting.start());
        } catch (IOException noShell) {
            fallBack();
            return;
        }
        byte[] first = kept.toByteArray();
        pass(first, 0, first.length);
    }

    private void pass(byte[] bytes, int offset, int length) throws IOException {
        PagerProcess running = pager.orElseThrow();
        if (!running.takes(bytes, offset, length)) {
            if (!running.failed()) {
                throw new Left();
            }
            fallBack();
        } else if (whole && kept.size() > MOST_KEPT) {
            whole = false;
            kept.reset();
        }
    }

    /** All of it, or what is left of it, as if there were no pager. */
    private void fallBack() throws IOException {
        plain = true;
        pager.ifPresent(failed -> size.ifPresent(found -> failed.restore(found.modes())));
        screen.write(whole ? kept.toByteArray() : LOST.getBytes(StandardCharsets.UTF_8));
        screen.flush();
        kept.reset();
    }

    /** Waits for the person to leave the pager. */
    void end() {
        try {
            if (pager.isEmpty() && !plain) {
                screen.write(kept.toByteArray());
            } else if (pager.isPresent() && !plain && pager.get().failed()) {
                fallBack();
            }
            pager.ifPresent(PagerProcess::over);
            screen.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
