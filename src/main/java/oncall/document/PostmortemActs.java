package oncall.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import oncall.incident.Event;
import oncall.incident.Incident;
import oncall.incident.Mark;
import oncall.incident.Moment;
import oncall.incident.TimelineRecord;
import oncall.incident.Undoing;
import oncall.runbook.Value;

/** The sections that say what was done: undoing the change, the decisions with what was known then, what ended it. */
final class PostmortemActs {
    private static final Markdown.Table STEPS =
            new Markdown.Table(List.of("When", "Step", "Came out", "By"), List.of(2, 5, 4, 1));
    private final PostmortemView view;
    private final PostmortemPage page;
    private final Incident incident;

    PostmortemActs(PostmortemView view, PostmortemPage page) {
        this.view = view;
        this.page = page;
        this.incident = view.incident();
    }

    void write() {
        page.section("Revert");
        revert();
        page.section("Resolution");
        resolution();
        page.section("Decisions");
        decisions();
    }

    // ---- undoing the change

    private void revert() {
        List<Undoing> all = view.undoings();
        if (all.isEmpty()) {
            page.paragraph(
                    incident.revertDecision().equals("none")
                            ? "Not offered: nothing had changed."
                            : "Not offered: the question was not reached. "
                                    + page.todo("how undoing was thought of, or what it would have taken") + ".");
            return;
        }
        List<String> items = new ArrayList<>();
        for (Undoing each : all) {
            Event.Decision decision = (Event.Decision) each.decision().event();
            if (view.isWithheld(each.decision())) {
                items.add("Offered " + page.time(each.decision().at()) + ": the answer is redacted.");
                continue;
            }
            items.add("Offered " + page.time(each.decision().at()) + " to "
                    + PostmortemPage.text(each.decision().actor()) + ": "
                    + PostmortemPage.text(view.policy().says("revert", each.choice())) + ". "
                    + (each.choice().equals("now") ? tried(each, decision) : declined(each, decision)));
        }
        page.list(items);
    }

    private String declined(Undoing undoing, Event.Decision decision) {
        return decision.reason().filter(words -> !words.isBlank()).isPresent()
                ? "Reason: " + PostmortemPage.quoted(decision.reason().get()) + "."
                : "Reason: " + page.todo("what spoke against it", offered(undoing)) + ".";
    }

    private String offered(Undoing undoing) {
        return ", offered " + page.time(undoing.decision().at());
    }

    private String tried(Undoing undoing, Event.Decision decision) {
        String plan = decision.plan()
                .map(name -> "By the plan " + PostmortemPage.quoted(name)
                        + decision.planCheck()
                                .map(check -> " (its check: " + PostmortemPage.text(check) + ")")
                                .orElse("")
                        + ". ")
                .orElseGet(() -> undoing.plan()
                        .map(name -> "By the plan " + PostmortemPage.quoted(name) + ", written there and then. ")
                        .orElse("Without a plan on record. "));
        String worked = undoing.worked()
                .map(held -> held ? "It worked" : "It did not work")
                .map(words -> words + ": "
                        + undoing.verified().map(this::step).orElse("")
                        + undoing.verified()
                                .map(each -> ", " + page.time(each.at()))
                                .orElse("")
                        + undoing.took()
                                .map(took -> "; " + PostmortemPage.length(took) + " from the decision to that check")
                                .orElse("")
                        + ".")
                .orElseGet(() -> undoing.looks() > 0
                        ? "It was not seen to work: looked at "
                                + (undoing.looks() == 1 ? "once" : undoing.looks() + " times")
                                + ", and no check came to hold."
                        : "Whether it worked: " + page.todo("no check after it is on record", offered(undoing)) + ".");
        return plan + worked + ended(undoing, "failed", "Failed") + ended(undoing, "skipped", "Skipped");
    }

    /** ` Failed: "Put back login", 23:58.`; nothing where no step ended so. */
    private String ended(Undoing undoing, String outcome, String word) {
        List<String> steps = undoing.steps(outcome).stream()
                .filter(each -> !view.isWithheld(each))
                .map(each -> step(each) + ", " + page.time(each.at()))
                .toList();
        return steps.isEmpty() ? "" : " " + word + ": " + String.join("; ", steps) + ".";
    }

    // ---- what was done and what ended it

    private String step(TimelineRecord each) {
        return PostmortemPage.text(view.policy().asks(each.entry().step().orElse("")));
    }

    private void resolution() {
        List<List<String>> rows = new ArrayList<>();
        for (TimelineRecord each : view.records()) {
            if (Undoing.isOutcome(each) && !isSkipped(each)) {
                rows.add(List.of(
                        page.time(each.at()),
                        step(each),
                        view.isWithheld(each) ? Incident.WITHHELD : outcome(each),
                        PostmortemPage.text(each.actor())));
            }
        }
        if (rows.isEmpty()) {
            page.paragraph("What was done: " + page.todo("no step with an outcome is on record") + ".");
        }
        page.table(STEPS, rows);
        List<String> facts = new ArrayList<>();
        ended(Moment.MITIGATED, "Mitigated", facts);
        ended(Moment.RECOVERED, "Recovered", facts);
        ended(Moment.RESOLVED, "Resolved", facts);
        view.records().stream()
                .filter(each -> each.event() instanceof Event.Close && !view.isWithheld(each))
                .forEach(each -> facts.add("Closed " + page.time(each.at()) + " by "
                        + PostmortemPage.text(each.actor()) + " as "
                        + PostmortemPage.text(((Event.Close) each.event()).outcome())
                        + each.entry()
                                .text()
                                .filter(words -> !words.isBlank())
                                .map(words -> ": " + PostmortemPage.quoted(words))
                                .orElse("")
                        + "."));
        facts.add("What made it go away, and how is that known? " + page.todo("what resolved it") + ".");
        page.list(facts);
    }

