package oncall.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import oncall.runbook.Team;
import oncall.runbook.yaml.PlanReader;
import oncall.runbook.yaml.TeamReader;
import oncall.runbook.yaml.YamlFile;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** The plans that are shipped: three to copy, and one as it was on the night it all began. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class BuiltInPlansTest {
    private static final Path FOLDER = Path.of("runbooks/revert-plans");
    private static final Team TEAM =
            TeamReader.readBuiltIn(file(Path.of("runbooks/team.yaml"))).orElseThrow();

    /** What only those who copy a plan can know: that it was rehearsed, its commits, how long an artifact is kept. */
    private static final Set<String> FOR_THE_COPY = Set.of("RP032", "RP037", "RP110", "RP113");

    private static YamlFile file(Path path) {
        try {
            return YamlFile.read(Files.readAllBytes(path), path.toString(), "", true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Verdict verdict(String name) {
        YamlFile yaml = file(FOLDER.resolve(name + ".yaml"));
        RevertPlan plan = PlanReader.read(yaml, name, Optional.of(TEAM))
                .orElseThrow(() -> new AssertionError(yaml.problems().inOrder().toString()));
        return PlanCheck.check(plan, new Anywhere());
    }

    @Test
    void those_to_copy_are_ready_and_lack_only_what_a_copy_has_to_say() {
        for (String name : List.of("access-control-rollout", "plain-service", "expand-contract")) {
            Verdict verdict = verdict(name);
            assertEquals(List.of(), PlanSetting.lines(verdict.blockers()), name);
            assertEquals(
                    List.of(),
                    PlanSetting.lines(verdict.warnings().stream()
                            .filter(each -> !FOR_THE_COPY.contains(each.rule().id()))
                            .toList()),
                    name);
        }
    }

    @Test
    void the_plan_of_that_night_is_stopped_by_what_stopped_that_night() {
        Map<String, Long> blockers = verdict("access-control-that-night").blockers().stream()
                .collect(Collectors.groupingBy(each -> each.rule().id(), Collectors.counting()));
        assertEquals(
                Map.ofEntries(
                        Map.entry("RP010", 1L),
                        Map.entry("RP023", 1L),
                        Map.entry("RP030", 1L),
                        Map.entry("RP040", 2L),
                        Map.entry("RP051", 2L),
                        Map.entry("RP053", 1L),
                        Map.entry("RP060", 1L),
                        Map.entry("RP071", 1L),
                        Map.entry("RP090", 1L),
                        Map.entry("RP093", 1L)),
                blockers);
    }

    @Test
    void the_list_of_built_in_plans_is_the_folder() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            Set<String> names = files.map(path -> path.getFileName().toString().replace(".yaml", ""))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertEquals(
                    String.join("\n", names) + "\n",
                    Files.readString(Path.of("src/main/resources/oncall/built-in-plans")));
        }
    }

    /** A machine of which nothing is known but the time. */
    private static final class Anywhere implements Surroundings {
        @Override
        public Instant now() {
            return PlanSetting.NOW;
        }

        @Override
        public ZoneId zone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Team team() {
            return TEAM;
        }

        @Override
        public List<String> books() {
            return List.of();
        }

        @Override
        public boolean hasFile(String path) {
            return false;
        }

        @Override
        public List<SqlFinding> sql(String path) {
            return List.of();
        }
    }
}
