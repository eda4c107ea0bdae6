package oncall.cli;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import oncall.terminal.Rehearsal;

/**
 * Uses the program the way people do, so that the classes this loads get into the class-sharing archive. Needs no terminal,
 * prints nothing, and touches only a folder of its own, which it removes.
 */
final class Training {
    /** What is typed most; a walk without input ends at its first question. */
    private static final String LINES = """
            help
            where
            start outage
            resume
            status
            incidents
            timeline
            postmortem
            runbook list
            runbook lint
            revert-plan check
            revert-plan check --format json
            revert-plan show plain-service
            revert-plan order plain-service
            revert-plan rules
            revert-plan rules RP071
            note x
            __complete bash INCIDENT -- status 2
            __complete bash BOOK -- start o
            wher
            """;

    private Training() {}

    /** Runs as a process of its own, started by {@link Cache}. */
    public static void main(String[] args) throws IOException {
        Path folder = Files.createTempDirectory("oncall-training");
        try {
            Environs silent = silent(ThisProcess.environs(), folder);
            Main.run(new String[0], silent);
            LINES.lines().forEach(line -> Main.run(line.split(" "), silent));
            Registry.all().forEach(entry -> Main.run(("help " + entry.words()).split(" "), silent));
            Rehearsal.run();
            allOfOurs();
        } finally {
            remove(folder);
        }
    }

    private static Environs silent(Environs real, Path folder) {
        Map<String, String> variables = new HashMap<>(real.variables());
        variables.put("ONCALL_HOME", folder.toString());
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        return new Environs(
                variables,
                folder,
                Optional.of(folder),
                real.user(),
                real.hosts(),
                real.zones(),
                InputStream.nullInputStream(),
                nowhere,
                nowhere,
                Environs.Terminals.NONE,
                real.clocks(),
                real.install());
    }

    /** What no line above reached, such as the ways of a terminal, loaded without being run. */
    private static void allOfOurs() throws IOException {
        String ours = System.getProperty("java.class.path").split(File.pathSeparator)[0];
        try (JarFile jar = new JarFile(ours)) {
            List<String> names = jar.stream()
                    .map(JarEntry::getName)
                    .filter(name -> name.endsWith(".class") && !name.contains("-info"))
                    .map(name ->
                            name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                    .toList();
            for (String name : names) {
                Class.forName(name, false, Training.class.getClassLoader());
            }
        } catch (ClassNotFoundException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(each);
            }
        }
    }
}
