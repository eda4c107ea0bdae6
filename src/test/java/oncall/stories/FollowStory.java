package oncall.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import oncall.pty.Pty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The timeline of an incident, looked at from another terminal while it grows. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(120)
class FollowStory {
    @TempDir
    Path home;

    private Scene scene;

    @BeforeEach
    void an_incident() {
        scene = new Scene(home);
        scene.piped("payments fail\n", "start", "outage", "--title", "payments fail")
                .ends(3);
    }

    @Test
    void a_second_terminal_sees_what_is_saved_and_leaves_with_Ctrl_C() {
        String before = scene.bytes();
        try (Pty watching = scene.terminal("timeline", "--follow").start()) {
            watching.waitFor("payments fail").waitFor("triage/what");
            assertEquals(before, scene.bytes(), "looking writes nothing");
            scene.with("ONCALL_ACTOR", "noa").with("ONCALL_DEVICE", "desk");
            scene.piped("", "note", "the graphs look better \u001b[31m").ends(0);
            watching.waitFor("noa  note  \"the graphs look better \\x1b[31m\"", Duration.ofSeconds(5));
            watching.send("\u0003");
            assertEquals(0, watching.exit(), watching::text);
            assertFalse(watching.text().contains("Exception"), watching.text());
        }
        scene.verified();
    }

    @Test
    void closing_the_incident_ends_it() {
        try (Pty watching =
                scene.terminal("timeline", "--follow", "--format", "jsonl").start()) {
            watching.waitFor("\"step\":\"what\"");
            scene.piped("", "close", "--reason", "nothing was wrong").ends(0);
            watching.waitFor("The incident is closed.");
            assertEquals(0, watching.exit(), watching::text);
        }
    }

    @Test
    void a_reader_who_has_seen_enough_ends_it_at_once_and_quietly() {
        String pipe = "'" + Scene.program() + "' timeline %s; echo ended >&2";
        for (String words : new String[] {"| head -1", "--format csv | head -1", "--follow | head -1"}) {
            Scene.Ran ran =
                    scene.run("", "sh", "-c", String.format(pipe, words)).ends(0);
            assertEquals(1, ran.out().lines().count(), ran.out());
            assertEquals("ended\n", ran.err(), words);
        }
        String codes = "set -o pipefail; '" + Scene.program() + "' timeline | head -1";
        assertTrue(scene.run("", "bash", "-c", codes).ends(0).err().isEmpty());
    }
}
