package oncall.runbook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class NearestTest {
    private static final List<String> KNOWN = List.of("title", "owner", "timeout", "give-up", "customers", "when");

    @ParameterizedTest
    @CsvSource({
        "titel,title",
        "Title,title",
        "ownr,owner",
        "timout,timeout",
        "give_up,give-up",
        "cusotmers,customers",
        "wehn,when"
    })
    void a_slip_finds_its_name(String typed, String meant) {
        assertEquals(Optional.of(meant), Nearest.to(typed, KNOWN));
    }

    @Test
    void nothing_near_is_nothing() {
        assertEquals(Optional.empty(), Nearest.to("banana", KNOWN));
        assertEquals(Optional.empty(), Nearest.to("x", List.of("y")));
        assertEquals(Optional.empty(), Nearest.to("x".repeat(100_000), KNOWN));
    }
}
