package oncall.plan;

import java.util.Optional;
import oncall.runbook.Location;

/**
 * Something a rule found in a plan.
 *
 * @param rule whose finding it is
 * @param level error or warning, after the team's own levels
 * @param result `fail`; of a live look also `pass` and `unknown`
 * @param at where in the plan
 * @param width how many code points the caret line underlines, at least 1
 * @param what one sentence: what is wrong, in the plan's own names
 * @param mend what to write instead, or what to do
 * @param said the level the rule has where the team changed it
 */
public record Finding(
        Rule rule,
        Rule.Level level,
        Result result,
        Location at,
        int width,
        String what,
        String mend,
        Optional<Rule.Level> said) {
    /** How a look came out; what cannot be known never counts as good. */
    public enum Result {
        PASS,
        FAIL,
        UNKNOWN;

        /** The word in reports. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** Whether the plan is not ready because of it. */
    public boolean blocks() {
        return result == Result.FAIL && level == Rule.Level.ERROR;
    }

    /** Why it hurts on the night. */
    public String why() {
        return rule.why();
    }

    /** The same at another level. */
    public Finding at(Rule.Level other) {
        return new Finding(rule, other, result, at, width, what, mend, said);
    }

    /** The same in other words. */
    public Finding worded(String otherWhat, String otherMend) {
        return new Finding(rule, level, result, at, width, otherWhat, otherMend, said);
    }
}
