package oncall.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Screens as files that a person can read; `-Dgolden.rewrite=true` writes them, for the diff to be read. */
final class Screens {
    private static final Path FOLDER = Path.of("src", "test", "resources", "screens");

    private Screens() {}

    /** Compares a screen with its file. */
    static void check(String name, String screen) {
        Path file = FOLDER.resolve(name + ".txt");
        String actual = screen.stripTrailing() + "\n";
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
