package oncall.plan;

import java.util.List;

/** The order of undoing: RP070 to RP075. */
final class OrderRules {
    private OrderRules() {}

    static List<Rule> rules() {
        return List.of();
    }
}
