package oncall.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class VerdictTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    private static Finding finding(Finding.Result result, Rule.Level level) {
        return new Finding(
                Rules.of("RP033").orElseThrow(),
                level,
                result,
                oncall.runbook.Location.of("plan.yaml"),
                1,
                "what.",
                "mend",
                Optional.empty());
    }

    private static Verdict of(Finding... findings) {
        return new Verdict(
                List.of(findings), List.of(), Optional.of(Duration.ofMinutes(12)), Optional.of(TODAY.minusDays(6)));
    }

    @Test
    void one_line_says_what_it_comes_to() {
        assertEquals("READY, about 12 min, rehearsed 6 days ago", of().line(TODAY));
        Finding blocker = finding(Finding.Result.FAIL, Rule.Level.ERROR);
        assertEquals("NOT READY: 1 blocker", of(blocker).line(TODAY));
        assertEquals("NOT READY: 2 blockers", of(blocker, blocker).line(TODAY));
        assertEquals(
                "READY, never rehearsed",
                new Verdict(List.of(), List.of(), Optional.empty(), Optional.empty()).line(TODAY));
        assertEquals("rehearsed today", Verdict.rehearsal(Optional.of(TODAY), TODAY));
        assertEquals("rehearsed yesterday", Verdict.rehearsal(Optional.of(TODAY.minusDays(1)), TODAY));
    }

    @Test
    void what_is_not_known_is_counted_and_is_no_pass_and_no_blocker() {
        Finding unknown = finding(Finding.Result.UNKNOWN, Rule.Level.ERROR);
        assertEquals(
                "READY, about 12 min, rehearsed 6 days ago, 1 live check unknown",
                of(unknown).line(TODAY));
        assertEquals(
                "READY, about 12 min, rehearsed 6 days ago, 2 live checks unknown",
                of(unknown, unknown).line(TODAY));
        assertTrue(of(unknown).isReady());
        assertEquals(List.of(unknown), of(unknown).unknown());
        assertEquals(List.of(), of(unknown).warnings());
    }

    @Test
    void strict_lifts_warnings_and_nothing_else() {
        Finding warning = finding(Finding.Result.FAIL, Rule.Level.WARNING);
        assertTrue(of(warning).isReady());
        assertFalse(of(warning).strict().isReady());
        Finding good = finding(Finding.Result.PASS, Rule.Level.WARNING);
        Finding unknown = finding(Finding.Result.UNKNOWN, Rule.Level.WARNING);
        assertEquals(of(good, unknown), of(good, unknown).strict());
    }
}
