package oncall.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** `oncall revert-plan run`: the walk of the open incident, entered at the plan that undoes the change. */
@Command(
        description = "Undoes a change by its plan, inside the open incident; `oncall resume` goes on with it.",
        footer = {
            "oncall revert-plan run",
            "oncall revert-plan run rbac-rollout",
            "oncall revert-plan run ./rbac-rollout.yaml --incident 20181112-1703"
        })
final class RevertPlanRun implements Callable<Exit>, TakesWords {
    private final Invocation invocation;

    @Parameters(
            arity = "0..1",
            paramLabel = "PLAN",
            description = "The plan, by name or path; not needed when the change of the incident has one.")
    private String plan;

    @Option(
            names = "--incident",
            paramLabel = "INCIDENT",
            description = "Its id or the beginning of it; not needed when one is open.")
    private String incident;

    @Mixin
    private final SittingOptions options = new SittingOptions();

    RevertPlanRun(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public boolean take(List<String> words) {
        plan = words.isEmpty() ? null : words.get(0);
        return words.size() <= 1;
    }

    @Override
    public Exit call() {
        return new Sittings(invocation, options).undo(Optional.ofNullable(plan), Optional.ofNullable(incident));
    }
}
