package oncall.runbook.yaml;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import oncall.runbook.Diagnostic;
import oncall.runbook.EngineNames;
import oncall.runbook.FactType;
import oncall.runbook.Phase;
import oncall.runbook.Step;
import oncall.runbook.Team;

/**
 * Checks what the steps of one file refer to, in the order in which they are walked: facts, their values, variables,
 * roles, audiences, targets. Steps of other files (the team's, in a book) are passed over, but what they ask is known
 * from then on.
 */
public final class WalkCheck {
    private final Team team;
    private final StepReader reader;
    private final Problems problems;
    private final Map<String, KnownFact> known = new LinkedHashMap<>();
    private final Set<String> saved = new HashSet<>();
    private final Set<String> targets = new LinkedHashSet<>();
    private final Set<String> later = new HashSet<>();

    /**
     * For the steps one reader has read.
     *
     * @param team whose roles, audiences, levels, features and environment values there are
     */
    public WalkCheck(Team team, StepReader reader) {
        this.team = team;
        this.reader = reader;
        this.problems = reader.problems();
        EngineNames.FACTS.forEach(name -> known.put(name, KnownFact.engine(name, team)));
        for (Phase phase : Phase.values()) {
            targets.add(phase.word());
        }
        targets.add("end");
    }

    /** A fact that is known from outside the steps, whatever happens in them. */
    public void knows(String name, FactType type) {
        known.put(name, KnownFact.of(type, List.of(), team));
    }

    /** What a step of another file makes known, at any time: the questions asked while waiting. */
    public void knows(Step step) {
        KnownFact.of(step, team).ifPresent(fact -> known.put(step.id(), fact));
    }

    /** Tells all steps of the walk beforehand, at any depth: what may be gone to, and what is only asked later. */
    public void announce(Collection<Step> steps) {
        for (Step step : steps) {
            targets.add(step.id());
            later.add(step.id());
            if (step instanceof Step.Run run) {
                later.addAll(run.save().keySet());
            }
            announce(step.inside());
        }
    }

    /** Checks steps in order; afterwards what they ask is known. */
    public void walk(Collection<Step> steps) {
        for (Step step : steps) {
            reader.uses(step).ifPresent(this::references);
            if (step instanceof Step.Decide) {
                learn(step);
                walk(step.inside());
            } else {
                walk(step.inside());
                learn(step);
            }
        }
    }

    /** Checks a condition read by {@link StepReader#condition} against what is known so far. */
    public void condition(oncall.runbook.Condition condition) {
        reader.tests(condition).forEach(this::test);
    }

    /** The facts known so far. */
    Map<String, KnownFact> known() {
        return known;
    }

    private void learn(Step step) {
        Optional<KnownFact> fact = KnownFact.of(step, team);
        if (fact.isPresent()) {
            KnownFact before = known.put(step.id(), fact.get());
            if (before != null && saved.contains(step.id())) {
                sameType(step.id(), before, fact.get(), step);
            }
        }
        if (step instanceof Step.Run run) {
            run.save().forEach((name, type) -> {
                KnownFact now = KnownFact.of(type, List.of(), team);
                KnownFact before = known.putIfAbsent(name, now);
                saved.add(name);
                if (before != null) {
                    sameType(name, before, now, step);
                }
            });
        }
    }

    private void sameType(String name, KnownFact before, KnownFact now, Step step) {
        Optional<Uses> uses = reader.uses(step);
        if (uses.isEmpty() || before.type().equals(now.type())) {
            return;
        }
        Optional<Text> key = uses.get().saved.stream()
                .filter(text -> text.raw().equals(name))
                .findFirst();
        Spot at = key.map(Text::at).orElse(uses.get().id);
        String was = before.type().map(type -> "of type `" + type.word() + "`").orElse("the outcome of a step");
        problems.meaning(
                "fact-of-two-types",
                at,
                "`" + name + "` is " + was + " already.",
                "choose another name, or the same type");
    }

    private void references(Uses uses) {
        uses.tests.forEach(this::test);
        uses.variables.forEach(this::variable);
        uses.roles.forEach(role -> among("role", "role", role, team.roles().keySet()));
        uses.audiences.forEach(audience ->
                among("audience", "audience", audience, team.audiences().keySet()));
        for (Text target : uses.targets) {
            if (!targets.contains(target.raw()) && !reader.leftOut()) {
                problems.unknownName(
                        Diagnostic.Kind.MEANING,
                        "unknown-target",
                        target.at(),
                        "`" + target.shown() + "` is neither a step of this walk, nor a phase, nor `end`.",
                        target.raw(),
                        targets);
            }
        }
    }

    private void among(String rule, String what, Text name, Collection<String> all) {
        if (!all.contains(name.raw())) {
            problems.unknownName(
                    Diagnostic.Kind.MEANING,
                    "unknown-" + rule,
                    name.at(),
                    "`" + name.shown() + "` is not a" + (what.startsWith("a") ? "n " : " ") + what
                            + " of the team file.",
                    name.raw(),
                    all);
        }
    }

