package oncall.runbook.yaml;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import oncall.runbook.Condition;
import oncall.runbook.Phase;
import oncall.runbook.Step;
import oncall.runbook.Team;

/** What each fact that the priority table looks at can be: every legal answer, or for numbers those beside each bound. */
final class PriorityFacts {
    private static final String UNKNOWN = "unknown";

    private final Team team;
    private final Map<String, Step> asked = new LinkedHashMap<>();

    PriorityFacts(Team team) {
        this.team = team;
        for (Phase phase : Phase.values()) {
            team.steps().getOrDefault(phase, List.of()).forEach(this::take);
        }
        team.whileWaiting().forEach(this::take);
    }

    private void take(Step step) {
        asked.putIfAbsent(step.id(), step);
        step.inside().forEach(this::take);
    }

    /** The facts that the rows look at, each with what it can be, `unknown` last. */
    Map<String, List<String>> answers() {
        Map<String, List<String>> answers = new LinkedHashMap<>();
        for (Team.PriorityRow row : team.priority()) {
            for (String name : row.when().names()) {
                if (!answers.containsKey(name)) {
                    Set<String> values = new LinkedHashSet<>(values(name));
                    values.add(UNKNOWN);
                    answers.put(name, List.copyOf(values));
                }
            }
        }
        return answers;
    }

    /** When each of them is asked. */
    Map<String, Condition> conditions() {
        Map<String, Condition> conditions = new LinkedHashMap<>();
        asked.forEach((id, step) -> conditions.put(id, step.common().when()));
        return conditions;
    }

    private List<String> values(String name) {
        Step step = asked.get(name);
        Optional<KnownFact> fact = step == null ? Optional.of(KnownFact.engine(name, team)) : KnownFact.of(step, team);
        return fact.map(known -> values(name, known)).orElse(List.of());
    }

    private List<String> values(String name, KnownFact fact) {
        return switch (fact.kind()) {
            case WORDS -> fact.words();
            case NUMBER, DURATION -> bounds(name);
            case CLOCK -> List.of("03:00", "12:00", "21:00");
            case FREE -> List.of("known");
        };
    }

    private List<String> bounds(String name) {
        Set<BigDecimal> bounds = new TreeSet<>();
        team.priority().forEach(row -> bounds.addAll(row.when().bounds(name)));
        List<String> values = new ArrayList<>();
        for (BigDecimal bound : bounds) {
            for (BigDecimal value : List.of(bound.subtract(BigDecimal.ONE), bound, bound.add(BigDecimal.ONE))) {
                values.add(value.toPlainString());
            }
        }
        return values.isEmpty() ? List.of("1") : values;
    }
}
