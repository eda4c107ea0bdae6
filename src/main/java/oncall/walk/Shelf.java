package oncall.walk;

import java.util.List;
import java.util.Optional;
import oncall.plan.RevertPlan;
import oncall.runbook.Runbook;

/** The port to books and plans by name, all read and checked before they are handed out. */
public interface Shelf {
    /** The book of that name, if there is one and it reads without error. */
    Optional<Runbook> book(String name);

    /** The plan of that name, if there is one and it reads without error. */
    Optional<RevertPlan> plan(String name);

    /** Names of all books there are. */
    List<String> books();

    /** Names of plans that are there and do not read without error. */
    default List<String> unreadablePlans() {
        return List.of();
    }

    /** All plans that read without error. */
    List<RevertPlan> plans();
}
