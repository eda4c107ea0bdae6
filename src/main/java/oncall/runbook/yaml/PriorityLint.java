package oncall.runbook.yaml;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import oncall.runbook.Condition;
import oncall.runbook.Facts;
import oncall.runbook.Team;
import oncall.runbook.Value;

/**
 * Tries every combination of the facts that the rows of a priority table look at: which row each one reaches, which rows
 * none reaches, and which combinations nobody thought of.
 *
 * @param rows in order, the last one `otherwise`
 * @param answers what each fact can be, `unknown` among it, in the order asked
 * @param asked when a fact is asked; one that is not asked is unknown
 */
record PriorityLint(List<Team.PriorityRow> rows, Map<String, List<String>> answers, Map<String, Condition> asked) {
    /** More combinations than this are not tried. */
    static final int MOST = 20_000;

    private static final String UNKNOWN = "unknown";
    private static final int SAID = 5;

    PriorityLint {
        rows = List.copyOf(rows);
        answers = Collections.unmodifiableMap(new LinkedHashMap<>(answers));
        asked = decidable(asked, answers.keySet());
    }

    /** Only the facts that are combined, and only where all that decides whether they are asked is combined too. */
    private static Map<String, Condition> decidable(Map<String, Condition> asked, Set<String> combined) {
        Map<String, Condition> decidable = new LinkedHashMap<>();
        asked.forEach((name, when) -> {
            Set<String> names = when.names();
            if (combined.contains(name) && !names.isEmpty() && combined.containsAll(names)) {
                decidable.put(name, when);
            }
        });
        return decidable;
    }

    /**
     * What came of it.
     *
     * @param unreached numbers of rows, from 0, that no combination reaches; the closing row apart
     * @param forgotten combinations that reach only the closing row, as short as they can be said, in words; at most five
     */
    record Finding(List<Integer> unreached, List<String> forgotten) {}

    /** Tries them; empty where there are too many. */
    Optional<Finding> tryAll() {
        long count = 1;
        for (List<String> values : answers.values()) {
            count *= values.size();
            if (count > MOST) {
                return Optional.empty();
            }
        }
        List<String> names = List.copyOf(answers.keySet());
        Set<Integer> reached = new LinkedHashSet<>();
        List<Map<String, String>> possible = new ArrayList<>();
        List<Map<String, String>> forgotten = new ArrayList<>();
        combine(names, 0, new LinkedHashMap<>(), possible);
        for (Map<String, String> combination : possible) {
            int row = row(combination);
            reached.add(row);
            if (row == rows.size() - 1) {
                forgotten.add(combination);
            }
        }
        List<Integer> unreached = new ArrayList<>();
        for (int i = 0; i < rows.size() - 1; i++) {
            if (!reached.contains(i)) {
                unreached.add(i);
            }
        }
        return Optional.of(new Finding(unreached, shortest(forgotten, possible)));
    }

    private void combine(List<String> names, int from, Map<String, String> so, List<Map<String, String>> into) {
        if (from == names.size()) {
            if (canBe(so)) {
                into.add(new LinkedHashMap<>(so));
            }
            return;
        }
        for (String value : answers.get(names.get(from))) {
            so.put(names.get(from), value);
            combine(names, from + 1, so, into);
        }
        so.remove(names.get(from));
    }

    /** A fact that would not have been asked cannot have a value. */
    private boolean canBe(Map<String, String> combination) {
        for (Map.Entry<String, Condition> when : asked.entrySet()) {
            boolean has = !combination.get(when.getKey()).equals(UNKNOWN);
            if (has && !when.getValue().holds(facts(combination))) {
                return false;
            }
        }
        return true;
    }

    private int row(Map<String, String> combination) {
        Facts facts = facts(combination);
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).otherwise() || rows.get(i).when().holds(facts)) {
                return i;
            }
        }
        return rows.size() - 1;
    }

    private static Facts facts(Map<String, String> combination) {
        return name -> {
            String value = combination.get(name);
            return value == null || value.equals(UNKNOWN)
                    ? Optional.empty()
                    : Optional.of(new Facts.Fact(Value.of(value), value));
        };
    }

    /** Leaves out of each combination every fact that makes no difference, and says each result once. */
    private List<String> shortest(List<Map<String, String>> forgotten, List<Map<String, String>> possible) {
        Set<Map<String, String>> all = new LinkedHashSet<>(forgotten);
        Set<String> said = new LinkedHashSet<>();
        List<Map<String, String>> covered = new ArrayList<>();
        for (Map<String, String> combination : forgotten) {
            if (said.size() == SAID) {
                break;
            }
            if (covered.stream().anyMatch(part -> combination.entrySet().containsAll(part.entrySet()))) {
                continue;
            }
            Map<String, String> part = new LinkedHashMap<>(combination);
            for (String name : combination.keySet()) {
                String value = part.remove(name);
                boolean same = possible.stream()
                        .filter(other -> other.entrySet().containsAll(part.entrySet()))
                        .allMatch(all::contains);
                if (!same) {
                    part.put(name, value);
                }
            }
            covered.add(part);
            said.add(words(part));
        }
        return List.copyOf(said);
    }

    private String words(Map<String, String> part) {
        return answers.keySet().stream()
                .filter(part::containsKey)
                .map(name -> "`" + name + ": " + part.get(name) + "`")
                .collect(Collectors.joining(" and "));
    }
}
