package oncall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be said beside `oncall start`, and what is refused before anything is opened. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class StartTest {
    @TempDir
    Path home;

    private boolean opened() {
        return new InProcess(home)
                .run("incidents", "--json")
                .ends(Exit.OK)
                .out()
                .contains("\"id\"");
    }

    @Test
    void an_answers_file_that_is_not_there_is_not_found() {
        InProcess.Ran ran =
                new InProcess(home).run("start", "--answers", "night.yaml").ends(Exit.NOT_FOUND);
        assertEquals("There is no file `night.yaml`.\nNothing was started.\n", ran.err());
        assertFalse(opened());
    }

    @Test
    void when_it_started_is_the_answer_and_the_mark() {
        new InProcess(home)
                .run("start", "outage", "--title", "Slow", "--started", "16:40")
                .ends(Exit.LEFT_OPEN);
        String records = new InProcess(home)
                .run("timeline", "--format", "jsonl")
                .ends(Exit.OK)
                .out();
        assertTrue(records.contains("\"step\":\"since\",\"value\":\"2018-11-12T14:40:00.000Z\""), records);
        assertTrue(
                records.lines()
                        .anyMatch(line -> line.contains("\"kind\":\"milestone\",\"at\":\"2018-11-12T14:40:00.000Z\"")
                                && line.contains("\"mark\":\"started\"")),
                records);
    }

    @Test
    void a_time_to_come_opens_nothing() {
        new InProcess(home)
                .run("start", "outage", "--started", "2030-01-01 10:00")
                .ends(Exit.USAGE);
        assertFalse(opened());
    }

    @Test
    void an_answers_file_that_hands_over_is_refused_by_name() throws Exception {
        Path file = Files.writeString(
                home.resolve("night.yaml"),
                "oncall: answers/1\nanswers:\n  - what: it fails\n  - handoff: {to: dana, reason: tired, state: \"undo running\"}\n");
        InProcess.Ran ran = new InProcess(home)
                .run("start", "outage", "--answers", file.toString())
                .ends(Exit.FIX);
        assertTrue(ran.err().contains("night.yaml:4:5: error: `handoff` is not part of this version."), ran.err());
        assertFalse(opened());
    }
}
