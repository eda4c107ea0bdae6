package oncall.runbook.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import oncall.runbook.Characters;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CharactersTest {
    @ParameterizedTest
    @ValueSource(
            ints = {
                0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069, 0x061C, 0x200E, 0x200F, 0x200B,
                0x200C, 0x200D, 0x2060, 0xFEFF, 0x00AD, 0x180E, 0xE0001, 0xE0041, 0xE007F, 0x00A0, 0x2007, 0x3000,
                0x202F, 0x0D, 0x00, 0x1B, 0x7F, 0x9B, 0x2028, 0x2029, 0x3164, 0x115F, 0xFE0F, 0x034F, 0xFFF9
            })
    void what_cannot_be_seen_may_not_stand_in_a_command(int point) {
        assertEquals(Optional.of(point), Characters.hidden("ls " + new String(Character.toChars(point)) + "x"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0433m",
                "\u0455udo",
                "kube\u0441tl",
                "\u03bfk",
                "a\uFF1Bb",
                "a\uFF5Cb",
                "rm \u2212rf",
                "rm \u2013rf",
                "\u201cx\u201d"
            })
    void what_looks_like_something_else_is_flagged(String command) {
        assertTrue(Characters.lookAlike(command).isPresent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "echo \"\u05e9\u05dc\u05d5\u05dd\"",
                "grep '\u0645\u0631\u062d\u0628\u0627' log",
                "echo caf\u00e9 \u65e5\u672c \ud83d\ude00",
                "a\n\tb"
            })
    void letters_of_other_scripts_are_no_alarm(String command) {
        assertEquals(Optional.empty(), Characters.hidden(command));
        assertEquals(Optional.empty(), Characters.lookAlike(command));
    }

    @Test
    void a_hebrew_book_has_no_alarm() {
        String book =
                "title: \u05d4\u05d3\u05d9\u05e1\u05e7 \u05de\u05dc\u05d0\nsteps:\n  - \u05d1\u05d3\u05d5\u05e7 \u05d0\u05ea \u05d4\u05d2\u05e8\u05e3\n"
                        + "  - run: echo \"\u05e9\u05dc\u05d5\u05dd\"\n    text: \u05d0\u05de\u05d5\u05e8 \u05e9\u05dc\u05d5\u05dd\n";
        RunbookFile file =
                RunbookFile.read(book.getBytes(java.nio.charset.StandardCharsets.UTF_8), "a.yaml", "", false);
        assertEquals("[]", file.check(SampleTeam.team(), Library.EMPTY).toString());
    }
}
