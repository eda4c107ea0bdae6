package oncall.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import oncall.walk.Clock;
import org.junit.jupiter.api.Assertions;

/**
 * Runs the whole program inside the test: no variables but those given, a home and a folder of its own, one zone, one user,
 * one host, and a clock that stands still at 2018-11-12T15:03:00Z.
 */
public final class InProcess {
    private final Map<String, String> variables = new HashMap<>();
    private final Path home;
    private Path folder;
    private InputStream input = InputStream.nullInputStream();
    private Environs.Terminals terminals = Environs.Terminals.NONE;
    private String zone = "Asia/Jerusalem";

    /**
     * In a folder of the test.
     *
     * @param home the person's home, and the folder oncall is started in
     */
    public InProcess(Path home) {
        this.home = home;
        this.folder = home;
    }

    /** Sets a variable. */
    public InProcess with(String variable, String value) {
        variables.put(variable, value);
        return this;
    }

    /** Starts in another folder. */
    public InProcess in(Path other) {
        folder = other;
        return this;
    }

    /** Sets the local zone. */
    public InProcess zone(String name) {
        zone = name;
        return this;
    }

    /** Writes both streams to a terminal of this width. */
    public InProcess onTerminal(int columns) {
        terminals = new Environs.Terminals(false, true, true, columns);
        return this;
    }

    /** Pipes this text in. */
    public InProcess typing(String text) {
        input = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** Pipes this in, as long as it comes. */
    public InProcess reading(InputStream stream) {
        input = stream;
        return this;
    }

    /** What a run came to. */
    public record Ran(Exit exit, String out, String err) {
        /** This run, when it ended as expected; else both streams in the failure. */
        public Ran ends(Exit wanted) {
            Assertions.assertEquals(wanted, exit, () -> "out:\n" + out + "\nerr:\n" + err);
            return this;
        }
    }

    /** Runs. */
    public Ran run(String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Exit exit = Main.run(words, environs(out, err));
        return new Ran(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** The surroundings of a run that writes to these streams. */
    Environs environs(java.io.OutputStream out, java.io.OutputStream err) {
        String now = variables.getOrDefault("ONCALL_NOW", "");
        return new Environs(
                variables,
                folder,
                Optional.of(home),
                "dana",
                () -> "laptop",
                () -> ZoneId.of(zone),
                input,
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                terminals,
                () -> clock(now),
                new Environs.Install("1.2.3", Optional.empty(), Optional.empty()));
    }

    private static Clock clock(String now) {
        return now.isEmpty() ? Clocks.fixed(Instant.parse("2018-11-12T15:03:00Z")) : Clocks.read(now, () -> 0);
    }
}
