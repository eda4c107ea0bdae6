package oncall.timeline;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import oncall.incident.Event;
import oncall.runbook.Value;
import oncall.timeline.JsonObjectTree.Misshapen;

/**
 * The member `data`, by kind: for each kind how it is written and, beside it, how it is read. The words here are the file
 * format; a word once written stays. A kind without a row cannot be written, and a test wants a row for each.
 */
final class EventShapes {
    private static final List<String> KINDS = List.of(
            "header",
            "session",
            "clock",
            "recovered",
            "answer",
            "note",
            "park",
            "priority",
            "decision",
            "jump",
            "due",
            "role",
            "call",
            "comms",
            "handoff",
            "intent",
            "result",
            "evidence",
            "milestone",
            "pause",
            "resume",
            "close",
            "correction",
            "redaction",
            "import");

    /** Kinds that do something even when nothing is known of them but that they were there. */
    private static final List<String> LEFT = List.of("answer", "decision", "note", "park", "pause", "resume", "close");

    /** Made when first needed: a walk that begins needs three of them, and each costs its own start-up time. */
    private static final Map<String, Shape<?>> MADE = new ConcurrentHashMap<>();

    private EventShapes() {}

    private interface Reader<E> {
        E read(JsonObjectTree data) throws Misshapen;
    }

    private record Shape<E extends Event>(Class<E> type, BiConsumer<E, JsonObjectText> writer, Reader<E> reader) {
        void write(Event event, JsonObjectText out) {
            writer.accept(type.cast(event), out);
        }
    }

    private static Shape<?> shape(String kind) {
        Shape<?> made = MADE.get(kind);
        return made == null ? MADE.computeIfAbsent(kind, EventShapes::sittings) : made;
    }

    /** Writes the members of the event into `data`. */
    static void write(Event event, JsonObjectText out) {
        shape(event.kind()).write(event, out);
    }

    /** Reads `data`; a kind that is not known, or not of the known shape, is kept as it is. */
    static Event read(String kind, JsonObjectTree data) {
        if (MADE.containsKey(kind) || KINDS.contains(kind)) {
            try {
                return shape(kind).reader().read(data);
            } catch (Misshapen e) {
                return new Event.Other(kind, data.text());
            }
        }
        return new Event.Other(kind, data.text());
    }

    private static Shape<?> sittings(String kind) {
        return switch (kind) {
            case "header" ->
                new Shape<>(
                        Event.Header.class,
                        (e, out) -> out.number("format", e.format())
                                .string("incident", e.incident())
                                .string("title", e.title())
                                .instant("opened", e.opened())
                                .string("zone", e.zone())
                                .object(
                                        "continues",
                                        link -> e.continues()
                                                .ifPresent(to -> link.string("file", to.file())
                                                        .number("seq", to.seq())
                                                        .string("h", to.h())))
                                .string("after", e.after()),
                        data -> new Event.Header(
                                data.integer("format").orElse(1),
                                data.string("incident"),
                                data.string("title"),
                                data.instant("opened"),
                                data.string("zone"),
                                link(data),
                                data.optional("after")));
            case "session" ->
                new Shape<>(
                        Event.Session.class,
                        (e, out) -> out.string("role", e.role())
                                .string("device", e.device())
                                .string("zone", e.zone())
                                .string("offset", e.offset())
                                .string("tz", e.tz())
                                .string("boot", e.boot())
                                .number("pid", e.pid())
                                .string("tool", e.tool())
                                .string("runbook", e.runbook())
                                .string("rb", e.rb())
                                .string("team", e.team())
                                .strings("flags", e.flags()),
                        data -> new Event.Session(
                                data.string("role"),
                                data.string("device"),
                                data.string("zone"),
                                data.string("offset"),
                                data.string("tz"),
                                data.string("boot"),
                                data.number("pid"),
                                data.string("tool"),
                                data.string("runbook"),
                                data.string("rb"),
                                data.string("team"),
                                data.strings("flags")));
            case "clock" ->
                new Shape<>(
                        Event.Clock.class,
                        (e, out) -> out.instant("wall_before", e.wallBefore())
                                .instant("wall_after", e.wallAfter())
                                .number("mono", e.mono()),
                        data -> new Event.Clock(
                                data.instant("wall_before"), data.instant("wall_after"), data.number("mono")));
            case "recovered" ->
                new Shape<>(
                        Event.Recovered.class,
                        (e, out) -> out.string("file", e.file())
                                .number("offset", e.offset())
                                .number("bytes", e.bytes()),
                        data -> new Event.Recovered(data.string("file"), data.number("offset"), data.number("bytes")));
            default -> answers(kind);
        };
    }

