package oncall.walk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import oncall.plan.RevertPlan;
import oncall.plan.Verdict;
import oncall.runbook.AnswersFile;
import oncall.runbook.Diagnostic;
import oncall.runbook.Runbook;
import oncall.runbook.Team;
import oncall.runbook.yaml.AnswersReader;
import oncall.runbook.yaml.PlanReader;
import oncall.runbook.yaml.RunbookFile;
import oncall.runbook.yaml.TeamReader;
import oncall.runbook.yaml.YamlFile;
import oncall.time.WrittenTimes;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class AnswersCheckTest {
    private static final Instant NOW = Instant.parse("2026-11-21T00:03:10Z");
    private static final ZoneId ZONE = ZoneId.of("Asia/Jerusalem");
    private static final String PLAN = """
            oncall: revert-plan/1
            change: {title: "access control", deployed: 2026-11-19T08:12Z}
            owner: dana
            services: [{name: api, from: "2", to: "1"}]
            migrations: none
            steps:
              - run: [./bin/flag, set, rbac, "off"]
                id: flag_off
              - do: Look at the graphs.
                id: graphs
            verify: [{check: ./bin/probe, id: probed, hold: 5m}]
            estimate: 6m
            """;
    private static final String BOOK = """
            title: A queue grows
            diagnose:
              - {ask: queue, type: name, text: "Which queue?"}
              - run: df -P /
                id: room
                save: {used: text}
            mitigate:
              - decide: way
                text: How?
                options:
                  more: {text: "add workers", steps: [{ask: count, type: number, min: 1, max: 9, text: "How many?"}]}
                  follow: {text: "by the other book", follow: other}
              - verify: Is it better?
                id: eased
            """;
    private static final String OTHER = "title: Other\nsteps:\n  - do: Restart it.\n    id: restart\n";

    private final Team team = team();
    private final Runbook book = book("queue", BOOK);
    private final Shelf shelf = new OneShelf();

    private final class OneShelf implements Shelf {
        private final Runbook other = AnswersCheckTest.book("other", OTHER);
        private final RevertPlan plan =
                PlanReader.read(yaml(PLAN, "rbac"), "rbac").orElseThrow();

        @Override
        public Optional<Runbook> book(String name) {
            return name.equals("other") ? Optional.of(other) : Optional.empty();
        }

        @Override
        public Optional<RevertPlan> plan(String name) {
            return name.equals("rbac") ? Optional.of(plan) : Optional.empty();
        }

        @Override
        public List<String> books() {
            return List.of("queue", "other");
        }

        @Override
        public List<RevertPlan> plans() {
            return List.of(plan);
        }

        @Override
        public Verdict verdict(RevertPlan judged, Instant now, ZoneId zone) {
            return new Verdict(List.of(), List.of(), judged.estimate(), judged.rehearsed());
        }
    }

    private static YamlFile yaml(String text, String name) {
        return YamlFile.read(text.getBytes(StandardCharsets.UTF_8), name + ".yaml", "", false);
    }

    private static Runbook book(String name, String text) {
        return RunbookFile.read(text.getBytes(StandardCharsets.UTF_8), name + ".yaml", "", false)
                .book()
                .orElseThrow();
    }

    private static Team team() {
        try {
            YamlFile file = YamlFile.read(Files.readAllBytes(Path.of("runbooks/team.yaml")), "team.yaml", "", true);
            return TeamReader.readBuiltIn(file).orElseThrow();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private List<String> check(String answers) {
        YamlFile file = yaml("oncall: answers/1\nanswers:\n" + answers.indent(2), "a");
        AnswersFile read = AnswersReader.read(file)
                .orElseThrow(() -> new AssertionError(file.problems().inOrder()));
        return AnswersCheck.check(read, book, team, shelf, new AnswerReader(team, new WrittenTimes()), NOW, ZONE)
                .stream()
                .map(problem -> problem.at().line() + " " + problem.rule()
                        + problem.nearest().map(name -> " " + name).orElse(""))
                .toList();
    }

    @Test
    void what_can_be_asked_is_taken() {
        assertEquals(List.of(), check("""
                - what: it fails
                - seen: tried
                - send_first: posted
                - feature: login
                - customers: unknown
                - again_customers: many
                - data: safe
                - page: reached
                  who: {imoc: dana}
                - send_team: later
                - send_customers: not
                - since: "2026-11-20 23:40"
                - change: plan:rbac
                - revert: now
                - flag_off: elsewhere
                  shows: {exit: 0, output: "off"}
                - rbac/graphs: finding
                - probed: holds
                - queue: mailers
                - room: skip
                - used: 80%
                - way: follow
                - restart: done
                - count: 3
                - eased: fails
                - raise: P1
                - lower: keep
                - go: mitigate
                - go: eased
                - go: other
                - correct: {customers: one}
                - send_resolved_support: posted
                - customers_number: 10-20
                - note: x
                """));
    }

    @Test
    void names_that_nothing_asks_are_all_told_with_the_nearest() {
        assertEquals(
                List.of(
                        "3 unknown-name customers",
                        "4 unknown-name workaround",
                        "5 unknown-name send_team",
                        "6 unknown-name",
                        "7 unknown-role imoc",
                        "9 unknown-level P1",
                        "10 unknown-name mitigate",
                        "11 unknown-name eased"),
                check("""
                        - custmers: many
                        - look_around: done
                        - send_teem: posted
                        - flag_off: elsewhere
                        - page: reached
                          who: {imok: dana}
                        - raise: P9
                        - go: mitigat
                        - correct: {easd: holds}
                        """));
    }

    @Test
    void values_that_are_not_legal_are_told() {
        assertEquals(
                List.of(
                        "3 illegal-answer",
                        "4 illegal-answer",
                        "5 illegal-answer",
                        "6 illegal-answer",
                        "7 illegal-answer",
                        "8 illegal-answer",
                        "9 illegal-answer",
                        "10 illegal-answer",
                        "11 illegal-answer",
                        "12 shows-without-elsewhere",
                        "14 illegal-answer"),
                check("""
                        - customers: lots
                        - feature: kore
                        - count: 12
                        - queue: -rf
                        - since: next week
                        - change: plan:nothing
                        - room: ok
                        - eased: done
                        - send_first: sent
                        - room: skip
                          shows: {exit: 0, output: ""}
                        - page: maybe
                        """));
    }

    @Test
    void a_problem_shows_its_line() {
        YamlFile file = yaml("oncall: answers/1\nanswers:\n  - custmers: many\n", "a");
        Diagnostic problem = AnswersCheck.check(
                        AnswersReader.read(file).orElseThrow(),
                        book,
                        team,
                        shelf,
                        new AnswerReader(team, new WrittenTimes()),
                        NOW,
                        ZONE)
                .get(0);
        assertEquals("a.yaml:3:5", problem.at().toString());
        assertEquals("  - custmers: many", problem.sourceLine());
        assertTrue(problem.message().contains("`custmers`"), problem.message());
    }

    @Test
    void handing_over_is_refused_by_name_before_anything_starts() {
        assertEquals(List.of("3 not-yet"), check("- handoff: {to: dana, reason: tired, state: \"undo running\"}\n"));
    }
}
