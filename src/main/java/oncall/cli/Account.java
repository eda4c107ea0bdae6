package oncall.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import oncall.document.Heading;
import oncall.document.Health;
import oncall.document.Telling;
import oncall.document.TimelineForm;
import oncall.document.Told;
import oncall.incident.Incident;
import oncall.incident.Policy;
import oncall.timeline.Chronicle;
import oncall.timeline.Verification;

/**
 * The record of one incident, told entry by entry in the order of happening: read through without being held where that can be,
 * and in memory where damage has to be looked at.
 */
final class Account implements AutoCloseable {
    private final String id;
    private final String folder;
    private final Incident incident;
    private final Verification checked;
    private final Consumer<Consumer<Told>> entries;
    private final Remarks remarks;
    private final Optional<Kept> kept;
    private final Runnable closing;

    private Account(
            String id,
            String folder,
            Incident incident,
            Verification checked,
            Consumer<Consumer<Told>> entries,
            Remarks remarks,
            Optional<Kept> kept,
            Runnable closing) {
        this.id = id;
        this.folder = folder;
        this.incident = incident;
        this.checked = checked;
        this.entries = entries;
        this.remarks = remarks;
        this.kept = kept;
        this.closing = closing;
    }

    /** What the reader should know, a sentence each, when all was told. */
    private interface Remarks {
        List<String> all();
    }

    /** Of the incident named, else of the only open one. */
    static Account of(Invocation invocation, Ports ports, Optional<String> named) {
        String id = new Chosen(ports.incidents()).id(named);
        return ports.incidents().chronicle(id).map(found -> of(id, found)).orElseGet(() -> {
            Reading reading = Reading.of(invocation, ports, Optional.of(id));
            return of(reading);
        });
    }

    private static Account of(String id, Chronicle chronicle) {
        Incident incident = chronicle.essence();
        Telling telling = new Telling(incident, chronicle::role);
        return new Account(
                id,
                chronicle.folder().toString(),
                incident,
                chronicle.checked(),
                to -> chronicle.tell(incident::happened, record -> to.accept(telling.tell(incident.shown(record)))),
                () -> Reading.cutShort(chronicle.cutShort()),
                Optional.of(Kept.of(id, chronicle)),
                chronicle::close);
    }

    private static Account of(Reading reading) {
        return new Account(
                reading.timeline().id(),
                reading.folder(),
                reading.incident(),
                reading.checked(),
                to -> new Telling(reading.incident()).all().forEach(to),
                reading::remarks,
                Optional.of(Kept.of(reading.timeline())),
                () -> {});
    }

    /** The incident's id. */
    String id() {
        return id;
    }

    /** Where it lies. */
    String folder() {
        return folder;
    }

    /** The incident, folded from all records or from those that say something about the whole or about others. */
    Incident incident() {
        return incident;
    }

    /** What checking every line came to. */
    Verification checked() {
        return checked;
    }

    /** The state of its record. */
    Health health() {
        return Reading.health(checked);
    }

    /** What stands above it. */
    Heading heading() {
        return Heading.of(incident, folder, health());
    }

    /** What the team and the books had settled, from the copies it keeps; empty where they cannot be read. */
    Optional<Policy> policy(Invocation invocation) {
        return kept.flatMap(copies -> PolicyCopy.of(invocation, copies));
    }

    /** Gives every entry in order. */
    void tell(Consumer<Told> to) {
        entries.accept(to);
    }

    /** Writes it in a form, a line at a time. */
    void write(TimelineForm form, Consumer<String> lines) {
        form.head(lines);
        tell(told -> form.entry(told, lines));
        form.foot(lines);
    }

    /** What the reader should know, a sentence each; some of it only when everything was told. */
    List<String> remarks() {
        return new ArrayList<>(remarks.all());
    }

    @Override
    public void close() {
        closing.run();
    }
}