    private static Optional<Event.Link> link(JsonObjectTree data) throws Misshapen {
        if (!data.has("continues")) {
            return Optional.empty();
        }
        JsonObjectTree link = data.object("continues");
        return Optional.of(new Event.Link(link.required("file"), link.number("seq"), link.required("h")));
    }

    private static Shape<?> answers(String kind) {
        return switch (kind) {
            case "answer" ->
                new Shape<>(
                        Event.Answer.class,
                        (e, out) -> out.string("reason", e.reason())
                                .string("source", e.source())
                                .string("from", e.from()),
                        data -> new Event.Answer(
                                data.optional("reason"), data.optional("source"), data.optional("from")));
            case "note" ->
                new Shape<>(
                        Event.Note.class,
                        (e, out) -> out.string("of", e.of()),
                        data -> new Event.Note(data.optional("of")));
            case "park" ->
                new Shape<>(
                        Event.Park.class,
                        (e, out) -> out.string("step", e.step()),
                        data -> new Event.Park(data.optional("step")));
            case "priority" ->
                new Shape<>(
                        Event.Priority.class,
                        (e, out) -> out.string("from", e.from())
                                .string("to", e.to())
                                .string("by", e.by())
                                .number("row", e.row())
                                .strings("facts", e.facts())
                                .yes("provisional", e.provisional())
                                .instant("again", e.again())
                                .string("evidence", e.evidence())
                                .string("name", e.name()),
                        data -> new Event.Priority(
                                data.optional("from"),
                                data.string("to"),
                                data.string("by"),
                                data.integer("row"),
                                data.stringMap("facts"),
                                data.yes("provisional"),
                                data.optionalInstant("again"),
                                data.optional("evidence"),
                                data.optional("name")));
            case "decision" ->
                new Shape<>(
                        Event.Decision.class,
                        (e, out) -> out.strings("options", e.options())
                                .string("usual", e.usual())
                                .string("reason", e.reason())
                                .string("plan", e.plan())
                                .string("plan_check", e.planCheck())
                                .strings("known", e.known())
                                .strings("changes", e.changes())
                                .string("second", e.second()),
                        data -> new Event.Decision(
                                data.strings("options"),
                                data.optional("usual"),
                                data.optional("reason"),
                                data.optional("plan"),
                                data.optional("plan_check"),
                                data.stringMap("known"),
                                data.strings("changes"),
                                data.optional("second")));
            case "jump" ->
                new Shape<>(
                        Event.Jump.class,
                        (e, out) -> out.string("to", e.to())
                                .strings("left", e.left())
                                .yes("again", e.again()),
                        data -> new Event.Jump(data.string("to"), data.strings("left"), data.yes("again")));
            case "due" ->
                new Shape<>(
                        Event.Due.class,
                        (e, out) -> out.string("what", e.what())
                                .string("audience", e.audience())
                                .instant("at", e.dueAt()),
                        data -> new Event.Due(data.string("what"), data.optional("audience"), data.instant("at")));
            default -> people(kind);
        };
    }

    private static Shape<?> people(String kind) {
        return switch (kind) {
            case "role" ->
                new Shape<>(
                        Event.Role.class,
                        (e, out) -> out.string("role", e.role()).string("name", e.name()),
                        data -> new Event.Role(data.string("role"), data.string("name")));
            case "call" ->
                new Shape<>(
                        Event.Call.class,
                        (e, out) -> out.string("role", e.role())
                                .string("name", e.name())
                                .string("outcome", e.outcome()),
                        data -> new Event.Call(data.string("role"), data.optional("name"), data.string("outcome")));
            case "comms" ->
                new Shape<>(
                        Event.Comms.class,
                        (e, out) -> out.string("audience", e.audience())
                                .string("stage", e.stage())
                                .string("channel", e.channel())
                                .yes("edited", e.edited())
                                .string("outcome", e.outcome())
                                .instant("next", e.next())
                                .string("approved_by", e.approvedBy()),
                        data -> new Event.Comms(
                                data.string("audience"),
                                data.string("stage"),
                                data.optional("channel"),
                                data.yes("edited"),
                                data.string("outcome"),
                                data.optionalInstant("next"),
                                data.optional("approved_by")));
            case "handoff" ->
                new Shape<>(
                        Event.Handoff.class,
                        (e, out) -> out.string("to", e.to())
                                .string("reason", e.reason())
                                .string("state", e.state())
                                .string("if_then", e.ifThen())
                                .string("promised", e.promised())
                                .string("read_back", e.readBack()),
                        data -> new Event.Handoff(
                                data.string("to"),
                                data.optional("reason"),
                                data.optional("state"),
                                data.optional("if_then"),
                                data.optional("promised"),
                                data.optional("read_back")));
            default -> commands(kind);
        };
    }

