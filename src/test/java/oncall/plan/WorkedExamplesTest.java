package oncall.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Whole plans under all rules, in a team that has no feature of theirs. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class WorkedExamplesTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    private static Verdict judged(String name) throws IOException {
        String text = Files.readString(Path.of("src/test/resources/judged", name + ".yaml"));
        return PlanCheck.check(PlanSetting.plan(text), new PlanSetting(PlanSetting.builtIn()));
    }

    @Test
    void nine_planted_faults_are_found_and_no_other_blocks() throws IOException {
        Verdict verdict = judged("planted");
        Map<String, List<String>> blockers = verdict.blockers().stream()
                .collect(Collectors.groupingBy(
                        each -> each.rule().id(),
                        TreeMap::new,
                        Collectors.mapping(Finding::what, Collectors.toList())));
        assertEquals(
                List.of("RP023", "RP030", "RP040", "RP053", "RP054", "RP060", "RP071", "RP093", "RP100"),
                List.copyOf(blockers.keySet()),
                () -> String.join("\n", PlanSetting.lines(verdict.blockers())));
        says(blockers, "RP071", "api -> worker -> ui -> api");
        says(blockers, "RP030", "`latest`");
        says(blockers, "RP060", "`worker`");
        says(blockers, "RP054", "`0042`");
        says(blockers, "RP040", "`worker`", "`ui`");
        says(blockers, "RP093", "The pipeline `deploy-main` can ship the bad version again: nothing holds it.");
        says(blockers, "RP100", "`kubectl_rollout_undo_deployment_api` is 5 min, and the whole estimate 4 min.");
        assertFalse(verdict.warnings().isEmpty());
        assertTrue(verdict.line(TODAY).matches("NOT READY: \\d+ blockers"), verdict.line(TODAY));
    }

    private static void says(Map<String, List<String>> blockers, String rule, String... words) {
        String said = String.join("\n", blockers.getOrDefault(rule, List.of()));
        for (String word : words) {
            assertTrue(said.contains(word), rule + " says: " + said);
        }
    }

    @Test
    void ten_lines_are_enough_to_be_ready() throws IOException {
        Verdict verdict = judged("short");
        assertEquals(List.of(), PlanSetting.lines(verdict.blockers()));
        assertFalse(verdict.warnings().isEmpty());
        assertEquals("READY, about 6 min, never rehearsed", verdict.line(TODAY));
    }

    @Test
    void a_rollout_over_three_services_is_ready() throws IOException {
        Verdict verdict = judged("rollout");
        assertEquals(List.of(), PlanSetting.lines(verdict.blockers()));
        assertEquals("READY, about 12 min, rehearsed 7 days ago", verdict.line(TODAY));
    }
}
