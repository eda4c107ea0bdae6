package oncall.plan;

import java.util.List;

/** Words, copies and exceptions: RP120 to RP122. */
final class PaperRules {
    private PaperRules() {}

    static List<Rule> rules() {
        return List.of();
    }
}
