package oncall.cli;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * `oncall cache`: makes the archive of loaded classes that lets the program start in half the time. The build makes one
 * beside the program; Java stops using it when the folder is moved or another Java is used, and then this makes one for that
 * folder and that Java. Never done unasked, least of all during an incident.
 */
final class Cache {
    static final String ABOUT = """
            Makes starting fast again after the program was moved or Java was changed. Takes some seconds
            and writes one file below the cache folder (`oncall where`). Nothing else depends on it; the
            file may be deleted at any time.""";

    static final String HELP = ABOUT + "\n\n  oncall cache\n\nUsage: oncall cache";

    private static final int LIMIT_SECONDS = 120;
    private final Invocation invocation;

    Cache(Invocation invocation) {
        this.invocation = invocation;
    }

    Exit run(List<String> arguments) {
        if (arguments.contains("--help") || arguments.contains("-h")) {
            invocation.page().text(HELP + "\n");
            return Exit.OK;
        }
        boolean elsewhere = arguments.size() == 2 && arguments.get(0).equals("--to");
        if (!arguments.isEmpty() && !elsewhere) {
            String word = arguments.get(0);
            String near = word.startsWith("-") ? Nearest.question(Nearest.to(word, List.of("--help"))) : "";
            throw new Failure(
                    Exit.USAGE,
                    "`oncall cache` does not take `" + word + "`." + near,
                    "`oncall help cache` shows how it is used.");
        }
        Path archive = elsewhere
                ? invocation.environs().folder().resolve(arguments.get(1))
                : Path.of(System.getProperty("oncall.cached", ""));
        if (invocation.environs().install().image().isEmpty() || !archive.isAbsolute()) {
            throw new Failure(
                    Exit.USAGE,
                    "There is no place to keep the archive: HOME is not set, or oncall was not started by its own bin/oncall.");
        }
        try {
            make(archive);
        } catch (IOException problem) {
            throw new Failure(
                    Exit.NOT_SAVED, "`" + archive + "` could not be written: " + problem.getMessage() + ".", problem);
        }
        if (!elsewhere) {
            invocation.page().line("Made " + archive);
        }
        return Exit.OK;
    }

    /** Made beside its place and moved there whole, so that no start ever sees half an archive. */
    private void make(Path archive) throws IOException {
        Files.createDirectories(archive.getParent());
        Path fresh = Files.createTempFile(archive.getParent(), "making", ".jsa");
        Path words = Files.createTempFile("oncall", ".log");
        try {
            Files.delete(fresh);
            boolean ended = train(fresh, words);
            if (!ended || !Files.isRegularFile(fresh)) {
                String said = Files.readString(words, StandardCharsets.UTF_8).strip();
                throw new Failure(
                        Exit.NOT_SAVED,
                        "Java made no archive"
                                + (said.isEmpty()
                                        ? "."
                                        : ": " + said.lines().findFirst().orElse("") + "."),
                        "oncall works without it and only starts more slowly.");
            }
            Files.move(fresh, archive, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
            Files.deleteIfExists(words);
        }
    }

    /** Runs {@link Training} in a Java like this one: the archive is only good for the same flags and class path. */
    private static boolean train(Path fresh, Path words) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (String flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (!flag.startsWith("-XX:SharedArchiveFile") && !flag.startsWith("-Doncall.archive")) {
                command.add(flag);
            }
        }
        command.add("-XX:ArchiveClassesAtExit=" + fresh);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Training.class.getName()));
        Process process = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(words.toFile())
                .start();
        try {
            return process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            process.destroyForcibly();
        }
    }
}
