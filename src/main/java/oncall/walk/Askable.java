package oncall.walk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import oncall.plan.RevertPlan;
import oncall.runbook.Choice;
import oncall.runbook.EngineNames;
import oncall.runbook.FactType;
import oncall.runbook.Itinerary;
import oncall.runbook.Phase;
import oncall.runbook.Runbook;
import oncall.runbook.Step;
import oncall.runbook.Team;

/** Everything a walk of one book can ask: names of steps, facts and prompts, each with the answers it takes. */
final class Askable {
    private static final int DEEPEST = 3;
    private static final List<String> SENT = List.of("posted", "channel", "later", "not");
    private static final List<String> CALLED = List.of("reached", "me", "not_reached", "skipped", "skip");

    private final Map<String, Asked> answers = new LinkedHashMap<>();
    private final Set<String> books = new LinkedHashSet<>();
    private final Team team;
    private final Shelf shelf;
    private final List<RevertPlan> plans;

    private Askable(Team team, Shelf shelf, List<RevertPlan> plans) {
        this.team = team;
        this.shelf = shelf;
        this.plans = plans;
    }

    /**
     * What can be asked.
     *
     * @param plans the plans that `follow: revert-plan` may walk
     */
    static Askable of(Runbook book, Team team, Shelf shelf, List<RevertPlan> plans) {
        Askable askable = new Askable(team, shelf, plans);
        askable.prompts();
        Itinerary itinerary = Itinerary.of(book, team);
        for (Phase phase : Phase.values()) {
            itinerary.of(phase).forEach(stop -> stop.step().accept(askable.new Collect("", 0)));
        }
        team.whileWaiting().forEach(step -> step.accept(askable.new Collect("", 0)));
        return askable;
    }

    /** Adds what a book asks that is gone to by name. */
    void goTo(String book) {
        follow(book, 0);
    }

    /** What a name takes; empty when nothing of that name can be asked. */
    Optional<Asked> find(String name) {
        if (name.startsWith("again_")) {
            return Optional.ofNullable(answers.get(name.substring("again_".length())));
        }
        return Optional.ofNullable(answers.get(name));
    }

    /** Every name there is. */
    Set<String> names() {
        return answers.keySet();
    }

    private void prompts() {
        answers.put("page", words(List.of("reached", "me", "not_reached")));
        answers.put("lower", words(List.of("lower", "keep")));
        answers.put("resume", Asked.of(FactType.TEXT));
        answers.put("send_first", words(SENT));
        for (String audience : team.audiences().keySet()) {
            answers.put(EngineNames.sendTo(audience), words(SENT));
            answers.put("send_resolved_" + audience, words(SENT));
        }
        if (!team.environments().isEmpty()) {
            answers.put("environment", words(team.environments().keySet()));
        }
        answers.put("effect", Asked.of(FactType.TEXT));
    }

    private static Asked words(Iterable<String> words) {
        List<Choice> choices = new ArrayList<>();
        words.forEach(word -> choices.add(new Choice(word, word)));
        return Asked.of(choices);
    }

    private void follow(String name, int depth) {
        if (depth >= DEEPEST) {
            return;
        }
        if (name.equals(Step.Follow.REVERT_PLAN)) {
            for (RevertPlan plan : plans) {
                Collect inside = new Collect(plan.name() + "/", depth + 1);
                PlanSteps.all(plan).forEach(step -> step.accept(inside));
            }
            answers.put("what_undoes_it", words(List.of("done", "skipped", "skip", "finding")));
            SixLines.questions().forEach(step -> step.accept(new Collect("", depth)));
            answers.putIfAbsent(SixLines.PUT_BACK, words(List.of("elsewhere", "skip", "skipped", "done", "finding")));
            answers.putIfAbsent(SixLines.WORKS, words(List.of("holds", "fails", "skipped", "skip", "elsewhere")));
            return;
        }
        if (books.add(name + depth)) {
            shelf.book(name).ifPresent(book -> {
                Collect inside = new Collect(book.name() + "/", depth + 1);
                Itinerary.followed(book)
                        .phases()
                        .values()
                        .forEach(stops -> stops.forEach(stop -> stop.step().accept(inside)));
            });
        }
    }

    /** Takes one step in, and what is inside it. */
    private final class Collect implements Step.Cases<Void> {
        private final String prefix;
        private final int depth;

        Collect(String prefix, int depth) {
            this.prefix = prefix;
            this.depth = depth;
        }

        /** The caller's own step wins over one of the same id in a followed book; that one has its long name. */
        private Void add(String id, Asked asked) {
            if (prefix.isEmpty()) {
                answers.put(id, asked);
            } else {
                answers.putIfAbsent(id, asked);
                answers.put(prefix + id, asked);
            }
            return null;
        }

        @Override
        public Void doIt(Step.Do step) {
            return add(step.id(), words(List.of("done", "skipped", "skip", "finding")));
        }

        @Override
        public Void ask(Step.Ask step) {
            Asked asked = Asked.of(step);
            return add(step.id(), step.type() == FactType.CHANGE ? asked.offering(planChoices()) : asked);
        }

        private List<Choice> planChoices() {
            return shelf.plans().stream()
                    .map(plan -> new Choice("plan:" + plan.name(), plan.title()))
                    .toList();
        }

        @Override
        public Void run(Step.Run step) {
            step.save().forEach((fact, type) -> add(fact, Asked.of(type)));
            return add(step.id(), words(List.of("elsewhere", "skip", "skipped")));
        }

        @Override
        public Void decide(Step.Decide step) {
            add(step.id(), Asked.of(step));
            step.options().forEach(option -> {
                option.steps().forEach(inner -> inner.accept(this));
                option.follow().ifPresent(book -> Askable.this.follow(book, depth));
            });
            return null;
        }

        @Override
        public Void send(Step.Send step) {
            return add(step.id(), words(SENT));
        }

        @Override
        public Void call(Step.Call step) {
            return add(step.id(), words(CALLED));
        }

        @Override
        public Void verify(Step.Verify step) {
            List<String> outcomes = new ArrayList<>(List.of("holds", "fails", "skipped", "skip"));
            if (step.check().isPresent()) {
                outcomes.add("elsewhere");
            }
            return add(step.id(), words(outcomes));
        }

        @Override
        public Void follow(Step.Follow step) {
            Askable.this.follow(step.book(), depth);
            return add(step.id(), words(List.of("done", "skipped")));
        }

        @Override
        public Void group(Step.Group step) {
            step.steps().forEach(inner -> inner.accept(this));
            return null;
        }
    }
}
