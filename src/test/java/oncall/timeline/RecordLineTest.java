package oncall.timeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import oncall.incident.Entry;
import oncall.incident.Event;
import oncall.runbook.Phase;
import oncall.runbook.Value;
import oncall.timeline.JsonObjectTree.Misshapen;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RecordLineTest {
    private static final RecordLine.Stamp STAMP = new RecordLine.Stamp(
            3, "367b-3", Samples.WHEN, Samples.WHEN, 355127, "0167087803330000", "dana", Optional.of("367b-2"));

    @Test
    void a_line_has_its_members_in_the_order_of_the_format() {
        Entry entry = Entry.of(Event.Answer.PLAIN)
                .on(Optional.of(Phase.IMPACT), "customers")
                .valued(Value.of("many"))
                .saying("3");
        byte[] body = RecordLine.body(STAMP, entry, Optional.empty(), Optional.empty());
        String h = Chain.hash(Chain.START, body);
        assertEquals(
                "{\"v\":1,\"seq\":3,\"id\":\"367b-3\",\"kind\":\"answer\",\"at\":\"2018-11-12T15:09:02.131Z\","
                        + "\"recorded\":\"2018-11-12T15:09:02.131Z\",\"mono\":355127,\"hlc\":\"0167087803330000\","
                        + "\"actor\":\"dana\",\"session\":\"367b-2\",\"phase\":\"impact\",\"step\":\"customers\","
                        + "\"value\":\"many\",\"text\":\"3\",\"h\":\"" + h + "\"}\n",
                new String(Chain.close(body, h), UTF_8));
    }

    @Test
    void every_kind_of_event_has_a_sample_and_goes_there_and_back() throws Misshapen {
        Set<Class<?>> sampled = new HashSet<>();
        for (Entry entry : Samples.entries()) {
            sampled.add(entry.event().getClass());
            Entry expected = entry.at(STAMP.at());
            assertEquals(
                    expected,
                    thereAndBack(entry).record().entry(),
                    entry.event().kind());
        }
        for (Event event : Samples.bare()) {
            assertEquals(event, thereAndBack(Entry.of(event)).record().event(), event.kind());
        }
        Set<Class<?>> events = new HashSet<>(List.of(Event.class.getPermittedSubclasses()));
        assertEquals(events, sampled);
    }

    @Test
    void the_words_on_disk_are_the_ones_of_the_format() {
        List<String> kinds = List.of(
                "header",
                "session",
                "answer",
                "note",
                "park",
                "priority",
                "decision",
                "role",
                "call",
                "comms",
                "due",
                "jump",
                "intent",
                "result",
                "evidence",
                "milestone",
                "handoff",
                "pause",
                "resume",
                "clock",
                "recovered",
                "correction",
                "redaction",
                "import",
                "close");
        assertEquals(Set.copyOf(kinds), Set.copyOf(EventShapes.kinds()));
        Event decision = Samples.full().get(6);
        assertTrue(text(Entry.of(decision)).contains("\"plan_check\":\"ready\",\"known\":{\"change\":"));
    }

    @Test
    void control_format_and_separator_characters_and_lone_surrogates_are_escaped_all_else_is_raw() {
        String hostile = "\u0000\u001b\n\u007f\u009b\u00ad\u200b\u202e\u2028\u2029\ufeff\ud83d \ude00\udb40\udc01"
                + "\u05d0\ud83d\ude00\u00a0\"\\/";
        String line = text(Entry.of(new Event.Note(Optional.empty())).saying(hostile));
        assertTrue(
                line.contains("\"text\":\"\\u0000\\u001b\\u000a\\u007f\\u009b\\u00ad\\u200b\\u202e\\u2028\\u2029\\ufeff"
                        + "\\ud83d \\ude00\\udb40\\udc01\u05d0\ud83d\ude00\u00a0\\\"\\\\/\""),
                line);
    }

    @Test
    void hostile_words_go_there_and_back_in_every_place_that_takes_words() throws Misshapen {
        for (String words : HostileStrings.all()) {
            Entry entry = new Entry(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(words),
                    Optional.of(Value.ofList(List.of(words, ""))),
                    Optional.of(words),
                    Optional.empty(),
                    Optional.of(words),
                    Set.of(),
                    new Event.Result(words, Optional.of(-1), 5, Optional.of(words), Long.MAX_VALUE));
            byte[] body = RecordLine.body(STAMP, entry, Optional.empty(), Optional.empty());
            String line = new String(body, UTF_8);
            assertTrue(line.codePoints().noneMatch(c -> c < ' ' || c == '\u007f' || c == '\u202e'), line);
            assertEquals(body.length, new String(body, UTF_8).getBytes(UTF_8).length);
            assertEquals(entry.at(STAMP.at()), thereAndBack(entry).record().entry());
        }
    }

    @Test
    void strings_made_at_random_go_there_and_back() throws Misshapen {
        Random random = new Random(20181112);
        for (int round = 0; round < 5000; round++) {
            String words = HostileStrings.random(random);
            Entry entry = Entry.of(new Event.Note(Optional.of("x" + words))).saying("x" + words);
            assertEquals(entry.at(STAMP.at()), thereAndBack(entry).record().entry());
        }
    }

    @Test
    void the_collected_hostile_strings_go_there_and_back() throws IOException, Misshapen {
        Path corpus =
                Path.of(System.getProperty("oncall.corpus", "../shared/corpus")).resolve("strings");
        Assumptions.assumeTrue(Files.isDirectory(corpus), "skipped: no collection of strings at " + corpus);
        List<String> all = new ArrayList<>();
        String naughty = "{\"all\":" + Files.readString(corpus.resolve("blns.json")) + "}";
        all.addAll(JsonObjectTree.parse(naughty.getBytes(UTF_8)).strings("all"));
        for (String line : Files.readAllLines(corpus.resolve("terminal-and-csv.jsonl"))) {
            all.add(JsonObjectTree.parse(line.getBytes(UTF_8)).string("text"));
        }
        assertTrue(all.size() > 100, all.size() + " strings");
        for (String words : all) {
            Entry entry = Entry.of(new Event.Note(Optional.of("x" + words))).saying("x" + words);
            assertEquals(entry.at(STAMP.at()), thereAndBack(entry).record().entry());
        }
    }

    @Test
    void what_is_not_known_is_kept_and_members_nobody_knows_are_passed_over() throws Misshapen {
        String line = text(Samples.answer("customers", "many"));
        String more = line.replace("\"value\":", "\"mood\":{\"a\":[1,null]},\"value\":")
                .replace("\"kind\":\"answer\"", "\"kind\":\"teleport\"")
                .replace("\"many\"", "\"many\",\"data\":{\"to\" : \"moon\"}");
        RecordLine read = parse(more);
        assertEquals(
                new Event.Other("teleport", "{\"to\":\"moon\"}"), read.record().event());
        assertEquals(Optional.of(Value.of("many")), read.record().entry().value());
    }

    @Test
    void a_known_kind_of_another_shape_is_kept_as_it_is() throws Misshapen {
        String line = text(Entry.of(new Event.Recovered("f", 1, 2))).replace("\"offset\":1", "\"offset\":\"far\"");
        assertEquals(
                new Event.Other("recovered", "{\"file\":\"f\",\"offset\":\"far\",\"bytes\":2}"),
                parse(line).record().event());
    }

    @Test
    void a_line_that_lacks_a_required_member_is_not_a_record() {
        String line = text(Samples.answer("customers", "many"));
        List<String> missing = new ArrayList<>();
        for (String member : List.of("v", "seq", "id", "kind", "at", "recorded", "mono", "hlc", "actor")) {
            String without = line.replaceFirst("\"" + member + "\":(\"[^\"]*\"|\\d+),", "");
            Misshapen why = assertThrows(Misshapen.class, () -> parse(without), member);
            assertTrue(why.getMessage().contains("`" + member + "`"), why.getMessage());
            missing.add(member);
        }
        assertEquals(9, missing.size());
    }

    @Test
    void nothing_that_comes_in_gets_anything_but_a_refusal() {
        for (String line : List.of(
                "",
                "null",
                "[]",
                "{",
                "{}",
                "{\"v\":1e999999999}",
                "{\"v\":99999999999999999999}",
                "{\"v\":true}",
                "[".repeat(100_000),
                "{\"a\":".repeat(5000),
                "\u0000\u0000",
                "{\"v\":1}{\"v\":1}")) {
            assertThrows(Misshapen.class, () -> parse(line), line);
        }
    }

    @Test
    void a_record_has_one_visibility() {
        Entry entry = Samples.answer("a", "b");
        Entry both = new Entry(
                entry.happened(),
                entry.phase(),
                entry.step(),
                entry.value(),
                entry.text(),
                entry.time(),
                entry.supersedes(),
                Set.of("internal", "public"),
                entry.event());
        assertThrows(IllegalArgumentException.class, () -> text(both));
    }

    @Test
    void absent_things_are_left_out_never_null() {
        String line = text(Entry.of(Event.Answer.PLAIN));
        assertFalse(line.contains("null") || line.contains("data") || line.contains("text") || line.contains("value"));
    }

    private static String text(Entry entry) {
        return new String(RecordLine.body(STAMP, entry, Optional.empty(), Optional.empty()), UTF_8) + "}";
    }

    private static RecordLine parse(String line) throws Misshapen {
        return RecordLine.parse(line.getBytes(UTF_8), "", "dana-laptop");
    }

    private static RecordLine thereAndBack(Entry entry) throws Misshapen {
        return parse(text(entry));
    }
}
