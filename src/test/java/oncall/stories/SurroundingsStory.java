package oncall.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import oncall.pty.Pty;
import oncall.stories.Scene.Ran;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a terminal, a shell and a disk do to a sitting: they stop it, hang up, are not there, or let nothing be written. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(120)
class SurroundingsStory {
    private static final String CTRL_D = "\u0004";
    private static final String CTRL_Z = "\u001a";
    private static final String WAITS = """
            oncall: runbook/1
            title: A command that takes its time
            steps:
              - run: slow
                id: slow
                text: Does it answer?
              - Write down what you saw.
            """;

    @TempDir
    Path home;

    private Scene scene;

    @BeforeEach
    void a_home() {
        scene = new Scene(home);
    }

    @ParameterizedTest
    @ValueSource(strings = {"xterm-256color", "dumb"})
    void ctrl_z_while_a_command_runs_stops_us_and_not_the_command_and_the_shell_finds_its_terminal_as_it_was(
            String term) {
        scene.book("slow", WAITS);
        scene.program("slow", """
                echo begun
                while [ ! -e "$HOME/go" ]; do sleep 0.05; done
                echo answered
                touch "$HOME/answered"
                """);
        try (Pty shell = Pty.command(home, "sh", "-i")
                .with("PS1", "shell: ")
                .with("TERM", term)
                .with("PROGRAM", Scene.program())
                .with("PATH", home.resolve("bin") + ":" + System.getenv("PATH"))
                .start()) {
            shell.waitFor("shell: ").enter("stty -g >before; \"$PROGRAM\" start slow --title 'payments fail'");
            shell.waitFor("What is broken?").waitFor("> ").enter(term.equals("dumb") ? "x" : "");
            shell.waitFor("Can we see it").waitFor("> ").enter(":go slow");
            shell.waitFor("Offer them from now on?").waitFor("\n> ").enter("1");
            shell.waitFor("1 run it here").waitFor("\n> ").enter("1").waitFor("begun");
            shell.send(CTRL_Z).waitFor("Stopped").waitFor("shell: ");
            assertTrue(shell.modes().contains(" icanon") && shell.modes().contains(" echo "), shell.modes());
            shell.enter("touch go; fg").waitFor("answered").waitFor("It worked: exit code 0");
            shell.waitFor("Write down what you saw.")
                    .waitFor("\n> ")
                    .send(CTRL_D)
                    .waitFor("oncall resume");
            shell.waitFor("shell: ").enter("stty -g >after; cmp before after && echo as before");
            shell.waitFor("\nas before");
        }
        assertEquals("ok", scene.answer("slow"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"xterm-256color", "dumb"})
    void words_typed_when_the_line_hung_up_are_there_again(String term) {
        Pty gone = scene.terminal("start", "outage").with("TERM", term).start();
        gone.waitFor("What is broken?").waitFor("> ").send("orders fail since noon, only in the new shop");
        gone.waitFor("new shop").hangUp();
        gone.gone();
        try (Pty pty = scene.terminal("resume").with("TERM", term).start()) {
            pty.waitFor("You typed this before; it is not sent yet.")
                    .waitFor("> orders fail since noon, only in the new shop")
                    .enter("");
            pty.waitFor("saved 17:03:00")
                    .waitFor("Can we see it ourselves?")
                    .waitFor("> ")
                    .send(CTRL_D);
            assertEquals(3, pty.exit());
        }
        assertEquals("orders fail since noon, only in the new shop", scene.answer("what"));
        try (Pty pty = scene.terminal("resume").with("TERM", term).start()) {
            pty.waitFor("Can we see it ourselves?").waitFor("> ").send(CTRL_D);
            assertEquals(3, pty.exit());
            assertFalse(pty.text().contains("You typed this before"), pty::text);
        }
    }

    @Test
    void a_real_tmux_shows_each_line_once_after_its_window_became_narrow() {
        assumeTrue(installed("tmux"), "tmux is not installed: the real one is not tried");
        String tmux = "TMUX= TMUX_TMPDIR=\"$HOME\" tmux -f /dev/null";
        String inside = "env TERM=tmux-256color '" + Scene.program() + "' start outage --title 'payments fail'";
        String script = """
                seen() { for i in $(seq 300); do T capture-pane -p | tr '\\n' ' ' | grep -qF "$1" && return; sleep 0.1; done; T capture-pane -p; exit 9; }
                T() { %s "$@"; }
                T new-session -d -x 80 -y 24 "%s"
                seen '> payments fail'
                T send-keys Enter; seen 'Can we see it'
                T send-keys -l ':note slow since noon, and only for the customers of the new shop'; seen 'new shop'
                T resize-window -x 40 -y 20; sleep 0.3
                T send-keys -l ' today'; seen 'today'
                T send-keys Enter; seen noted
                T capture-pane -p -S -
                T kill-server
                """.formatted(tmux, inside);
        Ran ran = scene.run("", "sh", "-c", script).ends(0);
        assertEquals(
                "slow since noon, and only for the customers of the new shop today",
                scene.records().stream()
                        .filter(each -> each.event() instanceof oncall.incident.Event.Note)
                        .findFirst()
                        .flatMap(each -> each.entry().text())
                        .orElse(""));
        String line = ran.out().replaceAll("\\s+", "");
        assertEquals(line.indexOf("slowsincenoon"), line.lastIndexOf("slowsincenoon"), ran::out);
    }

    private static boolean installed(String program) {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(":")) {
            if (Files.isExecutable(Path.of(folder, program))) {
                return true;
            }
        }
        return false;
    }

