package oncall.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Plans whose findings were promised before the rules were written. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class KnownPlansTest {
    private static final String SMALL = """
            oncall: revert-plan/1
            change: {title: "api 4.13.0", deployed: 2026-11-20T10:00Z}
            owner: dana
            services: [{name: reports, from: "4.13.0", to: "4.12.0"}]
            migrations: none
            steps:
              - run: kubectl rollout undo deployment/reports
                timeout: 5m
            verify:
              - check: curl -fsS http://reports.internal/health
                expect: {contains: ok}
                hold: 5m
            estimate: 6m
            """;

    private static final String PLANTED = """
            oncall: revert-plan/1
            change: {title: "price format v2", deployed: 2019-06-30T09:10:00Z}
            owner: dana
            backup: eli
            triggers: [{signal: checkout_5xx_ratio, above: "2%", for: 5m}]
            no-return: {at: "first run of nightly-settlement", why: "writes v2 amounts to the ledger"}
            services:
              - {name: reports, from: "4.12.0", to: "4.11.3", revert-after: [worker], reads-new: "yes"}
              - {name: worker, from: "4.12.0", to: "4.11.3", revert-after: [web], reads-new: unknown}
              - {name: web, from: "4.12.0", to: latest, revert-after: [reports]}
            migrations:
              - {id: "0041", title: "add price_v2", file: db/0041.sql, phase: expand, revert: not-needed}
              - {id: "0042", title: "drop price", file: db/0042-down.sql, phase: contract, revert: down}
            pipeline: deploy-main
            steps:
              - run: kubectl rollout undo deployment/reports
                service: reports
                timeout: 5m
            verify: [{check: "curl -fsS http://checkout.internal/health", expect: {contains: ok}, hold: 10m}]
            estimate: 4m
            """;

    @Test
    void a_plan_of_ten_lines_is_ready_with_warnings() {
        Verdict verdict = PlanSetting.judged(SMALL);
        assertEquals(List.of(), PlanSetting.lines(verdict.blockers()));
        assertTrue(verdict.warnings().size() >= 10, "warnings tell what is missing");
    }

    @Test
    void the_planted_defects_are_the_blockers_and_no_others() {
        Map<String, Long> blockers = PlanSetting.judged(PLANTED).blockers().stream()
                .collect(
                        Collectors.groupingBy(each -> each.rule().id(), java.util.TreeMap::new, Collectors.counting()));
        assertEquals(
                Map.of(
                        "RP023", 1L, "RP030", 1L, "RP040", 2L, "RP053", 1L, "RP054", 1L, "RP060", 1L, "RP071", 1L,
                        "RP093", 1L, "RP100", 1L),
                blockers);
    }
}
