package oncall.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import oncall.hostile.Texts;
import oncall.pty.Pty;
import oncall.terminal.Payloads;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** `oncall revert-plan check` as it is installed: what a pipeline and a person at a terminal get. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(180)
class RevertPlanCheckStory {
    private static final List<String> FORMATS = List.of("text", "json", "junit", "sarif", "github");
    private static final String CYCLE = """
            oncall: revert-plan/1
            change: {title: "api 4.13.0", deployed: 2018-11-10T10:00Z}
            owner: dana
            services:
              - {name: api, from: "4.13.0", to: "4.12.0", revert-after: [ui]}
              - {name: ui, from: "4.13.0", to: "4.12.0", revert-after: [api]}
            migrations: none
            steps:
              - run: kubectl rollout undo deployment/api
                service: api
                timeout: 2m
              - run: kubectl rollout undo deployment/ui
                service: ui
                timeout: 2m
                id: undo_ui
            verify:
              - check: curl -fsS http://api.internal/health
                expect: {contains: ok}
                hold: 5m
            estimate: 6m
            """;

    @TempDir
    Path home;

    private Scene scene;

    @BeforeEach
    void a_home() {
        scene = new Scene(home);
    }

    private Scene.Ran check(String... words) {
        String[] all = new String[words.length + 2];
        all[0] = "revert-plan";
        all[1] = "check";
        System.arraycopy(words, 0, all, 2, words.length);
        return scene.piped("", all);
    }

    private static void assertWellFormed(String format, String out) throws Exception {
        switch (format) {
            case "json", "sarif" -> new ObjectMapper().readTree(out);
            case "junit" ->
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new ByteArrayInputStream(out.getBytes(StandardCharsets.UTF_8)));
            default -> assertTrue(out.endsWith("\n"), out);
        }
    }

    @Test
    void a_cycle_is_told_in_every_format_and_the_exit_code_is_the_same() throws Exception {
        scene.file("revert-plans/api.yaml", CYCLE);
        for (String format : FORMATS) {
            Scene.Ran ran = check("api", "--format", format).ends(1).says("RP071");
            assertEquals("", ran.err());
            assertWellFormed(format, ran.out());
        }
    }

    @Test
    void what_is_no_plan_ends_with_its_code_and_a_sentence() {
        scene.file("revert-plans/key.yaml", CYCLE.replace("owner:", "ownr:"));
        scene.file("elsewhere/text.yaml", "\0\u001b]0;x\u0007 [[[");
        scene.file("empty/values.yaml", "replicas: 3\n");
        check("key").ends(65).says("hint: did you mean `owner`?");
        check("elsewhere/text.yaml").ends(65).says("NOT READABLE as a revert plan: ");
        check("nothing.yaml").ends(66).says("There is no file `nothing.yaml`.");
        check("kez").ends(66).says("Did you mean `key`?");
        check("empty").ends(66).says("There is no revert plan in `empty`.");
        check("revert-plans").ends(65);
        check("--format", "yaml").ends(2).says("Write text, json, junit, sarif or github.");
        check("--changed-since", "main").ends(2).says("is not a git repository.");
    }

    @Test
    void without_any_plan_the_built_in_ones_are_looked_at() {
        check().ends(1).says("access-control-that-night: NOT READY: ").says("These plans are the built-in ones");
        check("plain-service").ends(0);
    }

    @Test
    void a_reader_that_has_seen_enough_is_no_error() {
        for (int i = 0; i < 40; i++) {
            scene.file("revert-plans/api-" + i + ".yaml", CYCLE);
        }
        for (String format : FORMATS) {
            scene.run(
                            "",
                            "bash",
                            "-c",
                            "set -o pipefail; " + Scene.program() + " revert-plan check --format " + format
                                    + " | head -c 20 >/dev/null; echo \"codes ${PIPESTATUS[0]}\"")
                    .ends(0)
                    .says("codes ");
        }
        Scene.Ran none =
                scene.run("", "sh", "-c", Scene.program() + " revert-plan check | head -n 1 | grep -c 'NOT READY'");
        assertEquals("1\n", none.out());
        assertEquals("", none.err());
    }

    @Test
    void hostile_words_of_a_plan_stay_words_in_every_format() throws Exception {
        String words = Texts.own().stream()
                .map(text -> text.text().replaceAll("[\\x00-\\x1f\\x7f\"\\\\\ud800-\udfff\\ufffe\\uffff]", " "))
                .filter(text -> text.length() < 200 && !text.isBlank())
                .limit(60)
                .collect(Collectors.joining(" "));
        String escapes = "\\e[2J\\e]0;owned\\a\\u202e\\x9b\\0::error::x%0A##[group]]]>&<";
        scene.file(
                "revert-plans/words.yaml",
                CYCLE.replace("name: ui", "name: \"" + escapes + words + "\"")
                        .replace("[ui]", "[\"" + escapes + words + "\"]"));
        scene.file("revert-plans/form.yaml", CYCLE.replace("owner: dana", "\"" + escapes + "\": dana"));
        for (String format : FORMATS) {
            Scene.Ran ran = check("--format", format).ends(65);
            assertWellFormed(format, ran.out());
            assertFalse(ran.out().contains("\u001b"), format);
            assertEquals(List.of(), Payloads.leaks(ran.out()), format);
            assertTrue(
                    ran.out()
                            .lines()
                            .noneMatch(line -> line.strip().startsWith("::")
                                    && !line.startsWith("::error file=")
                                    && !line.startsWith("::warning file=")),
                    format);
        }
    }

    @Test
    void on_a_terminal_the_verdict_is_the_first_thing_seen() {
        scene.file("revert-plans/api.yaml", CYCLE);
        try (Pty pty = scene.terminal("revert-plan", "check", "--no-pager").start()) {
            pty.waitFor("NOT READY: 1 blocker").waitFor("RP071 cycle").waitFor("1 plan: ");
        }
    }
}
