package oncall.walk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import oncall.incident.Event;
import oncall.incident.Incident;
import oncall.plan.RevertPlan;
import oncall.runbook.Condition;
import oncall.runbook.Itinerary;
import oncall.runbook.Phase;
import oncall.runbook.Risk;
import oncall.runbook.Runbook;
import oncall.runbook.Source;
import oncall.runbook.Step;
import oncall.runbook.Team;

/**
 * Every step that applies now, in the order of the walk, and which of them is next: a function of the books and the timeline.
 *
 * <p>A step is open while it has no answer, or its answer is older than a jump that walks it anew. The next step is the first
 * open one from where the order was last left to, else the first open one of all: what was left is offered later.
 */
public final class Route {
    /** The id of the step that stands in for a revert plan nobody wrote. */
    public static final String NO_PLAN = "what_undoes_it";

    private final List<Stop> stops = new ArrayList<>();
    private final Map<String, Integer> anew = new HashMap<>();
    private final Map<String, Integer> followed = new HashMap<>();
    /** By the prefix of a plan: the step that goes past its point of no return. */
    private final Map<String, Optional<String>> behind = new HashMap<>();

    private final Set<String> unsaved = new HashSet<>();
    private final Incident incident;
    private final Shelf shelf;
    private final WalkFacts facts;
    private final Team team;
    private final Runbook book;
    private int reopened = -1;
    private int cursor;

    /**
     * A book, plan or team file that steps belong to.
     *
     * @param prefix what the keys of its steps begin with: empty, or `<name>/`
     * @param plan the plan, where it is one
     */
    public record Unit(String name, String title, String prefix, Source source, Optional<RevertPlan> plan) {}

    /**
     * A step that applies.
     *
     * @param key what it is on record by
     * @param open whether it wants an answer
     * @param under the text of the group it stands in; empty outside
     */
    public record Stop(Step step, String key, Phase phase, Unit unit, boolean open, String under) {}

    private Route(Incident incident, Shelf shelf, WalkFacts facts, Team team, Runbook book) {
        this.incident = incident;
        this.shelf = shelf;
        this.facts = facts;
        this.team = team;
        this.book = book;
    }

    /** The route through `book`, by what is on record. */
    public static Route of(Incident incident, Shelf shelf, WalkFacts facts, Team team, Runbook book) {
        Route route = new Route(incident, shelf, facts, team, book);
        for (Incident.Jumped jump : incident.jumps()) {
            if (jump.again()) {
                route.anew.merge(jump.to(), jump.position(), Math::max);
            }
        }
        route.walk(Itinerary.of(book, team));
        route.cursor = route.cursorOf(incident.jumps().size() - 1);
        return route;
    }

    private void walk(Itinerary itinerary) {
        Unit teamUnit = new Unit("team", team.name(), "", team.source(), Optional.empty());
        Unit bookUnit = new Unit(book.name(), book.title(), "", book.source(), Optional.empty());
        boolean ended = false;
        for (Phase phase : Phase.values()) {
            reopenAt(phase.word());
            if (ended && phase != Phase.RESOLVE) {
                continue;
            }
            for (Itinerary.Stop placed : itinerary.of(phase)) {
                Unit unit = placed.origin() == Itinerary.Origin.TEAM ? teamUnit : bookUnit;
                if (visit(List.of(placed.step()), new Place(phase, unit, ""), 0)) {
                    ended = phase == Phase.DIAGNOSE || phase == Phase.MITIGATE;
                    break;
                }
            }
            if (phase == Phase.REVERT) {
                followDecided(new Place(phase, bookUnit, ""));
            }
        }
    }

    private record Place(Phase phase, Unit unit, String under) {}

    /** Adds the stops of these steps; true when one of them ended the unit. */
    private boolean visit(List<Step> steps, Place place, int depth) {
        for (Step step : steps) {
            if (!step.common().when().holds(facts.inside(place.unit().prefix()))) {
                continue;
            }
            Optional<RevertPlan> plan = place.unit().plan();
            if (plan.isPresent() && isBehindThePoint(step, place.unit()) && isStoppedAtThePoint(plan.get(), place)) {
                return true;
            }
            if (step.accept(new Visit(place, depth))) {
                return true;
            }
        }
        return false;
    }

    /** Looked for once per plan: of hundreds of steps each would look through all of them. */
    private boolean isBehindThePoint(Step step, Unit unit) {
        return behind.computeIfAbsent(unit.prefix(), prefix -> unit.plan().flatMap(PlanSteps::behindThePoint))
                .filter(step.id()::equals)
                .isPresent();
    }

