package oncall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import oncall.incident.Event;
import oncall.pty.Pty;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** `oncall close` where there is somebody to ask. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class CloseAtTerminalTest {
    private static final String QUESTION = "Close it all the same?";
    private static final String REASON = "Why may it be closed?";

    @TempDir
    private Path home;

    private Pty close() {
        return Pty.command(
                        home,
                        System.getProperty("java.home") + "/bin/java",
                        "-Doncall.terminals=012",
                        "-Duser.home=" + home,
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        "oncall.cli.Main",
                        "--home",
                        home.resolve(".local/state/oncall").toString(),
                        "close")
                .start();
    }

    private static Optional<Event> last(OneNight night) {
        return night.timeline().read().stream().map(each -> each.event()).reduce((first, second) -> second);
    }

    @Test
    void the_reason_is_asked_for() {
        OneNight night = OneNight.asFarAsMitigate(home);
        try (Pty pty = close()) {
            pty.waitFor(QUESTION)
                    .waitFor("1 close it (reason)")
                    .waitFor("2 leave it open")
                    .waitFor("> ")
                    .enter("1");
            pty.waitFor(REASON).waitFor("> ").enter("the customer confirms it");
            pty.waitFor("Closed: " + OneNight.ID);
            assertEquals(0, pty.exit());
        }
        assertEquals(Optional.of(new Event.Close("resolved", Optional.of("the customer confirms it"))), last(night));
    }

    @Test
    void an_empty_one_is_refused_once_and_then_taken() {
        OneNight night = OneNight.asFarAsMitigate(home);
        try (Pty pty = close()) {
            pty.waitFor(QUESTION).waitFor("> ").enter("1");
            pty.waitFor(REASON).waitFor("> ").enter("");
            pty.waitFor("One line is enough. Enter again goes on without.")
                    .waitFor("> ")
                    .enter("");
            pty.waitFor("Closed: " + OneNight.ID);
            assertEquals(0, pty.exit());
        }
        assertEquals(Optional.of(new Event.Close("resolved", Optional.of("(no reason given)"))), last(night));
    }

    @Test
    void who_leaves_instead_has_not_closed_it() {
        OneNight night = OneNight.asFarAsMitigate(home);
        try (Pty pty = close()) {
            pty.waitFor(QUESTION).waitFor("> ").send("\u0004");
            isLeftOpen(pty, night);
        }
        try (Pty pty = close()) {
            pty.waitFor(QUESTION).waitFor("> ").enter("1");
            pty.waitFor(REASON).waitFor("> ").send("\u0004");
            isLeftOpen(pty, night);
        }
    }

    @Test
    void only_the_choice_is_a_yes() {
        OneNight night = OneNight.asFarAsMitigate(home);
        try (Pty pty = close()) {
            pty.waitFor(QUESTION).waitFor("> ");
            for (String typed : List.of("", "n", "y", "oncall status")) {
                pty.enter(typed);
                pty.waitFor("> ");
            }
            pty.enter("2");
            isLeftOpen(pty, night);
        }
    }

    private static void isLeftOpen(Pty pty, OneNight night) {
        pty.waitFor("Not closed. To go on: oncall resume " + OneNight.ID);
        assertEquals(3, pty.exit());
        assertTrue(night.timeline().read().stream().noneMatch(each -> each.event() instanceof Event.Close));
    }
}
