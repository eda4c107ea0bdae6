package oncall.plan;

import java.util.List;

/** Migrations, data and those who read it: RP050 to RP061. */
final class DataRules {
    private DataRules() {}

    static List<Rule> rules() {
        return List.of();
    }
}
