package oncall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class NearestTest {
    private static final List<String> KNOWN = List.of("start", "status", "resume", "runbook", "note", "park");

    @Test
    void the_nearest_come_first_and_are_three_at_most() {
        assertEquals(List.of("start"), Nearest.to("strat", KNOWN));
        assertEquals(
                List.of("status", "start"),
                Nearest.to("stat", List.of("start", "status")).stream()
                        .sorted((a, b) -> b.compareTo(a))
                        .toList());
        assertEquals(
                3, Nearest.to("ab", List.of("aa", "bb", "ac", "abc", "abd")).size());
    }

    @Test
    void a_beginning_is_near_however_long_the_rest() {
        assertEquals(List.of("runbook"), Nearest.to("ru", KNOWN));
    }

    @Test
    void nothing_is_near_to_a_different_word() {
        assertEquals(List.of(), Nearest.to("xyzzy", KNOWN));
        assertEquals("", Nearest.question(List.of()));
    }

    @Test
    void letters_swapped_count_once() {
        assertEquals(1, oncall.runbook.Nearest.slips("noet", "note"));
        assertEquals(1, oncall.runbook.Nearest.slips("not", "note"));
        assertEquals(4, oncall.runbook.Nearest.slips("", "note"));
    }

    @Test
    void the_question_reads_as_a_sentence() {
        assertEquals(" Did you mean `a`?", Nearest.question(List.of("a")));
        assertEquals(" Did you mean `a`, `b` or `c`?", Nearest.question(List.of("a", "b", "c")));
    }
}
