package oncall.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import oncall.plan.RevertPlan;
import oncall.runbook.Diagnostic;
import oncall.runbook.Team;
import oncall.runbook.yaml.RunbookFile;
import oncall.runbook.yaml.YamlFile;

/**
 * A revert plan as it was read, once: the bytes that were hashed are the bytes that are judged, shown and walked.
 *
 * @param shown its path as it is shown
 * @param path where it lies; empty for a built-in one
 * @param file the bytes, and what is wrong with their form
 * @param plan what it says, if it reads as a plan
 * @param team the team it is judged and walked in
 */
record PlanFile(String shown, Optional<Path> path, YamlFile file, Optional<RevertPlan> plan, Team team) {
    /** Its name: the file's without ending. */
    String name() {
        return RunbookFile.nameOf(shown);
    }

    /** Everything the reader said, in the order of the file. */
    List<Diagnostic> problems() {
        return file.problems().inOrder();
    }

    /**
     * What it says.
     *
     * @throws Unreadable when it does not read as a plan
     */
    RevertPlan read() {
        return plan.orElseThrow(() -> new Unreadable(problems()));
    }
}
