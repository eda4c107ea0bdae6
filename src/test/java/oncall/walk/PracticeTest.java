package oncall.walk;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import oncall.runbook.Team;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** What a plan walked as practice is careful about. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class PracticeTest {
    private static final Team TEAM = Rehearsal.team("""
            oncall: team/1
            name: acme
            environments:
              eu1: {name: "Production EU", values: {namespace: shop}}
              eu2: {name: "Sandbox", values: {namespace: box}}
            """);

    @Test
    void production_is_known_by_the_name_the_team_gave_it_too() {
        assertTrue(Practice.isProduction("eu1", TEAM));
        assertTrue(Practice.isProduction("Live-2", TEAM));
        assertFalse(Practice.isProduction("eu2", TEAM));
        assertFalse(Practice.isProduction("staging", TEAM));
    }
}
