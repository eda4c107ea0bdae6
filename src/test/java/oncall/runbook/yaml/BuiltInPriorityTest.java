package oncall.runbook.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import oncall.incident.PriorityTable;
import oncall.incident.PriorityVerdict;
import oncall.runbook.AcmeRentals;
import oncall.runbook.Facts;
import oncall.runbook.Team;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** The table that the tests of the core rebuild by hand and the one people get say the same, whatever is answered. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class BuiltInPriorityTest {
    private static final Map<String, List<String>> VALUES = new LinkedHashMap<>();

    static {
        VALUES.put("tier", List.of("core", "secondary", "internal", "unknown"));
        VALUES.put("customers", List.of("none", "one", "many", "unknown"));
        VALUES.put("seen", List.of("metrics", "tried", "reported", "stopped", "unknown"));
        VALUES.put("data", List.of("safe", "damaged", "exposed", "unknown"));
        VALUES.put("workaround", List.of("exists", "none", "unknown"));
    }

    @Test
    void Every_combination_of_answers_gives_the_same_level_by_the_same_row() {
        Team builtIn = BuiltIn.team();
        Team byHand = AcmeRentals.team();
        List<List<String>> combinations = List.of(List.of());
        for (List<String> values : VALUES.values()) {
            List<List<String>> longer = new ArrayList<>();
            combinations.forEach(some -> values.forEach(value -> {
                List<String> next = new ArrayList<>(some);
                next.add(value);
                longer.add(next);
            }));
            combinations = longer;
        }
        assertEquals(4 * 4 * 5 * 4 * 3, combinations.size());
        for (List<String> answers : combinations) {
            assertEquals(said(judge(byHand, answers)), said(judge(builtIn, answers)), answers::toString);
        }
    }

    private static String said(PriorityVerdict verdict) {
        return verdict.level() + " by row " + verdict.row() + ", provisional " + verdict.provisional() + ", again "
                + verdict.again().map(Object::toString).orElse("-") + ", calls " + verdict.call() + ", "
                + verdict.otherwise();
    }

    private static PriorityVerdict judge(Team team, List<String> answers) {
        Map<String, List<String>> unknowns = new LinkedHashMap<>();
        Map<String, String> known = new LinkedHashMap<>();
        int at = 0;
        for (Map.Entry<String, List<String>> fact : VALUES.entrySet()) {
            String answer = answers.get(at++);
            if (!answer.equals("unknown")) {
                known.put(fact.getKey(), answer);
            } else if (fact.getKey().equals("tier")) {
                unknowns.put("feature", List.copyOf(team.features().keySet()));
            } else {
                unknowns.put(fact.getKey(), fact.getValue());
            }
        }
        Facts facts = AcmeRentals.facts(known.entrySet().stream()
                .flatMap(each -> List.of(each.getKey(), each.getValue()).stream())
                .toArray(String[]::new));
        return PriorityTable.judge(team, facts, unknowns);
    }
}
