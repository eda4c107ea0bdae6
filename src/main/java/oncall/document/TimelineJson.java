package oncall.document;

import java.util.Locale;
import java.util.function.Consumer;
import oncall.incident.Event;
import oncall.incident.TimelineRecord;
import oncall.runbook.Phase;

/**
 * Writes a timeline for programs: `oncall.timeline/1`, as one object with an entry a line, or as a first line about the whole
 * and then one object a line.
 */
public final class TimelineJson implements TimelineForm {
    private final Heading heading;
    private final boolean whole;
    private final EventMembers members;
    private boolean first = true;

    private TimelineJson(Heading heading, boolean whole) {
        this.heading = heading;
        this.whole = whole;
        this.members = EventMembers.of(heading.incident());
    }

    /** A first line without entries, then one entry a line. */
    public static TimelineForm lines(Heading heading) {
        return new TimelineJson(heading, false);
    }

    /** One object. */
    public static TimelineForm object(Heading heading) {
        return new TimelineJson(heading, true);
    }

    @Override
    public void head(Consumer<String> lines) {
        Json head = Json.object()
                .put("schema", "oncall.timeline/1")
                .put("incident", StatusJson.incident(heading.incident(), heading.folder()));
        heading.health().whole().ifPresent(count -> head.put("records", count));
        head.put("head", heading.health().head())
                .list("damage", heading.health().json());
        if (!heading.selection().isAll()) {
            head.put("filter", heading.selection().json());
        }
        heading.policy().ifPresent(policy -> head.put("policy", PolicyJson.of(policy)));
        String object = head.toString();
        lines.accept(whole ? object.substring(0, object.length() - 1) + ",\"entries\":[" : object);
    }

    @Override
    public void entry(Told told, Consumer<String> lines) {
        lines.accept((whole && !first ? "," : "") + entry(told));
        first = false;
    }

    @Override
    public void foot(Consumer<String> lines) {
        if (whole) {
            lines.accept("]}");
        }
    }

    private Json entry(Told told) {
        TimelineRecord record = told.record();
        Json json = Json.object()
                .put("id", record.id())
                .put("kind", record.event().kind())
                .put("at", told.at())
                .local("local", told.at(), heading.zone())
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

    /** One version of an answer. */
    static Json version(Told.Version version) {
        Json json = Json.object()
                .put("id", version.id())
                .put("recorded", version.recorded())
                .put("actor", version.actor());
        version.value().filter(value -> !value.items().isEmpty()).ifPresent(value -> json.put("value", value));
        json.put("text", version.text());
        version.at().ifPresent(at -> json.put("at", at));
        return json;
    }
}
