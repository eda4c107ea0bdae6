package oncall.runbook.yaml;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import oncall.runbook.Condition;
import oncall.runbook.Diagnostic;
import oncall.runbook.Durations;
import oncall.runbook.EngineNames;
import oncall.runbook.FactType;
import oncall.runbook.Itinerary;
import oncall.runbook.Phase;
import oncall.runbook.Runbook;
import oncall.runbook.Step;
import oncall.runbook.Team;

/** Checks one book as it would be walked in a team. */
final class RunbookCheck {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._][A-Za-z0-9._-]{0,252}");
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9._+:@/][A-Za-z0-9._+:@/-]{0,252}");
    private static final Pattern URL = Pattern.compile("https?://[^\\s\"'<>`]+");
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,15}(\\.\\d{1,15})?");

    private final Runbook book;
    private final Fields fields;
    private final StepReader steps;
    private final Team team;
    private final Library library;
    private final Problems problems;
    private final Itinerary itinerary;

    RunbookCheck(Runbook book, Fields fields, StepReader steps, Team team, Library library) {
        this.book = book;
        this.fields = fields;
        this.steps = steps;
        this.team = team;
        this.library = library;
        this.problems = steps.problems();
        this.itinerary = Itinerary.of(book, team);
    }

    void check() {
        WalkCheck walk = new WalkCheck(team, steps);
        team.whileWaiting().forEach(walk::knows);
        for (Phase phase : Phase.values()) {
            walk.announce(steps(phase));
        }
        for (Phase phase : Phase.values()) {
            walk.walk(steps(phase));
        }
        checkIds();
        checkReplaced();
        checkTriage();
        checkFollows();
        checkPresets(walk.known());
        checkStuck();
    }

    private List<Step> steps(Phase phase) {
        return itinerary.of(phase).stream().map(Itinerary.Stop::step).toList();
    }

    /** Ids of the book that a team step in the same walk, or a prompt for an audience, has too. */
    private void checkIds() {
        Set<String> taken = new HashSet<>();
        team.whileWaiting().forEach(step -> collect(step, taken));
        List<Step> own = new ArrayList<>();
        for (Phase phase : Phase.values()) {
            for (Itinerary.Stop stop : itinerary.of(phase)) {
                if (stop.origin() == Itinerary.Origin.TEAM) {
                    collect(stop.step(), taken);
                } else {
                    own.add(stop.step());
                }
            }
        }
        Set<String> prompts = new HashSet<>();
        team.audiences().keySet().forEach(audience -> prompts.add(EngineNames.sendTo(audience)));
        own.forEach(step -> checkId(step, taken, prompts));
    }

    private void checkId(Step step, Set<String> taken, Set<String> prompts) {
        Optional<Uses> uses = steps.uses(step);
        boolean quiet = uses.isEmpty() || problems.mentions(uses.get().id);
        if (!quiet && taken.contains(step.id())) {
            Phase phase = itinerary.phaseOf(step.id()).orElse(Phase.TRIAGE);
            String free = step.id() + "_here";
            problems.meaning(
                    "duplicate-id",
                    uses.get().id,
                    "The team file has a step with the id `" + step.id() + "`.",
                    (uses.get().idWritten ? "choose another, such as `" + free + "`" : "add `id: " + free + "`")
                            + "; a step under `" + phase.word() + "` with that id would replace it");
        } else if (!quiet && prompts.contains(step.id())) {
            problems.meaning(
                    "reserved-id",
                    uses.get().id,
                    "`" + step.id() + "` is a name of the engine's own.",
                    "choose another, such as `" + step.id() + "_here`");
        }
        step.inside().forEach(inner -> checkId(inner, taken, prompts));
    }

    private static void collect(Step step, Set<String> ids) {
        ids.add(step.id());
        step.inside().forEach(inner -> collect(inner, ids));
    }

    /** A step that takes the place of a team step must still give the values the team's priority table looks for. */
    private void checkReplaced() {
        for (Phase phase : Phase.values()) {
            for (Step theirs : team.steps().getOrDefault(phase, List.of())) {
                book.phases().getOrDefault(phase, List.of()).stream()
                        .filter(mine ->
                                mine.id().equals(theirs.id()) && phase != Phase.DIAGNOSE && phase != Phase.MITIGATE)
                        .findFirst()
                        .ifPresent(mine -> checkReplaced(theirs, mine));
            }
        }
    }

    private void checkReplaced(Step theirs, Step mine) {
        Set<String> looked = new LinkedHashSet<>();
        team.priority().forEach(row -> words(row.when(), theirs.id(), looked));
        List<String> given = KnownFact.of(mine, team).map(KnownFact::words).orElse(List.of());
        List<String> before = KnownFact.of(theirs, team).map(KnownFact::words).orElse(List.of());
        List<String> missing = looked.stream()
                .filter(word -> before.contains(word) && !given.contains(word))
                .toList();
        if (!missing.isEmpty()) {
            Spot at = steps.uses(mine).map(uses -> uses.id).orElse(Spot.START);
            problems.meaning(
                    "replaced-without-value",
                    at,
                    "This takes the place of the team's `" + mine.id() + "`, and the priority table looks for `"
                            + String.join("`, `", missing) + "`.",
                    "offer that choice too, or use another id");
        }
    }

    private static void words(Condition condition, String fact, Set<String> words) {
        if (condition instanceof Condition.All all) {
            all.parts().forEach(part -> words(part, fact, words));
        } else if (condition instanceof Condition.Any any) {
            any.parts().forEach(part -> words(part, fact, words));
        } else if (condition instanceof Condition.Not not) {
            words(not.part(), fact, words);
        } else if (condition instanceof Condition.Is is && is.fact().equals(fact)) {
            Condition.Test test = is.test() instanceof Condition.NotThat not ? not.test() : is.test();
            if (test instanceof Condition.OneOf one) {
                words.addAll(one.words());
            }
        }
    }

    private void checkTriage() {
        for (Step step : book.phases().getOrDefault(Phase.TRIAGE, List.of())) {
            boolean command = step instanceof Step.Run
                    || step instanceof Step.Verify verify && verify.check().isPresent();
            if (command) {
                steps.uses(step)
                        .ifPresent(uses -> problems.warning(
                                "command-in-triage",
                                uses.at,
                                "Triage is sorting: two minutes, no commands.",
                                "move it to `diagnose`"));
            }
        }
    }

    private void checkFollows() {
        FollowCheck follows = new FollowCheck(library, problems);
        book.phases().values().forEach(list -> list.forEach(step -> checkFollows(step, follows)));
        Optional<Text> named =
                fields.text("revert-plan").filter(plan -> !library.plans().contains(plan.raw()));
        named.ifPresent(plan -> problems.unknownName(
                Diagnostic.Kind.MEANING,
                "unknown-plan",
                plan.at(),
                "There is no revert plan `" + plan.shown() + "`.",
                plan.raw(),
                library.plans()));
    }

    private void checkFollows(Step step, FollowCheck follows) {
        steps.uses(step).ifPresent(uses -> uses.follows.forEach(follow -> follows.check(book.name(), follow)));
        step.inside().forEach(inner -> checkFollows(inner, follows));
    }

    private void checkStuck() {
        fields.fields("stuck")
                .ifPresent(stuck -> stuck.oneOrMore("call").stream()
                        .filter(role -> !team.roles().containsKey(role.raw()))
                        .forEach(role -> problems.unknownName(
                                Diagnostic.Kind.MEANING,
                                "unknown-role",
                                role.at(),
                                "`" + role.shown() + "` is not a role of the team file.",
                                role.raw(),
                                team.roles().keySet())));
    }

    private void checkPresets(Map<String, KnownFact> known) {
        Optional<Fields> presets = fields.fields("presets");
        if (presets.isEmpty()) {
            return;
        }
        Fields map = presets.get();
        for (String name : map.names()) {
            KnownFact fact = known.get(name);
            if (fact == null || fact.isOutcome()) {
                List<String> asked = known.keySet().stream()
                        .filter(other -> !known.get(other).isOutcome())
                        .toList();
                problems.unknownName(
                        Diagnostic.Kind.MEANING,
                        "unknown-fact",
                        map.keyAt(name),
                        "`" + name + "` is not a question of this walk.",
                        name,
                        asked);
            } else {
                Part part = map.part(name).orElseThrow();
                List<Text> values = part instanceof Items items
                        ? items.texts("presets")
                        : part instanceof Text text ? List.of(text) : List.of();
                values.forEach(value -> preset(name, fact, value));
                if (part instanceof Items items && fact.type().orElseThrow() != FactType.MULTI) {
                    problems.meaning(
                            "unknown-value", items.at(), "`" + name + "` takes one answer.", "write one value");
                }
            }
        }
    }

    private void preset(String name, KnownFact fact, Text value) {
        String raw = value.raw();
        String message = "`" + value.shown() + "` is not a value of `" + name + "`.";
        FactType type = fact.type().orElseThrow();
        boolean legal = switch (type) {
            case CHOICE, MULTI, YES_NO, FEATURE -> fact.words().contains(raw);
            case NUMBER -> NUMBER.matcher(raw).matches();
            case DURATION -> Durations.parse(raw).isPresent();
            case NAME -> NAME.matcher(raw).matches();
            case VERSION -> VERSION.matcher(raw).matches();
            case URL -> URL.matcher(raw).matches();
            case TEXT, RANGE, TIME, CHANGE -> true;
        };
        if (!legal && fact.kind() == KnownFact.Kind.WORDS) {
            problems.unknownName(Diagnostic.Kind.MEANING, "unknown-value", value.at(), message, raw, fact.words());
        } else if (!legal) {
            problems.meaning("unknown-value", value.at(), message, "write an answer of type `" + type.word() + "`");
        }
    }
}
