package oncall.timeline;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One JSON object as read, with getters that say when a member has the wrong type. A missing member is an empty optional, an
 * empty list, an empty map or false; members nobody asks for are ignored. Depth is limited to 20.
 */
final class JsonObjectTree {
    private static final int DEEPEST = 20;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .build();

    static final JsonObjectTree EMPTY = new JsonObjectTree(new String[0], new Object[0], 0);

    private final String[] names;
    private final Object[] values;
    private final int size;

    /** The first `size` of both belong to it; no name stands there twice. */
    JsonObjectTree(String[] names, Object[] values, int size) {
        this.names = names;
        this.values = values;
        this.size = size;
    }

    private static JsonObjectTree of(Map<String, Object> members) {
        return new JsonObjectTree(
                members.keySet().toArray(String[]::new), members.values().toArray(), members.size());
    }

    /** The JSON is well-formed but does not hold what the record's kind needs, or it is not JSON at all. */
    static final class Misshapen extends Exception {
        private static final long serialVersionUID = 1L;

        Misshapen(String message) {
            super(message, null, false, false);
        }
    }

    /** Reads exactly one object, nothing after it. */
    static JsonObjectTree parse(byte[] json) throws Misshapen {
        return parse(json, 0, json.length);
    }

    static JsonObjectTree parse(byte[] json, int from, int length) throws Misshapen {
        JsonObjectTree plain = new PlainJson(json, from, from + length).object();
        return plain == null ? thorough(json, from, length) : plain;
    }

