package oncall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Help and mistyped words, for every command there is. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class HelpTest {
    @TempDir
    private Path home;

    private InProcess.Ran run(String line) {
        return new InProcess(home).run(line.split(" "));
    }

    private List<Manual> manuals() {
        OutputStream nowhere = OutputStream.nullOutputStream();
        return Manual.all(Invocation.of(new InProcess(home).environs(nowhere, nowhere)));
    }

    @Test
    void help_and_errors_are_broken_between_words_on_a_terminal_and_never_in_a_pipe() {
        InProcess narrow = new InProcess(home).with("LANG", "C.UTF-8").onTerminal(40);
        for (String line : List.of("help", "help note", "help timeline")) {
            String out =
                    narrow.run((line + " --no-pager").split(" ")).ends(Exit.OK).out();
            assertEquals(words(run(line).ends(Exit.OK).out()), words(out));
            out.lines()
                    .filter(row -> row.length() > 40)
                    .forEach(row -> assertTrue(!row.strip().contains(" "), row));
        }
        String wrong = "note --since=yesterday-or-so and more";
        String err = narrow.run(wrong.split(" ")).ends(Exit.USAGE).err();
        assertEquals(words(run(wrong).err()), words(err));
        assertTrue(err.lines().allMatch(row -> row.length() <= 40), err);
    }

    private static String words(String text) {
        return String.join(" ", text.strip().split("\\s+"));
    }

    /** A mistyped word: two letters swapped, so that the first differs. */
    private static String mistyped(String word) {
        int at = word.startsWith("--") ? 2 : 0;
        for (int i = at; i + 1 < word.length(); i++) {
            if (word.charAt(i) != word.charAt(i + 1)) {
                return word.substring(0, i) + word.charAt(i + 1) + word.charAt(i) + word.substring(i + 2);
            }
        }
        return word + "x";
    }

    private static void refused(InProcess.Ran ran, String wanted, String line) {
        ran.ends(Exit.USAGE);
        assertEquals("", ran.out(), line);
        assertTrue(ran.err().contains("`" + wanted + "`"), line + ": " + ran.err());
        assertTrue(ran.err().lines().count() <= 2, line + ": " + ran.err());
        assertFalse(ran.err().contains("Usage:"), line + ": " + ran.err());
    }

    @Test
    void each_command_tells_its_help_by_any_door_with_examples_before_usage() {
        for (Manual manual : manuals()) {
            String out = run("help " + manual.words()).ends(Exit.OK).out();
            int example = out.indexOf("\n  " + manual.examples().get(0) + "\n");
            assertTrue(example > 0 && example < out.indexOf("\nUsage: oncall " + manual.words()), out);
            if (!manual.words().equals("help")) {
                for (String door : List.of(" --help", " -h")) {
                    InProcess.Ran ran = run(manual.words() + door).ends(Exit.OK);
                    assertEquals(out, ran.out(), manual.words() + door);
                    assertEquals("", ran.err());
                }
            }
        }
    }

    @Test
    void a_mistyped_command_is_told_the_right_one() {
        for (Manual manual : manuals()) {
            String[] words = manual.words().split(" ");
            int last = words.length - 1;
            String right = words[last];
            words[last] = mistyped(right);
            String line = String.join(" ", words);
            if (words.length == 1 || Registry.find(List.of(words[0])).isEmpty()) {
                refused(run(line), right, line);
                refused(run("help " + line), right, "help " + line);
            }
        }
        refused(run("lint"), "runbook lint", "lint");
        refused(run("runbook-lint"), "runbook lint", "runbook-lint");
        refused(run("help start extra"), "start", "help start extra");
    }

    @Test
    void a_mistyped_option_is_told_the_right_one_in_every_command() {
        for (Manual manual : manuals()) {
            for (Manual.Argument option : manual.options()) {
                String right = Manual.longest(option);
                String line = manual.words() + " " + mistyped(right);
                refused(run(line), right, line);
            }
        }
        for (String line : List.of("--hmoe x start", "--hmoe", "help --hmoe", "runbook --hmoe")) {
            refused(run(line), "--home", line);
        }
        refused(run("cache --hepl"), "--help", "cache --hepl");
        refused(run("where --color alwys"), "always", "where --color alwys");
    }

    @Test
    void at_most_three_are_told() {
        for (Manual manual : manuals()) {
            String err = run(manual.words() + " --ro").ends(Exit.USAGE).err();
            assertTrue(err.lines().findFirst().orElse("").split("`", -1).length <= 2 * 5 + 1, err);
        }
    }

    @Test
    void options_of_every_command_alone_are_a_welcome() {
        String welcome = new InProcess(home).run().ends(Exit.OK).out();
        assertEquals(welcome, run("--plain").ends(Exit.OK).out());
        assertEquals(
                welcome,
                run("--home " + home.resolve("x") + " --no-pager").ends(Exit.OK).out());
        refused(run("--home"), "--home DIR", "--home");
        refused(run("--color alwys"), "always", "--color alwys");
    }

    @Test
    void what_may_stand_in_front_of_a_command_is_what_every_command_takes() {
        Set<String> known = new TreeSet<>(Main.FLAGS);
        known.addAll(Main.TAKE_A_VALUE);
        known.add("--help");
        Set<String> common = new TreeSet<>();
        Set<String> valued = new TreeSet<>();
        for (Manual.Argument each : Manual.common(manuals())) {
            common.add(Manual.longest(each));
            if (!each.label().isEmpty()) {
                valued.add(Manual.longest(each));
            }
        }
        assertEquals(common, known);
        assertEquals(valued, new TreeSet<>(Main.TAKE_A_VALUE));
        String help = run("--hlep").err();
        assertTrue(help.contains("--help"), help);
        List<String> refused = new ArrayList<>();
        for (String option : known) {
            if (!option.equals("--help")
                    && run(option + (valued.contains(option) ? "=auto help" : " help"))
                                    .exit()
                            != Exit.OK) {
                refused.add(option);
            }
        }
        assertEquals(List.of(), refused, Arrays.toString(known.toArray()));
    }
}
