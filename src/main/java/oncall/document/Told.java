package oncall.document;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import oncall.incident.Event;
import oncall.incident.Incident;
import oncall.incident.TimelineRecord;
import oncall.runbook.Value;

/**
 * One record as every reader tells it: corrections folded in, what is withheld left out.
 *
 * @param record the record itself; of a redacted one only the stamp, phase and step may be shown
 * @param value the newest value
 * @param text the newest words
 * @param role of the person in the sitting it was written in
 * @param late written more than two minutes after it happened
 * @param redacted whether its content is withheld
 * @param versions every version, oldest first, where it was corrected or answered anew; else empty
 * @param corrected whether `value` and `text` are from a correction
 * @param replacedBy id of the later answer that stands in its place
 */
record Told(
        TimelineRecord record,
        Optional<Value> value,
        Optional<String> text,
        Optional<String> role,
        boolean late,
        boolean redacted,
        List<Version> versions,
        boolean corrected,
        Optional<String> replacedBy) {
    private static final Duration LATE = Duration.ofMinutes(2);
    private static final Comparator<TimelineRecord> BY_TIME =
            Comparator.comparing(TimelineRecord::at).thenComparing(TimelineRecord.ORDER);

    Told {
        versions = List.copyOf(versions);
    }

    /** What one record said about an answer. */
    record Version(String id, Instant recorded, String actor, Optional<Value> value, Optional<String> text) {}

    /** Everything that is on record, in the order (at, hlc, id). */
    static List<Told> all(Incident incident) {
        Map<String, List<TimelineRecord>> later = new HashMap<>();
        Map<String, String> roots = new HashMap<>();
        for (TimelineRecord each : incident.records()) {
            changed(each).ifPresent(target -> {
                String root = roots.getOrDefault(target, target);
                roots.put(each.id(), root);
                later.computeIfAbsent(root, id -> new ArrayList<>()).add(each);
            });
        }
        return incident.records().stream()
                .sorted(BY_TIME)
                .map(each -> one(incident, each, later.getOrDefault(each.id(), List.of())))
                .toList();
    }

    /** The record that this one corrects or replaces. */
    private static Optional<String> changed(TimelineRecord record) {
        return record.event() instanceof Event.Correction correction
                ? Optional.of(correction.of())
                : record.entry().supersedes();
    }

    private static Told one(Incident incident, TimelineRecord record, List<TimelineRecord> later) {
        boolean redacted = incident.isRedacted(record.id());
        List<TimelineRecord> shown =
                later.stream().filter(each -> !incident.isRedacted(each.id())).toList();
        List<Version> versions = new ArrayList<>();
        Version newest = version(record);
        Optional<String> replacedBy = Optional.empty();
        boolean corrected = false;
        versions.add(newest);
        for (TimelineRecord each : shown) {
            Version version = version(each);
            versions.add(version);
            if (each.event() instanceof Event.Correction) {
                newest = version;
                corrected = true;
            } else {
                replacedBy = Optional.of(each.id());
            }
        }
        return new Told(
                record,
                redacted ? Optional.empty() : newest.value(),
                redacted ? Optional.empty() : newest.text(),
                role(incident, record),
                record.recorded().isAfter(record.at().plus(LATE)),
                redacted,
                redacted || shown.isEmpty() ? List.of() : versions,
                corrected && !redacted,
                redacted ? Optional.empty() : replacedBy);
    }

    private static Version version(TimelineRecord record) {
        Optional<Value> value = record.event() instanceof Event.Correction correction
                ? correction.value()
                : record.entry().value();
        return new Version(
                record.id(),
                record.recorded(),
                record.actor(),
                value,
                record.entry().text());
    }

    private static Optional<String> role(Incident incident, TimelineRecord record) {
        return record.session()
                .flatMap(incident::record)
                .map(TimelineRecord::event)
                .filter(Event.Session.class::isInstance)
                .map(session -> ((Event.Session) session).role())
                .filter(role -> !role.isEmpty());
    }
}
