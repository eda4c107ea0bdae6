package oncall.runbook.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import oncall.runbook.Diagnostic;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class YamlFileTest {
    private static YamlFile read(String text) {
        return YamlFile.read(text.getBytes(StandardCharsets.UTF_8), "a.yaml", "", false);
    }

    private static String rules(String text) {
        return read(text).problems().inOrder().stream()
                .map(problem -> problem.rule() + "@" + problem.at().line() + ":"
                        + problem.at().column())
                .collect(Collectors.joining(" "));
    }

    private static Fields root(String text) {
        YamlFile file = read(text);
        assertEquals(List.of(), file.problems().inOrder());
        return file.root().orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"1.10", "NO", "2:30", "0600", "1_000", "~", "null", "2026-11-22", "12345e6", "on", "0x1F", "1.0.3"})
    void a_scalar_is_exactly_what_was_typed(String typed) {
        assertEquals(typed, root("a: " + typed + "\n").words("a").orElseThrow());
    }

    @Test
    void the_hash_is_of_the_very_bytes() {
        byte[] bytes = "\uFEFFtitle: x\r\n".getBytes(StandardCharsets.UTF_8);
        YamlFile file = YamlFile.read(bytes, "a.yaml", "", false);
        assertEquals(
                "2ec95f98c6973c54a286603d874151f053599e605bd2176defecab2205445529",
                file.source().sha256());
        assertEquals(new String(bytes, StandardCharsets.UTF_8), file.source().text());
        assertEquals("x", file.root().orElseThrow().words("title").orElseThrow());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a: 1\\na: 2\\n                         | duplicate-key@2:1
            a: &x 1\\n                             | anchor@1:4
            a: 1\\nb: *x\\n                        | alias@2:4
            a: !!java.io.File x\\n                 | tag@1:4
            <<: {a: 1}\\n                          | merge-key@1:1
            ? [k]\\n: v\\n                         | bad-key@1:3
            a: 1\\n?                              | bad-key@2:2 no-value@2:2
            a:\\nb: 1\\n                           | no-value@1:1
            a: [1, ]\\nb: [, 1]\\n                 | syntax@2:5
            - 1\\n                                 | not-a-map@1:1
            a: 1\\n---\\nb: 1\\n                   | several-documents@2:1
            a: {b: c d}\\n                         | unquoted-words@1:8
            a: [Check it, then delete it.]\\n      | unquoted-words@1:5
            a: Check ticket #123 now\\n            | lost-words@1:17
            a: Note: this\\n                       | colon-in-words@1:8
            a: `x` is up\\n                        | special-character@1:4
            a: "x" is up\\n                        | special-character@1:4
            a: [x] is up\\n                        | special-character@1:4
            a: > 5 means act\\n                    | special-character@1:4
            a: *Do* it\\n                          | special-character@1:4
            a: "never closed\\nb: 1\\n             | open-quote@1:4
            %YAML 1.1\\n---\\na: b\\n              | directive@1:1
            """)
    void each_thing_this_house_does_not_take_has_its_rule_and_place(String text, String expected) {
        assertEquals(expected, rules(text.replace("\\n", "\n")));
    }

    @Test
    void an_empty_file_a_large_one_and_bad_bytes_are_told() {
        assertEquals("empty-file@1:1", rules(""));
        assertEquals("empty-file@1:1", rules("# only words\n"));
        assertEquals("too-large@1:1", rules("a: " + "x".repeat(YamlFile.MOST_BYTES)));
        byte[] bad = {'a', ':', ' ', '\n', 'b', (byte) 0x9b};
        assertEquals(
                "not-utf-8",
                YamlFile.read(bad, "a", "", false).problems().inOrder().get(0).rule());
        assertEquals("control-character@1:4", rules("a: \u001b[2J\n"));
        assertEquals("control-character@1:4", rules("a: \u009b2J\n"));
    }

    @Test
    void columns_count_code_points() {
        assertEquals("lost-words@1:10", rules("a: \uD83D\uDE00\uD83D\uDE00 is #1\n"));
    }

    @Test
    void conversions_take_only_the_documented_forms() {
        String text = """
                yes: true
                no: no
                for: 10m
                bad: ten
                at: 2026-11-20T10:00Z
                bare: 2026-11-20T10:00
                clock: "09:30"
                open: 09:30
                """;
        YamlFile file = read(text);
        Fields fields = file.root().orElseThrow();
        assertTrue(fields.flag("yes"));
        assertFalse(fields.flag("no"));
        assertEquals(Duration.ofMinutes(10), fields.duration("for").orElseThrow());
        fields.duration("bad");
        assertEquals("2026-11-20T10:00:00Z", fields.instant("at").orElseThrow().toString());
        fields.instant("bare");
        assertEquals(
                "09:30", fields.text("clock").flatMap(Text::clock).orElseThrow().toString());
        fields.text("open").flatMap(Text::clock);
        assertEquals(
                List.of("not-true-or-false", "not-a-duration", "not-an-instant", "clock-time-quotes"),
                file.problems().inOrder().stream().map(Diagnostic::rule).toList());
    }

    @Test
    void unknown_keys_get_the_nearest_known_name() {
        YamlFile file = read("titel: x\n");
        file.root().orElseThrow().only("a book", List.of("title", "owner"));
        assertEquals("title", file.problems().inOrder().get(0).nearest().orElseThrow());
    }

    @Test
    void hostile_input_is_refused_quickly_and_never_thrown() {
        Map<String, String> hostile = Map.of(
                "deep list", "a: " + "[".repeat(100_000),
                "deep map", "a: " + "{a: ".repeat(60_000),
                "deep block", "- ".repeat(120_000) + "x",
                "aliases", "a: &a x\nb: [" + "*a, ".repeat(60_000) + "]",
                "keys", "? ".repeat(100_000),
                "quotes", "a: \"" + "\\x".repeat(100_000),
                "plain", "a: " + "b ".repeat(120_000),
                "errors", "a:\n".repeat(80_000),
                "one line", "a: [" + "b #c, ".repeat(40_000) + "]",
                "long key", "k".repeat(250_000) + ": v");
        hostile.forEach((name, text) -> assertTimeoutPreemptively(Duration.ofSeconds(3), () -> read(text), name));
        byte[] large = new byte[1 << 20];
        Arrays.fill(large, (byte) '[');
        assertTimeoutPreemptively(Duration.ofSeconds(1), () -> YamlFile.read(large, "a", "", false));
    }
}
