package oncall.document;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class MarkdownTest {
    private static final Parser PARSER =
            Parser.builder().extensions(List.of(TablesExtension.create())).build();

    @Test
    void Text_that_needs_no_escape_gets_none() {
        for (String plain : List.of(
                "cannot update environments",
                "restart_api failed at 17:03:12, exit 1 (2 of 3) - R&D looks",
                "a -> b > c, \"quoted\" 'so', 50%, a+b=c, #1st",
                "don't know")) {
            assertEquals(plain.replace("#1st", "\\#1st"), Markdown.inline(plain));
        }
    }

    @Test
    void What_is_active_is_escaped_and_reads_well() {
        assertAll(
                () -> assertEquals("\\*\\*now\\*\\* \\[x\\](y) \\<b>", Markdown.inline("**now** [x](y) <b>")),
                () -> assertEquals("1\\. first", Markdown.inline("1. first")),
                () -> assertEquals("\\- dash", Markdown.inline("- dash")),
                () -> assertEquals("https\\://x.org \\-\\-force a\\|b", Markdown.inline("https://x.org --force a|b")),
                () -> assertEquals("one \u21b5 two", Markdown.inline("one\r\ntwo")),
                () -> assertEquals("&#32;x&#9;y&#32;", Markdown.inline(" x\ty ")),
                () -> assertEquals("\\\\u202edone", Markdown.inline("\u202edone")));
    }

    @Test
    void Our_hostile_strings_stay_text_everywhere() {
        Hostile.ours().forEach(MarkdownTest::staysText);
    }

    @Test
    void The_collected_hostile_strings_stay_text_everywhere() {
        Assumptions.assumeTrue(Hostile.isCollectionThere(), Hostile.missing());
        List<String> all = Hostile.collected();
        assertEquals(565, all.size());
        all.forEach(MarkdownTest::staysText);
    }

    @Test
    void Two_hostile_strings_side_by_side_stay_two_cells() {
        List<String> all = Hostile.ours();
        for (String one : all) {
            for (String other : all) {
                cells(List.of(one, other));
            }
        }
    }

    private static void staysText(String words) {
        if (!words.isEmpty()) {
            String line = Markdown.inline(words);
            same("Document Paragraph Text", line, words);
            same("Document Paragraph Text", "x" + line, "x" + words);
            same("Document Heading Text", Markdown.heading(2, words), words);
            same("Document BulletList ListItem Paragraph Text", "- " + line, words);
        }
        if (!words.isBlank()) {
            String quote = String.join("\n", Markdown.quote(words));
            String kinds = kinds(PARSER.parse(quote));
            assertTrue(kinds.matches("Document BlockQuote( Paragraph( Text| HardLineBreak)+)+"), kinds + ": " + quote);
            assertEquals(squeezed(Spelling.out(lines(words))), squeezed(text(PARSER.parse(quote))), quote);
        }
        cells(List.of(words, words));
        String code = String.join("\n", Markdown.code(words));
        assertEquals("Document FencedCodeBlock", kinds(PARSER.parse(code)), code);
        String literal = ((FencedCodeBlock) PARSER.parse(code).getFirstChild()).getLiteral();
        assertEquals(Spelling.out(lines(words)).stripTrailing(), literal.stripTrailing(), code);
    }

    private static void same(String kinds, String markdown, String words) {
        assertEquals(kinds, kinds(PARSER.parse(markdown)), markdown);
        assertEquals(seen(words), text(PARSER.parse(markdown)), markdown);
    }

    private static void cells(List<String> words) {
        Markdown.Table table = new Markdown.Table(List.of("one", "two"), List.of(3, 9));
        String written = String.join("\n", table.head()) + "\n"
                + table.row(words.stream().map(Markdown::inline).toList()) + "\n\nbehind\n";
        Node document = PARSER.parse(written);
        List<String> seen = new ArrayList<>();
        walk(document, node -> {
            if (node instanceof TableCell) {
                seen.add(text(node));
                assertTrue(kinds(node).matches("TableCell( Text)?"), written);
            }
        });
        assertEquals(
                Stream.concat(Stream.of("one", "two"), words.stream().map(MarkdownTest::seen))
                        .toList(),
                seen,
                written);
        assertEquals("behind", text(document.getLastChild()));
    }

    /** What a reader of the page sees of a text that was put on one line. */
    private static String seen(String words) {
        return Spelling.out(lines(words), Markdown.LINE_END).replace("\n", " " + Markdown.LINE_END + " ");
    }

    private static String lines(String words) {
        return words.replace("\r\n", "\n").replace('\r', '\n');
    }

    private static String squeezed(String words) {
        return words.replaceAll("[\\s\\p{Z}]+", "");
    }

    private static String kinds(Node document) {
        List<String> kinds = new ArrayList<>();
        walk(document, node -> {
            String kind = node.getClass().getSimpleName();
            if (!kind.equals("Text") || !kinds.get(kinds.size() - 1).equals(kind)) {
                kinds.add(kind);
            }
        });
        return String.join(" ", kinds);
    }

    private static String text(Node node) {
        StringBuilder text = new StringBuilder();
        walk(node, each -> {
            if (each instanceof Text words) {
                text.append(words.getLiteral());
            } else if (each instanceof SoftLineBreak || each instanceof HardLineBreak) {
                text.append('\n');
            }
        });
        return text.toString();
    }

    private static void walk(Node node, Consumer<Node> visit) {
        visit.accept(node);
        for (Node inside = node.getFirstChild(); inside != null; inside = inside.getNext()) {
            walk(inside, visit);
        }
    }

    @Test
    void A_long_word_behind_a_colon_takes_no_longer_than_any_other() {
        String text = "key:" + "a".repeat(300_000);
        assertEquals(text, assertTimeoutPreemptively(Duration.ofSeconds(20), () -> Markdown.inline(text)));
    }
}
