package oncall.walk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SixLinesTest {
    @ParameterizedTest
    @CsvSource({
        "kubectl rollout undo deployment/api, true",
        "curl -H 'Authorization: Bearer [redacted authorization 5] x', false",
        "undo\u200B api, false",
        "TODO ask omer, false"
    })
    void what_would_not_run_as_it_was_typed_stays_words(String words, boolean runs) {
        assertEquals(runs, SixLines.canRun(words));
    }
}
