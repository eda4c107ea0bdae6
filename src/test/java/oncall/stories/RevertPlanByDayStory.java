package oncall.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import oncall.stories.Scene.Ran;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Plans at noon: one is drafted in answers to questions, one is looked at live, with consent. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(120)
class RevertPlanByDayStory {
    private static final String PLAN = """
            oncall: revert-plan/1
            change: {title: "api 4.13.0"}
            owner: dana
            services:
              - {name: api, from: "4.13.0", to: "4.12.0", running: {check: "version api", expect: {text: "4.13.0"}}}
            migrations: none
            steps:
              - run: undo api
                timeout: 5m
            verify:
              - check: health
                expect: {contains: ok}
                hold: 5m
            estimate: 15m
            """;

    /** Made up, in the form of a real one. */
    private static final String KEY = "ghp_" + "aB3dE6gH9jK2mN5pQ8sT1vW4yZ7bC0dF3hJ6";

    @TempDir
    Path home;

    private Scene scene;

    @BeforeEach
    void a_plan_and_its_programs() {
        scene = new Scene(home);
        scene.book("x", "oncall: runbook/1\ntitle: x\nsteps: [Look.]\n");
        scene.file("runbooks/revert-plans/api-4.13.yaml", PLAN);
        scene.program("version", "echo \"version $*\" >> \"$HOME/ran\"\necho 4.13.0\n");
        scene.program("health", "echo health >> \"$HOME/ran\"\necho 'key " + KEY + "'\necho ok\n");
        scene.program("undo", "echo undo >> \"$HOME/ran\"\n");
    }

    @Test
    void checks_run_once_they_are_trusted_and_agreed_to_and_what_they_wrote_is_kept() throws IOException {
        try (Person person = scene.person("revert-plan", "check", "--live", "--no-pager", "api-4.13")) {
            person.answers("Offer the commands of", "1").answers("Run these 2?", "1");
            assertEquals(0, person.toTheEnd(), person.pty().text());
            String seen = person.pty().unwrapped(person.pty().text()).replaceAll("\\s+", " ");
            assertTrue(seen.contains("each stopped after 10 s"), seen);
            assertTrue(seen.contains("READY"), seen);
            assertTrue(seen.contains("as the plan says"), seen);
            assertFalse(seen.contains(KEY), seen);
        }
        assertEquals(List.of("version api", "health"), scene.lines("ran"), "no step is run by a check");
        String kept = transcript();
        assertTrue(kept.contains("$ version api\n4.13.0\nexit 0\n"), kept);
        assertFalse(kept.contains(KEY), kept);
    }

    private String transcript() throws IOException {
        try (Stream<Path> files = Files.list(scene.state().resolve("live-checks"))) {
            return Files.readString(files.findFirst().orElseThrow());
        }
    }

    @Test
    void a_version_that_is_not_the_plans_makes_it_not_ready() {
        scene.program("version", "echo 4.14.0\n");
        try (Person person = scene.person("revert-plan", "check", "--live", "--no-pager", "api-4.13")) {
            person.answers("Offer the commands of", "1").answers("Run these 2?", "1");
            assertEquals(1, person.toTheEnd(), person.pty().text());
            assertTrue(
                    person.pty().text().contains("NOT READY: 1 blocker"),
                    person.pty().text());
        }
    }

    @Test
    void a_no_leaves_them_unknown_and_that_is_no_pass() {
        try (Person person = scene.person("revert-plan", "check", "--live", "--no-pager", "api-4.13")) {
            person.answers("Offer the commands of", "1").answers("Run these 2?", "2");
            assertEquals(4, person.toTheEnd(), person.pty().text());
            assertTrue(person.pty().text().contains("unknown"), person.pty().text());
        }
        try (Person person = scene.person("revert-plan", "check", "--live", "--no-pager", "api-4.13")) {
            person.until("Run these 2?").enters("");
            person.pty().waitFor("Enter alone is no answer here.").waitFor("> ").send("\u0004");
            assertEquals(4, person.toTheEnd(), person.pty().text());
        }
        assertEquals(List.of(), scene.lines("ran"));
    }

    @Test
    void a_plan_is_drafted_in_answers_and_is_ready() throws IOException {
        try (Person person = scene.person("revert-plan", "new", "worker-2.1")) {
            person.answers("What was changed?", "worker 2.1: \"retries\" # twice")
                    .answers("Who keeps this plan?", "dana")
                    .answers("Which service goes back?", "worker")
                    .answers("which version has the change?", "2.1")
                    .answers("which version do you go back to?", "2.0")
                    .answers("Another service?", "1")
                    .answers("Does the change migrate a database?", "1")
                    .answers("What becomes of data", "1")
                    .answers("What undoes it?", "kubectl rollout undo deployment/worker")
                    .answers("The next command?", "1")
                    .answers("How do you see that it works again?", "curl -fsS http://worker.internal/health")
                    .answers("What does it print when all is well?", "ok")
                    .answers("If that fails", "dana decides")
                    .answers("How is it deployed again later", "?")
                    .answers("About how long does it take", "soon", "10 min");
            assertEquals(0, person.toTheEnd(), person.pty().text());
        }
        String plan = Files.readString(home.resolve("runbooks/revert-plans/worker-2.1.yaml"));
        assertTrue(plan.contains("title: \"worker 2.1: \\\"retries\\\" # twice\""), plan);
        assertTrue(plan.contains("estimate: 10m"), plan);
        assertTrue(plan.contains("forward-again: TODO"), plan);
        Ran checked = scene.piped("", "revert-plan", "check", "worker-2.1");
        assertTrue(checked.out().startsWith("NOT READY: 1 blocker"), checked.out());
        assertTrue(checked.out().contains("`forward-again` is still to be written."), checked.out());
    }

    @Test
    void whoever_leaves_the_questions_keeps_what_was_answered() throws IOException {
        try (Person person = scene.person("revert-plan", "new", "worker-2.1")) {
            person.answers("What was changed?", "worker 2.1")
                    .until("Who keeps this plan?")
                    .pty()
                    .send("\u0003");
            person.pty()
                    .waitFor("what you answered is then written to the file.")
                    .waitFor("> ")
                    .send("\u0003");
            assertEquals(3, person.toTheEnd(), person.pty().text());
            assertTrue(person.pty().text().contains("To go on, edit that file."), person.pty()::text);
        }
        String plan = Files.readString(home.resolve("runbooks/revert-plans/worker-2.1.yaml"));
        assertTrue(plan.contains("title: \"worker 2.1\"") && plan.contains("owner: TODO"), plan);
    }
}
