package oncall.document;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import oncall.incident.Event;
import oncall.incident.Incident;
import oncall.runbook.Value;

/**
 * The member `data` of an event: the components of {@link Event}'s records under the names they have in the file. What is empty
 * is absent, as on disk. One row per kind; a test holds each against the components of the record.
 */
final class EventMembers {
    private static final Map<Class<?>, BiConsumer<Event, Members>> ROWS = new HashMap<>();

    private final Set<String> withheld;

    /** @param withheld steps with a redacted answer; facts kept beside an event must not bring it back */
    EventMembers(Set<String> withheld) {
        this.withheld = Set.copyOf(withheld);
    }

    static {
        row(
                Event.Header.class,
                (e, to) -> to.whole("format", e.format())
                        .text("incident", e.incident())
                        .text("title", e.title())
                        .moment("opened", e.opened())
                        .text("zone", e.zone())
                        .object(
                                "continues",
                                link -> e.continues()
                                        .ifPresent(of -> link.text("file", of.file())
                                                .whole("seq", of.seq())
                                                .text("h", of.h())))
                        .text("after", e.after()));
        row(
                Event.Session.class,
                (e, to) -> to.text("role", e.role())
                        .text("device", e.device())
                        .text("zone", e.zone())
                        .text("offset", e.offset())
                        .text("tz", e.tz())
                        .text("boot", e.boot())
                        .whole("pid", e.pid())
                        .text("tool", e.tool())
                        .text("runbook", e.runbook())
                        .text("rb", e.rb())
                        .text("team", e.team())
                        .texts("flags", e.flags()));
        row(
                Event.Answer.class,
                (e, to) ->
                        to.text("reason", e.reason()).text("source", e.source()).text("from", e.from()));
        row(Event.Note.class, (e, to) -> to.text("of", e.of()));
        row(Event.Park.class, (e, to) -> to.text("step", e.step()));
        row(
                Event.Priority.class,
                (e, to) -> to.text("from", e.from())
                        .text("to", e.to())
                        .text("by", e.by())
                        .whole("row", e.row())
                        .facts("facts", e.facts())
                        .yes("provisional", e.provisional())
                        .moment("again", e.again())
                        .text("evidence", e.evidence())
                        .text("name", e.name()));
        row(
                Event.Decision.class,
                (e, to) -> to.texts("options", e.options())
                        .text("usual", e.usual())
                        .text("reason", e.reason())
                        .text("plan", e.plan())
                        .text("plan_check", e.planCheck())
                        .facts("known", e.known())
                        .texts("changes", e.changes())
                        .text("second", e.second()));
        row(Event.Role.class, (e, to) -> to.text("role", e.role()).text("name", e.name()));
        row(
                Event.Call.class,
                (e, to) -> to.text("role", e.role()).text("name", e.name()).text("outcome", e.outcome()));
        row(
                Event.Comms.class,
                (e, to) -> to.text("audience", e.audience())
                        .text("stage", e.stage())
                        .text("channel", e.channel())
                        .yes("edited", e.edited())
                        .text("outcome", e.outcome())
                        .moment("next", e.next())
                        .text("approved_by", e.approvedBy()));
        row(
                Event.Due.class,
                (e, to) ->
                        to.text("what", e.what()).text("audience", e.audience()).moment("at", e.dueAt()));
        row(
                Event.Jump.class,
                (e, to) -> to.text("to", e.to()).texts("left", e.left()).yes("again", e.again()));
        row(
                Event.Intent.class,
                (e, to) -> to.text("run", e.run())
                        .text("where", e.where())
                        .text("timeout", e.timeout())
                        .text("danger", e.danger())
                        .text("target", e.target())
                        .text("plan", e.plan()));
        row(
                Event.Result.class,
                (e, to) -> to.text("of", e.of())
                        .whole("exit", e.exit())
                        .whole("took", e.took())
                        .text("output", e.output())
                        .whole("bytes", e.bytes()));
        row(
                Event.Evidence.class,
                (e, to) -> to.text("sha256", e.sha256())
                        .whole("bytes", e.bytes())
                        .text("head", e.head())
                        .text("of", e.of()));
        row(Event.Milestone.class, (e, to) -> to.text("mark", e.mark()));
        row(
                Event.Handoff.class,
                (e, to) -> to.text("to", e.to())
                        .text("reason", e.reason())
                        .text("state", e.state())
                        .text("if_then", e.ifThen())
                        .text("promised", e.promised())
                        .text("read_back", e.readBack()));
        row(Event.Pause.class, (e, to) -> to.moment("until", e.until()).text("reason", e.reason()));
        row(Event.Resume.class, (e, to) -> to.text("from", e.from()).texts("changed_steps", e.changedSteps()));
        row(
                Event.Clock.class,
                (e, to) -> to.moment("wall_before", e.wallBefore())
                        .moment("wall_after", e.wallAfter())
                        .whole("mono", e.mono()));
        row(
                Event.Recovered.class,
                (e, to) -> to.text("file", e.file()).whole("offset", e.offset()).whole("bytes", e.bytes()));
        row(
                Event.Correction.class,
                (e, to) -> to.text("of", e.of())
                        .value("value", e.value())
                        .moment("at", e.at())
                        .text("reason", e.reason()));
        row(Event.Redaction.class, (e, to) -> to.text("of", e.of()).text("reason", e.reason()));
        row(
                Event.Import.class,
                (e, to) -> to.text("file_sha256", e.fileSha256())
                        .whole("line", e.line())
                        .text("who", e.who())
                        .text("file", e.file()));
        row(Event.Close.class, (e, to) -> to.text("outcome", e.outcome()).text("exception", e.exception()));
    }

