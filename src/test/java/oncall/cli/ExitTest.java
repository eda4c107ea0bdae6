package oncall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ExitTest {
    @Test
    void the_codes_are_those_of_the_contract() {
        assertEquals(
                List.of(0, 1, 2, 3, 4, 65, 66, 70, 74, 129, 130, 143),
                Arrays.stream(Exit.values()).map(Exit::code).toList());
    }

    @Test
    void the_readme_has_the_same_table() throws IOException {
        List<String> rows = Files.readAllLines(Path.of("README.md")).stream()
                .filter(line -> line.matches("\\| \\d+ \\|.*"))
                .toList();
        assertEquals(
                Arrays.stream(Exit.values())
                        .map(exit -> "| " + exit.code() + " | " + exit.meaning() + " |")
                        .toList(),
                rows);
    }

    @Test
    void of_several_files_the_worst_counts() {
        assertEquals(Exit.UNREADABLE, Exit.worst(List.of(Exit.OK, Exit.FIX, Exit.UNREADABLE, Exit.NOT_CHECKED)));
        assertEquals(Exit.NOT_CHECKED, Exit.worst(List.of(Exit.FIX, Exit.NOT_CHECKED)));
        assertEquals(Exit.FIX, Exit.worst(List.of(Exit.OK, Exit.FIX)));
        assertEquals(Exit.OK, Exit.worst(List.of()));
    }
}
