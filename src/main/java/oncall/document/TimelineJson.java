package oncall.document;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import oncall.incident.Event;
import oncall.incident.Incident;
import oncall.incident.TimelineRecord;
import oncall.runbook.Phase;

/** Writes a timeline for programs: `oncall.timeline/1`, as one object or as a first line and one entry a line. */
public final class TimelineJson {
    private final Incident incident;
    private final ZoneId zone;
    private final EventMembers members;

    private TimelineJson(Incident incident) {
        this.incident = incident;
        this.zone = incident.zone();
        Set<String> withheld = incident.records().stream()
                .filter(each -> incident.isRedacted(each.id()))
                .flatMap(each -> each.entry().step().stream())
                .collect(Collectors.toSet());
        this.members = new EventMembers(withheld);
    }

    /** The first line without entries, then one entry a line; no line ends. */
    public static List<String> lines(Incident incident, String folder, Health health) {
        TimelineJson json = new TimelineJson(incident);
        List<String> lines = new ArrayList<>();
        lines.add(json.head(folder, health).toString());
        Told.all(incident).forEach(told -> lines.add(json.entry(told).toString()));
        return List.copyOf(lines);
    }

    /** The whole as one object, without a line end. */
    public static String object(Incident incident, String folder, Health health) {
        TimelineJson json = new TimelineJson(incident);
        return json.head(folder, health)
                .list("entries", Told.all(incident).stream().map(json::entry).toList())
                .toString();
    }

    private Json head(String folder, Health health) {
        return Json.object()
                .put("schema", "oncall.timeline/1")
                .put("incident", StatusJson.incident(incident, folder))
                .put("head", health.head())
                .list("damage", health.json());
    }

    private Json entry(Told told) {
        TimelineRecord record = told.record();
        Json json = Json.object()
                .put("id", record.id())
                .put("kind", record.event().kind())
                .put("at", record.at())
                .put("local", Moments.local(record.at(), zone))
                .put("recorded", record.recorded())
                .put("late", told.late());
        record.entry().time().filter(given -> !told.redacted()).ifPresent(given -> {
            json.put("written", given.written())
                    .put("precision", given.precision().name().toLowerCase(Locale.ROOT));
            given.until().ifPresent(until -> json.put("until", until));
            json.put("zone", given.zone());
        });
        json.put("actor", record.actor())
                .put("role", told.role())
                .put("phase", record.entry().phase().map(Phase::word))
                .put("step", record.entry().step());
        if (told.redacted()) {
            return json.put("redacted", true);
        }
        told.value().filter(value -> !value.items().isEmpty()).ifPresent(value -> json.put("value", value));
        json.put("text", told.text());
        data(record, json);
        json.put("supersedes", record.entry().supersedes());
        record.entry().marks().stream().sorted().forEach(mark -> {
            switch (mark) {
                case "drill", "imported" -> json.put(mark, true);
                default -> json.put("visibility", mark);
            }
        });
        if (told.corrected()) {
            json.put("corrected", true);
        }
        if (!told.versions().isEmpty()) {
            json.list(
                    "versions",
                    told.versions().stream().map(TimelineJson::version).toList());
        }
        return json;
    }

    private void data(TimelineRecord record, Json json) {
        if (record.event() instanceof Event.Other other) {
            if (!other.data().isBlank() && !other.data().equals("{}")) {
                json.verbatim("data", other.data());
            }
            return;
        }
        Json data = members.of(record.event());
        if (!data.isEmpty()) {
            json.put("data", data);
        }
    }

    private static Json version(Told.Version version) {
        Json json = Json.object()
                .put("id", version.id())
                .put("recorded", version.recorded())
                .put("actor", version.actor());
        version.value().filter(value -> !value.items().isEmpty()).ifPresent(value -> json.put("value", value));
        return json.put("text", version.text());
    }
}
