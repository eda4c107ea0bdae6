package oncall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that ask nothing do not load the line editor: it costs more than all the rest of their start. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class NoLineEditorTest {
    @TempDir
    private Path home;

    /** The classes of the line editor that a run loads. */
    private List<String> loaded(int wanted, String main, String... words) throws IOException, InterruptedException {
        Path classes = home.resolve("classes.txt");
        Path out = home.resolve("out.txt");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load:file=" + classes,
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                main));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).directory(home.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("ONCALL_"));
        builder.environment()
                .put("ONCALL_HOME", home.resolve(".local/state/oncall").toString());
        builder.redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        Process process = builder.start();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "still running: " + command);
        assertEquals(wanted, process.exitValue(), Files.readString(out));
        return Files.readAllLines(classes).stream()
                .filter(line -> line.contains("org.jline"))
                .toList();
    }

    @Test
    void none_of_them_does() throws Exception {
        OneNight.asFarAsMitigate(home);
        for (String line : List.of(
                "--version",
                "status",
                "incidents",
                "note x",
                "park x",
                "timeline",
                "timeline --verify",
                "where",
                "runbook lint",
                "")) {
            assertEquals(
                    List.of(), loaded(0, "oncall.cli.Main", line.isEmpty() ? new String[0] : line.split(" ")), line);
        }
    }

    @Test
    void this_test_would_see_it() throws Exception {
        assertFalse(loaded(1, "org.jline.reader.impl.LineReaderImpl").isEmpty());
    }
}
