package oncall.hostile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;

/** Texts that nobody means well with: our own list, and the collected ones where they lie beside this folder. */
public final class Texts {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Texts() {}

    /** One of them, with a name for messages. */
    public record Text(String id, String text) {
        /** Whether it can be an answer at all: an empty one is refused. */
        public boolean says() {
            return !text.isBlank();
        }

        /** Whether it can stand on a command line. */
        public boolean fitsArgument() {
            return text.indexOf('\0') < 0 && text.length() <= 100_000 && isUtf8();
        }

        /** Whether bytes of UTF-8 can carry it: half a pair of surrogates they cannot. */
        boolean isUtf8() {
            return StandardCharsets.UTF_8.newEncoder().canEncode(text);
        }
    }

    /** A text as a message of a failed test can show it. */
    static String visible(String text) {
        StringBuilder out = new StringBuilder();
        text.chars()
                .forEach(c -> out.append(c >= ' ' && c <= '~' ? Character.toString(c) : String.format("\\u%04x", c)));
        return out.toString();
    }

    /** Our own. */
    public static List<Text> own() {
        try (InputStream in = Texts.class.getResourceAsStream("/hostile/strings.jsonl")) {
            List<Text> texts = new ArrayList<>();
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                JsonNode node = JSON.readTree(line);
                String text = node.get("text").textValue();
                texts.add(new Text(
                        node.get("id").textValue(),
                        text.repeat(node.path("times").asInt(1))));
            }
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every so manieth of them, for what takes long. */
    static List<Text> some(List<Text> texts, int step) {
        return IntStream.range(0, texts.size())
                .filter(i -> i % step == 0)
                .mapToObj(texts::get)
                .toList();
    }

    /** The collected ones; the test that asks for them is skipped where they are not. */
    public static List<Text> collected() {
        Path folder =
                Path.of(System.getProperty("oncall.corpus", "../shared/corpus")).resolve("strings");
        Assumptions.assumeTrue(Files.isDirectory(folder), "skipped: no collection of strings at " + folder);
        try {
            List<Text> texts = new ArrayList<>();
            for (JsonNode each : JSON.readTree(Files.readString(folder.resolve("blns.json")))) {
                texts.add(new Text("blns-" + texts.size(), each.textValue()));
            }
            for (String line : Files.readAllLines(folder.resolve("terminal-and-csv.jsonl"))) {
                JsonNode node = JSON.readTree(line);
                texts.add(new Text(node.get("id").textValue(), node.get("text").textValue()));
            }
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
