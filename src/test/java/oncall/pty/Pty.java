package oncall.pty;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jline.utils.ScreenTerminal;
import org.jline.utils.WCWidth;

/**
 * A program on a pseudo-terminal of its own, with an environment made from nothing: own home, fixed user, zone and
 * clock. Needs `script` of util-linux; without it tests fail, they are not skipped. Never sleeps: it waits for what is
 * expected, with a deadline, and shows the screen when it does not come.
 */
public final class Pty implements AutoCloseable {
    /** How long anything may take here; generous, because it passes only when something is broken. */
    public static final Duration PATIENCE = Duration.ofSeconds(Integer.getInteger("oncall.patience", 30));

    /** What follows an escape character, as terminals define it. */
    private static final Pattern ESCAPES =
            Pattern.compile("\u001b(\\[[0-?]*[ -/]*[@-~]|\\][^\u0007\u001b]*(\u0007|\u001b\\\\)?|[ -/]*[0-~])");

    private final Process script;
    private final Path tty;
    private final int columns;
    private final int rows;
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private boolean over;
    private int read;

    private Pty(Process script, Path tty, int columns, int rows) {
        this.script = script;
        this.tty = tty;
        this.columns = columns;
        this.rows = rows;
        Thread reader = new Thread(() -> collect(script.getInputStream()), "pty-reader");
        reader.setDaemon(true);
        reader.start();
    }

