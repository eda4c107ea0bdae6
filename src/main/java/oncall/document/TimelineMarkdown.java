package oncall.document;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import oncall.incident.Event;
import oncall.incident.Incident;
import oncall.incident.TimelineRecord;

/**
 * Writes a timeline to be pasted into a page: a heading, what there is to know about the whole, and one table with a row an
 * entry. The words stand as they were given, whole, and stay words ({@link Markdown}).
 */
public final class TimelineMarkdown implements TimelineForm {
    private final Heading heading;
    private final EntryWords words;
    private final Markdown.Table table;

    /** @param heading what stands above */
    public TimelineMarkdown(Heading heading) {
        this.heading = heading;
        this.words = new EntryWords(heading, true);
        List<String> names = new ArrayList<>(List.of("UTC", heading.zoneName(), "Who", "Where", "What", "Id"));
        List<Integer> weights = new ArrayList<>(List.of(11, 13, 7, 13, 48, 8));
        if (heading.isUtc()) {
            names.remove(1);
            weights.remove(1);
        }
        this.table = new Markdown.Table(names, weights);
    }

    @Override
    public void head(Consumer<String> lines) {
        Incident incident = heading.incident();
        lines.accept(Markdown.heading(1, "Timeline of " + Lines.quoted(incident.title())));
        lines.accept("");
        List<String> about = new ArrayList<>();
        about.add("Incident " + incident.id() + ", " + incident.state().word() + ". Times in UTC"
                + (heading.isUtc() ? "" : " and in " + heading.zoneName()) + ". "
                + heading.health().words() + ".");
        heading.zoneAssumed().ifPresent(about::add);
        if (!heading.selection().isAll()) {
            about.add("Only: " + heading.selection().words(heading.zone()) + ".");
        }
        heading.health().damage().forEach(each -> about.add("Damaged: " + each.words()));
        for (String sentence : about) {
            lines.accept(Markdown.inline(sentence));
            lines.accept("");
        }
        columns(lines);
    }

    /** The names of the columns, and the line below them; the entries follow. */
    void columns(Consumer<String> lines) {
        table.head().forEach(lines);
    }

    @Override
    public void foot(Consumer<String> lines) {
        // the table ends with the text
    }

    @Override
    public void entry(Told told, Consumer<String> lines) {
        TimelineRecord record = told.record();
        List<String> cells = new ArrayList<>();
        cells.add(Moments.wholeUtc(told.at()));
        if (!heading.isUtc()) {
            cells.add(Moments.whole(told.at(), heading.zone()));
        }
        cells.add(Markdown.inline(EntryWords.who(told)));
        cells.add(Markdown.inline(EntryWords.where(record)));
        cells.add(what(told));
        cells.add(Markdown.inline(record.id()));
        lines.accept(table.row(cells));
    }

    private String what(Told told) {
        List<String> parts = new ArrayList<>();
        parts.add(Markdown.inline(words.said(told) + printed(told)));
        words.marks(told).forEach(mark -> parts.add("*(" + Markdown.inline(mark) + ")*"));
        return String.join(" ", parts).strip();
    }

    private static String printed(Told told) {
        return !told.redacted() && told.record().event() instanceof Event.Result result
                ? result.output()
                        .filter(output -> !output.isBlank())
                        .map(output -> ", printed \"" + output.stripTrailing() + "\"")
                        .orElse("")
                : "";
    }
}
