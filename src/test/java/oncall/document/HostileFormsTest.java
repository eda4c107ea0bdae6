package oncall.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import oncall.incident.Entry;
import oncall.incident.Event;
import oncall.incident.Incident;
import oncall.incident.Records;
import oncall.runbook.Phase;
import oncall.runbook.Value;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Whole timelines in which every word is meant ill. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class HostileFormsTest {
    private static final Optional<String> NO = Optional.empty();
    private static final Parser PARSER =
            Parser.builder().extensions(List.of(TablesExtension.create())).build();

    @Test
    void Ours_stay_words_in_a_page() {
        Hostile.ours().forEach(HostileFormsTest::staysOneTable);
    }

    @Test
    void The_collected_ones_stay_words_in_a_page() {
        Assumptions.assumeTrue(Hostile.isCollectionThere(), Hostile.missing());
        Hostile.collected().forEach(HostileFormsTest::staysOneTable);
    }

    @Test
    void Ours_come_out_of_JSON_as_they_went_in() throws IOException {
        comesOutOfJson(Hostile.ours());
    }

    @Test
    void The_collected_ones_come_out_of_JSON_as_they_went_in() throws IOException {
        Assumptions.assumeTrue(Hostile.isCollectionThere(), Hostile.missing());
        comesOutOfJson(Hostile.collected());
    }

    /** The same words in every place that a form shows. */
    private static Incident incident(String words) {
        String one = words.isEmpty() ? "x" : words;
        Records on = new Records().at("2018-11-12T15:00:00.000Z");
        on.add(Entry.of(
                new Event.Header(1, words, words, Instant.parse("2018-11-12T15:00:00Z"), words, Optional.empty(), NO)));
        on.by(one, "desk");
        on.add(Entry.of(new Event.Session(one, one, one, "Z", "x", "x", 1, one, one, one, one, List.of(one))));
        String answer = on.add(Entry.of(new Event.Answer(Optional.of(one), Optional.of(one), Optional.of(one)))
                .on(Optional.of(Phase.IMPACT), one)
                .valued(Value.ofList(List.of(one, one)))
                .saying(words));
        on.add(Entry.of(new Event.Correction(answer, Optional.of(Value.of(one))))
                .saying(one));
        on.add(Entry.of(new Event.Result(one, Optional.of(1), 5, Optional.of(words + "\n" + words), 9)));
        on.add(Entry.of(new Event.Other(one.isBlank() ? "x" : one, "{\"a\":\"" + "\u202e" + "\"}"))
                .saying(words));
        return Incident.of(on.all());
    }

    private static void staysOneTable(String words) {
        Incident incident = incident(words);
        Health health = new Health(6, "d68608988ded", List.of(new Health.Damaged(words, 3, words)));
        String page =
                String.join("\n", new TimelineMarkdown(Heading.of(incident, words, health)).write(incident)) + "\n";
        Map<String, Integer> kinds = new TreeMap<>();
        count(PARSER.parse(page), kinds);
        assertEquals(
                Map.of("Heading", 1, "TableBlock", 1, "TableHead", 1, "TableBody", 1, "TableRow", 7),
                only(kinds, Set.of("Heading", "TableBlock", "TableHead", "TableBody", "TableRow")),
                page);
        kinds.keySet()
                .removeAll(Set.of(
                        "Heading",
                        "TableBlock",
                        "TableHead",
                        "TableBody",
                        "TableRow",
                        "TableCell",
                        "Paragraph",
                        "Document",
                        "Text",
                        "Emphasis"));
        assertEquals(Map.of(), kinds, page);
    }

    private static Map<String, Integer> only(Map<String, Integer> kinds, Set<String> names) {
        Map<String, Integer> some = new TreeMap<>(kinds);
        some.keySet().retainAll(names);
        return some;
    }

    private static void count(Node node, Map<String, Integer> kinds) {
        kinds.merge(node.getClass().getSimpleName(), 1, Integer::sum);
        for (Node inside = node.getFirstChild(); inside != null; inside = inside.getNext()) {
            count(inside, kinds);
        }
    }

    private static void comesOutOfJson(List<String> all) throws IOException {
        Records on = new Records().at("2018-11-12T15:00:00.000Z");
        all.forEach(words -> on.add(Entry.of(new Event.Note(Optional.of(words))).saying("<" + words + ">")));
        Incident incident = Incident.of(on.all());
        Heading heading = Heading.of(incident, "/x", Night.HEALTH);
        for (TimelineForm form : List.of(TimelineJson.lines(heading), TimelineJson.object(heading))) {
            String json = String.join("\n", form.write(incident));
            assertTrue(
                    json.codePoints().noneMatch(c -> c != '\n' && hides(c)),
                    "a character that hides or steers stands there as it is");
            assertEquals(all, notes(json));
        }
    }

    private static boolean hides(int c) {
        int type = Character.getType(c);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.SURROGATE;
    }

    private static List<String> notes(String json) throws IOException {
        List<String> notes = new ArrayList<>();
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.VALUE_STRING && "text".equals(parser.currentName())) {
                    String text = parser.getText();
                    notes.add(text.substring(1, text.length() - 1));
                }
            }
        }
        return notes;
    }
}
