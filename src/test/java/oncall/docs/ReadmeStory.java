package oncall.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import oncall.docs.Page.Shown;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs what the README and the page of the first walk show. The README's walk is the one of that page with parts left out,
 * so the keys come from there; after it the program is killed, as the README says, and the rest of the page follows.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ReadmeStory {
    private static final Page README = Page.of("README.md");
    private static final Page WALK = Page.of("src/site/markdown/first-walk.md");
    private static final Pattern NAMED = Pattern.compile("`oncall ([a-z][a-z-]*)([^`]*)`");

    @TempDir
    private Path folder;

    @Test
    void the_readme_shows_what_the_program_does() throws Exception {
        Desk desk = new Desk(folder);
        Shown whole = WALK.shown().get(0);
        boolean walked = false;
        for (Page.Block block : README.blocks()) {
            desk.write(block);
            for (Shown each : block.language().equals("console") ? README.shown(block) : List.<Shown>of()) {
                if (each.command().startsWith("mvn ")) {
                    continue;
                }
                if (each.command().equals(whole.command()) && !walked) {
                    Expected.matches(README.name() + ":" + each.line(), each.below(), desk.play(whole));
                    walked = true;
                } else {
                    check(README, each, desk);
                }
            }
        }
        assertTrue(walked, "the README shows a walk");
    }

    @Test
    void the_first_walk_goes_as_its_page_says() throws Exception {
        Desk desk = new Desk(folder);
        for (Shown each : WALK.shown()) {
            check(WALK, each, desk);
        }
    }

    private static void check(Page page, Shown each, Desk desk) throws Exception {
        if (each.command().contains("| jq ") && !desk.run("command -v jq").contains("jq")) {
            String[] lines = desk.run(each.command().substring(0, each.command().indexOf("| jq ")))
                    .split("\n");
            assertTrue(List.of(lines).stream().allMatch(line -> line.startsWith("{\"")), "one object a line for jq");
            return;
        }
        String came = each.isDialogue() ? desk.play(each) : desk.run(each.command());
        Expected.matches(page.name() + ":" + each.line(), each.below(), came);
    }

    @Test
    void the_readme_holds_no_command_that_is_not_run() {
        for (Page.Block block : README.blocks()) {
            assertTrue(
                    Set.of("console", "yaml").contains(block.language()),
                    README.name() + ":" + block.line() + ": `" + block.language() + "` is checked by no test");
        }
        boolean inside = false;
        for (int i = 0; i < README.lines().size(); i++) {
            String line = README.lines().get(i);
            inside = line.startsWith("```") != inside;
            assertTrue(inside || !line.startsWith("    "), README.name() + ":" + (i + 1) + ": a block without a fence");
        }
    }

    @Test
    void the_commands_of_the_pipeline_say_what_they_are_to_say() throws Exception {
        Desk desk = new Desk(folder);
        for (Page.Block block : README.blocks()) {
            desk.write(block);
        }
        desk.run(
                "git update-ref refs/remotes/origin/main HEAD; git checkout -q -b work; mkdir k8s; echo x > k8s/api.yaml;"
                        + " git add k8s; git commit -q -m deploy");
        List<String> commands = README.blocks().stream()
                .filter(block -> block.file().startsWith(".github/workflows/"))
                .flatMap(block -> block.lines().stream())
                .filter(line -> line.contains("- run: "))
                .map(line -> line.substring(line.indexOf("- run: ") + "- run: ".length()))
                .toList();
        assertEquals(1, commands.size(), commands.toString());
        String refused = desk.run(commands.get(0) + "; echo exit $?");
        assertTrue(refused.startsWith("::error file=k8s/api.yaml,line=1,"), refused);
        assertTrue(refused.endsWith("exit 1\n"), refused);
        desk.run("git add runbooks; git commit -q -m plan");
        String ready = desk.run(commands.get(0) + "; echo exit $?");
        assertTrue(ready.contains("revert plan login-2.4: READY, about 6 min"), ready);
        assertTrue(ready.endsWith("exit 0\n"), ready);
    }

    @Test
    void every_command_named_in_the_text_exists() throws Exception {
        Desk desk = new Desk(folder);
        Set<String> names = new TreeSet<>();
        for (Page page : List.of(README, WALK)) {
            Matcher named = NAMED.matcher(String.join("\n", page.lines()));
            while (named.find()) {
                names.add(named.group(1));
            }
        }
        List<String> unknown = new ArrayList<>();
        names.remove("help");
        for (String name : names) {
            if (desk.run("oncall help " + name).startsWith("There is no command")) {
                unknown.add(name);
            }
        }
        assertEquals(List.of(), unknown);
    }

    @Test
    void the_build_commands_are_those_of_the_build() throws Exception {
        List<String> built = README.shown().stream()
                .map(Shown::command)
                .filter(each -> each.startsWith("mvn "))
                .toList();
        String ci = Files.readString(Path.of(".ci/run"));
        String pom = Files.readString(Path.of("pom.xml"));
        assertTrue(built.contains("mvn -B -q -DskipTests package && target/oncall/bin/oncall start"), built.toString());
        assertTrue(built.contains("mvn -B verify"), built.toString());
        assertTrue(Files.isExecutable(Path.of(Desk.LAUNCHER)), Desk.LAUNCHER);
        for (String each : built) {
            String command = each.replaceFirst(" && target/oncall/bin/oncall start$", "");
            Matcher profile = Pattern.compile("-P([a-z]+)").matcher(command);
            boolean known = command.equals("mvn -B -q -DskipTests package") || ci.contains("\n" + command + "\n");
            assertTrue(
                    known || profile.find() && pom.contains("<id>" + profile.group(1) + "</id>"),
                    command + " is neither in .ci/run nor a profile of the pom");
        }
    }
}
