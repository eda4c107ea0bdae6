package oncall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which plan an open incident is undone by, and what is said where it cannot be told. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RevertPlanRunTest {
    private static final String PLAN = """
            oncall: revert-plan/1
            change: {title: "api 4.13.0", deployed: 2018-11-12T10:00Z}
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
            """;

    @TempDir
    Path home;

    private InProcess oncall;

    @BeforeEach
    void a_home() throws IOException {
        oncall = new InProcess(home);
        Files.createDirectories(home.resolve("runbooks/revert-plans"));
        Files.writeString(home.resolve("runbooks/team.yaml"), "oncall: team/1\nname: acme\n");
    }

    private void plan(String name, String text) throws IOException {
        Files.writeString(home.resolve("runbooks/revert-plans").resolve(name + ".yaml"), text);
    }

    private void open() {
        oncall.run("start", "outage", "--title", "api fails").ends(Exit.LEFT_OPEN);
    }

    @Test
    void without_an_open_incident_it_says_how_to_start_one() throws IOException {
        plan("api", PLAN);
        InProcess.Ran ran = oncall.run("revert-plan", "run", "api").ends(Exit.NOT_FOUND);
        assertTrue(ran.err().contains("No incident is open."), ran.err());
        assertTrue(ran.err().contains("`oncall start` opens one"), ran.err());
    }

    @Test
    void the_only_ready_one_is_taken_and_it_says_so() throws IOException {
        plan("api", PLAN);
        plan("old", PLAN.replace("2018-11-12T10:00Z", "2018-06-12T10:00Z"));
        open();
        InProcess.Ran ran = oncall.run("revert-plan", "run").ends(Exit.LEFT_OPEN);
        String said = ran.out() + ran.err();
        assertTrue(said.contains("`api` is the only plan that is READY and of these days."), said);
        assertTrue(said.contains("READY, about 6 min"), said);
        assertTrue(said.contains("kubectl rollout undo deployment/api"), said);
        String status = oncall.run("status", "--json").ends(Exit.OK).out();
        assertTrue(status.contains("\"decision\":\"now\""), status);
    }

    @Test
    void several_are_listed_with_their_verdicts() throws IOException {
        plan("api", PLAN);
        plan("ui", PLAN.replace("api 4.13.0", "ui 2"));
        open();
        InProcess.Ran ran = oncall.run("revert-plan", "run").ends(Exit.USAGE);
        assertTrue(ran.err().contains("Several plans are READY"), ran.err());
        assertTrue(ran.err().contains("`oncall revert-plan run ui`  ui 2 - READY"), ran.err());
        oncall.run("revert-plan", "run", "nothing").ends(Exit.NOT_FOUND);
    }

    @Test
    void a_plan_by_its_path_is_gone_on_with_from_its_copy() throws IOException {
        Path elsewhere = Files.createDirectories(home.resolve("elsewhere"));
        Path file = Files.writeString(elsewhere.resolve("mine.yaml"), PLAN);
        open();
        oncall.run("revert-plan", "run", "elsewhere/mine.yaml").ends(Exit.LEFT_OPEN);
        Files.writeString(file, PLAN.replace("undo deployment/api", "undo deployment/other"));
        InProcess.Ran ran = oncall.run("resume").ends(Exit.LEFT_OPEN);
        assertTrue((ran.out() + ran.err()).contains("kubectl rollout undo deployment/api"), ran.out() + ran.err());
    }

    @Test
    void a_plan_that_changed_between_the_decision_and_its_first_step_is_decided_on_anew() throws IOException {
        plan("api", PLAN);
        open();
        oncall.run("revert-plan", "run", "api").ends(Exit.LEFT_OPEN);
        plan("api", PLAN.replace("to: \"4.12.0\"", "to: latest"));
        InProcess.Ran ran = oncall.run("revert-plan", "run", "api").ends(Exit.LEFT_OPEN);
        String said = ran.out() + ran.err();
        assertTrue(said.contains("The plan has changed since it was decided on."), said);
        assertTrue(said.contains("at a terminal only"), "its blockers were never agreed to: " + said);
        plan("api", PLAN.replace("undo deployment/api", "undo deployment/new"));
        oncall.run("revert-plan", "run", "api").ends(Exit.LEFT_OPEN);
        Files.delete(home.resolve("runbooks/revert-plans/api.yaml"));
        ran = oncall.run("resume").ends(Exit.LEFT_OPEN);
        assertTrue((ran.out() + ran.err()).contains("undo deployment/new"), ran.out() + ran.err());
    }

    @Test
    void a_plan_is_kept_byte_for_byte_so_that_its_commands_stay_what_they_were() throws IOException {
        String command = "curl -H \"Authorization: Bearer $(cat /run/token)\" http://deploy.internal/undo";
        plan("api", PLAN.replace("run: kubectl rollout undo deployment/api", "run: '" + command + "'"));
        open();
        oncall.run("revert-plan", "run", "api").ends(Exit.LEFT_OPEN);
        Files.delete(home.resolve("runbooks/revert-plans/api.yaml"));
        InProcess.Ran ran = oncall.run("resume").ends(Exit.LEFT_OPEN);
        assertTrue((ran.out() + ran.err()).contains(command), ran.out() + ran.err());
    }

    @Test
    void a_plan_with_blockers_is_not_begun_without_a_terminal() throws IOException {
        plan("bad", PLAN.replace("to: \"4.12.0\"", "to: latest"));
        open();
        InProcess.Ran ran = oncall.run("revert-plan", "run", "bad").ends(Exit.LEFT_OPEN);
        String said = ran.out() + ran.err();
        assertTrue(said.contains("NOT READY: 1 blocker"), said);
        assertTrue(said.contains("RP030"), said);
        assertTrue(said.contains("at a terminal only"), said);
        String status = oncall.run("status", "--json").ends(Exit.OK).out();
        assertTrue(status.contains("\"decision\":\"undecided\""), status);
        assertEquals(1, home.resolve(".local/state/oncall/incidents").toFile().list().length);
    }
}
