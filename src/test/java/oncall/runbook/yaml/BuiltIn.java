package oncall.runbook.yaml;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import oncall.runbook.DiagnosticText;
import oncall.runbook.Team;

/** The built-in team file, read from where it is kept. */
final class BuiltIn {
    static final Path FOLDER = Path.of("runbooks");

    private BuiltIn() {}

    static Team team() {
        YamlFile file = file(FOLDER.resolve("team.yaml"));
        return TeamReader.readBuiltIn(file).orElseThrow(() -> new AssertionError(lines(file)));
    }

    static YamlFile file(Path path) {
        try {
            return YamlFile.read(Files.readAllBytes(path), path.getFileName().toString(), "", false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is wrong with a file, as people read it. */
    static String lines(YamlFile file) {
        StringBuilder lines = new StringBuilder();
        file.problems().inOrder().forEach(problem -> {
            List<String> each = DiagnosticText.lines(problem);
            each.forEach(line -> lines.append(line).append('\n'));
        });
        return lines.toString();
    }
}
