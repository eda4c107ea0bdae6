package oncall.document;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import oncall.incident.Event;
import oncall.incident.Incident;
import oncall.incident.TimelineRecord;
import oncall.runbook.Durations;

/** Writes a status for a person: what it is, how bad, where the walk stands, what is due, how to go on. */
public final class StatusText {
    private final Status status;
    private final Incident incident;
    private final ZoneId zone;

    private StatusText(Status status) {
        this.status = status;
        this.incident = status.incident();
        this.zone = incident.zone();
    }

    /** The lines, none longer than its longest answer or path. */
    public static List<String> write(Status status) {
        return new StatusText(status).lines();
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(Lines.one(incident.id()) + "  " + Lines.quoted(incident.title()));
        lines.add(opened());
        PauseWords.of(incident)
                .filter(pause -> pause.until().isPresent() || pause.reason().isPresent())
                .ifPresent(pause -> lines.add(PauseWords.sentence(pause, status.now(), zone)));
        lines.add("Priority: " + priority());
        status.walk()
                .ifPresentOrElse(
                        at -> lines.add("Next: " + at.phase().word() + " " + at.index() + " of " + at.of() + ", "
                                + Lines.one(at.step()) + ": " + Lines.one(at.text())),
                        () -> lines.add(nothingNext()));
        lines.add("Revert: " + revert());
        due(lines);
        lastAnswers(lines);
        openQuestions(lines);
        outcomeUnknown(lines);
        lines.addAll(status.impact());
        if (!incident.parked().isEmpty()) {
            lines.add("Parked for later: " + incident.parked().size() + ".");
        }
        status.runbook().ifPresent(book -> lines.add("Runbook: " + Lines.one(book.id()) + changed(book)));
        sessions(lines);
        lines.add("Timeline: " + status.timeline().words() + ".");
        status.timeline().damage().forEach(each -> lines.add("  " + each.words()));
        lines.add("Folder: " + status.folder());
        if (incident.state() != Incident.State.CLOSED) {
            lines.add("Resume: " + status.resume());
        }
        return List.copyOf(lines);
    }

    private String nothingNext() {
        if (incident.state() == Incident.State.CLOSED) {
            return "Next: nothing, it is closed.";
        }
        return status.runbook().isPresent()
                ? "Next: nothing is left to ask."
                : "Next: not known, because there is no readable copy of its runbook.";
    }

    private String opened() {
        String state = switch (incident.state()) {
            case OPEN -> "Open";
            case PAUSED -> "Paused";
            case CLOSED -> "Closed";
        };
        String line = state + ". Opened " + Moments.briefBoth(incident.opened(), status.now(), zone);
        if (!incident.started().equals(incident.opened())) {
            line += ", started " + Moments.briefBoth(incident.started(), status.now(), zone);
        }
        return line + ", " + Durations.words(Duration.between(incident.started(), status.now())) + " in.";
    }

    private String priority() {
        List<TimelineRecord> all = incident.priorities();
        if (all.isEmpty()) {
            return "not known yet.";
        }
        TimelineRecord newest = all.get(all.size() - 1);
        Event.Priority priority = (Event.Priority) newest.event();
        String because = Lines.one(newest.entry().text().orElse(""));
        String level = priority.to() + (priority.provisional() ? " for now" : "");
        if (because.isEmpty()) {
            return level + ".";
        }
        return because.startsWith(priority.to()) ? because : level + ": " + because;
    }

    private String revert() {
        String decision = decided();
        return incident.revertPlan()
                .map(plan -> decision.substring(0, decision.length() - 1) + "; plan " + Lines.one(plan.name()) + " was "
                        + Lines.one(plan.check()) + ".")
                .orElse(decision);
    }

    private String decided() {
        return switch (incident.revertDecision()) {
            case "now" -> "undo it now.";
            case "not_yet" -> "not yet.";
            case "cannot" -> "cannot be undone.";
            case "none" -> "nothing changed.";
            case "undecided" -> "undecided.";
            default -> Lines.one(incident.revertDecision()) + ".";
        };
    }

    private void due(List<String> lines) {
        for (Status.Due due : status.due()) {
            Duration left = Duration.between(status.now(), due.at());
            String distance = due.overdue(status.now())
                    ? "late by " + Durations.words(left.negated())
                    : "in " + Durations.words(left);
            String what = due.what().equals("answer")
                    ? "ask again"
                            + due.audience().map(fact -> ", " + Lines.one(fact)).orElse("")
                    : due.what()
                            + due.audience()
                                    .map(name -> " to " + Lines.one(name))
                                    .orElse("");
            lines.add("Due: " + what + " " + Moments.brief(due.at(), status.now(), zone) + ", " + distance + ".");
        }
    }

    private void lastAnswers(List<String> lines) {
        List<Incident.Given> answers = incident.lastAnswers(Status.LAST_ANSWERS);
        if (!answers.isEmpty()) {
            lines.add("Last answers:");
        }
        for (Incident.Given given : answers) {
            String said = incident.isRedacted(given.id())
                    ? Incident.WITHHELD
                    : Lines.one(status.words().apply(given));
            String when = Moments.brief(given.at(), status.now(), zone);
            lines.add("  " + when + "  " + Lines.one(given.key()) + "  " + said);
        }
    }

    private void openQuestions(List<String> lines) {
        for (Status.Open open : status.openQuestions()) {
            lines.add("Not known yet: " + Lines.one(open.step())
                    + open.askAgain()
                            .map(at -> ", asked again " + Moments.brief(at, status.now(), zone))
                            .orElse("") + ".");
        }
    }

    private void outcomeUnknown(List<String> lines) {
        for (TimelineRecord intent : incident.outcomeUnknown()) {
            if (intent.event() instanceof Event.Intent started) {
                lines.add("Outcome unknown: "
                        + intent.entry().step().map(Lines::one).orElse(intent.id()) + ", begun "
                        + Moments.brief(intent.at(), status.now(), zone) + ": " + Lines.one(started.run()));
            }
        }
    }

    private static String changed(Status.Book book) {
        return book.changedSteps().isEmpty()
                ? "."
                : "; changed since the walk began: " + Lines.one(String.join(", ", book.changedSteps()))
                        + ". The walk goes on with the copy it began with.";
    }

    private void sessions(List<String> lines) {
        List<String> people = status.sessions().stream()
                .map(each -> Lines.one(each.actor()) + " on " + Lines.one(each.device())
                        + (each.live() ? " (here now)" : ""))
                .distinct()
                .toList();
        if (!people.isEmpty()) {
            lines.add("People: " + String.join(", ", people) + ".");
        }
    }
}
