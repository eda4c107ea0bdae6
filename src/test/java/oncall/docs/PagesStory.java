package oncall.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds the longer documents against the program: their files lint clean, their links lead somewhere, their classes exist. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class PagesStory {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)\\)");
    private static final Pattern CLASS = Pattern.compile("`((?:[a-z]+\\.)+)([A-Z]\\w+)`");

    @TempDir
    private Path folder;

    private static List<Page> pages() throws Exception {
        try (Stream<Path> files = Files.list(Path.of("src/site/markdown"))) {
            List<String> names =
                    new ArrayList<>(files.map(Path::toString).sorted().toList());
            names.add("README.md");
            return names.stream().map(Page::of).toList();
        }
    }

    @Test
    void every_file_shown_reads_and_lints_clean() throws Exception {
        Desk desk = new Desk(folder);
        int shown = 0;
        for (Page page : pages()) {
            for (Page.Block block : page.blocks()) {
                if (block.language().equals("yaml") && block.text().startsWith("oncall:")) {
                    shown++;
                    String name = block.text().startsWith("oncall: team/1") ? "team" : "shown";
                    String file = "shown-" + shown + "/" + name + ".yaml";
                    desk.write(new Page.Block(block.line(), "yaml", file, block.lines()));
                    assertEquals(
                            "1 file: no problems.\n",
                            desk.run("oncall runbook lint " + file),
                            page.name() + ":" + block.line());
                }
            }
        }
        assertTrue(shown >= 10, "only " + shown + " files are shown: is the fence still `yaml`?");
    }

    @Test
    void every_link_leads_to_a_file() throws Exception {
        List<String> broken = new ArrayList<>();
        for (Page page : pages()) {
            Path from = Path.of(page.name()).toAbsolutePath().getParent();
            Matcher link = LINK.matcher(String.join("\n", page.lines()));
            while (link.find()) {
                if (!Files.exists(from.resolve(link.group(1)))) {
                    broken.add(page.name() + ": " + link.group(1));
                }
            }
        }
        assertEquals(List.of(), broken);
    }

    @Test
    void every_class_named_in_the_architecture_exists() throws Exception {
        Matcher named = CLASS.matcher(
                String.join("\n", Page.of("src/site/markdown/architecture.md").lines()));
        List<String> missing = new ArrayList<>();
        int count = 0;
        while (named.find()) {
            count++;
            Path source = Path.of("src/main/java/oncall", named.group(1).replace('.', '/'), named.group(2) + ".java");
            if (!Files.exists(source)) {
                missing.add(named.group());
            }
        }
        assertEquals(List.of(), missing);
        assertTrue(count > 10, "only " + count + " classes are named");
    }
}
