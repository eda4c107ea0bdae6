package oncall.incident;

import java.util.Optional;
import java.util.Set;
import oncall.runbook.Phase;
import oncall.runbook.TimeReader;
import oncall.runbook.Value;

/**
 * What a record says, before and after it is on disk: everything but the stamp.
 *
 * @param happened when it happened; empty means the moment of recording
 * @param phase where in the walk
 * @param step the step's key: its id, in a followed book `<book>/<id>`; an engine prompt's name
 * @param value canonical value
 * @param text the words as given; for a long text, its head, the rest being evidence
 * @param time how a time the person wrote was read; `data.time`
 * @param supersedes id of the record this one replaces
 * @param marks of `drill`, `imported`, `internal`, `public`, `restricted`
 * @param event the rest, by kind
 */
public record Entry(
        Optional<java.time.Instant> happened,
        Optional<Phase> phase,
        Optional<String> step,
        Optional<Value> value,
        Optional<String> text,
        Optional<TimeReader.Given> time,
        Optional<String> supersedes,
        Set<String> marks,
        Event event) {
    public Entry {
        marks = Set.copyOf(marks);
    }

    /** An entry that is nothing but its event. */
    public static Entry of(Event event) {
        return new Entry(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                event);
    }

    /** The same, happened at another time. */
    public Entry at(java.time.Instant instant) {
        return new Entry(Optional.of(instant), phase, step, value, text, time, supersedes, marks, event);
    }

    /** The same, at a step of a phase. */
    public Entry on(Optional<Phase> where, String key) {
        return new Entry(happened, where, Optional.of(key), value, text, time, supersedes, marks, event);
    }

    /** The same, with a value. */
    public Entry valued(Value canonical) {
        return new Entry(happened, phase, step, Optional.of(canonical), text, time, supersedes, marks, event);
    }

    /** The same, with words; empty words are absent. */
    public Entry saying(String words) {
        Optional<String> given = Optional.of(words).filter(some -> !some.isEmpty());
        return new Entry(happened, phase, step, value, given, time, supersedes, marks, event);
    }

    /** The same, with the way its time was given. */
    public Entry timed(TimeReader.Given given) {
        return new Entry(happened, phase, step, value, text, Optional.of(given), supersedes, marks, event);
    }

    /** The same, with a mark: `imported`, `drill` or a visibility. */
    public Entry marked(String mark) {
        Set<String> more = new java.util.HashSet<>(marks);
        more.add(mark);
        return new Entry(happened, phase, step, value, text, time, supersedes, more, event);
    }

    /** The same, replacing another record. */
    public Entry superseding(String id) {
        return new Entry(happened, phase, step, value, text, time, Optional.of(id), marks, event);
    }
}
