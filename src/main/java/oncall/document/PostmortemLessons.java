package oncall.document;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import oncall.incident.Event;
import oncall.incident.Incident;
import oncall.incident.Policy;
import oncall.incident.TimelineRecord;
import oncall.incident.Undoing;
import oncall.runbook.MessageNames;
import oncall.runbook.Value;

/** The sections people fill in, and the facts they start from: where the procedure was left, questions, ideas, actions. */
final class PostmortemLessons {
    private static final Markdown.Table ACTIONS =
            new Markdown.Table(List.of("What", "Type", "Owner", "Due", "Ticket"), List.of(5, 2, 2, 2, 2));
    private static final Markdown.Table PARKED = new Markdown.Table(List.of("Idea", "Came up", "By"), List.of(6, 3, 2));

    private final PostmortemView view;
    private final PostmortemPage page;
    private final Incident incident;

    PostmortemLessons(PostmortemView view, PostmortemPage page) {
        this.view = view;
        this.page = page;
        this.incident = view.incident();
    }

    void write() {
        page.section("Where the procedure was left");
        deviations();
        page.section("Looking back");
        page.list(List.of(
                "What went well, and how can it go well again? " + page.todo("what went well") + ".",
                "What made it harder or longer than it had to be? " + page.todo("what went badly") + ".",
                "Where were we lucky, and what if we had not been? " + page.todo("where we were lucky") + ".",
                "What surprised us, and what had we expected instead? " + page.todo("what surprised us") + "."));
        page.section("Open questions");
        questions();
        page.section("Action items");
        actions();
    }

    // ---- deviations: facts, for the procedure to learn from

    private void deviations() {
        List<String> facts = new ArrayList<>();
        for (TimelineRecord each : view.records()) {
            if (!view.isWithheld(each)) {
                deviation(each).ifPresent(facts::add);
            }
        }
        incident.outcomeUnknown().stream()
                .filter(each -> !view.isWithheld(each))
                .forEach(each -> facts.add("Begun, and the outcome is not known: " + name(each) + ", " + page.by(each)
                        + ". " + page.todo("what came of it", ": " + name(each) + ", " + page.by(each)) + "."));
        long late = view.updates().stream()
                .filter(each -> each.late().isPresent() || each.missed())
                .count();
        if (late > 0) {
            facts.add(late + (late == 1 ? " message was" : " messages were") + " late or never went out.");
        }
        revertLate().ifPresent(facts::add);
        if (facts.isEmpty()) {
            facts.add("Nowhere, as far as the record shows.");
        } else {
            facts.add("What was different that night from what the procedure takes for granted? "
                    + page.todo("what was different") + ".");
        }
        page.list(facts);
    }

    private Optional<String> deviation(TimelineRecord each) {
        Event event = each.event();
        String by = ", " + page.by(each);
        if (Undoing.isOutcome(each)
                && each.entry()
                        .value()
                        .map(Value::single)
                        .filter("skipped"::equals)
                        .isPresent()) {
            String why = event instanceof Event.Answer answer ? PostmortemPage.labelled(": ", answer.reason()) : "";
            return Optional.of("Skipped: " + name(each) + by + why + ".");
        }
        if (event instanceof Event.Jump jump) {
            return Optional.of("Left the order: from " + name(each) + " to " + place(jump.to()) + by
                    + (jump.left().isEmpty()
                            ? ""
                            : "; passed over: "
                                    + String.join(
                                            ", ",
                                            jump.left().stream()
                                                    .map(view.policy()::asks)
                                                    .map(PostmortemPage::text)
                                                    .toList()))
                    + ".");
        }
        if (event instanceof Event.Priority priority && !priority.by().equals("rule")) {
            return Optional.of("The rules were overridden: " + overridden(priority.by()) + " to "
                    + PostmortemPage.text(priority.to()) + by + ".");
        }
        if (event instanceof Event.Decision decision) {
            String choice = each.entry().value().map(Value::single).orElse("");
            return decision.usual()
                    .filter(usual -> !usual.equals(choice))
                    .map(usual -> "Not the usual choice: "
                            + PostmortemPage.text(
                                    view.policy().says(each.entry().step().orElse(""), choice)) + " for "
                            + name(each) + by + PostmortemPage.labelled(": ", decision.reason()) + ".");
        }
        return other(each, by);
    }

