package oncall.plan;

import java.util.List;

/** Who keeps it and who may permit it: RP010 to RP012. */
final class PeopleRules {
    private PeopleRules() {}

    static List<Rule> rules() {
        return List.of();
    }
}
