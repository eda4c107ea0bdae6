package oncall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The manual says what the help says, no more and no less. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ManPagesTest {
    @TempDir
    private Path home;

    private Map<String, String> pages() {
        OutputStream nowhere = OutputStream.nullOutputStream();
        Invocation invocation = Invocation.of(new InProcess(home).environs(nowhere, nowhere));
        return new ManPages(Manual.all(invocation), "1.2.3", "2018-11-12").all();
    }

    private String help(String words) {
        return new InProcess(home)
                .run(("help " + words).strip().split(" "))
                .ends(Exit.OK)
                .out();
    }

    /** What a section says, as it is read. */
    private static String section(String page, String title) {
        String head = ".SH \"" + title + "\"\n";
        int from = page.indexOf(head);
        if (from < 0) {
            return "";
        }
        int end = page.indexOf("\n.SH ", from + head.length());
        String body = page.substring(from + head.length(), end < 0 ? page.length() : end + 1);
        StringBuilder text = new StringBuilder();
        for (String line : body.split("\n")) {
            if (!line.startsWith(".")) {
                text.append(read(line)).append('\n');
            }
        }
        return text.toString();
    }

    private static String read(String line) {
        return line.replace("\\fB", "")
                .replace("\\fR", "")
                .replace("\\&", "")
                .replace("\\-", "-")
                .replace("\\(aq", "'")
                .replace("\\(dq", "\"")
                .replace("\\(ga", "`")
                .replace("\\(ha", "^")
                .replace("\\(ti", "~")
                .replace("\\e", "\\");
    }

    private static String collapsed(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    /** Every word, in no order: both sort options in a way of their own. */
    private static List<String> words(String text) {
        return Arrays.stream(collapsed(text).split(" ")).sorted().toList();
    }

    @Test
    void every_command_has_a_page_that_says_what_its_help_says() {
        Map<String, String> pages = pages();
        for (Registry.Entry entry : Registry.all()) {
            String page = pages.get("oncall-" + entry.words().replace(' ', '-') + ".1");
            String help = help(entry.words());
            String[] parts = help.split("\n\n", 3);
            assertEquals(collapsed(parts[0]), collapsed(section(page, "DESCRIPTION")), entry.words());
            assertEquals(
                    parts[1].lines().map(String::strip).toList(),
                    section(page, "EXAMPLES").lines().toList(),
                    entry.words());
            String usage = parts[2].lines()
                    .takeWhile(line -> line.startsWith("Usage: ") || line.startsWith("           "))
                    .collect(Collectors.joining("\n"));
            assertEquals(
                    collapsed(usage.substring("Usage: ".length())),
                    collapsed(section(page, "SYNOPSIS")),
                    entry.words());
            assertEquals(
                    words(parts[2].substring(usage.length())),
                    words(section(page, "ARGUMENTS") + section(page, "OPTIONS") + section(page, "COMMANDS")),
                    entry.words());
            assertTrue(
                    section(page, "NAME")
                            .contains(entry.line().substring(0, entry.line().length() - 1)),
                    page);
        }
    }

    @Test
    void the_first_page_has_every_command_and_every_exit_code() {
        String page = pages().get("oncall.1");
        String commands = section(page, "COMMANDS");
        for (Manual manual : Manual.all(Invocation.of(
                new InProcess(home).environs(OutputStream.nullOutputStream(), OutputStream.nullOutputStream())))) {
            assertTrue(collapsed(commands).contains("oncall " + manual.words() + " " + manual.line()), manual.words());
            assertTrue(help("").contains(manual.line()), manual.line());
        }
        assertEquals(words(help("exit-codes")), words(section(page, "EXIT STATUS")));
        String[] help = help("").split("\n\n");
        assertEquals(collapsed(help[0]), collapsed(section(page, "DESCRIPTION")));
        assertEquals(
                help[1].lines().map(String::strip).toList(),
                section(page, "EXAMPLES").lines().toList());
    }

    @Test
    void what_is_built_in_and_each_family_has_a_page_too() {
        Map<String, String> pages = pages();
        assertEquals(
                collapsed(help("cache").split("\n\n")[0]),
                collapsed(section(pages.get("oncall-cache.1"), "DESCRIPTION")));
        assertEquals(
                collapsed(help("help").split("\n\n")[0]),
                collapsed(section(pages.get("oncall-help.1"), "DESCRIPTION")));
        String family = section(pages.get("oncall-runbook.1"), "COMMANDS");
        Registry.family("runbook").forEach(each -> assertTrue(family.contains("oncall " + each.words()), family));
        assertEquals(pages.size(), new TreeSet<>(pages.keySet()).size());
    }

    @Test
    void no_character_is_taken_for_a_request_or_made_a_nicer_one() {
        String page = new Roff("X", "2018-11-12", "x")
                .section("S")
                .text(".dot 'quote \\n -x \"y\" `z` ^ ~ \u05e9")
                .code(List.of(".sh", "'", "a\\b"))
                .toString();
        assertTrue(
                page.contains("\n\\&.dot \\(aqquote \\en \\-x \\(dqy\\(dq \\(gaz\\(ga \\(ha \\(ti \\[u05E9]\n"), page);
        assertTrue(page.contains("\n\\&.sh\n\\(aq\na\\eb\n"), page);
        assertFalse(page.contains("\n.sh") || page.contains("\n'"), page);
    }

    @Test
    void a_missing_sentence_would_be_seen() {
        String page = pages().get("oncall-note.1");
        assertFalse(words(section(page, "OPTIONS")).equals(words(section(page.replace("first", ""), "OPTIONS") + "x")));
    }
}
