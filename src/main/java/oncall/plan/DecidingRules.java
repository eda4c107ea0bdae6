package oncall.plan;

import java.util.List;

/** When to revert, and until when one can: RP020 to RP023. */
final class DecidingRules {
    private DecidingRules() {}

    static List<Rule> rules() {
        return List.of();
    }
}
