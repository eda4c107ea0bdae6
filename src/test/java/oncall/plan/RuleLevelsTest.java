package oncall.plan;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** What stops a revert, and what is worth mending by day: levels that no other test of a rule pins. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RuleLevelsTest {
    /** Keys of a plan, and the level at which a rule speaks of them. */
    private record Row(String rule, String level, String keys) {}

    private static String step(String keys) {
        return "steps:\n  - {" + keys + ", id: it, timeout: 1m}\n";
    }

    private static List<Row> rows() {
        String hole = "{check: \"curl http://<host>\", hold: 5m}";
        return List.of(
                new Row("RP012", "warning", "contact: \"#orders\""),
                new Row("RP023", "error", "after-no-return: none"),
                new Row("RP035", "warning", knownGood("2026-11-21")),
                new Row("RP041", "error", step("run: \"curl http://<host>\"")),
                new Row("RP041", "error", "verify: [" + hole + "]"),
                new Row("RP041", "error", "triggers: [{signal: x, above: \"1\", for: 5m, check: \"curl <host>\"}]"),
                new Row("RP041", "error", "if-verify-fails: Call TBD and stop."),
                new Row("RP041", "error", "migrations: [{id: \"1\", revert: down, down: \"...\"}]"),
                new Row("RP041", "error", "backup: TBD"),
                new Row("RP046", "warning", step("run: ./bin/back, rerun-safe: \"false\"")),
                new Row(
                        "RP046",
                        "warning",
                        step("run: [kubectl, rollout, undo, deployment/api], rerun-safe: \"true\"")),
                new Row("RP047", "error", step("run: ./bin/back, danger: high, undo: \"run it again\"")),
                new Row("RP048", "error", step("run: \"./bin/x --token q7Zt2Lw9Xn4Rk8Vb3Hs6\"")),
                new Row(
                        "RP090",
                        "error",
                        "verify: [{check: \"true\", hold: 5m, covers: trigger}, {check: \"./bin/x\", expect: {contains: ok},"
                                + " hold: 5m, covers: journey}]"));
    }

    private static String knownGood(String since) {
        return "services: [{name: api, from: \"2\", to: \"1\", known-good: {since: " + since + ", where: prod}}]";
    }

    @Test
    void each_speaks_at_its_level() {
        assertAll(rows().stream().map(row -> () -> {
            List<String> levels = PlanSetting.says(row.rule(), row.keys()).stream()
                    .map(said -> said.substring(0, said.indexOf(' ')))
                    .distinct()
                    .toList();
            assertEquals(List.of(row.level()), levels, row.toString());
        }));
    }

    @Test
    void a_team_raises_lowers_and_switches_off_and_the_finding_remembers() {
        RevertPlan plan = PlanSetting.plan(PlanSetting.with("# no backup"));
        Finding own = PlanCheck.check(plan, new PlanSetting()).findings().get(0);
        assertEquals("RP010 warning", own.rule().id() + " " + own.level().word());
        assertEquals(
                List.of("error, was warning", "warning", "gone"),
                Stream.of("error", "warning", "off")
                        .map(word -> PlanCheck.levelled(own, Map.of("RP010", word))
                                .map(finding -> finding.level().word()
                                        + finding.said()
                                                .map(said -> ", was " + said.word())
                                                .orElse(""))
                                .orElse("gone"))
                        .toList());
        assertEquals(own, PlanCheck.levelled(own, Map.of("RP011", "error")).orElseThrow());
    }
}
