package oncall.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import oncall.incident.Entry;
import oncall.incident.Event;
import oncall.incident.TimelineRecord;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A night opened at 17:00 in Jerusalem; the clock stands at 17:03. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ImportTest {
    @TempDir
    private Path home;

    private OneNight night;

    @BeforeEach
    void a_night() {
        night = new OneNight(home, "Cannot update environments");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(home.resolve("notes.md"), text);
    }

    private InProcess.Ran imports(String... more) {
        String[] words = new String[more.length + 3];
        words[0] = "timeline";
        words[1] = "import";
        words[2] = "notes.md";
        System.arraycopy(more, 0, words, 3, more.length);
        return new InProcess(home).run(words);
    }

    private List<TimelineRecord> rows() {
        return night.timeline().read().stream()
                .filter(each -> each.event() instanceof Event.Import)
                .toList();
    }

    private List<String> texts() {
        return rows().stream()
                .map(each -> each.at() + " " + each.entry().text().orElse(""))
                .toList();
    }

    @Test
    void a_list_lands_row_by_row_with_its_words_and_the_time_as_written() throws IOException {
        file(
                "# Notes\n\n- 16:40 first ticket\n- **16:45** \u2013 second *ticket*\n  from the same customer\n* 16:50: graphs flat\n");
        String out = imports().ends(Exit.OK).out();
        assertEquals(
                "Imported into " + OneNight.ID + " from notes.md: 3 rows (5e19-3 to 5e19-5)\n"
                        + "From 16:40+02:00 / 14:40Z to 16:50+02:00 / 14:50Z; times without a zone are in Asia/Jerusalem.\n"
                        + "Line 3, `16:40`, is taken for 2018-11-12, when the incident was opened. --on DATE says another day.\n"
                        + "1 line is no rows: headings, prose.\n",
                out);
        assertEquals(
                List.of(
                        "2018-11-12T14:40:00Z first ticket",
                        "2018-11-12T14:45:00Z second *ticket*\nfrom the same customer",
                        "2018-11-12T14:50:00Z graphs flat"),
                texts());
        TimelineRecord second = rows().get(1);
        assertEquals(4, ((Event.Import) second.event()).line());
        assertEquals(64, ((Event.Import) second.event()).fileSha256().length());
        assertEquals("16:45", second.entry().time().orElseThrow().written());
        assertTrue(second.entry().marks().contains("imported"));
        assertEquals("dana", second.actor());
        assertEquals(List.of(), night.timeline().verify().damage());
        String text = new InProcess(home).run("timeline").ends(Exit.OK).out();
        assertTrue(text.contains("16:40:00+02:00 (14:40:00Z)  dana  import  \"first ticket\""), text);
    }

    @Test
    void with_one_refused_row_nothing_is_imported_unless_it_is_to_be_skipped() throws IOException {
        file("- 16:40 first ticket\n- 14:?? node down\n- 16:50 graphs flat\n- 16:55\n");
        InProcess.Ran ran = imports().ends(Exit.FIX);
        assertEquals("", ran.out());
        assertTrue(ran.err().startsWith("notes.md:2: refused: "), ran.err());
        assertTrue(ran.err().contains("\nnotes.md:4: refused: There are no words behind the time.\n"), ran.err());
        assertTrue(
                ran.err()
                        .endsWith("Nothing was imported: 2 of 4 rows are refused.\n"
                                + "Mend the file, or import the others with --skip-refused.\n"),
                ran.err());
        assertEquals(List.of(), rows());
        ran = imports("--skip-refused").ends(Exit.OK);
        assertTrue(ran.err().startsWith("notes.md:2: refused: "), ran.err());
        assertEquals(List.of("2018-11-12T14:40:00Z first ticket", "2018-11-12T14:50:00Z graphs flat"), texts());
    }

    @Test
    void the_same_file_again_does_not_double_it() throws IOException {
        file("- 16:40 first ticket\n- 16:50 graphs flat\n");
        imports().ends(Exit.OK);
        String out = imports().ends(Exit.OK).out();
        assertTrue(out.startsWith("Imported into " + OneNight.ID + " from notes.md: 0 rows\n"), out);
        assertTrue(out.contains("2 rows of this very file were imported before and left out.\n"), out);
        assertEquals(2, rows().size());
    }

    @Test
    void a_file_that_grew_brings_its_new_rows_alone() throws IOException {
        file("- 16:40 first ticket\n- 16:40 first ticket\n- 16:45 - 16:50 graphs flat\n");
        imports().ends(Exit.OK);
        assertEquals(3, rows().size());
        String redacted = rows().get(2).id();
        night.add(Entry.of(new Event.Redaction(redacted, Optional.empty())));
        file("# Notes\n- 16:40 first ticket\n- 16:40 first ticket\n- 16:40 first ticket\n- 16:45 - 16:50 graphs flat\n"
                + "- 16:45 graphs flat\n- 16:55 more\n");
        String out = imports("--dry-run").ends(Exit.OK).out();
        assertTrue(out.contains("\n3 rows are there already: left out.\n"), out);
        assertTrue(out.endsWith("Nothing was imported: this was a dry run. 3 rows would be.\n"), out);
        out = imports().ends(Exit.OK).out();
        assertTrue(out.startsWith("Imported into " + OneNight.ID + " from notes.md: 3 rows ("), out);
        assertTrue(out.contains("\n3 rows are there already: left out.\n"), out);
        assertEquals(
                List.of(
                        "2018-11-12T14:40:00Z first ticket",
                        "2018-11-12T14:45:00Z graphs flat",
                        "2018-11-12T14:55:00Z more"),
                texts().subList(3, 6));
        out = imports().ends(Exit.OK).out();
        assertTrue(out.contains(": 0 rows\n3 rows of this very file were imported before and left out.\n"), out);
        assertTrue(out.contains("\n3 rows are there already: left out.\n"), out);
        assertEquals(6, rows().size());
    }

    @Test
    void a_row_with_a_secret_is_known_again() throws IOException {
        String row = "- 16:40 logged in with password=" + "Sum" + "mer2018!x" + "\n";
        file(row);
        imports().ends(Exit.OK);
        file(row + "- 16:50 out again\n");
        String out = imports().ends(Exit.OK).out();
        assertTrue(out.contains("\n1 row is there already: left out.\n"), out);
        assertEquals(2, rows().size());
    }

    @Test
    void a_line_over_a_message_as_chats_copy_it_is_not_swallowed() throws IOException {
        file(
                "- 16:40 first ticket\n  seen by noa\neli  4:43 PM\nall of eu\n\nMaya Levi [16:44]\nten pods\n- 16:50 x\n");
        String err = imports().ends(Exit.FIX).err();
        String why = ": refused: This looks like an entry of its own: write it as `- 2:43 PM eli: text`.";
        assertTrue(err.contains("notes.md:3" + why), err);
        assertTrue(err.contains("notes.md:6" + why), err);
        imports("--skip-refused").ends(Exit.OK);
        assertEquals(List.of("2018-11-12T14:40:00Z first ticket\nseen by noa", "2018-11-12T14:50:00Z x"), texts());
    }

    @Test
    void a_dry_run_shows_every_row_and_imports_none() throws IOException {
        file("- 16:40 first ticket\n- 16:50 graphs flat\n");
        String out = imports("--dry-run").ends(Exit.OK).out();
        assertTrue(out.startsWith("line 1  16:40+02:00 / 14:40Z  \"first ticket\"\n"), out);
        assertTrue(out.endsWith("Nothing was imported: this was a dry run. 2 rows would be.\n"), out);
        assertEquals(List.of(), rows());
        file("- 16:40 first ticket\n- 19:88 what\n");
        assertEquals(Exit.FIX, imports("--dry-run").exit());
    }

    @Test
    void a_table_is_read_by_the_names_of_its_columns() throws IOException {
        file(
                "All times in UTC.\n\n| Who | Time | Event |\n|---|:---:|---|\n| noa | 14:40 | ticket \\| 1 |\n| | | and more |\n"
                        + "| eli | 14:50 | graphs flat |\n");
        String out = imports().ends(Exit.OK).out();
        assertTrue(out.contains("Times without a zone are in UTC, as the file says (`UTC`).\n"), out);
        assertTrue(!out.contains("Left out"), out);
        assertEquals(List.of("2018-11-12T14:40:00Z ticket | 1\nand more", "2018-11-12T14:50:00Z graphs flat"), texts());
        assertEquals(List.of("noa", "eli"), names());
        String text = new InProcess(home).run("timeline").ends(Exit.OK).out();
        assertTrue(
                text.contains("  noa, brought in by dana  import  line 5 of notes.md  (imported)")
                        && text.contains(
                                "  eli, brought in by dana  import  \"graphs flat\", line 7 of notes.md  (imported)"),
                text);
        String page = new InProcess(home).run("postmortem").ends(Exit.OK).out();
        assertTrue(page.contains("| eli, brought in by dana"), page);
        for (String form : List.of("json", "jsonl")) {
            String json = new InProcess(home)
                    .run("timeline", "--format", form)
                    .ends(Exit.OK)
                    .out();
            assertTrue(json.replace(" ", "").contains("\"line\":7,\"who\":\"eli\",\"file\":\"notes.md\"}"), json);
        }
    }

    @Test
    void a_zone_that_a_person_names_comes_before_the_files() throws IOException {
        file("All times in UTC.\n- 14:40 first ticket\n");
        imports("--zone", "Europe/London", "--on", "2018-11-12").ends(Exit.OK);
        assertEquals(List.of("2018-11-12T14:40:00Z first ticket"), texts());
        assertEquals("Europe/London", rows().get(0).entry().time().orElseThrow().zone());
        assertEquals(Exit.USAGE, imports("--zone", "Mars").exit());
        assertEquals(Exit.USAGE, imports("--on", "Someday").exit());
    }

    @Test
    void lines_of_JSON_land_and_what_else_they_have_is_named_once() throws IOException {
        file("""
                {"kind":"source","title":"a night"}
                {"at":"2018-11-12T14:40:00Z","text":"first","actor":"noa"}
                {"timestamp":1542033900,"message":"second \\n line","actor":"eli","n":2}
                {"as_written":"16:50","text":"third"}
                """);
        String out = imports().ends(Exit.OK).out();
        assertTrue(out.contains("Left out of every row: n.\n"), out);
        assertEquals(
                List.of(
                        "2018-11-12T14:40:00Z first",
                        "2018-11-12T14:45:00Z second \n line",
                        "2018-11-12T14:50:00Z third"),
                texts());
        assertEquals(List.of("noa", "eli", ""), names());
    }

    private List<String> names() {
        return rows().stream()
                .map(each -> ((Event.Import) each.event()).who().orElse(""))
                .toList();
    }

    @Test
    void a_member_that_names_nobody_is_left_out_as_others_are() throws IOException {
        file("{\"at\":\"16:40\",\"text\":\"first\",\"user\":{\"id\":7},\"who\":\" \"}\n");
        String out = imports().ends(Exit.OK).out();
        assertTrue(out.contains("Left out of every row: user, who.\n"), out);
        assertEquals(List.of(""), names());
    }

    @Test
    void a_row_of_JSON_without_its_half_is_refused_by_line() throws IOException {
        file(
                "{\"at\":\"16:40\",\"text\":\"first\"}\n{\"text\":\"no time\"}\n{\"at\":\"16:41\"}\n{\"at\":\"16:42\",\"te\n[1]\n"
                        + "{\"at\":[],\"text\":\"x\"}\n");
        String err = imports().ends(Exit.FIX).err();
        for (int line = 2; line <= 6; line++) {
            assertTrue(err.contains("notes.md:" + line + ": refused: "), err);
        }
        assertTrue(err.contains("5 of 6 rows are refused."), err);
    }

    @Test
    void what_is_no_such_format_at_all_is_said() throws IOException {
        file("Dear diary,\nnothing happened.\n");
        assertTrue(imports().ends(Exit.UNREADABLE).err().startsWith("No row was found in notes.md"));
        file("[{\"at\":\"16:40\",\"text\":\"first\"}]\n");
        assertTrue(imports().ends(Exit.UNREADABLE).err().startsWith("This is one JSON array"));
        file("");
        imports().ends(Exit.UNREADABLE);
        Files.write(home.resolve("notes.md"), new byte[] {(byte) 0x7f, 'E', 'L', 'F', 0, 0, (byte) 0xff, '\n', 0});
        imports().ends(Exit.UNREADABLE);
        assertEquals(
                Exit.NOT_FOUND,
                new InProcess(home).run("timeline", "import", "nowhere.md").exit());
        assertEquals(List.of(), rows());
    }

    @Test
    void bytes_that_are_no_text_are_named_by_line_and_column() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes("\ufeff- 16:40 first\r\n- 16:41 caf".getBytes(UTF_8));
        bytes.write(0xe9);
        bytes.writeBytes(" down\r\n- 16:42 a\0b\r\n- 16:43 last".getBytes(UTF_8));
        Files.write(home.resolve("notes.md"), bytes.toByteArray());
        String err = imports().ends(Exit.FIX).err();
        assertTrue(err.contains("notes.md:2: refused: This line is not UTF-8 from column 12 on."), err);
        assertTrue(err.contains("notes.md:3: refused: This line holds a NUL at column 10, which is no text."), err);
        imports("--skip-refused").ends(Exit.OK);
        assertEquals(List.of("2018-11-12T14:40:00Z first", "2018-11-12T14:43:00Z last"), texts());
    }

    @Test
    void a_line_without_an_end_fills_no_memory() throws IOException {
        RowFile read = new RowFile(times());
        read.read(new InputStream() {
            private long left = 300L * 1024 * 1024;

            @Override
            public int read() {
                return left-- > 0 ? 'x' : -1;
            }

            @Override
            public int read(byte[] into, int from, int length) {
                int now = (int) Math.min(length, left);
                left -= Math.max(now, 0);
                java.util.Arrays.fill(into, from, from + Math.max(now, 0), (byte) 'x');
                return now <= 0 ? -1 : now;
            }
        });
        assertEquals(1, read.rows().size());
        assertEquals(
                Optional.of("This line is longer than 256 KiB."),
                read.rows().get(0).refusal());
        assertTrue(read.isNone());
    }

    private oncall.document.RowTimes times() {
        return new oncall.document.RowTimes(
                new oncall.time.WrittenTimes(),
                Instant.parse("2018-11-12T15:03:00Z"),
                java.time.ZoneId.of("Asia/Jerusalem"),
                false,
                Optional.empty(),
                Instant.parse("2018-11-12T15:00:00Z"));
    }

    @Test
    void ten_thousand_rows_are_one_write() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            text.append("- 2018-11-12 ")
                    .append(10 + i / 3600 % 6)
                    .append(":")
                    .append(i / 60 % 60 < 10 ? "0" : "")
                    .append(i / 60 % 60)
                    .append(" row ")
                    .append(i)
                    .append('\n');
        }
        file(text.toString());
        long before = System.nanoTime();
        imports().ends(Exit.OK);
        long seconds = (System.nanoTime() - before) / 1_000_000_000;
        assertEquals(10_000, rows().size());
        assertEquals(10_000, rows().stream().map(each -> each.hlc()).distinct().count());
        assertTrue(seconds < 60, "it took " + seconds + " s");
        assertEquals(List.of(), night.timeline().verify().damage());
    }

    /** The timelines that were published, each as it is written, with the zone it says and the day its title says. */
    @ParameterizedTest
    @CsvSource({
        "bigpanda-2018-monday,2018-11-12,0",
        "dfds-pm2024-001,,3",
        "gitlab-2019-11-28,2019-11-28,0",
        "moj-2023-07-25,,1",
        "mybinder-2018-01-18,,0",
        "mybinder-2018-04-18,,0"
    })
    void published_timelines_come_in_with_the_instants_they_are_known_by(String name, String day, int refused)
            throws IOException {
        Path source = Path.of(System.getProperty("oncall.corpus", "../shared/corpus"), "timelines", name + ".jsonl");
        Assumptions.assumeTrue(Files.exists(source), "skipped: there is no " + source);
        List<String> lines = Files.readAllLines(source);
        Files.write(home.resolve("notes.md"), lines);
        List<String> options = new ArrayList<>(List.of("--skip-refused", "--zone", member(lines.get(0), "zone")));
        if (day != null) {
            options.addAll(List.of("--on", day));
        }
        List<String> words = new ArrayList<>(List.of("timeline", "import", "notes.md"));
        words.addAll(options);
        InProcess.Ran ran = new InProcess(home)
                .with("ONCALL_NOW", "2026-01-01T00:00:00Z")
                .run(words.toArray(String[]::new))
                .ends(Exit.OK);
        assertEquals(
                refused,
                ran.err().lines().filter(line -> line.contains(": refused: ")).count(),
                ran.err());
        List<TimelineRecord> rows = rows();
        assertEquals(lines.size() - 1 - refused, rows.size());
        for (TimelineRecord row : rows) {
            String line = lines.get((int) ((Event.Import) row.event()).line() - 1);
            assertEquals(member(line, "text"), row.entry().text().orElseThrow());
            assertEquals(
                    member(line, "as_written"), row.entry().time().orElseThrow().written());
            if (line.contains("\"instant\": \"")) {
                assertEquals(Instant.parse(member(line, "instant")), row.at(), line);
            }
            if (line.contains("\"until\": \"")) {
                assertEquals(
                        Optional.of(Instant.parse(member(line, "until"))),
                        row.entry().time().orElseThrow().until(),
                        line);
            }
        }
    }

    private static String member(String line, String name) {
        Matcher found =
                Pattern.compile("\"" + name + "\": \"((?:[^\"\\\\]|\\\\.)*)\"").matcher(line);
        assertTrue(found.find(), line);
        return found.group(1).replace("\\\"", "\"");
    }

    @Test
    void secrets_in_rows_do_not_come_to_disk() throws IOException {
        String secret = "Sum" + "mer2018!x";
        file("- 16:40 logged in with password=" + secret + "\n");
        imports().ends(Exit.OK);
        assertEquals(1, rows().size());
        night.timeline()
                .raw()
                .forEach(each -> assertTrue(!new String(each.bytes(), UTF_8).contains(secret), each.name()));
    }
}
