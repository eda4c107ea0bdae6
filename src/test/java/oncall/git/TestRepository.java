package oncall.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real repository, made by git itself. Without git, tests that use it are skipped. */
final class TestRepository {
    final Path folder;
    final Map<String, String> environment;
    private final Path home;
    private int minutes;

    private TestRepository(Path folder, Path home) {
        this.folder = folder;
        this.home = home;
        this.environment = new HashMap<>(Map.of("PATH", System.getenv("PATH"), "HOME", home.toString()));
    }

    /** An empty one. */
    static TestRepository init(Path parent, String... more) throws Exception {
        assumeTrue(
                Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .anyMatch(bin -> Files.isExecutable(Path.of(bin, "git"))),
                "git is not installed: nothing to test with");
        Path home = Files.createDirectories(parent.resolve("home"));
        TestRepository made = new TestRepository(Files.createDirectories(parent.resolve("repo")), home);
        List<String> init = new ArrayList<>(List.of("init", "-q", "-b", "main"));
        init.addAll(List.of(more));
        made.git(init.toArray(String[]::new));
        made.git("config", "user.name", "Dana");
        made.git("config", "user.email", "dana@example.org");
        return made;
    }

    /** The same hands on another folder. */
    TestRepository at(Path other) {
        return new TestRepository(other, home);
    }

    Path temporary() throws IOException {
        return Files.createDirectories(home.resolve("tmp"));
    }

    record Ran(int exit, String output) {}

    /** Runs git and wants it to succeed. */
    String git(String... arguments) throws Exception {
        Ran ran = tried(arguments);
        assertEquals(0, ran.exit(), () -> String.join(" ", arguments) + ": " + ran.output());
        return ran.output().strip();
    }

    Ran tried(String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of("git"));
        all.addAll(List.of(arguments));
        return run(all, "");
    }

    Ran run(List<String> command, String input) throws Exception {
        Path in = Files.writeString(home.resolve("in"), input);
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.redirectInput(in.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
        builder.environment().put("HOME", home.toString());
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
        String at = String.format("2018-11-11T12:%02d:00Z", minutes);
        builder.environment().put("GIT_AUTHOR_DATE", at);
        builder.environment().put("GIT_COMMITTER_DATE", at);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(20, TimeUnit.SECONDS));
        return new Ran(process.exitValue(), output);
    }

    void write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /** Commits all that is in the work tree, a minute after the one before. */
    String commit(String subject) throws Exception {
        minutes++;
        git("add", "-A");
        git("commit", "-q", "--allow-empty", "-m", subject);
        return head();
    }

    String commit(String path, String text, String subject) throws Exception {
        write(path, text);
        return commit(subject);
    }

    String head() throws Exception {
        return git("rev-parse", "HEAD");
    }

    /** A text of numbered lines, some of them replaced. */
    static String lines(int count, Map<Integer, String> replaced) {
        StringBuilder text = new StringBuilder();
        for (int i = 1; i <= count; i++) {
            text.append(replaced.getOrDefault(i, "line " + i)).append('\n');
        }
        return text.toString();
    }

    RevertReport look(String from, String to) throws IOException {
        return new RevertProbe(new Git(environment), temporary(), System::nanoTime)
                .look(new RevertProbe.Question(folder, from, to, Optional.empty(), Duration.ofSeconds(60)));
    }

    /** Everything below a folder: kind, mode, time and content of each file and folder. */
    static Map<String, String> snapshot(Path folder) throws Exception {
        Map<String, String> all = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                String what = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                        ? HexFormat.of()
                                .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)))
                        : Files.isSymbolicLink(file) ? "-> " + Files.readSymbolicLink(file) : "other";
                Map<String, Object> facts =
                        Files.readAttributes(file, "unix:mode,ino,size,lastModifiedTime", LinkOption.NOFOLLOW_LINKS);
                all.put(file.toString(), what + " " + new TreeMap<>(facts));
            }
        }
        return all;
    }

    /** What plain git makes of the same question, in a clone of its own: the files that conflict. */
    List<String> reverted(Path scratch, String from, String to) throws Exception {
        git("clone", "-q", "--no-local", folder.toString(), scratch.toString());
        TestRepository clone = at(scratch);
        clone.git("config", "user.name", "Eli");
        clone.git("config", "user.email", "eli@example.org");
        clone.git("checkout", "-q", "--detach", head());
        Ran ran = clone.tried("revert", "--no-commit", from + ".." + to);
        return ran.exit() == 0
                ? List.of()
                : clone.git("diff", "--name-only", "--diff-filter=U").lines().toList();
    }
}
