package oncall.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import oncall.pty.Pty;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Long text on a terminal, with pagers that are there, missing, dying or not wanted. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(180)
class PagerStory {
    private static final String LAST = "Show the version.";
    private static final String CTRL_C = "\u0003";

    @TempDir
    Path home;

    /** A shell on a terminal, so that what the terminal is left like can be seen after the program. */
    private Pty.Start shell(String line) {
        return Pty.command(
                home,
                "sh",
                "-c",
                "trap : INT; " + line + "; echo \"exit $?\"; stty -a; echo over",
                "sh",
                Scene.program());
    }

    private static void assertLeftAsFound(Pty pty) {
        pty.waitFor("over");
        assertTrue(pty.text().contains(" icanon"), pty.text());
        assertTrue(pty.text().contains(" echo "), pty.text());
    }

    private static void assumeLess() {
        boolean there = Files.isExecutable(Path.of("/usr/bin/less")) || Files.isExecutable(Path.of("/bin/less"));
        assumeTrue(there, "less is not installed here: this is not tried");
    }

    @ParameterizedTest
    @ValueSource(strings = {"xterm-256color", "linux", "vt100", "screen"})
    void less_shows_a_screen_and_leaves_when_told(String term) {
        assumeLess();
        try (Pty pty = shell("\"$1\" help").size(80, 15).with("TERM", term).start()) {
            pty.waitFor("oncall walks you through").waitFor("The walk").waitFor(":");
            assertFalse(pty.text().contains(LAST), pty.text());
            pty.send("q").waitFor("exit 0");
            assertLeftAsFound(pty);
            assertFalse(pty.text().contains(LAST), pty.text());
        }
    }

    @Test
    void less_ends_by_itself_where_all_fits() {
        try (Pty pty = shell("\"$1\" help").size(80, 100).start()) {
            pty.waitFor(LAST).waitFor("exit 0");
            assertLeftAsFound(pty);
        }
    }

    @Test
    void ctrl_c_in_less_goes_to_less() {
        assumeLess();
        try (Pty pty = shell("\"$1\" help").size(80, 15).start()) {
            pty.waitFor("The walk").waitFor(":").send(CTRL_C);
            pty.waitFor("The walk").waitFor(":").send("G").waitFor(LAST);
            pty.send("q").waitFor("exit 0");
            assertLeftAsFound(pty);
        }
    }

    @Test
    void a_pager_that_ctrl_c_ends_is_a_quiet_end_too() {
        Path reader = new Scene(home).program("reader", "head -n 1; echo reading; exec cat >/dev/null </dev/tty");
        try (Pty pty = shell("\"$1\" help")
                .size(80, 15)
                .with("PAGER", reader.toString())
                .start()) {
            pty.waitFor("reading").send(CTRL_C).waitFor("exit 0");
            assertLeftAsFound(pty);
            assertFalse(pty.text().contains(LAST), pty.text());
        }
    }

    @Test
    void a_pager_that_is_killed_leaves_the_text_and_a_terminal_that_works() {
        Path reader = new Scene(home).program("reader", "stty -icanon -echo </dev/tty; echo reading; kill -9 $$");
        try (Pty pty = shell("\"$1\" help")
                .size(80, 15)
                .with("PAGER", reader.toString())
                .start()) {
            pty.waitFor("reading").waitFor(LAST).waitFor("exit 0");
            assertLeftAsFound(pty);
        }
    }

    @Test
    void a_program_told_to_end_takes_its_pager_along() {
        assumeLess();
        try (Pty pty = Pty.program(home, "help").size(80, 15).start()) {
            pty.waitFor("The walk").waitFor(":");
            pty.signal("TERM");
            assertEquals(143, pty.exit());
        }
    }

    @ParameterizedTest
    @CsvSource({"PAGER,''", "PAGER,cat", "PAGER,no-such-pager", "TERM,dumb", "TERM,''", "ACCESSIBLE,1"})
    void where_none_is_wanted_or_works_all_is_printed(String variable, String value) {
        try (Pty pty = shell("\"$1\" help").size(80, 15).with(variable, value).start()) {
            pty.waitFor("oncall walks you through").waitFor(LAST).waitFor("exit 0");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"help --no-pager", "--no-pager help", "runbook show outage --no-pager", "help start --plain"})
    void an_option_turns_it_off(String words) {
        try (Pty pty = shell("\"$1\" " + words).size(80, 10).start()) {
            pty.waitFor("exit 0");
        }
    }

    @Test
    void a_runbook_is_shown_in_it_and_hostile_text_stays_visible() {
        Scene scene = new Scene(home);
        Path book = scene.book("hostile", """
                oncall: runbook/1
                title: "Clear \\e[2J\\e]0;gone\\a the screen"
                mitigate:
                  - Look.
                """);
        Path reader = scene.program("reader", "cat >\"$HOME/paged\"");
        try (Pty pty = shell("\"$1\" runbook show " + book)
                .size(80, 5)
                .with("PAGER", reader.toString())
                .start()) {
            pty.waitFor("exit 0");
        }
        String paged = String.join("\n", scene.lines("paged"));
        assertTrue(paged.startsWith("Clear \\x1b[2J\\x1b]0;gone\\x07 the screen"), paged);
        assertFalse(paged.contains("\u001b"), paged);
    }
}
