package oncall.runbook.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.Parser;

/**
 * Builds the parts of one document from the parser's events and reports everything this house does not take: anchors,
 * aliases, tags, merge keys, second documents, deep nesting, duplicate keys, keys without a value, and the traps of
 * bare words. Syntax errors are thrown by the parser and pass through.
 */
final class Tree {
    /** A book is at most 12 deep; a file beyond this is not one. */
    private static final int DEEPEST = 20;

    private final Parser parser;
    private final int[] text;
    private final Problems problems;
    /** Nested too deep: the rest is not even looked at, for the scanner takes its time over such a thing. */
    private boolean stopped;

    /**
     * For one document.
     *
     * @param text what the parser reads, in code points
     */
    Tree(Parser parser, int[] text, Problems problems) {
        this.parser = parser;
        this.text = text;
        this.problems = problems;
    }

    /**
     * The document; empty when the file holds nothing, which is reported, or its root was refused.
     *
     * @param enough what to do about a file that holds nothing
     */
    Optional<Part> document(String enough) {
        parser.getEvent();
        if (parser.checkEvent(Event.ID.StreamEnd)) {
            problems.format("empty-file", Spot.START, "The file has nothing in it.", enough);
            return Optional.empty();
        }
        DocumentStartEvent start = (DocumentStartEvent) parser.getEvent();
        if (start.getVersion() != null
                || start.getTags() != null && !start.getTags().isEmpty()) {
            problems.format(
                    "directive",
                    Spot.of(start.getStartMark()),
                    "Lines that begin with `%` are not taken.",
                    "delete the line");
        }
        Optional<Part> root = part(parser.getEvent(), 1, Optional.empty());
        if (stopped) {
            return Optional.empty();
        }
        parser.getEvent();
        if (!parser.checkEvent(Event.ID.StreamEnd)) {
            problems.format(
                    "several-documents",
                    Spot.of(parser.peekEvent().getStartMark()),
                    "A second document begins here.",
                    "put it into a file of its own");
        }
        return root;
    }

    private Optional<Part> part(Event event, int depth, Optional<Spot> key) {
        refuse((NodeEvent) event);
        if (event instanceof AliasEvent) {
            return Optional.empty();
        }
        if (event instanceof ScalarEvent scalar) {
            return scalar(scalar, key);
        }
        if (depth > DEEPEST) {
            problems.format(
                    "too-deep",
                    Spot.of(event.getStartMark()),
                    "This is nested more than " + DEEPEST + " levels deep.",
                    "make it flatter");
            stopped = true;
            return Optional.empty();
        }
        CollectionStartEvent start = (CollectionStartEvent) event;
        return Optional.of(start instanceof MappingStartEvent ? fields(start, depth) : items(start, depth));
    }

    private Optional<Part> scalar(ScalarEvent scalar, Optional<Spot> key) {
        Spot at = Spot.of(scalar.getStartMark(), scalar.getEndMark());
        if (!scalar.isPlain()) {
            Text.Style style = scalar.isDQuoted() || scalar.isSQuoted() ? Text.Style.QUOTED : Text.Style.BLOCK;
            return Optional.of(
                    new Text(scalar.getValue(), style, at, scalar.getEndMark().getLine() + 1, problems));
        }
        boolean lost = reportLost(scalar);
        if (scalar.getValue().isEmpty()) {
            if (!lost && scalar.getTag() == null && scalar.getAnchor() == null) {
                Optional<String> word = key.map(this::word).filter(name -> !name.isEmpty());
                String message =
                        word.map(name -> "`" + name + "` has no value.").orElse("This entry is empty.");
                problems.format("no-value", key.orElse(at), message, "write a value, or delete the line");
            }
            return Optional.empty();
        }
        return Optional.of(new Text(
                scalar.getValue(), Text.Style.PLAIN, at, scalar.getEndMark().getLine() + 1, problems));
    }

    /** The key that stands there; empty where the file ends before it. */
    private String word(Spot spot) {
        String line = problems.line(spot.line());
        int length = line.codePointCount(0, line.length());
        int from = line.offsetByCodePoints(0, Math.min(spot.column() - 1, length));
        int to = line.offsetByCodePoints(0, Math.min(spot.column() - 1 + spot.width(), length));
        return line.substring(from, to);
    }

    /** ` #word` after bare words: YAML drops it without a sound. */
    private boolean reportLost(ScalarEvent scalar) {
        int hash = scalar.getEndMark().getIndex();
        int from = hash;
        while (hash < text.length && (text[hash] == ' ' || text[hash] == '\t')) {
            hash++;
        }
        int end = hash;
        while (end < text.length && !Character.isWhitespace(text[end])) {
            end++;
        }
        if (hash == from || end - hash < 2 || text[hash] != '#') {
            return false;
        }
        Mark mark = scalar.getEndMark();
        Spot at = new Spot(mark.getLine() + 1, mark.getColumn() + 1 + hash - from, end - hash);
        String word = new String(text, hash, end - hash);
        String line = problems.line(at.line());
        String remedy = "for a comment write `# ` with a space; for words write\n" + Traps.mended(line);
        problems.format("lost-words", at, "Everything from `" + word + "` on is lost: ` #` begins a comment.", remedy);
        return true;
    }

