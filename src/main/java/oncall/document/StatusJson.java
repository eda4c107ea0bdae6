package oncall.document;

import java.util.ArrayList;
import java.util.List;
import oncall.incident.Event;
import oncall.incident.Incident;
import oncall.incident.TimelineRecord;

/** Writes a status for programs: `oncall.status/1`, one line. */
public final class StatusJson {
    private StatusJson() {}

    /** The object, without a line end. */
    public static String write(Status status) {
        Incident incident = status.incident();
        Json json = Json.object()
                .put("schema", "oncall.status/1")
                .put("now", status.now())
                .put("incident", incident(incident, status.folder()));
        status.runbook()
                .ifPresent(book -> json.put(
                        "runbook",
                        Json.object()
                                .put("id", book.id())
                                .put("title", book.title())
                                .put("sha256", book.sha256())
                                .strings("changed_steps", book.changedSteps())));
        status.walk()
                .ifPresent(at -> json.put(
                        "walk",
                        Json.object()
                                .put("phase", at.phase().word())
                                .put("step", at.step())
                                .put("index", at.index())
                                .put("of", at.of())
                                .put("text", at.text())));
        priority(incident, json);
        json.put("revert", revert(incident))
                .list("due", status.due().stream().map(due -> due(status, due)).toList())
                .list("last_answers", lastAnswers(incident))
                .list(
                        "open_questions",
                        status.openQuestions().stream().map(StatusJson::open).toList())
                .list(
                        "outcome_unknown",
                        incident.outcomeUnknown().stream()
                                .map(StatusJson::running)
                                .toList())
                .put("parked", incident.parked().size())
                .list(
                        "sessions",
                        status.sessions().stream().map(StatusJson::sitting).toList())
                .put(
                        "timeline",
                        Json.object()
                                .put("records", status.timeline().records())
                                .put("head", status.timeline().head())
                                .list("damage", status.timeline().json()));
        if (!status.impact().isEmpty()) {
            json.strings("impact", status.impact());
        }
        return json.put("resume", status.resume()).toString();
    }

    /** The member `incident`, which a timeline has as well. */
    static Json incident(Incident incident, String folder) {
        return Json.object()
                .put("id", incident.id())
                .put("title", incident.title())
                .put("state", incident.state().word())
                .put("opened", incident.opened())
                .put("started", incident.started())
                .put("zone", incident.zone().getId())
                .put("folder", folder);
    }

    private static Json revert(Incident incident) {
        Json revert = Json.object().put("decision", incident.revertDecision());
        incident.revertPlan().ifPresent(plan -> revert.put("plan", plan.name()).put("plan_check", plan.check()));
        return revert;
    }

    private static void priority(Incident incident, Json json) {
        List<TimelineRecord> all = incident.priorities();
        if (all.isEmpty()) {
            return;
        }
        TimelineRecord newest = all.get(all.size() - 1);
        Event.Priority priority = (Event.Priority) newest.event();
        json.put(
                "priority",
                Json.object()
                        .put("id", priority.to())
                        .put("provisional", priority.provisional())
                        .put("because", newest.entry().text().orElse("")));
    }

    private static Json due(Status status, Status.Due due) {
        return Json.object()
                .put("what", due.what())
                .put("audience", due.audience())
                .put("at", due.at())
                .put("overdue", due.overdue(status.now()));
    }

    private static List<Json> lastAnswers(Incident incident) {
        List<Json> answers = new ArrayList<>();
        for (Incident.Given given : incident.lastAnswers(Status.LAST_ANSWERS)) {
            Json answer =
                    Json.object().put("id", given.id()).put("at", given.at()).put("step", given.key());
            boolean withheld = incident.isRedacted(given.id());
            if (withheld) {
                answer.put("redacted", true);
            } else {
                given.value()
                        .filter(value -> !value.items().isEmpty())
                        .ifPresentOrElse(value -> answer.put("value", value), () -> answer.put("text", given.text()));
            }
            answers.add(answer);
        }
        return answers;
    }

    private static Json open(Status.Open open) {
        Json json = Json.object().put("step", open.step());
        open.askAgain().ifPresent(at -> json.put("ask_again", at));
        return json;
    }

    private static Json running(TimelineRecord intent) {
        Json json = Json.object()
                .put("id", intent.id())
                .put("at", intent.at())
                .put("step", intent.entry().step());
        if (intent.event() instanceof Event.Intent started) {
            json.put("run", started.run());
        }
        return json;
    }

    private static Json sitting(Status.Sitting sitting) {
        return Json.object()
                .put("actor", sitting.actor())
                .put("device", sitting.device())
                .put("live", sitting.live());
    }
}
