package oncall.document;

import java.time.ZoneId;
import oncall.incident.Incident;

/**
 * What stands above a timeline, in whatever form.
 *
 * @param incident the incident; folded from all records or from those that say something about the whole
 * @param folder where it lies
 * @param health the state of its record
 * @param zone whose clock times are shown beside UTC
 */
public record Heading(Incident incident, String folder, Health health, ZoneId zone) {
    /** In the incident's own zone. */
    public static Heading of(Incident incident, String folder, Health health) {
        return new Heading(incident, folder, health, incident.zone());
    }
}
