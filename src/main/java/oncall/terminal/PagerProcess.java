package oncall.terminal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jline.utils.Signals;

/**
 * A pager at work. While it runs Ctrl-C is its own affair, and when this program is told to end the pager is asked to end first,
 * because only it knows how it found the terminal.
 */
final class PagerProcess {
    private static final long PATIENCE_SECONDS = 1;
    /** How a process ends that Ctrl-C has ended; we may hear of the key later than of the end. */
    private static final int BY_CTRL_C = 130;

    private static final String SHELL = "/bin/sh";

    private final Map<String, String> environment;
    private final Process process;
    private final OutputStream in;
    private final Object interruptBefore;
    private final Thread farewell;
    private volatile boolean interrupted;

    PagerProcess(String command, Map<String, String> environment) throws IOException {
        this.environment = environment;
        ProcessBuilder builder = new ProcessBuilder(SHELL, "-c", command)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().clear();
        builder.environment().putAll(environment);
        process = builder.start();
        in = process.getOutputStream();
        interruptBefore = Signals.register("INT", () -> interrupted = true);
        farewell = new Thread(this::stop, "pager-farewell");
        Runtime.getRuntime().addShutdownHook(farewell);
    }

    private void stop() {
        process.destroy();
        try {
            process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether it took them; once it does not, it has ended or is about to. */
    boolean takes(byte[] bytes, int offset, int length) {
        try {
            in.write(bytes, offset, length);
            return true;
        } catch (IOException gone) {
            return false;
        }
    }

    /** Lets it come to its end, and tells whether that was a bad one that no key of the person explains. */
    boolean failed() {
        try {
            in.close();
        } catch (IOException gone) {
            // it has stopped reading; its exit code says why
            return ended();
        }
        return ended();
    }

    private boolean ended() {
        try {
            int exit = process.waitFor();
            return exit != 0 && exit != BY_CTRL_C && !interrupted;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Sets the terminal as it was: a pager that dies leaves it as it needs it. */
    void restore(String modes) {
        if (modes.matches("[0-9a-zA-Z:=]+")) {
            said("stty " + modes + " </dev/tty", environment);
        }
    }

    /** Ctrl-C ends this program again. */
    void over() {
        Signals.unregister("INT", interruptBefore);
        try {
            Runtime.getRuntime().removeShutdownHook(farewell);
        } catch (IllegalStateException ending) {
            // the program is ending, and the hook does its work
            return;
        }
    }

    /** What a short script says; nothing where there is no shell. */
    static String said(String script, Map<String, String> environment) {
        ProcessBuilder builder = new ProcessBuilder(SHELL, "-c", script)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            return new String(builder.start().getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException noShell) {
            return "";
        }
    }
}
