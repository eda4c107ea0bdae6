package oncall.document;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import oncall.incident.Event;
import oncall.incident.Incident;
import oncall.incident.TimelineRecord;
import oncall.runbook.TimeReader;
import oncall.runbook.Value;

/**
 * Tells the records of an incident one by one, as every reader and export shows them. What it must know beforehand is
 * little: the sittings, and what was corrected, replaced or withheld; so an incident folded from those records alone will do,
 * and a timeline of any length can be told without being held.
 */
public final class Telling {
    private static final Duration LATE = Duration.ofMinutes(2);
    private static final Comparator<Told> BY_TIME =
            Comparator.comparing(Told::at).thenComparing(Told::record, TimelineRecord.ORDER);

    private final Incident incident;
    private final Function<String, Optional<String>> roles;
    private final Map<String, List<TimelineRecord>> later = new HashMap<>();

    /** @param incident folded from all records, or at least from the sittings and those that say something about others */
    public Telling(Incident incident) {
        this(incident, session -> role(incident, session));
    }

    /**
     * Tells records one by one.
     *
     * @param incident folded from the records that say something about others
     * @param roles the role of the person in a sitting, by the id of its record
     */
    public Telling(Incident incident, Function<String, Optional<String>> roles) {
        this.incident = incident;
        this.roles = roles;
        Map<String, String> corrected = new HashMap<>();
        Map<String, String> replaced = new HashMap<>();
        for (TimelineRecord each : incident.records()) {
            changed(each).ifPresent(target -> {
                String said = corrected.getOrDefault(target, target);
                boolean correction = each.event() instanceof Event.Correction;
                String root = correction ? said : replaced.getOrDefault(said, said);
                (correction ? corrected : replaced).put(each.id(), root);
                later.computeIfAbsent(root, id -> new ArrayList<>()).add(each);
            });
        }
    }

    /** Everything the incident was folded from, in the order (at, hlc, id). */
    public List<Told> all() {
        return incident.records().stream().map(this::tell).sorted(BY_TIME).toList();
    }

    /** One record. */
    public Told tell(TimelineRecord record) {
        boolean redacted = incident.isWithheld(record);
        Instant at = incident.happened(record);
        boolean moved = !at.equals(record.at());
        List<Told.Version> versions = new ArrayList<>();
        Told.Version newest = version(record, moved ? Optional.of(record.at()) : Optional.empty());
        Optional<String> replacedBy = Optional.empty();
        boolean corrected = false;
        versions.add(newest);
        for (TimelineRecord each : later.getOrDefault(record.id(), List.of())) {
            if (incident.isRedacted(each.id())) {
                continue;
            }
            if (each.event() instanceof Event.Correction) {
                newest = correction(each, newest);
                versions.add(newest);
                corrected = true;
            } else {
                versions.add(version(each, Optional.empty()));
                replacedBy = Optional.of(each.id());
            }
        }
        Optional<TimeReader.Given> time = incident.time(record);
        return new Told(
                time.map(given -> record.with(record.entry().timed(given))).orElse(record),
                at,
                redacted ? Optional.empty() : newest.value(),
                redacted ? Optional.empty() : newest.text(),
                record.session().flatMap(roles),
                record.recorded().isAfter(at.plus(LATE)),
                redacted,
                redacted || versions.size() == 1 ? List.of() : versions,
                corrected && !redacted,
                redacted ? Optional.empty() : replacedBy);
    }

    /**
     * The record that this one corrects or replaces. A correction counts for the answer it is about alone, an answer given anew for
     * the first of all it replaces.
     */
    private static Optional<String> changed(TimelineRecord record) {
        return record.event() instanceof Event.Correction correction
                ? Optional.of(correction.of())
                : record.entry().supersedes();
    }

    private static Told.Version version(TimelineRecord record, Optional<Instant> at) {
        Optional<Value> value = record.event() instanceof Event.Correction correction
                ? correction.value()
                : record.entry().value();
        return new Told.Version(
                record.id(),
                record.recorded(),
                record.actor(),
                value,
                record.entry().text(),
                at);
    }

    /** What stood there before goes on where the correction is about the time alone. */
    private static Told.Version correction(TimelineRecord record, Told.Version before) {
        Event.Correction correction = (Event.Correction) record.event();
        boolean time = Incident.isOfTimeAlone(record);
        return new Told.Version(
                record.id(),
                record.recorded(),
                record.actor(),
                time ? before.value() : correction.value(),
                time ? before.text() : record.entry().text(),
                correction.at().or(before::at));
    }

    private static Optional<String> role(Incident incident, String session) {
        return incident.record(session)
                .map(TimelineRecord::event)
                .filter(Event.Session.class::isInstance)
                .map(sitting -> ((Event.Session) sitting).role())
                .filter(role -> !role.isEmpty());
    }
}
