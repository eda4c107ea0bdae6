package oncall.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import oncall.plan.Finding.Result;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class LiveCheckTest {
    private static final RevertPlan PLAN = PlanSetting.plan(PlanSetting.whole());

    private static LiveCheck check(String rule) {
        return LiveCheck.of(PLAN).stream()
                .filter(each -> each.rule().id().equals(rule))
                .findFirst()
                .orElseThrow();
    }

    private static Finding ran(String rule, int exit, String output) {
        return check(rule).judge(new LiveCheck.Ran(Optional.of(exit), Optional.empty(), output, output));
    }

    @Test
    void every_check_a_plan_declares_is_looked_at_and_no_step_is() {
        assertEquals(
                List.of(
                        "RP020 [./bin/failing-orders, prod]",
                        "RP031 [./bin/has-image, ui, 4.12.2]",
                        "RP033 [./bin/version, ui]",
                        "RP031 [./bin/has-image, api, 4.12.2]",
                        "RP033 [./bin/version, api]",
                        "RP034 [./bin/deploys, idle, deploy-orders]",
                        "RP058 [./bin/backup-age, orders]",
                        "RP080 [./bin/flag, get, order_notes]",
                        "RP090 [./bin/failing-orders, prod]",
                        "RP090 [./bin/order-probe, prod]"),
                LiveCheck.of(PLAN).stream()
                        .map(each -> each.rule().id() + " " + ((oncall.runbook.Command.Argv) each.command()).items())
                        .toList());
    }

    @Test
    void the_version_that_runs_must_be_the_one_the_plan_is_for() {
        assertEquals(Result.PASS, ran("RP033", 0, "4.13.0\n").result());
        Finding other = ran("RP033", 0, "4.14.1\n");
        assertEquals(Result.FAIL, other.result());
        assertTrue(other.blocks());
        assertTrue(other.what().contains("4.14.1"), other.what());
    }

    @Test
    void what_did_not_run_to_its_end_is_unknown_and_never_good() {
        LiveCheck.Ran stopped =
                new LiveCheck.Ran(Optional.empty(), Optional.of("It was stopped after 10 s."), "4.13.0", "4.13.0");
        assertEquals(Result.UNKNOWN, check("RP033").judge(stopped).result());
        assertEquals(Result.UNKNOWN, ran("RP033", 127, "4.13.0").result());
        assertEquals(Result.UNKNOWN, ran("RP090", 126, "").result());
        assertEquals(Rule.Level.ERROR, check("RP033").judge(stopped).level());
    }

    @Test
    void a_reading_is_told_and_not_judged() {
        Finding bad = ran("RP090", 1, "12\n");
        assertEquals(Result.PASS, bad.result());
        assertTrue(bad.what().contains("does not hold now"), bad.what());
        assertTrue(ran("RP090", 0, "1\n").what().contains("holds now"));
    }

    @Test
    void a_signal_is_held_against_its_threshold_only_where_it_is_a_number() {
        assertTrue(ran("RP020", 0, "2.5%\n").what().contains("beyond its threshold"));
        assertTrue(ran("RP020", 0, " 1.9 \n").what().contains("within its threshold"));
        String words = ran("RP020", 0, "{job=\"x\"} => 3 @[1]\n").what();
        assertTrue(!words.contains("threshold"), words);
    }

    @Test
    void a_reading_is_beyond_when_either_threshold_is_passed() {
        RevertPlan plan = PlanSetting.plan(
                PlanSetting.with("triggers: [{signal: x, above: \"100\", below: \"5\", for: 5m, check: \"true\"}]"));
        RevertPlan.Trigger trigger = plan.deciding().triggers().get(0);
        for (Map.Entry<String, Boolean> each : Map.of("101", true, "1", true, "50", false, "100", false, "5", false)
                .entrySet()) {
            assertEquals(
                    Optional.of(each.getValue()),
                    LiveCheck.isBeyond(each.getKey(), trigger.above(), trigger.below()),
                    each.getKey());
        }
        assertEquals(Optional.of(true), LiveCheck.isBeyond("1", Optional.empty(), trigger.below()));
        assertEquals(Optional.empty(), LiveCheck.isBeyond("many", trigger.above(), trigger.below()));
    }

    @Test
    void only_what_must_hold_asks_for_an_exit_code_when_it_is_unknown() {
        assertEquals(Rule.Level.ERROR, check("RP031").unknown("why", "mend").level());
        assertEquals(Rule.Level.WARNING, check("RP080").unknown("why", "mend").level());
    }

    /** What the check of the version that runs says of an output, for a plan of `from`. */
    private static Result running(String from, String output) {
        String service =
                "services: [{name: api, from: \"" + from + "\", to: \"3.9\", running: {check: [./bin/version]}}]";
        return LiveCheck.of(PlanSetting.plan(PlanSetting.with(service))).stream()
                .filter(each -> each.rule().id().equals("RP033"))
                .map(each -> each.judge(new LiveCheck.Ran(Optional.of(0), Optional.empty(), output, output)))
                .map(Finding::result)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_longer_version_is_not_the_one_that_should_run() {
        assertEquals(Result.PASS, running("4.1", "api:4.1\n"));
        assertEquals(Result.FAIL, running("4.1", "api:4.13.0\n"));
        assertEquals(Result.FAIL, running("4.1", "14.1\n"));
        assertEquals(Result.PASS, running("v4.1", "running 4.1, healthy\n"));
        assertEquals(Result.PASS, running("a1b2c3d", "a1b2c3d4e5f60718\n"));
    }

    /** What is looked at for deploys under way, in a plan of that pipeline with a first step and the one of the whole plan. */
    private static List<String> looksForDeploys(String pipeline, String first) {
        String steps = "steps:\n  - {verify: \"" + first + "\", id: first, check: [./bin/first]}\n"
                + "  - {verify: \"Is no deploy under way?\", id: idle, check: [./bin/idle]}\n"
                + "  - {run: [./bin/back], id: back, service: api, timeout: 1m}\n"
                + "  - {verify: \"Is a deploy under way again?\", id: again, check: [./bin/again]}\n";
        return LiveCheck.of(PlanSetting.plan(PlanSetting.with("pipeline: " + pipeline + "\n" + steps))).stream()
                .filter(each -> each.rule().id().equals("RP034"))
                .map(each -> each.command().display())
                .toList();
    }

    @Test
    void the_look_for_a_deploy_under_way_is_the_step_that_says_so() {
        assertEquals(1, looksForDeploys("deploy-orders", "Is the queue short?").size());
        assertTrue(
                looksForDeploys("deploy-orders", "Is the queue short?").get(0).contains("idle"));
        assertTrue(looksForDeploys("deploy-orders", "Is deploy-orders idle?")
                .get(0)
                .contains("first"));
        assertEquals(List.of(), looksForDeploys("none", "Is the queue short?"));
    }
}
