package oncall.walk;

import java.util.Optional;
import oncall.incident.Entry;
import oncall.incident.Event;
import oncall.incident.Incident;
import oncall.runbook.Block;
import oncall.runbook.Option;
import oncall.runbook.Step;
import oncall.runbook.Value;
import oncall.walk.Prompter.Tone;

/**
 * The question before there is no way back: what and why, what is left to do afterwards, and a key to go on. Enter and whatever
 * was typed ahead are no answer; all but a clear yes leaves the rest of the plan out.
 */
final class NoReturn {
    private final Desk desk;
    private final Asking asking;

    NoReturn(Desk desk, Asking asking) {
        this.desk = desk;
        this.asking = asking;
    }

    /** Whether a stop is that question. */
    static boolean is(Route.Stop stop) {
        return stop.unit().plan().isPresent() && stop.step().id().equals(PlanSteps.NO_RETURN);
    }

    /** The question, where a step is about to be taken that stands behind it and it was passed over: it comes first. */
    static Optional<Route.Stop> before(Route route, Route.Stop stop) {
        if (stop.step() instanceof Step.Verify) {
            return Optional.empty();
        }
        return route.stops().stream()
                .takeWhile(each -> !each.key().equals(stop.key()))
                .filter(each -> is(each)
                        && each.open()
                        && each.unit().prefix().equals(stop.unit().prefix()))
                .findFirst();
    }

    /** Asks, and saves the answer with what was announced; `old` is an answer to be replaced. */
    void ask(Route.Stop stop, Step.Decide step, Optional<Incident.Given> old) {
        asking.show(stop);
        Sheet sheet = Sheet.of(stop.key(), step.text()).dontKnow();
        step.options().forEach(option -> sheet.offer(option.id(), option.text()));
        String taken = desk.choose(desk.interactive() ? sheet.confirmation() : sheet);
        Optional<String> reason = step.option(taken)
                .filter(Option::reasonRequired)
                .map(option -> desk.reason("reason", "Why? One line."));
        Entry entry = entry(stop, step, taken, reason);
        boolean counts =
                desk.answer(old.map(given -> entry.superseding(given.id())).orElse(entry));
        if (counts) {
            leadOn(stop, Value.of(taken));
        }
    }

    /** An answers file goes on past it: its next entries answer steps that stand behind. */
    void goneOn(Route.Stop stop, Step.Decide step) {
        desk.answer(entry(stop, step, PlanSteps.GO_ON, Optional.of("the answers file goes on")));
    }

    private static Entry entry(Route.Stop stop, Step.Decide step, String taken, Optional<String> reason) {
        return Entry.of(new Event.Decision(
                        step.options().stream().map(Option::id).toList(),
                        Optional.empty(),
                        reason,
                        stop.unit().plan().map(plan -> plan.name()),
                        Optional.empty(),
                        java.util.Map.of(),
                        java.util.List.of(),
                        Optional.empty()))
                .on(Optional.of(stop.phase()), stop.key())
                .valued(Value.of(taken))
                .saying(announced(step));
    }

    /** Where the answer leads: from a plan that is left to another way, if the person wants. */
    void leadOn(Route.Stop stop, Value answer) {
        if (answer.has(PlanSteps.GO_ON)) {
            return;
        }
        desk.tell(Tone.NOTICE, "The rest of the plan is left out. :go " + stop.key() + " asks again.");
        stop.unit()
                .plan()
                .flatMap(plan -> plan.deciding().afterNoReturn())
                .ifPresent(words -> desk.tell(Tone.HINT, "Instead: " + words));
        if (!desk.isPractice()) {
            desk.offerToGo("mitigate", "What next?", Optional.of(stop));
        }
    }

    private static String announced(Step.Decide step) {
        return step.common().show().stream()
                .filter(block -> block.kind() == Block.Kind.WARNING)
                .map(Block::text)
                .findFirst()
                .orElse("");
    }
}
