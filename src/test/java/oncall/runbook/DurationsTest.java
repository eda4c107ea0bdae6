package oncall.runbook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DurationsTest {
    @ParameterizedTest
    @CsvSource({"90s, PT90S", "10m, PT10M", "2h, PT2H", "3d, PT72H", "0s, PT0S", "999999d, PT23999976H"})
    void Reads_a_whole_number_and_a_unit(String text, Duration duration) {
        assertEquals(Optional.of(duration), Durations.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10", "m", "10 m", "1h30m", "-1s", "1.5h", "10M", "1000000d", "\u0661m", "10m "})
    void Refuses_everything_else(String text) {
        assertEquals(Optional.empty(), Durations.parse(text));
    }

    @ParameterizedTest
    @CsvSource({
        "PT-5S, 0 s",
        "PT0S, 0 s",
        "PT59.9S, 59 s",
        "PT60S, 1 min",
        "PT59M59S, 59 min",
        "PT1H, 1 h",
        "PT2H5M, 2 h 5 min",
        "PT47H59M, 47 h 59 min",
        "PT48H, 2 days",
        "PT720H, 30 days"
    })
    void Says_it_in_words(Duration duration, String words) {
        assertEquals(words, Durations.words(duration));
    }
}
