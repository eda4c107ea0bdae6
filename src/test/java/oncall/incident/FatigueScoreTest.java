package oncall.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import oncall.runbook.AcmeRentals;
import oncall.runbook.Condition;
import oncall.runbook.Team;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class FatigueScoreTest {
    @ParameterizedTest(name = "awake {0}, {1} o''clock, on it {2}, handed over {3}, incident {4}, retries {5} -> {6}")
    @CsvSource(textBlock = """
            # awake, hour,    on it,    handed,  shift, retries, points, advice
            unknown, 14:00,   PT30M,    never,   1,     0,       0,      GO_ON
            PT16H,   14:00,   PT1H,     never,   1,     2,       0,      GO_ON
            PT16H1S, 14:00,   PT1H,     never,   1,     0,       2,      GO_ON
            PT17H,   02:00,   PT30M,    never,   1,     0,       4,      HAND_OVER
            PT17H,   01:59,   PT30M,    never,   1,     0,       2,      GO_ON
            PT17H,   06:00,   PT30M,    never,   1,     0,       2,      GO_ON
            PT17H,   05:59,   PT61M,    once,    1,     0,       4,      HAND_OVER
            PT17H,   05:59,   PT61M,    never,   1,     0,       5,      HAND_OVER
            unknown, 03:00,   PT3H1S,   never,   2,     0,       7,      HAND_OVER_NOW
            PT21H,   03:00,   PT4H,     never,   3,     5,       12,     HAND_OVER_NOW
            unknown, unknown, unknown,  unknown, unknown, unknown, 0,    GO_ON
            """)
    void Points_of_the_team(
            String awake,
            String hour,
            String onIt,
            String handed,
            String shift,
            String retries,
            int points,
            FatigueScore.Advice advice) {
        FatigueScore score = score(awake, hour, onIt, handed, shift, retries);
        assertEquals(points, score.points());
        assertEquals(advice, score.advice());
    }

    @Test
    void The_advice_is_a_sentence_with_its_reasons() {
        assertEquals(
                Optional.of("Hand over: awake more than 16 hours; the low hours of the night."),
                score("PT17H", "02:30", "PT30M", "never", "1", "0").sentence());
        assertEquals(
                Optional.of("Hand over now: the low hours of the night; more than an hour without a handover;"
                        + " more than three hours on it; not the first incident this shift."),
                score("unknown", "02:30", "PT4H", "never", "2", "0").sentence());
        assertEquals(
                Optional.empty(),
                score("PT17H", "14:00", "PT30M", "never", "1", "0").sentence());
    }

    @Test
    void Without_a_reason_there_is_no_advice() {
        Team.Fatigue eager =
                new Team.Fatigue(0, 0, List.of(new Team.Points(1, new Condition.Not(Condition.ALWAYS), "x")));
        assertEquals(
                FatigueScore.Advice.GO_ON,
                FatigueScore.of(eager, AcmeRentals.facts()).advice());
    }

    private static FatigueScore score(String... values) {
        return FatigueScore.of(
                AcmeRentals.fatigue(),
                AcmeRentals.facts(
                        "awake",
                        values[0],
                        "local_hour",
                        values[1],
                        "on_incident",
                        values[2],
                        "handed_over",
                        values[3],
                        "incidents_this_shift",
                        values[4],
                        "retries",
                        values[5]));
    }
}
