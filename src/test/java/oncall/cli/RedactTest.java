package oncall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import oncall.incident.Entry;
import oncall.incident.Event;
import oncall.incident.TimelineRecord;
import oncall.pty.Pty;
import oncall.runbook.Phase;
import oncall.runbook.Value;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RedactTest {
    private static final String SECRET = "the key is swordfish";

    @TempDir
    private Path home;

    private OneNight night;

    @BeforeEach
    void a_night() {
        night = OneNight.asFarAsMitigate(home);
        night.add(Entry.of(new Event.Note(Optional.empty())).saying(SECRET));
    }

    private InProcess.Ran run(String... words) {
        return new InProcess(home).run(words);
    }

    private void nowhere(String words) {
        for (String[] view : List.of(
                new String[] {"timeline"},
                new String[] {"timeline", "--format", "jsonl"},
                new String[] {"timeline", "--format", "json"},
                new String[] {"timeline", "--format", "markdown"},
                new String[] {"timeline", "--format", "csv"},
                new String[] {"postmortem"},
                new String[] {"status"},
                new String[] {"status", "--json"},
                new String[] {"incidents"})) {
            InProcess.Ran ran = run(view).ends(Exit.OK);
            assertFalse((ran.out() + ran.err()).contains(words), () -> String.join(" ", view) + "\n" + ran.out());
        }
    }

    @Test
    void it_is_withheld_everywhere_and_told_where_the_bytes_stay() throws IOException {
        String out = run("redact", "6", "--reason", "a password").ends(Exit.OK).out();
        assertEquals(
                "Redacted in " + OneNight.ID + " (5e19-2): 6137-6, note of eli, 17:00+02:00\n"
                        + "Every view and export withholds it from now on.\n"
                        + "The bytes stay in the raw file, line 6 of " + night.file() + "\n"
                        + "Screens and scrollback that showed it still show it.\n"
                        + "Change a password that was seen.\n",
                out);
        nowhere(SECRET);
        assertTrue(Files.readAllLines(night.file()).get(5).contains(SECRET), "it stays in the raw file");
        List<TimelineRecord> records = night.timeline().read();
        assertEquals(
                new Event.Redaction("6137-6", Optional.of("a password")),
                records.get(records.size() - 1).event());
        assertEquals(0, night.timeline().verify().damage().size());
    }

    @Test
    void a_long_text_and_the_output_kept_of_a_command_are_withheld_with_their_record() {
        String text = "swordfish ".repeat(9_000);
        night.add(Entry.of(new Event.Note(Optional.empty())).saying(text));
        night.add(Entry.of(new Event.Result("6137-9", Optional.of(0), 5, Optional.of(SECRET), 20))
                .on(Optional.of(Phase.MITIGATE), "flag"));
        String sha = night.timeline().keep(SECRET);
        night.add(Entry.of(new Event.Evidence(sha, 20, SECRET, Optional.of("6137-8"))));
        String out = run("redact", "6137-7").ends(Exit.OK).out();
        assertTrue(out.contains("\nand in " + night.timeline().folder().resolve("evidence")), out);
        out = run("redact", "6137-8").ends(Exit.OK).out();
        assertTrue(out.contains("\nand in " + night.timeline().folder().resolve("evidence/" + sha)), out);
        assertTrue(out.endsWith("The same words stand in 6137-6 (note) too; each is redacted by its id.\n"), out);
        run("redact", "6137-6").ends(Exit.OK);
        nowhere("swordfish");
    }

    @Test
    void what_a_decision_kept_of_a_withheld_answer_is_not_shown_either() {
        night.answer(Phase.DIAGNOSE, "token", Optional.empty(), SECRET);
        night.add(Entry.of(new Event.Decision(
                        List.of("restart"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        java.util.Map.of("token", SECRET),
                        List.of(),
                        Optional.empty()))
                .on(Optional.of(Phase.MITIGATE), "ease")
                .valued(Value.of("restart")));
        String out = run("redact", "6137-7").ends(Exit.OK).out();
        assertTrue(out.endsWith("The same words stand in 6137-6 (note) too; each is redacted by its id.\n"), out);
        run("redact", "6137-6").ends(Exit.OK);
        nowhere(SECRET);
    }

    @Test
    void twice_is_refused_with_who_was_first() {
        run("redact", "6").ends(Exit.OK);
        String err = run("redact", "6137-6").ends(Exit.USAGE).err();
        assertEquals("6137-6 is redacted already (5e19-2, by dana).\nNothing was saved.\n", err);
    }

    @Test
    void what_holds_no_words_and_what_opens_the_record_is_refused() {
        String err = run("redact", "1").ends(Exit.USAGE).err();
        assertTrue(
                err.startsWith("6137-1 opens the record: its title stands in the name of the folder as well.\n"), err);
        assertTrue(run("redact", "2").ends(Exit.USAGE).err().startsWith("6137-2 (session) holds no words of a person"));
        assertEquals(6, night.timeline().read().size());
    }

    @Test
    void a_withheld_correction_leaves_what_stood_there_before() {
        run("correct", "6137-4", "many").ends(Exit.OK);
        run("redact", "5e19-2").ends(Exit.OK);
        assertTrue(run("timeline").ends(Exit.OK).out().contains("impact/customers  unknown"));
    }

    // ---- at a terminal

    private Pty redact() {
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
                        "redact",
                        "6")
                .start();
    }

    @Test
    void at_a_terminal_it_asks_and_Enter_is_not_yes() {
        try (Pty pty = redact()) {
            pty.waitFor("Withhold it from every view")
                    .waitFor(SECRET)
                    .waitFor("> ")
                    .enter("");
            pty.waitFor("> ").enter("1");
            pty.waitFor("Every view and export withholds it from now on.");
            assertEquals(0, pty.exit());
        }
        nowhere(SECRET);
    }

    @Test
    void who_leaves_it_or_the_terminal_has_redacted_nothing() {
        try (Pty pty = redact()) {
            pty.waitFor("Withhold it from every view").waitFor("> ").enter("2");
            pty.waitFor("Nothing was redacted.");
            assertEquals(3, pty.exit());
        }
        try (Pty pty = redact()) {
            pty.waitFor("Withhold it from every view").waitFor("> ").send("\u0004");
            pty.waitFor("Nothing was redacted.");
        }
        assertEquals(6, night.timeline().read().size());
    }
}
