package oncall.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ReachRulesTest {
    private static final String API = "services:\n  - {name: api, from: \"2\", to: \"1\", environments: [%s]}\n";

    private static List<String> says(String rule, String keys) {
        return PlanSetting.says(rule, keys);
    }

    @Test
    void consumers_are_listed_or_said_to_be_none() {
        assertEquals(
                List.of("warning Nothing says who reads what these services write."), says("RP076", "# no consumers"));
        assertEquals(List.of(), says("RP076", "consumers: none"));
        assertEquals(List.of(), says("RP076", "consumers: [billing]"));
        assertEquals(List.of(), says("RP076", "# no consumers\n# no services"));
    }

    @Test
    void who_is_beyond_our_reach_is_named_with_what_it_means() {
        String beyond =
                "warning `%s` sounds like something that is not put back with the rest, and the plan names nobody who"
                        + " cannot be.";
        for (String name : List.of("ios", "android-sdk", "partner-webhooks", "mailer", "mobile.gateway")) {
            assertEquals(
                    List.of(beyond.formatted(name)),
                    says("RP077", "# no cannot-revert\nconsumers: [billing, " + name + "]"),
                    name);
        }
        for (String name : List.of("billing", "biosphere", "apps", "gmailer", "mailing-list")) {
            assertEquals(List.of(), says("RP077", "# no cannot-revert\nconsumers: [" + name + "]"), name);
        }
        assertEquals(
                List.of("warning `partners` cannot be taken back, and nothing says what that means."),
                says("RP077", "cannot-revert: [{who: partners}]"));
    }

    @Test
    void places_that_steps_leave_out_are_told_and_only_where_steps_name_some() {
        String steps = "steps:\n  - {run: \"./bin/back --at eu\", id: a, service: api}\n";
        assertEquals(
                List.of("warning No step of `api` names `us`, and others are named."),
                says("RP078", API.formatted("eu, us") + steps));
        assertEquals(List.of(), says("RP078", API.formatted("eu") + steps));
        assertEquals(List.of(), says("RP078", API.formatted("asia, us") + steps));
    }

    @Test
    void the_canary_goes_first() {
        String canary = "  - {run: \"./bin/back --at canary-eu\", id: a, service: api}\n";
        String rest = "  - {run: \"./bin/back --at eu\", id: b, service: api}\n";
        assertEquals(
                List.of("warning The canary of `api` is put back only after the rest."),
                says("RP078", API.formatted("eu, canary-eu") + "steps:\n" + rest + canary));
        assertEquals(List.of(), says("RP078", API.formatted("eu, canary-eu") + "steps:\n" + canary + rest));
    }

    @Test
    void a_flag_is_turned_before_anything_is_put_back() {
        String flag = "  - {run: [./bin/flag, set, order_notes, \"off\"], id: flag}\n";
        String undo = "  - {run: ./bin/back, id: undo, service: api}\n";
        String looks = "  - Tell support.\n  - {verify: \"Is a deploy under way?\", id: look, check: [./bin/idle]}\n"
                + "  - {run: [./bin/deploy-hold, \"on\", orders], id: hold}\n";
        assertEquals(List.of(), says("RP080", "steps:\n" + flag + undo));
        assertEquals(List.of(), says("RP080", "steps:\n" + looks + flag + undo));
        assertEquals(
                List.of("warning The flag `order_notes` is turned only after the step `undo`."),
                says("RP080", "steps:\n" + undo + flag));
        assertEquals(List.of("warning No step turns the flag `order_notes` to off."), says("RP080", "steps:\n" + undo));
        assertEquals(
                List.of("warning No step turns the flag `order_notes` to off."),
                says("RP080", "steps:\n  - {run: \"./bin/flag order_notes_v2\", id: other}\n" + undo));
        assertEquals(List.of(), says("RP080", "# no flags\nsteps:\n" + undo));
    }

    @Test
    void a_flag_says_what_it_is_while_its_service_is_down() {
        assertEquals(
                List.of("warning Nothing says what `a` is while the flag service is down."),
                says(
                        "RP081",
                        "flags: [{name: a, revert-to: \"off\"}, {name: b, revert-to: \"off\", if-flags-down: \"off\"}]"));
    }

    /** The team of these tests with two environments and one to play in. */
    private static List<String> saysWithEnvironments(String keys) {
        PlanSetting around = new PlanSetting(PlanSetting.team("""
                oncall: team/1
                name: Orders
                environments:
                  prod: {name: Production}
                  asia: {name: "Production in Asia"}
                  test: {name: Test}
                """));
        return PlanCheck.check(PlanSetting.plan(PlanSetting.with(keys)), around).findings().stream()
                .filter(finding -> finding.rule().id().equals("RP078"))
                .map(finding -> finding.level().word() + " " + finding.what())
                .toList();
    }

    @Test
    void the_environments_of_the_team_are_covered_but_for_those_to_play_in() {
        String service = "services: [{name: api, from: \"2\", to: \"1\"%s}]\n";
        assertEquals(
                List.of(
                        "warning Nothing says in which environments these are put back; the team has prod, asia, test."),
                saysWithEnvironments(service.formatted("")));
        assertEquals(
                List.of("warning `api` is put back in prod, and the team also has asia."),
                saysWithEnvironments(service.formatted(", environments: [prod]")));
        assertEquals(List.of(), saysWithEnvironments(service.formatted(", environments: [prod, asia]")));
        assertEquals(List.of(), saysWithEnvironments(service.formatted(", environments: [edge-1]")));
        assertEquals(List.of(), saysWithEnvironments("# no services"));
    }
}