    private static boolean isSkipped(TimelineRecord each) {
        return each.entry().value().map(Value::single).filter("skipped"::equals).isPresent();
    }

    private String outcome(TimelineRecord each) {
        String word = each.entry().value().map(Value::single).orElse("");
        String words = switch (word) {
            case "elsewhere" -> "run elsewhere";
            case "finding" -> "found";
            default -> word;
        };
        String reason =
                each.event() instanceof Event.Answer answer ? PostmortemPage.labelled("; ", answer.reason()) : "";
        String exit = each.event() instanceof Event.Result result
                ? result.exit().map(code -> "; exit " + code).orElse("; no exit code")
                : "";
        String said = each.entry()
                .text()
                .filter(text -> !text.isBlank() && !text.equals(word))
                .map(text -> ": " + PostmortemPage.brief(text))
                .orElse("");
        return words + said + reason + exit;
    }

    private void ended(Moment moment, String name, List<String> facts) {
        Optional<Mark> mark = view.course().mark(moment);
        if (mark.isEmpty()) {
            return;
        }
        String earlier = view.course().others(moment).isEmpty()
                ? ""
                : "; marked before at "
                        + String.join(
                                ", ",
                                view.course().others(moment).stream()
                                        .map(each -> page.time(each.at()))
                                        .toList())
                        + ", so it came back or was marked too early";
        facts.add(name + " "
                + (mark.get().basis().atLatest()
                        ? "at the latest " + page.time(mark.get().at())
                                + ", when a check was first seen to hold and none failed after it; nobody marked it"
                        : page.time(mark.get().at()))
                + earlier + ".");
    }

    // ---- decisions

    private void decisions() {
        List<TimelineRecord> all = view.records().stream()
                .filter(each -> each.event() instanceof Event.Decision)
                .toList();
        if (all.isEmpty()) {
            page.paragraph("None is on record. " + page.todo("what was decided, and what was known then") + ".");
        }
        all.forEach(this::decision);
    }

    private void decision(TimelineRecord each) {
        String key = each.entry().step().orElse("");
        page.part(page.time(each.at()) + " " + view.policy().asks(key));
        if (view.isWithheld(each)) {
            page.paragraph("The answer is redacted.");
            return;
        }
        Event.Decision decision = (Event.Decision) each.event();
        String choice = each.entry().value().map(Value::single).orElse("");
        List<String> facts = new ArrayList<>();
        facts.add("Chosen by " + PostmortemPage.text(each.actor()) + ": "
                + PostmortemPage.text(view.policy().says(key, choice))
                + (decision.usual().filter(choice::equals).isPresent() ? ", the usual one" : "") + ".");
        others(decision, key, choice).ifPresent(facts::add);
        decision.reason()
                .filter(words -> !words.isBlank())
                .ifPresent(words -> facts.add("Reason given: " + PostmortemPage.quoted(words) + "."));
        decision.plan()
                .ifPresent(plan -> facts.add("Plan: " + PostmortemPage.text(plan)
                        + decision.planCheck()
                                .map(check -> ", its check: " + PostmortemPage.text(check))
                                .orElse("") + "."));
        decision.second().ifPresent(name -> facts.add("Second person: " + PostmortemPage.text(name) + "."));
        facts.add("Known then: " + known(decision) + ".");
        facts.add("What was expected to happen, and what was seen? "
                + page.todo(
                        "for the decision at " + page.time(each.at()),
                        ", " + PostmortemPage.quoted(view.policy().asks(key)) + " (" + PostmortemPage.text(each.id())
                                + ")")
                + ".");
        page.list(facts);
    }

    private Optional<String> others(Event.Decision decision, String key, String choice) {
        List<String> others = decision.options().stream()
                .filter(option -> !option.equals(choice))
                .map(option -> PostmortemPage.text(view.policy().says(key, option))
                        + (decision.usual().filter(option::equals).isPresent() ? " (the usual one)" : ""))
                .toList();
        return others.isEmpty() ? Optional.empty() : Optional.of("Not chosen: " + String.join("; ", others) + ".");
    }

    private String known(Event.Decision decision) {
        List<String> known = new ArrayList<>();
        for (Map.Entry<String, String> each : decision.known().entrySet()) {
            known.add(PostmortemPage.text(each.getKey().replace('_', ' ')) + ": "
                    + view.says(each.getKey(), Optional.of(Value.of(each.getValue())), each.getValue(), page));
        }
        return known.isEmpty() ? "nothing is on record" : String.join("; ", known);
    }
}
