package oncall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RevertPlanCheckTest {
    private static final String CYCLE =
            PlansTest.PLAN.replace("services: [{name: api, from: \"4.13.0\", to: \"4.12.0\"}]\n", """
            services:
              - {name: api, from: "4.13.0", to: "4.12.0", revert-after: [ui]}
              - {name: ui, from: "4.13.0", to: "4.12.0", revert-after: [api]}
            """);

    @TempDir
    private Path folder;

    private InProcess oncall;

    @BeforeEach
    void start() {
        oncall = new InProcess(folder);
    }

    private void file(String name, String text) throws IOException {
        Path path = folder.resolve(name);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private InProcess.Ran check(String... words) {
        String[] all = new String[words.length + 2];
        all[0] = "revert-plan";
        all[1] = "check";
        System.arraycopy(words, 0, all, 2, words.length);
        return oncall.run(all);
    }

    @Test
    void a_small_plan_is_ready_with_warnings() throws IOException {
        file("revert-plans/api.yaml", PlansTest.PLAN);
        InProcess.Ran ran = check("api").ends(Exit.OK);
        assertTrue(ran.out().startsWith("READY, about 6 min, never rehearsed\n\n"), ran.out());
        assertTrue(ran.out().contains(" warnings, to be mended by day:\n"), ran.out());
        assertEquals("", ran.err());
    }

    @Test
    void strict_takes_warnings_as_errors() throws IOException {
        file("revert-plans/api.yaml", PlansTest.PLAN);
        InProcess.Ran ran = check("--strict", "api").ends(Exit.FIX);
        assertTrue(ran.out().startsWith("NOT READY: "), ran.out());
        assertFalse(ran.out().contains(": warning: "), ran.out());
    }

    @Test
    void a_cycle_blocks_and_is_shown_at_its_place() throws IOException {
        file("revert-plans/api.yaml", CYCLE);
        InProcess.Ran ran = check().ends(Exit.FIX);
        assertTrue(ran.out().startsWith("NOT READY: "), ran.out());
        assertTrue(ran.out().contains("revert-plans/api.yaml:5:"), ran.out());
        assertTrue(ran.out().contains("[RP071 cycle]\n5 |   - {name: api,"), ran.out());
        assertTrue(ran.out().contains("\nwhy: "), ran.out());
        assertTrue(ran.out().contains("\nmend: "), ran.out());
    }

    @Test
    void what_does_not_read_as_a_plan_says_what_is_wrong_with_its_form() throws IOException {
        file("revert-plans/api.yaml", PlansTest.PLAN.replace("owner:", "ownr:"));
        InProcess.Ran ran = check("api").ends(Exit.UNREADABLE);
        assertTrue(ran.out().startsWith("NOT READABLE as a revert plan: "), ran.out());
        assertTrue(ran.out().contains("revert-plans/api.yaml:3:1: error: "), ran.out());
        assertTrue(ran.out().contains("hint: did you mean `owner`?"), ran.out());
        file("revert-plans/api.yaml", "oncall: revert-plan/1\nchange: {title: [\n");
        assertTrue(check("api").ends(Exit.UNREADABLE).out().contains("revert-plans/api.yaml:"));
        file("revert-plans/api.yaml", "\u0000\u001b[2J");
        assertFalse(check("api").ends(Exit.UNREADABLE).out().contains("\u001b"));
    }

    @Test
    void the_worst_plan_decides_the_exit_code_and_each_has_its_verdict() throws IOException {
        file("revert-plans/a.yaml", PlansTest.PLAN);
        file("revert-plans/b.yaml", CYCLE);
        InProcess.Ran ran = check("revert-plans").ends(Exit.FIX);
        assertTrue(ran.out().startsWith("a: READY, about 6 min, never rehearsed\n"), ran.out());
        assertTrue(ran.out().contains("\n\nb: NOT READY: "), ran.out());
        assertTrue(ran.out().contains("\n2 plans (1 ready, 1 not ready): "), ran.out());
        file("revert-plans/c.yaml", "oncall: revert-plan/1\nx: y\n");
        check().ends(Exit.UNREADABLE);
    }

    @Test
    void what_is_not_there_is_told() throws IOException {
        InProcess.Ran missing = check("none/x.yaml").ends(Exit.NOT_FOUND);
        assertTrue(missing.err().startsWith("There is no file `none/x.yaml`."), missing.err());
        file("values/a.yaml", "replicas: 3\n");
        assertTrue(check("values").ends(Exit.NOT_FOUND).err().startsWith("There is no revert plan in `values`."));
        InProcess.Ran form = check("--format", "sarf").ends(Exit.USAGE);
        assertTrue(form.err().contains("Did you mean `sarif`?"), form.err());
    }

    @Test
    void the_team_changes_levels_and_the_report_says_so() throws IOException {
        file("revert-plans/api.yaml", CYCLE);
        file("team.yaml", "oncall: team/1\nrevert-plan-rules: {RP071: warning, RP110: \"off\", RP010: error}\n");
        String out = check("api").out();
        assertTrue(out.contains(": warning: "), out);
        assertTrue(out.contains("note: by itself this rule is of level error; the team file changes that."), out);
        assertTrue(out.contains("\nSwitched off by the team file: RP110\n"), out);
        assertFalse(out.contains("[RP110"), out);
    }

    @Test
    void what_the_plan_keeps_silent_is_told_with_its_reason_and_comes_back_when_it_expires() throws IOException {
        String silent = CYCLE + "suppress: [{rule: RP071, reason: \"broken by the flag\", expires: 2018-12-01}]\n";
        file("revert-plans/api.yaml", silent);
        String out = check("api").out();
        assertTrue(out.contains("\nKept silent by the plan until 2018-12-01: [RP071 cycle] "), out);
        assertTrue(out.contains("\n  because \"broken by the flag\"\n"), out);
        file("revert-plans/api.yaml", silent.replace("2018-12-01", "2018-11-01"));
        assertTrue(check("api").ends(Exit.FIX).out().contains("error: "));
    }

    @Test
    void json_tells_the_same_and_keeps_to_one_line() throws IOException {
        file("revert-plans/a.yaml", PlansTest.PLAN);
        file("revert-plans/b.yaml", CYCLE);
        InProcess.Ran ran = check("--format", "json").ends(Exit.FIX);
        JsonNode json = new ObjectMapper().readTree(ran.out());
        assertEquals("oncall.revert-plan-check/1", json.at("/schema").asText());
        assertEquals("ready", json.at("/plans/0/verdict").asText());
        assertEquals("PT6M", json.at("/plans/0/estimate").asText());
        assertEquals("not_ready", json.at("/plans/1/verdict").asText());
        assertTrue(json.at("/errors").asInt() > 0);
        assertEquals(1, ran.out().lines().count());
    }

    @Test
    void every_format_comes_whole_for_any_plan() throws IOException {
        file("revert-plans/a.yaml", CYCLE);
        file("revert-plans/b.yaml", "oncall: revert-plan/1\nx: y\n");
        assertTrue(check("--format", "junit").ends(Exit.UNREADABLE).out().endsWith("</testsuites>\n"));
        assertTrue(check("--format", "github").ends(Exit.UNREADABLE).out().startsWith("::error file=revert-plans/"));
        JsonNode run = new ObjectMapper()
                .readTree(check("--format", "sarif").ends(Exit.UNREADABLE).out())
                .at("/runs/0");
        assertEquals(65, run.at("/invocations/0/exitCode").asInt());
        assertEquals("1.2.3", run.at("/tool/driver/version").asText());
    }

    @Test
    void what_steers_a_terminal_is_written_out_in_every_format() throws IOException {
        file("revert-plans/a.yaml", PlansTest.PLAN.replace("name: api", "name: \"a\\e[2J\\u202e\""));
        for (String format : new String[] {"text", "json", "junit", "sarif", "github"}) {
            String out = check("--format", format).out();
            assertTrue(out.codePoints().noneMatch(c -> c == 0x1b || c == 0x202e || c == 0x9b), format + ": " + out);
        }
    }

    @Test
    void a_secret_is_not_printed_again() throws IOException {
        String secret = "ghp_" + "a1B2c3D4e5".repeat(3) + "F6g7H8";
        file("revert-plans/a.yaml", PlansTest.PLAN.replace("rollout undo", "rollout undo --token=" + secret));
        for (String format : new String[] {"text", "json", "junit", "sarif", "github"}) {
            String out = check("--format", format).out();
            assertFalse(out.contains("a1B2c3D4e5"), format + ": " + out);
        }
    }
}
