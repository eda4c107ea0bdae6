package oncall.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import oncall.runbook.Location;

/** One rule looking at one plan: what it sees, and where it puts what it found. Not for several threads. */
public final class Look {
    private final Rule rule;
    private final Sight sight;
    private final Surroundings around;
    private final List<Finding> found = new ArrayList<>();

    Look(Rule rule, Sight sight, Surroundings around) {
        this.rule = rule;
        this.sight = sight;
        this.around = around;
    }

    /** The plan. */
    public RevertPlan plan() {
        return sight.plan();
    }

    /** What is worked out of the plan once for all rules. */
    Sight sight() {
        return sight;
    }

    /** The moment, the team, the files. */
    public Surroundings around() {
        return around;
    }

    /** Something is there and bad: at the rule's own level. */
    public void bad(Written where, String what, String mend) {
        report(rule.level(), where.at(), where.width(), what, mend);
    }

    /** The same, for a place that is no word of the plan. */
    public void bad(Location where, String what, String mend) {
        report(rule.level(), where, 1, what, mend);
    }

    /** Something is simply not there: a warning, at the key or entry where it is missed. */
    public void absent(Location where, String what, String mend) {
        report(Rule.Level.WARNING, where, 1, what, mend);
    }

    /** At a level of its own. */
    public void report(Rule.Level level, Location where, int width, String what, String mend) {
        found.add(new Finding(rule, level, Finding.Result.FAIL, where, width, what, mend, Optional.empty()));
    }

    List<Finding> found() {
        return found;
    }
}
