package oncall.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** `oncall revert-plan rehearse`: a plan walked as practice, and what came of it written into its file. */
@Command(
        description = "Walks a plan as practice, times it, and writes what came of it into the plan's file.",
        footer = {
            "oncall revert-plan rehearse rbac-rollout --env staging",
            "oncall revert-plan rehearse ./rbac-rollout.yaml --env staging --by eli"
        })
final class RevertPlanRehearse implements Callable<Exit> {
    private final Invocation invocation;

    @Parameters(paramLabel = "PLAN", description = "The plan, by name or path.")
    private String plan;

    @Option(names = "--env", paramLabel = "NAME", description = "Where it is practised: staging; asked for without it.")
    private String environment;

    @Option(names = "--by", paramLabel = "NAME", description = "Who practises it; you, without it.")
    private String by;

    @Mixin
    private final SittingOptions options = new SittingOptions();

    RevertPlanRehearse(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Exit call() {
        return new Rehearsing(invocation, options)
                .rehearse(plan, Optional.ofNullable(environment), Optional.ofNullable(by));
    }
}
