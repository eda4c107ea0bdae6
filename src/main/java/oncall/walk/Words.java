package oncall.walk;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import oncall.incident.Entry;
import oncall.incident.Event;
import oncall.incident.Incident;
import oncall.incident.TimelineRecord;
import oncall.runbook.Choice;
import oncall.runbook.Facts;
import oncall.runbook.Phase;
import oncall.runbook.Step;
import oncall.runbook.Team;
import oncall.runbook.Value;

/** Says what is on record in the words of the books. */
final class Words {
    /** Stands where a reason was asked for and none was given. */
    static final String NO_REASON = "(no reason given)";

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE HH:mm", Locale.ROOT);

    private final Standing at;

    Words(Standing at) {
        this.at = at;
    }

    /** The step of a key, among those of the route, the team and the book. */
    Optional<Step> step(String key) {
        Optional<Step> onRoute = at.route().stop(key).map(Route.Stop::step);
        return onRoute.isPresent() ? onRoute : find(key.substring(key.lastIndexOf('/') + 1));
    }

    private Optional<Step> find(String id) {
        List<Step> all = new ArrayList<>();
        at.team().steps().values().forEach(all::addAll);
        all.addAll(at.team().whileWaiting());
        at.book().phases().values().forEach(all::addAll);
        return all.stream()
                .flatMap(Words::withInner)
                .filter(step -> step.id().equals(id))
                .findFirst();
    }

    /** The step, and every step inside it. */
    static java.util.stream.Stream<Step> withInner(Step step) {
        return java.util.stream.Stream.concat(
                java.util.stream.Stream.of(step), step.inside().stream().flatMap(Words::withInner));
    }

    /** A value of a fact, in words. */
    String of(String fact, String value) {
        return said(fact, Optional.of(Value.of(value)), value);
    }

    /** A known fact, in words; empty when it is unknown. */
    Optional<String> fact(String name, Facts facts) {
        return facts.fact(name)
                .map(known -> said(
                        name,
                        known.value().items().isEmpty() ? Optional.empty() : Optional.of(known.value()),
                        known.text()));
    }

    /** An answer, in words. */
    String said(String key, Optional<Value> value, String text) {
        boolean finding = value.map(each -> each.has("finding")).orElse(false) && !text.isBlank();
        if (value.isEmpty() || finding) {
            return text;
        }
        Optional<Asked> asked = step(key).flatMap(Words::asked);
        return asked.map(each -> new AnswerWords(at.team()).words(each, value.get(), text, at.now(), at.zone()))
                .orElseGet(() -> value.get().isUnknown()
                        ? "don't know"
                        : value.get().toString().replace('_', ' '));
    }

    private static Optional<Asked> asked(Step step) {
        if (step instanceof Step.Ask ask) {
            return Optional.of(Asked.of(ask));
        }
        return step instanceof Step.Decide decide ? Optional.of(Asked.of(decide)) : Optional.empty();
    }

    /** What a record says. */
    String said(TimelineRecord each) {
        return at.incident().isRedacted(each.id()) ? Incident.WITHHELD : said(each.entry());
    }

    /** What an entry says. */
    String said(Entry entry) {
        return said(entry.step().orElse(""), entry.value(), entry.text().orElse(""));
    }

    /** The answer of a step, as a person reads it back: `customers: more than one`. */
    String answer(Incident.Given given) {
        if (given.event() instanceof Event.Comms comms) {
            return "message to " + audience(comms.audience()) + ": " + comms.outcome();
        }
        if (given.event() instanceof Event.Call call) {
            return "call to " + role(call.role()) + ": " + call.outcome().replace('_', ' ')
                    + call.name().map(name -> ", " + name).orElse("");
        }
        String name = step(given.key()).map(Step::text).orElse(given.key().replace('_', ' '));
        return name + " " + said(given.key(), given.value(), given.text());
    }

