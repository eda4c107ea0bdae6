package oncall.runbook.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import oncall.runbook.Diagnostic;
import oncall.runbook.DiagnosticText;
import oncall.runbook.Runbook;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Bad books and what is said about each: `bad/NAME.yaml` and `bad/NAME.expected`. Run with `-Doncall.golden=rewrite` to
 * write what is said now, and review the difference.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class GoldenBooksTest {
    private static final Path BOOKS = Path.of("src/test/resources/books");
    private static final boolean REWRITE = "rewrite".equals(System.getProperty("oncall.golden"));

    private static List<String> names(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ending))
                    .map(name -> name.substring(0, name.length() - ending.length()))
                    .sorted()
                    .toList();
        }
    }

    private static Library library() throws IOException {
        List<String> books = new ArrayList<>(names(BOOKS.resolve("good"), ".yaml"));
        books.addAll(names(BOOKS.resolve("bad"), ".yaml"));
        return new Library(books, List.of("rbac-rollout"), GoldenBooksTest::book);
    }

    private static Optional<Runbook> book(String name) {
        try {
            for (String folder : List.of("good", "bad")) {
                Path file = BOOKS.resolve(folder).resolve(name + ".yaml");
                if (Files.exists(file)) {
                    return RunbookFile.read(Files.readAllBytes(file), name + ".yaml", "", false)
                            .book();
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static List<Diagnostic> lint(String folder, String name) throws IOException {
        byte[] bytes = Files.readAllBytes(BOOKS.resolve(folder).resolve(name + ".yaml"));
        return RunbookFile.read(bytes, name + ".yaml", "", false).check(SampleTeam.team(), library());
    }

    private static String text(List<Diagnostic> problems) {
        StringBuilder text = new StringBuilder();
        for (Diagnostic problem : problems) {
            text.append(problem.kind()).append(' ').append(problem.rule()).append('\n');
            DiagnosticText.lines(problem).forEach(line -> text.append(line).append('\n'));
            text.append('\n');
        }
        return text.toString();
    }

    @TestFactory
    Stream<DynamicTest> each_bad_book_is_told_what_is_wrong_with_it() throws IOException {
        return names(BOOKS.resolve("bad"), ".yaml").stream()
                .map(name -> dynamicTest(name, () -> {
                    String said = text(lint("bad", name));
                    Path expected = BOOKS.resolve("bad").resolve(name + ".expected");
                    if (REWRITE) {
                        Files.writeString(expected, said);
                    }
                    assertTrue(Files.exists(expected), "no partner " + expected);
                    assertEquals(Files.readString(expected), said);
                    assertTrue(!said.isEmpty(), "nothing is wrong with " + name);
                }));
    }

    @TestFactory
    Stream<DynamicTest> each_good_book_is_clean() throws IOException {
        return names(BOOKS.resolve("good"), ".yaml").stream()
                .map(name -> dynamicTest(name, () -> {
                    assertEquals("", text(lint("good", name)));
                    assertTrue(book(name).isPresent());
                }));
    }

    @Test
    void every_file_has_its_partner_and_there_are_enough() throws IOException {
        assertEquals(
                new TreeSet<>(names(BOOKS.resolve("bad"), ".yaml")),
                new TreeSet<>(names(BOOKS.resolve("bad"), ".expected")));
        assertTrue(names(BOOKS.resolve("bad"), ".yaml").size() >= 60);
    }
}
