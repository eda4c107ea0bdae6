package oncall.runbook.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import oncall.plan.RevertPlan;
import oncall.runbook.AnswersFile;
import oncall.runbook.Team;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SharedFilesTest {
    private static final Path SHARED = Path.of(System.getProperty("oncall.shared", "../shared"), "formats");

    private static YamlFile shared(String path) {
        assumeTrue(Files.isRegularFile(SHARED.resolve(path)), "skipped: no file " + path);
        return BuiltIn.file(SHARED.resolve(path));
    }

    @Test
    void the_built_in_team_file_reads_without_a_word() {
        YamlFile file = BuiltIn.file(BuiltIn.FOLDER.resolve("team.yaml"));
        Optional<Team> team = TeamReader.readBuiltIn(file);
        assertEquals("", BuiltIn.lines(file));
        assertTrue(team.orElseThrow().inherited().isEmpty());
    }

    @Test
    void the_shared_team_file_reads_without_a_word() {
        YamlFile file = shared("team.yaml");
        Team team = TeamReader.read(file, BuiltIn.team()).orElseThrow(() -> new AssertionError(BuiltIn.lines(file)));
        assertEquals("", BuiltIn.lines(file));
        assertEquals(Set.of("paths"), team.inherited());
        assertEquals(
                List.of("P1", "P2", "P3", "WATCH", "TICKET"),
                List.copyOf(team.levels().keySet()));
        assertEquals(11, team.priority().size());
    }

    @Test
    void the_shared_plans_read_without_a_word() {
        for (String name : List.of("api-4.13", "rbac-rollout")) {
            YamlFile file = shared("revert-plans/" + name + ".yaml");
            Optional<RevertPlan> plan = PlanReader.read(file, name);
            assertEquals("", BuiltIn.lines(file), name);
            assertEquals(
                    name.equals("api-4.13") ? 1 : 6, plan.orElseThrow().steps().size());
            assertEquals(
                    name.equals("api-4.13") ? 1 : 2, plan.orElseThrow().verify().size());
        }
    }

    @Test
    void the_shared_answers_read_without_a_word() {
        YamlFile file = shared("answers.yaml");
        Optional<AnswersFile> answers = AnswersReader.read(file);
        assertEquals("", BuiltIn.lines(file));
        assertEquals(20, answers.orElseThrow().entries().size());
        assertEquals(Optional.of("noa"), answers.orElseThrow().start().as());
    }
}
