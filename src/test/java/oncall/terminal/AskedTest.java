package oncall.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import oncall.walk.Prompter.Offer;
import oncall.walk.Prompter.Question;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class AskedTest {
    private static final List<Offer> REVERT = List.of(
            new Offer(1, "now", "undo it now", true),
            new Offer(2, "not_yet", "not yet (reason; asked again in 10 min)", false),
            new Offer(3, "cannot", "cannot be undone (reason)", false));

    private static String screen(Question question, int columns, boolean onLine) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Gateway gateway = new Gateway(out, new Look(Colour.OFF, false, () -> columns));
        gateway.print(new Asked(question, gateway, onLine).whole());
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Question question(List<Offer> choices, Optional<String> prefill, boolean keeps, boolean picker) {
        return new Question(
                "revert",
                "REVERT 3 of 3",
                "Undo it now? The cause can wait.",
                "Back to service first.",
                choices,
                true,
                prefill,
                keeps,
                false,
                false,
                picker,
                false,
                Optional.empty());
    }

    @Test
    void choices_that_fit_stand_on_one_line_with_dont_know_last() {
        assertEquals(
                """

                REVERT 3 of 3
                Undo it now? The cause can wait.
                Back to service first.
                  1 undo it now (usual)   2 not yet   ? don't know
                """,
                screen(
                        question(
                                List.of(REVERT.get(0), new Offer(2, "n", "not yet", false)),
                                Optional.empty(),
                                false,
                                false),
                        80,
                        true));
    }

    @Test
    void choices_that_do_not_fit_stand_one_below_the_other() {
        assertEquals("""

                REVERT 3 of 3
                Undo it now? The cause can wait.
                Back to service first.
                  1 undo it now (usual)
                  2 not yet (reason; asked again in 10 min)
                  3 cannot be undone (reason)
                  ? don't know
                """, screen(question(REVERT, Optional.empty(), false, false), 80, true));
    }

    @Test
    void an_answer_already_known_is_shown_in_words_unless_it_stands_on_the_line() {
        Question keeps = question(REVERT, Optional.of("not_yet"), true, false);
        Question not = question(REVERT, Optional.of("not_yet"), false, false);
        assertTrue(screen(keeps, 80, false).endsWith("Enter keeps: 2 not yet (reason; asked again in 10 min)\n"));
        assertFalse(screen(keeps, 80, true).contains("Enter keeps"));
        assertTrue(screen(not, 80, false).endsWith("So far: 2 not yet (reason; asked again in 10 min)\n"));
    }

    @Test
    void of_a_long_list_the_first_are_shown_and_the_rest_counted() {
        List<Offer> offers = IntStream.rangeClosed(1, 100)
                .mapToObj(i -> new Offer(i, "p" + i, "part " + i, false))
                .toList();
        String screen = screen(question(offers, Optional.empty(), false, true), 80, true);
        assertTrue(screen.contains("   1 part 1\n"), screen);
        assertTrue(screen.contains("  12 part 12\n  and 88 more: type a part of the name\n"), screen);
        assertTrue(screen.endsWith("? don't know\n"), screen);
    }

    @Test
    void the_line_editor_is_used_only_where_both_ends_are_a_known_terminal_and_plain_was_not_asked_for() {
        Map<Terminals.Seen, Terminals.Kind> table = Map.of(
                seen(true, true, false, Map.of("TERM", "xterm-256color")), Terminals.Kind.RICH,
                seen(true, true, false, Map.of("TERM", "screen.xterm-256color")), Terminals.Kind.RICH,
                seen(true, true, true, Map.of("TERM", "xterm")), Terminals.Kind.PLAIN,
                seen(true, true, false, Map.of("TERM", "xterm", "ACCESSIBLE", "1")), Terminals.Kind.PLAIN,
                seen(true, true, false, Map.of("TERM", "dumb")), Terminals.Kind.PLAIN,
                seen(true, true, false, Map.of("TERM", "wy50")), Terminals.Kind.PLAIN,
                seen(true, true, false, Map.of()), Terminals.Kind.PLAIN,
                seen(true, false, false, Map.of("TERM", "xterm")), Terminals.Kind.PIPE,
                seen(false, true, false, Map.of("TERM", "xterm")), Terminals.Kind.PIPE);
        table.forEach((seen, kind) -> assertEquals(kind, seen.kind()));
        assertEquals(
                Terminals.Kind.RICH,
                seen(true, true, false, Map.of("TERM", "linux", "ACCESSIBLE", "0"))
                        .kind());
    }

    private static Terminals.Seen seen(boolean in, boolean out, boolean plain, Map<String, String> variables) {
        return new Terminals.Seen(in, out, name -> Optional.ofNullable(variables.get(name)), plain);
    }

    @Test
    void ascii_only_is_what_the_callers_locale_says() {
        assertFalse(ascii(Map.of("LANG", "he_IL.UTF-8")));
        assertFalse(ascii(Map.of("LC_ALL", "C.utf8", "LANG", "C")));
        assertTrue(ascii(Map.of("LC_ALL", "C", "LANG", "he_IL.UTF-8")));
        assertTrue(ascii(Map.of("LC_ALL", "C.UTF-8", "ONCALL_LOCALE", "")));
        assertTrue(ascii(Map.of()));
    }

    private static boolean ascii(Map<String, String> variables) {
        return Look.asciiOnly(name -> Optional.ofNullable(variables.get(name)));
    }
}
