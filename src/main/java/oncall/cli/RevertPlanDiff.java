package oncall.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import oncall.document.PlanDiffText;
import oncall.plan.PlanDiff;
import oncall.plan.RevertPlan;
import oncall.plan.StepsHash;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** `oncall revert-plan diff`: what changed since the rehearsal. */
@Command(
        description = {
            "Says what a revert plan does otherwise than when it was last rehearsed: steps, services,",
            "migrations, flags, checks. The rehearsed version is the copy the rehearsal kept, else the one",
            "in the history of git; or name a file to compare with. A difference is no failure."
        },
        footer = {
            "oncall revert-plan diff rbac-rollout",
            "oncall revert-plan diff rbac-rollout /tmp/rbac-rollout.before.yaml"
        })
final class RevertPlanDiff implements Callable<Exit> {
    private final Invocation invocation;

    @Parameters(index = "0", arity = "1", paramLabel = "PLAN", description = "The revert plan, by name or path.")
    private String wanted;

    @Parameters(index = "1", arity = "0..1", paramLabel = "FILE", description = "The version to compare with.")
    private String old;

    RevertPlanDiff(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Exit call() {
        Plans plans = new Plans(invocation);
        PlanFile file = plans.one(wanted);
        RevertPlan plan = file.read();
        if (old != null) {
            print(plan, plans.one(old).read(), file.name() + ", compared with " + old);
            return Exit.OK;
        }
        RevertPlan.Rehearsal last = plan.paper()
                .rehearsal()
                .orElseThrow(() -> new Failure(
                        Exit.NOT_FOUND,
                        "`" + file.name() + "` was never rehearsed: there is nothing to compare it with.",
                        "Rehearse it: oncall revert-plan rehearse " + ShellWord.of(file.shown()),
                        "Or name a version: oncall revert-plan diff " + ShellWord.of(file.shown()) + " OLD"));
        String since = "the rehearsal of " + last.date().written().text();
        boolean same = last.stepsHash()
                .map(hash -> hash.text().equals(StepsHash.of(plan)))
                .orElse(false);
        Optional<Rehearsed.Version> version = found(new Rehearsed(invocation, file, last), same);
        if (version.isPresent()) {
            print(
                    plan,
                    version.get().plan(),
                    file.name() + ", since " + since + " (" + version.get().where() + ")");
        } else {
            invocation.page().line(file.name() + ", since " + since + ": nothing that was rehearsed has changed.");
        }
        return Exit.OK;
    }

    /** Where the hash already tells that nothing changed, the rehearsed version is good to have and no more. */
    private static Optional<Rehearsed.Version> found(Rehearsed rehearsed, boolean same) {
        try {
            return Optional.of(rehearsed.find());
        } catch (Failure notFound) {
            if (same) {
                return Optional.empty();
            }
            throw notFound;
        }
    }

    private void print(RevertPlan plan, RevertPlan before, String heading) {
        List<PlanDiff.Difference> differences = PlanDiff.of(before, plan);
        String text = differences.isEmpty()
                ? heading + ": nothing has changed.\n"
                : heading + ":\n\n" + PlanDiffText.write(differences);
        invocation.paged(page -> page.text(text));
    }
}
