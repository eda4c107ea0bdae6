package oncall.walk;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import oncall.incident.Entry;
import oncall.incident.Event;
import oncall.incident.Incident;
import oncall.plan.Finding;
import oncall.plan.RevertPlan;
import oncall.plan.Verdict;
import oncall.runbook.Option;
import oncall.runbook.Phase;
import oncall.runbook.Step;
import oncall.runbook.Value;
import oncall.walk.Prompter.Tone;

/** Undoing a change by a plan that was named, from wherever the walk stands: the decision, and the way to its next step. */
final class PlanWalk {
    /** The step of the decision whether to undo the change. */
    static final String REVERT = "revert";

    /** Its answer to undo it now. */
    static final String NOW = "now";

    /** What is asked when all of a plan is done. */
    private static final String UNDONE = "undone.next";

    private final Desk desk;
    private final Deciding deciding;

    PlanWalk(Desk desk, Deciding deciding) {
        this.desk = desk;
        this.deciding = deciding;
    }

    /** Takes the decision unless it stands already, and goes to the plan's next step. Returns when there is none, or no decision. */
    void enter(RevertPlan plan, Verdict verdict) {
        desk.open("REVERT");
        desk.begin();
        desk.tell("To undo it: " + PlansInView.change(plan) + " - plan `" + plan.name() + "`.");
        desk.tell(verdict.isReady() ? Tone.PLAIN : Tone.WARNING, verdict.line(today()));
        Optional<String> decided = Route.decided(desk.incident());
        boolean stands = decided.equals(Optional.of(plan.name())) && !isChanged(plan);
        if (!stands && !decide(plan, verdict, decided)) {
            return;
        }
        go(plan);
    }

    /** Whether the file is another than when it was decided on: the decision was about that one. */
    private boolean isChanged(RevertPlan plan) {
        boolean changed = deciding.isChanged(plan);
        if (changed) {
            desk.tell(Tone.NOTICE, "The plan has changed since it was decided on.");
        }
        return changed;
    }

    private boolean decide(RevertPlan plan, Verdict verdict, Optional<String> decided) {
        boolean other = decided.filter(name -> !name.equals(plan.name())).isPresent();
        if (other && isBegun(decided.get()) && !switched(decided.get(), plan)) {
            return false;
        }
        decided.filter(name -> other).ifPresent(this::tellHeld);
        Optional<String> reason = Optional.empty();
        if (!verdict.isReady()) {
            reason = despite(plan, verdict);
            if (reason.isEmpty()) {
                return false;
            }
        }
        Optional<Incident.Given> old =
                desk.incident().given(REVERT).filter(given -> given.event() instanceof Event.Decision);
        old.filter(given -> decided.isEmpty())
                .ifPresent(given -> desk.tell("This takes the place of the answer of " + desk.minute(given.at()) + ": "
                        + desk.words().said(REVERT, given.value(), given.text()) + "."));
        return save(plan, verdict, reason, old);
    }

    private java.time.LocalDate today() {
        return desk.now().atZone(desk.zone()).toLocalDate();
    }

    private boolean isBegun(String plan) {
        return desk.incident().records().stream()
                .anyMatch(each -> each.entry().step().orElse("").startsWith(plan + "/"));
    }

    private boolean switched(String other, RevertPlan plan) {
        return desk.choose(Sheet.of("switch", "The plan `" + other + "` was begun. Leave it for this one?")
                        .offer("stay", "no, go on with `" + other + "`")
                        .offer("switch", "yes, take `" + plan.name() + "`"))
                .equals("switch");
    }

    /** The plan that is left held deployments, and nothing in the other one lets them go. */
    private void tellHeld(String left) {
        boolean held = cameTo(left, PlanSteps.HOLD) && !cameTo(left, PlanSteps.RELEASE);
        desk.parts()
                .shelf()
                .plan(left)
                .flatMap(PlanSteps::release)
                .filter(step -> held)
                .ifPresent(step -> {
                    desk.tell(
                            Tone.WARNING,
                            "Deployments stay held by `" + left + "`. When it is over, this lets them go:");
                    desk.tell(Tone.COPY, ((Step.Run) step).command().display());
                });
    }

    /** Whether a step of a plan did its work, as far as anybody knows. */
    private boolean cameTo(String plan, String step) {
        return desk.incident()
                .given(plan + "/" + step)
                .flatMap(Incident.Given::value)
                .filter(value -> !value.has("skipped") && !value.has("failed"))
                .isPresent();
    }

