package oncall.plan;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import oncall.runbook.Team;

/** Which core feature of the team file a plan touches. */
final class CoreServices {
    private CoreServices() {}

    /** Name of the first core feature that one of the plan's services belongs to. */
    static Optional<String> feature(RevertPlan plan, Team team) {
        List<String> services = plan.services();
        return team.features().entrySet().stream()
                .filter(entry -> entry.getValue().tier() == Team.Tier.CORE)
                .filter(entry -> entry.getValue().services().stream().anyMatch(services::contains))
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
