package oncall.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import oncall.runbook.AcmeRentals;
import oncall.runbook.Condition;
import oncall.runbook.FactType;
import oncall.runbook.Facts;
import oncall.runbook.Step;
import oncall.runbook.Team;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PriorityTableTest {
    private final Team team = AcmeRentals.team();

    @ParameterizedTest(name = "tier {0}, customers {1}, seen {2}, data {3}, workaround {4} -> {5} by row {6}")
    @CsvSource(nullValues = "-", textBlock = """
            # tier,    customers, seen,     data,    workaround, level,  row, provisional, again
            core,      many,      tried,    damaged, -,          P1,     1,   false,       0
            core,      none,      reported, exposed, -,          P1,     1,   false,       0
            internal,  none,      metrics,  damaged, -,          P1,     1,   false,       0
            secondary, none,      reported, damaged, exists,     P1,     1,   false,       0
            core,      many,      tried,    safe,    -,          P1,     3,   false,       0
            core,      many,      reported, safe,    -,          P1,     3,   false,       0
            core,      many,      unknown,  unknown, -,          P1,     3,   false,       0
            core,      unknown,   tried,    safe,    -,          P1,     4,   true,        15
            core,      unknown,   unknown,  unknown, -,          P1,     4,   true,        15
            core,      one,       tried,    safe,    -,          P2,     5,   false,       0
            core,      one,       tried,    unknown, -,          P2,     5,   true,        10
            core,      none,      reported, safe,    -,          WATCH,  2,   false,       10
            core,      none,      stopped,  safe,    -,          WATCH,  2,   false,       10
            core,      none,      unknown,  safe,    -,          WATCH,  2,   true,        10
            core,      none,      metrics,  safe,    -,          P2,     6,   false,       10
            core,      none,      tried,    safe,    -,          P2,     6,   false,       10
            secondary, many,      tried,    safe,    none,       P3,     8,   false,       0
            secondary, one,       tried,    safe,    unknown,    P3,     8,   true,        10
            secondary, unknown,   tried,    safe,    unknown,    P3,     8,   true,        10
            secondary, unknown,   reported, safe,    none,       P3,     8,   true,        10
            secondary, many,      tried,    safe,    exists,     TICKET, 9,   false,       0
            secondary, none,      reported, safe,    exists,     WATCH,  2,   false,       10
            internal,  none,      tried,    safe,    -,          P3,     10,  false,       0
            internal,  many,      tried,    safe,    -,          P3,     10,  false,       0
            unknown,   many,      tried,    safe,    none,       P2,     7,   true,        10
            unknown,   unknown,   tried,    safe,    unknown,    P2,     7,   true,        10
            unknown,   none,      reported, safe,    unknown,    WATCH,  2,   false,       10
            unknown,   unknown,   unknown,  unknown, unknown,    P2,     7,   true,        10
            """)
    void The_table_of_the_team(
            String tier,
            String customers,
            String seen,
            String data,
            String workaround,
            String level,
            int row,
            boolean provisional,
            int again) {
        PriorityVerdict verdict =
                judge("tier", tier, "customers", customers, "seen", seen, "data", data, "workaround", workaround);
        assertEquals(level, verdict.level());
        assertEquals(row, verdict.row());
        assertEquals(provisional, verdict.provisional());
        assertEquals(again, verdict.again().orElse(Duration.ZERO).toMinutes());
    }

    @Test
    void A_fact_that_was_not_asked_is_not_tried() {
        assertTrue(
                judge("tier", "secondary", "customers", "one", "seen", "tried", "data", "safe", "workaround", "unknown")
                        .provisional());
        assertFalse(PriorityTable.judge(
                        team,
                        AcmeRentals.facts("tier", "secondary", "customers", "one", "seen", "tried", "data", "safe"),
                        Map.of())
                .provisional());
    }

    @Test
    void Single_answers_that_change_the_level_come_in_the_order_of_the_rows() {
        PriorityVerdict verdict = judge("tier", "core", "customers", "unknown", "seen", "reported", "data", "safe");
        assertEquals(
                List.of("customers=none WATCH 2", "customers=one P2 5"),
                verdict.otherwise().stream().map(PriorityTableTest::shown).toList());
    }

    @Test
    void An_unknown_feature_is_tried_by_its_tier() {
        PriorityVerdict verdict =
                judge("tier", "unknown", "customers", "many", "seen", "tried", "data", "safe", "workaround", "none");
        assertEquals(
                List.of("tier=core P1 3", "tier=secondary P3 8", "tier=internal P3 10"),
                verdict.otherwise().stream().map(PriorityTableTest::shown).toList());
        assertEquals(List.of("imoc"), verdict.call());
    }

    @Test
    void A_row_that_names_a_feature_is_tried_by_name_with_its_tier() {
        List<Team.PriorityRow> rows = new ArrayList<>();
        rows.add(AcmeRentals.row("P1", AcmeRentals.is("feature", "login"), "nobody can log in", List.of(), 0, ""));
        rows.add(AcmeRentals.row("P2", AcmeRentals.is("tier", "core", "unknown"), "core", List.of(), 0, ""));
        rows.addAll(AcmeRentals.rows());
        Team strict = AcmeRentals.team(rows);
        PriorityVerdict verdict = PriorityTable.judge(
                strict,
                AcmeRentals.facts("customers", "many"),
                Map.of("feature", List.copyOf(strict.features().keySet())));
        assertTrue(verdict.otherwise().stream()
                .map(PriorityTableTest::shown)
                .toList()
                .contains("feature=login P1 1"));
    }

    @Test
    void When_only_several_answers_together_change_it_the_smallest_combination_is_told() {
        Team two = AcmeRentals.team(List.of(
                AcmeRentals.row(
                        "P1",
                        AcmeRentals.all(AcmeRentals.is("a", "x"), AcmeRentals.is("b", "x")),
                        "both",
                        List.of(),
                        0,
                        ""),
                AcmeRentals.rows().get(10)));
        PriorityVerdict verdict = PriorityTable.judge(
                two, AcmeRentals.facts(), ordered("c", List.of("x"), "a", List.of("x", "y"), "b", List.of("x", "y")));
        assertEquals("P2", verdict.level());
        assertTrue(verdict.provisional());
        assertEquals(
                List.of("a=x+b=x P1 1"),
                verdict.otherwise().stream().map(PriorityTableTest::shown).toList());
    }

    @Test
    void What_cannot_all_be_tried_is_provisional() {
        List<Condition> parts = new ArrayList<>();
        Map<String, List<String>> unknowns = new LinkedHashMap<>();
        for (int i = 0; i < 8; i++) {
            parts.add(AcmeRentals.is("f" + i, "never"));
            unknowns.put("f" + i, List.of("a", "b", "c", "d"));
        }
        Team wide = AcmeRentals.team(List.of(
                AcmeRentals.row("P1", new Condition.Any(parts), "any", List.of(), 0, ""),
                AcmeRentals.rows().get(10)));
        PriorityVerdict verdict = PriorityTable.judge(wide, AcmeRentals.facts(), unknowns);
        assertTrue(verdict.provisional());
        assertEquals(List.of(), verdict.otherwise());
    }

    @Test
    void Facts_no_row_looks_at_do_not_use_up_the_tries() {
        Map<String, List<String>> unknowns = new LinkedHashMap<>();
        for (int i = 0; i < 8; i++) {
            unknowns.put("f" + i, List.of("a", "b", "c", "d"));
        }
        assertFalse(PriorityTable.judge(
                        team, AcmeRentals.facts("tier", "core", "customers", "many", "data", "safe"), unknowns)
                .provisional());
    }

    @Test
    void The_row_calls_instead_of_the_level_and_sends_on() {
        PriorityVerdict damaged = judge("tier", "core", "customers", "one", "seen", "tried", "data", "damaged");
        assertEquals(List.of("imoc", "tloc", "soc"), damaged.call());
        assertEquals(Optional.of("mitigate"), damaged.go());
        assertEquals("data is damaged or exposed", damaged.why());
        assertEquals(
                List.of("imoc"),
                judge("tier", "core", "customers", "unknown", "seen", "tried", "data", "safe")
                        .call());
    }

    @Test
    void A_raise_holds_against_the_rows_and_nothing_else() {
        List<String> levels = List.copyOf(team.levels().keySet());
        assertEquals("P2", PriorityTable.effective("P3", Optional.of("P2"), levels));
        assertEquals("P1", PriorityTable.effective("P1", Optional.of("P2"), levels));
        assertEquals("P3", PriorityTable.effective("P3", Optional.empty(), levels));
        assertEquals("P3", PriorityTable.effective("P3", Optional.of("P0"), levels));
        assertEquals(Optional.of("P2"), PriorityTable.oneUp("P3", levels));
        assertEquals(Optional.of("P3"), PriorityTable.oneUp("WATCH", levels));
        assertEquals(Optional.empty(), PriorityTable.oneUp("P1", levels));
    }

    @Test
    void Numbers_are_tried_around_the_bounds_of_the_table() {
        Team counting = AcmeRentals.team(List.of(
                AcmeRentals.row(
                        "P1",
                        AcmeRentals.over("tickets", Condition.Comparison.AT_LEAST, 10),
                        "many tickets",
                        List.of(),
                        0,
                        ""),
                AcmeRentals.rows().get(10)));
        Map.Entry<String, List<String>> unknown =
                PriorityTable.unknown(counting, AcmeRentals.ask("tickets", FactType.NUMBER, "How many tickets?"));
        assertEquals(Map.entry("tickets", List.of("9", "10", "11")), unknown);
        PriorityVerdict verdict =
                PriorityTable.judge(counting, AcmeRentals.facts(), Map.of(unknown.getKey(), unknown.getValue()));
        assertTrue(verdict.provisional());
        assertEquals(
                new BigDecimal(10),
                verdict.otherwise().get(0).answers().stream()
                        .map(answer -> new BigDecimal(answer.value()))
                        .findFirst()
                        .orElseThrow());
    }

    /** Judges, every fact given as `unknown` being one that was answered "don't know". `-` is one that was not asked. */
    private PriorityVerdict judge(String... pairs) {
        Map<String, List<String>> unknowns = new LinkedHashMap<>();
        List<String> given = new ArrayList<>();
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i + 1] == null) {
                continue;
            }
            given.add(pairs[i]);
            given.add(pairs[i + 1]);
            if (pairs[i + 1].equals("unknown")) {
                String name = pairs[i].equals("tier") ? "feature" : pairs[i];
                Step.Ask ask = team.steps().values().stream()
                        .flatMap(List::stream)
                        .filter(step -> step.id().equals(name))
                        .map(Step.Ask.class::cast)
                        .findFirst()
                        .orElseThrow();
                Map.Entry<String, List<String>> unknown = PriorityTable.unknown(team, ask);
                unknowns.put(unknown.getKey(), unknown.getValue());
            }
        }
        Facts facts = AcmeRentals.facts(given.toArray(String[]::new));
        return PriorityTable.judge(team, facts, unknowns);
    }

    private static String shown(PriorityVerdict.Alternative other) {
        return String.join(
                        "+",
                        other.answers().stream()
                                .map(one -> one.fact() + "=" + one.value())
                                .toList()) + " " + other.level() + " " + other.row();
    }

    private static Map<String, List<String>> ordered(
            String a, List<String> av, String b, List<String> bv, String c, List<String> cv) {
        Map<String, List<String>> map = new LinkedHashMap<>();
        map.put(a, av);
        map.put(b, bv);
        map.put(c, cv);
        return map;
    }
}
