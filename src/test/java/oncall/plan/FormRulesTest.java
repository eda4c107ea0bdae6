package oncall.plan;

import static oncall.plan.PlanSetting.says;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** RP001 to RP003. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class FormRulesTest {
    @Test
    void each_required_key_that_is_missing_is_one_blocker() {
        for (String key : List.of("change", "owner", "migrations", "steps", "verify", "estimate")) {
            List<String> said = says("RP001", "# no " + key);
            assertEquals(List.of("error A revert plan needs the key `" + key + "`."), said);
        }
        assertEquals(
                List.of("error A revert plan needs `services` or `flags`: what is put back."),
                says("RP001", "# no services\n# no flags\n# no parallel").stream()
                        .filter(what -> what.contains("services"))
                        .toList());
        assertEquals(List.of("error `change` needs the key `title`."), says("RP001", "change: {by: omer}"));
        assertEquals(List.of("error The title of the change is empty."), says("RP001", "change: {title: \"\"}"));
    }

    @Test
    void empty_lists_put_nothing_back() {
        assertEquals(
                List.of("error The plan names no service and no flag, so nothing is put back."),
                says("RP001", "services: []\nflags: []"));
        assertEquals(List.of(), says("RP001", "services: []"));
    }

    @Test
    void a_name_stands_once() {
        String api = "{name: api, from: \"2\", to: \"1\"}";
        assertEquals(
                List.of("error The service `api` is named twice; it stands in line 27 already."),
                says("RP001", "services: [" + api + ", " + api + "]"));
        String flag = "{name: f, revert-to: \"off\"}";
        assertEquals(1, says("RP001", "flags: [" + flag + ", " + flag + "]").size());
    }

    @Test
    void what_the_reader_found_is_said_once_by_one_rule() {
        String text = PlanSetting.with("""
                change: {title: x, deployed: yesterday}
                no-return: {at: "noon", after-step: flag_off, why: "x"}
                steps:
                  - {run: 'echo "$nowhere" $loose', id: one}
                  - {run: "echo 'open", id: two, who: nobody}
                  - {run: [echo, "$SECRET"], id: three, needs: [SECRET]}
                  - {do: "Wait, until it shows ok.", id: four, when: {nothing: yes}}
                """);
        RevertPlan plan = PlanSetting.plan(text);
        List<Finding> findings = PlanCheck.check(plan, new PlanSetting()).findings();
        assertTrue(plan.problems().size() >= 8, plan.problems().toString());
        for (oncall.runbook.Diagnostic problem : plan.problems()) {
            List<Finding> same = findings.stream()
                    .filter(each ->
                            each.what().equals(problem.message()) && each.at().equals(problem.at()))
                    .toList();
            assertEquals(1, same.size(), problem.toString());
            assertEquals(problem.isError(), same.get(0).level() == Rule.Level.ERROR, problem.toString());
        }
        Map<String, String> homes = Map.of(
                "not-a-date", "RP003",
                "no-return", "RP022",
                "unknown-variable", "RP042",
                "unquoted-variable", "RP043",
                "unknown-role", "RP045",
                "secret-in-argument", "RP048",
                "unknown-fact", "RP001");
        homes.forEach((problem, rule) -> {
            String message = plan.problems().stream()
                    .filter(each -> each.rule().equals(problem))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(problem))
                    .message();
            assertTrue(
                    findings.stream()
                            .anyMatch(each ->
                                    each.rule().id().equals(rule) && each.what().equals(message)),
                    problem + " belongs to " + rule);
        });
    }

    @Test
    void what_a_draft_left_open_is_said_by_the_rule_of_exact_steps() {
        assertEquals(List.of("error `owner` is still to be written."), says("RP041", "owner: TODO who keeps it"));
        assertEquals(List.of("error `run` is still to be written."), says("RP041", "steps: [{run: TODO}]"));
    }

    @Test
    void words_that_other_tools_read_as_something_else_stand_in_quotes() {
        for (String word : List.of(
                "1.10",
                "2.0",
                "0123",
                "1e3",
                "0x1F",
                "12:30",
                "yes",
                "no",
                "on",
                "off",
                "True",
                "1_000",
                "0o17",
                "+1",
                ".5",
                "5.",
                "1234e5678901",
                "2026-11-20",
                "~",
                "null",
                ".inf",
                "1234567890123456789",
                "09",
                "0b11")) {
            assertTrue(OtherReaders.becomes(word).isPresent(), word);
        }
        for (String word : List.of(
                "4.13.0",
                "v1.10",
                "42",
                "4.12",
                "abc1234",
                "1.x",
                "0",
                "2026-11-20-1",
                "none",
                "main",
                "1e",
                "e12",
                "12e",
                "1.2.3e4",
                "07a",
                "yes-1",
                "sha256:00",
                "10.1",
                "-")) {
            assertTrue(OtherReaders.becomes(word).isEmpty(), word);
        }
        String service = "services: [{name: api, from: %s, to: %s, reads-new: %s}]";
        assertEquals(
                List.of(
                        "warning `1.20` is not in quotes, and other YAML tools read it as `1.2`.",
                        "warning `0123` is not in quotes, and other YAML tools read it as a number of another base.",
                        "warning `yes` is not in quotes, and other YAML tools read it as a truth value."),
                says("RP002", service.formatted("1.20", "0123", "yes")));
        assertEquals(List.of(), says("RP002", service.formatted("\"1.20\"", "'0123'", "\"yes\"")));
        assertEquals(
                1, says("RP002", "flags: [{name: order_notes, revert-to: off}]").size());
        assertEquals(
                1,
                says("RP002", "change: {title: x, git: {repo: x, from: 12e34, to: abc}}")
                        .size());
    }

    @Test
    void what_has_happened_does_not_lie_ahead() {
        String change = "change: {title: x, deployed: %s}";
        assertEquals(List.of(), says("RP003", change.formatted("2026-11-22T11:59Z")));
        assertEquals(List.of(), says("RP003", change.formatted("2026-11-22")));
        assertEquals(List.of(), says("RP003", "change: {title: x}"));
        assertEquals(
                List.of("warning `deployed: 2026-11-25` lies in the future."),
                says("RP003", change.formatted("2026-11-25")));
        assertEquals(
                List.of("error `deployed: 2027-11-20T10:00Z` lies in the future."),
                says("RP003", change.formatted("2027-11-20T10:00Z")));
        assertEquals(
                List.of("error `2026-11-20T10:00` is neither a day nor a moment with an offset."),
                says("RP003", change.formatted("2026-11-20T10:00")));
        assertEquals(
                List.of("error The plan says that it was rehearsed on 2026-12-01, which lies in the future."),
                says("RP003", "rehearsal: {date: 2026-12-01, by: eli}"));
        assertEquals(1, says("RP003", "backup-data: {tested: 2026-12-01}").size());
        assertEquals(
                1,
                says("RP003", "services: [{name: api, from: \"2\", to: \"1\", known-good: {since: 2026-12-01}}]")
                        .size());
    }

    @Test
    void today_is_not_ahead_anywhere_on_earth() {
        assertEquals(List.of(), says("RP003", "rehearsal: {date: 2026-11-23, by: eli}"));
    }
}
