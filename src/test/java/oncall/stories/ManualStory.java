package oncall.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packed manual, read by the programs that people read manuals with. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ManualStory {
    private static final Path IMAGE = Path.of("target/oncall").toAbsolutePath();
    private static final Path PAGES = IMAGE.resolve("share/man/man1");

    @TempDir
    Path home;

    private static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.list(PAGES)) {
            return files.sorted().toList();
        }
    }

    private static void assume(String program) {
        boolean there = List.of(System.getenv("PATH").split(":")).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
        assumeTrue(there, program + " is not installed here: the manual is not tried with it");
    }

    @Test
    void each_command_of_the_help_has_a_page() throws IOException {
        String help = new Scene(home).piped("", "help").ends(0).out();
        List<String> missing = new ArrayList<>();
        help.lines()
                .filter(line -> line.matches("  [a-z]+( [a-z]+)?  +[A-Z].*"))
                .map(line -> "oncall-" + line.strip().replaceAll("  .*", "").replace(' ', '-') + ".1")
                .filter(page -> !Files.isRegularFile(PAGES.resolve(page)))
                .forEach(missing::add);
        assertEquals(List.of(), missing);
        assertTrue(Files.isRegularFile(PAGES.resolve("oncall.1")));
        assertTrue(help.contains("man -l " + PAGES.resolve("oncall.1")), help);
    }

    @Test
    void groff_sets_each_page_without_a_warning_and_examples_come_out_as_they_are_typed() throws IOException {
        assume("groff");
        Scene scene = new Scene(home).with("GROFF_NO_SGR", "1");
        Map<String, String> problems = new TreeMap<>();
        for (Path page : pages()) {
            Scene.Ran ran = scene.run("", "groff", "-man", "-Tutf8", "-ww", "-rLL=100n", page.toString());
            if (ran.exit() != 0 || !ran.err().isEmpty()) {
                problems.put(page.getFileName().toString(), ran.toString());
            }
            String command = page.getFileName().toString().replaceAll("^oncall-?|\\.1$", "");
            String set = ran.out().replaceAll(".\b", "");
            for (String example : examples(scene, command.replaceFirst("-", " "))) {
                if (!set.contains(example)) {
                    problems.put(command, example + " is not in\n" + set);
                }
            }
        }
        assertEquals(Map.of(), problems);
    }

    private static List<String> examples(Scene scene, String command) {
        Scene.Ran help = scene.piped("", ("help " + command).strip().split(" "));
        return help.exit() != 0 || command.isEmpty()
                ? List.of()
                : help.out()
                        .lines()
                        .skip(1)
                        .takeWhile(line -> !line.startsWith("Usage"))
                        .filter(line -> line.startsWith("  oncall "))
                        .map(String::strip)
                        .toList();
    }

    @Test
    void mandoc_has_nothing_to_warn_of() throws IOException {
        assume("mandoc");
        List<String> command = new ArrayList<>(List.of("mandoc", "-T", "lint", "-W", "warning"));
        pages().forEach(page -> command.add(page.toString()));
        Scene.Ran ran = new Scene(home).run("", command.toArray(String[]::new)).ends(0);
        assertEquals("", ran.out() + ran.err());
    }

    @Test
    void man_finds_it_when_the_program_is_on_the_path() {
        assume("man");
        Scene scene = new Scene(home).with("PATH", IMAGE.resolve("bin") + ":" + System.getenv("PATH"));
        boolean looks = scene.run("", "man", "--version").out().matches("man 2\\.\\S+\\s*");
        assumeTrue(looks, "this is not the man of man-db, which looks beside the folders of the PATH");
        Scene.Ran ran = scene.run("", "man", "-w", "oncall", "oncall-runbook-lint");
        assertEquals(PAGES.resolve("oncall.1") + "\n" + PAGES.resolve("oncall-runbook-lint.1") + "\n", ran.out());
    }
}
