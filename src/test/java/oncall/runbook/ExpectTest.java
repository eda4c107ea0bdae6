package oncall.runbook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ExpectTest {
    private static final Optional<String> NO = Optional.empty();

    @Test
    void Without_a_word_it_is_exit_code_0_and_nothing_else() {
        assertEquals(List.of(), Expect.SUCCESS.misses(0, "anything"));
        assertEquals(List.of("exit code 2, expected 0"), Expect.SUCCESS.misses(2, ""));
    }

    @Test
    void Another_exit_code_can_be_the_good_one() {
        Expect one = new Expect(1, NO, NO, NO, NO, Map.of());
        assertEquals(List.of(), one.misses(1, ""));
        assertEquals(List.of("exit code 0, expected 1"), one.misses(0, ""));
    }

    @Test
    void All_that_is_given_must_hold_and_each_miss_is_named() {
        Expect all = new Expect(
                0, Optional.of("Bound"), Optional.of("Bound"), Optional.of("Error"), Optional.of("^B.+d$"), Map.of());
        assertEquals(List.of(), all.misses(0, "Bound\n"));
        assertEquals(
                List.of(
                        "exit code 1, expected 0",
                        "the output is not `Bound`",
                        "`Bound` is not in the output",
                        "`Error` is in the output",
                        "nothing in the output matches `^B.+d$`"),
                all.misses(1, "Error"));
    }

    @ParameterizedTest(name = "`{0}` -> `{1}`")
    @CsvSource(textBlock = """
            79,    ''
            79.9%, ''
            ' 79 % ', ''
            80,    80 is not under 80
            80.0,  80.0 is not under 80
            full,  the output is not a number
            '',    the output is not a number
            79 81, the output is not a number
            """)
    void A_number_is_compared_and_a_percent_sign_is_allowed(String output, String miss) {
        Expect under = new Expect(0, NO, NO, NO, NO, Map.of(Condition.Comparison.UNDER, new BigDecimal(80)));
        assertEquals(miss.isEmpty() ? List.of() : List.of(miss), under.misses(0, output));
    }
}
