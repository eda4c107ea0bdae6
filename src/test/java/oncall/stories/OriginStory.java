package oncall.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import oncall.incident.Event;
import oncall.incident.Incident;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The night this program was made after, with the plan there was none of: an access-control service was rolled out to several
 * services at once, and nobody can update environments. The services are processes of their own that count what is done to them.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(300)
class OriginStory {
    @TempDir
    Path home;

    private Scene scene;
    private Night night;

    @BeforeEach
    void services_run_with_the_new_version() {
        scene = new Scene(home);
        night = new Night(scene);
    }

    @AfterEach
    void services_stop() {
        night.close();
    }

    private Person person(String... arguments) {
        return new Person(night.terminal(arguments));
    }

    private static Map<String, String> asked() {
        Map<String, String> table = Outage.team();
        table.put("What is broken?", "customers cannot update environments");
        table.put("When did it start?", "5 min ago");
        table.put("What changed before that?", "1");
        table.put("Undo it now? The cause can wait.", "1");
        table.put("Offer them from now on?", "1");
        return table;
    }

    @Test
    void the_walk_offers_the_revert_shows_the_plan_ready_and_undoes_it_step_by_step() {
        night.flagIsNotEnough();
        try (Person dana = person("start", "outage")) {
            dana.answers(asked())
                    .answers(Night.steps())
                    .answers("Do writes work again?", "1")
                    .answers("It does not hold. What next?", "2")
                    .until("It is undone, and it works. What next?");
            String screen = dana.pty().text();
            assertTrue(screen.contains("READY, about 12 min"), screen);
            assertTrue(screen.contains("No way back after the step stop_access_control"), screen);
            assertTrue(dana.pty().unwrapped(screen).contains("Plan `rbac`: "), screen);
            dana.enters("\u0004");
            assertEquals(3, dana.toTheEnd());
        }
        assertEquals(List.of("off", "2.8.7", "4.12.2", "none", "free"), night.versions());
        assertEquals("holds", scene.answer("rbac/writes"));
        assertEquals("fails", scene.answer("rbac/flag_enough"));
        scene.verified();
        String told = scene.piped("", "timeline", scene.id()).ends(0).out();
        for (String step : List.of(
                "hold-deploys", "save-first", "flag_off", "undo_ui", "no-return", "stop_access_control", "writes")) {
            assertTrue(told.contains("rbac/" + step) || told.contains(step), () -> step + " is not in\n" + told);
        }
        assertTrue(told.contains("No way back after the step stop_access_control"), told);
    }

    @Test
    void where_the_flag_is_enough_nothing_else_is_undone() {
        try (Person dana = person("start", "outage")) {
            dana.answers(asked())
                    .answers(Night.steps())
                    .answers("Do writes work again?", "1")
                    .answers("It holds. What next?", "1")
                    .until("It is undone, and it works. What next?")
                    .enters("\u0004");
            assertEquals(3, dana.toTheEnd());
        }
        assertEquals(List.of("off", "2.9.0", "4.13.0", "1.0.3", "free"), night.versions());
        assertEquals("holds", scene.answer("rbac/flag_enough"));
        assertEquals("holds", scene.answer("rbac/writes"));
    }

    @Test
    void a_proof_that_fails_once_is_looked_at_again_and_the_plan_goes_to_its_end() {
        night.flagIsNotEnough();
        night.probeFails();
        try (Person dana = person("start", "outage")) {
            dana.answers(asked())
                    .answers(Night.steps())
                    .answers("Do writes work again?", "1")
                    .until("It does not hold. What next?")
                    .enters("2")
                    .until("It does not hold. What next?");
            assertEquals("fails", scene.answer("rbac/writes"));
            assertTrue(dana.pty().text().contains("If it fails: Call eli, who decides."), dana.pty()::text);
            scene.file("mended", "by eli");
            dana.enters("1").until("Let deployments go again").enters("\u0004");
            assertEquals(3, dana.toTheEnd());
        }
        assertEquals("holds", scene.answer("rbac/writes"));
    }

    @Test
    void run_enters_the_walk_at_the_plan_and_resume_goes_on_at_its_step() {
        night.flagIsNotEnough();
        try (Person dana = person("start", "outage", "--title", "environments")) {
            dana.until("What is broken?").pty().send(Person.CLEAR + "\u0004");
            dana.endsWith(3);
        }
        try (Person dana = person("revert-plan", "run", "rbac")) {
            dana.answers(asked()).answers(Night.steps()).until("Turn the flag off first. It may be enough.");
            String screen = dana.pty().text();
            assertTrue(screen.contains("READY, about 12 min"), screen);
            dana.enters(":pause 30m eating").endsWith(3);
        }
        try (Person dana = person("resume")) {
            dana.answers(asked())
                    .until("Turn the flag off first. It may be enough.")
                    .enters("\u0004");
            dana.endsWith(3);
        }
        Incident incident = scene.incident();
        assertEquals("now", incident.revertDecision());
        assertEquals(1, scene.count(Event.Decision.class));
        assertEquals("ok", scene.answer("rbac/hold-deploys"));
    }
}
