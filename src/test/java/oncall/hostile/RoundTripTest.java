package oncall.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import oncall.cli.Exit;
import oncall.cli.InProcess;
import oncall.hostile.Texts.Text;
import oncall.terminal.Payloads;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody gave is what is on record, to the byte, and nothing of it steers the screen it was given on. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RoundTripTest {
    /** As many as one incident takes before reading it again and again gets slow. */
    private static final int BATCH = 60;

    @TempDir
    private Path home;

    private int rooms;

    /** A home of its own. */
    private Path room() {
        try {
            return Files.createDirectory(home.resolve("room" + rooms++));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static List<List<Text>> batches(List<Text> texts, int size) {
        List<List<Text>> batches = new ArrayList<>();
        for (int from = 0; from < texts.size(); from += size) {
            batches.add(texts.subList(from, Math.min(texts.size(), from + size)));
        }
        return batches;
    }

    private static void assertHarmless(Text given, InProcess.Ran ran) {
        assertEquals(List.of(), Payloads.leaks(ran.out() + ran.err()), given::id);
    }

    private static void assertSame(List<Text> given, List<String> kept) {
        assertEquals(given.size(), kept.size());
        for (int i = 0; i < given.size(); i++) {
            String id = given.get(i).id();
            assertEquals(Texts.visible(given.get(i).text()), Texts.visible(kept.get(i)), id);
        }
    }

    // ---- titles

    @Test
    void some_of_our_own_as_titles() {
        titles(Texts.some(Texts.own(), 9));
    }

    @Test
    @Tag("deep")
    void our_own_as_titles() {
        titles(Texts.own());
    }

    @Test
    @Tag("deep")
    void the_collected_ones_as_titles() {
        titles(Texts.collected());
    }

    private void titles(List<Text> texts) {
        for (Text each : texts) {
            Path room = room();
            InProcess.Ran ran = each.text().equals("--")
                    ? titledByAFile(room, each)
                    : new InProcess(room).run("start", "outage", "--title", each.text());
            assertHarmless(each, ran);
            List<Path> made = new Raw(room).folders();
            if (!each.says() || each.text().codePointCount(0, each.text().length()) > 1000) {
                ran.ends(Exit.USAGE);
                assertTrue(
                        ran.err().startsWith("The title ") && ran.err().endsWith("Nothing was started.\n"), ran.err());
                assertEquals(List.of(), made, each.id());
                continue;
            }
            ran.ends(Exit.LEFT_OPEN);
            assertEquals(1, made.size(), each.id());
            assertTrue(made.get(0).getFileName().toString().matches("20181112-1703-[a-z0-9-]{1,44}"), made::toString);
            JsonNode header = Raw.records(made.get(0)).get(0);
            assertEquals(each.text(), header.at("/data/title").textValue(), each.id());
            JsonNode listed = Raw.lines(new InProcess(room)
                            .run("incidents", "--json")
                            .ends(Exit.OK)
                            .out())
                    .get(0);
            assertEquals(each.text(), listed.at("/incidents/0/title").textValue(), each.id());
        }
    }

    /** Two dashes end the options wherever they stand: no argument can be just them. */
    private static InProcess.Ran titledByAFile(Path room, Text title) {
        String file =
                "oncall: answers/1\nstart: {title: " + Script.quoted(title.text()) + "}\nanswers:\n  - what: it\n";
        try {
            Files.writeString(room.resolve("answers.yaml"), file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return new InProcess(room).run("start", "outage", "--answers", "answers.yaml");
    }

    // ---- notes

    @Test
    void some_of_our_own_as_notes_and_parked_ideas() {
        notes(Texts.some(Texts.own(), 9));
    }

    @Test
    @Tag("deep")
    void our_own_as_notes_and_parked_ideas() {
        notes(Texts.own());
    }

    @Test
    @Tag("deep")
    void the_collected_ones_as_notes_and_parked_ideas() {
        notes(Texts.collected());
    }

    private void notes(List<Text> texts) {
        List<Text> said = texts.stream().filter(Text::says).toList();
        for (List<Text> batch : batches(said, BATCH)) {
            Path room = room();
            new InProcess(room).run("start", "outage", "--title", "notes").ends(Exit.LEFT_OPEN);
            for (Text each : batch) {
                boolean piped = each.isUtf8() || each.text().equals("-");
                InProcess.Ran ran = piped
                        ? new InProcess(room).typing(each.text() + "\n").run("note", "-")
                        : new InProcess(room).run("note", "--", each.text());
                assertHarmless(each, ran.ends(Exit.OK));
                boolean argument = !each.text().equals("-");
                assertHarmless(
                        each,
                        argument
                                ? new InProcess(room)
                                        .run("park", "--", each.text())
                                        .ends(Exit.OK)
                                : new InProcess(room)
                                        .typing("-")
                                        .run("park", "-")
                                        .ends(Exit.OK));
            }
            Path folder = new Raw(room).folders().get(0);
            assertSame(batch, Raw.words(folder, "note"));
            assertSame(batch, Raw.words(folder, "park"));
            views(room, batch);
        }
    }

    /** Each way to look at it again: harmless everywhere, and the very words where a program reads. */
    private static void views(Path room, List<Text> batch) {
        for (String[] view : new String[][] {{"timeline"}, {"status"}, {"incidents"}, {"resume"}}) {
            InProcess.Ran ran = new InProcess(room).run(view);
            assertEquals(List.of(), Payloads.leaks(ran.out() + ran.err()), view[0]);
        }
        InProcess.Ran jsonl =
                new InProcess(room).run("timeline", "--format", "jsonl").ends(Exit.OK);
        assertEquals(List.of(), Payloads.steering(jsonl.out()));
        List<String> notes = new ArrayList<>();
        for (JsonNode line : Raw.lines(jsonl.out())) {
            if (line.path("kind").asText().equals("note")) {
                notes.add(line.get("text").textValue());
            }
        }
        assertSame(batch, notes);
    }

    @Test
    void bytes_that_are_no_text_are_written_out_and_told() {
        Path room = room();
        new InProcess(room).run("start", "outage").ends(Exit.LEFT_OPEN);
        byte[] bytes = {'a', (byte) 0xff, 'b', (byte) 0xed, (byte) 0xa0, (byte) 0x80, (byte) 0xd7, (byte) 0xa9, '\n'};
        InProcess.Ran ran = new InProcess(room)
                .reading(new ByteArrayInputStream(bytes))
                .run("note", "-")
                .ends(Exit.OK);
        assertEquals("4 bytes are no UTF-8 and saved as \\xNN each.\n", ran.err());
        assertEquals(
                List.of("a\\xffb\\xed\\xa0\\x80\u05e9"),
                Raw.words(new Raw(room).folders().get(0), "note"));
    }

    @Test
    void nothing_is_no_note() {
        Path room = room();
        new InProcess(room).run("start", "outage").ends(Exit.LEFT_OPEN);
        for (String nothing : List.of("", " ", "\n", " \t\n \r\n")) {
            new InProcess(room).run("note", "--", nothing).ends(Exit.USAGE);
            new InProcess(room).typing(nothing).run("note", "-").ends(Exit.USAGE);
            new InProcess(room).typing(nothing).run("park", "-").ends(Exit.USAGE);
        }
        assertEquals(List.of(), Raw.words(new Raw(room).folders().get(0), "note"));
    }

    @Test
    void why_something_was_corrected_or_withheld_is_kept_to_the_last_space() {
        Path room = room();
        new InProcess(room).run("start", "outage").ends(Exit.LEFT_OPEN);
        String reason = " \u001b[2J\u202e\nFORGED \"=1+1\" ";
        for (String[] words : new String[][] {
            {"note", "one"},
            {"note", "two"},
            {"correct", "4", "--reason", reason, "--", "\t=1+1 "},
            {"redact", "5", "--reason", reason},
            {"timeline"}
        }) {
            InProcess.Ran ran = new InProcess(room).run(words).ends(Exit.OK);
            assertEquals(List.of(), Payloads.leaks(ran.out() + ran.err()), words[0]);
        }
        List<JsonNode> records = Raw.records(new Raw(room).folders().get(0));
        assertEquals(
                List.of(reason, reason),
                records.stream()
                        .map(record -> record.at("/data/reason"))
                        .filter(JsonNode::isTextual)
                        .map(JsonNode::textValue)
                        .toList());
        assertEquals("\t=1+1 ", records.get(5).get("text").textValue());
    }

    @Test
    void an_empty_exception_closes_nothing() {
        Path room = room();
        new InProcess(room).run("start", "outage").ends(Exit.LEFT_OPEN);
        for (String nothing : List.of("", " ", "\u2003\n")) {
            InProcess.Ran ran = new InProcess(room).run("close", "--reason", nothing);
            assertEquals(List.of(), Raw.words(new Raw(room).folders().get(0), "close"), ran.out() + ran.err());
        }
    }

    // ---- answers

    @Test
    void our_own_as_answers_of_a_file_and_of_a_pipe() throws IOException {
        answers(Texts.own());
    }

    @Test
    void the_collected_ones_as_answers_of_a_file_and_of_a_pipe() throws IOException {
        answers(Texts.collected());
    }

    private void answers(List<Text> texts) throws IOException {
        List<Text> short_ = texts.stream()
                .filter(each -> each.says() && each.text().length() < 2000)
                .toList();
        for (List<Text> batch : batches(short_, Script.MOST_STEPS)) {
            Path room = room();
            Files.createDirectory(room.resolve("runbooks"));
            Files.writeString(room.resolve("runbooks/words.yaml"), Script.book(batch, false));
            Files.writeString(room.resolve("answers.yaml"), Script.answers(batch));
            InProcess.Ran ran = new InProcess(room).run("start", "words", "--answers", "answers.yaml");
            ran.ends(Exit.LEFT_OPEN);
            assertEquals(List.of(), Payloads.leaks(ran.out() + ran.err()));
            Path folder = new Raw(room).folders().get(0);
            assertSame(batch, given(folder));
            assertSame(batch, Raw.words(folder, "park"));
            List<Text> twice =
                    batch.stream().flatMap(each -> Stream.of(each, each)).toList();
            assertSame(twice, Raw.words(folder, "note"));
        }
        List<Text> lines = short_.stream()
                .filter(each -> each.isUtf8() && each.text().indexOf('\n') < 0)
                .toList();
        for (List<Text> batch : batches(lines, Script.MOST_STEPS)) {
            Path room = room();
            Files.createDirectory(room.resolve("runbooks"));
            Files.writeString(room.resolve("runbooks/words.yaml"), Script.book(batch, false));
            StringBuilder typed = new StringBuilder("it\n2\n4\n");
            batch.forEach(each -> typed.append(' ').append(each.text()).append('\n'));
            InProcess.Ran ran = new InProcess(room).typing(typed.toString()).run("start", "words");
            ran.ends(Exit.LEFT_OPEN);
            assertEquals(List.of(), Payloads.leaks(ran.out() + ran.err()));
            assertSame(batch, given(new Raw(room).folders().get(0)));
        }
    }

    private static List<String> given(Path folder) {
        return Raw.records(folder).stream()
                .filter(record -> record.path("step").asText().matches("t\\d+"))
                .filter(record -> record.get("kind").textValue().equals("answer"))
                .map(record -> Raw.words(folder, record))
                .toList();
    }
}
