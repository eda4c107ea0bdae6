package oncall.plan;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every rule has a plan that breaks only it, and the same mended. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RuleExamplesTest {
    /** The rules of the format, by their numbers. */
    private static final String IDS = "001 002 003 010 011 012 020 021 022 023 030 031 032 033 034 035 036 037"
            + " 040 041 042 043 044 045 046 047 048 049 050 051 052 053 054 055 056 057 058 059 060 061"
            + " 070 071 072 073 074 075 076 077 078 080 081 090 091 092 093 094 100 101 110 111 112 113 120 121 122";

    @Test
    void the_whole_plan_draws_no_finding_and_is_ready() {
        Verdict verdict = PlanSetting.judged(PlanSetting.whole());
        assertEquals(List.of(), PlanSetting.lines(verdict.findings()));
        assertEquals("READY, about 12 min, rehearsed 6 days ago", verdict.line(java.time.LocalDate.of(2026, 11, 22)));
    }

    @Test
    void every_number_of_the_format_has_its_rule() {
        Set<String> there = new TreeSet<>();
        Rules.all().forEach(rule -> assertTrue(there.add(rule.id()), rule.id() + " is there twice"));
        assertEquals(ids(IDS), there);
    }

    private static Set<String> ids(String numbers) {
        Set<String> ids = new TreeSet<>();
        Stream.of(numbers.split(" ")).forEach(number -> ids.add("RP" + number));
        return ids;
    }

    @Test
    void every_rule_says_what_it_asks_for_and_why() {
        assertAll(Rules.all().stream().map(rule -> () -> {
            assertTrue(rule.name().matches("[a-z][a-z0-9-]+"), rule.id() + " is called " + rule.name());
            assertTrue(rule.says().matches("[A-Z`].*\\."), rule.id() + " says: " + rule.says());
            assertTrue(rule.why().matches("[A-Z`].*\\."), rule.id() + " is there because: " + rule.why());
        }));
        long names = Rules.all().stream().map(Rule::name).distinct().count();
        assertEquals(Rules.all().size(), names, "two rules have one name");
    }

    @TestFactory
    Stream<DynamicTest> every_rule_is_broken_and_mended_by_its_example() {
        return Rules.all().stream()
                .map(rule -> DynamicTest.dynamicTest(rule.id() + " " + rule.name(), () -> {
                    RuleExample example = RuleExample.of(PlanSetting.resource(rule.id() + ".txt")
                            .orElseThrow(() -> new AssertionError(rule.id() + " has no example")));
                    fails(rule, example.fails());
                    List<String> left = PlanSetting.lines(
                            PlanSetting.judged(example.mended().in(PlanSetting.whole()))
                                    .findings());
                    assertEquals(List.of(), left, rule.id() + ": the mended plan draws findings");
                }));
    }

    private static void fails(Rule rule, RuleExample.Fragment fragment) {
        String text = fragment.in(PlanSetting.whole());
        RevertPlan plan = PlanSetting.plan(text);
        List<Finding> findings = PlanCheck.check(plan, new PlanSetting()).findings();
        assertFalse(findings.isEmpty(), rule.id() + ": the failing plan draws nothing");
        List<Finding> others = findings.stream()
                .filter(finding -> !finding.rule().id().equals(rule.id()))
                .toList();
        assertEquals(List.of(), PlanSetting.lines(others), rule.id() + ": the failing plan draws other findings");
        for (Finding finding : findings) {
            String key = keyAt(finding.at().line(), plan);
            assertTrue(
                    fragment.keys().contains(key)
                            || key.equals("oncall") && !fragment.without().isEmpty(),
                    rule.id() + " points to `" + key + "`, which the example does not write: "
                            + PlanSetting.lines(findings));
            assertTrue(finding.what().endsWith("."), "no whole sentence: " + finding.what());
            assertFalse(finding.mend().isBlank(), rule.id() + " does not say how to mend it");
            assertTrue(
                    finding.width() >= 1
                            && finding.at().column() + finding.width() - 1
                                    <= Math.max(
                                            1, line(text, finding.at().line()).length()),
                    rule.id() + " points beyond its line: " + PlanSetting.lines(findings));
        }
    }

    private static String line(String text, int number) {
        return text.lines().skip(number - 1L).findFirst().orElse("");
    }

    /** The top-level key a line belongs to. */
    private static String keyAt(int line, RevertPlan plan) {
        List<Map.Entry<String, oncall.runbook.Location>> keys =
                new ArrayList<>(plan.keys().entrySet());
        keys.sort((one, other) ->
                Integer.compare(one.getValue().line(), other.getValue().line()));
        String found = "";
        for (Map.Entry<String, oncall.runbook.Location> key : keys) {
            found = key.getValue().line() <= line ? key.getKey() : found;
        }
        return found;
    }

    @Test
    void a_fragment_replaces_adds_and_takes_away_whole_keys() {
        String whole = "a: 1\n# about b\nb:\n  - 2\n# about c\nc: 3\n";
        RuleExample example = RuleExample.of("--- fails\n# no c\nb: [4]\nd: 5\n--- mended\na: 6\n");
        assertEquals("a: 1\n# about b\nb: [4]\nd: 5\n", example.fails().in(whole));
        assertEquals("a: 6\nb:\n  - 2\n# about c\nc: 3\n", example.mended().in(whole));
        assertEquals(Set.of("b", "d"), example.fails().keys());
        assertEquals(Set.of("c"), example.fails().without());
    }

    @Test
    void an_example_without_its_two_parts_is_refused() {
        for (String text : List.of("", "owner: sre\n", "--- fails\nowner: sre\n", "--- mended\n--- fails\n")) {
            assertThrows(IllegalArgumentException.class, () -> RuleExample.of(text), text);
        }
    }
}
