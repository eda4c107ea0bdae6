package oncall.timeline;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import oncall.incident.Entry;
import oncall.incident.Event;
import oncall.incident.TimelineRecord;
import oncall.runbook.Phase;
import oncall.runbook.TimeReader;
import oncall.timeline.JsonObjectTree.Misshapen;

/**
 * One line of a timeline file, both ways: record to bytes and bytes to record.
 *
 * @param record what it says
 * @param after id of the last line that verified, where damage stands before this one
 * @param longText where the whole text lies, when it was too long for a line
 */
record RecordLine(TimelineRecord record, Optional<String> after, Optional<LongText> longText) {
    /** The version of the record format that this program writes. */
    static final int VERSION = 1;

    /** The most bytes a whole line may have, its line feed counted. */
    static final int MOST_BYTES = 64 * 1024;

    /** A text kept under `evidence/` because it would not fit into its line. `head` is its beginning. */
    record LongText(String sha256, long bytes, String head) {}

    /** What the writer of a record adds to its entry. */
    record Stamp(
            long seq,
            String id,
            Instant at,
            Instant recorded,
            long mono,
            String hlc,
            String actor,
            Optional<String> session) {}

    /** Everything but the hash and the closing brace, as bytes. */
    static byte[] body(Stamp stamp, Entry entry, Optional<String> after, Optional<LongText> longText) {
        JsonObjectText out = new JsonObjectText()
                .number("v", VERSION)
                .number("seq", stamp.seq())
                .string("id", stamp.id())
                .string("kind", entry.event().kind())
                .instant("at", stamp.at())
                .instant("recorded", stamp.recorded())
                .number("mono", stamp.mono())
                .string("hlc", stamp.hlc())
                .always("actor", stamp.actor())
                .string("session", stamp.session())
                .string("phase", entry.phase().map(Phase::word))
                .string("step", entry.step());
        entry.value().ifPresent(value -> EventShapes.writeValue(value, out));
        if (longText.isEmpty()) {
            out.string("text", entry.text());
        }
        marks(entry.marks(), out);
        out.string("supersedes", entry.supersedes());
        if (entry.event() instanceof Event.Other other) {
            other(other, after, out);
        } else {
            out.object("data", data -> data(entry, after, longText, data));
        }
        return out.open().getBytes(UTF_8);
    }

    private static void marks(Set<String> marks, JsonObjectText out) {
        Set<String> visibility = new LinkedHashSet<>(marks);
        visibility.removeAll(Set.of("drill", "imported"));
        if (visibility.size() > 1) {
            throw new IllegalArgumentException("a record has one visibility, not " + visibility);
        }
        out.string("visibility", String.join("", visibility));
        out.yes("drill", marks.contains("drill")).yes("imported", marks.contains("imported"));
    }

    private static void data(Entry entry, Optional<String> after, Optional<LongText> longText, JsonObjectText data) {
        EventShapes.write(entry.event(), data);
        entry.time()
                .ifPresent(given -> data.object(
                        "time",
                        time -> time.string("written", given.written())
                                .string("precision", given.precision().name().toLowerCase(Locale.ROOT))
                                .instant("until", given.until())
                                .string("zone", given.zone())
                                .strings("assumed", given.assumed())));
        longText.ifPresent(text -> data.object(
                "text",
                members -> members.string("sha256", text.sha256())
                        .number("bytes", text.bytes())
                        .string("head", text.head())));
        if (!(entry.event() instanceof Event.Header)) {
            data.string("after", after);
        }
    }

    private static void other(Event.Other other, Optional<String> after, JsonObjectText out) {
        try {
            JsonObjectTree tree = JsonObjectTree.parse(other.data().getBytes(UTF_8));
            String text = tree.text();
            if (after.isPresent()) {
                StringBuilder member = new StringBuilder("\"after\":");
                JsonObjectText.quote(after.get(), member);
                String comma = text.equals("{}") ? "" : ",";
                text = text.substring(0, text.length() - 1) + comma + member + "}";
            }
            if (!text.equals("{}")) {
                out.raw("data", text);
            }
        } catch (Misshapen e) {
            throw new IllegalArgumentException("the data of a `" + other.kind() + "` record is not a JSON object", e);
        }
    }

