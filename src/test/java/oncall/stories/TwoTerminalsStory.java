package oncall.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import oncall.incident.TimelineRecord;
import oncall.pty.Pty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two people at two terminals with one incident. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(120)
class TwoTerminalsStory {
    @TempDir
    Path home;

    private Scene scene;

    @BeforeEach
    void a_home() {
        scene = new Scene(home);
    }

    private Pty dana() {
        Pty dana = scene.terminal("start", "outage", "--title", "payments fail").start();
        dana.waitFor("What is broken?").waitFor("> payments fail").enter("").waitFor("saved 17:03:00");
        return dana.waitFor("Can we see it ourselves?").waitFor("? don't know").waitFor("> ");
    }

    private Pty noa() {
        Pty noa = scene.terminal("resume")
                .with("ONCALL_ACTOR", "noa")
                .with("ONCALL_DEVICE", "desk")
                .start();
        return noa.waitFor("Can we see it ourselves?").waitFor("? don't know").waitFor("> ");
    }

    @Test
    void the_second_answer_to_a_question_is_compared_and_theirs_is_kept() {
        try (Pty dana = dana();
                Pty noa = noa()) {
            noa.enter("1").waitFor("saved").waitFor("Tell the team you have it?");
            dana.waitFor("noa")
                    .waitFor("yes, in graphs or logs")
                    .waitFor("This question was answered there.")
                    .enter("2");
            dana.waitFor("noa answered this at 17:03+02:00: ").waitFor("yes, in graphs or logs");
            dana.waitFor("Yours is not saved yet: ").waitFor("yes, I tried it and it fails");
            dana.waitFor("1 keep theirs   2 replace with mine")
                    .waitFor("> ")
                    .enter("1")
                    .waitFor("Tell the team you have it?");
        }
        assertEquals("metrics", scene.answer("seen"));
        assertEquals(1, scene.incident().atStep("seen").size(), "nothing of the other was appended");
        scene.verified();
    }

    @Test
    void or_it_is_replaced_and_the_other_terminal_hears_of_it() {
        try (Pty dana = dana();
                Pty noa = noa()) {
            noa.enter("1")
                    .waitFor("saved")
                    .waitFor("Tell the team you have it?")
                    .waitFor("> ");
            dana.enter("2")
                    .waitFor("noa answered this at")
                    .waitFor("2 replace with mine")
                    .waitFor("> ")
                    .enter("2");
            dana.waitFor("saved 17:03:00").waitFor("Tell the team you have it?");
            noa.waitFor("dana").waitFor("yes, I tried it and it fails");
        }
        assertEquals("tried", scene.answer("seen"));
        TimelineRecord mine = scene.incident().atStep("seen").get(1);
        assertEquals("dana", mine.actor());
        assertEquals(
                scene.incident().atStep("seen").get(0).id(),
                mine.entry().supersedes().orElseThrow());
        scene.verified();
    }

    @Test
    void enter_alone_answers_no_comparison() {
        try (Pty dana = dana();
                Pty noa = noa()) {
            noa.enter("1").waitFor("saved").waitFor("Tell the team you have it?");
            dana.enter("2")
                    .waitFor("Which one counts?")
                    .waitFor("> ")
                    .enter("")
                    .waitFor("> ")
                    .enter("1")
                    .waitFor("Tell the team");
        }
        assertEquals("metrics", scene.answer("seen"));
    }

    @Test
    void a_note_from_another_terminal_shows_in_the_open_walk_and_leaves_the_line_being_typed() {
        try (Pty dana = dana()) {
            dana.send("gra").waitFor("gra");
            scene.with("ONCALL_ACTOR", "noa")
                    .piped("", "note", "the queue is at 9000")
                    .ends(0);
            dana.waitFor("the queue is at 9000", Duration.ofSeconds(2))
                    .waitFor("gra")
                    .send(Person.CLEAR)
                    .enter("1")
                    .waitFor("saved");
        }
        assertTrue(scene.records().stream()
                .anyMatch(each -> each.entry().text().equals(Optional.of("the queue is at 9000"))));
        assertEquals("metrics", scene.answer("seen"));
        scene.verified();
    }

    @Test
    void two_terminals_of_one_person_write_two_files_or_one_and_nothing_is_lost() {
        try (Pty dana = dana();
                Pty again = scene.terminal("resume").start()) {
            again.waitFor("Can we see it ourselves?")
                    .waitFor("? don't know")
                    .waitFor("> ")
                    .enter(":note from here")
                    .waitFor("noted");
            dana.waitFor("from here").enter(":note and from there").waitFor("noted");
            again.waitFor("and from there").enter("3").waitFor("saved");
            dana.waitFor("not yet, only reported");
        }
        assertEquals("reported", scene.answer("seen"));
        assertEquals(scene.records().size(), scene.verified().records());
    }
}
