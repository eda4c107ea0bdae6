package oncall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RegistryTest {
    @TempDir
    private Path folder;

    @Test
    void every_command_is_named_once_in_one_word_or_two() {
        List<String> words = Registry.all().stream().map(Registry.Entry::words).toList();
        assertEquals(words.stream().distinct().toList(), words);
        words.forEach(each -> assertTrue(each.matches("[a-z-]+( [a-z-]+)?"), each));
    }

    @Test
    void every_command_has_help_with_an_example_and_one_line_that_fits() {
        for (Registry.Entry entry : Registry.all()) {
            String out = new InProcess(folder)
                    .run(("help " + entry.words()).split(" "))
                    .ends(Exit.OK)
                    .out();
            assertTrue(out.contains("\n  oncall " + entry.words()), out);
            assertTrue(entry.line().endsWith("."), entry.line());
            out.lines().forEach(line -> assertTrue(line.length() <= 100, line));
        }
    }

    @Test
    void words_lead_to_their_command() {
        assertEquals(
                Optional.of("where"),
                Registry.find(List.of("where", "--home", "x")).map(Registry.Entry::words));
        assertEquals(Optional.empty(), Registry.find(List.of("nothing")));
        assertEquals(Optional.empty(), Registry.find(List.of()));
    }
}
