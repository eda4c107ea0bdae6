package oncall.cli;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import oncall.plan.RevertPlan;
import oncall.plan.Verdict;
import oncall.runbook.Runbook;
import oncall.walk.Shelf;

/** A shelf on which some books and plans are the copies an incident began with, whatever became of their files. */
record PinnedShelf(Shelf shelf, Map<String, Runbook> pinnedBooks, Map<String, RevertPlan> pinnedPlans)
        implements Shelf {
    PinnedShelf {
        pinnedBooks = Map.copyOf(pinnedBooks);
        pinnedPlans = Map.copyOf(pinnedPlans);
    }

    @Override
    public Optional<Runbook> book(String name) {
        return Optional.ofNullable(pinnedBooks.get(name)).or(() -> shelf.book(name));
    }

    @Override
    public Optional<RevertPlan> plan(String name) {
        return Optional.ofNullable(pinnedPlans.get(name)).or(() -> shelf.plan(name));
    }

    @Override
    public void lookAgain() {
        shelf.lookAgain();
    }

    @Override
    public List<String> books() {
        return shelf.books();
    }

    @Override
    public List<String> unreadablePlans() {
        return shelf.unreadablePlans();
    }

    @Override
    public List<RevertPlan> plans() {
        return shelf.plans().stream()
                .map(plan -> pinnedPlans.getOrDefault(plan.name(), plan))
                .toList();
    }

    @Override
    public Verdict verdict(RevertPlan plan, Instant now, ZoneId zone) {
        return shelf.verdict(plan, now, zone);
    }
}
