package oncall.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** What the rules about data, order and reach say of plans as people write them: the errors that are there, and no other. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class FalseAlarmTest {
    private static final Path SHARED =
            Path.of(System.getProperty("oncall.shared", "../shared"), "formats/revert-plans");

    private static List<String> errors(String text) {
        return PlanSetting.judged(text).blockers().stream()
                .filter(each -> each.rule().id().matches("RP0[5-8].*"))
                .map(each -> each.rule().id() + " " + each.at().line() + ":"
                        + each.at().column() + " " + each.what())
                .toList();
    }

    @Test
    void the_example_with_planted_defects_draws_these_four() {
        assertEquals(
                List.of(
                        "RP071 8:62 Each waits for the next: api -> worker -> ui -> api.",
                        "RP060 9:81 Nobody knows whether the old version of `worker` reads what the new ones wrote.",
                        "RP053 13:65 The migration `0042` (drop price) takes away in the deployment in which `0041` (add"
                                + " price_v2) adds.",
                        "RP054 13:83 The migration `0042` (drop price) is to be undone by its down, and names none."),
                errors("""
                        oncall: revert-plan/1
                        change: {title: "price format v2", deployed: 2019-06-30T09:10:00Z}
                        owner: dana
                        backup: eli
                        triggers: [{signal: checkout_5xx_ratio, above: "2%", for: 5m}]
                        no-return: {at: "first run of nightly-settlement", why: "writes v2 amounts to the ledger"}
                        services:
                          - {name: api, from: "4.12.0", to: "4.11.3", revert-after: [worker], reads-new: "yes"}
                          - {name: worker, from: "4.12.0", to: "4.11.3", revert-after: [ui], reads-new: unknown}
                          - {name: ui, from: "4.12.0", to: latest, revert-after: [api]}
                        migrations:
                          - {id: "0041", title: "add price_v2", file: db/0041.sql, phase: expand, revert: not-needed}
                          - {id: "0042", title: "drop price", file: db/0042.sql, phase: contract, revert: down}
                        pipeline: deploy-main
                        steps:
                          - run: kubectl rollout undo deployment/api
                            service: api
                            timeout: 5m
                        verify: [{check: "curl -fsS http://checkout.internal/health", expect: {contains: ok}, hold: 10m}]
                        estimate: 4m
                        """));
    }

    @Test
    void the_smallest_plan_has_no_blocker() {
        assertEquals(List.of(), errors("""
                oncall: revert-plan/1
                change: {title: "api 4.13.0", deployed: 2026-11-20T10:00Z}
                owner: dana
                services: [{name: api, from: "4.13.0", to: "4.12.0"}]
                migrations: none
                steps:
                  - run: kubectl rollout undo deployment/api
                    timeout: 5m
                verify:
                  - check: curl -fsS http://api.internal/health
                    expect: {contains: ok}
                    hold: 5m
                estimate: 6m
                """));
    }

    @Test
    void a_plan_whose_contract_ships_later_has_no_blocker() throws IOException {
        Path file = SHARED.resolve("rbac-rollout.yaml");
        assumeTrue(Files.isRegularFile(file), "skipped: no file " + file);
        assertEquals(List.of(), errors(Files.readString(file)));
    }
}
