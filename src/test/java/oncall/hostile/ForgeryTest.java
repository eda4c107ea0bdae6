package oncall.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import oncall.cli.Exit;
import oncall.cli.InProcess;
import oncall.terminal.Payloads;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Text that would like to be taken for a line of oncall's own, or to be run when somebody pastes one. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ForgeryTest {
    /** Stands at the beginning of every line that is made up. */
    private static final String MARK = "FORGED";

    private static final String TEXT =
            "x\nFORGED saved 17:05:12\r\nFORGED > 1\u2028FORGED 2018-11-13\u0085FORGED\rFORGED"
                    + "\u000bFORGED\u000cFORGED 17:00:00+02:00 (15:00:00Z)  eli  close  resolved";
    private static final Pattern FORGED = Pattern.compile("(?m)^\\s*" + MARK);

    @TempDir
    private Path home;

    @BeforeEach
    void a_book_of_somebody_else() throws IOException {
        Files.createDirectory(home.resolve("runbooks"));
        String quoted = Script.quoted(TEXT);
        String line = Script.quoted(TEXT.replace("\n", "\u2028"));
        Files.writeString(
                home.resolve("runbooks/theirs.yaml"),
                "oncall: runbook/1\ntitle: " + line + "\nowner: " + line + "\neffect: " + line + "\nabout: " + quoted
                        + "\nsource: " + line + "\nmitigate:\n  - do: " + line
                        + "\n    id: act\n    show:\n      - text: "
                        + quoted + "\n      - warning: " + quoted + "\n      - quote: " + quoted + "\n      - table: "
                        + quoted + "\n      - link: " + line + "\n  - decide: way\n    text: " + line
                        + "\n    options:\n      a: {text: \"words FORGED\\u2028FORGED\"}\n      b: other\n");
    }

    private void assertNothingForged(InProcess.Ran ran) {
        String all = ran.out() + ran.err();
        assertFalse(FORGED.matcher(all).find(), all);
        assertEquals(List.of(), Payloads.leaks(all), all);
    }

    private InProcess.Ran run(String... words) {
        InProcess.Ran ran = new InProcess(home)
                .with("ONCALL_ACTOR", TEXT)
                .with("ONCALL_DEVICE", TEXT)
                .run(words);
        assertNothingForged(ran);
        return ran;
    }

    private InProcess.Ran typing(String typed, String... words) {
        InProcess.Ran ran = new InProcess(home).typing(typed).run(words);
        assertNothingForged(ran);
        return ran;
    }

    @Test
    void in_a_walk_and_every_look_at_it() {
        run("start", "theirs", "--title", TEXT).ends(Exit.LEFT_OPEN);
        run("note", "--", TEXT).ends(Exit.OK);
        run("park", "--", TEXT).ends(Exit.OK);
        typing(TEXT, "note", "-").ends(Exit.OK);
        String walk = "payments\n2\n4\n:about\n:status\n:left\n:note " + MARK + "\n:go mitigate\n" + MARK
                + " found\n:help\n1\n";
        typing(walk, "resume").ends(Exit.LEFT_OPEN);
        for (String[] look : new String[][] {
            {},
            {"status"},
            {"incidents"},
            {"timeline"},
            {"timeline", "--verify"},
            {"close"},
            {"runbook", "show", "theirs"},
            {"runbook", "list"},
            {"runbook", "lint"},
            {"trust", "--list"},
            {"where"}
        }) {
            run(look);
        }
    }

    @Test
    void in_what_is_refused() {
        for (String[] wrong : new String[][] {
            {TEXT},
            {"start", TEXT},
            {"start", "--answers", TEXT},
            {"start", "--" + TEXT},
            {"start", "--started", TEXT},
            {"start", "--role", TEXT},
            {"start", "--color", TEXT},
            {"start", "--title", "x", TEXT, TEXT},
            {"status", TEXT},
            {"resume", TEXT},
            {"timeline", TEXT},
            {"timeline", "--format", TEXT},
            {"note", "--at", TEXT, "x"},
            {"note", "--incident", TEXT, "x"},
            {"runbook", "show", TEXT},
            {"runbook", "lint", TEXT},
            {"runbook", "new", TEXT},
            {"runbook", "schema", TEXT},
            {"help", TEXT},
            {"trust", TEXT},
            {"status", "--home", "/proc/self/" + TEXT}
        }) {
            assertFalse(run(wrong).exit() == Exit.BUG, String.join(" ", wrong));
        }
        assertEquals(List.of(), new Raw(home).folders());
    }

    @Test
    void in_names_of_files_which_are_no_command_either() throws IOException {
        Path books = home.resolve("runbooks");
        Files.writeString(books.resolve("x\nFORGED.yaml"), "oncall: runbook/1\ntitle: x\nstpes: [a]\n");
        Files.writeString(books.resolve("\u001b[2J.yaml"), "oncall: runbook/1\ntitle: x\nsteps: [a]\n");
        Files.createDirectory(books.resolve("$(touch owned)"));
        Files.writeString(books.resolve("$(touch owned)/bad.yaml"), "oncall: runbook/1\ntitle: x\nstpes: [a]\n");
        run("runbook", "list").ends(Exit.OK);
        run("runbook", "lint").ends(Exit.UNREADABLE);
        run("start", "x\nFORGED").ends(Exit.NOT_FOUND);
        String list = run(
                        "runbook",
                        "list",
                        "--runbooks",
                        books.resolve("$(touch owned)").toString())
                .ends(Exit.OK)
                .out();
        assertTrue(list.contains("oncall runbook lint 'runbooks/$(touch owned)/bad.yaml'\n"), list);
        String made = run(
                        "runbook",
                        "new",
                        "fresh",
                        "-o",
                        books.resolve("$(touch owned)/fresh.yaml").toString())
                .ends(Exit.OK)
                .err();
        assertTrue(made.contains("oncall runbook lint '" + books + "/$(touch owned)/fresh.yaml'\n"), made);
    }

    @Test
    void the_command_that_goes_on_is_one_command_whatever_the_title_and_the_home_are() {
        String home = this.home.resolve("a b; touch owned").toString();
        String out = run("start", "outage", "--title", "$(touch owned); `id`", "--home", home)
                .ends(Exit.LEFT_OPEN)
                .out();
        assertTrue(out.endsWith("oncall resume 20181112-1703-touch-owned-id --home '" + home + "'\n"), out);
    }

    @Test
    void the_command_that_goes_on_stays_on_its_line() {
        String out = run(
                        "start",
                        "outage",
                        "--home",
                        home.resolve("a\nFORGED \u001b[2J'").toString())
                .ends(Exit.LEFT_OPEN)
                .out();
        assertTrue(out.endsWith("--home $'" + home + "/a\\u000aFORGED \\u001b[2J\\''\n"), out);
    }

    @Test
    void an_argument_is_no_file_to_read() throws IOException {
        Path secret = Files.writeString(home.resolve("secret"), "--help");
        run("start", "outage", "--title", "@" + secret).ends(Exit.LEFT_OPEN);
        run("note", "@" + secret).ends(Exit.OK);
        assertEquals(List.of("@" + secret), Raw.words(new Raw(home).folders().get(0), "note"));
    }

    @Test
    void a_home_without_a_name_is_not_the_folder_one_is_in() {
        run("start", "outage", "--home", "").ends(Exit.USAGE);
        assertFalse(Files.exists(home.resolve("incidents")));
    }
}
