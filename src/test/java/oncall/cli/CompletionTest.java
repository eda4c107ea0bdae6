package oncall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import oncall.document.Selection;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is printed for a shell; `CompletionStory` sees whether shells make of it what is meant. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class CompletionTest {
    /** Labels that stand for words of one's own: nothing can be offered for them. */
    private static final Set<String> OWN_WORDS =
            Set.of("FROM..TO", "REV", "TEXT", "TIME", "WORD", "NAME", "DATE", "MINUTES");

    @TempDir
    private Path home;

    private List<Manual> manuals() {
        OutputStream nowhere = OutputStream.nullOutputStream();
        return Manual.all(Invocation.of(new InProcess(home).environs(nowhere, nowhere)));
    }

    @Test
    void every_value_is_of_a_known_kind_or_in_a_list_or_in_ones_own_words() {
        List<String> unknown = new ArrayList<>();
        for (Manual manual : manuals()) {
            List<Manual.Argument> all = new ArrayList<>(manual.options());
            all.addAll(manual.parameters());
            for (Manual.Argument each : all) {
                for (String takes : each.takes()) {
                    String label = takes.startsWith("@") ? takes.substring(1) : "";
                    if (!label.isEmpty() && ValueKind.of(label).isEmpty() && !OWN_WORDS.contains(label)) {
                        unknown.add(manual.words() + ": " + each);
                    }
                }
            }
        }
        assertEquals(List.of(), unknown, "give it `completionCandidates`, or a label of ValueKind");
    }

    @Test
    void every_kind_of_entry_is_offered_and_named_in_the_help() {
        String help = new InProcess(home)
                .run("timeline", "--help")
                .ends(Exit.OK)
                .out()
                .replaceAll("\\s+", " ");
        assertTrue(help.contains(String.join(", ", Selection.KINDS) + "."), help);
        for (String shell : List.of("bash", "zsh", "fish")) {
            String script =
                    new InProcess(home).run("completion", shell).ends(Exit.OK).out();
            assertTrue(script.contains("'" + String.join("' '", Selection.KINDS) + "'"), shell);
        }
    }

    @Test
    void every_command_and_option_stands_in_every_script() {
        for (String shell : List.of("bash", "zsh", "fish")) {
            String script =
                    new InProcess(home).run("completion", shell).ends(Exit.OK).out();
            for (Manual manual : manuals()) {
                for (String word : manual.words().split(" ")) {
                    assertTrue(script.contains(word), shell + " " + word);
                }
                manual.options()
                        .forEach(option -> assertTrue(script.contains(Manual.longest(option)), option::toString));
            }
            assertTrue(script.contains(" 1.2.3 "), "the version");
            assertTrue(!script.matches("(?s).*%[A-Z]+%.*"), "a table is missing in " + shell);
            assertTrue(
                    script.lines().count() < 600, shell + ": " + script.lines().count() + " lines");
        }
    }

    @Test
    void another_shell_is_named_with_those_there_are() {
        assertEquals(
                "There is no completion for `fsh`. Did you mean `fish` or `zsh`?\nWrite bash, zsh or fish.\n",
                new InProcess(home).run("completion", "fsh").ends(Exit.USAGE).err());
        new InProcess(home).run("completion").ends(Exit.USAGE);
    }
}
