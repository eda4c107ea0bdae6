package oncall.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class FlagsSeenTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "if (flags.isEnabled(\"rbac_enabled\")) {|rbac_enabled",
                "if client.bool_variation('new-prices', ctx, False):|new-prices",
                "return Feature.enabled?(:order_notes)|order_notes",
                "const on = useFeatureFlag(`checkout.v2`);|checkout.v2",
                "if Flipper.enabled?(:notes, user)|notes",
                "  RBAC: ${FEATURE_RBAC_ROLES:-off}|FEATURE_RBAC_ROLES",
                "os.Getenv(\"FF_NEW_UI\")|FF_NEW_UI"
            })
    void a_flag_asked_for_by_its_name_is_seen(String line, String name) {
        assertEquals(List.of(name), FlagsSeen.in(List.of(line)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "boolean isEnabled(String name) {",
                "isEnabled(key)",
                "feature(flag)",
                "The flag (see above) is off",
                "var enabled = true;",
                "EFFECTIVE_DATE=1"
            })
    void what_only_looks_like_one_is_not(String line) {
        assertEquals(List.of(), FlagsSeen.in(List.of(line)));
    }

    @Test
    void each_is_listed_once_and_not_more_than_a_person_reads() {
        List<String> lines = java.util.stream.IntStream.range(0, 40)
                .mapToObj(i -> "isEnabled(\"flag_" + i / 2 + "\")")
                .toList();
        assertEquals(FlagsSeen.MOST, FlagsSeen.in(lines).size());
        assertEquals("flag_0", FlagsSeen.in(lines).get(0));
    }
}
