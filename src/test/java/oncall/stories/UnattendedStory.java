package oncall.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import oncall.incident.Incident;
import oncall.pty.Pty;
import oncall.stories.Scene.Ran;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Answers from a file, from a pipe, or from nobody; places that cannot be written; locales and windows that show
 * little.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(120)
class UnattendedStory {
    private static final String RESUME = "Saved. To go on:\noncall resume 20181112-1703-payments-fail";
    private static final String ANSWERS = """
            oncall: answers/1
            start: {title: "payments fail"}
            answers:
              - what: payments fail
              - seen: tried
              - send_first: posted
              - feature: secondary_feature
              - customers: many
              - data: safe
              - workaround: exists
              - since: "16:50"
              - change: none
              - look_inside: done
              - look_around: done
              - look_used_up: done
              - ease: restart
              - ease_done: done
              - eased: holds
              - works: holds
              - data_after: safe
              - left_over: done
              - send_resolved_team: posted
              - send_resolved_support: posted
              - send_resolved_managers: posted
              - send_resolved_customers: posted
            """;

    @TempDir
    Path home;

    private Scene scene;

    @BeforeEach
    void a_home() {
        scene = new Scene(home);
    }

    // ---- an answers file

    @Test
    void an_answers_file_walks_to_the_end() {
        scene.file("night.yaml", ANSWERS);
        scene.piped("", "start", "outage", "--answers", "night.yaml")
                .ends(3)
                .says("come to the end of the walk")
                .says(RESUME);
        assertEquals("posted", sent(scene, "customers"));
        assertEquals(Incident.State.OPEN, scene.incident().state());
        assertEquals("restart", scene.answer("ease"));
        assertEquals("done", scene.answer("left_over"));
        scene.verified();
    }

    @Test
    void a_missing_answer_is_named_and_the_walk_stops_there() {
        scene.file("night.yaml", ANSWERS.substring(0, ANSWERS.indexOf("  - customers")));
        scene.piped("", "start", "outage", "--answers", "night.yaml")
                .ends(3)
                .says("The answers file has no answer here for `customers`.")
                .says(RESUME);
        assertEquals("secondary_feature", scene.answer("feature"));
        scene.file("rest.yaml", "oncall: answers/1\nanswers:\n" + ANSWERS.substring(ANSWERS.indexOf("  - customers")));
        scene.piped("", "resume", "--answers", "rest.yaml");
        assertEquals("restart", scene.answer("ease"));
    }

    @Test
    void answers_left_over_are_named_with_their_place() {
        scene.file("night.yaml", ANSWERS + "  - data_after: safe\n");
        scene.piped("", "start", "outage", "--answers", "night.yaml")
                .ends(1)
                .says("night.yaml:26:5")
                .says("data_after");
    }

