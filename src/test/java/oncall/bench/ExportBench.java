package oncall.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long the packaged program takes to export 10,000, 100,000 and 1,000,000 records, and how much memory it holds, against
 * `jq -c .` over the same files in the same run.
 */
class ExportBench {
    private static final int MOST = Integer.getInteger("oncall.bench.records", 1_000_000);
    private static final int ROUNDS = Integer.getInteger("oncall.bench.rounds", 3);
    private static final String LINE = "%-44s %8.2f s  cpu %7.2f s  peak %4d MiB   x %.2f of jq (cpu x %.2f)";

    @TempDir
    private Path folder;

    /** What one run came to: wall and processor time in nanoseconds, the most memory in KiB. */
    private record Run(long wall, long cpu, long peak) {}

    @Test
    void exports_against_jq() throws IOException, InterruptedException {
        List<String> lines = new ArrayList<>();
        Optional<String> jq = onPath("jq");
        if (jq.isEmpty()) {
            lines.add("jq is not installed: no ratios.");
        }
        Run least = null;
        long fewest = 0;
        for (int records = 10_000; records <= MOST; records *= 10) {
            Path home = Ledger.write(folder.resolve("one-" + records), records, 1, 0);
            Run yardstick = yardstick(jq, home, lines, records + " records, one writer");
            Run export = best(home, List.of("timeline", Ledger.ID, "--format", "jsonl"));
            lines.add(line("  timeline --format jsonl", export, yardstick));
            lines.add(line("  timeline", best(home, List.of("timeline", Ledger.ID)), yardstick));
            lines.add(line("  timeline --verify", best(home, List.of("timeline", Ledger.ID, "--verify")), yardstick));
            if (least != null) {
                lines.add(String.format(
                        Locale.ROOT,
                        "  growth since %d records: %.1f bytes and %.2f microseconds a record",
                        fewest,
                        (export.peak() - least.peak()) * 1024.0 / (records - fewest),
                        (export.wall() - least.wall()) / 1e3 / (records - fewest)));
            } else {
                least = export;
                fewest = records;
            }
            Path mixed = Ledger.write(folder.resolve("three-" + records), records, 3, 0.1);
            Run other = yardstick(jq, mixed, lines, records + " records, three writers, one in ten late");
            lines.add(line(
                    "  timeline --format jsonl",
                    best(mixed, List.of("timeline", Ledger.ID, "--format", "jsonl")),
                    other));
        }
        Told.lines("Export on Java " + System.getProperty("java.version"), lines);
    }

    private Run yardstick(Optional<String> jq, Path home, List<String> lines, String what)
            throws IOException, InterruptedException {
        if (jq.isEmpty()) {
            lines.add(what);
            return new Run(0, 0, 0);
        }
        List<String> command = new ArrayList<>(List.of(jq.get(), "-c", "."));
        try (Stream<Path> files = Files.list(home.resolve("incidents/" + Ledger.ID + "/timeline"))) {
            files.sorted().map(Path::toString).forEach(command::add);
        }
        Run run = best(command);
        lines.add(line(what + ": jq -c .", run, run));
        return run;
    }

    private Run best(Path home, List<String> words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of("target/oncall/bin/oncall").toAbsolutePath().toString()));
        command.addAll(words);
        command.addAll(List.of("--home", home.toString()));
        return best(command);
    }

    /** The quickest of a few. */
    private Run best(List<String> command) throws IOException, InterruptedException {
        Run best = run(command);
        for (int i = 1; i < ROUNDS; i++) {
            Run again = run(command);
            best = again.wall() < best.wall() ? again : best;
        }
        return best;
    }

    private Run run(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of(
                        "HOME", folder.toString(),
                        "PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin"),
                        "JAVA_HOME", System.getProperty("java.home"),
                        "LANG", "C.UTF-8"));
        long began = System.nanoTime();
        Process process = builder.start();
        long peak = 0;
        long cpu = 0;
        while (!process.waitFor(1, java.util.concurrent.TimeUnit.MILLISECONDS)) {
            peak = Math.max(peak, peak(process.pid()));
            cpu = Math.max(
                    cpu,
                    process.info().totalCpuDuration().map(Duration::toNanos).orElse(0L));
        }
        long wall = System.nanoTime() - began;
        if (process.exitValue() != 0) {
            throw new AssertionError(command + " ended with " + process.exitValue());
        }
        return new Run(wall, cpu, peak);
    }

    /** The most memory that a running process has held so far, in KiB; 0 where the system does not tell. */
    private static long peak(long pid) {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
                if (line.startsWith("VmHWM:")) {
                    return Long.parseLong(line.replaceAll("\\D", ""));
                }
            }
        } catch (IOException ended) {
            return 0;
        }
        return 0;
    }

    private static String line(String what, Run run, Run yardstick) {
        return String.format(
                Locale.ROOT,
                LINE,
                what,
                run.wall() / 1e9,
                run.cpu() / 1e9,
                run.peak() / 1024,
                (double) run.wall() / Math.max(1, yardstick.wall()),
                (double) run.cpu() / Math.max(1, yardstick.cpu()));
    }

    private static Optional<String> onPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }
}
