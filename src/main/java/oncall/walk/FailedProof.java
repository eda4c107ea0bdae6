package oncall.walk;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import oncall.incident.Entry;
import oncall.incident.Event;
import oncall.incident.Incident;
import oncall.plan.RevertPlan;
import oncall.runbook.Phase;
import oncall.runbook.Step;
import oncall.runbook.Value;
import oncall.walk.Prompter.Tone;

/**
 * What comes after a verification of a plan that failed: what the plan says, and a choice. It never counts as done by itself, and
 * whoever stops here is asked the same again.
 */
final class FailedProof {
    private static final String LOOK = "look";
    private static final String GO = "go";
    private static final String ON = "on";
    private static final String OTHER = "other";
    private static final String CALL = "call";
    private static final String STOP = "stop";

    private final Desk desk;
    private final Calling calling;

    FailedProof(Desk desk, Calling calling) {
        this.desk = desk;
        this.calling = calling;
    }

    /** What the choice is on record by. */
    private static String next(String key) {
        return key + ".next";
    }

    /** The verification of a plan that failed and after which nothing was chosen yet. */
    Optional<Route.Stop> open() {
        return desk.parts().prompter().scripted()
                ? Optional.empty()
                : desk.route().stops().stream().filter(this::isUndecided).findFirst();
    }

    private boolean isUndecided(Route.Stop stop) {
        Optional<Incident.Given> given = desk.incident().given(stop.key());
        boolean fails = stop.step() instanceof Step.Verify
                && stop.unit().plan().isPresent()
                && !stop.open()
                && given.flatMap(Incident.Given::value)
                        .map(value -> value.has("fails"))
                        .orElse(false);
        int at = given.map(Incident.Given::position).orElse(-1);
        return fails
                && desk.incident()
                        .given(next(stop.key()))
                        .filter(next -> next.position() > at)
                        .isEmpty()
                && desk.incident().jumps().stream().noneMatch(jump -> jump.position() > at);
    }

    /** Shows what the plan says, and asks until somebody has chosen a way on. */
    void ask(Route.Stop stop, Step.Verify step) {
        stop.unit()
                .plan()
                .filter(plan -> step.ifNot().isEmpty() || isLast(plan, stop))
                .flatMap(plan -> plan.doing().ifVerifyFails())
                .ifPresent(words -> desk.tell(Tone.NOTICE, "If it fails: " + words));
        if (desk.parts().prompter().scripted()) {
            step.ifNot().ifPresent(to -> desk.offerToGo(to, "It does not hold. What next?", Optional.of(stop)));
            return;
        }
        Optional<Route.Stop> next = nextStep(stop)
                .filter(each -> !step.ifNot().equals(Optional.of(each.step().id())));
        while (true) {
            Sheet sheet = Sheet.of(next(stop.key()), "It does not hold. What next?");
            sheet.offer(LOOK, "look again")
                    .offerIf(
                            step.ifNot().isPresent(),
                            GO,
                            "go to "
                                    + step.ifNot()
                                            .map(to -> desk.words().place(to, Optional.of(stop)))
                                            .orElse(""))
                    .offerIf(
                            next.isPresent(),
                            ON,
                            "go on with "
                                    + next.map(each -> "\"" + each.step().text() + "\"")
                                            .orElse(""))
                    .offer(
                            OTHER,
                            desk.isPractice()
                                    ? "leave it at that, and end the practice"
                                    : "look for another way (" + Phase.MITIGATE.word() + ")")
                    .offerIf(!desk.isPractice(), CALL, "call somebody")
                    .offer(STOP, "stop here; all of it is saved");
            String taken = take(sheet);
            if (!taken.equals(CALL) && !taken.equals(STOP)) {
                desk.answer(Entry.of(Event.Answer.PLAIN)
                        .on(Optional.of(stop.phase()), next(stop.key()))
                        .valued(Value.of(taken)));
            }
            switch (taken) {
                case LOOK -> desk.leave(stop.key(), Optional.of(stop), true);
                case GO -> desk.jump(step.ifNot().orElseThrow(), Optional.of(stop));
                case ON -> {
                    return;
                }
                case OTHER -> desk.leave(Phase.MITIGATE.word(), Optional.of(stop), false);
                case CALL -> call(stop);
                default -> {
                    desk.save(Entry.of(
                            new Event.Pause(Optional.empty(), Optional.of("It does not hold: " + step.text()))));
                    throw new Turn.Stopped(Ending.LEFT);
                }
            }
        }
    }

    /** Passing over this question is no way on. */
    private String take(Sheet sheet) {
        while (true) {
            try {
                return desk.choose(sheet);
            } catch (Turn.Skipped skipped) {
                desk.tell("This cannot be passed over: it does not hold. :go leaves the order.");
            }
        }
    }

    /** The step of the plan that comes next, where the verification stands among its steps. */
    private Optional<Route.Stop> nextStep(Route.Stop stop) {
        if (isLast(stop.unit().plan().orElseThrow(), stop)) {
            return Optional.empty();
        }
        List<Route.Stop> stops = desk.route().stops();
        return stops.stream()
                .dropWhile(each -> !each.key().equals(stop.key()))
                .skip(1)
                .filter(each ->
                        each.open() && each.unit().prefix().equals(stop.unit().prefix()))
                .findFirst();
    }

    /** Whether it is one of the proofs at the end, and not a look among the steps that has a way of its own. */
    private static boolean isLast(RevertPlan plan, Route.Stop stop) {
        return plan.verify().stream()
                .anyMatch(proof -> proof.id().equals(stop.step().id()));
    }

    private void call(Route.Stop stop) {
        List<String> roles = new ArrayList<>(desk.team().roles().keySet());
        Sheet sheet = Sheet.of("call", "Call whom?");
        roles.forEach(role -> sheet.offer(role, desk.words().role(role)));
        try {
            calling.call(Calling.PAGE, Optional.of(stop.phase()), desk.choose(sheet), "");
        } catch (Turn.Skipped skipped) {
            desk.tell("Nobody was called.");
        }
    }
}
