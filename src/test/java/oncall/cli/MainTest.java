package oncall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class MainTest {
    @TempDir
    private Path folder;

    private InProcess.Ran run(String... words) {
        return new InProcess(folder).run(words);
    }

    @Test
    void the_version_is_one_line_on_standard_output() {
        InProcess.Ran ran = run("--version").ends(Exit.OK);
        assertEquals("oncall 1.2.3\n", ran.out());
        assertEquals("", ran.err());
    }

    @Test
    void alone_it_shows_what_to_do_within_a_screen() {
        InProcess.Ran ran = run().ends(Exit.OK);
        assertTrue(ran.out().contains("oncall start"), ran.out());
        assertTrue(ran.out().lines().count() <= 20, ran.out());
    }

    @Test
    void help_lists_every_command_with_its_line() {
        String out = run("help").ends(Exit.OK).out();
        for (Registry.Entry entry : Registry.all()) {
            assertTrue(out.contains("  " + entry.words() + " "), entry.words());
            assertTrue(out.contains(entry.line()), entry.line());
        }
        assertEquals(out, run("--help").ends(Exit.OK).out());
        assertEquals(out, run("-h").ends(Exit.OK).out());
    }

    @Test
    void help_for_a_command_begins_with_examples_and_is_the_same_by_any_door() {
        String out = run("help", "where").ends(Exit.OK).out();
        assertTrue(out.indexOf("  oncall where\n") < out.indexOf("Usage: oncall where"), out);
        assertTrue(out.contains("--runbooks"), out);
        assertEquals(out, run("where", "--help").ends(Exit.OK).out());
        assertEquals(out, run("where", "-h").ends(Exit.OK).out());
    }

    @Test
    void help_about_exit_codes_names_each() {
        String out = run("help", "exit-codes").ends(Exit.OK).out();
        for (Exit exit : Exit.values()) {
            assertTrue(out.contains(exit.code() + "  " + exit.meaning()), exit.name());
        }
    }

    @Test
    void a_mistyped_command_gets_suggestions_and_no_usage() {
        InProcess.Ran ran = run("wher").ends(Exit.USAGE);
        assertEquals("", ran.out());
        assertEquals(
                "There is no command `wher`. Did you mean `where`?\n`oncall help` lists all commands.\n", ran.err());
    }

    @Test
    void a_mistyped_option_gets_suggestions_and_no_usage() {
        InProcess.Ran ran = run("where", "--runbook", "x").ends(Exit.USAGE);
        assertEquals(
                "`oncall where` has no option `--runbook`. Did you mean `--runbooks`?\n"
                        + "`oncall help where` shows how it is used.\n",
                ran.err());
    }

    @Test
    void a_word_too_many_is_named() {
        String err = run("where", "now").ends(Exit.USAGE).err();
        assertTrue(err.startsWith("`oncall where` does not take `now`.\n"), err);
    }

    @Test
    void an_option_without_its_value_is_named() {
        String err = run("where", "--home").ends(Exit.USAGE).err();
        assertTrue(err.contains("--home"), err);
        assertFalse(err.contains("\tat "), err);
    }

    @Test
    void options_of_every_command_may_stand_before_it() {
        String before = run("--home", "/tmp/elsewhere", "where").ends(Exit.OK).out();
        assertTrue(before.contains("/tmp/elsewhere/incidents  (from --home)"), before);
        assertEquals(before, run("--home=/tmp/elsewhere", "where").ends(Exit.OK).out());
        assertEquals(
                before, run("where", "--home", "/tmp/elsewhere").ends(Exit.OK).out());
    }

    @Test
    void a_reader_who_has_seen_enough_ends_it_quietly() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        OutputStream pipe = new Outlet(new Refusing(), folder.resolve("gone"), true);
        assertEquals(Exit.OK, Main.run(new String[] {"help"}, new InProcess(folder).environs(pipe, err)));
        assertEquals("", err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void a_place_that_cannot_take_more_is_said() throws IOException {
        Path file = java.nio.file.Files.createFile(folder.resolve("full"));
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        OutputStream disk = new Outlet(new Refusing(), file, false);
        assertEquals(Exit.NOT_SAVED, Main.run(new String[] {"help"}, new InProcess(folder).environs(disk, err)));
        assertEquals("The output could not be written: no more.\n", err.toString(StandardCharsets.UTF_8));
    }

    private static final class Refusing extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            throw new IOException("no more");
        }
    }
}
