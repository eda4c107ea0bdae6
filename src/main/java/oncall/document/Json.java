package oncall.document;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import oncall.runbook.Value;

/**
 * One JSON object, members in the order of the calls, no white space. What has no value is absent, never null. Every Cc,
 * Cf, Zl, Zp and lone surrogate is written as an escape, all else raw, so a line stays one line and shows what it holds.
 */
public final class Json {
    private final StringBuilder out = new StringBuilder("{");

    private Json() {}

    /** An object without members. */
    public static Json object() {
        return new Json();
    }

    /** A string, the empty one too. */
    public Json put(String name, String value) {
        return raw(name, quoted(value));
    }

    /** A string, where there is one. */
    public Json put(String name, Optional<String> value) {
        value.ifPresent(some -> put(name, some));
        return this;
    }

    /** A whole number. */
    public Json put(String name, long value) {
        return raw(name, Long.toString(value));
    }

    /** A truth, the false one too. */
    public Json put(String name, boolean value) {
        return raw(name, Boolean.toString(value));
    }

    /** A moment: RFC 3339, UTC, milliseconds. */
    public Json put(String name, Instant value) {
        return put(name, Moments.utc(value));
    }

    /** An object. */
    public Json put(String name, Json value) {
        return raw(name, value.toString());
    }

    /** A canonical value: a string, or a list of strings. */
    public Json put(String name, Value value) {
        return value.list() ? strings(name, value.items()) : put(name, value.single());
    }

    /** A list of strings, the empty one too. */
    public Json strings(String name, List<String> values) {
        return raw(name, array(values));
    }

    /** An object whose members are all strings. */
    public Json strings(String name, Map<String, String> values) {
        Json inner = new Json();
        values.forEach(inner::put);
        return put(name, inner);
    }

    /** A list of objects, the empty one too. */
    public Json list(String name, List<Json> values) {
        return raw(name, values.stream().map(Json::toString).collect(Collectors.joining(",", "[", "]")));
    }

    /** A member that is JSON text already. */
    public Json verbatim(String name, String json) {
        return raw(name, visible(json));
    }

    /** JSON text of others on one line; what would hide in it is escaped like everything else. */
    static String visible(String json) {
        StringBuilder safe = new StringBuilder();
        json.codePoints().forEach(point -> {
            if (point < ' ') {
                safe.append(' ');
            } else {
                append(point, safe);
            }
        });
        return safe.toString();
    }

    /** A list of strings on its own. */
    static String array(List<String> values) {
        return values.stream().map(Json::quoted).collect(Collectors.joining(",", "[", "]"));
    }

    /** Whether nothing was put into it. */
    public boolean isEmpty() {
        return out.length() == 1;
    }

    @Override
    public String toString() {
        return out + "}";
    }

    private Json raw(String name, String json) {
        out.append(isEmpty() ? "" : ",").append(quoted(name)).append(':').append(json);
        return this;
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(point -> {
            if (point == '"' || point == '\\') {
                quoted.append('\\');
            }
            append(point, quoted);
        });
        return quoted.append('"').toString();
    }

    private static void append(int point, StringBuilder to) {
        switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> {
                for (char unit : Character.toChars(point)) {
                    to.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
                }
            }
            default -> to.appendCodePoint(point);
        }
    }
}
