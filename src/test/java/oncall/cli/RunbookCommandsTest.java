package oncall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RunbookCommandsTest {
    @TempDir
    private Path home;

    private InProcess oncall;
    private Path books;

    @BeforeEach
    void a_home() throws IOException {
        oncall = new InProcess(home);
        books = Files.createDirectory(home.resolve("runbooks"));
    }

    private void book(String name, String text) throws IOException {
        Files.writeString(books.resolve(name), text);
    }

    @Test
    void without_a_folder_of_books_the_built_in_ones_are_listed() {
        InProcess.Ran ran = oncall.run("runbook", "list").ends(Exit.OK);
        assertTrue(ran.out().startsWith("Built in:\n"), ran.out());
        assertTrue(ran.out().contains("  outage               Something is broken\n"), ran.out());
    }

    @Test
    void own_books_stand_first_and_hide_built_in_ones_of_their_name() throws IOException {
        book("outage.yaml", "oncall: runbook/1\ntitle: Ours\nsteps: [Look.]\n");
        book("team.yaml", "oncall: team/1\nname: Acme\n");
        book("night.yaml", "oncall: answers/1\nanswers: {seen: tried}\n");
        book("broken.yaml", "oncall: runbook/1\ntitel: Broken\n");
        InProcess.Ran ran = oncall.run("runbook", "list").ends(Exit.OK);
        List<String> lines = ran.out().lines().toList();
        assertEquals("In " + books + " (nearest `runbooks` folder upward from here):", lines.get(0));
        assertEquals("  broken               has errors: oncall runbook lint runbooks/broken.yaml", lines.get(1));
        assertEquals("  outage               Ours", lines.get(2));
        assertEquals("Built in:", lines.get(3));
        assertFalse(ran.out().contains("Something is broken"), ran.out());
        assertFalse(ran.out().contains("night"), ran.out());
    }

    @Test
    void the_list_is_json_too() throws IOException {
        book("mine.yaml", "oncall: runbook/1\ntitle: Mine\nsteps: [Look.]\n");
        InProcess.Ran ran = oncall.run("runbook", "list", "--json").ends(Exit.OK);
        assertTrue(
                ran.out()
                        .startsWith(
                                "{\"schema\":\"oncall.runbooks/1\",\"runbooks\":[{\"name\":\"mine\",\"title\":\"Mine\",\"from\":\"folder\","
                                        + "\"path\":\"runbooks/mine.yaml\"},{\"name\":\"api-error-rate\""),
                ran.out());
    }

    @Test
    void show_tells_whose_steps_are_walked_and_what_they_run() throws IOException {
        book("mine.yaml", """
                oncall: runbook/1
                title: Mine
                impact:
                  - {ask: tickets, type: number, min: 0, text: "How many tickets?"}
                diagnose:
                  - {ask: host, type: name, text: "Which host?"}
                  - run: df -P "$host"
                    text: How full?
                    id: full
                    when: {tickets: {at-least: 3}, customers: [many, unknown]}
                    timeout: 20s
                    expect: {contains: "%"}
                mitigate:
                  - decide: way
                    text: How?
                    options:
                      wait: {text: wait, reason: required}
                      act: {text: act, usual: true, steps: [{do: "Do it.", danger: high, target: $host}]}
                """);
        InProcess.Ran ran = oncall.run("runbook", "show", "mine").ends(Exit.OK);
        assertTrue(ran.out().contains("""

                        IMPACT: the built-in team file's steps, then the book's
                          ask feature [team]: Which part is hit?
                              feature
                        """), ran.out());
        assertTrue(ran.out().contains("""
                        DIAGNOSE: the book's steps, instead of the built-in team file's
                          ask host: Which host?
                              name
                          run full: How full?
                              when `tickets` is at least 3 and `customers` is many or unknown
                              $ df -P "$host"
                              at most 20 s
                              expects `%` in the output

                        MITIGATE: the book's steps, instead of the built-in team file's
                          decide way: How?
                              - wait: wait (needs a reason)
                              - act: act (usual)
                                  do do_it: Do it.
                                      danger: high; to go on, type $host
                        """), ran.out());
    }

    @Test
    void showing_a_book_with_errors_tells_them_all() throws IOException {
        book(
                "mine.yaml",
                "oncall: runbook/1\ntitle: Mine\nsteps:\n  - {run: 'ls $x', text: a}\n  - {verify: b, if-not: nowhere}\n");
        InProcess.Ran ran = oncall.run("runbook", "show", "mine").ends(Exit.FIX);
        assertTrue(ran.err().contains("runbooks/mine.yaml:4:"), ran.err());
        assertTrue(ran.err().contains("runbooks/mine.yaml:5:"), ran.err());
        assertEquals("", ran.out());
        oncall.run("runbook", "show", "mien").ends(Exit.NOT_FOUND);
    }

    @ParameterizedTest
    @ValueSource(strings = {"queue-grows", "x", "db.full"})
    void a_new_book_lints_clean(String name) throws IOException {
        book(name + ".yaml", oncall.run("runbook", "new", name).ends(Exit.OK).out());
        InProcess.Ran ran =
                oncall.run("runbook", "lint", "runbooks/" + name + ".yaml").ends(Exit.OK);
        assertTrue(ran.out().contains("no problems"), ran.out());
    }

    @Test
    void a_new_book_makes_its_folder() throws IOException {
        InProcess.Ran ran = oncall.run("runbook", "new", "queue-grows", "-o", "new/runbooks")
                .ends(Exit.OK);
        assertTrue(ran.err().contains("new/runbooks/queue-grows.yaml"), ran.err());
        oncall.run("runbook", "lint", "new/runbooks").ends(Exit.OK);
    }

    @Test
    void a_new_book_is_written_where_nothing_is() throws IOException {
        oncall.run("runbook", "new", "queue-grows", "-o", "runbooks").ends(Exit.OK);
        Path file = books.resolve("queue-grows.yaml");
        assertTrue(Files.readString(file).contains("title: \"Queue grows\""));
        Files.writeString(file, "mine");
        InProcess.Ran ran = oncall.run("runbook", "new", "queue-grows", "-o", "runbooks/queue-grows.yaml")
                .ends(Exit.NOT_SAVED);
        assertTrue(ran.err().contains("is there already"), ran.err());
        assertEquals("mine", Files.readString(file));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "../x", "team", "revert-plan", "a\"b"})
    void a_name_that_cannot_be_one_is_refused(String name) {
        InProcess.Ran ran = oncall.run("runbook", "new", name).ends(Exit.USAGE);
        assertEquals("", ran.out());
    }

    @Test
    void each_format_has_a_schema_and_a_wrong_word_the_nearest() {
        for (String format : RunbookSchema.FORMATS) {
            assertTrue(
                    oncall.run("runbook", "schema", format).ends(Exit.OK).out().contains("\"$schema\""), format);
        }
        InProcess.Ran ran = oncall.run("runbook", "schema", "tem").ends(Exit.USAGE);
        assertTrue(ran.err().contains("`team`"), ran.err());
    }
}
