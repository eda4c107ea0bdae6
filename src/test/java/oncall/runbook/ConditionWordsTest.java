package oncall.runbook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import oncall.runbook.Condition.All;
import oncall.runbook.Condition.Any;
import oncall.runbook.Condition.Between;
import oncall.runbook.Condition.Both;
import oncall.runbook.Condition.Compare;
import oncall.runbook.Condition.Comparison;
import oncall.runbook.Condition.Is;
import oncall.runbook.Condition.Not;
import oncall.runbook.Condition.NotThat;
import oncall.runbook.Condition.OneOf;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ConditionWordsTest {
    private static final Condition CORE = new Is("tier", new OneOf(List.of("core")));
    private static final Condition MANY = new Is("customers", new OneOf(List.of("many", "unknown")));

    private static String words(Condition condition) {
        return new ConditionWords(Set.of("awake")).of(condition);
    }

    @Test
    void conditions_read_as_sentences() {
        assertEquals("always", words(Condition.ALWAYS));
        assertEquals("`tier` is core and `customers` is many or unknown", words(new All(List.of(CORE, MANY))));
        assertEquals(
                "(`tier` is core and `customers` is many or unknown), or `tier` is core",
                words(new Any(List.of(new All(List.of(CORE, MANY)), CORE))));
        assertEquals("not (`tier` is core)", words(new Not(CORE)));
        assertEquals(
                "`customers` is not none nor one",
                words(new Is("customers", new NotThat(new OneOf(List.of("none", "one"))))));
        assertEquals(
                "`tickets` is at least 10 and is under 20",
                words(new Is(
                        "tickets",
                        new Both(List.of(
                                new Compare(Comparison.AT_LEAST, BigDecimal.TEN),
                                new Compare(Comparison.UNDER, new BigDecimal(20)))))));
        assertEquals(
                "`awake` is over 16 h", words(new Is("awake", new Compare(Comparison.OVER, new BigDecimal(57600)))));
        assertEquals(
                "`local_hour` is from 02:00 to 06:00",
                words(new Is("local_hour", new Between(LocalTime.of(2, 0), LocalTime.of(6, 0)))));
    }
}
