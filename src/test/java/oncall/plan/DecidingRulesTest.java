package oncall.plan;

import static oncall.plan.PlanSetting.says;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** RP020 to RP023. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class DecidingRulesTest {
    private static final String NO_MIGRATION = "migrations: none\n";

    @Test
    void a_trigger_is_a_number_and_a_time() {
        for (String good : List.of(
                "{signal: errors, above: \"2%\", for: 5m}",
                "{signal: slow requests, above: 500ms, for: 5m}",
                "{signal: orders, below: twice the usual, for: 10m}",
                "{signal: orders, below: \"1\", above: \"zero\", for: 10m}")) {
            assertEquals(
                    List.of(),
                    says(
                            "RP020",
                            "triggers:\n  - "
                                    + good.replace("slow requests", "\"slow requests\"")
                                            .replace("twice the usual", "\"twice the usual\"")),
                    good);
        }
        assertEquals(
                List.of("error `errors are high` has no threshold, so nobody can say whether it is reached."),
                says("RP020", "triggers: [{signal: \"errors are high\"}]"));
        assertEquals(
                List.of("error The threshold `too many` of `errors` is not a number."),
                says("RP020", "triggers: [{signal: errors, above: \"too many\", for: 5m}]"));
        assertEquals(
                List.of("warning The plan does not say how long `errors` must last."),
                says("RP020", "triggers: [{signal: errors, above: \"2%\"}]"));
        assertEquals(
                List.of("warning The plan names no signal at which it is to be used."), says("RP020", "# no triggers"));
    }

    @Test
    void deciding_ends_when_the_team_says() {
        assertEquals(List.of(), says("RP021", "decide-within: 15m"));
        assertEquals(
                List.of("warning Deciding may take 16 min, and at P1 the team allows 15 min."),
                says("RP021", "decide-within: 16m"));
        assertEquals(List.of("warning The plan sets no limit for deciding."), says("RP021", "# no decide-within"));
    }

    @Test
    void the_point_of_no_return_is_somewhere_in_the_plan() {
        for (String good : List.of(
                "{after-step: undo_ui, why: x}",
                "{after-migration: \"0041\", why: x}",
                "{at: \"first run of nightly-settlement\", why: x}",
                "{at: \"2026-11-22\", why: x}",
                "{at: \"2026-11-22T12:01Z\", why: x}")) {
            assertEquals(List.of(), says("RP022", "no-return: " + good), good);
        }
        assertEquals(
                List.of("error `undo_iu` is not a step of this plan."),
                says("RP022", "no-return: {after-step: undo_iu, why: x}"));
        assertEquals(
                List.of("error `0042` is not a migration of this plan."),
                says("RP022", "no-return: {after-migration: \"0042\", why: x}"));
        assertEquals(
                List.of("error The point of no return has passed: 2026-11-22T12:00Z."),
                says("RP022", "no-return: {at: \"2026-11-22T12:00Z\", why: x}"));
        assertEquals(
                List.of("warning The point of no return has no reason."),
                says("RP022", "no-return: {after-step: undo_ui}"));
        assertEquals(List.of("error `no-return` names one point."), says("RP022", "no-return: {why: x}"));
    }

    @Test
    void without_one_migrations_make_it_a_blocker() {
        assertEquals(
                List.of("error No point of no return is named, and the change has the migration `0041`."),
                says("RP022", "# no no-return"));
        assertEquals(
                List.of(
                        "error The plan says that there is no point of no return, and the change has the migration `0041`."),
                says("RP022", "no-return: none"));
        assertEquals(
                List.of("warning No point of no return is named."), says("RP022", NO_MIGRATION + "# no no-return"));
        assertEquals(
                List.of("warning The plan says that there is no point of no return."),
                says("RP022", NO_MIGRATION + "no-return: none"));
        assertEquals(
                List.of("warning No point of no return is named."),
                says("RP022", "migrations: [{id: \"0041\", shipped: later}]\n# no no-return"));
    }

    @Test
    void after_it_there_is_another_way() {
        assertEquals(
                List.of("error There is a point of no return, and nothing is written for after it."),
                says("RP023", "# no after-no-return"));
        assertEquals(List.of(), says("RP023", "# no after-no-return\nno-return: none"));
        assertEquals(List.of(), says("RP023", "# no after-no-return\n# no no-return"));
        assertEquals(List.of(), says("RP023", "after-no-return: Fix forward."));
        for (String nothing : List.of("none", "n/a", "nothing", "\"-\"", "\"?\"")) {
            assertEquals(1, says("RP023", "after-no-return: " + nothing).size(), nothing);
        }
    }
}
