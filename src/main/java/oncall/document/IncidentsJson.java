package oncall.document;

import java.util.List;

/** Writes the list of incidents for programs: `oncall.incidents/1`, one line. */
public final class IncidentsJson {
    private IncidentsJson() {}

    /** The object, without a line end. */
    public static String write(List<Listed> incidents) {
        return Json.object()
                .put("schema", "oncall.incidents/1")
                .list("incidents", incidents.stream().map(IncidentsJson::one).toList())
                .toString();
    }

    private static Json one(Listed incident) {
        Json json = Json.object()
                .put("id", incident.id())
                .put("title", incident.title())
                .put("state", incident.state());
        incident.opened().ifPresent(at -> json.put("opened", at));
        json.put("priority", incident.priority());
        incident.last().ifPresent(at -> json.put("last", at));
        return json;
    }
}
