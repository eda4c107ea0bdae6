package oncall.runbook.yaml;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Writes a rehearsal into the text of a plan and changes nothing else: values are replaced where they stand, keys that are
 * missing are added beside them, comments and layout stay. What comes out is read again, and is only handed out when it differs
 * from what was there in the rehearsal alone.
 */
public final class PlanStamp {
    private static final String KEY = "rehearsal";
    private static final String BEHIND = "estimate";

    private final String body;
    private final int[] offsets;
    private final String lineEnd;
    private final List<Edit> edits = new ArrayList<>();

    private PlanStamp(String body) {
        this.body = body;
        this.offsets = offsets(body);
        this.lineEnd = body.contains("\r\n") ? "\r\n" : "\n";
    }

    /** A part of the text, in characters, and what takes its place. */
    private record Edit(int from, int to, String text) {}

    /**
     * A value as the parser met it.
     *
     * @param from where it begins, in characters
     * @param to behind its last character
     * @param inside of a map, its values by key
     * @param seen what it says with everything inside, as far as it means something
     */
    private record Value(Event begin, int from, int to, Map<String, Value> inside, String seen) {
        boolean isFlow() {
            return begin instanceof CollectionStartEvent start && start.isFlow();
        }

        boolean isMap() {
            return begin instanceof MappingStartEvent;
        }

        boolean isOneLine(String text) {
            return begin instanceof ScalarEvent && text.substring(from, to).indexOf('\n') < 0;
        }
    }

    /**
     * The text with this rehearsal in it; empty where that cannot be done without touching anything else.
     *
     * @param rehearsal key to value as it is to be written, in the order in which keys that are missing are added
     */
    public static Optional<String> write(String text, Map<String, String> rehearsal) {
        String mark = text.startsWith("\uFEFF") ? "\uFEFF" : "";
        String body = text.substring(mark.length());
        try {
            PlanStamp stamp = new PlanStamp(body);
            Value root = stamp.parse();
            if (!stamp.place(root, rehearsal)) {
                return Optional.empty();
            }
            String after = stamp.edited();
            return stamp.differsInNothingElse(root, after, rehearsal) ? Optional.of(mark + after) : Optional.empty();
        } catch (YAMLException unreadable) {
            return Optional.empty();
        }
    }

    /** A word as it is written into a plan: bare where every reader takes it for a word, else quoted. */
    public static String word(String value) {
        if (value.matches("[A-Za-z][A-Za-z0-9_-]*") && !value.matches("(?i)y|n|yes|no|on|off|true|false|null")) {
            return value;
        }
        StringBuilder quoted = new StringBuilder("\"");
        value.codePoints().forEach(point -> {
            if (point == '"' || point == '\\') {
                quoted.append('\\').appendCodePoint(point);
            } else if (Character.isISOControl(point) || Character.getType(point) == Character.FORMAT) {
                quoted.append(String.format("\\U%08X", point));
            } else {
                quoted.appendCodePoint(point);
            }
        });
        return quoted.append('"').toString();
    }

    /** The lines to add by hand where {@link #write} cannot: the whole value, for the end of the file. */
    public static List<String> lines(Map<String, String> rehearsal) {
        List<String> lines = new ArrayList<>(List.of(KEY + ":"));
        rehearsal.forEach((key, value) -> lines.add("  " + key + ": " + value));
        return lines;
    }

    // ---- where

    private boolean place(Value root, Map<String, String> rehearsal) {
        if (!root.isMap() || root.isFlow()) {
            return false;
        }
        Value there = root.inside().get(KEY);
        if (there == null) {
            return add(root, rehearsal);
        }
        return there.isMap() && !there.inside().isEmpty() && replace(there, rehearsal);
    }

    private boolean replace(Value there, Map<String, String> rehearsal) {
        List<String> missing = new ArrayList<>();
        for (Map.Entry<String, String> each : rehearsal.entrySet()) {
            Value old = there.inside().get(each.getKey());
            if (old == null) {
                missing.add(each.getKey());
            } else if (old.isOneLine(body)) {
                edits.add(new Edit(old.from(), old.to(), each.getValue()));
            } else {
                return false;
            }
        }
        Value last = there.inside().values().stream()
                .max(Comparator.comparingInt(Value::to))
                .orElseThrow();
        if (!last.isOneLine(body)) {
            return missing.isEmpty();
        }
        StringBuilder more = new StringBuilder();
        if (there.isFlow()) {
            missing.forEach(key -> more.append(", ").append(key).append(": ").append(rehearsal.get(key)));
            edits.add(new Edit(last.to(), last.to(), more.toString()));
        } else {
            String indent = " ".repeat(column(there.from()));
            missing.forEach(key ->
                    more.append(lineEnd).append(indent).append(key).append(": ").append(rehearsal.get(key)));
            int end = endOfLine(last.to());
            edits.add(new Edit(end, end, more.toString()));
        }
        return true;
    }

