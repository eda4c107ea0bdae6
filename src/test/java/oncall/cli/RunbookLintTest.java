package oncall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RunbookLintTest {
    private static final String HEAD = "oncall: runbook/1\ntitle: A disk is full\n";
    private static final String GOOD = HEAD + "steps:\n  - Find the largest files.\n";
    private static final String WRONG = HEAD + "steps:\n  - do: Look.\n    when: {custmers: many}\n";
    private static final String BROKEN = HEAD + "stps:\n  - Look.\n";

    @TempDir
    private Path folder;

    private InProcess oncall;

    @BeforeEach
    void start() {
        oncall = new InProcess(folder);
    }

    private void file(String name, String text) throws IOException {
        Path path = folder.resolve(name);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    @Test
    void a_clean_book_is_told_in_one_line() throws IOException {
        file("disk.yaml", GOOD);
        assertEquals(
                "1 file: no problems.\n",
                oncall.run("runbook", "lint", "disk.yaml").ends(Exit.OK).out());
    }

    @Test
    void a_problem_is_shown_with_its_place_and_remedy_on_standard_output() throws IOException {
        file("disk.yaml", WRONG);
        InProcess.Ran ran = oncall.run("runbook", "lint", "disk.yaml").ends(Exit.FIX);
        assertEquals("""
                disk.yaml:5:12: error: `custmers` is not a fact that is asked before this step.
                5 |     when: {custmers: many}
                  |            ^^^^^^^^
                hint: did you mean `customers`?
                1 file: 1 error, 0 warnings.
                """, ran.out());
        assertEquals("", ran.err());
    }

    @Test
    void the_worst_file_decides_the_exit_code() throws IOException {
        file("a.yaml", GOOD);
        file("b.yaml", WRONG);
        oncall.run("runbook", "lint", "a.yaml", "b.yaml").ends(Exit.FIX);
        file("c.yaml", BROKEN);
        oncall.run("runbook", "lint", "a.yaml", "b.yaml", "c.yaml").ends(Exit.UNREADABLE);
    }

    @Test
    void json_has_one_object_a_file_and_the_counts() throws IOException {
        file("a.yaml", GOOD);
        file("b.yaml", WRONG);
        String out = oncall.run("runbook", "lint", "--json", "a.yaml", "b.yaml")
                .ends(Exit.FIX)
                .out();
        String expected = """
                {'schema':'oncall.runbook-lint/1','files':[{'path':'a.yaml','findings':[]},
                {'path':'b.yaml','findings':[{'rule':'unknown-fact','level':'error','line':5,'column':12,
                'message':'`custmers` is not a fact that is asked before this step.','nearest':'customers'}]}],
                'errors':1,'warnings':0}
                """;
        assertEquals(expected.replace("\n", "").replace('\'', '"') + "\n", out);
    }

    @Test
    void a_folder_gives_the_files_that_are_ours_and_its_team_file_serves_those_below() throws IOException {
        file("books/team.yaml", """
                oncall: team/1
                roles:
                  oncall: {name: Engineer}
                  imoc: {name: Manager}
                  tloc: {name: Lead}
                  soc: {name: Support}
                  zoo: {name: Keeper}
                """);
        file("books/sub/animals.yaml", "title: A lion is out\nsteps:\n  - call: [zoo]\n    text: Close the gate.\n");
        file("books/deployment.yaml", "kind: Deployment\nmetadata: {name: x}\n");
        file("books/.hidden/x.yaml", BROKEN);
        InProcess.Ran ran = oncall.run("runbook", "lint", "books");
        assertTrue(ran.out().endsWith("2 files: no problems.\n"), ran.out());
    }

    @Test
    void without_a_name_the_books_in_use_are_checked() throws IOException {
        assertTrue(oncall.run("runbook", "lint").ends(Exit.OK).out().endsWith(" files: no problems.\n"));
        file("runbooks/disk.yaml", WRONG);
        assertTrue(oncall.run("runbook", "lint").ends(Exit.FIX).out().startsWith("runbooks/disk.yaml:5:12: error"));
    }

    @Test
    void a_file_that_is_not_there_is_told() {
        InProcess.Ran ran = oncall.run("runbook", "lint", "nothing.yaml").ends(Exit.NOT_FOUND);
        assertTrue(ran.err().contains("nothing.yaml"), ran.err());
    }

    @Test
    void what_steers_a_terminal_is_written_out() throws IOException {
        file("a.yaml", "title: x\nsteps:\n  - run: \"echo \u202e\"\nowner\u009b: x\n");
        String out =
                oncall.run("runbook", "lint", "a.yaml").ends(Exit.UNREADABLE).out();
        assertTrue(out.codePoints().noneMatch(c -> c == 0x9b || c == 0x202e), out);
    }

    @Test
    void the_shared_examples_are_clean() {
        Path shared = Path.of(System.getProperty("oncall.shared", "../shared"))
                .toAbsolutePath()
                .resolve("formats");
        assumeTrue(Files.isDirectory(shared), "skipped: no folder " + shared);
        assertTrue(oncall.run("runbook", "lint", shared.toString()).out().endsWith("11 files: no problems.\n"));
    }
}
