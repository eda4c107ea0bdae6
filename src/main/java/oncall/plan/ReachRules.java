package oncall.plan;

import java.util.List;

/** Whom else it reaches, and what stops it sooner: RP076 to RP081. */
final class ReachRules {
    private ReachRules() {}

    static List<Rule> rules() {
        return List.of();
    }
}
