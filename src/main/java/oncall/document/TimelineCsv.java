package oncall.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import oncall.incident.TimelineRecord;
import oncall.runbook.Phase;
import oncall.runbook.TimeReader;
import oncall.runbook.Value;

/**
 * Writes a timeline for a spreadsheet: RFC 4180, a record with the names of the columns, then one record an entry. The columns
 * are the members of the JSON form under the same names, and `local_zone`, the zone of `local`; lists and objects stand as their
 * JSON text.
 *
 * <p>What has no look is spelled out ({@link Spelling}), but in `data` and `versions`, where JSON did it. A cell that a
 * spreadsheet might take for a formula has an apostrophe in front ({@link #guarded}). Both can be turned back.
 */
public final class TimelineCsv implements TimelineForm {
    private static final String FORMULA = "=+-@\uff1d\uff0b\uff0d\uff20";
    private static final String QUOTES = "'\"`\u2018\u2019\u201c\u201d\uff07\uff02";
    private static final String NEEDS_QUOTES = ",;\"'\n\t";

    private final Heading heading;
    private final EventMembers members;
    private final List<Column> columns;

    /** @param heading whose incident, zone and selection it is */
    public TimelineCsv(Heading heading) {
        this.heading = heading;
        this.members = EventMembers.of(heading.incident());
        this.columns = columns();
    }

    private record Column(String name, Function<Told, Optional<String>> cell, boolean json) {
        Column(String name, Function<Told, Optional<String>> cell) {
            this(name, cell, false);
        }

        String of(Told told) {
            return cell.apply(told)
                    .map(text -> json ? text : Spelling.out(text))
                    .orElse("");
        }
    }

    @Override
    public void head(Consumer<String> lines) {
        lines.accept(record(columns.stream().map(Column::name).toList()));
    }

    @Override
    public void entry(Told told, Consumer<String> lines) {
        lines.accept(record(columns.stream().map(column -> column.of(told)).toList()));
    }

    @Override
    public void foot(Consumer<String> lines) {
        // the records are all there is
    }

    private List<Column> columns() {
        List<Column> all = new ArrayList<>();
        all.add(new Column("at", told -> Optional.of(Moments.utc(told.at()))));
        if (!heading.isUtc()) {
            all.add(new Column("local", told -> Optional.of(Moments.local(told.at(), heading.zone()))));
            all.add(new Column("local_zone", told -> Optional.of(heading.zone().getId())));
        }
        all.add(entry("id", TimelineRecord::id));
        all.add(entry("kind", record -> record.event().kind()));
        all.add(entry("recorded", record -> Moments.utc(record.recorded())));
        all.add(new Column("late", told -> Optional.of(Boolean.toString(told.late()))));
        all.add(given("written", given -> Optional.of(given.written())));
        all.add(given("precision", given -> Optional.of(given.precision().name().toLowerCase(Locale.ROOT))));
        all.add(given("until", given -> given.until().map(Moments::utc)));
        all.add(given("zone", given -> Optional.of(given.zone())));
        all.add(entry("actor", TimelineRecord::actor));
        all.add(new Column("role", Told::role));
        all.add(new Column("phase", told -> told.record().entry().phase().map(Phase::word)));
        all.add(new Column("step", told -> told.record().entry().step()));
        all.add(new Column("value", told -> told.value().flatMap(TimelineCsv::value)));
        all.add(new Column("text", Told::text));
        all.add(json("data", told -> members.text(told.record().event())));
        all.add(shown("supersedes", told -> told.record().entry().supersedes()));
        all.add(mark("drill"));
        all.add(mark("imported"));
        all.add(shown("visibility", TimelineCsv::visibility));
        all.add(new Column("corrected", told -> truth(told.corrected())));
        all.add(new Column("redacted", told -> truth(told.redacted())));
        all.add(json("versions", TimelineCsv::versions));
        return all;
    }

    private static Column entry(String name, Function<TimelineRecord, String> cell) {
        return new Column(name, told -> Optional.of(cell.apply(told.record())));
    }

    /** A column that is empty where the entry is withheld. */
    private static Column shown(String name, Function<Told, Optional<String>> cell) {
        return new Column(name, told -> told.redacted() ? Optional.empty() : cell.apply(told));
    }

    private static Column json(String name, Function<Told, Optional<String>> cell) {
        return new Column(name, shown(name, cell).cell(), true);
    }

    private static Column given(String name, Function<TimeReader.Given, Optional<String>> cell) {
        return shown(name, told -> told.record().entry().time().flatMap(cell));
    }

    private static Column mark(String name) {
        return shown(name, told -> truth(told.record().entry().marks().contains(name)));
    }

    private static Optional<String> visibility(Told told) {
        return told.record().entry().marks().stream()
                .filter(mark -> !mark.equals("drill") && !mark.equals("imported"))
                .sorted()
                .findFirst();
    }

    private static Optional<String> value(Value value) {
        if (value.items().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(value.list() ? Json.array(value.items()) : value.single());
    }

    private static Optional<String> versions(Told told) {
        return told.versions().isEmpty()
                ? Optional.empty()
                : Optional.of(told.versions().stream()
                        .map(version -> TimelineJson.version(version).toString())
                        .collect(Collectors.joining(",", "[", "]")));
    }

    private static Optional<String> truth(boolean yes) {
        return yes ? Optional.of("true") : Optional.empty();
    }

    /** One record without its line feed: lines end with CR LF. */
    private static String record(List<String> cells) {
        return cells.stream().map(TimelineCsv::cell).collect(Collectors.joining(",")) + "\r";
    }

    private static String cell(String text) {
        String safe = guarded(text);
        return needsQuotes(safe) ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }

    private static boolean needsQuotes(String text) {
        return !text.equals(text.strip()) || text.chars().anyMatch(c -> NEEDS_QUOTES.indexOf(c) >= 0);
    }

    /**
     * With an apostrophe in front where a spreadsheet might see a formula: where the first character that is neither white
     * space nor a quotation mark is one of = + - @, narrow or wide, or where the text begins with a tab or a line feed. To turn
     * it back, take the apostrophe from each cell that begins with one and whose rest is such a text.
     */
    static String guarded(String text) {
        return looksLikeFormula(text) ? "'" + text : text;
    }

    private static boolean looksLikeFormula(String text) {
        if (text.startsWith("\t") || text.startsWith("\n")) {
            return true;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (FORMULA.indexOf(c) >= 0) {
                return true;
            }
            if (QUOTES.indexOf(c) < 0 && !Character.isWhitespace(c) && !Character.isSpaceChar(c)) {
                return false;
            }
        }
        return false;
    }
}
