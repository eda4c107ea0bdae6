package oncall.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import oncall.pty.Pty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The scripts in real shells, asked as Tab asks, and with Tab pressed. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(180)
class CompletionStory {
    private static final String FIRST = "20181112-1703-touch-pwned-touch-pwned-and-1-0-2j-s-x-x";
    private static final String SECOND = "20181112-1703-second";

    @TempDir
    Path home;

    private Scene scene;

    @BeforeEach
    void two_incidents_and_hostile_names() {
        scene = new Scene(home);
        scene.with("PATH", Path.of(Scene.program()).getParent() + ":" + System.getenv("PATH"));
        String hostile = "$(touch pwned) `touch pwned` \n\t;&|'\" and: $((1/0)) \\ \u001b[2J%s#{x}*";
        scene.piped("", "start", "outage", "--title", hostile + " x").ends(3);
        scene.piped("", "start", "outage", "--title", "second").ends(3);
        scene.book(
                "queue",
                "oncall: runbook/1\ntitle: \"The $(touch pwned) `touch pwned` queue: \\e[2J\"\nmitigate:\n  - Look.\n");
        scene.book("$(touch pwned)", "oncall: runbook/1\ntitle: x\nmitigate:\n  - Look.\n");
        scene.book("a; touch pwned;", "oncall: runbook/1\ntitle: x\nmitigate:\n  - Look.\n");
        for (String shell : List.of("bash", "zsh", "fish")) {
            scene.file(
                    shell.equals("zsh") ? "_oncall" : "oncall." + shell,
                    scene.piped("", "completion", shell).ends(0).out());
        }
    }

    private void assertNothingRan() {
        assertFalse(Files.exists(home.resolve("pwned")), "a name or a title was run");
    }

