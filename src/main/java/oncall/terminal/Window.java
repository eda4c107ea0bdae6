package oncall.terminal;

import java.io.IOError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.ControlChar;
import org.jline.terminal.Attributes.InputFlag;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.InfoCmp;
import org.jline.utils.NonBlockingReader;
import org.jline.utils.Signals;

/**
 * The terminal, taken over: keys come one by one and are not echoed, so that a pasted line of any length arrives whole
 * (a terminal left to itself keeps 4,095 bytes of a line and drops the rest). Opened when the first question is asked,
 * given back by {@link #close}. Asks the terminal nothing and starts no program.
 */
final class Window implements AutoCloseable {
    /** The name under which the line editor finds {@link Sequences#CAPABILITIES}. */
    static final String TYPE = "oncall";

    private static final Logger SILENT = Logger.getLogger("org.jline");
    private static final String STOP = "TSTP";
    private static final String GO_ON = "CONT";
    private final Terminal terminal;
    private final Attributes found;
    private final Object stopBefore;
    private final Object goOnBefore;
    private volatile Pause pause = Pause.NONE;
    private volatile boolean lent;

    /** A terminal that is open already. */
    Window(Terminal terminal) {
        this.terminal = terminal;
        this.found = terminal.getAttributes();
        take();
        this.stopBefore = Signals.register(STOP, this::stop);
        this.goOnBefore = Signals.register(GO_ON, this::goOn);
    }

    /** Told when a person stops the program with Ctrl-Z, and when it goes on. */
    interface Pause {
        /** About to stop; the terminal still is ours. */
        void stopping();

        /** The terminal is ours again, and what was on it is not to be relied on. */
        void resumed();

        /** Does nothing. */
        Pause NONE = new Pause() {
            @Override
            public void stopping() {
                // nothing is being typed
            }

            @Override
            public void resumed() {
                // nothing is being typed
            }
        };
    }

    /**
     * The shell gets the terminal as it was, and the program stops as any other does. A program that has the terminal
     * now was stopped by the same key, and sees to its own modes.
     */
    private void stop() {
        pause.stopping();
        if (!lent) {
            terminal.setAttributes(found);
        }
        Signals.registerDefault(STOP);
        raise(STOP);
        Signals.register(STOP, this::stop);
        if (!lent) {
            take();
        }
    }

    private void goOn() {
        if (!lent) {
            take();
            pause.resumed();
        }
    }

    /** Through a shell: Java refuses to raise a signal that it does not handle. */
    private static void raise(String name) {
        String command = "kill -" + name + " " + ProcessHandle.current().pid();
        try {
            new ProcessBuilder("/bin/sh", "-c", command).start().waitFor();
        } catch (IOException e) {
            // it does not stop, and goes on as it was
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Keys come as they are typed, and are not echoed; Ctrl-C and Ctrl-Z stay signals, so that they reach a command
     * that runs between two questions. The line editor's own raw mode takes those away: this is called again after it.
     */
    void take() {
        Attributes keys = new Attributes(found);
        keys.setLocalFlags(EnumSet.of(LocalFlag.ICANON, LocalFlag.ECHO, LocalFlag.IEXTEN), false);
        keys.setLocalFlag(LocalFlag.ISIG, true);
        keys.setInputFlags(EnumSet.of(InputFlag.IXON, InputFlag.ICRNL, InputFlag.INLCR), false);
        keys.setControlChar(ControlChar.VMIN, 1);
        keys.setControlChar(ControlChar.VTIME, 0);
        terminal.setAttributes(keys);
    }

    /**
     * Takes the terminal over.
     *
     * @throws IOException when it cannot be had, or has no size
     */
    static Window open() throws IOException {
        ready();
        try {
            return new Window(TerminalBuilder.builder()
                    .name("oncall")
                    .type(TYPE)
                    .system(true)
                    .provider("jni")
                    .dumb(false)
                    .graphemeCluster(false)
                    .nativeSignals(false)
                    .encoding(StandardCharsets.UTF_8)
                    .stdinEncoding(StandardCharsets.UTF_8)
                    .stdoutEncoding(StandardCharsets.UTF_8)
                    .build());
        } catch (RuntimeException | LinkageError e) {
            throw new IOException("the terminal could not be opened", e);
        }
    }

    /** What must be so before any terminal is opened: no words from the library, our own capabilities. */
    static void ready() {
        SILENT.setLevel(Level.OFF);
        InfoCmp.setLoadedInfoCmp(TYPE, Sequences.CAPABILITIES);
    }

    Terminal terminal() {
        return terminal;
    }

    /** Columns now; 0 when the terminal does not say. */
    int columns() {
        return terminal.getSize().getColumns();
    }

    /** Whether the terminal says how large it is. */
    boolean sized() {
        return terminal.getSize().getColumns() > 0 && terminal.getSize().getRows() > 0;
    }

    /** The next character; {@link NonBlockingReader#READ_EXPIRED} after `millis`, -1 when the terminal has gone. */
    int read(long millis) throws IOException {
        return terminal.reader().read(millis);
    }

    /** Whether a character comes within `millis`. */
    boolean waiting(long millis) throws IOException {
        return terminal.reader().peek(millis) >= 0;
    }

    /** Drops what was typed so far. */
    void drain() {
        try {
            while (waiting(1)) {
                terminal.reader().read(1);
            }
        } catch (IOException e) {
            // the terminal has gone: the next read says so
            return;
        }
    }

    /** Runs something with the terminal as it was found. */
    void aside(Runnable program) {
        terminal.setAttributes(found);
        lent = true;
        try {
            program.run();
        } finally {
            lent = false;
            take();
        }
    }

    /** Reads something, told of pauses meanwhile. */
    <T> T paused(Pause pause, Supplier<T> work) {
        this.pause = pause;
        try {
            return work.get();
        } finally {
            this.pause = Pause.NONE;
        }
    }

    /** Runs something with a signal of the system handled here. */
    <T> T handling(String signal, Runnable handler, Supplier<T> work) {
        Object before = Signals.register(signal, handler);
        try {
            return work.get();
        } finally {
            Signals.unregister(signal, before);
        }
    }

    @Override
    public void close() {
        try {
            Signals.unregister(STOP, stopBefore);
            Signals.unregister(GO_ON, goOnBefore);
            terminal.setAttributes(found);
            terminal.close();
        } catch (IOException | IOError | RuntimeException e) {
            // it has gone, and with it what there was to restore
            return;
        }
    }
}
