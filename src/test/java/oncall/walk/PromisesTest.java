package oncall.walk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import oncall.walk.Promises.Promise;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PromisesTest {
    private static final List<String> WORDS = List.of("we will", "by tomorrow", "ETA", "guarantee", "we'll");

    @Test
    void a_promise_is_found_with_its_sentence() {
        assertEquals(
                List.of(new Promise("we will", "After that We  Will fix it for good.".replace("  ", " "))),
                Promises.in("It is down. After that We  Will fix it for good. Sorry.", WORDS));
    }

    @Test
    void whole_words_only() {
        assertEquals(List.of(), Promises.in("Beta details: guaranteed no more than swe willow, by tomorrows.", WORDS));
        assertEquals(List.of(), Promises.in("\u05d0ETA and ETA\u0301 are other words.", WORDS));
    }

    @Test
    void punctuation_beside_a_word_does_not_hide_it() {
        assertEquals(
                List.of(new Promise("ETA", "(eta: 17:30), version 2.30 of example.org.")),
                Promises.in("Hello! (eta: 17:30), version 2.30 of example.org.", WORDS));
    }

    @Test
    void a_phrase_over_two_lines_is_found_and_either_apostrophe_counts() {
        assertEquals(
                List.of(new Promise("by tomorrow", "Fixed by tomorrow at noon")),
                Promises.in("Hi\nFixed by\n  tomorrow at noon\nBye", WORDS));
        assertEquals(List.of(new Promise("we'll", "We\u2019ll see.")), Promises.in("We\u2019ll see.", WORDS));
    }

    @Test
    void two_promises_are_both_told_and_one_sentence_once_for_each_word() {
        assertEquals(
                List.of(
                        new Promise("we will", "We will, we will do it, guarantee."),
                        new Promise("guarantee", "We will, we will do it, guarantee.")),
                Promises.in("We will, we will do it, guarantee.", WORDS));
    }

    @Test
    void words_of_a_team_file_are_words_and_not_patterns() {
        assertEquals(List.of(), Promises.in("axb", List.of("a.b", " ", "\\E(")));
        assertEquals(List.of(new Promise("a.b", "so a.b it is")), Promises.in("so a.b it is", List.of("a.b")));
    }
}
