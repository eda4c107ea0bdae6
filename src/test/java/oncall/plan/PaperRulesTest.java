package oncall.plan;

import static oncall.plan.PlanSetting.says;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import oncall.runbook.Team;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PaperRulesTest {
    @Test
    void each_stage_needs_a_text_in_the_plan_or_the_team_file() {
        RevertPlan silent = PlanSetting.plan(PlanSetting.with("messages: {team: {update: \"on it\"}}"));
        assertEquals(
                List.of("Nobody has written what is said before (`mitigating`), after (`resolved`) the revert."),
                found("RP120", silent, wordless()));
        assertEquals(List.of(), found("RP120", silent, PlanSetting.TEAM));
    }

    private static List<String> found(String rule, RevertPlan plan, Team team) {
        return PlanCheck.check(plan, new PlanSetting(team)).findings().stream()
                .filter(finding -> finding.rule().id().equals(rule))
                .map(Finding::what)
                .toList();
    }

    private static Team wordless() {
        Team team = PlanSetting.TEAM;
        return new Team(
                team.name(),
                team.zone(),
                team.businessHours(),
                team.roles(),
                team.features(),
                team.environments(),
                team.steps(),
                team.whileWaiting(),
                team.firstWord(),
                team.changes(),
                team.promises(),
                team.askAgain(),
                team.priority(),
                team.levels(),
                team.channels(),
                team.audiences(),
                Map.of(),
                team.fatigue(),
                team.paths(),
                team.revertPlanRules(),
                team.inherited(),
                team.source());
    }

    @Test
    void who_does_a_step_is_called_before_it() {
        String step = "  - {do: \"Undo the index.\", id: index, who: dba}\n";
        assertEquals(
                List.of("warning Step `index` is for `dba`, whom nothing calls before it."),
                says("RP120", "steps:\n" + step));
        assertEquals(
                List.of("warning Step `index` is for `dba`, whom nothing calls before it."),
                says("RP120", "steps:\n" + step + "  - {call: dba, id: too_late}\n"));
        assertEquals(List.of(), says("RP120", "steps:\n  - {call: dba, id: first}\n" + step));
        assertEquals(List.of(), says("RP120", "steps:\n" + step.replace("dba", "imoc")), "called by the level");
    }

    @Test
    void files_a_command_names_are_there() {
        assertEquals(
                List.of(
                        "warning `./scripts/undo.sh` is not there, seen from the folder of the plan.",
                        "warning `db/back.sql` is not there, seen from the folder of the plan."),
                says("RP121", """
                        steps:
                          - run: ./scripts/undo.sh && psql "$PGURL" -f db/back.sql < db/0041.sql
                            needs: [PGURL]
                        verify: [{check: [./scripts/undo.sh, check]}]
                        """));
    }

    @Test
    void every_command_of_a_plan_is_looked_at() {
        for (String keys : List.of(
                "save-first: [{run: [./no/x]}]",
                "hold-deploys: {run: [./no/x]}",
                "hold-deploys: {run: [./bin/a], release: [./no/x]}",
                "backup-data: {check: [./no/x]}",
                "backup-data: {restore: [./no/x]}",
                "verify: [{check: [./no/x]}]",
                "steps: [{verify: \"Better?\", check: [./no/x]}]",
                "steps: [{group: a, steps: [{run: [./no/x]}]}]",
                "triggers: [{signal: a, check: [./no/x]}]",
                "flags: [{name: a, revert-to: \"off\", check: [./no/x]}]",
                "services: [{name: a, from: \"2\", to: \"1\", artifact: {check: [./no/x]}}]",
                "services: [{name: a, from: \"2\", to: \"1\", running: {check: [./no/x]}}]")) {
            assertEquals(1, says("RP121", keys).size(), keys);
        }
    }

    @Test
    void what_only_looks_like_a_path_is_let_be() {
        for (String run : List.of(
                "kubectl rollout undo deployment/api",
                "curl -fsS http://api.internal/x.json",
                "/opt/tools/undo.sh",
                "cat \"$TMPDIR/x.sql\"",
                "ls scripts/*.sh")) {
            assertEquals(List.of(), says("RP121", "steps:\n  - run: " + run + "\n    needs: [TMPDIR]"), run);
        }
    }

    @Test
    void a_step_that_needs_a_page_elsewhere_is_found() {
        assertEquals(
                List.of("warning Step `look` needs a page elsewhere: `https://wiki/x`."),
                says("RP121", "steps: [{do: \"Turn it off as in https://wiki/x\", id: look}]"));
        assertEquals(
                List.of("warning Step `look` needs a page elsewhere: `Confluence`."),
                says("RP121", "steps: [{do: \"The password is in Confluence.\", id: look}]"));
    }

    @Test
    void a_suppression_has_a_known_rule_a_reason_and_an_end_to_come() {
        assertEquals(
                List.of("warning There is no rule `RP1O1`."),
                says("RP122", "suppress: [{rule: RP1O1, reason: r, expires: 2027-01-01}]"));
        assertEquals(
                List.of("warning The suppression of `RP101` gives no reason, so it does not count."),
                says("RP122", "suppress: [{rule: RP101, expires: 2027-01-01}]"));
        assertEquals(
                List.of("warning The suppression of `RP101` never ends, so it does not count."),
                says("RP122", "suppress: [{rule: RP101, reason: r}]"));
        assertEquals(
                List.of("warning The suppression of `RP101` ended on 2026-11-21."),
                says("RP122", "suppress: [{rule: RP101, reason: r, expires: 2026-11-21}]"));
        assertEquals(
                List.of(), says("RP122", "suppress: [{rule: RP101, reason: r, expires: 2026-11-22}]"), "the last day");
    }

    @Test
    void the_rule_about_suppressions_is_never_silent() {
        String keys =
                "suppress: [{rule: RP122, reason: r, expires: 2027-01-01}, {rule: RP999, reason: r, expires: 2027-01-01}]";
        assertEquals(
                List.of(
                        "warning `RP122` cannot be suppressed: it watches over the others.",
                        "warning There is no rule `RP999`."),
                says("RP122", keys));
    }

    @Test
    void a_suppression_in_force_keeps_its_rule_silent_and_is_counted() {
        Verdict verdict = PlanSetting.judged(PlanSetting.with(
                "estimate: 13m\nrehearsal: {date: 2026-11-16, env: staging, by: eli, took: 4m, result: pass}\n"
                        + "suppress: [{rule: RP101, reason: r, expires: 2026-11-22}]"));
        assertEquals(List.of(), PlanSetting.lines(verdict.findings()));
        assertEquals(
                List.of("RP101"),
                verdict.suppressed().stream().map(each -> each.rule().id()).toList());
    }

    @Test
    void a_suppression_whose_reason_is_only_blanks_keeps_nothing_silent() {
        String blank = "# no backup\nsuppress: [{rule: RP010, reason: \"  \", expires: 2027-01-01}]";
        assertEquals(List.of("warning Nobody stands in for the owner."), says("RP010", blank));
        assertEquals(
                List.of("warning The suppression of `RP010` gives no reason, so it does not count."),
                says("RP122", blank));
    }

    @Test
    void a_stage_without_a_text_is_a_warning() {
        RevertPlan silent = PlanSetting.plan(PlanSetting.with("# no messages"));
        assertEquals(
                List.of(Rule.Level.WARNING),
                PlanCheck.check(silent, new PlanSetting(wordless())).findings().stream()
                        .filter(finding -> finding.rule().id().equals("RP120"))
                        .map(Finding::level)
                        .toList());
    }
}
