package oncall.trust;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One line of the file.
 *
 * @param at when it was written
 * @param path the real path of the book, team file or plan
 * @param sha256 of the very bytes; empty for a revocation, which is about every content of that path
 * @param commands its commands as they were shown
 */
public record TrustEntry(Instant at, String path, String sha256, List<String> commands) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int VERSION = 1;

    public TrustEntry {
        commands = List.copyOf(commands);
    }

    /** Whether it takes trust away. */
    public boolean revokes() {
        return sha256.isEmpty();
    }

    /** As it stands in the file, without its end. */
    String line() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeNumberField("v", VERSION);
            json.writeStringField("at", at.toString());
            json.writeStringField("path", path);
            if (revokes()) {
                json.writeBooleanField("revoked", true);
            } else {
                json.writeStringField("sha256", sha256);
                json.writeArrayFieldStart("commands");
                for (String command : commands) {
                    json.writeString(command);
                }
                json.writeEndArray();
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory failed", e);
        }
        return text.toString();
    }

    /** The entry of a line; empty when it is not one whole entry of this version. */
    static Optional<TrustEntry> read(String line) {
        String path = "";
        String sha256 = "";
        String at = "";
        boolean revoked = false;
        int version = 0;
        List<String> commands = new ArrayList<>();
        try (JsonParser json = JSON.createParser(line)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "v" -> version = json.getIntValue();
                    case "at" -> at = json.getText();
                    case "path" -> path = json.getText();
                    case "sha256" -> sha256 = json.getText();
                    case "revoked" -> revoked = json.getBooleanValue();
                    case "commands" -> {
                        while (json.nextToken() == JsonToken.VALUE_STRING) {
                            commands.add(json.getText());
                        }
                    }
                    default -> json.skipChildren();
                }
            }
            boolean whole = json.currentToken() == JsonToken.END_OBJECT && json.nextToken() == null;
            boolean named = version == VERSION && path.startsWith("/") && (revoked || sha256.matches("[0-9a-f]{64}"));
            return whole && named
                    ? Optional.of(new TrustEntry(Instant.parse(at), path, revoked ? "" : sha256, commands))
                    : Optional.empty();
        } catch (IOException | DateTimeException e) {
            return Optional.empty();
        }
    }
}
