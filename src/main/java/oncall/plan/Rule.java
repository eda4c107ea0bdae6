package oncall.plan;

import java.util.function.Consumer;

/**
 * One thing a plan is looked at for.
 *
 * @param id `RP001`
 * @param name short, kebab-case: `point-of-no-return`
 * @param level of what is there and bad; what is simply not there is a warning unless the rule says otherwise
 * @param says what the rule asks for, one sentence
 * @param why what it saves on the night, one sentence
 * @param judge looks at a plan and reports
 */
public record Rule(String id, String name, Level level, String says, String why, Consumer<Look> judge) {
    /** How much a finding matters. */
    public enum Level {
        /** The revert would fail or hurt: the plan is not ready. */
        ERROR,
        /** Worth mending by day. */
        WARNING;

        /** The word in files and on the screen. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
