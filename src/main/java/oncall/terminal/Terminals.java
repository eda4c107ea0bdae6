package oncall.terminal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jline.utils.Signals;

/** Which way of asking fits, and how to begin it. */
public final class Terminals {
    /** Terminals that understand what {@link Sequences} lists; any other gets plain lines. */
    private static final Pattern KNOWN = Pattern.compile(
            "(xterm|screen|tmux|rxvt|linux|vt[1-5]\\d\\d|ansi|putty|konsole|gnome|vte|alacritty|kitty|foot|wezterm"
                    + "|st|eterm|iterm2?|mintty|cygwin|contour|ghostty|mlterm|nsterm|teraterm|cons25|pcansi)"
                    + "([-.].*|\\d*(-.*)?)");

    private Terminals() {}

    /** How a person, or a pipe, is asked. */
    public enum Kind {
        /** The line editor. */
        RICH,
        /** A terminal that only gets new lines. */
        PLAIN,
        /** Input or output is no terminal: lines, and nothing may be confirmed. */
        PIPE
    }

    /**
     * What is known without asking anything.
     *
     * @param in whether input is a terminal
     * @param out whether output is a terminal
     * @param variable looks up an environment variable that is set
     * @param plain the option `--plain`
     */
    public record Seen(boolean in, boolean out, Function<String, Optional<String>> variable, boolean plain) {
        /** How to ask. */
        public Kind kind() {
            if (!in || !out) {
                return Kind.PIPE;
            }
            return draws() ? Kind.RICH : Kind.PLAIN;
        }

        /** Whether long output goes through a pager, which draws on the screen. */
        public boolean pages() {
            return out && draws();
        }

        private boolean draws() {
            boolean accessible = variable.apply("ACCESSIBLE")
                    .filter(value -> !value.isEmpty() && !value.equals("0") && !value.equals("false"))
                    .isPresent();
            String term = variable.apply("TERM").orElse("");
            return !plain && !accessible && KNOWN.matcher(term).matches();
        }
    }

    /**
     * A conversation on standard input and the given output. Nothing of the terminal is touched until the first
     * question.
     *
     * @param ascii whether only ASCII can be shown
     */
    public static Conversation open(
            Kind kind, InputStream in, OutputStream out, Colour colour, boolean ascii, TextEditor editor) {
        if (kind == Kind.PIPE) {
            Gateway gateway = new Gateway(out, new Look(colour, ascii, () -> Integer.MAX_VALUE));
            return new Conversation(gateway, new PipedLines(in, gateway), editor);
        }
        return onTerminal(kind, in, out, new Look(colour, ascii, () -> 0), editor, Window::open);
    }

    /** The width is needed for the first question, the line editor only after it: so the window comes first, alone. */
    static Conversation onTerminal(
            Kind kind, InputStream in, OutputStream out, Look look, TextEditor editor, Opening.Making<Window> making) {
        Opening<Window> window = new Opening<>(making);
        Gateway gateway = new Gateway(
                new LastingOutput(out),
                new Look(
                        look.colour(),
                        look.ascii(),
                        () -> window.soon().map(Window::columns).orElse(0)));
        Opening<Keyboard> keyboard = new Opening<>(() -> {
            Window opened = window.get().orElseThrow(() -> new IOException("no terminal"));
            return kind == Kind.RICH && opened.sized()
                    ? new EditedLines(opened, gateway)
                    : new TypedLines(opened, gateway);
        });
        return new Conversation(
                gateway,
                new LazyKeyboard(window, keyboard, gateway, () -> new PipedLines(in, gateway), kind == Kind.RICH),
                editor);
    }

    /** Runs something with Ctrl-C handled here: it reaches `handler`, not this program. */
    public static <T> T onInterrupt(Runnable handler, Supplier<T> work) {
        Object before = Signals.register("INT", handler);
        try {
            return work.get();
        } finally {
            Signals.unregister("INT", before);
        }
    }
}
