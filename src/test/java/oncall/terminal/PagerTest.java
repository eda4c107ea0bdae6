package oncall.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** When a pager is started, what it gets, and what is printed where it fails. Pagers here write to files. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(60)
class PagerTest {
    private static final String KEEPS = "cat >paged";

    @TempDir
    Path folder;

    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();

    private String shown(String command, Consumer<Gateway> writing) {
        String there = "cd '" + folder + "' && { " + command + "; }";
        new Pager(there, Map.of("PATH", "/usr/bin:/bin"), screen, false, () -> new Pager.Screen(10, 20, ""))
                .show(writing);
        return screen.toString(StandardCharsets.UTF_8);
    }

    private String paged() throws IOException {
        Path paged = folder.resolve("paged");
        return Files.exists(paged) ? Files.readString(paged) : "";
    }

    private static String lines(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 1; i <= count; i++) {
            text.append("line ").append(i).append('\n');
        }
        return text.toString();
    }

    @Test
    void what_fits_is_printed_and_nothing_is_started() throws IOException {
        assertEquals(lines(9), shown(KEEPS, page -> page.text(lines(9))));
        assertFalse(Files.exists(folder.resolve("paged")));
    }

    @Test
    void one_line_more_goes_through_the_pager_whole_and_nowhere_else() throws IOException {
        assertEquals("", shown(KEEPS, page -> lines(10).lines().forEach(page::line)));
        assertEquals(lines(10), paged());
    }

    @Test
    void a_wrapped_line_takes_the_rows_it_takes() throws IOException {
        assertEquals("", shown(KEEPS, page -> page.text(lines(7) + "x".repeat(41) + "\n")));
        assertEquals(lines(7) + "x".repeat(41) + "\n", paged());
    }

    @Test
    void the_pager_meets_no_escape_sequence_that_others_wrote() throws IOException {
        shown(KEEPS, page -> page.text(lines(20) + "\u001b[2J\u009b5n\r\n"));
        assertTrue(paged().endsWith("line 20\n\\x1b[2J\\x9b5n\\x0d\n"), paged());
    }

    @Test
    void without_such_a_pager_all_is_printed() {
        assertEquals(
                lines(5000),
                shown("exec no-such-pager 2>err", page -> lines(5000).lines().forEach(page::line)));
    }

    @Test
    void a_pager_that_dies_after_a_while_loses_nothing() {
        assertEquals(
                lines(50_000),
                shown(
                        "head -n 3 >paged; kill -9 $$",
                        page -> lines(50_000).lines().forEach(page::line)));
    }

    @Test
    void a_pager_that_dies_at_the_end_loses_nothing() {
        assertEquals(lines(30), shown("cat >paged; exit 1", page -> page.text(lines(30))));
    }

    @Test
    void a_pager_that_dies_after_more_than_is_kept_says_so_and_the_rest_is_printed() {
        String all = shown(
                "head -c 3000000 >paged; exit 1", page -> lines(400_000).lines().forEach(page::line));
        assertTrue(all.startsWith("(The pager failed."), all.substring(0, 100));
        assertTrue(all.endsWith("line 400000\n"), all.substring(all.length() - 30));
    }

    @Test
    void one_who_has_seen_enough_ends_the_writing_early_and_nothing_is_printed() {
        AtomicInteger written = new AtomicInteger();
        String all = shown("head -n 3 >paged", page -> {
            for (int i = 0; i < 10_000_000; i++) {
                page.line("line " + i);
                written.incrementAndGet();
            }
        });
        assertEquals("", all);
        assertTrue(written.get() < 1_000_000, written + " lines were written");
    }

    @Test
    void what_goes_wrong_while_writing_is_thrown_after_what_was_written_was_shown() throws IOException {
        String message = "";
        try {
            shown(KEEPS, page -> {
                page.text(lines(20));
                throw new IllegalStateException("broken");
            });
        } catch (IllegalStateException problem) {
            message = problem.getMessage();
        }
        assertEquals("broken", message);
        assertEquals(lines(20), paged());
    }

    @Test
    void the_persons_pager_wins_and_an_empty_one_or_cat_means_none() throws IOException {
        Path bin = Files.createDirectory(folder.resolve("bin"));
        Map<String, String> variables = new HashMap<>(Map.of("PATH", "relative:" + bin));
        assertEquals(Optional.empty(), Pager.command(variables));
        Files.createFile(bin.resolve("less")).toFile().setExecutable(true);
        assertEquals(Optional.of("less -FRX"), Pager.command(variables));
        variables.put("PAGER", "more -s");
        assertEquals(Optional.of("more -s"), Pager.command(variables));
        variables.put("PAGER", "cat");
        assertEquals(Optional.empty(), Pager.command(variables));
        variables.put("PAGER", "");
        assertEquals(Optional.empty(), Pager.command(variables));
    }
}
