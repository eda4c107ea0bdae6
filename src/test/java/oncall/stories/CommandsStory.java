package oncall.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import oncall.incident.Event;
import oncall.incident.TimelineRecord;
import oncall.pty.Pty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Commands: what must stand before one runs, and what happens to one that does. A stand-in writes down that it really
 * ran.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(120)
class CommandsStory {
    private static final String CTRL_C = "\u0003";
    private static final String STEP = "Ask the queue.";

    @TempDir
    Path home;

    private Scene scene;

    @BeforeEach
    void a_book_with_a_command() {
        scene = new Scene(home);
        scene.program("queuectl", "echo \"$*\" >>\"$HOME/ran\"\necho 'size 9000'\n");
        book("run: queuectl size");
    }

    private void book(String step) {
        scene.book("queue", """
                oncall: runbook/1
                title: A queue is long
                diagnose:
                  - %s
                    id: ask_queue
                    text: Ask the queue.
                  - Read what it says.
                """.formatted(step));
    }

    /** At the command's step, the phases before it left. */
    private Pty atTheCommand(String... more) {
        String[] arguments = new String[4 + more.length];
        List.of("start", "queue", "--title", "queue is long").toArray(arguments);
        System.arraycopy(more, 0, arguments, 4, more.length);
        Pty pty = scene.terminal(arguments).start();
        return pty.waitFor("What is broken?")
                .waitFor("> queue is long")
                .enter(Person.CLEAR + ":go diagnose")
                .waitFor("DIAGNOSE 1 of 2");
    }

    private Pty trusted() {
        Pty pty = atTheCommand();
        return pty.waitFor("Offer them from now on?")
                .waitFor("> ")
                .enter("1")
                .waitFor(STEP)
                .waitFor("1 run it here")
                .waitFor("> ");
    }

    private boolean ran() {
        return !scene.lines("ran").isEmpty();
    }

    private Optional<Event.Result> result() {
        return scene.records().stream()
                .map(TimelineRecord::event)
                .filter(Event.Result.class::isInstance)
                .map(Event.Result.class::cast)
                .reduce((first, second) -> second);
    }

    @Test
    void with_trust_and_a_key_it_runs_and_its_output_is_on_record() {
        try (Pty pty = atTheCommand()) {
            pty.waitFor("are not trusted on this machine yet:").waitFor("queuectl size");
            pty.waitFor("Offer them from now on?").waitFor("> ").enter("1");
            pty.waitFor("queuectl size")
                    .waitFor("as ")
                    .waitFor(STEP)
                    .waitFor("1 run it here")
                    .waitFor("> ");
            assertFalse(ran(), "trust alone runs nothing");
            pty.enter("1")
                    .waitFor("size 9000")
                    .waitFor("It worked: exit code 0")
                    .waitFor("saved")
                    .waitFor("Read what it says.");
        }
        assertEquals(List.of("size"), scene.lines("ran"));
        assertEquals("ok", scene.answer("ask_queue"));
        assertEquals(Optional.of("size 9000"), result().orElseThrow().output());
        List<TimelineRecord> records = scene.incident().atStep("ask_queue");
        assertTrue(records.get(0).event() instanceof Event.Intent, records::toString);
        scene.verified();
        try (Pty again = scene.terminal("start", "queue", "--title", "again").start()) {
            again.waitFor("> again")
                    .enter(Person.CLEAR + ":go diagnose")
                    .waitFor("DIAGNOSE 1 of 2")
                    .waitFor("1 run it here");
            assertFalse(again.text().contains("not trusted"), "trust lasts");
        }
        scene.piped("", "trust", "--list")
                .ends(0)
                .says(home.resolve("runbooks/queue.yaml").toString());
    }

    @Test
    void without_trust_it_is_shown_for_copying_and_never_runs() {
        try (Pty pty = atTheCommand()) {
            pty.waitFor("Offer them from now on?").waitFor("> ").enter("2");
            pty.waitFor("queuectl size")
                    .waitFor(STEP)
                    .waitFor("2 I run it elsewhere")
                    .waitFor("> ");
            pty.enter("1").waitFor("none of the choices").waitFor("> ").enter(Person.CLEAR + "2");
            pty.waitFor("Which exit code?")
                    .waitFor("> ")
                    .enter("0")
                    .waitFor("What did it show?")
                    .waitFor("> ")
                    .enter("size 12");
            pty.waitFor("saved").waitFor("Read what it says.");
        }
        assertFalse(ran());
        assertEquals("elsewhere", scene.answer("ask_queue"));
        assertEquals(0, scene.count(Event.Intent.class));
    }

