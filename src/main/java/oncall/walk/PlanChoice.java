package oncall.walk;

import java.util.Optional;
import java.util.regex.Pattern;
import oncall.incident.Incident;
import oncall.plan.RevertPlan;
import oncall.plan.Written;
import oncall.runbook.Runbook;
import oncall.runbook.Value;

/**
 * Which plan undoes the change, and why it is that one and no other: a function of the record and the plans there are.
 *
 * @param why said on the screen, because a plan is never chosen silently
 */
record PlanChoice(RevertPlan plan, Why why) {
    /** The fact that names a plan written in the walk itself. */
    static final String WRITTEN = "undo_plan";

    private static final String PLAN = "plan:";
    private static final String GIT = "git:";
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{7,40}");

    /** What makes it the one. */
    enum Why {
        /** The change that was named is its change. */
        NAMED,
        /** Nobody knows what changed, and its change is the newest. */
        NEWEST,
        /** The commit that was named is the one it undoes. */
        COMMIT,
        /** The change has no plan of its own; the book names this one. */
        BOOK,
        /** It was written in this incident. */
        HERE,
        /** It was decided on, and begun, before the answer to what changed was another one. */
        DECIDED
    }

    /**
     * The plan that is decided on, while that stands; else that of the change that counts, else the book's own, else the one
     * written in this incident.
     */
    static Optional<PlanChoice> of(Incident incident, Shelf shelf, Runbook book) {
        Optional<PlanChoice> natural = natural(incident, shelf, book);
        return Route.decided(incident)
                .filter(name -> Route.isKept(incident, name))
                .filter(name ->
                        natural.filter(each -> each.plan().name().equals(name)).isEmpty())
                .flatMap(shelf::plan)
                .map(plan -> new PlanChoice(plan, Why.DECIDED))
                .or(() -> natural);
    }

    private static Optional<PlanChoice> natural(Incident incident, Shelf shelf, Runbook book) {
        Optional<String> change = Route.change(incident);
        Optional<PlanChoice> own = change.filter(id -> id.startsWith(PLAN))
                .flatMap(id -> shelf.plan(id.substring(PLAN.length())))
                .map(plan -> new PlanChoice(plan, isKnown(incident) ? Why.NAMED : Why.NEWEST))
                .or(() -> change.filter(id -> id.startsWith(GIT) && !isBeingWritten(incident))
                        .flatMap(id -> ofCommit(id, shelf)));
        boolean named = change.filter(id -> id.startsWith(PLAN)).isPresent();
        return own.or(() -> (named ? Optional.<String>empty() : book.revertPlan())
                        .flatMap(shelf::plan)
                        .map(plan -> new PlanChoice(plan, Why.BOOK)))
                .or(() -> writtenHere(incident).flatMap(shelf::plan).map(plan -> new PlanChoice(plan, Why.HERE)));
    }

    /** The plan of the change that counts, where it is there and cannot be read: its name. */
    static Optional<String> unreadable(Incident incident, Shelf shelf) {
        return Route.change(incident)
                .filter(id -> id.startsWith(PLAN))
                .map(id -> id.substring(PLAN.length()))
                .filter(name -> shelf.plan(name).isEmpty());
    }

    /** The name of the plan that was written in this incident. */
    static Optional<String> writtenHere(Incident incident) {
        return incident.given(WRITTEN)
                .flatMap(Incident.Given::value)
                .map(Value::single)
                .filter(id -> id.startsWith(PLAN))
                .map(id -> id.substring(PLAN.length()));
    }

    /** Whether the questions for a plan were begun: the file they make names the commit too, and is not found by that. */
    private static boolean isBeingWritten(Incident incident) {
        return incident.given(SixLines.VERSION).isPresent();
    }

    private static boolean isKnown(Incident incident) {
        return incident.given("change").filter(given -> !given.isUnknown()).isPresent();
    }

    private static Optional<PlanChoice> ofCommit(String change, Shelf shelf) {
        String commit = change.substring(change.lastIndexOf('@') + 1);
        return shelf.plans().stream()
                .filter(plan -> undoes(plan, commit))
                .findFirst()
                .map(plan -> new PlanChoice(plan, Why.COMMIT));
    }

    private static boolean undoes(RevertPlan plan, String commit) {
        return isCommit(plan.change().ref(), commit)
                || plan.change().git().filter(git -> isCommit(git.to(), commit)).isPresent();
    }

    private static boolean isCommit(Optional<Written> written, String commit) {
        return written.map(Written::text)
                .filter(text -> COMMIT.matcher(text).matches() && commit.startsWith(text))
                .isPresent();
    }
}
