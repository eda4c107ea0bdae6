package oncall.timeline;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Writes one JSON object, members in the order of the calls, no white space. What is empty is left out: an empty optional, an
 * empty string, list or map, a boolean that is false. Strings hold every Cc, Cf, Zl, Zp and lone surrogate as a `u` escape of
 * four hex digits (a supplementary one as two), all else raw.
 */
final class JsonObjectText {
    private static final DateTimeFormatter UTC_MILLIS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

    private final StringBuilder out = new StringBuilder("{");

    JsonObjectText string(String name, String value) {
        return value.isEmpty() ? this : always(name, value);
    }

    JsonObjectText string(String name, Optional<String> value) {
        return string(name, value.orElse(""));
    }

    /** A string that stands there even when it is empty. */
    JsonObjectText always(String name, String value) {
        member(name);
        quote(value, out);
        return this;
    }

    JsonObjectText number(String name, long value) {
        member(name);
        out.append(value);
        return this;
    }

    JsonObjectText number(String name, Optional<Integer> value) {
        value.ifPresent(some -> number(name, some));
        return this;
    }

    JsonObjectText yes(String name, boolean value) {
        if (value) {
            member(name);
            out.append("true");
        }
        return this;
    }

    /** RFC 3339, UTC, milliseconds. */
    JsonObjectText instant(String name, Instant value) {
        return string(name, timeOf(value));
    }

    JsonObjectText instant(String name, Optional<Instant> value) {
        value.ifPresent(some -> instant(name, some));
        return this;
    }

    JsonObjectText strings(String name, List<String> values) {
        return values.isEmpty() ? this : list(name, values);
    }

    /** A list that stands there even when it is empty. */
    JsonObjectText list(String name, List<String> values) {
        member(name);
        out.append('[');
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) {
                out.append(',');
            }
            quote(values.get(i), out);
        }
        out.append(']');
        return this;
    }

    JsonObjectText strings(String name, Map<String, String> values) {
        return object(name, inner -> values.forEach(inner::always));
    }

    /** An object, left out when nothing was written into it. */
    JsonObjectText object(String name, Consumer<JsonObjectText> members) {
        JsonObjectText inner = new JsonObjectText();
        members.accept(inner);
        return inner.isEmpty() ? this : raw(name, inner.toString());
    }

    /** A value that is JSON text already. */
    JsonObjectText raw(String name, String json) {
        member(name);
        out.append(json);
        return this;
    }

    boolean isEmpty() {
        return out.length() == 1;
    }

    /** The object without its closing brace. */
    String open() {
        return out.toString();
    }

    @Override
    public String toString() {
        return out + "}";
    }

    private void member(String name) {
        if (out.length() > 1) {
            out.append(',');
        }
        quote(name, out);
        out.append(':');
    }

    /** An instant as every file writes it. */
    static String timeOf(Instant instant) {
        if (instant.isBefore(FIRST) || instant.isAfter(LAST)) {
            throw new IllegalArgumentException("a time outside the years 0 to 9999: " + instant);
        }
        return UTC_MILLIS.format(instant.truncatedTo(ChronoUnit.MILLIS));
    }

    static void quote(String value, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < value.length(); ) {
            int codePoint = value.codePointAt(i);
            int width = Character.charCount(codePoint);
            if (codePoint == '"' || codePoint == '\\') {
                out.append('\\').append((char) codePoint);
            } else if (isEscaped(codePoint)) {
                for (int unit = i; unit < i + width; unit++) {
                    out.append(String.format(Locale.ROOT, "\\u%04x", (int) value.charAt(unit)));
                }
            } else {
                out.appendCodePoint(codePoint);
            }
            i += width;
        }
        out.append('"');
    }

    private static boolean isEscaped(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.SURROGATE;
    }
}
