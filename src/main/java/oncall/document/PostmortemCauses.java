package oncall.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import oncall.incident.Event;
import oncall.incident.Incident;
import oncall.incident.Mark;
import oncall.incident.Moment;
import oncall.incident.TimelineRecord;
import oncall.runbook.Value;

/** The sections that say how it came to light and what it came from, as far as the record tells. */
final class PostmortemCauses {
    private final PostmortemView view;
    private final PostmortemPage page;
    private final Incident incident;

    PostmortemCauses(PostmortemView view, PostmortemPage page) {
        this.view = view;
        this.page = page;
        this.incident = view.incident();
    }

    void write() {
        page.section("Detection");
        detection();
        page.section("Trigger and contributing factors");
        trigger();
    }

    private void detection() {
        List<String> facts = new ArrayList<>();
        facts.add("When: "
                + view.course()
                        .mark(Moment.DETECTED)
                        .filter(mark -> !mark.basis().atLatest())
                        .map(mark -> page.time(mark.at()) + ".")
                        .orElseGet(() -> view.course()
                                .mark(Moment.DETECTED)
                                .map(mark -> "not marked; at the latest " + page.time(mark.at())
                                        + ", when the incident was opened.")
                                .orElse("not on record.")));
        facts.add("How: "
                + said("detected_by")
                        .map(words -> words + ".")
                        .orElseGet(() ->
                                page.todo("who or what noticed it first", page.record(incident.given("detected_by")))
                                        + "."));
        said("what").ifPresent(words -> facts.add("First words: \"" + words + "\""));
        said("seen")
                .ifPresent(words -> facts.add(PostmortemPage.text(view.policy().asks("seen")) + " " + words + "."));
        facts.add("How could it have been noticed sooner, and what would have shown it? "
                + page.todo("how it could be noticed sooner") + ".");
        page.list(facts);
    }

    /** An answer in words, where it was given and may be shown. */
    private Optional<String> said(String fact) {
        return incident.given(fact)
                .filter(given -> !given.isUnknown() && !incident.isRedacted(given.id()))
                .map(given -> view.says(fact, given.value(), given.text(), page));
    }

    private void trigger() {
        List<String> facts = new ArrayList<>();
        Optional<Incident.Given> change = incident.given("change");
        if (change.isEmpty()) {
            facts.add("What changed before it: " + page.todo("what changed; nobody was asked") + ".");
        } else if (incident.isRedacted(change.get().id())) {
            facts.add("What changed before it: " + Incident.WITHHELD + ".");
        } else if (change.get().isUnknown()) {
            facts.add("What changed before it: "
                    + page.todo("what changed; it was not known at the time", page.record(change)) + ".");
        } else {
            facts.add("What changed before it: " + change(change.get()) + " ("
                    + PostmortemPage.text(change.get().actor()) + " "
                    + page.time(change.get().at()) + ").");
        }
        considered().ifPresent(facts::add);
        view.course()
                .mark(Moment.STARTED)
                .ifPresentOrElse(
                        mark -> facts.add("It started " + Moments.dated(mark.at(), view.zone()) + how(mark) + "."),
                        () -> facts.add("When it started is not on record."));
        facts.add("How the one led to the other: " + page.todo("the mechanism, with its evidence") + ".");
        facts.add("What else had to be so for it to get this far (more than one thing): "
                + page.todo("contributing factors") + ".");
        page.list(facts);
    }

    private String change(Incident.Given given) {
        String value = given.value().map(Value::single).orElse("");
        return switch (value) {
            case "none" -> "nothing, as far as was known";
            case "other", "" -> PostmortemPage.quoted(given.text());
            default -> {
                String words = view.policy().says("change", value);
                yield value.startsWith("plan:")
                        ? "what the plan `" + PostmortemPage.code(value.substring("plan:".length())) + "` undoes"
                        : PostmortemPage.text(words);
            }
        };
    }

    private static String how(Mark mark) {
        return switch (mark.precision()) {
            case EXACT, MINUTE -> "";
            case HOUR -> ", known to the hour";
            case DAY -> ", known to the day";
            case APPROX -> ", as an estimate";
        };
    }

    /** The changes that were looked at when it was decided whether to undo one. */
    private Optional<String> considered() {
        return view.records().stream()
                .filter(each -> each.event() instanceof Event.Decision && !view.isWithheld(each))
                .filter(each -> incident.given("change")
                        .filter(given -> incident.isRedacted(given.id()))
                        .isEmpty())
                .map(TimelineRecord::event)
                .map(Event.Decision.class::cast)
                .filter(decision -> decision.changes().size() > 1)
                .findFirst()
                .map(decision -> "Changes that were looked at: "
                        + String.join(
                                ", ",
                                decision.changes().stream()
                                        .map(PostmortemPage::text)
                                        .toList())
                        + ".");
    }
}