    /** The packaged program with these arguments, the home being a folder that exists. */
    public static Start program(Path home, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of("target/oncall/bin/oncall").toAbsolutePath().toString());
        command.addAll(List.of(arguments));
        return new Start(home, command);
    }

    /** A class of the tests with these arguments, on the class path of the tests. */
    public static Start java(Path home, Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Djava.io.tmpdir=" + home,
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                main.getName()));
        if (Runtime.version().feature() >= 22) {
            command.add(1, "--enable-native-access=ALL-UNNAMED");
        }
        command.addAll(List.of(arguments));
        return new Start(home, command);
    }

    /** Any command. */
    public static Start command(Path home, String... command) {
        return new Start(home, List.of(command));
    }

    /** What to start, and in what surroundings. */
    public static final class Start {
        private final Path home;
        private final List<String> command;
        private final Map<String, String> environment = new LinkedHashMap<>();
        private int columns = 80;
        private int rows = 24;
        private Path folder;

        private Start(Path home, List<String> command) {
            this.home = home;
            this.folder = home;
            this.command = command;
            environment.put("HOME", home.toString());
            environment.put("PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin"));
            environment.put("JAVA_HOME", System.getProperty("java.home"));
            environment.put("SHELL", "/bin/sh");
            environment.put("TERM", "xterm-256color");
            environment.put("LANG", "C.UTF-8");
            environment.put("TZ", "Asia/Jerusalem");
            environment.put("ONCALL_ACTOR", "dana");
            environment.put("ONCALL_DEVICE", "laptop");
            environment.put("ONCALL_NOW", "2018-11-12T15:03:00Z");
        }

        /** Sets a variable. */
        public Start with(String name, String value) {
            environment.put(name, value);
            return this;
        }

        /** Takes a variable away. */
        public Start without(String name) {
            environment.remove(name);
            return this;
        }

        /** The window; 80 columns and 24 rows unless said. */
        public Start size(int columns, int rows) {
            this.columns = columns;
            this.rows = rows;
            return this;
        }

        /** The folder to start in; the home unless said. */
        public Start in(Path folder) {
            this.folder = folder;
            return this;
        }

        /** Starts it. */
        public Pty start() {
            try {
                Path tty = Files.createTempFile(home, ".pty-", "");
                String quoted = command.stream().map(Start::quote).collect(Collectors.joining(" "));
                String line = "stty rows " + rows + " cols " + columns + "; { tty; echo $$; } >" + quote(tty.toString())
                        + "; exec " + quoted;
                ProcessBuilder builder =
                        new ProcessBuilder("script", "-qec", line, "/dev/null").directory(folder.toFile());
                builder.redirectErrorStream(true);
                builder.environment().clear();
                builder.environment().putAll(environment);
                return new Pty(builder.start(), tty, columns, rows);
            } catch (IOException e) {
                throw new AssertionError("`script` of util-linux is needed for these tests: " + e.getMessage(), e);
            }
        }

        private static String quote(String word) {
            return "'" + word.replace("'", "'\\''") + "'";
        }
    }

    private void collect(InputStream in) {
        byte[] buffer = new byte[8192];
        try {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                synchronized (this) {
                    log.write(buffer, 0, n);
                    notifyAll();
                }
            }
        } catch (IOException e) {
            // the terminal was closed while it was read: what was read stays
            buffer = new byte[0];
        }
        synchronized (this) {
            over = true;
            notifyAll();
        }
    }

    /**
     * Waits for a text after the last one waited for; escape sequences and carriage returns are left out of account, and a
     * line break of a wrapped line counts as the space it stands for.
     */
    public synchronized Pty waitFor(String text) {
        return waitFor(text, PATIENCE);
    }

    /** The same, with a deadline of one's own. */
    public synchronized Pty waitFor(String text, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        int after = find(text);
        while (after < 0) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0 || over) {
                throw new AssertionError("`" + text + "` did not come" + (over ? "; the program has ended" : "")
                        + ". All of the output:\n" + text() + "\n--- the screen:\n" + screen());
            }
            pause(left);
            after = find(text);
        }
        read = after;
        return this;
    }

    /** Where it ends; below 0 while it has not come. A row that goes on begins a little further right. */
    private int find(String text) {
        int at = text().indexOf(text, read);
        if (at >= 0) {
            return at + text.length();
        }
        String wrapped =
                Arrays.stream(text.split(" ", -1)).map(Pattern::quote).collect(Collectors.joining("(?: |\n *)"));
        Matcher found = Pattern.compile(wrapped).matcher(text());
        return found.find(read) ? found.end() : -1;
    }

    /** With every line in one piece: a row that goes on has more than its width together with the row before. */
    public String unwrapped(String text) {
        StringBuilder whole = new StringBuilder();
        String before = "  ";
        for (String row : text.split("\n", -1)) {
            String words = row.stripLeading();
            boolean goesOn = row.startsWith("  ")
                    && !before.startsWith(" ")
                    && before.length() + 1 + words.split(" ", 2)[0].length() > Math.min(columns, 88);
            whole.append(whole.length() == 0 ? "" : goesOn ? " " : "\n").append(goesOn ? words : row);
            before = goesOn ? before.substring(0, 1) + row.substring(1) : row;
        }
        return whole.toString();
    }

    /**
     * Waits until a prompt stands at the end, or the program has ended, and returns what came since the last text waited for;
     * the prompt's line, that may hold a draft, is its last.
     */
    public synchronized Asked asked() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            String fresh = text().substring(read);
            if (over || fresh.indexOf('\n') >= 0 && fresh.startsWith("> ", fresh.lastIndexOf('\n') + 1)) {
                return new Asked(fresh, over);
            }
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                throw new AssertionError(
                        "nothing was asked. All of the output:\n" + text() + "\n--- the screen:\n" + screen());
            }
            pause(left);
        }
    }

    /** Takes what came as read: the next wait begins behind it. */
    public synchronized void seen(Asked asked) {
        read += asked.text().length();
    }

    /** What came since the last text waited for, and whether the program has ended. */
    public record Asked(String text, boolean over) {}

    /** Waits a moment for more than this to come; for loops that have a deadline of their own. */
    public synchronized void more(Asked asked) {
        if (!over && text().length() - read == asked.text().length()) {
            pause(200);
        }
    }

    private void pause(long millis) {
        try {
            wait(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** Sends keys as they are: `\r` is Enter, `\u0003` Ctrl-C. */
    public Pty send(String keys) {
        return send(keys.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends bytes. */
    public Pty send(byte[] bytes) {
        try {
            script.getOutputStream().write(bytes);
            script.getOutputStream().flush();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException("the terminal has gone. " + text(), e);
        }
    }

    /** Sends text and Enter. */
    public Pty enter(String text) {
        return send(text + "\r");
    }

    /** Everything that came, byte by byte. */
    public synchronized byte[] bytes() {
        return log.toByteArray();
    }

    /** Everything that came, without escape sequences and carriage returns. */
    public synchronized String text() {
        String all = log.toString(StandardCharsets.UTF_8);
        return ESCAPES.matcher(all).replaceAll("").replace("\r", "");
    }

    /** What a person sees now: the rows of the window, trailing blanks cut. */
    public synchronized String screen() {
        return rendered(columns, rows);
    }

    /** All that a person can scroll back to: the screen as if the window were high enough for everything. */
    public synchronized String scrollback() {
        return rendered(columns > 0 ? columns : 80, 500);
    }

    private String rendered(int columns, int rows) {
        ScreenTerminal screen = new ScreenTerminal(columns, rows);
        screen.write(log.toString(StandardCharsets.UTF_8));
        long[] cells = new long[columns * rows];
        screen.dump(cells, null);
        StringBuilder shown = new StringBuilder();
        for (int row = 0; row < rows; row++) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < columns; column++) {
                int c = ScreenTerminal.cellCodePoint(cells[row * columns + column]);
                line.appendCodePoint(c == 0 ? ' ' : c);
                // the second cell of a wide character holds nothing
                column += WCWidth.wcwidth(c) == 2 ? 1 : 0;
            }
            shown.append(line.toString().stripTrailing()).append('\n');
        }
        return shown.toString().stripTrailing();
    }

    /** Fails when anything was sent to the terminal that is not on our list: a query, for one. */
    public void sentOnlyOurs() {
        TerminalStoriesTest.assertOnlyOurs(bytes());
    }

    /** The process id of the program: the launcher's, which becomes Java's. */
    public long pid() {
        return Long.parseLong(lines().get(1).strip());
    }

    /** Gives the window another size, as a person who drags its edge. */
    public void resize(int columns, int rows) {
        run("stty", "-F", lines().get(0), "rows", Integer.toString(rows), "cols", Integer.toString(columns));
    }

    /** The modes of the terminal, in the words of `stty -a`. */
    public String modes() {
        return run("stty", "-F", lines().get(0), "-a");
    }

    private List<String> lines() {
        try {
            List<String> lines = Files.readAllLines(tty);
            if (lines.size() < 2) {
                throw new AssertionError("the program has not begun: wait for its first words before this");
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String run(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(String.join(" ", command) + ": " + output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** Sends a signal to the program, by name: `TERM`. */
    public void signal(String name) {
        run("kill", "-" + name, Long.toString(pid()));
    }

    /** Kills the program at once, as kill -9 does, and waits until it is gone. */
    public void kill9() {
        ProcessHandle program = ProcessHandle.of(pid()).orElseThrow(() -> new AssertionError("it has ended already"));
        program.destroyForcibly();
        exit();
    }

    /** Waits for the end, and returns the exit code; 128 and the number of a signal that ended it. */
    public int exit() {
        try {
            if (!script.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("it did not end. " + text());
            }
            return script.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** Hangs up: the terminal goes, and with it what a person would see. The program gets SIGHUP. */
    public void hangUp() {
        script.destroyForcibly();
    }

    /** Waits until the program, hung up or killed, has gone. */
    public void gone() {
        ProcessHandle.of(pid()).ifPresent(program -> {
            try {
                program.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted", e);
            } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
                program.destroyForcibly();
                throw new AssertionError("it was still there. " + text(), e);
            }
        });
    }

    /** Hangs up, and lets nothing live on. */
    @Override
    public void close() {
        script.descendants().forEach(ProcessHandle::destroyForcibly);
        script.destroyForcibly();
    }
}
