package oncall.plan;

import static oncall.plan.PlanSetting.says;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ProofRulesTest {
    private static final String JOURNEY = "  - {text: \"Can you place an order?\", covers: journey}\n";

    @Test
    void without_a_check_nothing_is_proven() {
        assertEquals(
                List.of("error Nothing in `verify` is a check: nothing proves that the revert worked."),
                says("RP090", "verify:\n  - {text: \"Is it better?\", covers: trigger}\n" + JOURNEY));
        assertEquals(
                List.of(
                        "error Nothing in `verify` is a check: nothing proves that the revert worked.",
                        "warning No entry of `verify` covers the trigger (share of failing orders), and none a customer journey."),
                says("RP090", "verify: []"));
    }

    @Test
    void a_check_without_expected_value_or_hold_is_a_warning() {
        assertEquals(
                List.of("warning No check in `verify` says what it expects; only the exit code counts."),
                says("RP090", "verify:\n  - {check: [./bin/x], hold: 5m, covers: trigger}\n" + JOURNEY));
        assertEquals(
                List.of("warning No check in `verify` has to hold for a while."),
                says("RP090", "verify:\n  - {check: [./bin/x], expect: {contains: ok}, covers: trigger}\n" + JOURNEY));
        assertEquals(
                List.of("warning No check in `verify` has both an expected value and a time it must hold."),
                says("RP090", """
                        verify:
                          - {check: [./bin/x], expect: {contains: ok}, covers: trigger}
                          - {check: [./bin/y], hold: 5m, covers: journey}
                        """));
        assertEquals(
                List.of(),
                says(
                        "RP090",
                        "verify:\n  - {check: [./bin/x], expect: {exit: 0}, hold: 5m, covers: trigger}\n" + JOURNEY));
    }

    @Test
    void a_check_that_cannot_fail_proves_nothing() {
        for (String check : List.of(
                "\"true\"",
                "\"curl -f http://api.internal/health || true\"",
                "\"curl -f http://api.internal/health || echo down\"",
                "\"echo fine\"",
                "[echo, fine]",
                "[\"true\"]")) {
            assertEquals(
                    1,
                    says(
                                    "RP090",
                                    "verify:\n  - {check: " + check
                                            + ", expect: {exit: 0}, hold: 5m, covers: trigger}\n" + JOURNEY)
                            .size(),
                    check);
            assertEquals(
                    List.of(),
                    says(
                            "RP090",
                            "verify:\n  - {check: " + check + ", expect: {contains: ok}, hold: 5m, covers: trigger}\n"
                                    + JOURNEY),
                    check);
        }
        assertEquals(
                List.of(),
                says(
                        "RP090",
                        "verify:\n  - {check: \"test -f x || false\", expect: {exit: 0}, hold: 5m, covers: trigger}\n"
                                + JOURNEY));
    }

    @Test
    void trigger_and_journey_are_each_missed() {
        String check = "verify:\n  - {check: [./bin/x], expect: {contains: ok}, hold: 5m, covers: ";
        assertEquals(
                List.of("warning No entry of `verify` covers the trigger (share of failing orders)."),
                says("RP090", check + "journey}"));
        assertEquals(
                List.of("warning No entry of `verify` covers a customer journey."), says("RP090", check + "trigger}"));
    }

    @Test
    void what_follows_a_failed_verification_is_an_act_of_somebody() {
        assertEquals(
                List.of("warning Nothing says what to do when verification fails."),
                says("RP091", "# no if-verify-fails"));
        assertEquals(List.of("error `if-verify-fails: none` names no act."), says("RP091", "if-verify-fails: none"));
        assertEquals(
                List.of("warning `if-verify-fails` names nobody who decides."),
                says("RP091", "if-verify-fails: Turn on read-only mode and elide the rest."));
        assertEquals(
                List.of("warning `if-verify-fails` names nobody who decides."),
                says("RP091", "if-verify-fails: Call somebody and ask for help."));
        for (String who : List.of(
                "Call Ruth at home.",
                "Eli decides now.",
                "the imoc decides",
                "Ask the incident manager",
                "omer knows more")) {
            assertEquals(List.of(), says("RP091", "if-verify-fails: " + who), who);
        }
    }

    @Test
    void the_way_forward_is_more_than_a_word() {
        assertEquals(
                List.of("warning Nothing says how the change goes out again after it was reverted."),
                says("RP092", "# no forward-again"));
        assertEquals(
                List.of("warning `forward-again: just deploy` does not say how."),
                says("RP092", "forward-again: just deploy"));
    }

    @Test
    void a_named_pipeline_is_held() {
        assertEquals(
                List.of("error The pipeline `deploy-main` can ship the bad version again: nothing holds it."),
                says("RP093", "pipeline: deploy-main\n# no hold-deploys"));
        assertEquals(
                List.of("warning Nothing says what could deploy the change again, or how deploys are held."),
                says("RP093", "# no pipeline\n# no hold-deploys"));
        assertEquals(List.of(), says("RP093", "pipeline: none\n# no hold-deploys"));
        assertEquals(
                List.of("warning `hold-deploys` says how deploys are held, not how they are let go again."),
                says("RP093", "hold-deploys: {run: [./bin/deploy-hold, \"on\"]}"));
    }

    @Test
    void a_step_that_names_the_pipeline_and_stops_it_holds_it() {
        String keys = "pipeline: deploy-main\n# no hold-deploys\nsteps:\n  - ";
        for (String step : List.of(
                "do: Pause deploy-main until the morning.",
                "run: [./bin/ci, disable, deploy-main]",
                "{group: First, steps: [{do: \"deploy-main is stopped by hand\"}]}")) {
            assertEquals(List.of(), says("RP093", keys + step), step);
        }
        for (String step : List.of(
                "do: Pause the pipeline.",
                "run: [./bin/ci, run, deploy-main]",
                "run: [./bin/ci, pause, deploy-main2]")) {
            assertEquals(1, says("RP093", keys + step).size(), step);
        }
    }

    @Test
    void a_name_with_such_a_word_in_it_is_not_a_stop() {
        assertEquals(
                1,
                says("RP093", "pipeline: stop-deploy\n# no hold-deploys\nsteps: [\"Look at stop-deploy.\"]")
                        .size());
    }

    @Test
    void evidence_is_saved_within_a_limit_the_levels_allow() {
        assertEquals(
                List.of("warning Nothing is saved before the revert: logs and dumps of the bad version go with it."),
                says("RP094", "# no save-first"));
        assertEquals(
                List.of("warning Saving `./bin/save` has no time limit and can delay the revert."),
                says("RP094", "save-first: [{run: [./bin/save]}]"));
        assertEquals(
                List.of(
                        "warning Saving evidence may take 16 min; P1 wants a revert, or a reason why not, within 15 min."),
                says("RP094", "save-first: [{run: [./bin/save], timeout: 16m}]"));
        assertEquals(List.of(), says("RP094", "save-first: [{run: [./bin/save], timeout: 15m}]"));
    }
}