    private void test(Uses.FactTest test) {
        KnownFact fact = known.get(test.fact());
        if (fact == null) {
            if (!reader.leftOut()) {
                unknownFact(test.fact(), test.at());
            }
            return;
        }
        switch (test.comparand()) {
            case WORDS -> test.values().forEach(value -> word(test.fact(), fact, value));
            case NUMBER -> compared(test, fact, KnownFact.Kind.NUMBER, "a number");
            case DURATION -> compared(test, fact, KnownFact.Kind.DURATION, "a duration");
            case CLOCK -> {
                if (fact.kind() != KnownFact.Kind.CLOCK) {
                    problems.meaning(
                            "wrong-comparison",
                            test.at(),
                            "`" + test.fact() + "` is not a time of day.",
                            "`from` and `to` go with `local_hour`");
                }
            }
        }
    }

    private void unknownFact(String name, Spot at) {
        if (later.contains(name)) {
            problems.meaning(
                    "fact-asked-later",
                    at,
                    "`" + name + "` is asked only after this step.",
                    "move the question up, or this step down");
            return;
        }
        problems.unknownName(
                Diagnostic.Kind.MEANING,
                "unknown-fact",
                at,
                "`" + name + "` is not a fact that is asked before this step.",
                name,
                known.keySet());
    }

    private void word(String name, KnownFact fact, Text value) {
        List<String> allowed = new ArrayList<>(fact.words());
        allowed.add("known");
        allowed.add("unknown");
        if (allowed.contains(value.raw())) {
            return;
        }
        String message = "`" + value.shown() + "` is not a value of `" + name + "`.";
        switch (fact.kind()) {
            case WORDS ->
                problems.unknownName(
                        Diagnostic.Kind.MEANING, "unknown-value", value.at(), message, value.raw(), allowed);
            case FREE ->
                problems.meaning(
                        "unknown-value",
                        value.at(),
                        message,
                        "its words are free: only `known` and `unknown` can be tested");
            case NUMBER -> problems.meaning("unknown-value", value.at(), message, "compare numbers: `{at-least: 10}`");
            case DURATION -> problems.meaning("unknown-value", value.at(), message, "compare durations: `{over: 15m}`");
            case CLOCK ->
                problems.meaning(
                        "unknown-value", value.at(), message, "give a span: `{from: \"02:00\", to: \"06:00\"}`");
        }
    }

    private void compared(Uses.FactTest test, KnownFact fact, KnownFact.Kind wanted, String what) {
        if (fact.kind() != wanted) {
            Spot at = test.values().get(0).at();
            String remedy = switch (fact.kind()) {
                case NUMBER -> "compare it with a number: `10`";
                case DURATION -> "compare it with a duration: `15m`";
                case CLOCK -> "give a span: `{from: \"02:00\", to: \"06:00\"}`";
                case WORDS -> "its values are " + String.join(", ", fact.words()) + ", known, unknown";
                case FREE -> "only `known` and `unknown` can be tested";
            };
            problems.meaning(
                    "wrong-comparison", at, "`" + test.fact() + "` cannot be compared with " + what + ".", remedy);
        }
    }

    private void variable(Uses.Variable variable) {
        String name = variable.name();
        KnownFact fact = known.get(name);
        boolean command = variable.in() != Uses.In.WORDS;
        boolean value = team.environments().values().stream()
                .anyMatch(place -> place.values().containsKey(name));
        if (value || name.equals("environment")) {
            return;
        }
        if (fact != null && fact.type().isPresent()) {
            FactType type = fact.type().get();
            if (command && !type.safeInCommand()) {
                problems.meaning(
                        "unsafe-in-command",
                        variable.at(),
                        "`" + name + "` is of type `" + type.word() + "`, which may not stand in a command.",
                        "ask for it as `type: name`, `number`, `version` or `url`, or as a choice");
            }
            return;
        }
        if (reader.leftOut()) {
            return;
        }
        if (fact != null) {
            problems.meaning(
                    "outcome-as-variable",
                    variable.at(),
                    "`" + name + "` is not an answer: it has no value to put here.",
                    "use a fact that is asked or saved");
        } else if (later.contains(name)) {
            problems.meaning(
                    "fact-asked-later",
                    variable.at(),
                    "`" + name + "` is asked only after this step.",
                    "move the question up, or this step down");
        } else {
            unknownVariable(variable);
        }
    }

    private void unknownVariable(Uses.Variable variable) {
        String where = variable.in() == Uses.In.SHELL
                ? "it is no fact asked before this step, not in `needs`, and not set in the script."
                : "it is no fact asked before this step.";
        List<String> names = new ArrayList<>(variable.needed());
        known.forEach((name, fact) -> {
            if (fact.type().isPresent()) {
                names.add(name);
            }
        });
        Optional<String> nearest = oncall.runbook.Nearest.to(variable.name(), names);
        String name = variable.name();
        String remedy = "";
        if (nearest.isEmpty()) {
            boolean environment =
                    variable.in() == Uses.In.SHELL && !name.equals(name.toLowerCase(java.util.Locale.ROOT));
            remedy = environment
                    ? "add `needs: [" + name + "]` if it is an environment variable"
                    : "ask for it before: `- ask: " + oncall.runbook.StepIds.fromText(name) + "`";
        }
        problems.report(
                Diagnostic.Kind.MEANING,
                "unknown-variable",
                variable.at(),
                "`$" + variable.name() + "` has no value: " + where,
                remedy,
                nearest);
    }
}
