package oncall.walk;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import oncall.plan.RevertPlan;
import oncall.plan.Verdict;
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

    /** Forgets what was read of plans, so that one that was mended meanwhile counts; those an incident keeps stay as they are. */
    default void lookAgain() {}

    /** All plans that read without error. */
    List<RevertPlan> plans();

    /**
     * What a plan of this shelf comes to by the static rules, in the team of the walk: reads files, runs nothing.
     *
     * @param now the moment it is judged at
     * @param zone where plain days begin and end
     */
    Verdict verdict(RevertPlan plan, Instant now, ZoneId zone);
}
