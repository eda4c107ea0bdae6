package oncall.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Optional;
import oncall.terminal.Colour.Choice;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ColourTest {
    private static Colour decide(Choice choice, boolean terminal, Map<String, String> variables) {
        return Colour.decide(choice, name -> Optional.ofNullable(variables.get(name)), terminal);
    }

    @Test
    void the_option_wins_over_every_variable() {
        assertEquals(Colour.ON, decide(Choice.ALWAYS, false, Map.of("NO_COLOR", "1", "TERM", "dumb")));
        assertEquals(Colour.OFF, decide(Choice.NEVER, true, Map.of("FORCE_COLOR", "1", "TERM", "xterm")));
    }

    @Test
    void no_color_wins_over_force_color_unless_it_is_empty() {
        assertEquals(
                Colour.OFF, decide(Choice.AUTO, true, Map.of("NO_COLOR", "1", "FORCE_COLOR", "1", "TERM", "xterm")));
        assertEquals(Colour.ON, decide(Choice.AUTO, false, Map.of("NO_COLOR", "", "FORCE_COLOR", "1")));
    }

    @Test
    void force_color_wins_over_a_dumb_terminal_and_a_pipe() {
        assertEquals(Colour.ON, decide(Choice.AUTO, false, Map.of("CLICOLOR_FORCE", "1", "TERM", "dumb")));
        assertEquals(Colour.OFF, decide(Choice.AUTO, false, Map.of("CLICOLOR_FORCE", "0", "TERM", "xterm")));
    }

    @Test
    void otherwise_a_terminal_that_is_not_dumb_has_colour() {
        assertEquals(Colour.ON, decide(Choice.AUTO, true, Map.of("TERM", "xterm-256color")));
        assertEquals(Colour.OFF, decide(Choice.AUTO, true, Map.of("TERM", "dumb")));
        assertEquals(Colour.OFF, decide(Choice.AUTO, true, Map.of()));
        assertEquals(Colour.OFF, decide(Choice.AUTO, false, Map.of("TERM", "xterm")));
    }
}
