package oncall.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import oncall.runbook.AcmeRentals;
import oncall.runbook.Choice;
import oncall.runbook.Step;
import oncall.runbook.Team;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PriorityWordsTest {
    private final Team team = AcmeRentals.team();
    private final PriorityWords words = new PriorityWords(team, this::choiceWords);

    @Test
    void A_provisional_level_says_what_would_change_it_and_when_it_is_asked_again() {
        assertEquals(
                List.of(
                        "P1 for now: core feature and an unknown number of customers."
                                + " If one customer or no customer confirmed: P2. Asked again 17:20.",
                        "Around the clock. First word to customers by 17:25."),
                words.lines(
                        verdict("tier", "core", "customers", "unknown", "seen", "tried", "data", "safe"),
                        "P1",
                        Optional.of("17:20"),
                        Optional.of("17:25")));
    }

    @Test
    void A_firm_level_is_one_sentence() {
        assertEquals(
                List.of("P2: core feature and one customer.", "Around the clock. :raise makes it higher."),
                words.lines(
                        verdict("tier", "core", "customers", "one", "seen", "tried", "data", "safe"),
                        "P2",
                        Optional.of("17:20"),
                        Optional.empty()));
    }

    @Test
    void A_firm_level_that_its_row_asks_again_says_when() {
        assertEquals(
                "WATCH: nobody is confirmed hit and we cannot see it. Asked again 17:20.",
                words.reason(
                        verdict("tier", "core", "customers", "none", "seen", "reported", "data", "safe"),
                        "WATCH",
                        Optional.of("17:20")));
    }

    @Test
    void Several_unknown_answers_are_told_level_by_level() {
        assertEquals(
                "P2 for now: not in our list of features."
                        + " If data is \"lost or wrong\" or \"shown to the wrong people\" or a core feature: P1."
                        + " If no customer confirmed: WATCH. If a secondary feature or an internal feature: P3."
                        + " Asked again 02:19.",
                words.reason(
                        verdict(
                                "seen",
                                "reported",
                                "tier",
                                "unknown",
                                "customers",
                                "unknown",
                                "data",
                                "unknown",
                                "workaround",
                                "none"),
                        "P2",
                        Optional.of("02:19")));
    }

    @Test
    void A_raised_level_says_what_the_rules_say_and_only_what_would_go_higher() {
        assertEquals(
                "P2, raised. The rules say P3 for now: secondary feature and no way around it. Asked again 17:20.",
                words.reason(
                        verdict(
                                "tier",
                                "secondary",
                                "customers",
                                "one",
                                "seen",
                                "tried",
                                "data",
                                "safe",
                                "workaround",
                                "unknown"),
                        "P2",
                        Optional.of("17:20")));
    }

    private PriorityVerdict verdict(String... pairs) {
        Map<String, List<String>> unknowns = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i + 1].equals("unknown")) {
                Map.Entry<String, List<String>> unknown =
                        PriorityTable.unknown(team, ask(pairs[i].equals("tier") ? "feature" : pairs[i]));
                unknowns.put(unknown.getKey(), unknown.getValue());
            }
        }
        return PriorityTable.judge(team, AcmeRentals.facts(pairs), unknowns);
    }

    private String choiceWords(String fact, String value) {
        return ask(fact).choices().stream()
                .filter(choice -> choice.id().equals(value))
                .map(Choice::words)
                .findFirst()
                .orElse(value);
    }

    private Step.Ask ask(String id) {
        return team.steps().values().stream()
                .flatMap(List::stream)
                .filter(step -> step.id().equals(id))
                .map(Step.Ask.class::cast)
                .findFirst()
                .orElseThrow();
    }
}
