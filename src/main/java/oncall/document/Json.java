package oncall.document;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
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
        named(name);
        quote(value, out);
        return this;
    }

    /** A string, where there is one. */
    public Json put(String name, Optional<String> value) {
        value.ifPresent(some -> put(name, some));
        return this;
    }

    /** A whole number. */
    public Json put(String name, long value) {
        named(name).append(value);
        return this;
    }

    /** A truth, the false one too. */
    public Json put(String name, boolean value) {
        named(name).append(value);
        return this;
    }

    /** A moment: RFC 3339, UTC, milliseconds. */
    public Json put(String name, Instant value) {
        StringBuilder text = named(name).append('"');
        Moments.utc(value, text);
        text.append('"');
        return this;
    }

    /** A moment as a clock of the zone shows it, with its offset. */
    Json local(String name, Instant value, ZoneId zone) {
        StringBuilder text = named(name).append('"');
        Moments.local(value, zone, text);
        text.append('"');
        return this;
    }

    /** An object. */
    public Json put(String name, Json value) {
        named(name).append(value.out).append('}');
        return this;
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
        named(name).append(json);
        return this;
    }

    private StringBuilder named(String name) {
        if (!isEmpty()) {
            out.append(',');
        }
        quote(name, out);
        return out.append(':');
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2);
        quote(text, quoted);
        return quoted.toString();
    }

    /** Stretches of plain characters are taken over whole: most texts are one. */
    private static void quote(String text, StringBuilder to) {
        to.append('"');
        int from = 0;
        for (int i = 0; i < text.length(); ) {
            char c = text.charAt(i);
            if (c >= ' ' && c <= '~' && c != '"' && c != '\\') {
                i++;
                continue;
            }
            to.append(text, from, i);
            int point = text.codePointAt(i);
            if (point == '"' || point == '\\') {
                to.append('\\');
            }
            append(point, to);
            i += Character.charCount(point);
            from = i;
        }
        to.append(text, from, text.length()).append('"');
    }

    private static void append(int point, StringBuilder to) {
        switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> {
                for (char unit : Character.toChars(point)) {
                    to.append("\\u");
                    for (int shift = 12; shift >= 0; shift -= 4) {
                        to.append(Character.forDigit(unit >> shift & 15, 16));
                    }
                }
            }
            default -> to.appendCodePoint(point);
        }
    }
}
