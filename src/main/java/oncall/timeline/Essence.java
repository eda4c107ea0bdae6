package oncall.timeline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import oncall.incident.Event;
import oncall.incident.TimelineRecord;

/**
 * The few records of a timeline that say something about the whole or about other records; of what counts only by its newest,
 * the newest. An incident folded from them has the same title, state and times, and the same things withheld and corrected.
 */
final class Essence {
    private static final Set<String> TITLE_AND_START = Set.of("what", "since");

    private final List<RecordLine> always = new ArrayList<>();
    private final Map<String, RecordLine> newest = new HashMap<>();

    /** An incident does not begin before it. */
    private RecordLine earliest;

    /** The sitting that says which books it began with. */
    private RecordLine first;

    /** Keeps the record if it is one of them. */
    void look(RecordLine line) {
        TimelineRecord record = line.record();
        Event event = record.event();
        if (earliest == null || record.at().isBefore(earliest.record().at())) {
            earliest = line;
        }
        if (isAboutOthers(record)
                || event instanceof Event.Header
                || event instanceof Event.Pause
                || event instanceof Event.Resume
                || event instanceof Event.Close
                || event instanceof Event.Jump
                || event instanceof Event.Milestone
                || event instanceof Event.Session session && session.flags().contains("titled")) {
            always.add(line);
            return;
        }
        if (event instanceof Event.Session) {
            first = first == null || TimelineRecord.ORDER.compare(record, first.record()) < 0 ? line : first;
        } else if (event instanceof Event.Evidence evidence && evidence.head().startsWith("plan:")) {
            keep(evidence.head(), line);
        } else if (event instanceof Event.Priority) {
            keep("priority", line);
        } else if (isWork(event)) {
            keep("work", line);
        }
        if (record.entry().step().isPresent()
                && TITLE_AND_START.contains(record.entry().step().get())
                && isAnswer(record)) {
            keep("step " + record.entry().step().get(), line);
        }
    }

    /** Whether it corrects, replaces or withholds another record. */
    private static boolean isAboutOthers(TimelineRecord record) {
        Event event = record.event();
        return event instanceof Event.Correction
                || event instanceof Event.Redaction
                || record.entry().supersedes().isPresent();
    }

    /** What reopens a paused incident. */
    private static boolean isWork(Event event) {
        return event instanceof Event.Answer || event instanceof Event.Decision;
    }

    private static boolean isAnswer(TimelineRecord record) {
        Event event = record.event();
        return isWork(event)
                || event instanceof Event.Result && record.entry().value().isPresent()
                || event instanceof Event.Call
                || event instanceof Event.Comms comms && !comms.outcome().equals("failed");
    }

    private void keep(String what, RecordLine line) {
        newest.merge(
                what,
                line,
                (one, other) -> TimelineRecord.ORDER.compare(one.record(), other.record()) > 0 ? one : other);
    }

    /** All of them, in no order; one may stand there twice. */
    List<RecordLine> lines() {
        List<RecordLine> all = new ArrayList<>(always);
        all.addAll(newest.values());
        Stream.of(earliest, first).filter(Objects::nonNull).forEach(all::add);
        return all;
    }
}