    @Test
    void a_changed_book_asks_again_and_shows_what_is_new() {
        try (Pty pty = trusted()) {
            pty.enter("3").waitFor("saved");
        }
        book("run: queuectl purge");
        try (Pty pty = scene.terminal("start", "queue", "--title", "again").start()) {
            pty.waitFor("> again")
                    .enter(Person.CLEAR + ":go diagnose")
                    .waitFor("changed since its commands were trusted");
            pty.waitFor("queuectl purge")
                    .waitFor("Offer them from now on?")
                    .waitFor("> ")
                    .enter("2")
                    .waitFor(STEP);
        }
        assertFalse(ran());
    }

    @Test
    void enter_is_not_yes() {
        try (Pty pty = trusted()) {
            pty.enter("")
                    .waitFor("> ")
                    .enter("")
                    .waitFor("> ")
                    .enter("3")
                    .waitFor("saved")
                    .waitFor("Read what it says.");
        }
        assertFalse(ran());
        assertEquals("skipped", scene.answer("ask_queue"));
    }

    @Test
    void keys_typed_ahead_are_no_consent() {
        try (Pty pty = atTheCommand()) {
            pty.waitFor("Offer them from now on?").waitFor("> ").send("1\r1\r1\r");
            pty.waitFor("1 run it here").waitFor("> ").enter("3").waitFor("Read what it says.");
        }
        assertFalse(ran());
    }

    @Test
    void a_one_from_a_pipe_is_no_confirmation() {
        try (Pty pty = trusted()) {
            pty.enter("3").waitFor("saved");
        }
        scene.piped("\n:go diagnose\n1\n1\n1\n", "start", "queue", "--title", "piped")
                .ends(3);
        scene.run("", "sh", "-c", "yes 1 | head -500 | '" + Scene.program() + "' start queue --title yes");
        assertFalse(ran());
    }

    @Test
    void show_only_offers_nothing() {
        try (Pty pty = atTheCommand("--show-only")) {
            pty.waitFor("queuectl size")
                    .waitFor(STEP)
                    .waitFor("2 I run it elsewhere")
                    .waitFor("> ")
                    .enter("1")
                    .waitFor("none of the");
        }
        assertFalse(ran());
    }

    @Test
    void a_danger_wants_its_target_typed() {
        scene.book("queue", """
                oncall: runbook/1
                title: A queue is long
                diagnose:
                  - ask: queue
                    type: name
                    text: Which queue?
                  - run: queuectl purge "$queue"
                    id: ask_queue
                    text: Ask the queue.
                    danger: high
                    target: $queue
                    undo: cannot be undone
                  - Read what it says.
                """);
        try (Pty pty =
                scene.terminal("start", "queue", "--title", "queue is long").start()) {
            pty.waitFor("> queue is long")
                    .enter(Person.CLEAR + ":go diagnose")
                    .waitFor("Which queue?")
                    .waitFor("> ")
                    .enter("post receive");
            pty.waitFor("> ")
                    .enter(Person.CLEAR + "post_receive")
                    .waitFor("Offer them from now on?")
                    .waitFor("> ")
                    .enter("1");
            pty.waitFor("Danger: high. Undo: cannot be undone")
                    .waitFor("1 run it here")
                    .waitFor("> ")
                    .enter("1");
            pty.waitFor("Type post_receive to go on, or skip.").waitFor("> ").enter("");
            pty.waitFor("> ").enter("post_recieve").waitFor("That is not post_receive. Nothing was done.");
            pty.waitFor("Type post_receive to go on, or skip.")
                    .waitFor("> ")
                    .enter("skip")
                    .waitFor("Not run.");
            assertFalse(ran());
            pty.waitFor("1 run it here")
                    .waitFor("> ")
                    .enter("1")
                    .waitFor("Type post_receive to go on")
                    .waitFor("> ");
            pty.enter("post_receive").waitFor("size 9000").waitFor("It worked").waitFor("Read what it says.");
        }
        assertEquals(List.of("purge post_receive"), scene.lines("ran"));
        Event.Intent intent =
                (Event.Intent) scene.incident().atStep("ask_queue").get(0).event();
        assertEquals(Optional.of("high"), intent.danger());
        assertEquals(Optional.of("post_receive"), intent.target());
    }