    /** Writes a record and reads it again, in memory: what the first real one needs is then loaded. */
    static void rehearse() {
        Instant then = Instant.EPOCH;
        String writer = "rehearsal";
        String hlc = new HybridTime().next(then);
        Stamp stamp = new Stamp(1, WriterName.id(writer, 1), then, then, 0, hlc, writer, Optional.empty());
        byte[] body = body(stamp, Entry.of(new Event.Role(writer, writer)), Optional.empty(), Optional.empty());
        String h = Chain.hash(Chain.START, body);
        byte[] line = Chain.close(body, h);
        try {
            parse(Arrays.copyOf(line, line.length - 1), h, writer);
        } catch (Misshapen e) {
            throw new IllegalStateException("what was written cannot be read", e);
        }
    }

    /** Reads one line, which must end in its hash; whether the hash is right is for the chain to say. */
    static RecordLine parse(byte[] line, String h, String writer) throws Misshapen {
        return of(JsonObjectTree.parse(line), h, writer);
    }

    /** What a line says, of which the JSON was read. */
    static RecordLine of(JsonObjectTree tree, String h, String writer) throws Misshapen {
        JsonObjectTree data = tree.object("data");
        Event event = EventShapes.read(tree.required("kind"), data);
        boolean known = !(event instanceof Event.Other);
        Optional<LongText> longText = known ? longText(data) : Optional.empty();
        Optional<String> text = tree.optional("text").or(() -> longText.map(LongText::head));
        Instant at = tree.instant("at");
        Entry entry = new Entry(
                Optional.of(at),
                tree.optional("phase").flatMap(Phase::of),
                tree.optional("step"),
                EventShapes.readValue(tree),
                text,
                known ? time(data) : Optional.empty(),
                tree.optional("supersedes"),
                marks(tree),
                event);
        TimelineRecord record = new TimelineRecord(
                (int) tree.number("v"),
                writer,
                tree.number("seq"),
                tree.required("id"),
                at,
                tree.instant("recorded"),
                tree.number("mono"),
                tree.required("hlc"),
                tree.required("actor"),
                tree.optional("session"),
                entry,
                h);
        return new RecordLine(record, data.optional("after"), longText);
    }

    private static Set<String> marks(JsonObjectTree tree) throws Misshapen {
        Set<String> marks = new LinkedHashSet<>();
        tree.optional("visibility").ifPresent(marks::add);
        for (String mark : new String[] {"drill", "imported"}) {
            if (tree.yes(mark)) {
                marks.add(mark);
            }
        }
        return marks;
    }

    /** Members of `data` beside the event's own are a courtesy of the writer: of another shape, they are as good as absent. */
    private static Optional<LongText> longText(JsonObjectTree data) {
        if (!data.has("text")) {
            return Optional.empty();
        }
        try {
            JsonObjectTree text = data.object("text");
            return Optional.of(new LongText(text.required("sha256"), text.number("bytes"), text.string("head")));
        } catch (Misshapen e) {
            return Optional.empty();
        }
    }

    private static Optional<TimeReader.Given> time(JsonObjectTree data) {
        if (!data.has("time")) {
            return Optional.empty();
        }
        try {
            JsonObjectTree time = data.object("time");
            String word = time.required("precision");
            for (TimeReader.Precision precision : TimeReader.Precision.values()) {
                if (precision.name().toLowerCase(Locale.ROOT).equals(word)) {
                    return Optional.of(new TimeReader.Given(
                            time.string("written"),
                            precision,
                            time.optionalInstant("until"),
                            time.string("zone"),
                            time.strings("assumed")));
                }
            }
            return Optional.empty();
        } catch (Misshapen e) {
            return Optional.empty();
        }
    }
}
