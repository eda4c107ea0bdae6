package oncall.cli;

import java.util.List;
import java.util.Optional;
import oncall.incident.Event;
import oncall.incident.Incident;
import oncall.incident.TimelineRecord;
import oncall.timeline.FileTimeline;
import oncall.walk.Correcting;
import oncall.walk.Standing;

/**
 * The record that `correct` or `redact` is about, with the incident it stands in.
 *
 * @param reading the incident, long texts whole
 * @param record the record meant
 */
record Subject(Reading reading, TimelineRecord record) {
    /**
     * The record of that id; while the incident has one writer the bare number will do.
     *
     * @throws Failure when there is none, or the number could mean several
     */
    static Subject of(Invocation invocation, Optional<String> incident, String given) {
        Reading reading = Reading.of(invocation, new Ports(invocation), incident);
        List<TimelineRecord> records = reading.incident().records();
        String wanted = given.strip();
        List<TimelineRecord> meant = records.stream()
                .filter(each -> each.id().equalsIgnoreCase(wanted)
                        || wanted.matches("\\d{1,18}") && each.seq() == Long.parseLong(wanted))
                .toList();
        if (meant.size() == 1) {
            return new Subject(reading, meant.get(0));
        }
        if (meant.size() > 1) {
            throw new Failure(
                    Exit.USAGE,
                    "`" + given + "` could be "
                            + String.join(
                                    ", ", meant.stream().map(Subject::named).toList()) + ".",
                    "Write the whole id.");
        }
        List<String> ids = records.stream().map(TimelineRecord::id).toList();
        throw new Failure(
                Exit.NOT_FOUND,
                "There is no record `" + given + "` in " + reading.timeline().id() + "."
                        + Nearest.question(Nearest.to(wanted, ids)),
                "`oncall timeline " + reading.timeline().id() + "` shows each id in brackets.");
    }

    private static String named(TimelineRecord record) {
        return record.id() + " (" + record.event().kind() + " of " + record.actor() + ")";
    }

    Incident incident() {
        return reading.incident();
    }

    FileTimeline timeline() {
        return reading.timeline();
    }

    /** The books it was walked with, where their copies read. */
    Optional<Correcting.Walked> walked(Invocation invocation) {
        try {
            Copies copies = Copies.of(
                    timeline(),
                    new Bookshelf(invocation.places(), invocation.environs().folder()));
            Standing standing = new Standing(
                    incident(),
                    copies.shelf(),
                    copies.opened().team(),
                    copies.opened().book(),
                    invocation.clock().now(),
                    incident().zone(),
                    invocation.environs().actor(),
                    new Ports(invocation).inThisShift(invocation.clock().now()));
            return Optional.of(new Correcting.Walked(standing, copies.opened().book(), copies.shelf()));
        } catch (Failure | Unreadable unknown) {
            return Optional.empty();
        }
    }

    /** The level of the answers, where that is another than the one on record. */
    private Optional<String> level(Invocation invocation) {
        return walked(invocation).map(Correcting.Walked::standing).flatMap(Standing::otherLevel);
    }

    /** Says when the answers no longer fit the priority: it is never changed behind anybody's back. */
    static void tellLevel(Invocation invocation, Subject before) {
        FileTimeline timeline = before.timeline();
        Subject now = new Subject(
                new Reading(
                        timeline,
                        Incident.of(timeline.read(), timeline.header()),
                        before.reading().checked(),
                        List.of()),
                before.record());
        Optional<String> level = now.level(invocation);
        if (level.equals(before.level(invocation))) {
            return;
        }
        String set = now.incident().priority().map(Event.Priority::to).orElse("");
        level.ifPresent(other -> invocation
                .page()
                .line("By the answers it is " + other + " now; " + set + " stays on record"
                        + (now.incident().state() == Incident.State.CLOSED
                                ? ", for the incident is closed."
                                : " until the walk goes on and puts it right: oncall resume " + timeline.id())));
    }
}
