package oncall.document;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import oncall.plan.Rule;
import oncall.plan.Rules;

/**
 * What a check of revert plans came to.
 *
 * @param plans in the order they were asked for
 * @param strict whether warnings were lifted to errors
 * @param branch what is to be said of the branch as a whole, where one was looked at
 */
public record PlanReport(List<CheckedPlan> plans, boolean strict, Optional<Branch> branch) {
    public PlanReport {
        plans = List.copyOf(plans);
    }

    /**
     * A branch that was looked at.
     *
     * @param since the revision it is compared with, as given
     * @param unplanned files of it that want a plan, where none is touched
     */
    public record Branch(String since, List<String> unplanned) {
        /** The id under which it is reported. */
        public static final String RULE = "no-plan";

        private static final int MOST = 3;

        public Branch {
            unplanned = List.copyOf(unplanned);
        }

        /** Whether something must be fixed. */
        public boolean isWanting() {
            return !unplanned.isEmpty();
        }

        /** What is wrong, a sentence. */
        String what() {
            int more = unplanned.size() - MOST;
            String files = String.join(
                    ", ",
                    unplanned.stream().limit(MOST).map(path -> "`" + path + "`").toList());
            String all = more > 0 ? files + " and " + more + " more" : files;
            return all + (unplanned.size() == 1 ? " is" : " are") + " changed since `" + since
                    + "`, and no revert plan is.";
        }

        /** Why it hurts on the night. */
        static String why() {
            return "What undoes a migration or a deployment is found out by day, or else at 2 a.m.";
        }

        /** What to do. */
        String mend() {
            return "write a plan on this branch: `oncall revert-plan new NAME --git " + since
                    + "..HEAD` drafts one; or change the plan that covers it";
        }
    }

    /** Errors of all plans, and of the branch. */
    long errors() {
        long own = branch.filter(Branch::isWanting).isPresent() ? 1 : 0;
        return own + plans.stream().mapToLong(CheckedPlan::errors).sum();
    }

    /** Warnings of all plans. */
    long warnings() {
        return plans.stream().mapToLong(CheckedPlan::warnings).sum();
    }

    /** Live looks that could not be made. */
    long unknown() {
        return plans.stream().mapToLong(CheckedPlan::unknown).sum();
    }

    /** All rules, and behind them those besides that found something. */
    List<Rule> rules() {
        Map<String, Rule> rules = new LinkedHashMap<>();
        Rules.all().forEach(rule -> rules.put(rule.id(), rule));
        for (CheckedPlan plan : plans) {
            plan.findings().forEach(each -> rules.putIfAbsent(each.rule().id(), each.rule()));
            plan.silenced()
                    .forEach(each -> rules.putIfAbsent(
                            each.finding().rule().id(), each.finding().rule()));
        }
        return List.copyOf(rules.values());
    }

    /** How a plan is called beside the others: by its name where no other has it, else by its path. */
    String title(CheckedPlan plan) {
        boolean alone =
                plans.stream().filter(each -> each.name().equals(plan.name())).count() == 1;
        return alone ? plan.name() : plan.path();
    }

    /** `3 warnings`. */
    static String number(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}
