package oncall.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import oncall.document.Heading;
import oncall.document.Health;
import oncall.document.TimelineJson;
import oncall.incident.Entry;
import oncall.incident.Event;
import oncall.incident.Incident;
import oncall.incident.Records;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** The file and the exports are written in two places; the members of `data` are the same in both. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ExportMembersTest {
    @Test
    void An_export_has_the_members_that_the_file_has() {
        Stream.concat(Samples.full().stream(), Samples.bare().stream()).forEach(event -> {
            Records on = new Records();
            on.add(Entry.of(event));
            Incident incident = Incident.of(on.all());
            String export = TimelineJson.lines(Heading.of(incident, "/x", new Health(1, "0123456789ab", List.of())))
                    .write(incident)
                    .get(1);
            int data = export.indexOf(",\"data\":");
            assertEquals(inFile(event), data < 0 ? "{}" : "{" + export.substring(data + 1), event.kind());
        });
    }

    private static String inFile(Event event) {
        JsonObjectText file = new JsonObjectText();
        if (event instanceof Event.Other other) {
            return other.data().equals("{}")
                    ? "{}"
                    : file.raw("data", other.data()).toString();
        }
        return file.object("data", data -> EventShapes.write(event, data)).toString();
    }
}
