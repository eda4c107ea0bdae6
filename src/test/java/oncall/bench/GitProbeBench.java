package oncall.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import oncall.git.Git;
import oncall.git.RevertProbe;
import oncall.git.RevertReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long it takes to find out whether twenty commits can be undone, 200 commits later, in a history of 10,000: the probe
 * against `git revert --no-commit` in a scratch clone, which is what one would do by hand; with the clone and without it.
 */
class GitProbeBench {
    private static final int COMMITS = Integer.getInteger("oncall.bench.commits", 10_000);
    private static final int FILES = 500;
    private static final int LINES = 200;
    private static final int SINCE = 200;
    private static final int RANGE = 20;
    private static final int ROUNDS = Integer.getInteger("oncall.bench.rounds", 7);

    @TempDir
    private Path folder;

    private final List<String> lines = new ArrayList<>();

    @Test
    void probe_against_git_revert() throws Exception {
        Path repository = folder.resolve("history");
        git(folder, "init", "-q", "--bare", "-b", "main", repository.toString());
        fastImport(repository);
        compare(repository, "main~" + SINCE, "clean");
        git(repository, "update-ref", "refs/heads/main", "refs/heads/conflict");
        compare(repository, "main~" + (SINCE + 1), "conflicting");
        Told.lines("Git probe on Java " + System.getProperty("java.version"), lines);
    }

    private void compare(Path repository, String to, String what) throws Exception {
        String from = to + "~" + RANGE;
        RevertProbe probe = new RevertProbe(
                new Git(Map.of("PATH", System.getenv("PATH"), "HOME", folder.toString())), folder, System::nanoTime);
        RevertProbe.Question question =
                new RevertProbe.Question(repository, from, to, Optional.empty(), RevertProbe.LIMIT);
        RevertReport report = probe.look(question);
        lines.add(what + ": " + report.finding() + ", "
                + report.range().map(range -> range.total()).orElse(0) + " of " + COMMITS + " commits, "
                + report.conflicts().size() + " files conflict");
        double look = median(() -> probe.look(question));
        Path clone = folder.resolve("clone-" + what);
        double cloned = median(
                () -> {
                    remove(clone);
                    return 0;
                },
                () -> git(folder, "clone", "-q", repository.toString(), clone.toString()));
        double reverted = median(
                () -> {
                    git(clone, "reset", "-q", "--hard");
                    git(clone, "revert", "--quit");
                    return 0;
                },
                () -> git(
                        clone,
                        "-c",
                        "user.name=x",
                        "-c",
                        "user.email=x",
                        "revert",
                        "--no-commit",
                        origin(from) + ".." + origin(to)));
        line("  probe", look, reverted);
        line("  git revert --no-commit in the clone", reverted, reverted);
        line("  git clone before it", cloned, reverted);
        lines.add(String.format(
                Locale.ROOT,
                "  the probe takes x %.2f of the revert alone, x %.2f of clone and revert",
                look / reverted,
                look / (cloned + reverted)));
    }

    private static String origin(String revision) {
        return "origin/" + revision;
    }

    private void line(String what, double time, double yardstick) {
        lines.add(String.format(Locale.ROOT, "%-44s %8.1f ms   x %.2f", what, time, time / yardstick));
    }

    private static double median(Callable<?> work) throws Exception {
        return median(() -> 0, work);
    }

    /** Milliseconds of the work without what comes before it. */
    private static double median(Callable<?> before, Callable<?> work) throws Exception {
        double[] times = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            before.call();
            long began = System.nanoTime();
            work.call();
            times[i] = (System.nanoTime() - began) / 1e6;
        }
        Arrays.sort(times);
        return times[ROUNDS / 2];
    }

    /** Each commit changes one line of one of many files; the branch `conflict` has one more, on a line of the range. */
    private void fastImport(Path repository) throws Exception {
        Process process = new ProcessBuilder("git", "fast-import", "--quiet")
                .directory(repository.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        String[][] texts = new String[FILES][LINES];
        try (OutputStream out = process.getOutputStream()) {
            for (int i = 0; i < COMMITS; i++) {
                StringBuilder files = new StringBuilder();
                if (i == 0) {
                    for (int file = 0; file < FILES; file++) {
                        for (int line = 0; line < LINES; line++) {
                            texts[file][line] = "file " + file + " line " + line;
                        }
                        files.append(file(file, texts[file]));
                    }
                } else {
                    texts[i % FILES][i / FILES * 7 % LINES] = "changed by " + i;
                    files.append(file(i % FILES, texts[i % FILES]));
                }
                commit(out, "main", i, files);
            }
            int hit = COMMITS - SINCE - RANGE / 2;
            texts[hit % FILES][hit / FILES * 7 % LINES] = "changed again";
            out.write("reset refs/heads/conflict\nfrom refs/heads/main\n\n".getBytes(StandardCharsets.UTF_8));
            commit(out, "conflict", COMMITS, new StringBuilder(file(hit % FILES, texts[hit % FILES])));
        }
        if (process.waitFor() != 0) {
            throw new AssertionError("git fast-import ended with " + process.exitValue());
        }
    }

    private static void commit(OutputStream out, String branch, int number, StringBuilder files) throws IOException {
        String message = "number " + number;
        out.write(("commit refs/heads/" + branch + "\ncommitter Dana <d@example.org> " + (1_500_000_000 + number * 60L)
                        + " +0000\ndata " + message.length() + "\n" + message + "\n" + files + "\n")
                .getBytes(StandardCharsets.UTF_8));
    }

    private static String file(int number, String[] lines) {
        String text = String.join("\n", lines) + "\n";
        return "M 100644 inline part-" + number % 25 + "/file-" + number + "\ndata " + text.length() + "\n" + text
                + "\n";
    }

    private static int git(Path where, String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of("git"));
        all.addAll(List.of(arguments));
        return new ProcessBuilder(all)
                .directory(where.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private static void remove(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var all = Files.walk(folder)) {
                for (Path one : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    Files.delete(one);
                }
            }
        }
    }
}