    /** Blockers, the way the plan names instead, and a clear yes with a reason; empty when it is not given. */
    private Optional<String> despite(RevertPlan plan, Verdict verdict) {
        for (Finding blocker : verdict.blockers()) {
            desk.tell(Tone.WARNING, blocker.rule().id() + ": " + blocker.what());
            desk.tell(Tone.HINT, blocker.why());
        }
        plan.deciding().afterNoReturn().ifPresent(words -> desk.tell(Tone.NOTICE, "Instead, says the plan: " + words));
        if (!desk.interactive()) {
            desk.tell(Tone.WARNING, "Not begun: a plan with blockers is begun at a terminal only, by a clear yes.");
            throw new Turn.Stopped(Ending.LEFT);
        }
        String taken = desk.choose(Sheet.of("blockers", "Undo it by this plan all the same?")
                .offer("no", "no, not by this plan")
                .offer("yes", "yes, with these blockers (reason)")
                .confirmation());
        if (!taken.equals("yes")) {
            desk.tell("Not begun. The walk goes on.");
            return Optional.empty();
        }
        return Optional.of(desk.reason("reason", "Why all the same? One line."));
    }

    private boolean save(RevertPlan plan, Verdict verdict, Optional<String> reason, Optional<Incident.Given> old) {
        Optional<Step.Decide> asked = desk.route()
                .stop(REVERT)
                .map(Route.Stop::step)
                .flatMap(step -> step instanceof Step.Decide decide ? Optional.of(decide) : Optional.empty());
        List<Option> options = asked.map(Step.Decide::options).orElse(List.of());
        Entry entry = Entry.of(new Event.Decision(
                        options.isEmpty()
                                ? List.of(NOW)
                                : options.stream().map(Option::id).toList(),
                        options.stream().filter(Option::usual).map(Option::id).findFirst(),
                        reason,
                        Optional.of(plan.name()),
                        Optional.of(PlansInView.check(verdict)),
                        Map.copyOf(deciding.known()),
                        Route.change(desk.incident()).map(List::of).orElse(List.of()),
                        Optional.empty()))
                .on(Optional.of(Phase.REVERT), REVERT)
                .valued(Value.of(NOW));
        deciding.keep(plan);
        return desk.answer(old.map(given -> entry.superseding(given.id())).orElse(entry));
    }

    /**
     * When all of a plan is done and it is seen to work, looking for the cause can wait: asks once whether to. True when it
     * asked.
     *
     * @param next what would be next
     */
    boolean goesOn(Route.Stop next) {
        boolean cause = next.phase() == Phase.DIAGNOSE || next.phase() == Phase.MITIGATE;
        Optional<String> decided = Route.decided(desk.incident());
        if (!cause || decided.isEmpty() || desk.parts().prompter().scripted()) {
            return false;
        }
        List<Route.Stop> stops = desk.route().stops().stream()
                .filter(stop -> stop.unit()
                        .plan()
                        .filter(plan -> plan.name().equals(decided.get()))
                        .isPresent())
                .toList();
        Optional<Incident.Given> proof = stops.stream()
                .filter(stop -> stop.step() instanceof Step.Verify)
                .reduce((first, second) -> second)
                .flatMap(stop -> desk.incident().given(stop.key()));
        boolean works = proof.flatMap(Incident.Given::value)
                .map(value -> value.has("holds"))
                .orElse(false);
        String key = stops.isEmpty() ? "" : stops.get(0).unit().prefix() + UNDONE;
        boolean asked = desk.incident()
                .given(key)
                .filter(given -> given.position() > proof.orElseThrow().position())
                .isPresent();
        if (!works || stops.stream().anyMatch(Route.Stop::open) || asked) {
            return false;
        }
        desk.open("REVERT");
        desk.begin();
        Optional<String> notDone = stops.get(0)
                .unit()
                .plan()
                .flatMap(plan -> PlanTally.of(plan, stops.get(0).unit().prefix(), desk.incident())
                        .notDone());
        notDone.ifPresent(what -> desk.tell(Tone.WARNING, "The check is good, but " + what + "."));
        String question = notDone.isPresent() ? "What next?" : "It is undone, and it works. What next?";
        String taken = desk.choose(Sheet.of(key, question)
                .offer("resolve", "make sure, and tell everybody (" + Phase.RESOLVE.word() + ")")
                .offer("cause", "look for the cause first"));
        desk.answer(
                Entry.of(Event.Answer.PLAIN).on(Optional.of(Phase.REVERT), key).valued(Value.of(taken)));
        if (taken.equals("resolve")) {
            desk.leave(Phase.RESOLVE.word(), Optional.empty(), false);
        }
        return true;
    }

    /** To the next step of the plan, wherever the order was left to before. Does not return when there is one. */
    private void go(RevertPlan plan) {
        Optional<Route.Stop> next = desk.route().stops().stream()
                .filter(stop -> stop.open()
                        && stop.unit()
                                .plan()
                                .filter(each -> each.name().equals(plan.name()))
                                .isPresent())
                .findFirst();
        if (next.isEmpty()) {
            desk.tell("All of it is done already. The walk goes on.");
            return;
        }
        if (!desk.route().next().equals(next)) {
            desk.leave(next.get().key(), Optional.empty(), false);
        }
    }
}
