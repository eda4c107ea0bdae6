package oncall.plan;

import static oncall.plan.PlanSetting.says;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TimeRulesTest {
    private static final String REHEARSED =
            "rehearsal: {date: 2026-11-16, env: staging, by: eli, took: 11m, result: pass}";

    private static String steps(String... limits) {
        StringBuilder keys = new StringBuilder("# no save-first\nsteps:\n");
        for (String limit : limits) {
            keys.append("  - run: [./bin/undo, step")
                    .append(keys.length())
                    .append("]\n    timeout: ")
                    .append(limit)
                    .append('\n');
        }
        return keys.toString();
    }

    @Test
    void one_limit_over_the_estimate_is_an_error_and_stands_for_their_sum() {
        assertEquals(
                List.of("error The time limit of step `slow` is 5 min, and the whole estimate 4 min."),
                says(
                        "RP100",
                        "estimate: 4m\n# no save-first\nverify: []\nsteps:\n  - run: [./bin/undo]\n    id: slow\n    timeout: 5m\n"));
        assertEquals(
                List.of("error The time limit of saving evidence is 1 min 30 s, and the whole estimate 1 min."),
                says(
                        "RP100",
                        "estimate: 1m\nsteps: [Wait.]\nverify: []\nsave-first: [{run: [./bin/save], timeout: 90s}]"));
    }

    @Test
    void the_sum_of_limits_is_a_warning() {
        assertEquals(
                List.of("warning The estimate is 12 min, and the time limits add up to 13 min."),
                says("RP100", steps("6m", "7m")));
        assertEquals(List.of(), says("RP100", steps("6m", "6m")));
        assertEquals(
                List.of("warning The estimate is 12 min, and the time limits add up to 13 min."),
                says(
                        "RP100",
                        steps("6m", "6m")
                                .replace("# no save-first", "save-first: [{run: [./bin/save], timeout: 1m}]")));
    }

    @Test
    void of_a_decision_the_longest_option_counts() {
        String keys = """
                # no save-first
                steps:
                  - decide: which
                    text: Which way?
                    options:
                      quick: {text: quick, steps: [{run: [./bin/a], timeout: 2m}]}
                      slow: {text: slow, steps: [{run: [./bin/b], timeout: LIMIT}, {run: [./bin/c], timeout: 5m}]}
                """;
        assertEquals(List.of(), says("RP100", keys.replace("LIMIT", "7m")));
        assertEquals(
                List.of("warning The estimate is 12 min, and the time limits add up to 13 min."),
                says("RP100", keys.replace("LIMIT", "8m")));
    }

    @Test
    void waits_inside_the_steps_add_up_and_of_the_checks_the_longest_counts() {
        assertEquals(
                List.of("warning The estimate is 12 min, and its steps wait and hold for 13 min."), says("RP100", """
                        steps:
                          - {verify: "Is it better?", after: 3m, hold: 4m}
                          - {group: Then, steps: [{verify: "Still?", hold: 6m}]}
                        """));
        assertEquals(
                List.of("warning The estimate is 12 min, and a check of `verify` must hold 13 min."),
                says("RP100", "verify: [{check: [./bin/x], hold: 13m}, {check: [./bin/y], hold: 12m}]"));
        assertEquals(
                List.of(), says("RP100", "verify: [{check: [./bin/x], hold: 12m}, {check: [./bin/y], hold: 12m}]"));
    }

    @Test
    void an_estimate_beyond_what_the_levels_allow_is_a_warning() {
        assertEquals(
                List.of("warning The estimate is 16 min; P1 allows 15 min until a revert or a reason."),
                says("RP100", "estimate: 16m"));
        assertEquals(List.of(), says("RP100", "estimate: 15m"));
        assertEquals(
                List.of(
                        "warning The estimate is 31 min; P1 allows 15 min, P2 allows 30 min until a revert or a reason."),
                says("RP100", "estimate: 31m"));
    }

    @Test
    void an_estimate_half_as_long_again_as_the_rehearsal_is_not_real() {
        assertEquals(
                List.of("warning The estimate is 12 min, and the rehearsal took 25 min."),
                says("RP101", "rehearsal: {date: 2026-11-16, took: 25m}"));
        assertEquals(
                List.of("warning The estimate is 12 min, and the rehearsal took 7 min."),
                says("RP101", "rehearsal: {date: 2026-11-16, took: 7m}"));
        for (String near : List.of("8m", "24m", "12m")) {
            assertEquals(List.of(), says("RP101", "rehearsal: {date: 2026-11-16, took: " + near + "}"), near);
        }
    }

    @Test
    void a_plan_of_a_core_feature_that_was_never_rehearsed_or_failed_is_not_ready() {
        String secondary = "services: [{name: reports, from: \"2\", to: \"1\"}]\n";
        assertEquals(
                List.of(
                        "error The plan was never rehearsed, and it reaches the core feature `Ordering` through `api`."),
                says("RP110", "# no rehearsal"));
        assertEquals(List.of("warning The plan was never rehearsed."), says("RP110", secondary + "# no rehearsal"));
        String failed = REHEARSED.replace("pass", "fail");
        assertEquals(
                List.of(
                        "error The last rehearsal ended with `fail`, and the plan reaches the core feature `Ordering` through `api`."),
                says("RP110", failed));
        assertEquals(List.of("warning The last rehearsal ended with `fail`."), says("RP110", secondary + failed));
    }

    @Test
    void what_a_rehearsal_does_not_say_is_named() {
        assertEquals(
                List.of("warning The rehearsal does not say its `env`, `by`, `result` and `took`."),
                says("RP110", "rehearsal: {date: 2026-11-16}"));
        assertEquals(
                List.of("warning The rehearsal does not say its `took`."),
                says("RP110", REHEARSED.replace("took: 11m, ", "")));
    }

    @Test
    void a_rehearsal_ages() {
        assertEquals(List.of(), says("RP111", REHEARSED.replace("2026-11-16", "2026-08-24")), "90 days");
        assertEquals(
                List.of("warning The last rehearsal was 91 days ago; after 180 it will count as none."),
                says("RP111", REHEARSED.replace("2026-11-16", "2026-08-23")));
        assertEquals(
                List.of("warning The last rehearsal was 180 days ago; after 180 it will count as none."),
                says("RP111", REHEARSED.replace("2026-11-16", "2026-05-26")));
        assertEquals(
                List.of("error The last rehearsal was 181 days ago; after 180 it proves nothing."),
                says("RP111", REHEARSED.replace("2026-11-16", "2026-05-25")));
    }

    @Test
    void a_rehearsal_of_other_steps_is_of_another_plan() {
        String hash = StepsHash.of(PlanSetting.plan(PlanSetting.whole()));
        String stamped = REHEARSED.replace("}", ", steps-hash: \"" + hash + "\"}");
        assertEquals(List.of(), says("RP111", stamped));
        assertEquals(List.of(), says("RP111", stamped + "\nestimate: 13m\nowner: noa"));
        assertEquals(
                List.of("error The plan changed since it was rehearsed on 2026-11-16."),
                says("RP111", stamped + "\nsteps: [Wait.]"));
        assertEquals(
                List.of("warning `2:99` is not a hash of steps as this version writes it."),
                says("RP111", stamped.replace(hash, "2:99")));
    }

    @Test
    void somebody_else_has_rehearsed_it() {
        assertEquals(
                List.of("warning `omer` has rehearsed their own change."),
                says("RP112", REHEARSED.replace("eli", "omer")));
        assertEquals(
                List.of("warning `Dana` has rehearsed their own plan."),
                says("RP112", REHEARSED.replace("eli", "Dana")));
        assertEquals(List.of(), says("RP112", "# no rehearsal"));
    }

    @Test
    void migrations_went_up_down_and_up_in_ci() {
        assertEquals(
                List.of("warning No CI job is named that went from new to old to new with these migrations."),
                says("RP113", "# no ci"));
        assertEquals(List.of(), says("RP113", "# no ci\nmigrations: none"));
        assertEquals(
                List.of("warning The CI job `up` ended with `failed`."),
                says("RP113", "ci: {job: up, result: failed}"));
        assertEquals(List.of("warning `ci` does not say how its job ended."), says("RP113", "ci: {job: up}"));
        assertEquals(List.of(), says("RP113", "ci: {job: up, result: Success}"));
    }
}
