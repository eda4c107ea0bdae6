package oncall.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SignsTest {
    private final Signs signs =
            new Signs(List.of(List.of("token"), List.of("to", "key"), List.of("://"), List.of("tokens")));

    @Test
    void each_group_has_a_bit_of_its_own() {
        assertEquals(0b0011, signs.in("a token"));
        assertEquals(0b1011, signs.in("tokens"));
        assertEquals(0b0010, signs.in("a key"));
        assertEquals(0b0100, signs.in("http://x"));
    }

    @Test
    void a_word_is_found_at_the_very_beginning_and_end_and_never_half() {
        assertEquals(0b0010, signs.in("to"));
        assertEquals(0b0010, signs.in("a key of one to"));
        assertEquals(0, signs.in("ke"));
        assertEquals(0, signs.in("ke y"));
        assertEquals(0, signs.in(""));
        assertEquals(0, signs.in("k"));
    }

    @Test
    void letters_beyond_ascii_are_passed_over() {
        assertEquals(0, signs.in("\u05d0\u05d1 \ud83d\ude00"));
        assertEquals(0b0010, signs.in("\u05d0key\u05d1"));
    }

    @Test
    void there_are_at_most_64_groups() {
        List<List<String>> many =
                IntStream.range(0, 65).mapToObj(i -> List.of("w" + i)).toList();
        assertThrows(IllegalArgumentException.class, () -> new Signs(many));
        assertEquals(1L << 63 | 1L << 5, new Signs(many.subList(1, 65)).in("w64"));
    }
}