    private Items items(CollectionStartEvent start, int depth) {
        List<Part> parts = new ArrayList<>();
        boolean whole = true;
        List<ScalarEvent> unquoted = new ArrayList<>();
        while (!stopped && !parser.checkEvent(Event.ID.SequenceEnd)) {
            Event event = parser.getEvent();
            collectUnquoted(start, event, unquoted);
            Optional<Part> entry = part(event, depth + 1, Optional.empty());
            whole &= entry.isPresent();
            entry.ifPresent(parts::add);
        }
        if (stopped) {
            return new Items(parts, whole, Spot.of(start.getStartMark()), problems);
        }
        Event end = parser.getEvent();
        if (!unquoted.isEmpty()) {
            ScalarEvent first = unquoted.get(0);
            reportUnquoted(first, listMended(start, end).orElse(Quotes.around(first.getValue())));
        }
        return new Items(parts, whole, Spot.of(start.getStartMark()), problems);
    }

    private Fields fields(CollectionStartEvent start, int depth) {
        Map<String, Part> values = new LinkedHashMap<>();
        Map<String, Spot> keys = new LinkedHashMap<>();
        List<ScalarEvent> unquoted = new ArrayList<>();
        String unquotedKey = "";
        while (!stopped && !parser.checkEvent(Event.ID.MappingEnd)) {
            Event keyEvent = parser.getEvent();
            Optional<String> key = key(keyEvent, keys, depth);
            if (stopped) {
                break;
            }
            collectUnquoted(start, keyEvent, unquoted);
            Event event = parser.getEvent();
            if (unquoted.isEmpty()) {
                collectUnquoted(start, event, unquoted);
                unquotedKey = unquoted.isEmpty() ? "" : key.orElse("");
            }
            Spot place = Spot.of(keyEvent.getStartMark(), keyEvent.getEndMark());
            Optional<Part> value = part(event, depth + 1, Optional.of(place));
            if (key.isPresent()) {
                keys.put(key.get(), place);
                value.ifPresent(found -> values.put(key.get(), found));
            }
        }
        if (!stopped) {
            parser.getEvent();
        }
        if (!unquoted.isEmpty()) {
            String prefix = unquotedKey.isEmpty() ? "" : unquotedKey + ": ";
            reportUnquoted(
                    unquoted.get(0), prefix + Quotes.around(unquoted.get(0).getValue()));
        }
        return new Fields(values, keys, Spot.of(start.getStartMark()), problems);
    }

    /** The key, unless it is refused, which is reported. */
    private Optional<String> key(Event event, Map<String, Spot> earlier, int depth) {
        if (!(event instanceof ScalarEvent scalar)) {
            problems.format("bad-key", Spot.of(event.getStartMark()), "A key must be words.", "write `key: value`");
            part(event, depth + 1, Optional.empty());
            return Optional.empty();
        }
        refuse(scalar);
        Spot at = Spot.of(scalar.getStartMark(), scalar.getEndMark());
        String name = scalar.getValue();
        if (name.isEmpty() || name.indexOf('\n') >= 0) {
            problems.format(
                    "bad-key",
                    at,
                    name.isEmpty() ? "There is no key before the `:`." : "A key must be one line.",
                    "write `key: value`");
            return Optional.empty();
        }
        if (name.equals("<<") && scalar.isPlain()) {
            problems.format("merge-key", at, "`<<` merges another map in, which is not taken.", "write the keys out");
            return Optional.empty();
        }
        Spot first = earlier.get(name);
        if (first != null) {
            problems.format(
                    "duplicate-key",
                    at,
                    "`" + name + "` stands here a second time; first in line " + first.line() + ".",
                    "keep one of them");
            return Optional.empty();
        }
        return Optional.of(name);
    }

    private void refuse(NodeEvent event) {
        if (!(event instanceof AliasEvent) && event.getAnchor() == null && tag(event) == null) {
            return;
        }
        Spot at = Spot.of(event.getStartMark(), event.getEndMark());
        String mended = "if it is meant as words write\n" + Traps.mended(problems.line(at.line()));
        if (event instanceof AliasEvent) {
            problems.format(
                    "alias", at, "A value that begins with `*` refers to an anchor, which is not taken.", mended);
        } else if (event.getAnchor() != null) {
            problems.format("anchor", at, "A value that begins with `&` sets an anchor, which is not taken.", mended);
        } else {
            problems.format("tag", at, "A value that begins with `!` sets a tag, which is not taken.", mended);
        }
    }

    private static String tag(NodeEvent event) {
        if (event instanceof ScalarEvent scalar) {
            return scalar.getTag();
        }
        return ((CollectionStartEvent) event).getTag();
    }

    private static void collectUnquoted(CollectionStartEvent holder, Event event, List<ScalarEvent> unquoted) {
        if (holder.isFlow() && event instanceof ScalarEvent scalar && scalar.isPlain() && hasSpace(scalar.getValue())) {
            unquoted.add(scalar);
        }
    }

    private static boolean hasSpace(String words) {
        return words.indexOf(' ') >= 0 || words.indexOf('\t') >= 0 || words.indexOf('\n') >= 0;
    }

    private void reportUnquoted(ScalarEvent first, String mended) {
        problems.format(
                "unquoted-words",
                Spot.of(first.getStartMark(), first.getEndMark()),
                "Words with a space inside {} or [] stand in quotes; a comma would split them.",
                "write " + mended);
    }

    /** `[Check it, then delete it.]` as the one sentence it was meant to be. */
    private Optional<String> listMended(CollectionStartEvent start, Event end) {
        if (start.getStartMark().getLine() != end.getEndMark().getLine()) {
            return Optional.empty();
        }
        String line = problems.line(start.getStartMark().getLine() + 1);
        int from = line.offsetByCodePoints(0, start.getStartMark().getColumn() + 1);
        int to = line.offsetByCodePoints(0, end.getEndMark().getColumn() - 1);
        String inside = line.substring(from, to).strip();
        boolean simple = inside.chars().noneMatch(c -> "\"'[]{}".indexOf(c) >= 0);
        return simple ? Optional.of("[" + Quotes.around(inside) + "]") : Optional.empty();
    }
}