    private static void assume(String shell) {
        boolean there = List.of(System.getenv("PATH").split(":")).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, shell)));
        assumeTrue(there, shell + " is not installed here: its completion is not tried");
    }

    // ---- bash

    /** What bash would offer for these words, the last being completed. */
    private List<String> bash(String... words) {
        List<String> command = new ArrayList<>(List.of(
                "bash",
                "--norc",
                "--noprofile",
                "-c",
                "set -e; source ./oncall.bash; COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1)); _oncall \"$1\" ;"
                        + " for each in \"${COMPREPLY[@]}\"; do printf '<%s>\\n' \"$each\"; done",
                "bash"));
        command.addAll(List.of(words));
        Scene.Ran ran = scene.run("", command.toArray(String[]::new)).ends(0);
        assertEquals("", ran.err());
        return ran.out()
                .lines()
                .map(line -> line.substring(1, line.length() - 1))
                .toList();
    }

    @Test
    void bash_offers_what_fits_in_each_place() {
        assertEquals(List.of("resume"), bash("oncall", "resu"));
        assertEquals(
                List.of("schema"),
                bash("oncall", "runbook", "sche").stream().sorted().toList());
        assertEquals(
                List.of(SECOND, FIRST).stream().sorted().toList(),
                bash("oncall", "resume", "").stream().sorted().toList());
        assertEquals(
                List.of(SECOND),
                bash("oncall", "--home", home + "/.local/state/oncall", "status", "--json", "20181112-1703-s"));
        assertEquals(List.of(SECOND), bash("oncall", "note", "--incident", "=", "20181112-1703-s"));
        assertEquals(List.of("--incident"), bash("oncall", "note", "--inc"));
        assertEquals(List.of("queue"), bash("oncall", "start", "q"));
        assertEquals(List.of("queue"), bash("oncall", "start", "--title", "x y", "\"q"));
        assertEquals(List.of("soc"), bash("oncall", "start", "--role", "s"));
        assertEquals(List.of("team"), bash("oncall", "runbook", "schema", "t"));
        assertEquals(
                List.of("always", "auto"),
                bash("oncall", "where", "--color", "a").stream().sorted().toList());
        assertEquals(List.of("bash"), bash("oncall", "completion", "ba"));
        assertEquals(List.of("import"), bash("oncall", "timeline", "im"));
        assertEquals(List.of(SECOND), bash("oncall", "timeline", "20181112-1703-s"));
        assertEquals(List.of("markdown"), bash("oncall", "timeline", "--format", "m"));
        assertEquals(List.of("--zone"), bash("oncall", "timeline", "import", "--zo"));
        assertEquals(List.of("exit-codes"), bash("oncall", "help", "exit-"));
        assertEquals(List.of("lint"), bash("oncall", "help", "runbook", "lin"));
        assertEquals(List.of("--version"), bash("oncall", "--vers"));
        assertNothingRan();
    }

    @Test
    void bash_offers_nothing_where_ones_own_words_stand_and_where_nothing_is_known() {
        for (String[] words : List.of(
                new String[] {"oncall", "note", "--at", ""},
                new String[] {"oncall", "note", "$(touch pwned)", "`touch pwned`"},
                new String[] {"oncall", "nothing", ""},
                new String[] {"oncall", "resume", FIRST, ""},
                new String[] {"oncall", "--home", "/nowhere", "resume", ""},
                new String[] {"oncall", "--home", "$(touch pwned)", "resume", ""},
                new String[] {"no-such-program", "--home", "/nowhere", "resume", ""},
                new String[] {"$(touch pwned)", "resume", "x"},
                new String[] {"oncall", "start", "--", "--"})) {
            assertEquals(List.of(), bash(words), String.join(" ", words));
        }
        assertNothingRan();
    }

    @Test
    void tab_in_bash() {
        try (Pty pty = shell("bash", "--norc", "--noprofile", "-i").start()) {
            pty.enter("PS1='REA''DY '; bind 'set bell-style none'; source ./oncall.bash")
                    .waitFor("READY ");
            pty.send("oncall resu\t").waitFor("oncall resume ").send("\t").waitFor("20181112-1703-");
            pty.send("s\t").waitFor("second ").send("\u0015");
            pty.send("oncall start q\t").waitFor("oncall start queue ").send("\u0015");
            pty.send("oncall start --role=i\t").waitFor("--role=imoc ").send("\u0015");
            pty.send("oncall runbook lint runb\t")
                    .waitFor("runbook lint runbooks/")
                    .send("\u0015");
            pty.enter("exit").exit();
        }
        assertNothingRan();
    }

    private Pty.Start shell(String... command) {
        return Pty.command(home, command)
                .with("PATH", Path.of(Scene.program()).getParent() + ":" + System.getenv("PATH"))
                .size(100, 40);
    }

    // ---- zsh

    @Test
    void tab_in_zsh() {
        assume("zsh");
        try (Pty pty = shell("zsh", "-f", "-i").start()) {
            pty.enter("PS1='REA''DY '; unsetopt beep; autoload -U compinit; compinit -u -D; source ./_oncall")
                    .waitFor("READY ");
            pty.send("oncall resu\t").waitFor("oncall resume ").send("\t\t");
            pty.waitFor("open: $(touch pwned) `touch pwned` \\x0a");
            pty.waitFor(SECOND + "  -- open: second").send("\u0015");
            pty.send("oncall start q\t").waitFor("oncall start queue ").send("\u0015");
            pty.send("oncall start --role=i\t").waitFor("--role=imoc ").send("\u0015");
            pty.send("oncall runbook lint runb\t")
                    .waitFor("runbook lint runbooks")
                    .send("\u0015");
            pty.send("oncall help runbook li\t")
                    .waitFor("oncall help runbook li")
                    .send("\t\t");
            pty.waitFor("lint  -- Check runbooks, team files and revert plans.").send("\u0015");
            pty.enter("exit").exit();
        }
        assertNothingRan();
    }

    @Test
    void zsh_finds_it_as_a_file_of_its_path_of_functions() {
        assume("zsh");
        try (Pty pty = shell("zsh", "-f", "-i").start()) {
            pty.enter("PS1='REA''DY '; fpath=($PWD $fpath); autoload -U compinit; compinit -u -D")
                    .waitFor("READY ");
            pty.send("oncall resu\t").waitFor("oncall resume ").send("\u0015");
            pty.enter("exit").exit();
        }
    }

    // ---- fish

    private List<String> fish(String line) {
        Scene.Ran ran = scene.run(
                        "",
                        "fish",
                        "--no-config",
                        "-c",
                        "source ./oncall.fish; complete -C '" + line.replace("'", "\\'") + "'")
                .ends(0);
        assertEquals("", ran.err());
        return ran.out().lines().toList();
    }

    @Test
    void fish_offers_what_fits_in_each_place_with_what_it_means() {
        assume("fish");
        assertEquals(List.of("resume\tGo on with an open incident."), fish("oncall resu"));
        assertEquals(2, fish("oncall resume ").size());
        assertTrue(fish("oncall resume ").contains(SECOND + "\topen: second"));
        assertEquals(1, fish("oncall start q").size());
        assertEquals(List.of("--role=soc\tSupport on-call"), fish("oncall start --role=s"));
        assertEquals(List.of("team"), fish("oncall runbook schema t"));
        assertEquals(List.of(), fish("oncall note --at "));
        assertEquals(
                List.of("runbooks/"),
                fish("oncall runbook lint runb").stream()
                        .map(each -> each.replaceAll("\t.*", ""))
                        .toList());
        assertEquals(List.of(), fish("oncall --home /nowhere resume "));
        assertNothingRan();
    }

    // ---- what it costs

    @Test
    void tab_costs_no_more_than_linting_a_book() {
        Path book = home.resolve("runbooks/queue.yaml");
        double lint = cpu(Scene.program(), "runbook", "lint", book.toString());
        double tab = cpu(Scene.program(), "__complete", "bash", "INCIDENT", "--", "resume", "");
        assertTrue(tab < lint, "Tab took " + tab + " s, lint " + lint + " s");
    }

    /** User seconds of five runs. */
    private double cpu(String... command) {
        List<String> words =
                new ArrayList<>(List.of("bash", "-c", "for i in 1 2 3 4 5; do \"$@\" >/dev/null; done; times", "bash"));
        words.addAll(List.of(command));
        String[] times =
                scene.run("", words.toArray(String[]::new)).ends(0).out().split("\\s+");
        String[] user = times[2].replace("s", "").split("m");
        return Double.parseDouble(user[0]) * 60 + Double.parseDouble(user[1]);
    }
}
