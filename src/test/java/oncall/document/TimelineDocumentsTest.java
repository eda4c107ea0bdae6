package oncall.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import oncall.incident.Entry;
import oncall.incident.Event;
import oncall.incident.Incident;
import oncall.incident.Records;
import oncall.runbook.Value;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TimelineDocumentsTest {
    @Test
    void A_night_as_text() {
        Golden.check("night.timeline.txt", text(Night.incident()));
    }

    @Test
    void A_night_as_lines_of_JSON() throws IOException {
        List<String> lines = TimelineJson.lines(Heading.of(Night.incident(), "/var/oncall/" + Night.ID, Night.HEALTH))
                .write(Night.incident());
        Golden.check("night.timeline.jsonl", lines);
        for (String line : lines) {
            readable(line);
        }
    }

    @Test
    void A_night_as_Markdown() {
        Golden.check("night.timeline.md", new TimelineMarkdown(night()).write(Night.incident()));
    }

    @Test
    void A_night_as_CSV() {
        Golden.check("night.timeline.csv", new TimelineCsv(night()).write(Night.incident()));
    }

    @Test
    void A_night_as_one_object() {
        Golden.check("night.timeline.json", TimelineJson.object(night()).write(Night.incident()));
    }

    @Test
    void A_night_in_UTC() {
        Golden.check("night.utc.txt", new TimelineText(night().inUtc()).write(Night.incident()));
        Golden.check("night.utc.md", new TimelineMarkdown(night().inUtc()).write(Night.incident()));
    }

    private static Heading night() {
        return Heading.of(Night.incident(), "/var/oncall/" + Night.ID, Night.HEALTH);
    }

    @Test
    void One_object_holds_the_same_entries() throws IOException {
        List<String> lines = TimelineJson.lines(Heading.of(Night.incident(), "/x", Night.HEALTH))
                .write(Night.incident());
        String head = lines.get(0);
        assertEquals(
                head.substring(0, head.length() - 1) + ",\"entries\":[\n"
                        + String.join("\n,", lines.subList(1, lines.size())) + "\n]}",
                object(Night.incident()));
        readable(object(Night.incident()));
    }

    @Test
    void What_is_withheld_is_in_no_export() {
        String text = String.join("\n", text(Night.incident()));
        String json = object(Night.incident());
        assertTrue(String.valueOf(Night.records().all()).contains("s3cret"), "the secret is on record");
        assertFalse(text.contains("s3cret"), text);
        assertFalse(json.contains("s3cret"), json);
        assertTrue(text.contains("(redacted)"));
        assertTrue(json.contains("\"redacted\":true"));
    }

    @Test
    void A_note_cannot_pass_for_an_entry() {
        List<String> lines = text(Night.incident());
        assertEquals(
                1, lines.stream().filter(line -> line.contains("a forged line")).count());
        assertTrue(lines.stream()
                .filter(line -> line.contains("a forged line"))
                .allMatch(line -> line.startsWith("    | ")));
    }

    @Test
    void Every_kind_has_its_words() {
        assertEquals(Set.copyOf(Arrays.asList(kinds())), EventWords.kinds());
    }

    @Test
    void Every_kind_has_its_members_under_the_names_of_the_file() {
        Instant at = Instant.parse("2018-11-12T15:09:02.131Z");
        Set<Class<?>> seen = new HashSet<>();
        List<String> members = new ArrayList<>();
        for (Event event : Kinds.full(at)) {
            seen.add(event.getClass());
            members.add(event.kind() + " " + new EventMembers(Set.of()).of(event));
            for (RecordComponent component : event.getClass().getRecordComponents()) {
                String name = component.getName().equals("dueAt")
                        ? "at"
                        : component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
                assertTrue(
                        event instanceof Event.Other
                                || members.get(members.size() - 1).contains("\"" + name + "\":"),
                        event.kind() + " does not export " + name);
            }
        }
        assertEquals(Set.copyOf(Arrays.asList(kinds())), seen, "a sample of every kind");
        Golden.check("kinds.txt", members);
    }

    @Test
    void An_entry_is_late_after_two_minutes() {
        Records on = new Records().at("2018-11-12T15:05:00.000Z");
        on.add(Entry.of(new Event.Note(Optional.empty())).saying("a").at(Instant.parse("2018-11-12T15:03:00Z")));
        on.add(Entry.of(new Event.Note(Optional.empty())).saying("b").at(Instant.parse("2018-11-12T15:02:59.999Z")));
        assertEquals(
                List.of("b true", "a false"),
                new Telling(Incident.of(on.all()))
                        .all().stream()
                                .map(told -> told.text().orElse("") + " " + told.late())
                                .toList());
    }

    @Test
    void A_corrected_correction_counts_by_the_newest_and_shows_them_all() {
        Records on = new Records();
        String first = on.answer("customers", "one", "one");
        String second = on.add(Entry.of(new Event.Correction(first, Optional.of(Value.of("many"))))
                .saying("14"));
        on.at("2018-11-12T15:30:00.000Z");
        on.add(Entry.of(new Event.Correction(second, Optional.of(Value.of("none"))))
                .saying("none"));
        Told told = new Telling(Incident.of(on.all())).all().get(0);
        assertEquals(Optional.of(Value.of("none")), told.value());
        assertEquals(3, told.versions().size());
        String line = text(Incident.of(on.all())).get(5);
        assertTrue(line.contains("impact/customers  none  (was one, then many \"14\"; corrected"), line);
    }

    @Test
    void A_withheld_correction_leaves_what_was_there() {
        Records on = new Records();
        String first = on.answer("customers", "one", "one");
        String second = on.add(Entry.of(new Event.Correction(first, Optional.of(Value.of("many"))))
                .saying("s3cret"));
        on.add(Entry.of(new Event.Redaction(second, Optional.empty())));
        Told told = new Telling(Incident.of(on.all())).all().get(0);
        assertEquals(Optional.of(Value.of("one")), told.value());
        assertFalse(object(Incident.of(on.all())).contains("s3cret"));
    }

    private static Class<?>[] kinds() {
        return Event.class.getPermittedSubclasses();
    }

    private static void readable(String json) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            int tokens = 0;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                assertTrue(token != JsonToken.VALUE_NULL, "absent, never null");
                tokens++;
            }
            assertTrue(tokens > 2);
        }
    }

    private static List<String> text(Incident incident) {
        return new TimelineText(Heading.of(incident, "/x", Night.HEALTH)).write(incident);
    }

    private static String object(Incident incident) {
        return String.join(
                "\n",
                TimelineJson.object(Heading.of(incident, "/x", Night.HEALTH)).write(incident));
    }
}
