package oncall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import oncall.runbook.Diagnostic;
import oncall.runbook.Location;
import oncall.walk.Timeline;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ProblemsTest {
    @TempDir
    private Path folder;

    private String said = "";

    private Exit end(Throwable problem, boolean debug) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Environs environs = new InProcess(folder).environs(OutputStream.nullOutputStream(), err);
        Exit exit = new Problems(environs, debug).end(problem);
        said = err.toString(StandardCharsets.UTF_8);
        return exit;
    }

    @Test
    void a_failure_is_its_sentence_and_its_hints() {
        assertEquals(Exit.NOT_FOUND, end(new Failure(Exit.NOT_FOUND, "There is no `x`.", "Try `y`."), false));
        assertEquals("There is no `x`.\nTry `y`.\n", said);
    }

    @Test
    void on_a_terminal_a_command_to_copy_stays_whole_on_a_line_of_its_own() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Environs environs = new InProcess(folder).onTerminal(40).environs(OutputStream.nullOutputStream(), err);
        new Problems(environs, false)
                .end(new Failure(
                        Exit.USAGE,
                        "That is a correction of another record itself.",
                        "Correct that one again: oncall correct 367b-12 TEXT"));
        assertEquals(
                "That is a correction of another record\n  itself.\n"
                        + "Correct that one again:\noncall correct 367b-12 TEXT\n",
                err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void what_others_wrote_cannot_steer_the_terminal() {
        end(new Failure(Exit.USAGE, "There is no command `\u001b]0;x\u0007\u202e`."), false);
        assertEquals("There is no command `\\x1b]0;x\\x07\\u202e`.\n", said);
    }

    @Test
    void a_file_that_does_not_read_cannot_steer_it_either() {
        Diagnostic problem = new Diagnostic(
                Diagnostic.Kind.FORMAT,
                "name",
                new Location("a\u001b]0;x\u0007.yaml", 1, 1),
                1,
                "\u001b[2Jb: 1",
                "`b\u009b` is no name.",
                "write `\u202e`",
                Optional.empty());
        end(new Unreadable(List.of(problem)), false);
        assertEquals("", said.replaceAll("[\n -~]", ""), said);
        assertTrue(said.startsWith("a\\x1b]0;x\\x07.yaml:1:1: error: `b\\x9b` is no name.\n"), said);
    }

    @Test
    void nor_can_a_trace() {
        end(new Failure(Exit.USAGE, "`\u001b]0;x\u0007`."), true);
        assertEquals("", said.replaceAll("[\n\t -~]", ""), said);
        assertTrue(said.contains("\tat "), said);
    }

    @Test
    void what_could_not_be_saved_is_74() {
        assertEquals(Exit.NOT_SAVED, end(new Timeline.SaveFailed("The disk is full.", true, null), false));
        assertEquals("The disk is full.\n", said);
    }

    @Test
    void trouble_with_a_file_names_it() {
        assertEquals(Exit.NOT_SAVED, end(new UncheckedIOException(new AccessDeniedException("/a/b")), false));
        assertEquals("`/a/b` may not be read or written by you.\n", said);
        assertEquals(Exit.NOT_SAVED, end(new Problems.Checked(new AccessDeniedException("/a/b")), false));
    }

    @Test
    void our_own_bug_is_70_says_where_to_report_and_shows_no_trace() {
        assertEquals(Exit.BUG, end(new IllegalStateException("odd"), false));
        assertTrue(said.contains("bug in oncall") && said.contains("IllegalStateException: odd"), said);
        assertTrue(said.contains("README.md"), said);
        assertFalse(said.contains("\tat "), said);
    }

    @Test
    void the_trace_is_shown_to_who_asks_for_it() {
        end(new IllegalStateException("odd"), true);
        assertTrue(said.contains("\tat "), said);
    }

    @Test
    void a_reader_gone_is_no_problem() {
        assertEquals(Exit.OK, end(new OutputClosed(new java.io.IOException("x")), false));
        assertEquals("", said);
    }
}
