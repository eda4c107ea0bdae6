package oncall.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Texts that would be structure, a formula or an instruction where nobody guards against it. */
final class Hostile {
    private static final Path OURS = Path.of("src", "test", "resources", "document", "hostile.json");
    private static final Path COLLECTED =
            Path.of(System.getProperty("oncall.corpus", "../shared/corpus")).resolve("strings");

    private Hostile() {}

    /** Written for these tests. */
    static List<String> ours() {
        return strings(OURS, false);
    }

    /** Whether the collections of others are at hand. */
    static boolean isCollectionThere() {
        return Files.isDirectory(COLLECTED);
    }

    /** Why tests of the collections are skipped. */
    static String missing() {
        return "skipped: no collection of strings at " + COLLECTED;
    }

    /** The collections of others. */
    static List<String> collected() {
        List<String> all = new ArrayList<>(strings(COLLECTED.resolve("blns.json"), false));
        all.addAll(strings(COLLECTED.resolve("terminal-and-csv.jsonl"), true));
        return all;
    }

    private static List<String> strings(Path file, boolean members) {
        List<String> strings = new ArrayList<>();
        try (JsonParser parser = new JsonFactory().createParser(Files.readString(file))) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.VALUE_STRING && (!members || "text".equals(parser.currentName()))) {
                    strings.add(parser.getText());
                }
            }
            return strings;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
