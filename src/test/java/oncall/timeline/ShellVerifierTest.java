package oncall.timeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script in the documentation is the format said twice: what it accepts and refuses must be what we do. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ShellVerifierTest {
    private static final Path V1 = Path.of("src/test/resources/timeline/v1");

    @TempDir
    Path folder;

    @Test
    void the_script_in_the_documentation_verifies_a_real_file() throws Exception {
        Segments segments = new Segments(new RealDisk(System.getProperty("user.name")), V1.resolve("every-kind"));
        segments.refresh();
        assertEquals(
                "0: 52 records, head " + segments.head() + "\n", run(V1.resolve("every-kind/dana-laptop.jsonl"), ""));
    }

    @Test
    void the_script_goes_on_with_a_later_file_from_the_hash_it_names() throws Exception {
        Path later = V1.resolve("segments/dana-laptop.2.jsonl");
        String text = Files.readString(later);
        String hash = text.substring(text.indexOf("\"h\":\"") + 5).substring(0, 64);
        assertTrue(run(later, hash).startsWith("0: 3 records, head "));
        assertEquals("1: line 1 does not verify\n", run(later, "f".repeat(64)));
    }

    @Test
    void the_script_names_the_line_that_was_changed() throws Exception {
        Path changed = folder.resolve("changed.jsonl");
        String text = Files.readString(V1.resolve("two-writers/dana-laptop.jsonl"));
        Files.writeString(changed, text.replace("laptop 1", "laptop 7"));
        assertEquals("1: line 4 does not verify\n", run(changed, ""));
    }

    private String run(Path file, String previous) throws IOException, InterruptedException {
        String page = Files.readString(Path.of("src/site/markdown/timeline-format.md"));
        int from = page.indexOf("```sh\n") + 6;
        Path script = Files.writeString(folder.resolve("verify.sh"), page.substring(from, page.indexOf("```", from)));
        ProcessBuilder builder = new ProcessBuilder("sh", script.toString(), file.toString());
        if (!previous.isEmpty()) {
            builder.command().add(previous);
        }
        Process process = builder.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        return process.exitValue() + ": " + output;
    }
}