    private boolean add(Step step, Place place) {
        String key = place.unit().prefix() + step.id();
        reopenAt(key);
        boolean open = isOpen(step, key);
        stops.add(new Stop(step, key, place.phase(), place.unit(), open, place.under()));
        return open;
    }

    private void reopenAt(String target) {
        reopened = Math.max(reopened, anew.getOrDefault(target, -1));
    }

    private boolean isOpen(Step step, String key) {
        if (step instanceof Step.Call call) {
            return !call.roles().stream().allMatch(role -> calledSince(key, role));
        }
        if (step instanceof Step.Send send && send.to().size() > 1) {
            return !send.to().stream().allMatch(audience -> sentSince(key, audience));
        }
        boolean open = !isGivenSince(key);
        if (!open && step instanceof Step.Run run && isUnsaved(run, key)) {
            unsaved.add(key);
            return true;
        }
        return open;
    }

    private boolean isGivenSince(String key) {
        return incident.given(key).map(given -> given.position() > reopened).orElse(false);
    }

    /** Whether a command showed something that is to be a fact, and the walk was cut off before it was one. */
    private boolean isUnsaved(Step.Run run, String key) {
        String prefix = key.substring(0, key.length() - run.id().length());
        boolean showed = incident.given(key)
                .flatMap(Incident.Given::value)
                .map(value -> value.has("ok") || value.has("failed") || value.has("elsewhere"))
                .orElse(false);
        return showed && run.save().keySet().stream().anyMatch(fact -> !isGivenSince(prefix + fact));
    }

    private boolean calledSince(String key, String role) {
        return incident.calls().stream()
                .anyMatch(call -> call.position() > reopened
                        && call.step().equals(key)
                        && call.role().equals(role));
    }

    private boolean sentSince(String key, String audience) {
        return incident.messages().stream()
                .anyMatch(sent -> sent.position() > reopened
                        && !sent.failed()
                        && sent.step().equals(Optional.of(key))
                        && sent.comms().audience().equals(audience));
    }

    /** Whether a verification that holds ended its unit, on purpose. */
    private boolean endedAt(String key) {
        return incident.jumps().stream()
                .anyMatch(jump -> jump.to().equals("end")
                        && jump.origin().equals(Optional.of(key))
                        && jump.position() > reopened);
    }

    private final class Visit implements Step.Cases<Boolean> {
        private final Place place;
        private final int depth;

        Visit(Place place, int depth) {
            this.place = place;
            this.depth = depth;
        }

        @Override
        public Boolean doIt(Step.Do step) {
            add(step, place);
            return false;
        }

        @Override
        public Boolean ask(Step.Ask step) {
            add(step, place);
            return false;
        }

        @Override
        public Boolean run(Step.Run step) {
            add(step, place);
            return false;
        }

        @Override
        public Boolean send(Step.Send step) {
            add(step, place);
            return false;
        }

        @Override
        public Boolean call(Step.Call step) {
            add(step, place);
            return false;
        }

        @Override
        public Boolean decide(Step.Decide step) {
            boolean open = add(step, place);
            String key = place.unit().prefix() + step.id();
            Optional<oncall.runbook.Option> taken = incident.given(key)
                    .filter(given -> !open)
                    .flatMap(Incident.Given::value)
                    .flatMap(value -> step.option(value.single()));
            if (taken.isEmpty()) {
                return false;
            }
            if (visit(taken.get().steps(), place, depth)) {
                return true;
            }
            taken.get().follow().ifPresent(name -> followBook(name, place, depth));
            return false;
        }

        @Override
        public Boolean verify(Step.Verify step) {
            boolean open = add(step, place);
            return !open && endedAt(place.unit().prefix() + step.id());
        }

        @Override
        public Boolean follow(Step.Follow step) {
            int before = stops.size();
            followBook(step.book(), place, depth);
            boolean done = stops.subList(before, stops.size()).stream().noneMatch(Stop::open);
            if (done) {
                facts.derive(place.unit().prefix() + step.id(), "done");
            }
            return false;
        }

        @Override
        public Boolean group(Step.Group step) {
            return visit(step.steps(), new Place(place.phase(), place.unit(), step.text()), depth);
        }
    }

