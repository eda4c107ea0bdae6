package oncall.document;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import oncall.incident.Event;
import oncall.runbook.Durations;

/**
 * What an event says besides its value and text, in a few words, by kind. One row per kind; a test wants a row for
 * each. Moments are written by the function given.
 */
final class EventWords {
    private static final Map<Class<?>, BiFunction<Event, Function<Instant, String>, String>> ROWS =
            new LinkedHashMap<>();

    private EventWords() {}

    static {
        row(
                Event.Header.class,
                (e, clock) -> e.continues()
                        .map(link -> "goes on from " + link.file())
                        .orElse("opened " + Lines.quoted(e.title())));
        row(
                Event.Session.class,
                (e, clock) -> phrases(
                        e.runbook(),
                        e.role().isEmpty() ? "" : "as " + e.role(),
                        e.device().isEmpty() ? "" : "on " + e.device(),
                        String.join(" ", e.flags())));
        row(
                Event.Answer.class,
                (e, clock) -> phrases(
                        labelled("because", e.reason()), labelled("by", e.source()), labelled("from", e.from())));
        row(Event.Note.class, (e, clock) -> labelled("on", e.of()));
        row(Event.Park.class, (e, clock) -> labelled("at", e.step()));
        row(
                Event.Priority.class,
                (e, clock) -> phrases(
                        e.from()
                                .filter(from -> !from.equals(e.to()))
                                .map(from -> "was " + from)
                                .orElse(""),
                        e.row().map(row -> "by row " + row).orElse(e.by().equals("rule") ? "" : "by " + e.by()),
                        e.again().map(at -> "asked again " + clock.apply(at)).orElse(""),
                        labelled("evidence:", e.evidence()),
                        labelled("lowered by", e.name())));
        row(
                Event.Decision.class,
                (e, clock) -> phrases(
                        labelled("because", e.reason()),
                        labelled("plan", e.plan())
                                + e.planCheck().map(check -> " (" + check + ")").orElse(""),
                        labelled("second:", e.second())));
        row(Event.Role.class, (e, clock) -> e.name() + " is " + e.role());
        row(
                Event.Call.class,
                (e, clock) -> e.role() + e.name().map(name -> " (" + name + ")").orElse("") + ": "
                        + e.outcome().replace('_', ' '));
        row(
                Event.Comms.class,
                (e, clock) -> phrases(
                        "to " + e.audience(),
                        e.stage(),
                        e.outcome(),
                        labelled("through", e.channel()),
                        e.edited() ? "changed by hand" : "",
                        e.next().map(at -> "next by " + clock.apply(at)).orElse(""),
                        labelled("agreed by", e.approvedBy())));
        row(
                Event.Due.class,
                (e, clock) -> e.what() + e.audience().map(name -> " to " + name).orElse("") + " put off until "
                        + clock.apply(e.dueAt()));
        row(
                Event.Jump.class,
                (e, clock) -> phrases("to " + e.to(), e.left().isEmpty() ? "" : "left " + String.join(" ", e.left())));
        row(
                Event.Intent.class,
                (e, clock) -> phrases(
                        "to run: " + e.run(),
                        labelled("where:", e.where()),
                        labelled("danger", e.danger()),
                        labelled("target", e.target()),
                        labelled("plan", e.plan())));
        row(
                Event.Result.class,
                (e, clock) -> phrases(
                        "of " + e.of(),
                        e.exit().map(code -> "exit " + code).orElse("no exit code"),
                        "took " + Durations.words(Duration.ofMillis(e.took()))));
        row(
                Event.Evidence.class,
                (e, clock) -> phrases(
                        e.sha256().substring(0, Math.min(12, e.sha256().length())),
                        e.bytes() + " bytes",
                        labelled("of", e.of()),
                        e.head().isEmpty() ? "" : "begins " + Lines.quoted(e.head())));
        row(Event.Milestone.class, (e, clock) -> e.mark());
        row(
                Event.Handoff.class,
                (e, clock) -> phrases(
                        "to " + e.to(),
                        labelled("because", e.reason()),
                        labelled("state:", e.state()),
                        labelled("if:", e.ifThen()),
                        labelled("promised:", e.promised()),
                        labelled("read back:", e.readBack())));
        row(
                Event.Pause.class,
                (e, clock) -> phrases(
                        e.until().map(at -> "until " + clock.apply(at)).orElse(""), labelled("because", e.reason())));
        row(
                Event.Resume.class,
                (e, clock) -> phrases(
                        labelled("after", e.from()),
                        e.changedSteps().isEmpty() ? "" : "changed steps: " + String.join(" ", e.changedSteps())));
        row(
                Event.Clock.class,
                (e, clock) ->
                        "the clock jumped from " + clock.apply(e.wallBefore()) + " to " + clock.apply(e.wallAfter()));
        row(
                Event.Recovered.class,
                (e, clock) -> e.bytes() + " bytes that were never saved were set aside from " + e.file() + " at "
                        + e.offset());
        row(
                Event.Correction.class,
                (e, clock) -> phrases(
                        "of " + e.of(),
                        e.at().map(at -> "it happened " + clock.apply(at)).orElse(""),
                        labelled("because", e.reason())));
        row(Event.Redaction.class, (e, clock) -> phrases("of " + e.of(), labelled("because", e.reason())));
        row(
                Event.Import.class,
                (e, clock) -> "line " + e.line() + " of "
                        + e.file()
                                .orElse(e.fileSha256()
                                        .substring(
                                                0, Math.min(12, e.fileSha256().length()))));
        row(Event.Close.class, (e, clock) -> phrases(e.outcome(), labelled("exception:", e.exception())));
        row(Event.Other.class, (e, clock) -> e.data().equals("{}") ? "" : e.data());
    }

    private static <E extends Event> void row(Class<E> type, BiFunction<E, Function<Instant, String>, String> words) {
        ROWS.put(type, (event, clock) -> words.apply(type.cast(event), clock));
    }

    /** The kinds that have a row. */
    static Set<Class<?>> kinds() {
        return ROWS.keySet();
    }

    /** A few words on one line; empty where there is nothing to add. */
    static String of(Event event, Function<Instant, String> clock) {
        BiFunction<Event, Function<Instant, String>, String> words = ROWS.get(event.getClass());
        return words == null ? "" : Lines.one(words.apply(event, clock));
    }

    private static String labelled(String label, Optional<String> words) {
        return words.filter(some -> !some.isBlank())
                .map(some -> label + " " + some)
                .orElse("");
    }

    private static String phrases(String... parts) {
        List<String> said = new ArrayList<>();
        for (String part : parts) {
            if (!part.isBlank()) {
                said.add(part);
            }
        }
        return String.join(", ", said);
    }
}
