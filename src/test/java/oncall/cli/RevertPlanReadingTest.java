package oncall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import oncall.plan.Rule;
import oncall.plan.Rules;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** `revert-plan rules` and `revert-plan show`. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RevertPlanReadingTest {
    @TempDir
    private Path home;

    private InProcess oncall;

    @BeforeEach
    void a_home() {
        oncall = new InProcess(home).with("ONCALL_NOW", "2026-11-22T12:00:00Z").zone("UTC");
    }

    private void write(String path, String text) throws IOException {
        Path file = home.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    // ---- rules

    @Test
    void every_rule_stands_in_the_table_in_eighty_columns() {
        String out = oncall.run("revert-plan", "rules").ends(Exit.OK).out();
        List<String> ids = out.lines()
                .filter(line -> line.startsWith("RP"))
                .map(line -> line.substring(0, 5))
                .toList();
        assertEquals(Rules.all().stream().map(Rule::id).toList(), ids);
        out.lines().forEach(line -> assertTrue(line.length() <= 80, line));
        assertTrue(out.contains("RP092  warning  `forward-again` says how the change goes out again"), out);
        assertTrue(out.contains("RP093  error    The pipeline is kept"), out);
        assertFalse(out.contains("*"), out);
    }

    @Test
    void levels_of_the_team_are_marked() throws IOException {
        write("runbooks/team.yaml", "oncall: team/1\nname: Acme\nrevert-plan-rules: {RP092: off, RP093: warning}\n");
        write("runbooks/a.yaml", "oncall: runbook/1\ntitle: A\nsteps: [Look.]\n");
        String out = oncall.run("revert-plan", "rules").ends(Exit.OK).out();
        assertTrue(out.contains("RP092  off*     `forward"), out);
        assertTrue(out.contains("RP093  warning* The pipeline"), out);
        assertTrue(out.contains("* The team file sets this level."), out);
        String one = oncall.run("revert-plan", "rules", "RP092").ends(Exit.OK).out();
        assertTrue(one.contains("The team file switches it off."), one);
        String json = oncall.run("revert-plan", "rules", "RP093", "--json")
                .ends(Exit.OK)
                .out();
        assertTrue(
                json.startsWith(
                        "{\"schema\":\"oncall.revert-plan-rules/1\",\"rules\":[{\"id\":\"RP093\",\"name\":\"hold-deploys\","
                                + "\"level\":\"error\",\"team_level\":\"warning\",\"says\":\""),
                json);
    }

    @Test
    void one_rule_is_explained_with_its_examples_and_how_to_change_it() {
        String out = oncall.run("revert-plan", "rules", "RP101").ends(Exit.OK).out();
        assertEquals("""
                RP101 estimate-is-real: warning
                  The estimate is within half of what the rehearsal took.
                  Why: A guess that was already proven wrong is told to customers as a promise.

                It says something about this:
                    estimate: 12m
                    rehearsal: {date: 2026-11-16, env: staging, by: eli, took: 30m, result: pass}

                And nothing about this:
                    estimate: 12m
                    rehearsal: {date: 2026-11-16, env: staging, by: eli, took: 14m, result: pass}

                For all plans, in the team file (error, warning or off):
                    revert-plan-rules: {RP101: error}
                For one plan, for a while, in the plan:
                    suppress: [{rule: RP101, reason: "...", expires: 2026-12-20}]
                """, out);
    }

    @Test
    void a_rule_is_named_by_id_number_or_name() {
        String out = oncall.run("revert-plan", "rules", "RP090").ends(Exit.OK).out();
        for (String word : List.of("90", "rp090", "verify")) {
            assertEquals(
                    out, oncall.run("revert-plan", "rules", word).ends(Exit.OK).out(), word);
        }
        assertTrue(
                oncall.run("revert-plan", "rules", "RP122").ends(Exit.OK).out().contains("No plan can suppress it."));
    }

    @Test
    void an_unknown_rule_is_a_wrong_usage_with_the_nearest() {
        InProcess.Ran ran = oncall.run("revert-plan", "rules", "RP094x").ends(Exit.USAGE);
        assertTrue(ran.err().startsWith("There is no rule `RP094x`. Did you mean `RP094`"), ran.err());
        ran = oncall.run("revert-plan", "rules", "hold-deploy").ends(Exit.USAGE);
        assertTrue(ran.err().contains("Did you mean `hold-deploys`?"), ran.err());
        assertTrue(oncall.run("revert-plan", "rules", "nonsense")
                .ends(Exit.USAGE)
                .err()
                .contains("lists them"));
    }

    // ---- show

    @Test
    void a_plan_is_one_page_with_the_verdict_first() throws IOException {
        String plan = Files.readString(Path.of("src/test/resources/judged/rollout.yaml"));
        write("revert-plans/rollout.yaml", plan);
        String out = oncall.run("revert-plan", "show", "rollout")
                .ends(Exit.OK)
                .out()
                .replaceFirst("\\d+ warnings", "Some warnings");
        Path golden = Path.of("src/test/resources/judged/rollout.page");
        if (Boolean.getBoolean("golden.rewrite")) {
            Files.writeString(golden, out);
        }
        assertEquals(Files.readString(golden), out);
        out.lines()
                .filter(line -> !line.strip().startsWith("$ "))
                .forEach(line -> assertTrue(line.length() <= 80, line));
    }

    @Test
    void blockers_and_what_is_missing_are_said() throws IOException {
        write("revert-plans/planted.yaml", Files.readString(Path.of("src/test/resources/judged/planted.yaml")));
        String out = oncall.run("revert-plan", "show", "planted").ends(Exit.OK).out();
        assertTrue(out.startsWith("NOT READY: "), out);
        assertTrue(out.contains("nothing holds it.\n    (RP093, line 15)\n"), out);
        assertTrue(out.contains("  First run of nightly-settlement: writes v2 amounts to the ledger\n"), out);
        assertTrue(out.contains("  If not: the plan does not say.\n"), out);
        assertTrue(out.contains("  rehearsal  never rehearsed\n"), out);
    }

    @Test
    void commands_stand_as_they_would_be_typed_and_other_texts_cannot_steer() throws IOException {
        write(
                "revert-plans/odd.yaml",
                PlansTest.PLAN.replace(
                        "  - run: kubectl rollout undo deployment/api\n    timeout: 5m\n",
                        "  - run: [./bin/undo, \"two words\", \"it's\"]\n    text: \"Undo\\u001b[31m it\"\n"));
        String out = oncall.run("revert-plan", "show", "odd").ends(Exit.OK).out();
        assertTrue(out.contains("     $ ./bin/undo 'two words' 'it'\\''s'\n"), out);
        assertFalse(out.contains("\u001b"), out);
    }

    @Test
    void a_plan_that_is_not_there_or_does_not_read_ends_as_documented() throws IOException {
        write("revert-plans/api.yaml", PlansTest.PLAN);
        write("revert-plans/broken.yaml", "oncall: revert-plan/1\nsteps: 3\n");
        assertTrue(oncall.run("revert-plan", "show", "apj")
                .ends(Exit.NOT_FOUND)
                .err()
                .contains("Did you mean `api`"));
        oncall.run("revert-plan", "show", "broken").ends(Exit.UNREADABLE);
        oncall.run("revert-plan", "diff", "broken").ends(Exit.UNREADABLE);
        oncall.run("revert-plan", "diff", "nothing-like-it").ends(Exit.NOT_FOUND);
    }
}
