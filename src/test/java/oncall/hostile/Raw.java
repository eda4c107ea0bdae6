package oncall.hostile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What lies on disk below a home, read by a JSON parser that is none of ours. */
record Raw(Path home) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The folders of incidents, in order of their names. */
    List<Path> folders() {
        Path incidents = home.resolve(".local/state/oncall/incidents");
        if (!Files.isDirectory(incidents)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(incidents)) {
            return folders.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The only incident below what `--home` named. */
    Path only() {
        try (Stream<Path> folders = Files.list(home.resolve("incidents"))) {
            return folders.findFirst().orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every record of an incident, file by file; each must be one line of JSON without anything that hides. */
    static List<JsonNode> records(Path folder) {
        List<JsonNode> records = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder.resolve("timeline"))) {
            for (Path file : files.sorted().toList()) {
                for (String line :
                        Files.readString(file, StandardCharsets.UTF_8).split("\n")) {
                    records.add(JSON.readTree(line));
                }
            }
            return records;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The words of a record, from `evidence/` where they were too long for the line. */
    static String words(Path folder, JsonNode record) {
        if (record.has("text")) {
            return record.get("text").textValue();
        }
        JsonNode kept = record.at("/data/text");
        if (kept.isMissingNode()) {
            return "";
        }
        try {
            return Files.readString(
                    folder.resolve("evidence").resolve(kept.get("sha256").textValue()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The words of all records of a kind, in order. */
    static List<String> words(Path folder, String kind) {
        return records(folder).stream()
                .filter(record -> record.get("kind").textValue().equals(kind))
                .map(record -> words(folder, record))
                .toList();
    }

    /** One JSON value a line. */
    static List<JsonNode> lines(String out) {
        List<JsonNode> nodes = new ArrayList<>();
        for (String line : out.split("\n")) {
            try {
                nodes.add(JSON.readTree(line));
            } catch (IOException e) {
                throw new AssertionError("no JSON: " + line, e);
            }
        }
        return nodes;
    }
}
