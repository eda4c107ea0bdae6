package oncall.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import oncall.incident.Entry;
import oncall.incident.Event;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ShowTimelineTest {
    @TempDir
    private Path home;

    private InProcess.Ran run(String... words) {
        return new InProcess(home).run(words);
    }

    @Test
    void the_whole_of_it_as_text() {
        OneNight night = OneNight.asFarAsMitigate(home);
        assertEquals("""
                20181112-1700-cannot-update-environments  "Cannot update environments"  open
                Times in Asia/Jerusalem, UTC in brackets. 5 records, head ....

                Mon 2018-11-12
                17:00:00+02:00 (15:00:00Z)  eli  header  opened "Cannot update environments"  [6137-1]
                17:00:00+02:00 (15:00:00Z)  eli  session  small.yaml, as oncall, on desk, titled fixed-clock  [6137-2]
                17:00:01+02:00 (15:00:01Z)  eli  triage/what  "cannot update environments"  [6137-3]
                17:00:02+02:00 (15:00:02Z)  eli  impact/customers  unknown "?"  [6137-4]
                17:00:03+02:00 (15:00:03Z)  eli  priority  "P1 for now: core feature and an unknown number of customers.", \
                by row 1, asked again 17:15+02:00  [6137-5]
                """, night.plain(run("timeline").ends(Exit.OK).out()));
    }

    @Test
    void a_line_about_the_incident_and_one_an_entry_as_jsonl() {
        OneNight.asFarAsMitigate(home);
        List<String> lines =
                run("timeline", "--format", "jsonl").ends(Exit.OK).out().lines().toList();
        assertEquals(6, lines.size());
        assertTrue(
                lines.get(0)
                        .startsWith("{\"schema\":\"oncall.timeline/1\",\"incident\":{\"id\":\"" + OneNight.ID + "\""),
                lines.get(0));
        assertTrue(
                lines.get(4).startsWith("{\"id\":\"6137-4\",\"kind\":\"answer\",\"at\":\"2018-11-12T15:00:02.000Z\""),
                lines.get(4));
        assertEquals(
                "`cvs` is not a format of `oncall timeline`. Did you mean `csv`?\n"
                        + "Write text, markdown, csv, json or jsonl.\n",
                run("timeline", "--format", "cvs").ends(Exit.USAGE).err());
        run("timeline", "--format", "text", "--verify").ends(Exit.USAGE);
    }

    @Test
    void a_table_for_a_page_and_one_for_a_spreadsheet() {
        OneNight.asFarAsMitigate(home);
        String page = run("timeline", "--format", "markdown").ends(Exit.OK).out();
        assertTrue(page.startsWith("# Timeline of \"Cannot update environments\"\n\n"), page);
        assertTrue(
                page.endsWith(
                        "| 2018-11-12 15:00:02Z | 2018-11-12 17:00:02+02:00 | eli | impact/customers | unknown \"?\""
                                + " | 6137-4 |\n"
                                + page.lines().reduce((a, b) -> b).orElseThrow() + "\n"),
                page);
        String sheet = run("timeline", "--format", "csv").ends(Exit.OK).out();
        assertEquals(6, sheet.split("\r\n").length, sheet);
        assertTrue(sheet.startsWith("at,local,local_zone,id,kind,"), sheet);
        String object = run("timeline", "--format", "json").ends(Exit.OK).out();
        assertTrue(object.endsWith("\n]}\n"), object);
    }

    @Test
    void some_of_the_entries_and_how_many_they_are_of_all() {
        OneNight night = OneNight.asFarAsMitigate(home);
        night.add(Entry.of(new Event.Note(Optional.empty())).saying("seen"));
        String shown = night.plain(
                run("timeline", "--kind", "note,answer", "--since", "2018-11-12T17:00:02+02:00", "--until", "17:00")
                        .ends(Exit.OK)
                        .out());
        assertEquals("""
                20181112-1700-cannot-update-environments  "Cannot update environments"  open
                Times in Asia/Jerusalem, UTC in brackets. 6 records, head ....
                Only: kind answer or note, since 2018-11-12 17:00:02+02:00, until 2018-11-12 17:00:59+02:00.

                Mon 2018-11-12
                17:00:02+02:00 (15:00:02Z)  eli  impact/customers  unknown "?"  [6137-4]
                17:00:04+02:00 (15:00:04Z)  eli  note  "seen"  [6137-6]

                Showing 2 of 6 entries: kind answer or note, since 2018-11-12 17:00:02+02:00, \
                until 2018-11-12 17:00:59+02:00.
                """, shown);
        InProcess.Ran ran = run("timeline", "--format", "csv", "--phase", "Impact", "--actor", "dana")
                .ends(Exit.OK);
        assertEquals(1, ran.out().lines().count(), ran.out());
        assertEquals(
                "Showing 0 of 6 entries: phase impact, actor dana.\n"
                        + "Nothing here was written by `dana`. Who wrote: eli.\n",
                ran.err());
    }

    @Test
    void a_part_that_was_exported_stays_a_part_for_whoever_reads_it() {
        OneNight.asFarAsMitigate(home);
        String part = run("timeline", "--format", "jsonl", "--kind", "answer")
                .ends(Exit.OK)
                .out();
        InProcess.Ran again = new InProcess(home)
                .typing(part)
                .run("timeline", "-", "--format", "jsonl", "--phase", "impact")
                .ends(Exit.OK);
        assertTrue(again.out().contains(",\"filter\":{\"phase\":[\"impact\"],\"kind\":[\"answer\"]}"), again.out());
        assertEquals(2, again.out().lines().count(), again.out());
        String remark = "This export is a part of the timeline: what its filter left out is not known here.\n";
        assertTrue(again.err().contains(remark), again.err());
        InProcess.Ran page =
                new InProcess(home).typing(part).run("postmortem", "-").ends(Exit.OK);
        assertTrue(page.err().contains(remark), page.err());
    }

    @Test
    void a_name_that_is_none_and_a_time_that_is_none_are_refused() {
        OneNight.asFarAsMitigate(home);
        assertTrue(run("timeline", "--kind", "nots")
                .ends(Exit.USAGE)
                .err()
                .startsWith("There is no kind `nots`. Did you mean `note`?\nWrite one of answer, call, "));
        assertTrue(run("timeline", "--phase", "impct")
                .ends(Exit.USAGE)
                .err()
                .startsWith("There is no phase `impct`. Did you mean `impact`?\n"));
        assertTrue(
                run("timeline", "--since", "half past").ends(Exit.USAGE).err().startsWith("--since: "));
        assertEquals(
                "--until `16:00` lies before --since `16:30`.\n",
                run("timeline", "--since", "16:30", "--until", "16:00")
                        .ends(Exit.USAGE)
                        .err());
        run("timeline", "--verify", "--kind", "note").ends(Exit.USAGE);
        run("timeline", "--verify", "--utc").ends(Exit.USAGE);
    }

    @Test
    void utc_alone_says_so() {
        OneNight.asFarAsMitigate(home);
        List<String> lines =
                run("timeline", "--utc").ends(Exit.OK).out().lines().toList();
        assertTrue(lines.get(1).startsWith("Times in UTC. 5 records"), lines.get(1));
        assertTrue(lines.get(4).startsWith("15:00:00Z  eli  header"), lines.get(4));
    }

    @Test
    void a_closed_incident_is_named_with_the_command_and_never_taken() {
        OneNight night = OneNight.asFarAsMitigate(home);
        night.add(Entry.of(new Event.Close("resolved", Optional.empty())));
        for (String command : List.of("timeline", "status", "postmortem")) {
            InProcess.Ran ran = run(command).ends(Exit.NOT_FOUND);
            assertEquals("", ran.out());
            assertEquals(
                    "No incident is open. The newest one is closed: " + OneNight.ID + "\n"
                            + "To read it: `oncall timeline " + OneNight.ID + "` or `oncall status " + OneNight.ID
                            + "`.\nTo write about it: `oncall postmortem " + OneNight.ID
                            + "`.\nTo add to it: `oncall note --incident " + OneNight.ID
                            + " TEXT`.\nTo mend it: `oncall correct --incident " + OneNight.ID
                            + " RECORD TEXT`, or `oncall redact --incident " + OneNight.ID
                            + " RECORD`.\n`oncall start` opens one; `oncall incidents` lists all.\n",
                    ran.err());
            run(command, OneNight.ID).ends(Exit.OK);
        }
    }

    @Test
    void a_long_text_is_shown_whole_and_a_lost_rest_is_told() throws IOException {
        OneNight night = OneNight.asFarAsMitigate(home);
        String text = "x".repeat(100_000) + "the end";
        night.add(Entry.of(new Event.Note(Optional.empty())).saying(text));
        assertTrue(run("timeline").ends(Exit.OK).out().contains(text));
        assertTrue(run("timeline", "--format", "jsonl").ends(Exit.OK).out().contains(text));
        try (var kept = Files.list(night.timeline().folder().resolve("evidence"))) {
            Files.delete(kept.findFirst().orElseThrow());
        }
        InProcess.Ran ran = run("timeline").ends(Exit.OK);
        assertTrue(ran.out().contains("x".repeat(400) + "\""), "the beginning is shown");
        assertEquals(
                "Of the text of 6137-6 only the beginning can be read; the rest is missing or damaged.\n", ran.err());
    }

    @Test
    void verify_counts_and_groups_the_head_for_reading_aloud() {
        OneNight.asFarAsMitigate(home);
        String out = run("timeline", "--verify").ends(Exit.OK).out();
        String head = run("status", "--json")
                .out()
                .replaceAll("(?s).*\"head\":\"([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})\".*", "$1 $2 $3");
        assertEquals(OneNight.ID + ": 5 records verify, no damage.\nHead of the chain: " + head + "\n", out);
    }

    @Test
    void verify_names_each_damaged_line_and_changes_nothing() throws IOException {
        OneNight night = OneNight.asFarAsMitigate(home);
        String torn =
                Files.readString(night.file()).replace("\"value\":\"unknown\"", "\"value\":\"onknown\"") + "{\"v\":1,";
        Files.writeString(night.file(), torn);
        byte[] before = Files.readAllBytes(night.file());
        List<String> lines =
                run("timeline", "--verify").ends(Exit.FIX).out().lines().toList();
        assertEquals(OneNight.ID + ": 4 records verify, 1 damaged line.", lines.get(0));
        assertEquals("Damaged: eli-desk.jsonl, line 4: does not verify", lines.get(2));
        assertTrue(
                lines.get(3).startsWith("eli-desk.jsonl ends with 7 bytes of a record that was never acknowledged."),
                lines.get(3));
        run("timeline").ends(Exit.OK);
        assertArrayEquals(before, Files.readAllBytes(night.file()));
    }

    @Test
    void a_torn_end_is_told_and_is_no_damage() throws IOException {
        OneNight night = OneNight.asFarAsMitigate(home);
        Files.writeString(night.file(), Files.readString(night.file()) + "{");
        String out = run("timeline", "--verify").ends(Exit.OK).out();
        assertTrue(out.contains("ends with 1 byte of a record that was never acknowledged. That is no damage"), out);
    }

    @Test
    void a_reader_who_has_seen_enough_ends_it_quietly() {
        OneNight.asFarAsMitigate(home);
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        OutputStream gone = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("gone");
            }
        };
        OutputStream pipe = new Outlet(gone, home.resolve("no-such-file"), true);
        assertEquals(Exit.OK, Main.run(new String[] {"timeline"}, new InProcess(home).environs(pipe, err)));
        assertEquals("", err.toString());
    }
}
