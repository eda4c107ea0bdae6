package oncall.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long a thousand books of 150 lines take to be checked in one process, against SnakeYAML alone composing their nodes. */
class LintBench {
    private static final int BOOKS = 1000;
    private static final int STEPS = 23;
    private static final int ROUNDS = Integer.getInteger("oncall.bench.rounds", 5);

    @TempDir
    private Path home;

    @Test
    void a_thousand_books_against_compose_alone() throws IOException {
        Path books = Files.createDirectory(home.resolve("books"));
        for (int i = 0; i < BOOKS; i++) {
            Files.writeString(books.resolve("book-" + i + ".yaml"), book(i));
        }
        Path image = Path.of("target/oncall").toAbsolutePath();
        Path classes = Path.of("target/test-classes").toAbsolutePath();
        Child compose = new Child(
                home,
                List.of(
                        System.getProperty("java.home") + "/bin/java",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-XX:-UsePerfData",
                        "-cp",
                        classes + ":" + image + "/lib/*",
                        Compose.class.getName(),
                        books.toString()));
        Child lint = new Child(home, List.of(image + "/bin/oncall", "runbook", "lint", books.toString()));
        Rounds rounds = new Rounds()
                .of("SnakeYAML compose alone", compose::time)
                .of("oncall runbook lint FOLDER", lint::time)
                .run(ROUNDS);
        long lines = Files.readAllLines(books.resolve("book-0.yaml")).size();
        Told.lines(
                BOOKS + " books of " + lines + " lines on Java " + System.getProperty("java.version"),
                rounds.lines(Map.of(
                        "SnakeYAML compose alone", "peak " + compose.peak() + " MiB",
                        "oncall runbook lint FOLDER", "peak " + lint.peak() + " MiB")));
    }

    /** A book as people write them: sentences, a question, a command with its expectation, and steps under a condition. */
    private static String book(int number) {
        StringBuilder book = new StringBuilder("""
                oncall: runbook/1
                title: Queue %d is filling up
                owner: platform-team
                effect: "orders are confirmed late"
                diagnose:
                  - ask: namespace
                    type: name
                    text: Which namespace?
                """.formatted(number));
        for (int step = 0; step < STEPS; step++) {
            book.append("""
                      - run: kubectl -n "$namespace" get pods --selector "part=%1$d"
                        id: look_%1$d
                        text: How do the pods of part %1$d of queue %2$d do?
                        timeout: 20s
                        expect: {contains: Running}
                      - Look at graph %1$d of the queue over the last hour. Sudden, or a slope?
                    """.formatted(step, number));
        }
        return book.append("""
                mitigate:
                  - do: Add two workers to the queue.
                """).toString();
    }
}
