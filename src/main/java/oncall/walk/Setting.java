package oncall.walk;

import java.time.ZoneId;
import java.util.Optional;
import oncall.runbook.Runbook;
import oncall.runbook.Team;

/**
 * What holds for one sitting.
 *
 * @param book the book begun with, as it was then
 * @param team the team file begun with, as it was then
 * @param actor who sits here
 * @param role the role held
 * @param zone of the times shown
 * @param showOnly commands are shown for copying and never offered
 * @param startedIn the folder commands of built-in books run in
 * @param shift incidents opened in this shift, this one included
 * @param practice the environment a plan is practised in; empty on a real night
 */
public record Setting(
        Runbook book,
        Team team,
        String actor,
        String role,
        ZoneId zone,
        boolean showOnly,
        String startedIn,
        int shift,
        Optional<String> practice) {
    /** Of a real night. */
    public Setting(
            Runbook book,
            Team team,
            String actor,
            String role,
            ZoneId zone,
            boolean showOnly,
            String startedIn,
            int shift) {
        this(book, team, actor, role, zone, showOnly, startedIn, shift, Optional.empty());
    }

    /** The command that goes on with an incident. */
    public static String resumeCommand(String incident) {
        return "oncall resume " + incident;
    }
}
