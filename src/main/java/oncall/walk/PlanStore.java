package oncall.walk;

import java.util.Optional;
import oncall.plan.RevertPlan;

/** The port to where a revert plan is written down that did not exist before. */
public interface PlanStore {
    /** The folder the commands of a new plan run in; empty where oncall was started. */
    String folder();

    /**
     * Writes a new plan: whole or not at all, and never over another file. A name that is taken gets a number behind it; the same
     * words under the same name are kept once, however often this is asked. From then on the plan is on the shelf.
     *
     * @param name of the file without ending: small letters, digits and `-`
     * @param text a plan that reads
     */
    Kept keep(String name, String text);

    /**
     * A plan that was kept.
     *
     * @param path of its file, as it should be shown; empty where no file could be written
     * @param problem why it is not where plans are usually kept, in one sentence
     */
    record Kept(RevertPlan plan, Optional<String> path, Optional<String> problem) {}
}
