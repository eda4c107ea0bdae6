package oncall.pty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import oncall.terminal.Payloads;
import oncall.terminal.Sequences;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real keyboards on a real pseudo-terminal. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(120)
class TerminalStoriesTest {
    private static final String CTRL_C = "\u0003";
    private static final String CTRL_D = "\u0004";

    @TempDir
    Path home;

    private Pty.Start asks(String... names) {
        return Pty.java(home, Asks.class, names);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"xterm-256color", "xterm", "screen", "tmux-256color", "linux", "vt100", "dumb", "unknown", ""})
    void any_terminal_asks_and_takes_the_same_answers_with_no_warning(String term) {
        try (Pty pty = asks("choice", "text", "prefill").with("TERM", term).start()) {
            pty.waitFor("? don't know").waitFor("> ").enter("3");
            pty.waitFor("=> Chosen[ids=[many]]")
                    .waitFor("What is broken?")
                    .waitFor("> ")
                    .enter("\u05e9\u05dc\u05d5\u05dd 2%");
            pty.waitFor("=> Typed[text=\u05e9\u05dc\u05d5\u05dd 2%]")
                    .waitFor("> ")
                    .enter("");
            pty.waitFor("=> Typed[text=cannot update environments]").waitFor("done");
            assertEquals(0, pty.exit());
            assertFalse(pty.text().toLowerCase(Locale.ROOT).contains("warn"), pty.text());
            assertOnlyOurs(pty.bytes());
        }
    }

    static void assertOnlyOurs(byte[] bytes) {
        String all = new String(bytes, StandardCharsets.UTF_8);
        for (int at = all.indexOf('\u001b'); at >= 0; at = all.indexOf('\u001b', at + 1)) {
            String rest = all.substring(at);
            assertTrue(
                    Sequences.ALL.stream()
                            .anyMatch(pattern -> pattern.matcher(rest).lookingAt()),
                    () -> "not on the list: "
                            + rest.substring(0, Math.min(12, rest.length())).replace('\u001b', '^'));
        }
        assertFalse(all.chars().anyMatch(c -> c >= 0x80 && c < 0xa0), "C1");
    }

    @Test
    void a_wrong_choice_leaves_the_line_empty_for_the_next_key() {
        try (Pty pty = asks("choice").start()) {
            pty.waitFor("> ").enter("9");
            pty.waitFor("none of the choices: 1, 2, 3, or ?.").waitFor("> ").enter("more tham");
            pty.waitFor("none of the choices").waitFor("> ").enter("3");
            pty.waitFor("=> Chosen[ids=[many]]");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"xterm-256color", "dumb"})
    void ctrl_c_clears_the_line_then_warns_then_leaves(String term) {
        try (Pty pty = asks("text").with("TERM", term).start()) {
            pty.waitFor("> ")
                    .send("half a")
                    .waitFor("half a")
                    .send(CTRL_C)
                    .waitFor("> ")
                    .send(CTRL_C);
            pty.waitFor("Ctrl-C again to leave.").waitFor("> ").send(CTRL_C);
            pty.waitFor("=> Ended[why=INTERRUPTED]");
            assertEquals(0, pty.exit());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"xterm-256color", "dumb"})
    void ctrl_d_on_an_empty_line_leaves(String term) {
        try (Pty pty = asks("text").with("TERM", term).start()) {
            pty.waitFor("> ").send(CTRL_D).waitFor("=> Ended[why=END_OF_INPUT]");
            assertEquals(0, pty.exit());
        }
    }

    @Test
    void a_paste_of_ten_thousand_characters_with_line_feeds_arrives_whole() {
        String text = paste();
        try (Pty pty = asks("text").start()) {
            pty.waitFor("> ")
                    .send("\u001b[200~" + text.replace('\n', '\r') + "\u001b[201~")
                    .send("\r");
            pty.waitFor("=> typed " + text.length() + " characters, hash " + text.hashCode());
        }
    }

    @Test
    void a_paste_that_the_terminal_does_not_mark_arrives_whole_too() {
        String text = paste() + " \ud83d\udd25";
        try (Pty pty = asks("text", "choice").with("TERM", "vt100").start()) {
            pty.waitFor("> ").send(text.replace("\n", "\r") + "\r");
            pty.waitFor("=> typed " + text.length() + " characters, hash " + text.hashCode());
            pty.waitFor("How many customers?").waitFor("> ").send("3\r").waitFor("=> Chosen[ids=[many]]");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"xterm-256color", "dumb"})
    void words_typed_and_not_sent_stand_on_the_line_again_after_a_hang_up(String term) {
        Pty gone = asks("text").with("TERM", term).start();
        gone.waitFor("> ")
                .send("the database is slow \u05d0")
                .waitFor("slow \u05d0")
                .hangUp();
        gone.gone();
        try (Pty pty = asks("text", "text").with("TERM", term).start()) {
            pty.waitFor("You typed this before; it is not sent yet.")
                    .waitFor("> the database is slow \u05d0")
                    .enter(" today");
            pty.waitFor("=> Typed[text=the database is slow \u05d0 today]")
                    .waitFor("\n> ")
                    .enter("x");
            pty.waitFor("=> Typed[text=x]");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"xterm-256color", "dumb"})
    void a_choice_half_typed_is_not_kept(String term) {
        Pty gone = asks("choice").with("TERM", term).start();
        gone.waitFor("> ").send("many").waitFor("many").hangUp();
        gone.gone();
        try (Pty pty = asks("choice").with("TERM", term).start()) {
            pty.waitFor("> ").enter("1").waitFor("=> Chosen[ids=[none]]");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"xterm-256color", "dumb"})
    void ctrl_z_in_the_editor_leaves_the_modes_of_the_terminal_to_the_editor(String term) throws IOException {
        Path editor = editor(
                "slow",
                "stty -icanon -echo min 1; echo open; dd bs=1 count=1 2>/dev/null; stty -a | grep -o .icrnl; echo changed >$1");
        try (Pty pty = Pty.command(home, "sh", "-i")
                .with("TERM", term)
                .with("EDITOR", editor.toString())
                .with("PS1", "shell: ")
                .with("RUN", String.join(" ", command()) + " text")
                .start()) {
            pty.waitFor("shell: ").send("$RUN\n").waitFor("> ").send("half").waitFor("half");
            pty.send("\u0018\u0005")
                    .waitFor("open")
                    .send("\u001a")
                    .waitFor("Stopped")
                    .waitFor("shell: ");
            String stopped = pty.modes();
            pty.send("fg\r").waitFor("RUN").send("k");
            pty.waitFor("changed")
                    .send(term.equals("dumb") ? "" : "\r")
                    .waitFor("=> Typed[text=changed]")
                    .waitFor("done");
            assertTrue(stopped.contains(" -icanon"), stopped);
            assertFalse(pty.text().contains("-icrnl"), "the program took the keys back from its editor");
        }
    }

    @Test
    void on_a_plain_terminal_too() {
        String text = paste();
        try (Pty pty = asks("plain", "text").start()) {
            pty.waitFor("> ").send(text + "\n");
            pty.waitFor("=> typed " + text.length() + " characters, hash " + text.hashCode());
        }
    }

    private static String paste() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; text.length() < 10_000; i++) {
            text.append("line ")
                    .append(i)
                    .append(i % 40 == 0 ? " x".repeat(300) : " \u05d0")
                    .append('\n');
        }
        return text.toString().strip();
    }

    @ParameterizedTest
    @ValueSource(strings = {"xterm-256color", "dumb"})
    void keys_typed_before_the_question_answer_it(String term) {
        try (Pty pty = asks("choice").with("TERM", term).start()) {
            pty.send("3\r").waitFor("=> Chosen[ids=[many]]");
        }
    }

    @Test
    void but_never_a_confirmation() {
        try (Pty pty = asks("choice", "confirm").start()) {
            pty.send("3\rprod\r").waitFor("=> Chosen[ids=[many]]");
            pty.waitFor("Type prod to go on.").waitFor("> ").enter("yes");
            pty.waitFor("=> Typed[text=yes]");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"xterm-256color", "dumb"})
    void a_deadline_ends_the_question_and_news_leaves_the_typed_text(String term) {
        try (Pty pty = asks("wait", "tick").with("TERM", term).start()) {
            pty.waitFor("Does it hold?").waitFor("> ").send("half").waitFor("=> TimedOut[]");
            pty.waitFor("What is broken?")
                    .waitFor("> ")
                    .send("abc")
                    .waitFor("abc")
                    .waitFor("news")
                    .waitFor("abc")
                    .enter("d");
            pty.waitFor("=> Typed[text=abcd]");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"xterm-256color", "dumb"})
    void a_hang_up_ends_the_program(String term) {
        Pty pty = asks("text").with("TERM", term).start();
        pty.waitFor("> ").send("half");
        pty.hangUp();
        pty.gone();
    }

    @Test
    void a_closed_or_empty_input_ends_at_once() {
        try (Pty pty = Pty.command(home, "sh", "-c", String.join(" ", command()) + " pipe choice </dev/null")
                .start()) {
            pty.waitFor("How many customers?").waitFor("=> Ended[why=END_OF_INPUT]");
            assertEquals(0, pty.exit());
        }
    }

    @Test
    void a_pipe_answers_line_by_line_and_confirms_nothing() {
        String line =
                "printf '9\\n3\\n:note x\\nprod\\n' | " + String.join(" ", command()) + " pipe choice text confirm";
        try (Pty pty = Pty.command(home, "sh", "-c", line).start()) {
            pty.waitFor("> 9").waitFor("`9` is none").waitFor("> 3").waitFor("=> Chosen[ids=[many]]");
            pty.waitFor("=> Order[word=note, rest=x]").waitFor("confirmed at a terminal only");
            pty.waitFor("=> Ended[why=END_OF_INPUT]");
        }
    }

    private static String[] command() {
        return new String[] {
            System.getProperty("java.home") + "/bin/java",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            Asks.class.getName()
        };
    }

    @Test
    void a_narrow_window_puts_choices_on_lines_of_their_own_and_nothing_is_lost() {
        try (Pty pty = asks("text", "choice").size(40, 20).start()) {
            pty.waitFor("> ").enter("a long line that goes on beyond the right edge of the window");
            pty.waitFor("=> Typed[text=a long line")
                    .waitFor("  1 none confirmed\n  2 one\n  3 more than one (usual)\n");
            pty.waitFor("> ").enter("1");
            pty.waitFor("done");
            assertTrue(pty.screen().lines().allMatch(row -> row.length() <= 40), pty.screen());
        }
    }

    @Test
    void a_window_without_a_size_gets_plain_lines() {
        try (Pty pty = asks("choice").size(0, 0).start()) {
            pty.waitFor("? don't know").waitFor("> ").enter("1");
            pty.waitFor("=> Chosen[ids=[none]]");
        }
    }

    @Test
    void under_a_locale_of_ascii_letters_are_shown_by_number_and_kept_as_they_are() {
        try (Pty pty = asks("text").with("LC_ALL", "C").start()) {
            pty.waitFor("> ").enter("\u05d0\u05d1");
            pty.waitFor("\\u05d0\\u05d1").waitFor("=> Typed[text=\\u05d0\\u05d1]");
        }
    }

    @Test
    void what_is_shown_by_number_is_edited_as_what_it_is_and_nothing_is_written_over() {
        try (Pty pty = asks("text", "choice").with("LC_ALL", "C").size(40, 20).start()) {
            pty.waitFor("> ")
                    .send("\u05d0".repeat(9) + "x")
                    .waitFor("x")
                    .send("\u0002\u0002\u007f")
                    .enter("");
            pty.waitFor("=> Typed[text=").waitFor("\n> ").enter("1");
            pty.waitFor("done");
            assertTrue(pty.screen().contains("> " + "\\u05d0".repeat(6) + "\\u\n05d0\\u05d0x\n=>"), pty.screen());
        }
    }

    @Test
    void a_long_list_narrows_while_a_person_types() {
        try (Pty pty = asks("list").start()) {
            pty.waitFor("and 28 more: type a part of the name").waitFor("> ").send("env");
            pty.waitFor("17 environments 17").enter("");
            pty.waitFor("=> Chosen[ids=[part_17]]");
        }
    }

    @Test
    void alt_left_goes_back() {
        try (Pty pty = asks("text", "choice").start()) {
            pty.waitFor("> ").send("\u001b[1;3D").waitFor("=> Order[word=back, rest=]");
            pty.waitFor("> ").enter("1");
            pty.waitFor("=> Chosen[ids=[none]]");
        }
    }

    /** A shell with job control, in which the program runs. */
    private Pty shell(String term, String... names) {
        String line = String.join(" ", command()) + " " + String.join(" ", names);
        return Pty.command(home, "sh", "-i")
                .with("TERM", term)
                .with("PS1", "shell: ")
                .with("RUN", line)
                .start();
    }

    @ParameterizedTest
    @ValueSource(strings = {"xterm-256color", "dumb"})
    void ctrl_z_gives_the_shell_its_terminal_back_and_fg_shows_the_question_with_what_was_typed(String term) {
        try (Pty pty = shell(term, "text")) {
            pty.waitFor("shell: ")
                    .send("$RUN\n")
                    .waitFor("What is broken?")
                    .waitFor("> ")
                    .send("half");
            pty.waitFor("half").send("\u001a").waitFor("Stopped").waitFor("shell: ");
            assertTrue(pty.modes().contains(" icanon"), pty.modes());
            pty.send("fg\r").waitFor("What is broken?").waitFor("> half").enter(" and more");
            pty.waitFor("=> Typed[text=half and more]").waitFor("done");
        }
    }

    @Test
    void another_window_size_loses_and_doubles_nothing() {
        try (Pty pty = asks("text", "choice").start()) {
            pty.waitFor("> ")
                    .send("some words that are longer than thirty columns")
                    .waitFor("thirty columns");
            pty.resize(30, 20);
            pty.send(" and more").waitFor("more").enter("");
            pty.waitFor("=> Typed[text=some words that\n  are longer than thirty\n  columns and more]\n");
            pty.waitFor("  2 one\n").waitFor("> ").enter("1");
            pty.waitFor("done");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"xterm-256color", "dumb"})
    void the_terminal_is_given_back_as_it_was_found(String term) {
        try (Pty pty = Pty.command(
                        home,
                        "sh",
                        "-c",
                        "stty -g >before; " + String.join(" ", command())
                                + " text; stty -g >after; cmp before after && echo same")
                .with("TERM", term)
                .start()) {
            pty.waitFor("> ").enter("x").waitFor("done").waitFor("same");
        }
    }

    @Test
    void a_program_ended_from_outside_in_the_middle_of_a_line_gives_the_terminal_back_too() {
        String line = "stty -g >before; " + String.join(" ", command())
                + " text; stty -g >after; cmp before after && echo same";
        try (Pty pty = Pty.command(home, "sh", "-c", line).start()) {
            pty.waitFor("> ").send("half").waitFor("half");
            ProcessHandle.of(pty.pid()).orElseThrow().children().forEach(ProcessHandle::destroy);
            pty.waitFor("same");
            String all = new String(pty.bytes(), StandardCharsets.UTF_8);
            assertTrue(
                    all.lastIndexOf("\u001b[?2004l") > all.lastIndexOf("\u001b[?2004h"), "pastes are left bracketed");
        }
    }

    private Path editor(String name, String script) throws IOException {
        Path file = home.resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        assertTrue(file.toFile().setExecutable(true));
        return file;
    }

    @ParameterizedTest
    @ValueSource(strings = {"xterm-256color", "dumb"})
    void an_editor_of_ones_own_changes_the_text(String term) throws IOException {
        Path editor = editor("ed it", """
                ls -l "$2" | cut -c1-10
                ls -ld "${2%/*}" | cut -c1-10
                cat "$2" >seen
                printf ' in two\\nlines\\n' >>"$2"
                """);
        try (Pty pty = asks("text")
                .with("TERM", term)
                .with("EDITOR", "'" + editor + "' \"$1\"")
                .start()) {
            pty.waitFor("> ").send("first").waitFor("first").send("\u0018\u0005");
            pty.waitFor("-rw-------")
                    .waitFor("drwx------")
                    .waitFor("first in two\n")
                    .waitFor("lines");
            if (!term.equals("dumb")) {
                pty.enter("");
            }
            pty.waitFor("=> Typed[text=first in two\n  | lines]");
            assertEquals(1, home.resolve("drafts").toFile().list().length, "kept: nothing said it is safe elsewhere");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"exit 3", ": >\"$1\"", "kill -9 $$"})
    void an_editor_that_fails_or_leaves_nothing_does_not_take_the_draft(String script) throws IOException {
        Path editor = editor("bad", script);
        try (Pty pty = asks("text").with("VISUAL", editor.toString()).start()) {
            pty.waitFor("> ").send("a draft").waitFor("a draft").send("\u0018\u0005");
            pty.waitFor("The text is as it was.").waitFor("> a draft").enter("");
            pty.waitFor("=> Typed[text=a draft]");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"xterm-256color", "dumb"})
    void where_the_signal_of_a_hang_up_is_ignored_the_read_says_so_and_nothing_loops(String term) throws IOException {
        String line = "trap '' HUP; exec " + String.join(" ", command()) + " choice text";
        Pty pty = Pty.command(home, "sh", "-c", line).with("TERM", term).start();
        pty.waitFor("> ")
                .enter("1")
                .waitFor("What is broken?")
                .waitFor("> ")
                .send("half")
                .waitFor("half");
        pty.hangUp();
        pty.gone();
        assertEquals("Chosen[ids=[none]]\nEnded[why=HUNG_UP]\n", Files.readString(home.resolve("replies")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"xterm-256color", "dumb"})
    void hostile_text_in_a_question_or_a_paste_stays_text(String term) {
        String hostile = String.join(
                "|",
                Payloads.all().stream()
                        .filter(text -> text.length() < 100 && text.indexOf('\u0000') < 0)
                        .toList());
        String pasted = hostile.replaceAll("[\r\n]", "").replace("\ud800", "").replace("\udc00", "");
        try (Pty pty = asks("hostile", "text")
                .with("TERM", term)
                .with("PAYLOAD", hostile)
                .start()) {
            pty.waitFor("? don't know")
                    .waitFor("\n> ")
                    .send(CTRL_C)
                    .waitFor("\n> ")
                    .enter("2");
            pty.waitFor("=> Chosen[ids=[b]]").waitFor("What is broken?").waitFor("> ");
            if (!term.equals("dumb")) {
                pty.send("\u001b[200~" + pasted.replaceAll("[\u0003\u001a\u001c]", "") + "\u001b[201~\r");
                pty.waitFor("52;c;ZXZpbA==").waitFor("=> typed").waitFor("done");
            } else {
                pty.enter("x").waitFor("done");
            }
            assertOnlyOurs(pty.bytes());
            assertEquals(List.of(), Payloads.leaks(pty.text().replace("\b", "")));
        }
    }

    @Test
    void where_the_terminal_cannot_be_taken_over_lines_are_read_as_they_come_and_one_sentence_says_so() {
        try (Pty pty = Pty.command(
                        home, javaWith("-Dlibrary.jline.path=/none", "-Djava.io.tmpdir=/none", "-Djline.tmpdir=/none"))
                .start()) {
            pty.waitFor("How many customers?")
                    .waitFor("This terminal takes plain lines only")
                    .waitFor("> ")
                    .send("1\n");
            pty.waitFor("=> Chosen[ids=[none]]").waitFor("done");
            assertFalse(pty.text().contains("Exception"), pty.text());
            String ofJavaItself = "WARNING: java.io.tmpdir directory does not exist";
            assertFalse(pty.text().replace(ofJavaItself, "").contains("WARN"), pty.text());
        }
    }

    private static String[] javaWith(String... flags) {
        List<String> command = new ArrayList<>(List.of(command()));
        command.addAll(1, List.of(flags));
        command.add("choice");
        return command.toArray(String[]::new);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 40})
    void a_text_of_many_rows_is_edited_cleared_and_followed_by_nothing_written_over(int lines) {
        String text =
                "a line\tof text that is longer than the window is wide, so that it goes on below\r".repeat(lines);
        try (Pty pty = asks("text", "text", "choice").size(60, 16).start()) {
            pty.waitFor("> ")
                    .send("\u001b[200~" + text + "END\u001b[201~")
                    .waitFor("END")
                    .send(CTRL_C)
                    .waitFor("> ")
                    .enter("short");
            pty.waitFor("=> Typed[text=short]").waitFor("> ");
            pty.send("\u001b[200~" + text + "END\u001b[201~")
                    .waitFor("END")
                    .send("\u001b[A\u001b[A")
                    .enter("");
            pty.waitFor("=> ").waitFor("How many customers?").waitFor("> ").enter("1");
            pty.waitFor("done");
            assertTrue(pty.screen().contains("""
                    at it goes on below
                    a line of text that is longer than the window is wide, so th
                    at it goes on below
                    END
                    => typed"""), pty.screen());
            assertTrue(pty.screen().endsWith("> 1\n=> Chosen[ids=[none]]\ndone"), pty.screen());
        }
    }
}
