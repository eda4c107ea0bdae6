package oncall.cli;

import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import oncall.incident.Incident;
import oncall.plan.RevertPlan;
import oncall.plan.Verdict;
import oncall.walk.Route;

/**
 * The plan that an open incident is to be undone by: the one named, else that of the change that was named, else the only one
 * that is ready. Never chosen silently.
 *
 * @param why it is this one, a whole sentence
 * @param shelf the shelf of the walk with this very plan on it
 */
record PlanToRun(RevertPlan plan, Verdict verdict, String why, PinnedShelf shelf) {
    /** What there is to choose from. */
    record Among(Plans plans, Copies copies, Incident incident, Instant now, ZoneId zone) {}

    /**
     * Chooses.
     *
     * @throws Failure with {@link Exit#NOT_FOUND} when there is none, with {@link Exit#USAGE} when it could be several
     * @throws Unreadable when the one named does not read as a plan
     */
    static PlanToRun of(Optional<String> wanted, Among among) {
        return wanted.isPresent()
                ? named(wanted.get(), among)
                : ofTheChange(among).orElseGet(() -> onlyReady(among));
    }

    private static PlanToRun named(String wanted, Among among) {
        PlanFile file = among.plans().one(wanted);
        RevertPlan plan = file.read();
        Optional<RevertPlan> begun = Optional.ofNullable(
                        among.copies().shelf().pinnedPlans().get(plan.name()))
                .filter(copy -> !copy.source().sha256().equals(plan.source().sha256()))
                .filter(copy -> among.incident().records().stream()
                        .anyMatch(each -> each.entry().step().orElse("").startsWith(copy.name() + "/")));
        if (begun.isPresent()) {
            return new PlanToRun(
                    begun.get(),
                    verdict(begun.get(), among),
                    "The file has changed since this plan was begun; it is walked to its end as it was then.",
                    among.copies().shelf());
        }
        Map<String, RevertPlan> pinned = new HashMap<>(among.copies().shelf().pinnedPlans());
        pinned.put(plan.name(), plan);
        PinnedShelf shelf = among.copies().shelf();
        return new PlanToRun(
                plan,
                among.plans().verdict(file),
                "The plan you named: " + file.shown() + ".",
                new PinnedShelf(shelf.shelf(), shelf.pinnedBooks(), pinned));
    }

    private static Optional<PlanToRun> ofTheChange(Among among) {
        PinnedShelf shelf = among.copies().shelf();
        return Route.plan(among.incident(), shelf, among.copies().opened().book())
                .map(plan -> new PlanToRun(
                        plan,
                        verdict(plan, among),
                        "The plan of this incident: its change, its book or its decision names `" + plan.name() + "`.",
                        shelf));
    }

    private static PlanToRun onlyReady(Among among) {
        PinnedShelf shelf = among.copies().shelf();
        List<RevertPlan> all = shelf.plans();
        if (all.isEmpty()) {
            throw new Failure(
                    Exit.NOT_FOUND,
                    "There is no revert plan, and the incident names none.",
                    "`oncall resume` asks what changed, and what undoes it.");
        }
        List<RevertPlan> ready = all.stream()
                .filter(plan -> verdict(plan, among).isReady() && isRecent(plan, among))
                .toList();
        if (ready.size() == 1) {
            RevertPlan plan = ready.get(0);
            return new PlanToRun(
                    plan,
                    verdict(plan, among),
                    "No change is named yet. `" + plan.name() + "` is the only plan that is READY"
                            + plan.deployed().map(at -> " and of these days").orElse("") + ".",
                    shelf);
        }
        throw new Failure(
                Exit.USAGE,
                ready.isEmpty()
                        ? "No plan is both READY and of a change of these days; name the one you mean."
                        : "Several plans are READY; name the one you mean.",
                all.stream()
                        .map(plan -> "`oncall revert-plan run " + plan.name() + "`  "
                                + (plan.title().isEmpty() ? "" : plan.title() + " - ")
                                + verdict(plan, among).line(today(among)))
                        .toArray(String[]::new));
    }

    /** Whether its change went out in the time looked back over; where it does not say when, it may have. */
    private static boolean isRecent(RevertPlan plan, Among among) {
        Instant from = among.incident()
                .started()
                .minus(among.copies().opened().team().changes().lookBack());
        return plan.deployed()
                .map(at -> !at.isBefore(from) && !at.isAfter(among.now()))
                .orElse(true);
    }

    private static Verdict verdict(RevertPlan plan, Among among) {
        return among.copies().shelf().verdict(plan, among.now(), among.zone());
    }

    private static java.time.LocalDate today(Among among) {
        return among.now().atZone(among.zone()).toLocalDate();
    }
}
