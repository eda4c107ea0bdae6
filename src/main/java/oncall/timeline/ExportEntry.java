package oncall.timeline;

import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import oncall.incident.Entry;
import oncall.incident.Event;
import oncall.incident.TimelineRecord;
import oncall.runbook.Phase;
import oncall.runbook.TimeReader;
import oncall.runbook.Value;
import oncall.timeline.JsonObjectTree.Misshapen;

/**
 * An entry of `oncall.timeline/1`, and the record it was told from, as far as an export says: the hash, the running clock and
 * the sitting are not in it. Of a sitting it says the role of the person, which stands in the record in its place.
 *
 * @param told when it happened as it was known at the time of the export
 * @param withheld whether the export left its content out
 * @param changed whether others corrected or replaced it
 */
record ExportEntry(TimelineRecord record, Instant told, boolean withheld, boolean changed) {
    private static final Pattern ID = Pattern.compile("(.{1,64})-([1-9]\\d{0,17})", Pattern.DOTALL);

    /** What an id is made of: the writer's digits, and the number. */
    record Number(String writer, long seq) {
        static Number of(String id) throws Misshapen {
            Matcher parts = ID.matcher(id);
            if (!parts.matches()) {
                throw new Misshapen("`id` is not four digits, `-` and a number");
            }
            return new Number(parts.group(1), Long.parseLong(parts.group(2)));
        }
    }

    static ExportEntry of(JsonObjectTree tree) throws Misshapen {
        String id = tree.required("id");
        Number number = Number.of(id);
        Instant told = tree.instant("at");
        Instant recorded = tree.instant("recorded");
        boolean withheld = tree.yes("redacted");
        JsonObjectTree own = own(tree, id);
        Optional<Value> value = EventShapes.readValue(own);
        Optional<String> text = own.optional("text");
        Instant at = own == tree ? told : own.optionalInstant("at").orElse(told);
        Entry entry = new Entry(
                Optional.of(at),
                tree.optional("phase").flatMap(Phase::of),
                tree.optional("step"),
                value,
                text,
                given(tree),
                tree.optional("supersedes"),
                marks(tree),
                event(tree, withheld));
        TimelineRecord record = new TimelineRecord(
                RecordLine.VERSION,
                number.writer(),
                number.seq(),
                id,
                at,
                recorded,
                0,
                order(recorded, number.seq()),
                tree.string("actor"),
                tree.optional("role"),
                entry,
                "");
        return new ExportEntry(record, told, withheld, own != tree);
    }

    /** What the record said itself, before it was corrected or answered anew. */
    private static JsonObjectTree own(JsonObjectTree tree, String id) throws Misshapen {
        for (JsonObjectTree version : tree.objects("versions")) {
            if (version.required("id").equals(id)) {
                return version;
            }
        }
        return tree;
    }

    private static Event event(JsonObjectTree tree, boolean withheld) throws Misshapen {
        String kind = tree.required("kind");
        return withheld ? EventShapes.withheld(kind) : EventShapes.read(kind, tree.object("data"));
    }

    private static Optional<TimeReader.Given> given(JsonObjectTree tree) throws Misshapen {
        Optional<String> word = tree.optional("precision");
        for (TimeReader.Precision precision : TimeReader.Precision.values()) {
            if (word.isPresent() && precision.name().toLowerCase(Locale.ROOT).equals(word.get())) {
                return Optional.of(new TimeReader.Given(
                        tree.string("written"),
                        precision,
                        tree.optionalInstant("until"),
                        tree.string("zone"),
                        List.of()));
            }
        }
        return Optional.empty();
    }

    private static Set<String> marks(JsonObjectTree tree) throws Misshapen {
        Set<String> marks = new LinkedHashSet<>();
        tree.optional("visibility").ifPresent(marks::add);
        for (String mark : List.of("drill", "imported")) {
            if (tree.yes(mark)) {
                marks.add(mark);
            }
        }
        return marks;
    }

    /** The order of writing as far as it can be told: by the time of writing, then by the number. */
    private static String order(Instant recorded, long seq) {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(Math.max(0, recorded.toEpochMilli())) + hex.toHexDigits(seq);
    }
}