    private static JsonObjectTree thorough(byte[] json, int from, int length) throws Misshapen {
        try (JsonParser parser = FACTORY.createParser(json, from, length)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new Misshapen("not a JSON object");
            }
            JsonObjectTree tree = members(parser);
            if (parser.nextToken() != null) {
                throw new Misshapen("something stands after the JSON object");
            }
            return tree;
        } catch (IOException e) {
            throw new Misshapen("not JSON");
        }
    }

    private static JsonObjectTree members(JsonParser parser) throws IOException {
        Map<String, Object> members = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            members.put(name, value(parser));
        }
        return of(members);
    }

    private static Object value(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            return members(parser);
        }
        if (token == JsonToken.START_ARRAY) {
            List<Object> items = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(value(parser));
            }
            return items;
        }
        if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT) {
            return Numeral.of(parser.getText());
        }
        if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
            return token == JsonToken.VALUE_TRUE;
        }
        return token == JsonToken.VALUE_NULL ? Null.NULL : parser.getText();
    }

    /** A number with its digits as written; one of a few digits is a `Long`, which is written the same. */
    private record Numeral(String digits) {
        private static final int LONGEST = 18;

        static Object of(String digits) {
            boolean plain = digits.length() <= LONGEST && digits.matches("0|-?[1-9]\\d*");
            return plain ? (Object) Long.valueOf(digits) : new Numeral(digits);
        }
    }

    enum Null {
        NULL
    }

    /** The digits of a number; empty when the member is missing or anything else. */
    Optional<String> digits(String name) {
        Object value = get(name);
        if (value instanceof Long number) {
            return Optional.of(number.toString());
        }
        return value instanceof Numeral numeral ? Optional.of(numeral.digits()) : Optional.empty();
    }

    boolean has(String name) {
        return get(name) != null;
    }

    /** The names of its members, in their order. */
    List<String> names() {
        return List.copyOf(java.util.Arrays.asList(names).subList(0, size));
    }

    private Object get(String name) {
        for (int i = 0; i < size; i++) {
            if (names[i].equals(name)) {
                return values[i];
            }
        }
        return null;
    }

    /** A string that may be missing, which reads as empty. */
    String string(String name) throws Misshapen {
        return optional(name).orElse("");
    }

    String required(String name) throws Misshapen {
        return optional(name).orElseThrow(() -> missing(name));
    }

    Optional<String> optional(String name) throws Misshapen {
        return typed(name, String.class, "a string");
    }

    long number(String name) throws Misshapen {
        Object value = get(name);
        if (value instanceof Long whole) {
            return whole;
        }
        Numeral numeral = typed(name, Numeral.class, "a number").orElseThrow(() -> missing(name));
        try {
            return new BigDecimal(numeral.digits()).longValueExact();
        } catch (ArithmeticException | NumberFormatException e) {
            throw new Misshapen("`" + name + "` is not a whole number that fits");
        }
    }

    Optional<Integer> integer(String name) throws Misshapen {
        if (!has(name)) {
            return Optional.empty();
        }
        long number = number(name);
        if (number != (int) number) {
            throw new Misshapen("`" + name + "` does not fit");
        }
        return Optional.of((int) number);
    }

    boolean yes(String name) throws Misshapen {
        return typed(name, Boolean.class, "true or false").orElse(false);
    }

    Instant instant(String name) throws Misshapen {
        return optionalInstant(name).orElseThrow(() -> missing(name));
    }

    Optional<Instant> optionalInstant(String name) throws Misshapen {
        Optional<String> text = optional(name);
        try {
            return text.map(Moments::parse);
        } catch (DateTimeException e) {
            throw new Misshapen("`" + name + "` is not a time");
        }
    }

    List<String> strings(String name) throws Misshapen {
        List<String> strings = new ArrayList<>();
        if (has(name)) {
            if (!(get(name) instanceof List<?> items)) {
                throw wrong(name, "a list of strings");
            }
            for (Object item : items) {
                if (!(item instanceof String string)) {
                    throw wrong(name, "a list of strings");
                }
                strings.add(string);
            }
        }
        return strings;
    }

    /** The objects of a list; none where it is missing. */
    List<JsonObjectTree> objects(String name) throws Misshapen {
        List<JsonObjectTree> objects = new ArrayList<>();
        for (Object item : typed(name, List.class, "a list of objects").orElse(List.of())) {
            if (!(item instanceof JsonObjectTree object)) {
                throw wrong(name, "a list of objects");
            }
            objects.add(object);
        }
        return objects;
    }

    Map<String, String> stringMap(String name) throws Misshapen {
        Map<String, String> strings = new LinkedHashMap<>();
        JsonObjectTree object = object(name);
        for (int i = 0; i < object.size; i++) {
            if (!(object.values[i] instanceof String string)) {
                throw wrong(name, "an object of strings");
            }
            strings.put(object.names[i], string);
        }
        return strings;
    }

    boolean isList(String name) {
        return get(name) instanceof List<?>;
    }

    /** The object of that name; an empty one where it is missing. */
    JsonObjectTree object(String name) throws Misshapen {
        Object value = get(name);
        if (value == null) {
            return EMPTY;
        }
        if (!(value instanceof JsonObjectTree object)) {
            throw wrong(name, "an object");
        }
        return object;
    }

    /** The object as JSON text in the house's own writing: no white space, strings escaped as {@link JsonObjectText} does. */
    String text() {
        StringBuilder out = new StringBuilder();
        write(this, out);
        return out.toString();
    }

    private static void write(Object value, StringBuilder out) {
        if (value instanceof JsonObjectTree object) {
            String comma = "{";
            for (int i = 0; i < object.size; i++) {
                out.append(comma);
                comma = ",";
                JsonObjectText.quote(object.names[i], out);
                out.append(':');
                write(object.values[i], out);
            }
            out.append(object.size == 0 ? "{}" : "}");
        } else if (value instanceof List<?> list) {
            String comma = "[";
            for (Object item : list) {
                out.append(comma);
                comma = ",";
                write(item, out);
            }
            out.append(list.isEmpty() ? "[]" : "]");
        } else if (value instanceof Numeral numeral) {
            out.append(numeral.digits());
        } else if (value instanceof Long whole) {
            out.append(whole.longValue());
        } else if (value instanceof Boolean truth) {
            out.append(truth.booleanValue());
        } else if (value instanceof String string) {
            JsonObjectText.quote(string, out);
        } else {
            out.append("null");
        }
    }

    private <T> Optional<T> typed(String name, Class<T> type, String words) throws Misshapen {
        Object value = get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!type.isInstance(value)) {
            throw wrong(name, words);
        }
        return Optional.of(type.cast(value));
    }

    private static Misshapen wrong(String name, String words) {
        return new Misshapen("`" + name + "` is not " + words);
    }

    private static Misshapen missing(String name) {
        return new Misshapen("`" + name + "` is missing");
    }
}
