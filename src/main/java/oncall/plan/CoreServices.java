package oncall.plan;

import java.util.List;
import java.util.Optional;
import oncall.runbook.Team;

/** Which core feature of the team file a plan touches. */
final class CoreServices {
    private CoreServices() {}

    /** The first one a service of the plan belongs to, in words: "the core feature `Ordering` through `api`". */
    static Optional<String> reached(RevertPlan plan, Team team) {
        List<String> services = plan.services();
        return team.features().values().stream()
                .filter(feature -> feature.tier() == Team.Tier.CORE)
                .flatMap(feature -> feature.services().stream()
                        .filter(services::contains)
                        .map(service -> "the core feature `" + feature.name() + "` through `" + service + "`"))
                .findFirst();
    }
}
