package oncall.terminal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import oncall.walk.Prompter.Why;

/**
 * Lines of a pipe or a file, one answer each. Each line is read when it is asked for and not before, on a thread of its
 * own so that a deadline can pass; it is shown after the prompt, because a pipe echoes nothing.
 */
final class PipedLines implements Keyboard {
    private static final Optional<String> END = Optional.empty();
    /** Characters of one line; as much as a note may have. */
    private static final int LONGEST = 1024 * 1024;

    private final BufferedReader in;
    private final Gateway gateway;
    private final SynchronousQueue<Optional<String>> lines = new SynchronousQueue<>();
    private boolean reading;
    private boolean ended;
    private volatile boolean tooLong;

    PipedLines(InputStream in, Gateway gateway) {
        this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        this.gateway = gateway;
    }

    @Override
    public Input read(Wanted wanted) {
        gateway.write(PROMPT);
        Optional<Input> got = ended ? Optional.of(new Gone(Why.END_OF_INPUT)) : next(wanted.deadline());
        if (tooLong) {
            gateway.write("\n");
            gateway.line("A line of the input has more than 1 MiB: it was not taken, and nothing behind it.");
        }
        gateway.write(
                got.isPresent() && got.get() instanceof Entered line ? gateway.visible(line.text()) + "\n" : "\n");
        return got.orElse(new Expired());
    }

    private Optional<Input> next(Deadline deadline) {
        if (!reading) {
            Thread thread = new Thread(this::fetch, "oncall-input");
            thread.setDaemon(true);
            thread.start();
            reading = true;
        }
        try {
            Optional<String> line = lines.poll(deadline.slice(), TimeUnit.MILLISECONDS);
            while (line == null) {
                if (deadline.passed()) {
                    return Optional.empty();
                }
                line = lines.poll(deadline.slice(), TimeUnit.MILLISECONDS);
            }
            reading = false;
            ended = line.isEmpty();
            return Optional.of(line.<Input>map(Entered::new).orElse(new Gone(Why.END_OF_INPUT)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(new Gone(Why.INTERRUPTED));
        }
    }

    private void fetch() {
        Optional<String> line;
        try {
            line = line();
        } catch (IOException e) {
            line = END;
        }
        try {
            lines.put(line);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Up to the next line feed, without it and one carriage return before it; any other one is a part of the answer. */
    private Optional<String> line() throws IOException {
        StringBuilder line = new StringBuilder();
        int c = in.read();
        if (c < 0) {
            return END;
        }
        for (; c >= 0 && c != '\n'; c = in.read()) {
            if (line.length() == LONGEST) {
                tooLong = true;
                return END;
            }
            line.append((char) c);
        }
        int length = line.length();
        if (c == '\n' && length > 0 && line.charAt(length - 1) == '\r') {
            line.setLength(length - 1);
        }
        return Optional.of(line.toString());
    }

    @Override
    public void wake() {
        // a pipe is always ready
    }

    @Override
    public void drain() {
        // lines of a pipe are not typed ahead; a confirmation is not taken from one at all
    }

    @Override
    public boolean person() {
        return false;
    }

    @Override
    public boolean edits() {
        return false;
    }

    @Override
    public String typed() {
        return "";
    }

    @Override
    public void aside(Runnable program) {
        program.run();
    }

    @Override
    public void close() {
        // standard input is not ours to close
    }
}