    private static Shape<?> commands(String kind) {
        return switch (kind) {
            case "intent" ->
                new Shape<>(
                        Event.Intent.class,
                        (e, out) -> out.string("run", e.run())
                                .string("where", e.where())
                                .string("timeout", e.timeout())
                                .string("danger", e.danger())
                                .string("target", e.target())
                                .string("plan", e.plan()),
                        data -> new Event.Intent(
                                data.string("run"),
                                data.optional("where"),
                                data.optional("timeout"),
                                data.optional("danger"),
                                data.optional("target"),
                                data.optional("plan")));
            case "result" ->
                new Shape<>(
                        Event.Result.class,
                        (e, out) -> out.string("of", e.of())
                                .number("exit", e.exit())
                                .number("took", e.took())
                                .string("output", e.output())
                                .number("bytes", e.bytes()),
                        data -> new Event.Result(
                                data.string("of"),
                                data.integer("exit"),
                                data.number("took"),
                                data.optional("output"),
                                data.number("bytes")));
            case "evidence" ->
                new Shape<>(
                        Event.Evidence.class,
                        (e, out) -> out.string("sha256", e.sha256())
                                .number("bytes", e.bytes())
                                .string("head", e.head())
                                .string("of", e.of()),
                        data -> new Event.Evidence(
                                data.string("sha256"), data.number("bytes"), data.string("head"), data.optional("of")));
            default -> ends(kind);
        };
    }

    private static Shape<?> ends(String kind) {
        return switch (kind) {
            case "milestone" ->
                new Shape<>(
                        Event.Milestone.class,
                        (e, out) -> out.string("mark", e.mark()),
                        data -> new Event.Milestone(data.string("mark")));
            case "pause" ->
                new Shape<>(
                        Event.Pause.class,
                        (e, out) -> out.instant("until", e.until()).string("reason", e.reason()),
                        data -> new Event.Pause(data.optionalInstant("until"), data.optional("reason")));
            case "resume" ->
                new Shape<>(
                        Event.Resume.class,
                        (e, out) -> out.string("from", e.from()).strings("changed_steps", e.changedSteps()),
                        data -> new Event.Resume(data.optional("from"), data.strings("changed_steps")));
            case "close" ->
                new Shape<>(
                        Event.Close.class,
                        (e, out) -> out.string("outcome", e.outcome()).string("exception", e.exception()),
                        data -> new Event.Close(data.string("outcome"), data.optional("exception")));
            default -> changes(kind);
        };
    }

    private static Shape<?> changes(String kind) {
        return switch (kind) {
            case "correction" ->
                new Shape<>(
                        Event.Correction.class,
                        (e, out) -> {
                            out.string("of", e.of());
                            e.value().ifPresent(value -> writeValue(value, out));
                            out.instant("at", e.at()).string("reason", e.reason());
                        },
                        data -> new Event.Correction(
                                data.string("of"),
                                readValue(data),
                                data.optionalInstant("at"),
                                data.optional("reason")));
            case "redaction" ->
                new Shape<>(
                        Event.Redaction.class,
                        (e, out) -> out.string("of", e.of()).string("reason", e.reason()),
                        data -> new Event.Redaction(data.string("of"), data.optional("reason")));
            case "import" ->
                new Shape<>(
                        Event.Import.class,
                        (e, out) -> out.string("file_sha256", e.fileSha256())
                                .number("line", e.line())
                                .string("who", e.who())
                                .string("file", e.file()),
                        data -> new Event.Import(
                                data.string("file_sha256"),
                                data.number("line"),
                                data.optional("who"),
                                data.optional("file")));
            default -> throw new IllegalArgumentException("no shape for events of kind " + kind);
        };
    }

    /** The member `value`: a string, or a list of strings. */
    static void writeValue(Value value, JsonObjectText out) {
        if (value.list()) {
            out.list("value", value.items());
        } else {
            out.always("value", value.single());
        }
    }

    static Optional<Value> readValue(JsonObjectTree tree) throws Misshapen {
        if (tree.isList("value")) {
            return Optional.of(Value.ofList(tree.strings("value")));
        }
        return tree.optional("value").map(Value::of);
    }

    /** What is left of an event of which only the kind is told. */
    static Event withheld(String kind) {
        return LEFT.contains(kind) ? read(kind, JsonObjectTree.EMPTY) : new Event.Other(kind, "{}");
    }

    /** The kinds this version knows. */
    static List<String> kinds() {
        return KINDS;
    }
}
