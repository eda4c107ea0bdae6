package oncall.document;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import oncall.incident.Event;
import oncall.incident.Incident;
import oncall.incident.TimelineRecord;

/**
 * Writes a timeline for a person: a header, then one line an entry by the time it happened, with the date wherever it
 * changes and a line where the clocks did. Texts of several lines stand below their entry behind a bar, so nothing in them can
 * pass for an entry.
 */
public final class TimelineText implements TimelineForm {
    private final Heading heading;
    private final EntryWords words;
    private final ZoneId zone;
    private Optional<LocalDate> day = Optional.empty();
    private Instant last = Instant.MIN;

    /** @param heading what stands above */
    public TimelineText(Heading heading) {
        this.heading = heading;
        this.words = new EntryWords(heading, false);
        this.zone = heading.zone();
    }

    @Override
    public void head(Consumer<String> lines) {
        Incident incident = heading.incident();
        lines.accept(Lines.one(incident.id()) + "  " + Lines.quoted(incident.title()) + "  "
                + incident.state().word());
        lines.accept("Times in " + (heading.isUtc() ? "UTC. " : zone.getId() + ", UTC in brackets. ")
                + heading.health().words() + ".");
        heading.zoneAssumed().ifPresent(lines);
        if (!heading.selection().isAll()) {
            lines.accept("Only: " + heading.selection().words(zone) + ".");
        }
        heading.health().damage().forEach(each -> lines.accept("Damaged: " + each.words()));
    }

    @Override
    public void foot(Consumer<String> lines) {
        // a person sees that it ends
    }

    @Override
    public void entry(Told told, Consumer<String> lines) {
        LocalDate date = told.at().atZone(zone).toLocalDate();
        if (day.filter(date::equals).isEmpty()) {
            lines.accept("");
            lines.accept(Moments.day(date));
            day = Optional.of(date);
        }
        clocks(told.at(), lines);
        line(told, lines);
    }

    /** Says that the clocks were changed since the entry before; an entry that comes out of its order says nothing of it. */
    private void clocks(Instant at, Consumer<String> lines) {
        ZoneOffset now = zone.getRules().getOffset(at);
        if (at.isBefore(last)) {
            return;
        }
        if (!last.equals(Instant.MIN)) {
            ZoneOffset before = zone.getRules().getOffset(last);
            if (!before.equals(now)) {
                boolean forward = now.getTotalSeconds() > before.getTotalSeconds();
                lines.accept("Clocks went " + (forward ? "forward" : "back") + ": " + before + " to " + now + ".");
            }
        }
        last = at;
    }

    private void line(Told told, Consumer<String> lines) {
        TimelineRecord record = told.record();
        List<String> parts = new ArrayList<>();
        parts.add(Moments.clock(told.at(), zone));
        parts.add(Lines.one(EntryWords.who(told)));
        parts.add(Lines.one(EntryWords.where(record)));
        String said = words.said(told);
        if (!said.isEmpty()) {
            parts.add(said);
        }
        words.marks(told).forEach(mark -> parts.add("(" + mark + ")"));
        parts.add("[" + record.id() + "]");
        lines.accept(String.join("  ", parts));
        if (told.redacted()) {
            return;
        }
        told.text().filter(Lines::several).ifPresent(text -> Lines.block(text).forEach(lines));
        if (record.event() instanceof Event.Result result) {
            result.output()
                    .filter(output -> !output.isBlank())
                    .ifPresent(output -> Lines.block(output).forEach(lines));
        }
    }
}
