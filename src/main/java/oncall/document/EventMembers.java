package oncall.document;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import oncall.incident.Event;
import oncall.incident.Incident;
import oncall.runbook.Value;

/**
 * The member `data` of an event. The components of {@link Event}'s records are its members by contract, so this reads
 * them off the records: a new kind or component is exported without a line here. What is empty is absent, as on disk.
 */
final class EventMembers {
    /** Facts kept beside an event, by name; a withheld answer must not come back through them. */
    private static final Set<String> FACTS = Set.of("facts", "known");

    private final Set<String> withheld;

    /** @param withheld steps with a redacted answer */
    EventMembers(Set<String> withheld) {
        this.withheld = withheld;
    }

    /** For an incident: what is withheld there stays withheld. */
    static EventMembers of(Incident incident) {
        return new EventMembers(incident.records().stream()
                .filter(each -> incident.isRedacted(each.id()))
                .flatMap(each -> each.entry().step().stream())
                .collect(Collectors.toSet()));
    }

    /** Its members as JSON text, also of a kind this version does not know; empty where there are none. */
    Optional<String> text(Event event) {
        if (event instanceof Event.Other other) {
            return Optional.of(other.data())
                    .filter(data -> !data.isBlank() && !data.equals("{}"))
                    .map(Json::visible);
        }
        return Optional.of(of(event)).filter(json -> !json.isEmpty()).map(Json::toString);
    }

    /** Its members; none for a kind this version does not know, whose `data` is JSON text already. */
    Json of(Event event) {
        Json json = Json.object();
        if (!(event instanceof Event.Other)) {
            members((Record) event, json);
        }
        return json;
    }

    private void members(Record event, Json json) {
        for (RecordComponent component : event.getClass().getRecordComponents()) {
            member(name(component.getName()), valueOf(component, event), json);
        }
    }

    private void member(String name, Object value, Json json) {
        if (value instanceof Optional<?> optional) {
            optional.ifPresent(some -> member(name, some, json));
        } else if (value instanceof Map<?, ?> map) {
            Json inner = Json.object();
            map.forEach((key, each) -> {
                if (!FACTS.contains(name) || !withheld.contains(key.toString())) {
                    inner.put(key.toString(), each.toString());
                }
            });
            if (!inner.isEmpty()) {
                json.put(name, inner);
            }
        } else if (value instanceof List<?> list) {
            if (!list.isEmpty()) {
                json.strings(name, list.stream().map(Object::toString).toList());
            }
        } else if (value instanceof Boolean yes) {
            if (yes) {
                json.put(name, true);
            }
        } else if (value instanceof Number number) {
            json.put(name, number.longValue());
        } else if (value instanceof Instant instant) {
            json.put(name, instant);
        } else if (value instanceof Value canonical) {
            json.put(name, canonical);
        } else if (value instanceof Record record) {
            Json inner = Json.object();
            members(record, inner);
            json.put(name, inner);
        } else if (!value.toString().isEmpty()) {
            json.put(name, value.toString());
        }
    }

    /** `ifThen` is `if_then`; the one time that is not called by its component's name is a due record's. */
    private static String name(String component) {
        return component.equals("dueAt")
                ? "at"
                : component.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    private static Object valueOf(RecordComponent component, Record event) {
        try {
            return component.getAccessor().invoke(event);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("a record's own accessor failed", e);
        }
    }
}
