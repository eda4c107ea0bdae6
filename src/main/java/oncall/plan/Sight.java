package oncall.plan;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import oncall.runbook.Command;

/** What many rules need of one plan, worked out once for all of them. Not for several threads. */
final class Sight {
    private final RevertPlan plan;
    private final List<RevertPlan.PlanStep> everyStep;
    private final List<Walked> walked;
    private final PlanPlaces places;
    private final Map<String, ShellText> scripts = new HashMap<>();

    Sight(RevertPlan plan) {
        this.plan = plan;
        this.everyStep = plan.everyStep();
        this.walked = Walked.of(plan);
        this.places = new PlanPlaces(plan);
    }

    RevertPlan plan() {
        return plan;
    }

    /** Every step at any depth, in the order of the file. */
    List<RevertPlan.PlanStep> everyStep() {
        return everyStep;
    }

    /** The same, each where it stands. */
    List<Walked> walked() {
        return walked;
    }

    /** The lines of the file. */
    PlanPlaces places() {
        return places;
    }

    /** A script, taken apart when it is first asked for. */
    ShellText script(String text) {
        return scripts.computeIfAbsent(text, ShellText::of);
    }

    /** The simple commands of any command. */
    List<ShellText.Simple> commands(Command command) {
        return command instanceof Command.Shell shell ? script(shell.script()).commands() : ShellText.commands(command);
    }
}
