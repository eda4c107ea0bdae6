package oncall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import oncall.runbook.yaml.TeamReader;
import oncall.runbook.yaml.YamlFile;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is shipped is not checked at each start: it is checked here. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ShippedTest {
    @TempDir
    private Path home;

    @Test
    void nothing_is_wrong_with_any_file_that_is_shipped() {
        InProcess.Ran lint = new InProcess(home).run("runbook", "lint").ends(Exit.OK);
        assertEquals((BuiltIn.books().size() + 1 + BuiltIn.plans().size()) + " files: no problems.\n", lint.out());
    }

    @Test
    void the_team_read_without_its_checks_is_the_team_read_with_them() {
        YamlFile file = YamlFile.read(BuiltIn.file("team").orElseThrow(), BuiltIn.PATH + "team.yaml", "", true);
        assertEquals(TeamReader.readBuiltIn(file).orElseThrow(), BuiltIn.team());
    }

    @Test
    void a_team_file_of_ones_own_is_checked_at_each_start() throws IOException {
        Files.createDirectories(home.resolve("runbooks"));
        Files.writeString(home.resolve("runbooks/team.yaml"), """
                oncall: team/1
                priority:
                  - {is: P1, when: {customers: many}, why: "many"}
                  - {is: P1, when: {customers: [many]}, why: "many again"}
                  - {is: TICKET, otherwise: true, why: "the rest"}
                """);
        InProcess.Ran ran = new InProcess(home).run("start", "outage").ends(Exit.FIX);
        assertTrue(ran.err().contains("No answers reach this row"), ran.err());
    }

    @Test
    void a_shipped_book_is_checked_in_a_team_of_ones_own() throws IOException {
        Files.createDirectories(home.resolve("runbooks"));
        Files.writeString(home.resolve("runbooks/team.yaml"), """
                oncall: team/1
                steps:
                  triage: [{ask: what, text: "What is broken?"}, {ask: hours_left, text: "How long?", type: number}]
                """);
        InProcess.Ran ran = new InProcess(home).run("start", "database-disk-full");
        assertTrue(ran.err().contains("built-in/database-disk-full.yaml:"), ran.err());
    }
}
