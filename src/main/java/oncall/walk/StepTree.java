package oncall.walk;

import java.util.ArrayList;
import java.util.List;
import oncall.runbook.Step;

/** Steps with the steps inside them. */
public final class StepTree {
    private StepTree() {}

    /** The step, and every step inside its options or its bracket, in order. */
    public static List<Step> withInner(Step step) {
        List<Step> all = new ArrayList<>();
        add(step, all);
        return all;
    }

    private static void add(Step step, List<Step> all) {
        all.add(step);
        if (step instanceof Step.Group group) {
            group.steps().forEach(inner -> add(inner, all));
        } else if (step instanceof Step.Decide decide) {
            decide.options().forEach(option -> option.steps().forEach(inner -> add(inner, all)));
        }
    }
}
