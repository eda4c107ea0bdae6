package oncall.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import oncall.cli.Exit;
import oncall.cli.InProcess;
import oncall.hostile.Texts.Text;
import oncall.terminal.Payloads;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One night whose every text is hostile, in each form that leaves the house; beside it the same night in plain words, so that
 * whatever a text adds to a document shows.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ExportsTest {
    private static final Parser MARKDOWN =
            Parser.builder().extensions(List.of(TablesExtension.create())).build();
    private static final Pattern FORMULA = Pattern.compile(
            "[\\s\\p{Z}\\p{Cf}\\p{Cc}\"\u201c\u2018`]*[=+\\-@\uff1d\uff0b\uff0d\uff20].*", Pattern.DOTALL);
    private static final Pattern SPELLED = Pattern.compile("\\\\u([0-9a-f]{4})");
    private static final int BATCH = 60;

    @TempDir
    private Path home;

    private int rooms;

    @Test
    void some_of_our_own() throws IOException {
        exports(Texts.some(Texts.own(), 4));
    }

    @Test
    void some_of_the_collected_ones() throws IOException {
        exports(Texts.some(Texts.collected(), 8));
    }

    @Test
    @Tag("deep")
    void our_own() throws IOException {
        exports(Texts.own());
    }

    @Test
    @Tag("deep")
    void the_collected_ones() throws IOException {
        exports(Texts.collected());
    }

    private void exports(List<Text> texts) throws IOException {
        List<Text> said = texts.stream()
                .filter(each -> each.says() && each.text().length() < 2000)
                .toList();
        for (int from = 0; from < said.size(); from += BATCH) {
            List<Text> batch = said.subList(from, Math.min(said.size(), from + BATCH));
            Path theirs = night(batch);
            List<Text> plain = batch.stream()
                    .map(each -> new Text(
                            each.id(), "w".repeat(Math.min(40, 3 + each.text().length()))))
                    .toList();
            Path ours = night(plain);
            markdown(ours, theirs);
            csv(theirs, batch);
            json(theirs, batch);
        }
    }

    /** A walk with each text as the title of a part of it, an answer, a note, a late one and a parked idea. */
    private Path night(List<Text> texts) throws IOException {
        Path room = Files.createDirectory(home.resolve("room" + rooms++));
        Files.createDirectory(room.resolve("runbooks"));
        Files.writeString(room.resolve("runbooks/words.yaml"), Script.book(texts, false));
        Files.writeString(room.resolve("answers.yaml"), Script.answers(texts));
        InProcess walk = new InProcess(room)
                .with("ONCALL_ACTOR", texts.get(texts.size() / 2).text());
        walk.run("start", "words", "--title=" + texts.get(0).text(), "--answers", "answers.yaml")
                .ends(Exit.LEFT_OPEN);
        new InProcess(room).run("close", "--reason", texts.get(texts.size() / 3).text());
        return room;
    }

    private static String out(Path room, String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.add(1, new Raw(room).folders().get(0).getFileName().toString());
        InProcess.Ran ran = new InProcess(room).run(all.toArray(String[]::new)).ends(Exit.OK);
        assertEquals(List.of(), Payloads.steering(ran.out()), words[words.length - 1]);
        assertEquals(List.of(), Payloads.leaks(ran.err()), words[words.length - 1]);
        return ran.out();
    }

    // ---- Markdown

    private static void markdown(Path ours, Path theirs) {
        assertEquals(
                kinds(out(ours, "timeline", "--format", "markdown")),
                kinds(out(theirs, "timeline", "--format", "markdown")));
        assertEquals(kinds(out(ours, "postmortem")), kinds(out(theirs, "postmortem")));
    }

    /** The kinds of everything in a document, but for where words end and lines are broken. */
    static List<String> kinds(String markdown) {
        List<String> kinds = new ArrayList<>();
        collect(MARKDOWN.parse(markdown), kinds);
        return kinds;
    }

    private static void collect(Node node, List<String> kinds) {
        String kind = node.getClass().getSimpleName();
        boolean words = kind.equals("Text") || kind.equals("SoftLineBreak") || kind.equals("HardLineBreak");
        if (!words) {
            kinds.add(kind);
        }
        for (Node inside = node.getFirstChild(); inside != null; inside = inside.getNext()) {
            collect(inside, kinds);
        }
    }

    // ---- CSV

    private static void csv(Path theirs, List<Text> batch) {
        List<List<String>> rows = cells(out(theirs, "timeline", "--format", "csv"));
        List<String> names = rows.get(0);
        List<String> notes = new ArrayList<>();
        for (List<String> row : rows) {
            assertEquals(names.size(), row.size(), row::toString);
            row.forEach(cell -> assertFalse(FORMULA.matcher(cell).matches(), () -> Texts.visible(cell)));
            if (row.get(names.indexOf("kind")).equals("park")) {
                notes.add(row.get(names.indexOf("text")));
            }
        }
        assertEquals(batch.size(), notes.size());
        for (int i = 0; i < batch.size(); i++) {
            String cell = unspelled(notes.get(i));
            String text = batch.get(i).text();
            assertEquals(
                    Texts.visible(text),
                    Texts.visible(cell.equals("'" + text) ? text : cell),
                    batch.get(i).id());
        }
    }

    private static String unspelled(String cell) {
        return SPELLED.matcher(cell)
                .replaceAll(spelled ->
                        Matcher.quoteReplacement(Character.toString((char) Integer.parseInt(spelled.group(1), 16))));
    }

    /** As RFC 4180 has it. */
    private static List<List<String>> cells(String csv) {
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < csv.length(); i++) {
            char c = csv.charAt(i);
            if (quoted && c == '"' && csv.startsWith("\"", i + 1)) {
                cell.append(c);
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (quoted || c != ',' && c != '\r' && c != '\n') {
                cell.append(c);
            } else if (c != '\r') {
                row.add(cell.toString());
                cell.setLength(0);
                if (c == '\n') {
                    rows.add(row);
                    row = new ArrayList<>();
                }
            }
        }
        assertEquals(false, quoted, "the last quote is closed");
        return rows;
    }

    // ---- JSON

    private static void json(Path theirs, List<Text> batch) {
        List<JsonNode> whole =
                Raw.lines(out(theirs, "timeline", "--format", "json").replace("\n", ""));
        assertEquals(1, whole.size());
        assertSame(batch, parked(stream(whole.get(0).get("entries"))), "json");
        assertEquals(batch.get(0).text(), whole.get(0).at("/incident/title").textValue());
        List<JsonNode> lines = Raw.lines(out(theirs, "timeline", "--format", "jsonl"));
        assertSame(batch, parked(lines.stream()), "jsonl");
        out(theirs, "timeline");
        JsonNode status = Raw.lines(out(theirs, "status", "--json")).get(0);
        assertEquals(batch.get(0).text(), status.at("/incident/title").textValue());
    }

    private static Stream<JsonNode> stream(JsonNode list) {
        List<JsonNode> nodes = new ArrayList<>();
        list.forEach(nodes::add);
        return nodes.stream();
    }

    private static List<String> parked(Stream<JsonNode> entries) {
        return entries.filter(each -> each.path("kind").asText().equals("park"))
                .map(each -> each.get("text").textValue())
                .toList();
    }

    private static void assertSame(List<Text> given, List<String> kept, String form) {
        assertEquals(given.size(), kept.size(), form);
        for (int i = 0; i < given.size(); i++) {
            String id = form + " " + given.get(i).id();
            assertEquals(Texts.visible(given.get(i).text()), Texts.visible(kept.get(i)), id);
        }
    }
}
