package oncall.plan;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All rules, in the order of their numbers. */
public final class Rules {
    private static final List<Rule> ALL = Stream.of(
                    FormRules.rules(),
                    PeopleRules.rules(),
                    DecidingRules.rules(),
                    TargetRules.rules(),
                    StepRules.rules(),
                    DataRules.rules(),
                    OrderRules.rules(),
                    ReachRules.rules(),
                    ProofRules.rules(),
                    TimeRules.rules(),
                    PaperRules.rules())
            .flatMap(List::stream)
            .sorted((one, other) -> one.id().compareTo(other.id()))
            .toList();

    private Rules() {}

    /** Every rule. */
    public static List<Rule> all() {
        return ALL;
    }

    /** The rule of that id, if there is one. */
    public static Optional<Rule> of(String id) {
        return ALL.stream().filter(rule -> rule.id().equals(id)).findFirst();
    }
}
