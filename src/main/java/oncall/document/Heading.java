package oncall.document;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import oncall.incident.Event;
import oncall.incident.Incident;
import oncall.incident.Policy;

/**
 * What stands above a timeline, in whatever form.
 *
 * @param incident the incident; folded from all records or from those that say something about the whole
 * @param folder where it lies
 * @param health the state of its record
 * @param zone whose clock times are shown beside UTC; where it is UTC itself, times are shown once
 * @param selection which entries follow
 * @param policy what the team and the books had settled; for programs
 */
public record Heading(
        Incident incident, String folder, Health health, ZoneId zone, Selection selection, Optional<Policy> policy) {
    /** With all entries. */
    public Heading(Incident incident, String folder, Health health, ZoneId zone) {
        this(incident, folder, health, zone, Selection.ALL, Optional.empty());
    }

    /** In the incident's own zone, with all entries. */
    public static Heading of(Incident incident, String folder, Health health) {
        return new Heading(incident, folder, health, incident.zone());
    }

    /** The same with times in UTC only. */
    public Heading inUtc() {
        return new Heading(incident, folder, health, ZoneOffset.UTC, selection, policy);
    }

    /** The same with some of the entries. */
    public Heading of(Selection wanted) {
        return new Heading(incident, folder, health, zone, wanted, policy);
    }

    /** The same with what the team and the books had settled. */
    public Heading with(Optional<Policy> settled) {
        return new Heading(incident, folder, health, zone, selection, settled);
    }

    /** Whether there is no clock but UTC. */
    boolean isUtc() {
        return zone.normalized().equals(ZoneOffset.UTC);
    }

    /** The zone as it is named to people. */
    String zoneName() {
        return isUtc() ? "UTC" : zone.getId();
    }

    /** Why the times are not in the zone of the incident, where that was nobody's wish; a sentence. */
    Optional<String> zoneAssumed() {
        Optional<String> named = incident.header().map(Event.Header::zone);
        if (named.isEmpty()) {
            return Optional.of("The zone of the incident is not on record.");
        }
        return named.get().equals(incident.zone().getId())
                ? Optional.empty()
                : Optional.of("The zone of the incident, `" + Lines.one(named.get()) + "`, is not known here.");
    }
}
