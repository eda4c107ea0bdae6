package oncall.runbook.yaml;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import oncall.runbook.Diagnostic;

/**
 * A map of a file, its keys in order. The accessors take a key, report what is wrong with its value at its place, and
 * are empty when the key is not there or its value was wrong.
 */
public final class Fields implements Part {
    private final Map<String, Part> values;
    private final Map<String, Spot> keys;
    private final Spot at;
    private final Problems problems;

    /**
     * A map; takes the two maps over without a copy.
     *
     * @param values of the keys that have one
     * @param keys all keys that stand there, also those whose missing value was already reported
     */
    Fields(Map<String, Part> values, Map<String, Spot> keys, Spot at, Problems problems) {
        this.values = values;
        this.keys = keys;
        this.at = at;
        this.problems = problems;
    }

    @Override
    public Spot at() {
        return at;
    }

    @Override
    public String kind() {
        return "a map";
    }

    /** The keys that have a value, in order. */
    public Set<String> names() {
        return java.util.Collections.unmodifiableSet(values.keySet());
    }

    /** Whether the key stands there, with a value or without. */
    public boolean has(String key) {
        return keys.containsKey(key);
    }

    /** The first key as it stands there, also one without a value. */
    public Optional<String> first() {
        return keys.keySet().stream().findFirst();
    }

    /** All keys that stand there, in order, also those without a value. */
    Map<String, Spot> keys() {
        return java.util.Collections.unmodifiableMap(keys);
    }

    /** Where a key stands; the place of the map if it does not. */
    public Spot keyAt(String key) {
        return keys.getOrDefault(key, at);
    }

    /** The value, whatever it is. */
    public Optional<Part> part(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** Reports every key that is not known. */
    public void only(String what, Collection<String> known) {
        for (Map.Entry<String, Spot> key : keys.entrySet()) {
            if (!known.contains(key.getKey())) {
                problems.unknownName(
                        Diagnostic.Kind.FORMAT,
                        "unknown-key",
                        key.getValue(),
                        "`" + key.getKey() + "` is not a key of " + what + ".",
                        key.getKey(),
                        known);
            }
        }
    }

    /** Reports a key that must stand there and does not. */
    public void require(String key, String what, String example) {
        if (!keys.containsKey(key)) {
            problems.format(
                    "missing-key", at, what + " needs the key `" + key + "`.", "add `" + key + ": " + example + "`");
        }
    }

    /** A scalar. */
    public Optional<Text> text(String key) {
        Part part = values.get(key);
        if (part != null && !(part instanceof Text)) {
            wrongType(key, part, "words", "write words after `" + key + ":`");
        }
        return part instanceof Text text ? Optional.of(text) : Optional.empty();
    }

    /** A map. */
    public Optional<Fields> fields(String key) {
        Part part = values.get(key);
        if (part != null && !(part instanceof Fields)) {
            wrongType(
                    key,
                    part,
                    "a map",
                    "write `" + key + ":` and its keys on lines of their own, further to the right");
        }
        return part instanceof Fields fields ? Optional.of(fields) : Optional.empty();
    }

    /** A list. */
    public Optional<Items> items(String key) {
        Part part = values.get(key);
        if (part != null && !(part instanceof Items)) {
            wrongType(key, part, "a list", "write `" + key + ": [...]`, or one `- ` line for each");
        }
        return part instanceof Items items ? Optional.of(items) : Optional.empty();
    }

    private void wrongType(String key, Part part, String wanted, String remedy) {
        String message = "`" + key + "` must be " + wanted + ", and this is " + part.kind() + ".";
        problems.format("wrong-type", part.at(), message, remedy);
    }

    /** A scalar without white space around it. */
    public Optional<String> words(String key) {
        Optional<Text> text = text(key);
        return text.isPresent() ? Optional.of(text.get().words()) : Optional.empty();
    }

    /**
     * A scalar of one line.
     *
     * @param what names it in messages
     * @param longest in characters
     */
    public Optional<String> line(String key, String what, int longest) {
        Optional<Text> text = text(key);
        return text.isPresent() ? Optional.of(text.get().line(what, longest)) : Optional.empty();
    }

    /** A list of scalars; empty if the key is not there. */
    public List<Text> texts(String key) {
        Optional<Items> items = items(key);
        return items.isPresent() ? items.get().texts("`" + key + "`") : List.of();
    }

    /** A list of scalars, or a single one. */
    public List<Text> oneOrMore(String key) {
        Optional<Part> part = part(key);
        return part.isPresent() && part.get() instanceof Text text ? List.of(text) : texts(key);
    }

    /** A list of maps; empty if the key is not there. */
    public List<Fields> maps(String key) {
        Optional<Items> items = items(key);
        return items.isPresent() ? items.get().maps("`" + key + "`") : List.of();
    }

    /** The maps under these keys, in their order; what is not a map is reported and left out. */
    public Map<String, Fields> maps(Collection<String> names) {
        Map<String, Fields> maps = new LinkedHashMap<>();
        for (String name : names) {
            Optional<Fields> map = fields(name);
            if (map.isPresent()) {
                maps.put(name, map.get());
            }
        }
        return maps;
    }

    /** `true` or `false`; false if the key is not there. */
    public boolean flag(String key) {
        Optional<Text> text = text(key);
        return text.isPresent() && text.get().bool().orElse(false);
    }

    /** A duration; see {@link Text#duration}. */
    public Optional<Duration> duration(String key) {
        return text(key).flatMap(Text::duration);
    }

    /** A duration above zero; see {@link Text#positiveDuration}. */
    public Optional<Duration> span(String key) {
        Optional<Text> text = text(key);
        return text.isPresent() ? text.get().positiveDuration() : Optional.empty();
    }

    /** A time of day; see {@link Text#clock}. */
    public Optional<LocalTime> clock(String key) {
        Optional<Text> text = text(key);
        return text.isPresent() ? text.get().clock() : Optional.empty();
    }

    /** A moment; see {@link Text#instant}. */
    public Optional<Instant> instant(String key) {
        return text(key).flatMap(Text::instant);
    }

    /** A whole number in [least, most]. */
    public Optional<Long> whole(String key, long least, long most) {
        Optional<Text> text = text(key);
        return text.isPresent() ? text.get().whole(least, most) : Optional.empty();
    }

    /** A number. */
    public Optional<BigDecimal> decimal(String key) {
        return text(key).flatMap(Text::decimal);
    }

    /** One of the given words. */
    public Optional<String> oneOf(String key, Collection<String> allowed) {
        Optional<Text> text = text(key);
        return text.isPresent() ? text.get().oneOf("value of `" + key + "`", allowed) : Optional.empty();
    }

    /** The whole map as plain strings, lists and maps. */
    public Map<String, Object> plain() {
        Map<String, Object> plain = new LinkedHashMap<>();
        values.forEach((key, part) -> plain.put(key, plain(part)));
        return plain;
    }

    private static Object plain(Part part) {
        if (part instanceof Fields fields) {
            return fields.plain();
        }
        if (part instanceof Items items) {
            return items.parts().stream().map(Fields::plain).toList();
        }
        return ((Text) part).raw();
    }

    Problems problems() {
        return problems;
    }
}
