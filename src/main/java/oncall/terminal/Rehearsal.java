package oncall.terminal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import oncall.walk.Prompter.Ticker;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/**
 * Reads one line on a pseudo-terminal of its own, so that what the first question loads can be kept in the class-sharing
 * archive. Needs no terminal and shows nothing.
 */
public final class Rehearsal {
    private static final int COLUMNS = 80;
    private static final int ROWS = 24;

    private Rehearsal() {}

    /** @throws IOException when there are no pseudo-terminals here; the archive is then smaller, and nothing else */
    public static void run() throws IOException {
        Window.ready();
        try (PipedOutputStream keys = new PipedOutputStream();
                PipedInputStream typed = new PipedInputStream(keys);
                Terminal terminal = TerminalBuilder.builder()
                        .system(false)
                        .provider("jni")
                        .type(Window.TYPE)
                        .graphemeCluster(false)
                        .streams(typed, new ByteArrayOutputStream())
                        .build()) {
            terminal.setSize(Size.of(COLUMNS, ROWS));
            Gateway gateway = new Gateway(OutputStream.nullOutputStream(), new Look(Colour.ON, false, () -> COLUMNS));
            try (Window window = new Window(terminal)) {
                read(new EditedLines(window, gateway), keys);
                read(new TypedLines(window, gateway), keys);
            }
            Class.forName("org.jline.terminal.impl.jni.JniUnixSysTerminal");
        } catch (ClassNotFoundException missing) {
            throw new IOException(missing);
        }
    }

    /** The keys stay open until the line was read. */
    private static void read(Keyboard keyboard, OutputStream keys) throws IOException {
        keys.write("one line\r".getBytes(StandardCharsets.UTF_8));
        keys.flush();
        Deadline patience = new Deadline(Optional.of(Duration.ofSeconds(10)));
        keyboard.read(new Keyboard.Wanted("", patience, Ticker.NONE, List.of(), Keyboard.Filter.NONE));
    }
}
