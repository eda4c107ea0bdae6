package oncall.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import oncall.walk.Renderer;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class MustacheRendererTest {
    private final Renderer renderer = new MustacheRenderer();

    private String render(String template, Map<String, String> values) {
        Function<String, Optional<String>> lookup = name -> Optional.ofNullable(values.get(name));
        return renderer.render(template, lookup);
    }

    @Test
    void names_are_filled_in_and_one_without_a_value_says_so() {
        assertEquals("Dana has it: (not known yet).", render("{{me}} has it: {{what}}.", Map.of("me", "Dana")));
    }

    @Test
    void nothing_is_escaped() {
        assertEquals("a < b && \"c\" <a&b> <a&b>", render("a < b && \"c\" {{x}} {{{x}}}", Map.of("x", "<a&b>")));
    }

    @Test
    void values_are_never_expanded_again() {
        assertEquals(
                "{{secret}} {{#x}} {{> y}}", render("{{x}}", Map.of("x", "{{secret}} {{#x}} {{> y}}", "secret", "s")));
    }

    @Test
    void a_section_tests_whether_a_name_is_known() {
        String template = "P1{{#provisional}} (for now){{/provisional}}{{^doc}} no doc{{/doc}}.";
        assertEquals("P1 (for now).", render(template, Map.of("provisional", "true", "doc", "x")));
        assertEquals("P1 no doc.", render(template, Map.of()));
        assertEquals("P1 (for now).", render(template, Map.of("provisional", "false", "doc", "")));
    }

    @Test
    void inside_a_section_names_are_still_names_and_never_methods_of_the_value() {
        assertEquals(
                "(not known yet) 3 v",
                render("{{#x}}{{length}} {{bytes}} {{x}}{{/x}}", Map.of("x", "v", "bytes", "3")));
    }

    @Test
    void all_names_are_told_in_order_of_first_use() {
        assertEquals(
                List.of("b", "a", "c", "d"),
                List.copyOf(renderer.names("{{b}}{{#a}}{{c}}{{^d}}{{b}}{{/d}}{{/a}}{{! not this }}{{{c}}}")));
    }

    @Test
    void what_is_not_a_plain_template_is_refused_in_one_sentence() {
        List<String> bad = List.of(
                "{{> other}}",
                "{{< parent}}{{/parent}}",
                "{{$ block}}{{/block}}",
                "{{=<% %>=}}",
                "{{a.b}}",
                "{{.}}",
                "{{this}}",
                "{{-first}}",
                "{{#a}}",
                "{{/a}}",
                "{{#a}}{{/b}}",
                "{{A}}",
                "{{}}",
                "{{a",
                "{{#a}}{{class.name}}{{/a}}",
                "{{#a}}".repeat(40_000) + "{{/a}}".repeat(40_000));
        for (String template : bad) {
            String shown = template.substring(0, Math.min(30, template.length()));
            Renderer.BadTemplate refused =
                    assertThrows(Renderer.BadTemplate.class, () -> renderer.names(template), shown);
            assertTrue(refused.getMessage().matches("(?s).{10,200}\\."), refused.getMessage());
            assertThrows(Renderer.BadTemplate.class, () -> render(template, Map.of("a", "x")), shown);
        }
    }
}
