package oncall.runbook.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import oncall.message.MustacheRenderer;
import oncall.walk.Renderer;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class MessageTemplateTest {
    private final Problems problems = new Problems("team.yaml", List.of());

    private List<String> names(String template) {
        return new ArrayList<>(
                MessageTemplate.names(new Text(template, Text.Style.QUOTED, Spot.START, 1, problems), problems));
    }

    @Test
    void lint_finds_the_names_that_rendering_uses() {
        MustacheRenderer renderer = new MustacheRenderer();
        BuiltIn.team()
                .messages()
                .values()
                .forEach(stages -> stages.values().forEach(template -> {
                    assertEquals(new ArrayList<>(renderer.names(template)), names(template), template);
                    assertEquals(List.of(), problems.inOrder());
                }));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{> x}}",
                "{{#a}}",
                "{{/a}}",
                "{{#a}}{{#b}}{{/a}}{{/b}}",
                "{{a",
                "{{Big}}",
                "{{=<% %>=}}",
                "{{<x}}{{/x}}"
            })
    void what_rendering_refuses_lint_refuses(String template) {
        assertThrows(Renderer.BadTemplate.class, () -> new MustacheRenderer().names(template));
        names(template);
        assertEquals(true, problems.hasErrors(), template);
    }
}
