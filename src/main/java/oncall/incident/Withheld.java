package oncall.incident;

import static java.util.Map.entry;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What is left of a record whose content is withheld: its place in time and in the walk, and what it did, so that nothing is asked
 * or counted twice. What a person or a program said is gone. A kind without a row keeps nothing, and a test wants a row for each.
 */
final class Withheld {
    private static final Optional<String> GONE = Optional.empty();

    private static final Map<Class<? extends Event>, UnaryOperator<Event>> ROWS = Map.ofEntries(
            row(
                    Event.Header.class,
                    e -> new Event.Header(
                            e.format(),
                            e.incident(),
                            Incident.WITHHELD,
                            e.opened(),
                            e.zone(),
                            e.continues(),
                            e.after())),
            row(Event.Session.class, e -> e),
            row(Event.Answer.class, e -> Event.Answer.PLAIN),
            row(Event.Note.class, e -> e),
            row(Event.Park.class, e -> e),
            row(
                    Event.Priority.class,
                    e -> new Event.Priority(
                            e.from(), e.to(), e.by(), e.row(), Map.of(), e.provisional(), e.again(), GONE, GONE)),
            row(
                    Event.Decision.class,
                    e -> new Event.Decision(e.options(), e.usual(), GONE, GONE, GONE, Map.of(), List.of(), GONE)),
            row(Event.Role.class, e -> new Event.Role(e.role(), Incident.WITHHELD)),
            row(Event.Call.class, e -> new Event.Call(e.role(), e.name().map(name -> Incident.WITHHELD), e.outcome())),
            row(
                    Event.Comms.class,
                    e -> new Event.Comms(
                            e.audience(), e.stage(), e.channel(), e.edited(), e.outcome(), e.next(), GONE)),
            row(Event.Due.class, e -> e),
            row(Event.Jump.class, e -> e),
            row(
                    Event.Intent.class,
                    e -> new Event.Intent(Incident.WITHHELD, GONE, e.timeout(), e.danger(), GONE, e.plan())),
            row(Event.Result.class, e -> new Event.Result(e.of(), e.exit(), e.took(), GONE, e.bytes())),
            row(Event.Evidence.class, e -> new Event.Evidence(e.sha256(), e.bytes(), "", e.of())),
            row(Event.Milestone.class, e -> e),
            row(Event.Handoff.class, e -> new Event.Handoff(Incident.WITHHELD, GONE, GONE, GONE, GONE, GONE)),
            row(Event.Pause.class, e -> new Event.Pause(e.until(), GONE)),
            row(Event.Resume.class, e -> e),
            row(Event.Clock.class, e -> e),
            row(Event.Recovered.class, e -> e),
            row(Event.Correction.class, e -> new Event.Correction(e.of(), Optional.empty())),
            row(Event.Redaction.class, e -> new Event.Redaction(e.of(), GONE)),
            row(Event.Import.class, e -> new Event.Import(e.fileSha256(), e.line())),
            row(Event.Close.class, e -> new Event.Close(e.outcome(), GONE)),
            row(Event.Other.class, e -> new Event.Other(e.kind(), "{}")));

    private Withheld() {}

    private static <E extends Event> Map.Entry<Class<? extends Event>, UnaryOperator<Event>> row(
            Class<E> type, UnaryEvent<E> left) {
        return entry(type, event -> left.of(type.cast(event)));
    }

    private interface UnaryEvent<E extends Event> {
        Event of(E event);
    }

    static TimelineRecord of(TimelineRecord record) {
        Entry entry = record.entry();
        return record.with(new Entry(
                entry.happened(),
                entry.phase(),
                entry.step(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                entry.supersedes(),
                entry.marks(),
                event(entry.event())));
    }

    /** What is left of what a record says by its kind. */
    static Event event(Event event) {
        return ROWS.get(event.getClass()).apply(event);
    }

    /**
     * A record without what it keeps of the answers to these steps: a decision tells what was known when it was taken, and the
     * reason of a level says such answers in words.
     */
    static TimelineRecord without(TimelineRecord record, Set<String> steps) {
        Entry entry = record.entry();
        Event event = entry.event();
        Optional<String> text = entry.text();
        if (!steps.isEmpty() && event instanceof Event.Decision e) {
            event = new Event.Decision(
                    e.options(),
                    e.usual(),
                    e.reason(),
                    e.plan(),
                    e.planCheck(),
                    less(e.known(), steps),
                    e.changes(),
                    e.second());
        } else if (!steps.isEmpty() && event instanceof Event.Priority e) {
            text = text.filter(words -> Collections.disjoint(e.facts().keySet(), steps));
            event = new Event.Priority(
                    e.from(),
                    e.to(),
                    e.by(),
                    e.row(),
                    less(e.facts(), steps),
                    e.provisional(),
                    e.again(),
                    e.evidence(),
                    e.name());
        }
        return event == entry.event()
                ? record
                : record.with(new Entry(
                        entry.happened(),
                        entry.phase(),
                        entry.step(),
                        entry.value(),
                        text,
                        entry.time(),
                        entry.supersedes(),
                        entry.marks(),
                        event));
    }

    private static Map<String, String> less(Map<String, String> facts, Set<String> steps) {
        Map<String, String> left = new LinkedHashMap<>(facts);
        left.keySet().removeAll(steps);
        return left;
    }
}
