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
 * What comes after a verification or a command of a plan that failed: what the plan says, and a choice. It never counts as done by
 * itself, and whoever stops here is asked the same again.
 */
final class FailedProof {
    private static final String LOOK = "look";
    private static final String GO = "go";
    private static final String ON = "on";
    private static final String AGAIN = "again";
    private static final String ELSEWHERE = "elsewhere";
    private static final String WITHOUT = "without";
    private static final String OTHER = "other";
    private static final String CALL = "call";
    private static final String STOP = "stop";

    private final Desk desk;
    private final Running running;
    private final Calling calling;

    FailedProof(Desk desk, Running running, Calling calling) {
        this.desk = desk;
        this.running = running;
        this.calling = calling;
    }

    /** What the choice is on record by. */
    private static String next(String key) {
        return key + ".next";
    }

    /** The verification or command of a plan that failed and after which nothing was chosen yet. */
    Optional<Route.Stop> open() {
        return desk.parts().prompter().scripted()
                ? Optional.empty()
                : desk.route().stops().stream().filter(this::isUndecided).findFirst();
    }

    private boolean isUndecided(Route.Stop stop) {
        Optional<Incident.Given> given = desk.incident().given(stop.key());
        boolean fails = stop.unit().plan().isPresent()
                && !stop.open()
                && given.flatMap(Incident.Given::value)
                        .map(value -> stop.step() instanceof Step.Verify && value.has("fails")
                                || stop.step() instanceof Step.Run && value.has("failed"))
                        .orElse(false);
        int at = given.map(Incident.Given::position).orElse(-1);
        return fails
                && desk.incident()
                        .given(next(stop.key()))
                        .filter(next -> next.position() > at && staysInOrder(next))
                        .isEmpty()
                && desk.incident().jumps().stream().noneMatch(jump -> jump.position() > at);
    }

    /** A choice that leads elsewhere counts with its jump: the walk may have been cut off between the two. */
    private static boolean staysInOrder(Incident.Given next) {
        return next.value().map(value -> value.has(ON) || value.has(WITHOUT)).orElse(false);
    }

    /** Asks what comes after it, as its kind of step wants it. */
    void ask(Route.Stop stop) {
        if (stop.step() instanceof Step.Verify verify) {
            ask(stop, verify);
        } else if (stop.step() instanceof Step.Run run) {
            ask(stop, run);
        }
    }

    /** What came of the command is shown already; asks until it ran, was done elsewhere, or somebody goes on without it. */
    private void ask(Route.Stop stop, Step.Run step) {
        if (step.id().equals(PlanSteps.HOLD)) {
            desk.tell(Tone.WARNING, "Deployments may not be held: the pipeline may ship the bad version again.");
        }
        while (true) {
            Sheet sheet = others(Sheet.of(next(stop.key()), "It failed. What next?")
                    .offer(AGAIN, "run it again")
                    .offer(ELSEWHERE, "I did it elsewhere")
                    .offer(WITHOUT, "go on without it (reason)"));
            switch (take(sheet, "it failed")) {
                case AGAIN -> {
                    chosen(stop, AGAIN, Optional.empty());
                    desk.leave(stop.key(), Optional.of(stop), true);
                }
                case ELSEWHERE -> {
                    if (elsewhere(stop, step)) {
                        return;
                    }
                }
                case WITHOUT -> {
                    Optional<String> reason = reason();
                    if (reason.isPresent()) {
                        chosen(stop, WITHOUT, reason);
                        return;
                    }
                }
                case OTHER -> other(stop);
                case CALL -> call(stop);
                default -> stop("It failed: " + step.text());
            }
        }
    }

    /** Passing over what it showed there says nothing: it is asked again. */
    private boolean elsewhere(Route.Stop stop, Step.Run step) {
        try {
            running.elsewhere(stop, step);
            return true;
        } catch (Turn.Skipped skipped) {
            return false;
        }
    }

    private Optional<String> reason() {
        try {
            return Optional.of(desk.reason("reason", "Why go on without it? One line."));
        } catch (Turn.Skipped skipped) {
            return Optional.empty();
        }
    }

    private void chosen(Route.Stop stop, String taken, Optional<String> reason) {
        desk.answer(Entry.of(new Event.Answer(reason, Optional.empty(), Optional.empty()))
                .on(Optional.of(stop.phase()), next(stop.key()))
                .valued(Value.of(taken)));
    }

    /** The ways that every failure has. */
    private Sheet others(Sheet sheet) {
        return sheet.offer(
                        OTHER,
                        desk.isPractice()
                                ? "leave it at that, and end the practice"
                                : "look for another way (" + Phase.MITIGATE.word() + ")")
                .offerIf(!desk.isPractice(), CALL, "call somebody")
                .offer(STOP, "stop here; all of it is saved");
    }

    private void other(Route.Stop stop) {
        chosen(stop, OTHER, Optional.empty());
        desk.leave(Phase.MITIGATE.word(), Optional.of(stop), false);
    }

    private void stop(String why) {
        desk.save(Entry.of(new Event.Pause(Optional.empty(), Optional.of(why))));
        throw new Turn.Stopped(Ending.LEFT);
    }

    /** Shows what the plan says, and asks until somebody has chosen a way on. */
    private void ask(Route.Stop stop, Step.Verify step) {
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
                                            .orElse(""));
            switch (take(others(sheet), "it does not hold")) {
                case LOOK -> {
                    chosen(stop, LOOK, Optional.empty());
                    desk.leave(stop.key(), Optional.of(stop), true);
                }
                case GO -> {
                    chosen(stop, GO, Optional.empty());
                    desk.jump(step.ifNot().orElseThrow(), Optional.of(stop));
                }
                case ON -> {
                    chosen(stop, ON, Optional.empty());
                    return;
                }
                case OTHER -> other(stop);
                case CALL -> call(stop);
                default -> stop("It does not hold: " + step.text());
            }
        }
    }

    /** Passing over this question is no way on. */
    private String take(Sheet sheet, String why) {
        while (true) {
            try {
                return desk.choose(sheet);
            } catch (Turn.Skipped skipped) {
                desk.tell("This cannot be passed over: " + why + ". :go leaves the order.");
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