    /** Follows a book or a plan, whose `end` is its own. */
    private void followBook(String name, Place place, int depth) {
        if (depth >= 3) {
            return;
        }
        if (name.equals(Step.Follow.REVERT_PLAN)) {
            Optional<PlanChoice> choice = PlanChoice.of(incident, shelf, book);
            boolean here = choice.map(each -> each.why() == PlanChoice.Why.HERE).orElse(true);
            if (!here || isWritten(place)) {
                choice.ifPresent(each -> followPlan(each.plan(), place, depth));
            }
            return;
        }
        shelf.book(name).ifPresent(next -> {
            Unit unit = new Unit(next.name(), next.title(), prefix(next.name()), next.source(), Optional.empty());
            Place inside = new Place(place.phase(), unit, "");
            for (Phase phase : List.of(Phase.DIAGNOSE, Phase.MITIGATE)) {
                if (visit(next.phases().getOrDefault(phase, List.of()), inside, depth + 1)) {
                    return;
                }
            }
        });
    }

    /** A plan that was decided on is walked, whether or not the question of the team leads to it. */
    private void followDecided(Place place) {
        decided(incident)
                .filter(name -> !followed.containsKey(name))
                .flatMap(name ->
                        plan(incident, shelf, book).filter(plan -> plan.name().equals(name)))
                .ifPresent(plan -> followPlan(plan, place, 0));
    }

    private void followPlan(RevertPlan plan, Place place, int depth) {
        Unit unit = new Unit(plan.name(), plan.title(), prefix(plan.name()), plan.source(), Optional.of(plan));
        Place inside = new Place(place.phase(), unit, "");
        visit(PlanSteps.opening(plan), inside, depth + 1);
        if (!PlanSteps.isOutside(plan) || !isStoppedAtThePoint(plan, inside)) {
            visit(plan.steps(), inside, depth + 1);
        }
        if (!isStopped(unit)) {
            visit(plan.verify(), inside, depth + 1);
        }
        PlanSteps.release(plan).filter(step -> mayBeHeld(unit)).ifPresent(step -> add(step, inside));
    }

    /** Puts the question before there is no way back; true when the plan is not to be gone on with. */
    private boolean isStoppedAtThePoint(RevertPlan plan, Place place) {
        PlanSteps.point(plan).ifPresent(question -> add(question, place));
        return isStopped(place.unit());
    }

    /** Whether the plan was left before there is no way back: nothing less than a clear yes goes on. */
    private boolean isStopped(Unit unit) {
        String key = unit.prefix() + PlanSteps.NO_RETURN;
        return isGivenSince(key)
                && !incident.given(key)
                        .flatMap(Incident.Given::value)
                        .map(value -> value.has(PlanSteps.GO_ON))
                        .orElse(false);
    }

    /** Deployments that were never held need not be let go. */
    private boolean mayBeHeld(Unit unit) {
        return !incident.given(unit.prefix() + PlanSteps.HOLD)
                .flatMap(Incident.Given::value)
                .map(value -> value.has("skipped"))
                .orElse(false);
    }

    private String prefix(String name) {
        int time = followed.merge(name, 1, Integer::sum);
        return time == 1 ? name + "/" : name + "@" + time + "/";
    }

    /** What is asked where nobody wrote a plan, each once; true when all is answered and the plan is written down. */
    private boolean isWritten(Place place) {
        if (incident.given(NO_PLAN).isPresent()) {
            visit(List.of(withoutPlan(book.source().path())), place, 0);
            return false;
        }
        Place own = new Place(
                place.phase(), new Unit("team", team.name(), "", team.source(), Optional.empty()), place.under());
        int newest = -1;
        boolean all = true;
        for (Step question : SixLines.questions()) {
            boolean there = stops.stream().anyMatch(stop -> stop.key().equals(question.id()));
            boolean open = there ? incident.given(question.id()).isEmpty() : add(question, own);
            all &= !open;
            newest = Math.max(
                    newest,
                    incident.given(question.id()).map(Incident.Given::position).orElse(-1));
        }
        int answered = newest;
        boolean written = incident.given(PlanChoice.WRITTEN)
                        .map(given -> given.position() > answered)
                        .orElse(false)
                && PlanChoice.writtenHere(incident).flatMap(shelf::plan).isPresent();
        if (all && stops.stream().noneMatch(stop -> stop.key().equals(PlanChoice.WRITTEN))) {
            stops.add(new Stop(SixLines.writing(), PlanChoice.WRITTEN, own.phase(), own.unit(), !written, ""));
        }
        return all && written;
    }