    private static String overridden(String by) {
        return switch (by) {
            case "raise" -> "raised";
            case "lower" -> "lowered";
            default -> PostmortemPage.text(by);
        };
    }

    private Optional<String> other(TimelineRecord each, String by) {
        Event event = each.event();
        if (event instanceof Event.Call call && call.outcome().equals("not_reached")) {
            return Optional.of(
                    "Not reached: " + PostmortemPage.text(view.policy().role(call.role())) + by + ".");
        }
        if (event instanceof Event.Comms comms && comms.outcome().equals("not")) {
            return Optional.of("Not told: " + PostmortemPage.text(view.policy().audience(comms.audience())) + by + ".");
        }
        if (event instanceof Event.Close close && close.exception().isPresent()) {
            return Optional.of("Closed without what is usually required: "
                    + PostmortemPage.quoted(close.exception().get()) + by + ".");
        }
        if (event instanceof Event.Resume resume && !resume.changedSteps().isEmpty()) {
            return Optional.of("The book had changed meanwhile: "
                    + PostmortemPage.text(String.join(", ", resume.changedSteps())) + by + ".");
        }
        if (event instanceof Event.Clock clock) {
            return Optional.of("The clock of a machine jumped from " + page.time(clock.wallBefore()) + " to "
                    + page.time(clock.wallAfter()) + by + ".");
        }
        return Optional.empty();
    }

    private String name(TimelineRecord each) {
        return each.entry()
                .step()
                .map(view.policy()::asks)
                .map(PostmortemPage::quoted)
                .orElse("a step without a name");
    }

    private String place(String to) {
        return to.startsWith("book:")
                ? "the book " + PostmortemPage.quoted(to.substring("book:".length()))
                : PostmortemPage.quoted(view.policy().asks(to));
    }

    private Optional<String> revertLate() {
        Optional<Duration> within = view.levelPolicy().flatMap(Policy.Level::revertWithin);
        return within.flatMap(limit -> view.undoings().stream()
                .findFirst()
                .map(first ->
                        Duration.between(incident.opened(), first.decision().at()))
                .filter(took -> took.compareTo(limit) > 0)
                .map(took -> "The decision to revert or not came after " + PostmortemPage.length(took)
                        + "; the team file asks for it within " + PostmortemPage.length(limit) + "."));
    }

    // ---- what nobody knew

    private void questions() {
        List<String> open = new ArrayList<>();
        incident.givens().stream()
                .filter(given -> given.isUnknown() && given.event() instanceof Event.Answer)
                .filter(given -> !incident.isRedacted(given.id()) && !MessageNames.isAsked(given.key()))
                .forEach(given -> open.add(PostmortemPage.text(view.policy().asks(given.key())) + " Nobody knew at "
                        + page.time(given.at()) + ". "
                        + page.todo(
                                "the answer by now",
                                " to " + PostmortemPage.quoted(view.policy().asks(given.key()))
                                        + page.record(Optional.of(given)))
                        + "."));
        view.records().stream()
                .filter(each ->
                        each.event() instanceof Event.Due due && due.what().equals("stuck"))
                .forEach(each -> open.add("No progress was seen at " + page.time(each.at())
                        + ", and calling for help was put off. "
                        + page.todo(
                                "what was tried meanwhile",
                                ", at " + page.time(each.at()) + " (" + PostmortemPage.text(each.id()) + ")")
                        + "."));
        open.add("What else is not understood yet? " + page.todo("further questions") + ".");
        page.list(open);
    }

    // ---- actions: decided afterwards, awake

    private void actions() {
        page.paragraph("Decided in the meeting, not before. " + page.todo("the list") + ".");
        page.table(ACTIONS, List.of(List.of("", "prevent, detect, mitigate or process", "", "", "")));
        if (incident.parked().isEmpty()) {
            page.paragraph("Nothing was parked during the incident.");
            return;
        }
        page.paragraph("Parked during the incident: candidates, nobody has agreed to any of them.");
        List<List<String>> rows = new ArrayList<>();
        for (TimelineRecord each : incident.parked()) {
            Event.Park park = (Event.Park) each.event();
            rows.add(List.of(
                    PostmortemPage.text(each.entry().text().orElse("")),
                    park.step()
                            .map(view.policy()::asks)
                            .map(PostmortemPage::text)
                            .orElse("-"),
                    page.by(each)));
        }
        page.table(PARKED, rows);
    }
}
