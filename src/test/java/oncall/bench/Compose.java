package oncall.bench;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;

/** Reads every file of a folder into nodes and does nothing with them: what any reader of YAML must do at least. */
final class Compose {
    private Compose() {}

    /** Runs as a process. */
    public static void main(String[] folder) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(Path.of(folder[0]))) {
            files = all.sorted().toList();
        }
        for (Path file : files) {
            try (Reader text = Files.newBufferedReader(file)) {
                if (new Yaml(new LoaderOptions()).compose(text) == null) {
                    throw new IllegalStateException(file + " is empty");
                }
            }
        }
    }
}
