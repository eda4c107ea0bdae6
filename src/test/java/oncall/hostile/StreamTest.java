package oncall.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import oncall.cli.Exit;
import oncall.cli.InProcess;
import oncall.hostile.Texts.Text;
import oncall.terminal.Payloads;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A timeline that somebody else sends, piped in: it is shown, it is not believed, and it opens no file. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class StreamTest {
    private static final Pattern FORGED = Pattern.compile("(?m)^\\s*FORGED");

    @TempDir
    private Path home;

    private static List<Text> said(List<Text> texts) {
        return texts.stream()
                .filter(each -> each.says() && each.text().length() < 5000)
                .toList();
    }

    /** An export of a night with one note, in which every note is then put by hand. */
    private String export(List<String> notes) throws IOException {
        Path room = Files.createDirectories(home.resolve("theirs"));
        if (new Raw(room).folders().isEmpty()) {
            new InProcess(room).run("start", "outage", "--title", "it").ends(Exit.LEFT_OPEN);
            new InProcess(room).run("note", "words").ends(Exit.OK);
        }
        List<JsonNode> lines = Raw.lines(
                new InProcess(room).run("timeline", "--format", "jsonl").out());
        JsonNode note = lines.get(lines.size() - 1);
        StringBuilder export = new StringBuilder();
        lines.subList(0, lines.size() - 1).forEach(line -> export.append(line).append('\n'));
        int number = 100;
        for (String words : notes) {
            ObjectNode next = note.deepCopy();
            next.put("text", words).put("id", "aaaa-" + number++);
            export.append(next).append('\n');
        }
        return export.toString();
    }

    private InProcess.Ran look(String stream, String... words) {
        InProcess.Ran ran = new InProcess(home).typing(stream).run(words);
        String all = ran.out() + ran.err();
        boolean data = List.of(words).contains("--format");
        boolean exact = data || words[0].equals("postmortem");
        assertEquals(List.of(), exact ? Payloads.steering(all) : Payloads.leaks(all), String.join(" ", words));
        assertFalse(
                FORGED.matcher(ran.err()).find()
                        || !data && FORGED.matcher(ran.out()).find(),
                all);
        assertNotEquals(Exit.BUG, ran.exit(), all);
        return ran;
    }

    @Test
    void our_own_come_out_as_they_came_in() throws IOException {
        comeOut(said(Texts.own()));
    }

    @Test
    void the_collected_ones_come_out_as_they_came_in() throws IOException {
        comeOut(said(Texts.collected()));
    }

    private void comeOut(List<Text> texts) throws IOException {
        List<Text> utf8 = texts.stream().filter(Text::isUtf8).toList();
        String stream = export(utf8.stream().map(Text::text).toList());
        List<String> out = new ArrayList<>();
        for (JsonNode line : Raw.lines(
                look(stream, "timeline", "-", "--format", "jsonl").ends(Exit.OK).out())) {
            if (line.path("kind").asText().equals("note")) {
                out.add(line.get("text").textValue());
            }
        }
        assertEquals(utf8.stream().map(Text::text).toList(), out);
        for (String form : List.of("text", "markdown", "csv", "json")) {
            look(stream, "timeline", "-", "--format", form).ends(Exit.OK);
        }
        look(stream, "postmortem", "-").ends(Exit.OK);
        assertEquals(List.of(), new Raw(home).folders(), "a look makes no incident");
    }

    /** What a program that writes such a file could put where we put something else. */
    @Test
    void members_that_are_not_what_they_should_be() throws IOException {
        String good = export(List.of("a note", "another"));
        Path secret = Files.writeString(home.resolve("secret"), "the-secret-words");
        List<String> lines = List.of(good.split("\n"));
        String head = lines.get(0);
        String entry = lines.get(lines.size() - 1);
        String nasty = Texts.own().stream()
                .filter(each -> each.id().startsWith("forged") || each.id().startsWith("esc"))
                .filter(Text::isUtf8)
                .map(Text::text)
                .reduce(
                        "\n# FORGED <b>x</b> [a](https://evil.example) ![i](j)\n\n- FORGED\n\n| a |\n|---|\n",
                        (all, one) -> all.length() > 4000 ? all : all + one + "\nFORGED ");
        Set<String> kinds = new TreeSet<>(ExportsTest.kinds(
                look(good, "timeline", "-", "--format", "markdown").out()));
        Set<String> postmortem =
                new TreeSet<>(ExportsTest.kinds(look(good, "postmortem", "-").out()));
        List<String> streams = new ArrayList<>();
        for (JsonNode whole : Raw.lines(head + "\n" + entry)) {
            List<String> names = new ArrayList<>();
            whole.fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                for (String value :
                        List.of(nasty, "../../../" + secret, secret.toString(), "", "null", "-1", "9".repeat(400))) {
                    ObjectNode changed = whole.deepCopy();
                    changed.put(name, value);
                    streams.add(changed.has("schema") ? changed + "\n" + entry + "\n" : head + "\n" + changed + "\n");
                }
            }
        }
        for (JsonNode inside : List.of(Raw.lines(head).get(0).get("incident"))) {
            List<String> names = new ArrayList<>();
            inside.fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                ObjectNode changed = Raw.lines(head).get(0).deepCopy();
                ((ObjectNode) changed.get("incident"))
                        .put(name, name.equals("folder") ? secret.getParent().toString() : nasty);
                streams.add(changed + "\n" + entry + "\n");
            }
        }
        streams.add(head + "\n" + entry + "\n" + entry + "\n" + entry + "\n");
        streams.add(head + "\n" + "[".repeat(100_000) + "\n" + entry + "\n");
        streams.add(head + "\n" + entry.substring(0, entry.length() / 2));
        streams.add(nasty);
        streams.add("FORGED\n\u001b[2J\n");
        streams.add("");
        for (String stream : streams) {
            for (String[] words : new String[][] {{"timeline", "-"}, {"postmortem", "-"}}) {
                InProcess.Ran ran = look(stream, words);
                assertFalse((ran.out() + ran.err()).contains("the-secret-words"), "a file was opened");
                if (words[0].equals("postmortem")) {
                    Set<String> more = new TreeSet<>(ExportsTest.kinds(ran.out()));
                    more.removeAll(postmortem);
                    more.removeAll(List.of("BlockQuote", "FencedCodeBlock", "Emphasis", "StrongEmphasis", "Code"));
                    assertEquals(Set.of(), more, ran::out);
                }
            }
            Set<String> more = new TreeSet<>(ExportsTest.kinds(
                    look(stream, "timeline", "-", "--format", "markdown").out()));
            more.removeAll(kinds);
            more.removeAll(List.of("Emphasis", "StrongEmphasis", "Code"));
            assertEquals(Set.of(), more, stream);
        }
        assertEquals(List.of(), new Raw(home).folders());
    }

    @Test
    void rows_that_are_taken_over_keep_their_words() throws IOException {
        List<Text> texts = said(Texts.own()).stream().filter(Text::isUtf8).toList();
        StringBuilder rows = new StringBuilder();
        for (Text each : texts) {
            ObjectNode row =
                    (ObjectNode) Raw.lines("{\"at\":\"2018-11-12T14:00:00Z\"}").get(0);
            rows.append(row.put("text", each.text())).append('\n');
        }
        new InProcess(home).run("start", "outage", "--title", "it").ends(Exit.LEFT_OPEN);
        InProcess.Ran ran = look(rows.toString(), "timeline", "import", "-");
        assertTrue(ran.exit() == Exit.OK || ran.exit() == Exit.FIX, ran.out() + ran.err());
        Path folder = new Raw(home).folders().get(0);
        List<String> kept = Raw.records(folder).stream()
                .filter(record -> record.has("text"))
                .map(record -> Raw.words(folder, record))
                .toList();
        assertEquals(texts.stream().map(Text::text).toList(), kept.subList(kept.size() - texts.size(), kept.size()));
    }
}
