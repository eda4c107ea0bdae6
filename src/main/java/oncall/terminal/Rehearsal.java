package oncall.terminal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import oncall.walk.Prompter.Chosen;
import oncall.walk.Prompter.Line;
import oncall.walk.Prompter.Offer;
import oncall.walk.Prompter.Question;
import oncall.walk.Prompter.Ticker;
import oncall.walk.Prompter.Tone;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/**
 * Asks a question on a pseudo-terminal of its own, so that what the first question loads can be kept in the
 * class-sharing archive. Needs no terminal and shows nothing.
 */
public final class Rehearsal {
    private static final int COLUMNS = 80;
    private static final int ROWS = 24;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private Rehearsal() {}

    /**
     * Asks once in each way there is.
     *
     * @return whether each was answered
     * @throws IOException when there are no pseudo-terminals here; the archive is then smaller, and nothing else
     */
    public static boolean run() throws IOException {
        boolean rich = ask(Terminals.Kind.RICH);
        boolean plain = ask(Terminals.Kind.PLAIN);
        try {
            // the one that stands for a real terminal
            Class.forName("org.jline.terminal.impl.jni.JniUnixSysTerminal");
        } catch (ClassNotFoundException missing) {
            throw new IOException(missing);
        }
        return rich && plain;
    }

    /** The keys stay open until the line was read. */
    private static boolean ask(Terminals.Kind kind) throws IOException {
        TextEditor editor = new TextEditor(() -> Path.of("none"), Map.of());
        try (PipedOutputStream keys = new PipedOutputStream();
                PipedInputStream typed = new PipedInputStream(keys);
                Conversation conversation = Terminals.onTerminal(
                        kind,
                        InputStream.nullInputStream(),
                        OutputStream.nullOutputStream(),
                        new Look(Colour.ON, false, () -> 0),
                        editor,
                        () -> new Window(terminal(typed)))) {
            keys.write("1\r".getBytes(StandardCharsets.UTF_8));
            keys.flush();
            conversation.tell(Stream.of(Tone.values())
                    .map(tone -> new Line(tone, "a line"))
                    .toList());
            return conversation.ask(question(), Ticker.NONE) instanceof Chosen;
        }
    }

    private static Terminal terminal(InputStream typed) throws IOException {
        Window.ready();
        Terminal terminal = TerminalBuilder.builder()
                .system(false)
                .provider("jni")
                .type(Window.TYPE)
                .graphemeCluster(false)
                .streams(typed, new ByteArrayOutputStream())
                .build();
        terminal.setSize(Size.of(COLUMNS, ROWS));
        return terminal;
    }

    private static Question question() {
        List<Offer> offers = List.of(new Offer(1, "one", "one", true), new Offer(2, "two", "two", false));
        return new Question(
                "q",
                "heading",
                "Which?",
                "why",
                offers,
                true,
                Optional.empty(),
                false,
                false,
                false,
                false,
                false,
                Optional.of(PATIENCE));
    }
}
