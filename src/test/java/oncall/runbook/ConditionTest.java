package oncall.runbook;

import static oncall.runbook.AcmeRentals.all;
import static oncall.runbook.AcmeRentals.facts;
import static oncall.runbook.AcmeRentals.is;
import static oncall.runbook.AcmeRentals.over;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ConditionTest {
    private static final List<Condition> OF_X = List.of(
            is("x", "a"),
            is("x", "unknown"),
            is("x", "known"),
            is("x", "a", "unknown"),
            over("x", Condition.Comparison.AT_LEAST, 10),
            over("x", Condition.Comparison.AT_MOST, 10),
            over("x", Condition.Comparison.OVER, 10),
            over("x", Condition.Comparison.UNDER, 10));

    @ParameterizedTest(name = "{0} is {1} when x is {2}")
    @CsvSource(textBlock = """
            # test, value,   holds
            a,       a,       true
            a,       b,       false
            a,       unknown, false
            unknown, unknown, true
            unknown, a,       false
            known,   a,       true
            known,   unknown, false
            """)
    void Words(String word, String value, boolean holds) {
        assertEquals(holds, is("x", word).holds(facts("x", value)));
        assertEquals(
                !holds,
                new Condition.Is("x", new Condition.NotThat(new Condition.OneOf(List.of(word))))
                        .holds(facts("x", value)));
    }

    @Test
    void A_fact_without_a_value_passes_no_comparison() {
        for (Condition.Comparison comparison : Condition.Comparison.values()) {
            assertFalse(over("x", comparison, 10).holds(facts()), comparison.word());
        }
        assertFalse(between("02:00", "06:00").holds(facts()));
    }

    @Test
    void Not_is_the_complement_whatever_is_known() {
        for (Condition condition : OF_X) {
            for (String value : List.of("a", "b", "unknown", "9", "10", "11", "PT20M")) {
                Facts facts = facts("x", value);
                assertTrue(
                        condition.holds(facts) != new Condition.Not(condition).holds(facts),
                        () -> condition + " of " + value);
            }
        }
    }

    @Test
    void Not_none_holds_for_a_change_that_is_unknown() {
        Condition notNone = new Condition.Is("change", new Condition.NotThat(new Condition.OneOf(List.of("none"))));
        assertTrue(notNone.holds(facts("change", "unknown")));
        assertTrue(notNone.holds(facts("change", "other")));
        assertFalse(notNone.holds(facts("change", "none")));
    }

    @Test
    void Not_a_map_and_not_a_value_differ_where_they_should() {
        Condition notBoth = new Condition.Not(all(is("tier", "core"), is("customers", "many")));
        assertTrue(notBoth.holds(facts("tier", "core", "customers", "one")));
        assertTrue(notBoth.holds(facts("tier", "core")));
        assertFalse(notBoth.holds(facts("tier", "core", "customers", "many")));
    }

    @Test
    void An_empty_all_holds_and_an_empty_any_does_not() {
        assertTrue(Condition.ALWAYS.holds(facts()));
        assertFalse(new Condition.Any(List.of()).holds(facts()));
    }

    @ParameterizedTest(name = "{0} {1} of {2}: {3}")
    @CsvSource(textBlock = """
            AT_LEAST, 10, 10, true
            AT_LEAST, 10, 9.99, false
            AT_MOST,  10, 10, true
            AT_MOST,  10, 10.01, false
            OVER,     10, 10, false
            OVER,     10, 10.0001, true
            UNDER,    10, 10.0, false
            UNDER,    10, -3, true
            OVER,     900, PT15M, false
            OVER,     900, PT15M0.001S, true
            OVER,     10, ten, false
            UNDER,    10, ten, false
            UNDER,    10, P, false
            """)
    void Numbers_and_durations(Condition.Comparison comparison, int bound, String value, boolean holds) {
        assertEquals(holds, over("x", comparison, bound).holds(facts("x", value)));
    }

    @Test
    void A_range_counts_as_its_worse_end() {
        Facts facts = known(Value.ofList(List.of("100", "1000")));
        assertTrue(over("x", Condition.Comparison.AT_LEAST, 1000).holds(facts));
        assertFalse(over("x", Condition.Comparison.UNDER, 1000).holds(facts));
        assertFalse(over("x", Condition.Comparison.AT_MOST, 100).holds(facts));
    }

    @Test
    void Free_text_is_known_and_is_no_number() {
        Facts facts = known(Value.ofList(List.of()));
        assertTrue(is("x", "known").holds(facts));
        assertFalse(is("x", "unknown").holds(facts));
        assertFalse(over("x", Condition.Comparison.AT_LEAST, 0).holds(facts));
    }

    @Test
    void Several_choices_match_by_any_of_them() {
        Facts facts = known(Value.ofList(List.of("a", "b")));
        assertTrue(is("x", "b", "c").holds(facts));
        assertFalse(is("x", "c").holds(facts));
    }

    @ParameterizedTest(name = "{2} in [{0}, {1}): {3}")
    @CsvSource(textBlock = """
            02:00, 06:00, 02:00, true
            02:00, 06:00, 05:59, true
            02:00, 06:00, 06:00, false
            02:00, 06:00, 01:59, false
            22:00, 06:00, 22:00, true
            22:00, 06:00, 23:59, true
            22:00, 06:00, 00:00, true
            22:00, 06:00, 05:59, true
            22:00, 06:00, 06:00, false
            22:00, 06:00, 21:59, false
            """)
    void Clock_times_cross_midnight_when_from_is_after_to(String from, String to, String time, boolean holds) {
        assertEquals(holds, between(from, to).holds(facts("x", time)));
    }

    @Test
    void Both_tests_of_one_fact_must_pass() {
        Condition between = new Condition.Is(
                "x",
                new Condition.Both(List.of(
                        new Condition.Compare(Condition.Comparison.AT_LEAST, BigDecimal.TEN),
                        new Condition.Compare(Condition.Comparison.UNDER, new BigDecimal(20)))));
        assertTrue(between.holds(facts("x", "10")));
        assertFalse(between.holds(facts("x", "20")));
        assertFalse(between.holds(facts("x", "9")));
    }

    @Test
    void It_names_its_facts_in_order_and_the_bounds_of_one_of_them() {
        Condition condition = new Condition.Any(List.of(
                all(is("b", "x"), over("a", Condition.Comparison.OVER, 10)),
                new Condition.Not(over("a", Condition.Comparison.UNDER, 3)),
                over("c", Condition.Comparison.OVER, 99)));
        assertEquals(List.of("b", "a", "c"), List.copyOf(condition.names()));
        assertEquals(Set.of(BigDecimal.TEN, new BigDecimal(3)), condition.bounds("a"));
        assertEquals(Set.of(), condition.bounds("b"));
    }

    private static Facts known(Value value) {
        return name -> name.equals("x") ? Optional.of(new Facts.Fact(value, "")) : Optional.empty();
    }

    private static Condition between(String from, String to) {
        return new Condition.Is("x", new Condition.Between(LocalTime.parse(from), LocalTime.parse(to)));
    }
}
