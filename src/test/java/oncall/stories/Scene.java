package oncall.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import oncall.cli.Clocks;
import oncall.incident.Entry;
import oncall.incident.Event;
import oncall.incident.Incident;
import oncall.incident.TimelineRecord;
import oncall.pty.Pty;
import oncall.timeline.Author;
import oncall.timeline.FileTimeline;
import oncall.timeline.Incidents;
import oncall.timeline.RealDisk;
import oncall.timeline.Verification;

/** One machine of one engineer: a home with books and stand-in programs, and what the program left in it. */
final class Scene {
    private static final Path PROGRAM = Path.of("target/oncall/bin/oncall").toAbsolutePath();

    private final Path home;
    private final Map<String, String> variables = new LinkedHashMap<>();

    Scene(Path home) {
        this.home = home;
    }

    Path home() {
        return home;
    }

    /** Where incidents are kept. */
    Path state() {
        return home.resolve(".local/state/oncall");
    }

    /** A variable of everything started from now on. */
    Scene with(String name, String value) {
        variables.put(name, value);
        return this;
    }

    // ---- what lies in the home

    /** Writes a book, a team file or anything else below the home. */
    Path file(String path, String text) {
        try {
            Path file = home.resolve(path);
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path book(String name, String text) {
        return file("runbooks/" + name + ".yaml", text);
    }

    /** A program that stands in for a real one: first on the path. */
    Path program(String name, String script) {
        try {
            Path file = file("bin/" + name, "#!/bin/sh\n" + script);
            return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lines of a file below the home; none while it is not there. */
    List<String> lines(String path) {
        try {
            Path file = home.resolve(path);
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // ---- starting

    /** The program on a pseudo-terminal. */
    Pty.Start terminal(String... arguments) {
        Pty.Start start = Pty.program(home, arguments).with("PATH", path());
        variables.forEach(start::with);
        return start;
    }

    /** The same surroundings for another start. */
    Pty.Start terminal(Pty.Start start) {
        variables.forEach(start::with);
        return start.with("PATH", path());
    }

    /** A person at a pseudo-terminal with the program. */
    Person person(String... arguments) {
        return new Person(terminal(arguments).start());
    }

    private String path() {
        return home.resolve("bin") + ":" + System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
    }

    /** What a run without a terminal came to. */
    record Ran(int exit, String out, String err) {
        Ran ends(int wanted) {
            assertEquals(wanted, exit, () -> "out:\n" + out + "\nerr:\n" + err);
            return this;
        }

        Ran says(String text) {
            assertTrue((out + err).contains(text), () -> "`" + text + "` is not in\n" + out + "\nerr:\n" + err);
            return this;
        }
    }

    /** The program without a terminal, its input being these bytes. */
    Ran piped(String input, String... arguments) {
        List<String> command = new ArrayList<>(List.of(PROGRAM.toString()));
        command.addAll(List.of(arguments));
        return run(input, command.toArray(String[]::new));
    }

    /** Any command in the home without a terminal. */
    Ran run(String input, String... command) {
        try {
            Path out = Files.createTempFile(home, ".out", "");
            Path err = Files.createTempFile(home, ".err", "");
            Path in = Files.writeString(Files.createTempFile(home, ".in", ""), input);
            Process process = builder(command)
                    .redirectInput(in.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            boolean ended = process.waitFor(Pty.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            process.destroyForcibly();
            Ran ran = new Ran(ended ? process.exitValue() : -1, Files.readString(out), Files.readString(err));
            assertTrue(ended, () -> "it did not end: " + ran);
            return ran;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** A process of the program with nothing of this machine but the path and Java. */
    ProcessBuilder builder(String... command) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(home.toFile());
        Map<String, String> environment = builder.environment();
        environment.clear();
        environment.put("HOME", home.toString());
        environment.put("PATH", path());
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("LANG", "C.UTF-8");
        environment.put("TZ", "Asia/Jerusalem");
        environment.put("ONCALL_ACTOR", "dana");
        environment.put("ONCALL_DEVICE", "laptop");
        environment.put("ONCALL_NOW", "2018-11-12T15:03:00Z");
        environment.putAll(variables);
        return builder;
    }

    static String program() {
        return PROGRAM.toString();
    }

    // ---- what is on disk

    List<String> ids() {
        return incidents().ids();
    }

    /** The id of the only incident. */
    String id() {
        assertEquals(1, ids().size(), ids()::toString);
        return ids().get(0);
    }

    private Incidents incidents() {
        return new Incidents(new RealDisk(System.getProperty("user.name")), state());
    }

    /** Writes into the only incident as another terminal would. */
    void add(List<Entry> entries) {
        FileTimeline timeline = timeline();
        entries.forEach(entry -> timeline.append(entry, news -> true));
    }

    /** Everything on record of the only incident, in its order. */
    List<TimelineRecord> records() {
        return timeline().read();
    }

    /** The fold of it. */
    Incident incident() {
        return Incident.of(records());
    }

    private FileTimeline timeline() {
        return incidents()
                .open(id(), Clocks.fixed(Instant.parse("2018-11-12T15:03:00Z")), author())
                .orElseThrow();
    }

    private static Author author() {
        return new Author("reader", "test", "none", "p0");
    }

    /** What the chain of hashes says: no damage, nothing torn. */
    Verification verified() {
        Verification verification = incidents().verify(id()).orElseThrow();
        assertEquals(List.of(), verification.damage());
        return verification;
    }

    /** The canonical answer to a step, as it stands now. */
    String answer(String step) {
        return incident()
                .given(step)
                .map(given -> given.value().map(Object::toString).orElse(given.text()))
                .orElse("(none)");
    }

    long count(Class<? extends Event> kind) {
        return records().stream()
                .filter(record -> kind.isInstance(record.event()))
                .count();
    }

    /** The bytes of every timeline file, one after another. */
    String bytes() {
        try (Stream<Path> files =
                Files.list(state().resolve("incidents").resolve(id()).resolve("timeline"))) {
            StringBuilder all = new StringBuilder();
            for (Path file : files.sorted().toList()) {
                all.append(Files.readString(file, StandardCharsets.UTF_8));
            }
            return all.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
