package oncall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import oncall.incident.Event;
import oncall.incident.TimelineRecord;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class NoteAndParkTest {
    @TempDir
    private Path home;

    private InProcess.Ran run(String... words) {
        return new InProcess(home).run(words);
    }

    private static TimelineRecord last(OneNight night) {
        List<TimelineRecord> records = night.timeline().read();
        return records.get(records.size() - 1);
    }

    @Test
    void a_note_is_saved_and_told_in_one_line() {
        OneNight night = OneNight.asFarAsMitigate(home);
        InProcess.Ran ran = run("note", "the", "graphs", "are back").ends(Exit.OK);
        assertEquals("Noted in " + OneNight.ID + " (5e19-2): \"the graphs are back\"\n", ran.out());
        assertEquals("", ran.err());
        TimelineRecord saved = last(night);
        assertEquals(Optional.of("the graphs are back"), saved.entry().text());
        assertEquals(new Event.Note(Optional.empty()), saved.event());
        assertEquals("dana", saved.actor());
        assertEquals(Optional.empty(), saved.session());
    }

    @Test
    void a_late_note_stands_where_it_happened() {
        OneNight night = OneNight.asFarAsMitigate(home);
        String out = run("note", "--at", "16:50", "first ticket").ends(Exit.OK).out();
        assertEquals(
                "Noted in " + OneNight.ID + " (5e19-2, 16:50+02:00 / 14:50Z): \"first ticket\"\n"
                        + "Taken as Mon 2018-11-12 16:50+02:00, your zone Asia/Jerusalem; the day was not written.\n",
                out);
        TimelineRecord saved = last(night);
        assertEquals(Instant.parse("2018-11-12T14:50:00Z"), saved.at());
        assertEquals(Instant.parse("2018-11-12T15:03:00Z"), saved.recorded());
        assertEquals("16:50", saved.entry().time().orElseThrow().written());
        String text = run("timeline").ends(Exit.OK).out();
        assertTrue(
                text.contains(
                        "\n16:50:00+02:00 (14:50:00Z)  dana  note  \"first ticket\"  (late, written 17:03+02:00)"),
                text);
    }

    @Test
    void a_time_that_is_not_clear_is_asked_back_and_nothing_is_saved() {
        OneNight night = OneNight.asFarAsMitigate(home);
        String err = run("note", "--at", "2018-11-12 17:30", "not yet")
                .ends(Exit.USAGE)
                .err();
        assertTrue(err.startsWith("That has not come yet; it is 2018-11-12 17:03+02:00 now. "), err);
        assertTrue(err.endsWith("\nNothing was saved.\n"), err);
        assertEquals(5, night.timeline().read().size());
    }

    @Test
    void nothing_is_said_of_a_time_that_leaves_nothing_open() {
        OneNight.asFarAsMitigate(home);
        assertEquals(
                "Noted in " + OneNight.ID + " (5e19-2, 16:50+02:00 / 14:50Z): \"first ticket\"\n",
                run("note", "--at", "2018-11-12 14:50 UTC", "first ticket")
                        .ends(Exit.OK)
                        .out());
    }

    @Test
    void the_day_of_a_time_is_given_beside_it() {
        OneNight night = OneNight.asFarAsMitigate(home);
        String out = run("note", "--at", "23:50 - 0:10", "--on", "yesterday", "first ticket")
                .ends(Exit.OK)
                .out();
        assertTrue(
                out.endsWith("Taken as Sun 2018-11-11 23:50+02:00 to Mon 2018-11-12 00:10+02:00, your zone "
                        + "Asia/Jerusalem.\n"),
                out);
        TimelineRecord saved = last(night);
        assertEquals(Instant.parse("2018-11-11T21:50:00Z"), saved.at());
        assertEquals(
                Optional.of(Instant.parse("2018-11-11T22:10:00Z")),
                saved.entry().time().orElseThrow().until());
        assertEquals("23:50 - 0:10", saved.entry().time().orElseThrow().written());
    }

    @Test
    void a_day_without_a_time_or_that_is_none_is_refused() {
        OneNight night = OneNight.asFarAsMitigate(home);
        assertEquals(
                "`--on` is the day of a time, and no time is given.\nAdd `--at TIME`. Nothing was saved.\n",
                run("note", "--on", "yesterday", "x").ends(Exit.USAGE).err());
        String err = run("note", "--at", "17:00", "--on", "03/04/2018", "x")
                .ends(Exit.USAGE)
                .err();
        assertTrue(err.startsWith("`--on`: `03/04/2018` could be 3 April or 4 March. "), err);
        assertEquals(5, night.timeline().read().size());
    }

    @Test
    void a_time_long_before_the_incident_is_refused_unless_its_day_is_given() {
        OneNight night = OneNight.asFarAsMitigate(home);
        assertEquals(
                "`2018-11-05 10:00` is 7 days before anything else on record here, which begins 2018-11-12 17:00+02:00.\n"
                        + "If that day is meant, add `--on 2018-11-05`. Nothing was saved.\n",
                run("note", "--at", "2018-11-05 10:00", "x").ends(Exit.USAGE).err());
        run("note", "--at", "2018-11-05 10:00", "--on", "2018-11-05", "x").ends(Exit.OK);
        assertEquals(Instant.parse("2018-11-05T08:00:00Z"), last(night).at());
    }

    @Test
    void without_an_open_incident_the_last_one_is_named_and_not_taken() {
        OneNight night = OneNight.asFarAsMitigate(home);
        run("close", OneNight.ID, "--reason", "only a test").ends(Exit.OK);
        String err = run("note", "one more thing").ends(Exit.NOT_FOUND).err();
        assertTrue(
                err.startsWith("No incident is open, so nothing was saved. The last one is closed: ")
                        && err.endsWith("\nTo add to that one, write `--incident " + OneNight.ID + "` too.\n"),
                err);
        run("note", "--incident", OneNight.ID, "one more thing").ends(Exit.OK);
        assertEquals(Optional.of("one more thing"), last(night).entry().text());
    }

    @Test
    void a_dash_takes_the_text_from_a_pipe_with_its_lines() {
        OneNight night = OneNight.asFarAsMitigate(home);
        String out = new InProcess(home)
                .typing("NAME  READY\napi-1 0/1\n\u05e9\u05dc\u05d5\u05dd\n")
                .run("note", "-")
                .ends(Exit.OK)
                .out();
        assertEquals(
                "Noted in " + OneNight.ID + " (5e19-2): \"NAME  READY api-1 0/1 \u05e9\u05dc\u05d5\u05dd\"\n", out);
        assertEquals(
                Optional.of("NAME  READY\napi-1 0/1\n\u05e9\u05dc\u05d5\u05dd"),
                last(night).entry().text());
    }

    @Test
    void words_that_begin_with_a_dash_stand_behind_two() {
        OneNight night = OneNight.asFarAsMitigate(home);
        run("note", "--force").ends(Exit.USAGE);
        run("note", "--", "--force did nothing").ends(Exit.OK);
        assertEquals(Optional.of("--force did nothing"), last(night).entry().text());
    }

    @Test
    void a_long_text_is_saved_whole_and_told_by_its_beginning() {
        OneNight night = OneNight.asFarAsMitigate(home);
        String out = run("note", "y".repeat(70_000)).ends(Exit.OK).out();
        assertTrue(out.endsWith(" (5e19-2): \"" + "y".repeat(60) + "...\", 70000 characters\n"), out);
        assertEquals(Optional.of("y".repeat(70_000)), night.timeline().wholeText(last(night)));
        String err = new InProcess(home)
                .typing("z".repeat(1 << 20) + "z")
                .run("park", "-")
                .ends(Exit.USAGE)
                .err();
        assertTrue(err.startsWith("The text is longer than 1 MiB"), err);
    }

    @Test
    void a_time_whose_quotes_are_missing_is_told_of_them() {
        OneNight.asFarAsMitigate(home);
        String err =
                run("note", "--at", "10", "min", "ago", "text").ends(Exit.USAGE).err();
        assertTrue(
                err.contains("A time of several words goes in quotes: `--at \"10 min ago\"`. Nothing was saved."), err);
        err = run("note", "--at", "later", "text").ends(Exit.USAGE).err();
        assertTrue(!err.contains("quotes"), err);
    }

    @Test
    void an_empty_text_is_refused() {
        OneNight.asFarAsMitigate(home);
        String wanted = "There is no text to save.\nWrite it behind the command, or pipe it in and write - for it.\n";
        assertEquals(wanted, run("note", "  ").ends(Exit.USAGE).err());
        assertEquals(
                wanted,
                new InProcess(home)
                        .typing("\n\n")
                        .run("park", "-")
                        .ends(Exit.USAGE)
                        .err());
        assertTrue(run("note").ends(Exit.USAGE).err().startsWith("`oncall note` needs TEXT"), "");
    }

    @Test
    void an_idea_is_parked_and_counted() {
        OneNight night = OneNight.asFarAsMitigate(home);
        assertEquals(
                "Parked in " + OneNight.ID + " (5e19-2): \"why a restart?\"\n",
                run("park", "why", "a", "restart?", "--incident", "20181112")
                        .ends(Exit.OK)
                        .out());
        assertEquals(new Event.Park(Optional.empty()), last(night).event());
        assertTrue(run("status").ends(Exit.OK).out().contains("\nParked for later: 1.\n"));
    }

    @Test
    void what_cannot_be_saved_is_shown() throws IOException {
        OneNight night = OneNight.asFarAsMitigate(home);
        Files.writeString(
                night.file(),
                Files.readString(night.file()) + "{\"v\":2,\"seq\":6,\"h\":\"" + "0".repeat(64) + "\"}\n");
        String err = run("note", "do not lose me").ends(Exit.NOT_SAVED).err();
        assertTrue(err.startsWith("NOT SAVED: do not lose me\nNot saved: the timeline in `"), err);
    }
}