    private static String sent(Scene scene, String audience) {
        return scene.incident()
                .lastTo(audience)
                .map(last -> last.comms().outcome())
                .orElse("nothing");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "  - seen: perhaps, 1",
                "  - no_such_step: x, 1",
                "  - since: \"soon\", 1",
                "  - seen: [tried, 65",
                "  - seen: &a tried, 65"
            })
    void a_bad_answers_file_is_refused_with_its_place_and_nothing_is_made(String line, int exit) {
        scene.file("night.yaml", "oncall: answers/1\nanswers:\n  - what: payments fail\n  " + line.strip() + "\n");
        Ran ran = scene.piped("", "start", "outage", "--answers", "night.yaml").ends(exit);
        assertTrue((ran.out() + ran.err()).matches("(?s).*night\\.yaml:[45]:\\d+: error: .*"), ran::toString);
        assertEquals(List.of(), scene.ids());
    }

    @Test
    void an_answers_file_that_is_not_there_is_said_in_one_sentence() {
        Ran ran = scene.piped("", "start", "outage", "--answers", "nowhere.yaml");
        assertTrue(List.of(65, 66, 74).contains(ran.exit()) && ran.err().contains("nowhere.yaml"), ran::toString);
        assertFalse(ran.err().contains("Exception"), ran::toString);
        assertEquals(List.of(), scene.ids());
    }

    @Test
    void a_bad_book_is_refused_with_its_place_and_nothing_is_made() {
        scene.book("broken", "oncall: runbook/1\ntitle: x\ndiagnose:\n  - asks: what\n");
        Ran ran = scene.piped("", "start", "broken").ends(65);
        assertTrue(ran.err().contains("broken.yaml:4:"), ran::toString);
        assertEquals(List.of(), scene.ids());
    }

    @Test
    void unknown_names_are_answered_with_what_was_meant() {
        scene.piped("", "start", "outrage").ends(66).says("outrage");
        scene.piped("", "resume", "2018-nothing").ends(66).says("2018-nothing");
        scene.piped("", "resume").says("oncall start");
        scene.piped("", "strat").ends(2).says("start");
        scene.piped("", "start", "--titel", "x").ends(2).says("--title");
        assertEquals(List.of(), scene.ids());
    }

    // ---- a pipe, and nobody

    @Test
    void a_pipe_answers_line_by_line_and_its_end_leaves() {
        scene.piped("payments fail\n2\n1\n5\nmore\n?\n", "start", "outage", "--title", "payments fail")
                .ends(3)
                .says(RESUME);
        assertEquals("secondary_feature", scene.answer("feature"));
        assertEquals("many", scene.answer("customers"));
        assertEquals("unknown", scene.answer("data"));
        scene.piped("1\n", "resume").ends(3);
        assertEquals("exists", scene.answer("workaround"));
        scene.verified();
    }

    @ParameterizedTest
    @ValueSource(strings = {"</dev/null", "0<&-"})
    void with_nobody_to_answer_it_saves_and_says_how_to_go_on(String input) {
        Ran ran = scene.run("", "sh", "-c", "'" + Scene.program() + "' start outage --title 'payments fail' " + input);
        ran.ends(3).says(RESUME);
        assertEquals("payments fail", scene.incident().title());
        assertEquals(1, ran.out().split("What is broken\\?", -1).length - 1, "asked once, not in a loop");
    }

    @Test
    void what_reads_the_output_may_stop_reading() {
        scene.piped("", "start", "outage", "--title", "payments fail").ends(3);
        scene.run("", "sh", "-c", "'" + Scene.program() + "' timeline 2018 2>err | head -1; cat err")
                .ends(0);
        assertEquals(List.of(), scene.lines("err"));
    }

    // ---- places

    @Test
    void a_home_that_cannot_be_made_is_said_before_the_first_question() {
        scene.file("file", "not a folder");
        Ran ran = scene.piped(
                        "x\n",
                        "start",
                        "outage",
                        "--home",
                        home.resolve("file/below").toString())
                .ends(74);
        assertFalse(ran.out().contains("What is broken?"), ran::toString);
        assertTrue(ran.err().contains("--home"), ran::toString);
        try (Pty pty = scene.terminal(
                        "start", "--home", home.resolve("file/below").toString())
                .start()) {
            assertEquals(74, pty.exit());
            assertFalse(pty.text().contains("?"), pty::text);
        }
    }

    @Test
    void a_full_disk_keeps_the_answer_on_the_screen_and_what_was_saved() {
        Ran ran = scene.run(
                "payments fail\n" + "x".repeat(9000) + "\n",
                "bash",
                "-c",
                "ulimit -f 24; '" + Scene.program()
                        + "' start outage --title 'payments fail' | cat; exit ${PIPESTATUS[0]}");
        assertTrue(List.of(3, 74).contains(ran.exit()), ran::toString);
        assertFalse((ran.out() + ran.err()).contains("Exception"), ran::toString);
        scene.verified();
    }

    @Test
    void a_timeline_of_a_newer_version_is_read_and_not_gone_on_with() throws IOException {
        scene.piped("payments fail\n", "start", "outage", "--title", "payments fail")
                .ends(3);
        Path file = scene.state().resolve("incidents/" + scene.id() + "/timeline/dana-laptop.jsonl");
        Files.writeString(
                file, chained(Files.readString(file).replaceFirst("\\{\"v\":1,\"seq\":4", "{\"v\":2,\"seq\":4")));
        String newer = Files.readString(file);
        scene.piped("1\n", "resume").ends(74).says("newer oncall");
        scene.piped("", "timeline").ends(0);
        assertEquals(newer, Files.readString(file), "nothing was written");
    }

    /** The same records with the hashes they then have: the last hash's 64 characters, then the line up to its own. */
    private static String chained(String lines) {
        StringBuilder all = new StringBuilder();
        String last = "0".repeat(64);
        for (String line : lines.split("\n")) {
            String body = line.substring(0, line.lastIndexOf(",\"h\":\""));
            last = sha256(last + body);
            all.append(body).append(",\"h\":\"").append(last).append("\"}\n");
        }
        return all.toString();
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void a_damaged_timeline_is_read_around_and_never_changed_by_reading() throws IOException {
        scene.piped("payments fail\n2\n", "start", "outage", "--title", "payments fail")
                .ends(3);
        Path file = scene.state().resolve("incidents/" + scene.id() + "/timeline/dana-laptop.jsonl");
        String damaged = Files.readString(file).replace("\"text\":\"payments fail\"", "\"text\":\"payments work\"");
        Files.writeString(file, damaged);
        scene.piped("", "timeline", "--verify").ends(1).says("dana-laptop.jsonl");
        scene.piped("", "timeline");
        scene.piped("", "status");
        assertEquals(damaged, Files.readString(file));
        scene.piped("", "resume").ends(3);
        assertTrue(Files.readString(file).startsWith(damaged), "only appended to");
    }

    // ---- locales and windows

    private byte[] hebrewNight(String locale) throws IOException {
        Path there = Files.createDirectory(home.resolve(locale.replace('.', '-')));
        Scene own = new Scene(there).with("LC_ALL", locale);
        try (Pty pty = own.terminal("start", "outage", "--title", "\u05ea\u05e9\u05dc\u05d5\u05de\u05d9\u05dd fail")
                .start()) {
            pty.waitFor("What is broken?").waitFor("> ").enter("").waitFor("saved");
            pty.waitFor("Can we see it ourselves?")
                    .waitFor("> ")
                    .enter(":note \u05e9\u05dc\u05d5\u05dd")
                    .waitFor("noted");
            pty.waitFor("> ").send("\u0004").waitFor("To go on: oncall resume");
            boolean ascii = locale.equals("C");
            assertEquals(!ascii, pty.text().contains("\u05ea\u05e9\u05dc\u05d5\u05de\u05d9\u05dd"), pty::text);
            assertEquals(ascii, pty.text().contains("\\u05ea\\u05e9"), pty::text);
        }
        String raw = own.bytes().replaceAll("\"(pid|h|boot|rb|team|mono|hlc)\":(\"[^\"]*\"|\\d+)", "");
        return raw.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void a_hebrew_title_is_the_same_on_disk_in_every_locale() throws IOException {
        String utf8 = new String(hebrewNight("C.UTF-8"), StandardCharsets.UTF_8);
        assertTrue(utf8.contains("\u05ea\u05e9\u05dc\u05d5\u05de\u05d9\u05dd fail"), utf8);
        assertEquals(utf8, new String(hebrewNight("C"), StandardCharsets.UTF_8));
    }

    @Test
    void a_dumb_terminal_walks_the_same_night() {
        try (Person dana = new Person(
                        scene.terminal("start", "outage").with("TERM", "dumb").start())
                .answers(Outage.whole())) {
            dana.answers("Which part is hit?", "5").answers("Can support give them a way around it today?", "1");
            dana.endsWith(0);
            assertFalse(new String(dana.pty().bytes(), StandardCharsets.UTF_8).contains("\u001b"), "no escape at all");
        }
        assertEquals(Incident.State.CLOSED, scene.incident().state());
    }

    @Test
    void without_colour_nothing_is_missing() {
        try (Pty pty = scene.terminal("start", "outage", "--title", "payments fail")
                .with("NO_COLOR", "1")
                .start()) {
            pty.waitFor("What is broken?")
                    .waitFor("> ")
                    .enter("")
                    .waitFor("saved")
                    .waitFor("Can we see it ourselves?")
                    .waitFor("> ");
            assertFalse(
                    new String(pty.bytes(), StandardCharsets.UTF_8).matches("(?s).*\u001b\\[[0-9;]+m.*"), pty::text);
        }
    }

    @Test
    void forty_columns_are_enough() {
        try (Person dana =
                new Person(scene.terminal("start", "outage").size(40, 24).start()).answers(Outage.whole())) {
            dana.answers("Which part is hit?", "5").answers("Can support give them a way around it today?", "1");
            dana.endsWith(0);
            List<String> wide =
                    dana.pty().text().lines().filter(line -> line.length() > 40).toList();
            assertEquals(List.of(), wide);
        }
        assertEquals(Incident.State.CLOSED, scene.incident().state());
    }
}
