package oncall.terminal;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RehearsalTest {
    @Test
    @Timeout(20)
    void a_line_is_read_on_a_pseudo_terminal_without_any_terminal_around() throws IOException {
        assertTrue(Rehearsal.run());
    }
}
