package oncall.incident;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import oncall.runbook.FactType;
import oncall.runbook.Facts;
import oncall.runbook.Step;
import oncall.runbook.Team;
import oncall.runbook.Value;

/**
 * The team's priority table: the first row that matches gives the level, and trying the other values of every unknown
 * answer tells whether that level is firm.
 */
public final class PriorityTable {
    /** How many combinations of unknown answers are tried; beyond it a result counts as provisional. */
    static final int TRIES = 10_000;

    private static final String TIER = "tier";
    private static final String FEATURE = "feature";

    private PriorityTable() {}

    /**
     * The level, given what is known.
     *
     * @param facts what is known, the engine's `tier` included
     * @param unknowns facts answered "don't know" (on a raise: not asked yet), each with its other legal values, in the
     *     order of asking; a fact not asked because its condition is false is not among them. An unknown feature is
     *     tried by its tier, and by name as well where a row names features.
     */
    public static PriorityVerdict judge(Team team, Facts facts, Map<String, List<String>> unknowns) {
        List<Team.PriorityRow> rows = team.priority();
        int row = firstRow(rows, facts);
        Team.PriorityRow matched = rows.get(row);
        Search search = new Search(rows, facts, row);
        List<PriorityVerdict.Alternative> otherwise = search.alternatives(guesses(team, unknowns));
        boolean provisional = !otherwise.isEmpty() || search.gaveUp;
        List<String> call = matched.call().isEmpty()
                ? Optional.ofNullable(team.levels().get(matched.is()))
                        .map(Team.Level::call)
                        .orElse(List.of())
                : matched.call();
        return new PriorityVerdict(
                matched.is(),
                row + 1,
                matched.why(),
                call,
                provisional ? Optional.of(matched.again().orElse(team.askAgain())) : matched.again(),
                matched.go(),
                provisional,
                otherwise);
    }

    /** The level that counts: rows cannot go below a raise. A raise to a level not in `levels` counts for nothing. */
    public static String effective(String ruleLevel, Optional<String> raisedTo, List<String> levels) {
        return raisedTo.filter(raised -> levels.contains(raised) && isHigher(raised, ruleLevel, levels))
                .orElse(ruleLevel);
    }

    /** Whether one level stands above another; `levels` are highest first, and one not among them is lowest. */
    public static boolean isHigher(String level, String than, List<String> levels) {
        return rank(level, levels) < rank(than, levels);
    }

    /** The level `:raise` alone leads to: one up; empty at the top. */
    public static Optional<String> oneUp(String level, List<String> levels) {
        int rank = rank(level, levels);
        return rank == 0 || levels.isEmpty() ? Optional.empty() : Optional.of(levels.get(rank - 1));
    }

    /**
     * What to try when this question has no answer: the fact, and its other values. Numbers, ranges and durations are
     * tried at the bounds the table compares them with and just beside; free text as "known".
     */
    public static Map.Entry<String, List<String>> unknown(Team team, Step.Ask ask) {
        return switch (ask.type()) {
            case FEATURE -> Map.entry(ask.id(), List.copyOf(team.features().keySet()));
            case CHOICE, MULTI ->
                Map.entry(
                        ask.id(),
                        ask.choices().stream().map(choice -> choice.id()).toList());
            case YES_NO -> Map.entry(ask.id(), List.of("yes", "no"));
            case NUMBER, RANGE, DURATION -> Map.entry(ask.id(), aroundBounds(team, ask));
            case CHANGE -> Map.entry(ask.id(), List.of("other", "none"));
            case TEXT, TIME, VERSION, URL, NAME -> Map.entry(ask.id(), List.of("known"));
        };
    }

    private static List<String> aroundBounds(Team team, Step.Ask ask) {
        Set<BigDecimal> bounds = new TreeSet<>();
        team.priority().forEach(row -> bounds.addAll(row.when().bounds(ask.id())));
        Set<String> values = new LinkedHashSet<>();
        for (BigDecimal bound : bounds) {
            Stream.of(bound.subtract(BigDecimal.ONE), bound, bound.add(BigDecimal.ONE))
                    .filter(value -> value.signum() >= 0)
                    .forEach(value -> values.add(
                            ask.type() == FactType.DURATION
                                    ? Duration.ofSeconds(value.longValue()).toString()
                                    : value.stripTrailingZeros().toPlainString()));
        }
        return values.isEmpty() ? List.of("known") : List.copyOf(values);
    }

    private static int rank(String level, List<String> levels) {
        int rank = levels.indexOf(level);
        return rank < 0 ? levels.size() : rank;
    }

