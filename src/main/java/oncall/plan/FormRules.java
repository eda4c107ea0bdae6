package oncall.plan;

import java.util.List;

/** Whether it reads as a plan: RP001 to RP003. */
final class FormRules {
    private FormRules() {}

    static List<Rule> rules() {
        return List.of();
    }
}