    @Test
    void ctrl_c_stops_only_the_command_and_the_same_step_comes_again() {
        scene.program("queuectl", "echo begun\necho $$ >\"$HOME/pid\"\nexec sleep 60\n");
        try (Pty pty = trusted()) {
            pty.enter("1").waitFor("begun").send(CTRL_C);
            pty.waitFor("Not as expected: ")
                    .waitFor("saved")
                    .waitFor("The same step again")
                    .waitFor("1 run it here")
                    .waitFor("> ")
                    .enter(":status")
                    .waitFor("queue is long");
        }
        assertEquals(Optional.empty(), result().orElseThrow().exit());
        assertEquals("failed", scene.answer("ask_queue"));
        long pid = Long.parseLong(scene.lines("pid").get(0));
        assertFalse(ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false));
    }

    @Test
    void a_command_that_takes_too_long_is_stopped() {
        scene.program("queuectl", "echo begun\nexec sleep 60\n");
        book("run: queuectl size\n    timeout: 2s");
        try (Pty pty = trusted()) {
            pty.enter("1")
                    .waitFor("begun")
                    .waitFor("Not as expected: ")
                    .waitFor("saved")
                    .waitFor("Read what it says.");
        }
        assertEquals("failed", scene.answer("ask_queue"));
        assertEquals(Optional.empty(), result().orElseThrow().exit());
    }

    @Test
    void a_failing_command_says_so() {
        scene.program("queuectl", "echo 'no such queue' >&2\nexit 4\n");
        try (Pty pty = trusted()) {
            pty.enter("1")
                    .waitFor("no such queue")
                    .waitFor("Not as expected: ")
                    .waitFor("4")
                    .waitFor("Read what it says.");
        }
        assertEquals("failed", scene.answer("ask_queue"));
        assertEquals(Optional.of(4), result().orElseThrow().exit());
    }

    @Test
    void killed_during_a_command_its_outcome_is_unknown_and_it_is_not_run_again_by_itself() {
        scene.program("queuectl", "echo \"$*\" >>\"$HOME/ran\"\necho begun\necho $$ >\"$HOME/pid\"\nexec sleep 60\n");
        Pty first = trusted();
        first.enter("1").waitFor("begun");
        first.kill9();
        ProcessHandle.of(Long.parseLong(scene.lines("pid").get(0))).ifPresent(ProcessHandle::destroyForcibly);
        assertEquals(1, scene.incident().outcomeUnknown().size());
        try (Pty pty = scene.terminal("resume").start()) {
            pty.waitFor("how it came out is not on record.")
                    .waitFor("queuectl size")
                    .waitFor("Look before you answer.");
            pty.waitFor("> ")
                    .enter("")
                    .waitFor("> ")
                    .enter("1")
                    .waitFor("Read what it says.")
                    .waitFor("> ");
        }
        assertEquals(1, scene.lines("ran").size());
        assertEquals("ok", scene.answer("ask_queue"));
        assertEquals(0, scene.incident().outcomeUnknown().size());
    }

    @Test
    void said_to_be_safe_to_run_again_it_is_offered_again_and_asked_for_again() {
        scene.program("queuectl", "echo \"$*\" >>\"$HOME/ran\"\necho begun\necho $$ >\"$HOME/pid\"\nexec sleep 60\n");
        Pty first = trusted();
        first.enter("1").waitFor("begun");
        first.kill9();
        ProcessHandle.of(Long.parseLong(scene.lines("pid").get(0))).ifPresent(ProcessHandle::destroyForcibly);
        scene.program("queuectl", "echo \"$*\" >>\"$HOME/ran\"\n");
        try (Pty pty = scene.terminal("resume").start()) {
            pty.waitFor("Look before you answer.")
                    .waitFor("> ")
                    .enter("3")
                    .waitFor("1 run it here")
                    .waitFor("> ");
            assertEquals(1, scene.lines("ran").size());
            pty.enter("1").waitFor("It worked").waitFor("Read what it says.");
        }
        assertEquals(2, scene.lines("ran").size());
    }

    @Test
    void a_command_that_runs_in_another_terminal_is_not_offered_here() {
        scene.program("queuectl", "echo \"$*\" >>\"$HOME/ran\"\necho begun\nexec sleep 60\n");
        try (Pty dana = trusted()) {
            dana.enter("1").waitFor("begun");
            try (Pty noa = scene.terminal("resume").with("ONCALL_ACTOR", "noa").start()) {
                noa.waitFor("queuectl size").waitFor("> ");
                assertFalse(noa.text().contains("1 run it here"), noa::text);
            }
            dana.send(CTRL_C).waitFor("saved");
        }
        assertEquals(1, scene.lines("ran").size());
    }

    @Test
    void a_secret_in_output_reaches_neither_screen_nor_disk() {
        scene.program("queuectl", "echo 'token: ghp_1234567890abcdefghijklmnopqrstuvwxyz'\n");
        try (Pty pty = trusted()) {
            pty.enter("1").waitFor("redacted").waitFor("Read what it says.");
            assertFalse(pty.text().contains("ghp_1234567890abc"));
        }
        assertFalse(scene.bytes().contains("ghp_1234567890abc"));
    }

    @Test
    void the_trust_command_asks_at_a_terminal_only() {
        scene.piped("1\n", "trust", "queue");
        try (Pty pty = atTheCommand()) {
            pty.waitFor("not trusted on this machine yet");
        }
        try (Pty pty = scene.terminal("trust", "queue").start()) {
            pty.waitFor("queuectl size").waitFor("> ").enter("1");
            assertEquals(0, pty.exit());
        }
        try (Pty pty = scene.terminal("start", "queue", "--title", "again").start()) {
            pty.waitFor("> again").enter(Person.CLEAR + ":go diagnose").waitFor("1 run it here");
        }
    }
}