    private static int firstRow(List<Team.PriorityRow> rows, Facts facts) {
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).otherwise() || rows.get(i).when().holds(facts)) {
                return i;
            }
        }
        throw new IllegalArgumentException("the last row of a priority table is `otherwise`");
    }

    /** What each unknown fact could be, as far as the rows look at it. */
    private static List<List<Guess>> guesses(Team team, Map<String, List<String>> unknowns) {
        Set<String> used = new LinkedHashSet<>();
        team.priority().forEach(row -> used.addAll(row.when().names()));
        List<List<Guess>> all = new ArrayList<>();
        unknowns.forEach((fact, values) -> {
            List<Guess> guesses = isFeature(team, fact)
                    ? features(team, fact, used)
                    : values.stream()
                            .filter(value -> used.contains(fact) && !value.equals("unknown"))
                            .map(value -> new Guess(fact, value, Map.of(fact, value)))
                            .toList();
            if (!guesses.isEmpty()) {
                all.add(guesses);
            }
        });
        return all;
    }

    private static boolean isFeature(Team team, String fact) {
        return fact.equals(FEATURE)
                || team.steps().values().stream()
                        .flatMap(List::stream)
                        .anyMatch(step -> step instanceof Step.Ask ask
                                && ask.type() == FactType.FEATURE
                                && ask.id().equals(fact));
    }

    private static List<Guess> features(Team team, String fact, Set<String> used) {
        List<Guess> guesses = new ArrayList<>();
        if (used.contains(TIER)) {
            for (Team.Tier tier : Team.Tier.values()) {
                guesses.add(new Guess(TIER, tier.word(), Map.of(TIER, tier.word())));
            }
        }
        if (used.contains(fact)) {
            team.features()
                    .forEach((id, feature) -> guesses.add(new Guess(
                            fact, id, Map.of(fact, id, TIER, feature.tier().word()))));
        }
        return guesses;
    }

    /** One thing supposed, and the facts it sets. */
    private record Guess(String fact, String value, Map<String, String> sets) {}

    /** Tries other values against the rows. */
    private static final class Search {
        private final List<Team.PriorityRow> rows;
        private final Facts facts;
        private final String level;
        private boolean gaveUp;

        Search(List<Team.PriorityRow> rows, Facts facts, int row) {
            this.rows = rows;
            this.facts = facts;
            this.level = rows.get(row).is();
        }

        List<PriorityVerdict.Alternative> alternatives(List<List<Guess>> unknowns) {
            List<PriorityVerdict.Alternative> singles = new ArrayList<>();
            for (List<Guess> guesses : unknowns) {
                guesses.forEach(guess -> tried(List.of(guess)).ifPresent(singles::add));
            }
            singles.sort(Comparator.comparingInt(PriorityVerdict.Alternative::row));
            return singles.isEmpty() ? combination(unknowns).map(List::of).orElse(List.of()) : singles;
        }

        /** The smallest combination that changes the level; each fact may also stay unknown. */
        private Optional<PriorityVerdict.Alternative> combination(List<List<Guess>> unknowns) {
            Optional<PriorityVerdict.Alternative> best = Optional.empty();
            int[] at = new int[unknowns.size()];
            for (int tries = 0; next(at, unknowns); tries++) {
                if (tries == TRIES) {
                    gaveUp = true;
                    break;
                }
                List<Guess> supposed = new ArrayList<>();
                for (int i = 0; i < at.length; i++) {
                    if (at[i] > 0) {
                        supposed.add(unknowns.get(i).get(at[i] - 1));
                    }
                }
                if (supposed.size() > 1
                        && (best.isEmpty()
                                || supposed.size() < best.get().answers().size())) {
                    Optional<PriorityVerdict.Alternative> found = tried(supposed);
                    best = found.isPresent() ? found : best;
                }
            }
            return best;
        }

        private static boolean next(int[] at, List<List<Guess>> unknowns) {
            for (int i = at.length - 1; i >= 0; i--) {
                if (at[i] < unknowns.get(i).size()) {
                    at[i]++;
                    return true;
                }
                at[i] = 0;
            }
            return false;
        }

        private Optional<PriorityVerdict.Alternative> tried(List<Guess> supposed) {
            Map<String, Facts.Fact> sets = new LinkedHashMap<>();
            supposed.forEach(guess ->
                    guess.sets().forEach((fact, value) -> sets.put(fact, new Facts.Fact(Value.of(value), value))));
            int row = firstRow(rows, name -> sets.containsKey(name) ? Optional.of(sets.get(name)) : facts.fact(name));
            String reached = rows.get(row).is();
            if (reached.equals(level)) {
                return Optional.empty();
            }
            List<PriorityVerdict.Supposed> answers = supposed.stream()
                    .map(guess -> new PriorityVerdict.Supposed(guess.fact(), guess.value()))
                    .toList();
            return Optional.of(new PriorityVerdict.Alternative(answers, reached, row + 1));
        }
    }
}