    private boolean add(Value root, Map<String, String> rehearsal) {
        String indent = " ".repeat(column(root.from()));
        Value behind = root.inside().get(BEHIND);
        boolean inside = behind != null && behind.isOneLine(body);
        int at = inside ? endOfLine(behind.to()) : body.length();
        String lines = indent + String.join(lineEnd + indent, lines(rehearsal));
        boolean freshLine = at > 0 && body.charAt(at - 1) == '\n';
        edits.add(new Edit(at, at, freshLine ? lines + lineEnd : lineEnd + lines));
        return true;
    }

    private int column(int at) {
        int line = body.lastIndexOf('\n', at - 1) + 1;
        return body.codePointCount(line, at);
    }

    /** Behind the last character of the line, before what ends it. */
    private int endOfLine(int at) {
        int end = body.indexOf('\n', at);
        int stop = end < 0 ? body.length() : end;
        return stop > at && body.charAt(stop - 1) == '\r' ? stop - 1 : stop;
    }

    private String edited() {
        StringBuilder text = new StringBuilder(body);
        edits.stream()
                .sorted(Comparator.comparingInt(Edit::from).reversed())
                .forEach(edit -> text.replace(edit.from(), edit.to(), edit.text()));
        return text.toString();
    }

    // ---- whether nothing else changed

    private boolean differsInNothingElse(Value before, String after, Map<String, String> rehearsal) {
        Value now = new PlanStamp(after).parse();
        Map<String, Value> mine = new LinkedHashMap<>(before.inside());
        Map<String, Value> theirs = new LinkedHashMap<>(now.inside());
        Value old = mine.remove(KEY);
        Value fresh = theirs.remove(KEY);
        return fresh != null
                && fresh.isMap()
                && seen(mine).equals(seen(theirs))
                && seen(fresh.inside()).equals(wanted(old, rehearsal));
    }

    private static Map<String, String> seen(Map<String, Value> values) {
        Map<String, String> seen = new LinkedHashMap<>();
        values.forEach((key, value) -> seen.put(key, value.seen()));
        return seen;
    }

    /** What stood there, with every value of the rehearsal in its place; read as it is written. */
    private static Map<String, String> wanted(Value old, Map<String, String> rehearsal) {
        Map<String, String> wanted = old == null ? new LinkedHashMap<>() : seen(old.inside());
        new PlanStamp(String.join("\n", lines(rehearsal)) + "\n")
                .parse()
                .inside()
                .get(KEY)
                .inside()
                .forEach((key, value) -> wanted.put(key, value.seen()));
        return wanted;
    }

    // ---- reading

    private Value parse() {
        ParserImpl parser = new ParserImpl(new StreamReader(body), new LoaderOptions());
        parser.getEvent();
        parser.getEvent();
        Value root = value(parser, parser.getEvent());
        parser.getEvent();
        if (!parser.checkEvent(Event.ID.StreamEnd)) {
            throw new YAMLException("a second document");
        }
        return root;
    }

    private Value value(ParserImpl parser, Event begin) {
        if (begin instanceof ScalarEvent scalar) {
            String seen = (scalar.isPlain() ? "plain " : "quoted ") + scalar.getValue();
            return new Value(begin, start(begin), end(begin), Map.of(), seen);
        }
        if (!(begin instanceof CollectionStartEvent)) {
            throw new YAMLException("an alias");
        }
        Map<String, Value> inside = new LinkedHashMap<>();
        int number = 0;
        Event next = parser.getEvent();
        while (!(next instanceof CollectionEndEvent)) {
            String key = Integer.toString(number++);
            if (begin instanceof MappingStartEvent) {
                if (!(next instanceof ScalarEvent scalar) || inside.containsKey(scalar.getValue())) {
                    throw new YAMLException("a key that is none, or twice");
                }
                key = scalar.getValue();
                next = parser.getEvent();
            }
            inside.put(key, value(parser, next));
            next = parser.getEvent();
        }
        return new Value(
                begin,
                start(begin),
                end(next),
                inside,
                (begin instanceof MappingStartEvent ? "map " : "list ") + seen(inside));
    }

    private int start(Event event) {
        return offsets[event.getStartMark().getIndex()];
    }

    private int end(Event event) {
        return offsets[event.getEndMark().getIndex()];
    }

    /** Where each code point begins, in characters; one more for the end. */
    private static int[] offsets(String text) {
        int[] offsets = new int[text.codePointCount(0, text.length()) + 1];
        int point = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            offsets[point++] = i;
        }
        offsets[point] = text.length();
        return offsets;
    }
}
