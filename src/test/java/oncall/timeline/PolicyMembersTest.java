package oncall.timeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import oncall.document.Heading;
import oncall.document.Health;
import oncall.document.TimelineJson;
import oncall.incident.Incident;
import oncall.incident.Policy;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PolicyMembersTest {
    private static final Policy FULL = new Policy(
            Optional.of("Asia/Jerusalem"),
            EnumSet.of(DayOfWeek.SUNDAY, DayOfWeek.MONDAY),
            Optional.of(Duration.ofMinutes(5)),
            Optional.of("logging in fails \u202e \"x\""),
            Map.of(
                    "P1",
                    new Policy.Level(
                            Optional.of(Duration.ofDays(5)),
                            Optional.of(Duration.ofMinutes(15)),
                            Map.of("team", Duration.ofMinutes(20)))),
            Map.of("imoc", "Incident manager"),
            Map.of("team", "the team"),
            Map.of(
                    "login",
                    new Policy.Feature(
                            "Log in",
                            "core",
                            Optional.of("fails"),
                            Optional.of(new BigDecimal("99.90")),
                            Optional.of(Duration.ofDays(30)),
                            Optional.of(230L))),
            Map.of("customers", new Policy.Question("How many?", Map.of("many", "more than one"))));

    private static Policy across(Policy policy) throws JsonObjectTree.Misshapen {
        List<String> lines = new ArrayList<>();
        Incident incident = Incident.of(List.of());
        TimelineJson.lines(
                        Heading.of(incident, "/x", new Health(0, "", List.of())).with(Optional.of(policy)))
                .head(lines::add);
        return PolicyMembers.read(
                JsonObjectTree.parse(lines.get(0).getBytes(UTF_8)).object("policy"));
    }

    @Test
    void what_was_settled_goes_through_an_export_unchanged() throws JsonObjectTree.Misshapen {
        assertEquals(FULL, across(FULL));
        assertEquals(Policy.NONE, across(Policy.NONE));
    }

    @Test
    void what_is_misshapen_is_named() {
        for (String bad : List.of(
                "{\"workdays\":[\"noday\"]}",
                "{\"first_word\":\"soon\"}",
                "{\"features\":{\"a\":{\"slo_percent\":\"x\"}}}",
                "{\"levels\":{\"P1\":7}}")) {
            assertThrows(
                    JsonObjectTree.Misshapen.class,
                    () -> PolicyMembers.read(JsonObjectTree.parse(bad.getBytes(UTF_8))),
                    bad);
        }
    }
}
