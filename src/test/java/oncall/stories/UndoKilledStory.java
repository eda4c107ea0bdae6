package oncall.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import oncall.incident.Event;
import oncall.pty.Pty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * kill -9 at every step of undoing a change: before a command is on record, while it runs, when its effect is there and its
 * result is not, and after that. No effect ever happens twice without a key of a person; the services count.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(600)
class UndoKilledStory {
    private static final String CAME_OUT = "How did it come out? Look before you answer.";
    private static final String POINT = "The next step goes past that point. Go on?";
    private static final String PROOF = "Can a customer update an environment?";
    private static final String FAILED = "It does not hold. What next?";

    /** Every command of the plan that changes something, in order: what is asked, and the script behind it. */
    private static final Map<String, String> COMMANDS = commands();

    @TempDir
    Path home;

    private Scene scene;
    private Night night;

    private static Map<String, String> commands() {
        Map<String, String> commands = new LinkedHashMap<>();
        commands.put("Hold deployments, so that nothing ships the bad version again", "hold");
        commands.put("Save this first: it may be gone afterwards", "dump");
        commands.put("Turn the flag off first. It may be enough.", "flag-off");
        commands.put("Put the old ui back.", "undo-ui");
        commands.put("Put the old api back.", "undo-api");
        commands.put("Stop the new service.", "stop-access");
        commands.put("Let deployments go again", "release");
        return commands;
    }

    /** When the program is killed. */
    enum Moment {
        /** The question stands open, nothing is on record. */
        ASKED,
        /** The intent is on disk, nothing has happened yet. */
        BEGUN,
        /** It has happened, and the program does not know. */
        HAPPENED,
        /** The result is on disk. */
        SAVED
    }

    @BeforeEach
    void services_run_with_the_new_version() {
        scene = new Scene(home);
        night = new Night(scene);
        night.flagIsNotEnough();
        try (Person dana = new Person(night.terminal("start", "outage", "--title", "environments"))) {
            dana.until("What is broken?").pty().send(Person.CLEAR + "\u0004");
            dana.endsWith(3);
        }
    }

    @AfterEach
    void services_stop() {
        night.close();
    }

    /** A person in a new sitting, who runs what is offered; the first time the plan is named. */
    private Person sitting(boolean first) {
        Person person = new Person(first ? night.terminal("revert-plan", "run", "rbac") : night.terminal("resume"));
        return person.answers(Night.steps())
                .answers("Offer them from now on?", "1")
                .answers("Do writes work again?", "1")
                .answers(FAILED, "2");
    }

    private void mark(String name, boolean there) {
        try {
            if (there) {
                Files.writeString(home.resolve(name), "");
            } else {
                Files.deleteIfExists(home.resolve(name));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until a script has said something, and ends the script, which waits: a machine that went down takes it with it. */
    private void cutOff(Person person, String script, String word) {
        Path file = home.resolve(script + "." + word);
        long end = System.nanoTime() + Pty.PATIENCE.toNanos();
        while (!Files.exists(file)) {
            assertTrue(
                    System.nanoTime() < end,
                    () -> script + " never " + word + ":\n" + person.pty().text());
            Thread.onSpinWait();
        }
        person.pty().kill9();
        String pid = scene.lines(script + ".began").get(0);
        ProcessHandle.of(Long.parseLong(pid)).ifPresent(process -> {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        });
    }

    private void killed(Person person, String script, Moment moment) {
        switch (moment) {
            case ASKED -> person.pty().kill9();
            case BEGUN -> {
                mark("before", true);
                person.enters("1");
                cutOff(person, script, "began");
                mark("before", false);
                assertFalse(Files.exists(home.resolve(script + ".ended")), "it happened too early for this test");
            }
            case HAPPENED -> {
                mark("behind", true);
                person.enters("1");
                cutOff(person, script, "ended");
                mark("behind", false);
            }
            case SAVED -> {
                person.enters("1");
                person.pty().waitFor("It worked").waitFor("saved");
                person.pty().kill9();
            }
        }
    }

    /** What a person says who looks at the service before answering. */
    private static String looked(Moment moment) {
        return moment == Moment.BEGUN ? "3" : "1";
    }

    @ParameterizedTest
    @EnumSource(Moment.class)
    void whatever_was_cut_off_is_shown_and_asked_about_and_nothing_happens_twice(Moment moment) {
        List<String> shown = new ArrayList<>();
        boolean first = true;
        for (Map.Entry<String, String> command : COMMANDS.entrySet()) {
            try (Person dana = sitting(first)) {
                dana.answers(CAME_OUT, looked(moment)).until(command.getKey());
                shown.addAll(dana.asked());
                killed(dana, command.getValue(), moment);
                first = false;
            }
        }
        try (Person dana = sitting(false)) {
            dana.answers(CAME_OUT, looked(moment)).until("It is undone, and it works. What next?");
            shown.addAll(dana.asked());
        }
        assertEquals(List.of("off", "2.8.7", "4.12.2", "none", "free"), night.versions());
        assertEquals(List.of(1, 1, 1, 1, 2), night.changes(), "each of them once; the pipeline held and let go");
        assertEquals(1, scene.lines("dumped").size());
        long cutOff = shown.stream().filter(CAME_OUT::equals).count();
        boolean unknown = moment == Moment.BEGUN || moment == Moment.HAPPENED;
        assertEquals(unknown ? COMMANDS.size() : 0, cutOff, shown::toString);
        assertEquals(List.of(), scene.incident().outcomeUnknown());
        assertEquals("holds", scene.answer("rbac/writes"));
        scene.verified();
    }

    @Test
    void the_question_before_there_is_no_way_back_the_choice_after_a_failure_and_the_time_to_hold_are_taken_up_again() {
        try (Person dana = sitting(true)) {
            dana.until(FAILED).pty().kill9();
        }
        try (Person dana = sitting(false)) {
            dana.until(FAILED).enters("2").until(POINT).pty().kill9();
        }
        assertEquals("(none)", scene.answer("rbac/no-return"));
        try (Person dana = sitting(false)) {
            dana.until(POINT)
                    .enters("")
                    .pty()
                    .waitFor("Enter alone is no answer here.")
                    .waitFor("\n> ");
            assertEquals("(none)", scene.answer("rbac/no-return"), "Enter is no answer");
            dana.enters("1").until(PROOF).enters("1");
            dana.pty().waitFor("Good so far.").kill9();
        }
        assertEquals("go_on", scene.answer("rbac/no-return"));
        assertEquals("(none)", scene.answer("rbac/writes"), "it has not held for its time");
        try (Person dana = sitting(false)) {
            dana.until("Let deployments go again");
        }
        assertEquals("holds", scene.answer("rbac/writes"));
        assertEquals(List.of(1, 1, 1, 1, 1), night.changes());
        assertEquals(1, scene.count(Event.Decision.class) - 1, "the decision, and the question about the point");
    }

    /** The control: somebody who says that it never ran, when it did, has it done twice, and the service tells. */
    @Test
    void a_command_that_is_run_twice_would_be_seen() {
        try (Person dana = sitting(true)) {
            dana.until("Turn the flag off first. It may be enough.");
            killed(dana, "flag-off", Moment.HAPPENED);
        }
        try (Person dana = sitting(false)) {
            dana.answers(CAME_OUT, "3").until("Do writes work again?");
        }
        assertEquals(2, night.changes().get(0));
    }
}
