package oncall.cli;

import java.time.LocalDate;
import java.util.concurrent.Callable;
import oncall.document.PlanPage;
import oncall.plan.RevertPlan;
import oncall.plan.Verdict;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** `oncall revert-plan show`: one page for a person. */
@Command(
        description = {
            "Shows a revert plan on one page: whether it is ready, when to use it, where the way back",
            "ends, each step with the command as it would run. Nothing is run."
        },
        footer = {"oncall revert-plan show rbac-rollout", "oncall revert-plan show revert-plans/rbac-rollout.yaml"})
final class RevertPlanShow implements Callable<Exit> {
    private final Invocation invocation;

    @Parameters(arity = "1", paramLabel = "PLAN", description = "The revert plan, by name or path.")
    private String wanted;

    RevertPlanShow(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Exit call() {
        Plans plans = new Plans(invocation);
        PlanFile file = plans.one(wanted);
        RevertPlan plan = file.read();
        Verdict verdict = plans.verdict(file);
        PlanSurroundings around = plans.around(file);
        LocalDate today = around.now().atZone(around.zone()).toLocalDate();
        String page = PlanPage.write(plan, verdict, today);
        invocation.paged(out -> out.text(page));
        return Exit.OK;
    }
}