    @Test
    void a_state_folder_that_lets_nothing_be_written_is_said_before_the_first_question() throws IOException {
        Path state = Files.createDirectories(scene.state());
        String start = "exec '" + Scene.program() + "' start outage --title x";
        String bound = "mount --bind '" + state + "' '" + state + "' && mount -o remount,bind,ro '" + state + "' && ";
        boolean root = "root".equals(System.getProperty("user.name"));
        if (root) {
            assumeTrue(
                    installed("unshare") && run("true", bound).exit() == 0,
                    "root writes everywhere, and no folder can be mounted read-only here");
        } else {
            Files.setPosixFilePermissions(state, java.nio.file.attribute.PosixFilePermissions.fromString("r-x------"));
        }
        try (Pty pty = (root
                        ? Pty.command(home, "unshare", "-m", "sh", "-c", bound + start)
                        : Pty.command(home, "sh", "-c", start))
                .start()) {
            pty.waitFor(".local/state/oncall");
            assertEquals(74, pty.exit());
            assertFalse(pty.text().contains("?"), pty::text);
        }
    }

    private Ran run(String command, String bound) {
        return scene.run("", "unshare", "-m", "sh", "-c", bound + command);
    }

    @Test
    void without_a_home_it_is_said_where_the_record_is_or_that_there_is_no_place_for_it() {
        try (Pty pty = scene.terminal("start", "outage", "--title", "x")
                .without("HOME")
                .with("ONCALL_HOME", home.resolve("kept").toString())
                .start()) {
            pty.waitFor("What is broken?")
                    .waitFor("> x")
                    .send(Person.CLEAR + CTRL_D)
                    .waitFor("oncall resume");
            assertEquals(3, pty.exit());
        }
        assertTrue(Files.isDirectory(home.resolve("kept/incidents")));
    }

    @Test
    void a_closed_input_is_no_answer() {
        Ran ran = scene.run("", "sh", "-c", "'" + Scene.program() + "' start outage --title x <&-")
                .ends(3);
        assertTrue(ran.out().contains("oncall resume 20181112-1703-x"), ran::toString);
        scene.verified();
    }

    @Test
    void a_team_file_that_does_not_read_is_named_and_need_not_keep_anybody_from_beginning() {
        scene.book("small", "oncall: runbook/1\ntitle: A small one\nsteps:\n  - Look here.\n");
        scene.file("runbooks/team.yaml", "oncall: team/1\nname: [x\n");
        scene.piped("", "start", "small").ends(65).says("runbooks/team.yaml:2:8: error:");
        assertEquals(java.util.List.of(), scene.ids());
        try (Pty pty =
                scene.terminal("start", "small", "--title", "payments fail").start()) {
            pty.waitFor("runbooks/team.yaml:2:8: error:")
                    .waitFor("Begin without your team file?")
                    .waitFor("\n> ")
                    .enter("1");
            pty.waitFor("What is broken?").waitFor("> payments fail").enter("").waitFor("saved");
            pty.waitFor("Can we see it ourselves?").waitFor("> ").send(CTRL_D);
            assertEquals(3, pty.exit());
        }
        try (Pty pty = scene.terminal("resume").start()) {
            pty.waitFor("Can we see it ourselves?").waitFor("> ").send(CTRL_D);
            assertEquals(3, pty.exit());
        }
    }
}
