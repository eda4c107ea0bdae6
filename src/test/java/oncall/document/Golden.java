package oncall.document;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Compares with a file of the test resources; `-Dgolden.rewrite=true` writes the file, for the diff to be read. */
final class Golden {
    private static final Path FOLDER = Path.of("src", "test", "resources", "document");

    private Golden() {}

    static void check(String name, List<String> lines) {
        String actual = String.join("\n", lines) + "\n";
        Path file = FOLDER.resolve(name);
        try {
            if (Boolean.getBoolean("golden.rewrite")) {
                Files.createDirectories(FOLDER);
                Files.writeString(file, actual);
            }
            assertEquals(Files.readString(file), actual, file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
