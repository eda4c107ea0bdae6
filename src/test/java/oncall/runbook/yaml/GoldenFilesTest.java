package oncall.runbook.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import oncall.runbook.Team;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Team files, plans and answers files that are wrong, and what is said about each: `bad/NAME.yaml` and `bad/NAME.expected`;
 * those in `good/` must read without a word. Run with `-Doncall.golden=rewrite` to write the expected ones anew.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class GoldenFilesTest {
    private static final Path RESOURCES = Path.of("src/test/resources");
    private static final boolean REWRITE = "rewrite".equals(System.getProperty("oncall.golden"));

    @TestFactory
    Stream<DynamicTest> team_files() throws IOException {
        Team builtIn = BuiltIn.team();
        return all("teams", 25, file -> TeamReader.read(file, builtIn));
    }

    @TestFactory
    Stream<DynamicTest> revert_plans() throws IOException {
        return all("plans", 15, file -> PlanReader.read(file, "plan"));
    }

    @TestFactory
    Stream<DynamicTest> answers_files() throws IOException {
        return all("answers", 15, AnswersReader::read);
    }

    private static Stream<DynamicTest> all(String kind, int least, Consumer<YamlFile> reader) throws IOException {
        List<Path> bad = in(kind, "bad");
        assertTrue(bad.size() >= least, "only " + bad.size() + " bad files of " + kind);
        Stream<DynamicTest> said =
                bad.stream().map(file -> DynamicTest.dynamicTest(file.toString(), () -> said(file, reader)));
        Stream<DynamicTest> silent = in(kind, "good").stream()
                .map(file -> DynamicTest.dynamicTest(file.toString(), () -> assertEquals("", lines(file, reader))));
        return Stream.concat(said, silent);
    }

    private static List<Path> in(String kind, String folder) throws IOException {
        try (Stream<Path> files = Files.list(RESOURCES.resolve(kind).resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    private static void said(Path file, Consumer<YamlFile> reader) throws IOException {
        Path expected = Path.of(file.toString().replaceFirst("yaml$", "expected"));
        String lines = lines(file, reader);
        assertFalse(lines.isEmpty(), "nothing is said about " + file);
        if (REWRITE) {
            Files.writeString(expected, lines);
        }
        assertTrue(Files.exists(expected), "no file " + expected);
        assertEquals(Files.readString(expected), lines);
    }

    private static String lines(Path file, Consumer<YamlFile> reader) {
        YamlFile read = BuiltIn.file(file);
        reader.accept(read);
        return BuiltIn.lines(read);
    }
}
