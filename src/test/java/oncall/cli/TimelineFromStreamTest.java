package oncall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import oncall.incident.Entry;
import oncall.incident.Event;
import oncall.runbook.Value;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TimelineFromStreamTest {
    private static final List<String> FORMATS = List.of("text", "markdown", "csv", "json", "jsonl");

    @TempDir
    private Path home;

    private InProcess.Ran run(String... words) {
        return new InProcess(home).run(words);
    }

    private InProcess.Ran given(String input, String... words) {
        return new InProcess(home).typing(input).run(words);
    }

    /** A night with everything that changes how another entry is told. */
    private OneNight night() {
        OneNight night = OneNight.asFarAsMitigate(home);
        String id = "6137-4";
        night.add(Entry.of(new Event.Note(Optional.empty()))
                .saying("two\nlines, \"quoted\" \\ \u001b[31m \u202e \u05e9")
                .at(Instant.parse("2018-11-12T14:30:00Z")));
        night.add(Entry.of(new Event.Correction(id, Optional.of(Value.of("many"))))
                .saying("14"));
        night.add(Entry.of(new Event.Correction(
                "6137-6", Optional.empty(), Optional.of(Instant.parse("2018-11-12T14:45:00Z")), Optional.empty())));
        night.add(Entry.of(new Event.Note(Optional.empty())).saying("s3cret"));
        night.add(Entry.of(new Event.Redaction("6137-9", Optional.of("a password"))));
        night.add(Entry.of(new Event.Other("weather", "{\"rain\":[1,2.50,{\"x\":null}]}")));
        night.add(Entry.of(Event.Answer.PLAIN)
                .on(Optional.empty(), "customers")
                .valued(Value.of("one"))
                .superseding(id));
        return night;
    }

    @Test
    void every_form_made_of_an_export_is_the_same_as_made_of_the_incident() {
        night();
        for (String from : List.of("jsonl", "json")) {
            String export = run("timeline", "--format", from).ends(Exit.OK).out();
            for (String format : FORMATS) {
                assertEquals(
                        run("timeline", "--format", format).ends(Exit.OK).out(),
                        given(export, "timeline", "-", "--format", format)
                                .ends(Exit.OK)
                                .out(),
                        from + " to " + format);
            }
        }
    }

    @Test
    void a_postmortem_made_of_an_export_or_of_the_raw_files_is_the_one_made_of_the_incident() throws IOException {
        OneNight night = night();
        String wanted = run("postmortem").ends(Exit.OK).out();
        for (String form : List.of("json", "jsonl")) {
            String export = run("timeline", "--format", form).out();
            assertEquals(wanted, given(export, "postmortem", "-").ends(Exit.OK).out(), form);
        }
        String raw = Files.readString(night.file());
        String folder = night.timeline().folder().toString();
        assertTrue(given(raw, "postmortem", "-").ends(Exit.OK).out().contains("6137-12"), folder);
        given("hello", "postmortem", "-").ends(Exit.UNREADABLE);
    }

    @Test
    void an_export_that_somebody_laid_out_or_sent_through_Windows_is_still_one() {
        night();
        String export = run("timeline", "--format", "jsonl").ends(Exit.OK).out();
        for (String other : List.of(
                "\ufeff" + export,
                export.replace("\n", "\r\n"),
                export.replace(",\"kind\"", " , \"kind\""),
                export.replace("\n", "\n\n"),
                run("timeline", "--format", "json").out().replace("\n", ""),
                run("timeline", "--format", "json")
                        .out()
                        .replace("{\"id\"", "{\n  \"id\"")
                        .replace("}", "\n}"))) {
            assertEquals(
                    export,
                    given(other, "timeline", "-", "--format", "jsonl")
                            .ends(Exit.OK)
                            .out(),
                    other.substring(0, 60));
        }
    }

    @Test
    void entries_out_of_order_come_in_order() {
        night();
        String export = run("timeline", "--format", "jsonl").out();
        List<String> lines = export.lines().toList();
        StringBuilder turned = new StringBuilder(lines.get(0)).append('\n');
        for (int i = lines.size() - 1; i > 3; i--) {
            turned.append(lines.get(i)).append('\n');
        }
        for (int i : new int[] {2, 3, 1}) { // two at the same time stay as they came
            turned.append(lines.get(i)).append('\n');
        }
        assertEquals(
                export,
                given(turned.toString(), "timeline", "-", "--format", "jsonl")
                        .ends(Exit.OK)
                        .out());
    }

    @Test
    void the_raw_files_are_checked_against_their_hashes_and_told_alike() throws IOException {
        OneNight night = night();
        String raw = Files.readString(night.file());
        for (String format : FORMATS) {
            String wanted = run("timeline", "--format", format)
                    .out()
                    .replaceFirst(
                            ",\"policy\":\\{[^\n]*?\\}(?=,\"entries\":|\\}\n)", ""); // from copies beside the records
            String folder = night.timeline().folder().toString();
            for (String input : List.of(raw, raw.replace("\n", "\r\n"), "\ufeff" + raw, raw + raw)) {
                String told = given(input, "timeline", "-", "--format", format)
                        .ends(Exit.OK)
                        .out();
                assertEquals(wanted.replace(folder, "-"), told.replace(folder, "-"), format);
            }
        }
        assertEquals(
                run("timeline", "--verify").out(),
                given(raw, "timeline", "-", "--verify").ends(Exit.OK).out());
    }

    @Test
    void a_damaged_raw_line_is_named_and_the_rest_is_shown() throws IOException {
        String raw = Files.readString(night().file());
        String damaged = raw.replace("\"value\":\"unknown\"", "\"value\":\"onknown\"");
        InProcess.Ran ran = given(damaged, "timeline", "-").ends(Exit.UNREADABLE);
        assertTrue(ran.err().contains("Standard input, line 4"), ran.err());
        assertTrue(ran.out().contains("two"), ran.out());
        given(damaged, "timeline", "-", "--verify").ends(Exit.FIX);
    }

    @Test
    void a_raw_line_written_by_half_is_no_damage_and_is_said() throws IOException {
        String raw = Files.readString(night().file());
        InProcess.Ran ran = given(raw + "{\"v\":1,", "timeline", "-").ends(Exit.OK);
        assertTrue(ran.err().contains("was written by half, 7 bytes"), ran.err());
        assertEquals(given(raw, "timeline", "-").out(), ran.out());
    }

    @Test
    void what_is_no_timeline_is_refused_with_its_place_and_what_was_expected() {
        night();
        String head =
                run("timeline", "--format", "jsonl").out().lines().findFirst().orElseThrow() + "\n";
        assertRefused("", "Standard input is empty. Expected was a timeline");
        assertRefused(" \n \n", "Standard input is empty.");
        assertRefused("hello\nworld\n", "Standard input, line 1, column 1: an object was expected");
        assertRefused("\n\n   [1,2]", "Standard input, line 3, column 4: an object was expected");
        assertRefused("\u0000\u0000\u0000", "Standard input, line 1, column 1: an object was expected");
        assertRefused("{\"a\":1}\n", "Standard input, line 1, column 1: this is JSON, but no timeline.");
        assertRefused("{\"a\":1,}\n", "Standard input, line 1, column 1: not JSON.");
        assertRefused("{\"a\":\"b\n", "Standard input, line 1, column 8: the line ends inside a string.");
        assertRefused("{\"schema\":\"oncall.status/1\"}\n", "`schema` is `oncall.status/1`.");
        assertRefused(
                head.replace("timeline/1", "timeline/2"), "this timeline is in the newer form `oncall.timeline/2`");
        assertRefused("{".repeat(1_000_000), "Standard input, line 1, column 65: objects or lists stand in each other");
        assertRefused("{\"v\":1}\n{\"v\":2}\n", "Standard input, line 1, column 1: does not end in a hash.");
    }

    private void assertRefused(String input, String words) {
        InProcess.Ran ran = given(input, "timeline", "-").ends(Exit.UNREADABLE);
        assertEquals("", ran.out(), words);
        assertTrue(ran.err().contains(words), words + "\n" + ran.err());
        assertFalse(ran.err().contains("at oncall."), ran.err());
    }

    @Test
    void made_up_writers_and_numbers_take_no_more_room_than_others() {
        night();
        StringBuilder made = new StringBuilder(run("timeline", "--format", "jsonl")
                        .out()
                        .lines()
                        .findFirst()
                        .orElseThrow())
                .append('\n');
        for (int i = 0; i < 5000; i++) {
            made.append("{\"id\":\"w")
                    .append(i)
                    .append("-67108863\",\"kind\":\"note\",\"actor\":\"eli\",\"text\":\"n")
                    .append(i)
                    .append("\",\"at\":\"2018-11-12T15:00:00.000Z\",\"recorded\":\"2018-11-12T15:00:00.000Z\"}\n");
        }
        String out = given(made.toString(), "timeline", "-").ends(Exit.OK).out();
        assertTrue(out.contains("n4999"), "the last one is there");
        String again = made.substring(made.lastIndexOf("{"));
        InProcess.Ran ran = given(made + again, "timeline", "-").ends(Exit.UNREADABLE);
        assertTrue(ran.err().contains("the entry w4999-67108863 was there already"), ran.err());
    }

    @Test
    void what_can_be_read_between_what_cannot_is_shown_and_the_rest_named() {
        night();
        List<String> export =
                run("timeline", "--format", "jsonl").ends(Exit.OK).out().lines().toList();
        String head = export.get(0);
        String good = export.get(3);
        for (String bad : List.of(
                "hello",
                good.substring(0, good.length() / 2),
                "{\"id\":\"6137-77\"}",
                good.replace("\"at\":\"2018", "\"at\":\"20x8"),
                good,
                "{".repeat(1000),
                "\u0000",
                "{\"id\":\"\u0001\u001b[31m\"}")) {
            InProcess.Ran ran = given(head + "\n" + good + "\n" + bad + "\n" + export.get(5) + "\n", "timeline", "-");
            assertEquals(Exit.UNREADABLE, ran.exit(), bad);
            assertTrue(ran.err().contains("Standard input, line 3, column "), bad + ": " + ran.err());
            assertTrue(ran.out().contains("[6137-2]") && ran.out().contains("[6137-4]"), ran.out());
            assertFalse(ran.out().contains("\u001b") || ran.err().contains("\u001b"), "no escape byte of theirs");
        }
        InProcess.Ran half = given(head + "\n" + good + "\n" + export.get(5).substring(0, 50), "timeline", "-");
        assertEquals(Exit.UNREADABLE, half.exit());
        assertTrue(
                half.err().contains("Standard input, line 3, column 51: the input ends inside an object"), half.err());
        assertTrue(half.out().contains("[6137-2]"), half.out());
    }

    @Test
    void invalid_UTF_8_is_named_and_never_passed_on() {
        night();
        List<String> export =
                run("timeline", "--format", "jsonl").ends(Exit.OK).out().lines().toList();
        byte[] bytes = (export.get(0) + "\n" + export.get(3) + "\n"
                        + export.get(5).replace("?", "\u00ff") + "\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Exit exit = Main.run(
                new String[] {"timeline", "-"},
                new InProcess(home)
                        .reading(new java.io.ByteArrayInputStream(bytes))
                        .environs(out, err));
        assertEquals(Exit.UNREADABLE, exit, err.toString(StandardCharsets.UTF_8));
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("line 3, column 1"), err.toString());
        assertTrue(out.toString(StandardCharsets.UTF_8).contains("[6137-2]"));
    }

    @Test
    void a_line_without_end_is_given_up_at_once() {
        night();
        String head =
                run("timeline", "--format", "jsonl").out().lines().findFirst().orElseThrow() + "\n";
        for (String beginning : List.of("{\"v\":1,\"text\":\"", head + "{\"id\":\"", "x")) {
            long[] given = new long[1];
            InputStream endless = new InputStream() {
                private final byte[] begun = beginning.getBytes(StandardCharsets.UTF_8);

                @Override
                public int read() {
                    long at = given[0]++;
                    return at < begun.length ? begun[(int) at] : 'a';
                }
            };
            ByteArrayOutputStream err = new ByteArrayOutputStream();
            Exit exit = Main.run(
                    new String[] {"timeline", "-"},
                    new InProcess(home).reading(endless).environs(new ByteArrayOutputStream(), err));
            assertEquals(Exit.UNREADABLE, exit, err.toString());
            assertTrue(err.toString().startsWith("Standard input, line "), err.toString());
            assertTrue(given[0] < 32 * 1024 * 1024, given[0] + " bytes were read");
        }
    }
}
