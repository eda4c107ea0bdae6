package oncall.runbook.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import oncall.runbook.Diagnostic;
import oncall.runbook.DiagnosticText;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SharedBooksTest {
    private static final Path SHARED = Path.of(System.getProperty("oncall.shared", "../shared"));

    static List<String> lint(Path file, Library library) throws IOException {
        RunbookFile read =
                RunbookFile.read(Files.readAllBytes(file), file.getFileName().toString(), "", false);
        List<String> lines = new ArrayList<>();
        for (Diagnostic problem : read.check(SampleTeam.team(), library)) {
            lines.addAll(DiagnosticText.lines(problem));
        }
        return lines;
    }

    static Library library(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<String> names = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".yaml"))
                    .map(RunbookFile::nameOf)
                    .sorted()
                    .toList();
            return new Library(names, List.of(), name -> book(folder.resolve(name + ".yaml")));
        }
    }

    private static Optional<oncall.runbook.Runbook> book(Path file) {
        try {
            return RunbookFile.read(Files.readAllBytes(file), file.toString(), "", false)
                    .book();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Test
    void the_shared_example_books_lint_clean() throws IOException {
        Path folder = SHARED.resolve("formats/runbooks");
        assumeTrue(Files.isDirectory(folder), "skipped: no folder " + folder);
        Library library = library(folder);
        assertFalse(library.books().isEmpty());
        for (String name : library.books()) {
            assertEquals("", String.join("\n", lint(folder.resolve(name + ".yaml"), library)), name);
        }
    }

    @Test
    void the_built_in_books_lint_clean() throws IOException {
        Path folder = Path.of("runbooks");
        Library library = library(folder);
        for (String name : library.books()) {
            if (!name.equals("team")) {
                assertEquals("", String.join("\n", lint(folder.resolve(name + ".yaml"), library)), name);
            }
        }
    }
}