    /** Stands in for a plan in an answers file, and in incidents of before there were questions for one. */
    static Step.Do withoutPlan(String path) {
        return new Step.Do(
                new Step.Common(
                        NO_PLAN,
                        "Undo the change now. What undoes it?",
                        Condition.ALWAYS,
                        Optional.empty(),
                        false,
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        oncall.runbook.Location.of(path)),
                Risk.NONE);
    }

    /** The plan that undoes the change that counts, if there is one. */
    public static Optional<RevertPlan> plan(Incident incident, Shelf shelf, Runbook book) {
        return PlanChoice.of(incident, shelf, book).map(PlanChoice::plan);
    }

    /** The plan of the decision to undo the change now, while that stands. */
    static Optional<String> decided(Incident incident) {
        return incident.given(PlanWalk.REVERT)
                .filter(given ->
                        given.value().map(value -> value.has(PlanWalk.NOW)).orElse(false))
                .flatMap(
                        given -> given.event() instanceof Event.Decision decision ? decision.plan() : Optional.empty());
    }

    /** A plan that was begun is gone on with; before that, another answer to what changed comes first. */
    static boolean isKept(Incident incident, String name) {
        int decided =
                incident.given(PlanWalk.REVERT).map(Incident.Given::position).orElse(-1);
        boolean changed = incident.given("change")
                .map(given -> given.position() > decided)
                .orElse(false);
        return !changed
                || incident.records().stream()
                        .anyMatch(each -> each.entry().step().orElse("").startsWith(name + "/"));
    }

    /** The change that counts: the one named; after "don't know" the newest there was when that was said. */
    static Optional<String> change(Incident incident) {
        return incident.given("change")
                .flatMap(given -> given.isUnknown() && given.event() instanceof Event.Answer answer
                        ? answer.from()
                        : given.value().map(oncall.runbook.Value::single));
    }

    private int cursorOf(int jump) {
        if (jump < 0) {
            return 0;
        }
        Incident.Jumped latest = incident.jumps().get(jump);
        if (latest.to().startsWith("book:")) {
            int diagnose = firstOf(Phase.DIAGNOSE);
            return cursorOf(jump - 1) >= diagnose ? diagnose : 0;
        }
        if (latest.to().equals("end")) {
            return Math.max(0, latest.origin().map(this::indexOf).orElse(0));
        }
        Optional<Phase> phase = Phase.of(latest.to());
        int index = phase.map(this::firstOf).orElseGet(() -> indexOf(latest.to()));
        return index < 0 ? cursorOf(jump - 1) : index;
    }

    private int firstOf(Phase phase) {
        for (int i = 0; i < stops.size(); i++) {
            if (stops.get(i).phase().compareTo(phase) >= 0) {
                return i;
            }
        }
        return stops.size();
    }

    private int indexOf(String key) {
        for (int i = 0; i < stops.size(); i++) {
            if (stops.get(i).key().equals(key)) {
                return i;
            }
        }
        return -1;
    }

    /** Every step that applies, in order. */
    public List<Stop> stops() {
        return List.copyOf(stops);
    }

    /** Whether a command is open only because what it showed is not saved as facts yet. */
    boolean isUnsaved(Stop stop) {
        return unsaved.contains(stop.key());
    }

    /** What is next, unless everything is answered. */
    public Optional<Stop> next() {
        Optional<Stop> ahead = stops.subList(Math.min(cursor, stops.size()), stops.size()).stream()
                .filter(Stop::open)
                .findFirst();
        return ahead.isPresent() ? ahead : stops.stream().filter(Stop::open).findFirst();
    }

    /** Open steps that were passed over: before the place the order was last left to. */
    public List<Stop> left() {
        return stops.subList(0, Math.min(cursor, stops.size())).stream()
                .filter(Stop::open)
                .toList();
    }

    /** The stop of that key, or the first whose id is it. */
    public Optional<Stop> stop(String name) {
        return stops.stream()
                .filter(stop -> stop.key().equals(name))
                .findFirst()
                .or(() -> stops.stream()
                        .filter(stop -> stop.step().id().equals(name))
                        .findFirst());
    }

    /** Whether every step of a phase that applies is answered. */
    public boolean isDone(Phase phase) {
        return stops.stream().noneMatch(stop -> stop.phase() == phase && stop.open());
    }

    /** Where a stop stands in its phase: from 1, and of how many. */
    public int[] progress(Stop stop) {
        List<Stop> phase =
                stops.stream().filter(each -> each.phase() == stop.phase()).toList();
        return new int[] {phase.indexOf(stop) + 1, phase.size()};
    }
}