    private static <E extends Event> void row(Class<E> kind, BiConsumer<E, Members> members) {
        ROWS.put(kind, (event, to) -> members.accept(kind.cast(event), to));
    }

    /** The kinds that have a row. */
    static Set<Class<?>> kinds() {
        return Set.copyOf(ROWS.keySet());
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
        BiConsumer<Event, Members> row = ROWS.get(event.getClass());
        if (row != null) {
            row.accept(event, new Members(json, withheld));
        }
        return json;
    }

    /** Writes members, and leaves out what is empty. */
    private record Members(Json json, Set<String> withheld) {
        Members text(String name, String value) {
            if (!value.isEmpty()) {
                json.put(name, value);
            }
            return this;
        }

        Members text(String name, Optional<String> value) {
            return text(name, value.orElse(""));
        }

        Members whole(String name, long value) {
            json.put(name, value);
            return this;
        }

        Members whole(String name, Optional<Integer> value) {
            value.ifPresent(some -> json.put(name, some));
            return this;
        }

        Members yes(String name, boolean value) {
            if (value) {
                json.put(name, true);
            }
            return this;
        }

        Members moment(String name, Instant value) {
            json.put(name, value);
            return this;
        }

        Members moment(String name, Optional<Instant> value) {
            value.ifPresent(some -> json.put(name, some));
            return this;
        }

        Members value(String name, Optional<Value> value) {
            value.ifPresent(some -> json.put(name, some));
            return this;
        }

        Members texts(String name, List<String> values) {
            if (!values.isEmpty()) {
                json.strings(name, values);
            }
            return this;
        }

        Members facts(String name, Map<String, String> values) {
            return object(
                    name,
                    inner -> values.forEach((key, value) -> {
                        if (!inner.withheld.contains(key)) {
                            inner.json.put(key, value);
                        }
                    }));
        }

        Members object(String name, java.util.function.Consumer<Members> members) {
            Json inner = Json.object();
            members.accept(new Members(inner, withheld));
            if (!inner.isEmpty()) {
                json.put(name, inner);
            }
            return this;
        }
    }
}
