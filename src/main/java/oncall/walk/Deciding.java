package oncall.walk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import oncall.incident.Entry;
import oncall.incident.Event;
import oncall.incident.Incident;
import oncall.plan.RevertPlan;
import oncall.runbook.Durations;
import oncall.runbook.Option;
import oncall.runbook.Step;
import oncall.runbook.Value;

/** Decisions: one of the ways is taken, with a reason where one is wanted, and what was known then is put down. */
final class Deciding {
    private final Desk desk;
    private final Asking asking;

    Deciding(Desk desk, Asking asking) {
        this.desk = desk;
        this.asking = asking;
    }

    /** Asks for one of the ways; `old` is a decision to be replaced. */
    void decide(Route.Stop stop, Step.Decide step, Optional<Incident.Given> old) {
        asking.show(stop);
        Optional<RevertDecision> revert =
                RevertDecision.isIt(stop, step) ? Optional.of(new RevertDecision(desk)) : Optional.empty();
        revert.ifPresent(decision -> decision.tell(old));
        List<Option> offered = step.options().stream()
                .filter(option ->
                        option.when().holds(desk.facts().inside(stop.unit().prefix())))
                .toList();
        Optional<String> usual = revert.map(decision -> decision.usual(offered))
                .orElseGet(() -> offered.stream().filter(Option::usual).findFirst())
                .map(Option::id);
        Sheet sheet = sheet(stop, step, offered, usual, old);
        revert.ifPresent(decision -> old.ifPresent(given -> sheet.why(decision.answered(step, given))));
        String id = desk.choose(sheet);
        Optional<Option> taken = step.option(id);
        Optional<String> reason =
                taken.filter(Option::reasonRequired).map(option -> desk.reason("reason", "Why? One line."));
        Prompter prompter = desk.parts().prompter();
        if (reason.isEmpty() && taken.isPresent() && prompter.scripted() && prompter.volunteers("reason")) {
            reason = desk.optional("reason", "Why? One line.", Optional.empty());
        }
        Event.Decision decision = new Event.Decision(
                step.options().stream().map(Option::id).toList(),
                usual,
                reason,
                revert.flatMap(RevertDecision::plan).map(RevertPlan::name),
                revert.flatMap(RevertDecision::check),
                known(),
                changes(),
                Optional.empty());
        if (taken.filter(RevertDecision::undoes).isPresent()) {
            revert.flatMap(RevertDecision::plan).ifPresent(this::keep);
        }
        boolean counts = save(stop, decision, id, old);
        if (counts) {
            stop.step().common().milestone().ifPresent(mark -> asking.mark(stop, mark));
            leads(stop, step, id);
        }
    }

    private Sheet sheet(
            Route.Stop stop,
            Step.Decide step,
            List<Option> offered,
            Optional<String> usual,
            Optional<Incident.Given> old) {
        Optional<String> preset =
                asking.preset(stop, step).filter(id -> step.option(id).isPresent());
        String whom = asking.whom(step);
        Sheet sheet = Sheet.of(stop.key(), step.text()).why(whom).dontKnow();
        preset.ifPresent(id -> sheet.why((whom + " From the book: "
                                + step.option(id).orElseThrow().text() + ".")
                        .strip())
                .prefill(preset, Asking.enterKeeps(stop)));
        old.ifPresent(given ->
                sheet.why("You answered: " + desk.words().said(stop.key(), given.value(), given.text()) + "."));
        for (Option option : step.options()) {
            String words = option.text()
                    + (option.reasonRequired() ? " (reason)" : "")
                    + option.again()
                            .map(again -> "; asked again in " + Durations.words(again))
                            .orElse("");
            if (usual.filter(option.id()::equals).isPresent()) {
                sheet.usual(option.id(), words);
            } else {
                sheet.offerIf(offered.contains(option), option.id(), words);
            }
        }
        return sheet;
    }

    /** Goes where the way taken leads. */
    void leads(Route.Stop stop, Step.Decide step, String id) {
        step.option(id).flatMap(Option::go).ifPresent(to -> desk.jump(to, Optional.of(stop)));
    }

    private boolean save(Route.Stop stop, Event.Decision decision, String id, Optional<Incident.Given> old) {
        Entry entry =
                Entry.of(decision).on(Optional.of(stop.phase()), stop.key()).valued(Value.of(id));
        return desk.answer(old.map(given -> entry.superseding(given.id())).orElse(entry));
    }

    /** Whether what is kept of that name last is another text: the file was changed since. */
    boolean isChanged(RevertPlan plan) {
        String sha = desk.parts().timeline().keepFile(plan.source().text());
        return desk.incident().records().stream()
                .filter(each -> each.event() instanceof Event.Evidence evidence
                        && evidence.head().equals(head(plan)))
                .reduce((first, second) -> second)
                .filter(each -> !((Event.Evidence) each.event()).sha256().equals(sha))
                .isPresent();
    }

    private static String head(RevertPlan plan) {
        return "plan:" + plan.name();
    }

    /**
     * The plan decided on is kept, so that a walk taken up again goes on with these very steps. It is kept before the decision is: a
     * decision on record without its plan would be walked by whatever lies under that name next time.
     */
    void keep(RevertPlan plan) {
        String head = head(plan);
        String sha = desk.parts().timeline().keepFile(plan.source().text());
        boolean kept = desk.incident().records().stream()
                .anyMatch(each -> each.event() instanceof Event.Evidence evidence
                        && evidence.head().equals(head)
                        && evidence.sha256().equals(sha));
        if (!kept) {
            long bytes = plan.source().text().getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
            desk.save(Entry.of(new Event.Evidence(sha, bytes, head, Optional.empty()))
                    .saying(place(plan)));
        }
    }

    /** Where it lies, for a plan that is found by no name; a built-in one lies nowhere. */
    private static String place(RevertPlan plan) {
        String path = plan.source().path();
        String folder = plan.source().folder();
        return folder.isEmpty() ? "" : folder + "/" + path.substring(path.lastIndexOf('/') + 1);
    }

    /** What was known at this moment, by fact. */
    Map<String, String> known() {
        Map<String, String> known = new LinkedHashMap<>();
        for (Incident.Given given : desk.incident().givens()) {
            if (given.event() instanceof Event.Answer && !given.key().contains(".")) {
                known.put(given.key(), given.value().map(Value::toString).orElse(given.text()));
            }
        }
        desk.facts().fact("priority").ifPresent(fact -> known.put("priority", fact.text()));
        return known;
    }

    private List<String> changes() {
        return Route.change(desk.incident()).map(List::of).orElseGet(ArrayList::new);
    }
}
