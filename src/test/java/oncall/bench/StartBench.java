package oncall.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import oncall.pty.Pty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long the packaged program takes to begin, against `java -version` of the same Java. */
class StartBench {
    private static final int ROUNDS = Integer.getInteger("oncall.bench.rounds", 15);
    private static final String FIRST_QUESTION = "What is broken?";

    @TempDir
    private Path home;

    @Test
    void version_lint_and_first_question_against_java_version() throws IOException {
        Path book = Files.copy(Path.of("runbooks/database-disk-full.yaml"), home.resolve("database-disk-full.yaml"));
        Path oncall = Path.of("target/oncall/bin/oncall").toAbsolutePath();
        Child java = new Child(home, List.of(System.getProperty("java.home") + "/bin/java", "-version"));
        Child version = new Child(home, List.of(oncall.toString(), "--version"));
        Child lint = new Child(home, List.of(oncall.toString(), "runbook", "lint", book.toString()));
        Child tab = new Child(home, List.of(oncall.toString(), "__complete", "bash", "INCIDENT", "--", "resume", ""));
        long[] memory = new long[1];
        Rounds rounds = new Rounds()
                .of("java -version", java::time)
                .of("oncall --version", version::time)
                .of("oncall runbook lint FILE", lint::time)
                .of("oncall __complete INCIDENT", tab::time)
                .of("oncall start, first question", () -> firstQuestion(oncall, memory))
                .run(ROUNDS);
        Map<String, String> memories = new LinkedHashMap<>();
        memories.put("java -version", mebibytes(java.peak()));
        memories.put("oncall --version", mebibytes(version.peak()));
        memories.put("oncall runbook lint FILE", mebibytes(lint.peak()));
        memories.put("oncall start, first question", mebibytes(memory[0]));
        Told.lines("Start-up on Java " + System.getProperty("java.version"), rounds.lines(memories));
    }

    private static String mebibytes(long peak) {
        return "peak " + peak + " MiB";
    }

    private long firstQuestion(Path oncall, long[] memory) throws IOException {
        try (Pty pty = Pty.command(home, "sh", "-c", Child.BEGIN, "sh", oncall.toString(), "start", "outage")
                .without("ONCALL_NOW")
                .start()) {
            pty.waitFor("began");
            long began = System.nanoTime();
            pty.waitFor(FIRST_QUESTION);
            long asked = System.nanoTime();
            memory[0] = Math.max(memory[0], Child.peak(pty.pid()));
            return asked - began;
        }
    }
}
