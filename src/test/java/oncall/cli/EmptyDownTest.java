package oncall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import oncall.runbook.Source;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class EmptyDownTest {
    @TempDir
    private Path folder;

    @ParameterizedTest(name = "[{index}]")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "\"\" | true",
                "\" \n\t\n\" | true",
                "\"-- nothing to do\n\" | true",
                "\"-- nothing\n  # at all\n\" | true",
                "\"/* none\n yet */\n\" | true",
                "\"drop table grants;\" | false",
                "\"-- back\ndrop table grants;\" | false",
                "\"/*!40101 drop table grants */\" | false",
                "\"select 1 -- one\" | false",
            })
    void a_down_of_comments_alone_is_empty(String text, boolean empty) throws IOException {
        Files.writeString(folder.resolve("down.sql"), text);
        Source source = new Source("plan.yaml", folder.toString(), "", "", false);
        PlanSurroundings around = new PlanSurroundings(
                source, BuiltIn.team(), List.of(), Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);
        assertEquals(empty, around.isEmpty("down.sql"));
        assertEquals(false, around.isEmpty("another.sql"));
    }
}