    /** A line about a record that another terminal wrote; empty where it is none of the person's business. */
    Optional<String> news(TimelineRecord each) {
        String who = at.minute(each.recorded()) + " " + each.actor();
        Event event = each.event();
        if (at.incident().isRedacted(each.id())) {
            return Optional.empty();
        }
        if (event instanceof Event.Note) {
            return Optional.of(
                    who + " notes" + late(each) + ": " + each.entry().text().orElse(""));
        }
        if (event instanceof Event.Park) {
            return Optional.of(who + " parked: " + each.entry().text().orElse(""));
        }
        if (event instanceof Event.Session) {
            return Optional.of(who + " joined at another terminal.");
        }
        if (event instanceof Event.Answer || event instanceof Event.Decision || event instanceof Event.Result) {
            String key = each.entry().step().orElse("");
            return Optional.of(who + " answered " + name(key) + ": " + said(each));
        }
        if (event instanceof Event.Intent intent) {
            return Optional.of(
                    who + " is running: " + intent.run().lines().findFirst().orElse(""));
        }
        if (event instanceof Event.Comms comms) {
            return Optional.of(who + ": message to " + audience(comms.audience()) + ": " + comms.outcome());
        }
        if (event instanceof Event.Priority priority) {
            return Optional.of(who + ": priority is " + priority.to() + ".");
        }
        if (event instanceof Event.Correction correction) {
            return Optional.of(who + " corrected " + corrected(each, correction));
        }
        if (event instanceof Event.Redaction redaction) {
            return Optional.of(who + " redacted " + redaction.of() + ": it is withheld from now on.");
        }
        if (event instanceof Event.Import row) {
            return Optional.of(who + " imported" + late(each) + ": "
                    + row.who().map(named -> named + ": ").orElse("")
                    + each.entry().text().orElse(""));
        }
        return event instanceof Event.Close ? Optional.of(who + " closed the incident.") : Optional.empty();
    }

    /** When it happened, where that is another minute than the one it was written in. */
    private String late(TimelineRecord each) {
        String happened = at.minute(at.incident().happened(each));
        return happened.equals(at.minute(each.recorded())) ? "" : " (" + happened + ")";
    }

    private String corrected(TimelineRecord each, Event.Correction correction) {
        String key = at.incident()
                .record(correction.of())
                .flatMap(target -> target.entry().step())
                .orElse("");
        String what = key.isEmpty() ? correction.of() : name(key);
        if (Incident.isOfTimeAlone(each)) {
            return what + ": it happened " + correction.at().map(at::minute).orElse("at another time");
        }
        return what + ": " + said(key, correction.value(), each.entry().text().orElse(""));
    }

    /** Many rows that were imported, in one line. */
    String imported(List<TimelineRecord> rows) {
        TimelineRecord last = rows.get(rows.size() - 1);
        return at.minute(last.recorded()) + " " + last.actor() + " imported " + rows.size() + " rows.";
    }

    private String name(String key) {
        return step(key).map(Step::text).orElse(key.replace('_', ' '));
    }

    /** An audience's name in a sentence. */
    String audience(String id) {
        return Optional.ofNullable(at.team().audiences().get(id))
                .map(Team.Audience::name)
                .orElse(id);
    }

    /** A role's name in a sentence. */
    String role(String id) {
        return Optional.ofNullable(at.team().roles().get(id))
                .map(Team.Role::name)
                .orElse(id);
    }

    /** What is due, without the time. */
    String what(Dues.Due due) {
        return switch (due.what()) {
            case UPDATE -> "word to " + audience(due.subject());
            case ANSWER -> "ask again, " + name(due.subject());
            case REVERT -> "undo the change, or a reason not to";
            case STUCK -> "call for help";
            case FATIGUE -> "think about handing over";
        };
    }

    /** Something that has come due. */
    String due(Dues.Due due) {
        String since = at.minute(due.at());
        return switch (due.what()) {
            case UPDATE -> "Due since " + since + ": word to " + audience(due.subject()) + ". :send writes it now.";
            case ANSWER -> "Due since " + since + ": ask again, " + name(due.subject());
            case REVERT -> "Due since " + since + ": undo the change, or a reason not to.";
            case STUCK -> "No progress since the book's limit at " + since + ": call for help.";
            case FATIGUE -> "Due since " + since + ": think about handing over.";
        };
    }

    /** Where a jump leads, in words. */
    String place(String to, Optional<Route.Stop> from) {
        if (to.equals("end")) {
            return "the end of " + from.map(stop -> stop.unit().title()).orElse("this book");
        }
        String key = from.map(stop -> stop.unit().prefix()).orElse("") + to;
        if (Phase.of(to).isPresent() && at.route().stop(key).isEmpty()) {
            return to;
        }
        return step(key).map(step -> "\"" + step.text() + "\"").orElse(to);
    }

    /** `Mon 10:12`, as it is here. */
    String day(java.time.Instant instant) {
        return DAY.format(instant.atZone(at.zone()));
    }

    /** Choices of a question, as they are offered. */
    static List<Choice> choices(Step.Ask ask, Team team) {
        return switch (ask.type()) {
            case FEATURE ->
                team.features().entrySet().stream()
                        .map(each -> new Choice(each.getKey(), each.getValue().name()))
                        .toList();
            case YES_NO -> List.of(new Choice("yes", "yes"), new Choice("no", "no"));
            case CHOICE, MULTI -> ask.choices();
            case TEXT, NUMBER, RANGE, DURATION, TIME, VERSION, URL, NAME, CHANGE -> List.of();
        };
    }
}
