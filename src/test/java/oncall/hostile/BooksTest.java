package oncall.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import oncall.cli.Exit;
import oncall.cli.InProcess;
import oncall.hostile.Texts.Text;
import oncall.terminal.Payloads;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A runbook from anywhere: what it says is shown as words, or refused with its place before anything begins. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class BooksTest {
    private static final int LONGEST_QUESTION = 200;

    @TempDir
    private Path home;

    private InProcess.Ran run(String typed, String... words) {
        InProcess.Ran ran = new InProcess(home).typing(typed).run(words);
        boolean data = List.of(words).contains("--json");
        String all = ran.out() + ran.err();
        assertEquals(List.of(), data ? Payloads.steering(all) : Payloads.leaks(all), String.join(" ", words));
        return ran;
    }

    @Test
    void our_own_as_questions_choices_and_background() throws IOException {
        books(Texts.own());
    }

    @Test
    void the_collected_ones_as_questions_choices_and_background() throws IOException {
        books(Texts.collected());
    }

    private void books(List<Text> texts) throws IOException {
        Files.createDirectories(home.resolve("runbooks"));
        List<Text> questions = texts.stream()
                .filter(Text::says)
                .filter(each -> each.text().codePointCount(0, each.text().length()) <= LONGEST_QUESTION)
                .toList();
        for (int from = 0; from < questions.size(); from += Script.MOST_STEPS) {
            List<Text> batch = questions.subList(from, Math.min(questions.size(), from + Script.MOST_STEPS));
            Path file = home.resolve("runbooks/theirs.yaml");
            Files.writeString(file, Script.book(batch, true));
            Set<Integer> refused = refused(run("", "runbook", "lint", "--json", file.toString()));
            if (!refused.isEmpty()) {
                InProcess.Ran start = run("it\n", "start", "theirs");
                assertTrue(start.exit() == Exit.UNREADABLE || start.exit() == Exit.FIX, start.err());
                assertTrue(start.err().endsWith("Nothing was started.\n"), start.err());
                assertEquals(List.of(), new Raw(home).folders());
            }
            refused.forEach(i -> assertTrue(
                    batch.get(i).text().indexOf('\n') >= 0,
                    () -> "refused for nothing: " + batch.get(i).id()));
            List<Text> good = IntStream.range(0, batch.size())
                    .filter(i -> !refused.contains(i))
                    .mapToObj(batch::get)
                    .toList();
            Files.writeString(file, Script.book(good, true));
            run("", "runbook", "show", "theirs").ends(Exit.OK);
            StringBuilder typed = new StringBuilder("it\n2\n4\n");
            for (int i = 0; i < good.size(); i++) {
                typed.append("answer\n");
            }
            Path theirs = home.resolve("home" + from);
            run(typed.toString(), "start", "theirs", "--home", theirs.toString())
                    .ends(Exit.LEFT_OPEN);
            long asked = Raw.records(new Raw(theirs).only()).stream()
                    .filter(record -> record.path("step").asText().matches("t\\d+"))
                    .count();
            assertEquals(good.size(), asked, "every question was asked and answered");
        }
        background(texts);
    }

    /** The lines of the book with a problem, as numbers of the questions. */
    private static Set<Integer> refused(InProcess.Ran lint) {
        Set<Integer> refused = new HashSet<>();
        for (JsonNode file : Raw.lines(lint.out()).get(0).get("files")) {
            for (JsonNode finding : file.get("findings")) {
                if (finding.get("level").asText().equals("error")) {
                    refused.add(finding.get("line").asInt() - 4);
                }
            }
        }
        return refused;
    }

    private void background(List<Text> texts) throws IOException {
        List<String> about = new ArrayList<>();
        texts.stream()
                .filter(each -> each.says() && each.text().length() < 5000)
                .forEach(each -> about.add(each.text()));
        Files.writeString(
                home.resolve("runbooks/long.yaml"),
                "oncall: runbook/1\ntitle: " + Script.quoted("\u001b]0;owned\u0007 \u202e title ") + "\nabout: "
                        + Script.quoted(String.join("\n", about)) + "\nsteps:\n  - Look.\n");
        run("", "runbook", "show", "long").ends(Exit.OK);
        run("it\n:about\n", "start", "long", "--home", home.resolve("long").toString())
                .ends(Exit.LEFT_OPEN);
        for (JsonNode book : Raw.lines(
                        run("", "runbook", "list", "--json").ends(Exit.OK).out())
                .get(0)
                .get("runbooks")) {
            if (book.get("name").asText().equals("long")) {
                assertEquals(
                        "\u001b]0;owned\u0007 \u202e title ", book.get("title").textValue());
            }
        }
    }
}
