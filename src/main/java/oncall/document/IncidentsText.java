package oncall.document;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Writes the list of incidents for a person: one line each, in the order given. */
public final class IncidentsText {
    private IncidentsText() {}

    /** The lines; one that says so when there are none. */
    public static List<String> write(List<Listed> incidents, Instant now, ZoneId zone) {
        if (incidents.isEmpty()) {
            return List.of("No incidents.");
        }
        int widest = incidents.stream()
                .mapToInt(each -> Lines.one(each.id()).length())
                .max()
                .orElse(0);
        return incidents.stream().map(each -> line(each, widest, now, zone)).toList();
    }

    /** The same for a narrow screen: each in a few short lines. */
    public static List<String> blocks(List<Listed> incidents, Instant now, ZoneId zone) {
        if (incidents.isEmpty()) {
            return write(incidents, now, zone);
        }
        List<String> lines = new ArrayList<>();
        for (Listed each : incidents) {
            lines.add(Lines.one(each.id()));
            lines.add("  " + Lines.quoted(each.title()));
            lines.add("  " + each.state()
                    + each.priority().map(level -> ", " + level).orElse("")
                    + each.last()
                            .map(at -> ", last " + Moments.brief(at, now, zone))
                            .orElse(""));
        }
        return lines;
    }

    private static String line(Listed incident, int widest, Instant now, ZoneId zone) {
        String id = Lines.one(incident.id());
        return id + " ".repeat(widest - id.length()) + "  " + padded(incident.state(), "paused".length())
                + padded(incident.priority().orElse("-"), "TICKET".length())
                + incident.last()
                        .map(at -> "last " + Moments.brief(at, now, zone) + "  ")
                        .orElse("")
                + Lines.quoted(incident.title());
    }

    private static String padded(String word, int width) {
        return word + " ".repeat(Math.max(0, width - word.length())) + "  ";
    }
}
