package oncall.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import oncall.document.Heading;
import oncall.document.Health;
import oncall.document.Selection;
import oncall.document.Telling;
import oncall.document.TimelineForm;
import oncall.document.Told;
import oncall.incident.Incident;
import oncall.incident.Policy;
import oncall.runbook.Phase;
import oncall.timeline.Chronicle;
import oncall.timeline.Part;
import oncall.timeline.Received;
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
    private final Function<Invocation, Optional<Policy>> policies;
    private final Runnable closing;
    private final boolean partly;
    private final boolean chained;
    private final Supplier<Incident> whole;
    private final Selection selection;
    private final Optional<Health.Export> export;

    private Account(
            String id,
            String folder,
            Incident incident,
            Verification checked,
            Consumer<Consumer<Told>> entries,
            Remarks remarks,
            Function<Invocation, Optional<Policy>> policies,
            Runnable closing,
            boolean partly,
            boolean chained,
            Supplier<Incident> whole,
            Selection selection,
            Optional<Health.Export> export) {
        this.id = id;
        this.folder = folder;
        this.incident = incident;
        this.checked = checked;
        this.entries = entries;
        this.remarks = remarks;
        this.policies = policies;
        this.closing = closing;
        this.partly = partly;
        this.chained = chained;
        this.whole = whole;
        this.selection = selection;
        this.export = export;
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
                of -> PolicyCopy.of(of, Kept.of(id, chronicle)),
                chronicle::close,
                false,
                true,
                () -> incident,
                Selection.ALL,
                Optional.empty());
    }

    /**
     * Of what comes in on standard input.
     *
     * @throws Failure when that is no timeline
     */
    static Account received(Invocation invocation) {
        Received received = receive(invocation);
        Incident incident = received.essence();
        Telling telling = new Telling(incident, received::role);
        return new Account(
                incident.id(),
                received.folder(),
                incident,
                received.checked(),
                to -> received.tell(record -> to.accept(telling.tell(incident.shown(record)))),
                () -> {
                    List<String> all = new ArrayList<>(received.remarks());
                    all.addAll(Reading.cutShort(received.cutShort()));
                    return all;
                },
                of -> received.policy(),
                received::close,
                received.isDamaged(),
                received.hasChain(),
                received::whole,
                received.part().map(Account::selection).orElse(Selection.ALL),
                received.hasChain() ? Optional.empty() : Optional.of(export(received)));
    }

    private static Health.Export export(Received received) {
        return new Health.Export(
                received.stated(), received.part().isPresent(), received.troubles(), received.unread());
    }

    private static Selection selection(Part part) {
        return new Selection(
                part.since(),
                part.until(),
                part.phases().stream().flatMap(word -> Phase.of(word).stream()).collect(Collectors.toSet()),
                part.kinds(),
                part.actors());
    }

    private static Received receive(Invocation invocation) {
        try {
            return Received.of(invocation.environs().in());
        } catch (Received.Unreadable e) {
            throw new Failure(Exit.UNREADABLE, e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Account of(Reading reading) {
        return new Account(
                reading.timeline().id(),
                reading.folder(),
                reading.incident(),
                reading.checked(),
                to -> new Telling(reading.incident()).all().forEach(to),
                reading::remarks,
                of -> PolicyCopy.of(of, Kept.of(reading.timeline())),
                () -> {},
                false,
                true,
                reading::incident,
                Selection.ALL,
                Optional.empty());
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

    /** Of what came on standard input: the incident folded from all of it, in memory. */
    Incident whole() {
        return whole.get();
    }

    /** How reading it ends: what could not be read, or had to be trusted, is no success. */
    Exit exit() {
        return partly ? Exit.UNREADABLE : Exit.OK;
    }

    /** Whether there are hashes that checking can go by. */
    boolean isChained() {
        return chained;
    }

    /** What checking every line came to. */
    Verification checked() {
        return checked;
    }

    /** The state of its record. */
    Health health() {
        return Reading.health(checked).of(export);
    }

    /** What stands above it. */
    Heading heading() {
        return Heading.of(incident, folder, health()).of(selection);
    }

    /** What the team and the books had settled, from the copies it keeps; empty where they cannot be read. */
    Optional<Policy> policy(Invocation invocation) {
        return policies.apply(invocation);
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
