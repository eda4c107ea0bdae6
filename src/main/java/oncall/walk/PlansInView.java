package oncall.walk;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import oncall.plan.RevertPlan;
import oncall.plan.Verdict;

/** Revert plans as they stand at this moment, each judged on the spot: nothing about them is remembered. */
final class PlansInView {
    private final Desk desk;

    PlansInView(Desk desk) {
        this.desk = desk;
    }

    /** A plan and what it comes to now. */
    record Seen(RevertPlan plan, Verdict verdict) {}

    /** `READY`, or `NOT READY: RP071 RP030`: what a record keeps of a check. */
    static String check(Verdict verdict) {
        String rules = verdict.blockers().stream()
                .map(finding -> finding.rule().id())
                .distinct()
                .collect(Collectors.joining(" "));
        return rules.isEmpty() ? "READY" : "NOT READY: " + rules;
    }

    /** A plan with its verdict. */
    Seen look(RevertPlan plan) {
        return new Seen(plan, desk.parts().shelf().verdict(plan, desk.now(), desk.zone()));
    }

    /** `READY, about 12 min, rehearsed 6 days ago`. */
    String line(Seen seen) {
        LocalDate today = desk.now().atZone(desk.zone()).toLocalDate();
        return seen.verdict().line(today);
    }

    /** Plans whose change went out in the look-back window, newest change first. */
    List<RevertPlan> inWindow() {
        Instant from = desk.incident().started().minus(desk.team().changes().lookBack());
        List<RevertPlan> plans = new ArrayList<>(desk.parts().shelf().plans());
        plans.removeIf(plan -> plan.deployed()
                .filter(at -> !at.isBefore(from) && !at.isAfter(desk.now()))
                .isEmpty());
        plans.sort(Comparator.comparing((RevertPlan plan) -> plan.deployed().orElseThrow())
                .reversed());
        return plans;
    }

    /** `rbac-rollout (access-control, api, ui)`: the change a plan undoes. */
    static String change(RevertPlan plan) {
        String title = plan.title().isBlank() ? plan.name() : plan.title();
        return plan.services().isEmpty() ? title : title + " (" + String.join(", ", plan.services()) + ")";
    }

    /** What else can be done, as far as the plan names it: each in one line. */
    static List<String> alternatives(RevertPlan plan) {
        List<String> lines = new ArrayList<>();
        plan.deciding().afterNoReturn().ifPresent(words -> lines.add("Instead of undoing: " + words));
        plan.scope()
                .flags()
                .forEach(flag -> lines.add("A flag can stop it: set " + flag.name() + " to " + flag.revertTo() + "."));
        Optional<String> who =
                plan.people().contact().or(() -> plan.people().owner()).map(Object::toString);
        who.ifPresent(words -> lines.add("Who knows it: " + words));
        return lines;
    }
}
