package oncall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PlansTest {
    static final String PLAN = """
            oncall: revert-plan/1
            change: {title: "api 4.13.0", deployed: 2018-11-10T10:00Z}
            owner: dana
            services: [{name: api, from: "4.13.0", to: "4.12.0"}]
            migrations: none
            steps:
              - run: kubectl rollout undo deployment/api
                timeout: 5m
            verify:
              - check: curl -fsS http://api.internal/health
                expect: {contains: ok}
                hold: 5m
            estimate: 6m
            """;
    private static final String BOOK = "oncall: runbook/1\ntitle: A disk is full\nsteps: [Look.]\n";
    private static final String TEAM = "oncall: team/1\nname: Acme\nzone: Asia/Jerusalem\n";

    @TempDir
    private Path home;

    private Path write(String path, String text) throws IOException {
        Path file = home.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private Plans plans() {
        return new Plans(Invocation.of(
                new InProcess(home).environs(OutputStream.nullOutputStream(), OutputStream.nullOutputStream())));
    }

    private static List<String> shown(List<PlanFile> files) {
        return files.stream().map(PlanFile::shown).toList();
    }

    @Test
    void without_a_name_all_plans_of_the_books_in_use_are_meant_and_those_beside_them() throws IOException {
        write("runbooks/disk.yaml", BOOK);
        write("runbooks/team.yaml", TEAM);
        write("runbooks/revert-plans/api.yaml", PLAN);
        write("revert-plans/ui.yaml", PLAN);
        write("revert-plans/api.yaml", PLAN);
        write("revert-plans/notes.yaml", "oncall: team/1\n");
        List<PlanFile> all = plans().chosen(List.of());
        assertEquals(List.of("runbooks/revert-plans/api.yaml", "revert-plans/ui.yaml"), shown(all));
        assertEquals(
                List.of("Acme", "Acme"),
                all.stream().map(file -> file.team().name()).toList());
    }

    @Test
    void plans_alone_are_found_upward_from_here() throws IOException {
        write("revert-plans/api.yaml", PLAN);
        assertEquals(List.of("revert-plans/api.yaml"), shown(plans().chosen(List.of())));
    }

    @Test
    void a_plan_is_taken_by_name_by_path_and_by_folder_and_read_once() throws IOException {
        write("revert-plans/api.yaml", PLAN);
        write("elsewhere/deep/other.yml", PLAN);
        write("elsewhere/values.yaml", "replicas: 3\n");
        assertEquals(
                List.of("revert-plans/api.yaml", "elsewhere/deep/other.yml"),
                shown(plans().chosen(List.of("api", "revert-plans", "elsewhere", "elsewhere/deep/other.yml"))));
        assertEquals("other", plans().one("elsewhere/deep/other.yml").name());
        assertEquals("api 4.13.0", plans().one("api").read().title());
    }

    @Test
    void what_is_not_there_is_told_with_the_nearest_name() throws IOException {
        write("revert-plans/rbac-rollout.yaml", PLAN);
        Failure name = assertThrows(Failure.class, () -> plans().one("rbac-rolout"));
        assertEquals(Exit.NOT_FOUND, name.exit());
        assertEquals("There is no revert plan `rbac-rolout`. Did you mean `rbac-rollout`?", name.getMessage());
        assertEquals(
                Exit.NOT_FOUND,
                assertThrows(Failure.class, () -> plans().chosen(List.of("x/y.yaml")))
                        .exit());
        write("empty/values.yaml", "a: 1\n");
        assertEquals(
                "There is no revert plan in `empty`.",
                assertThrows(Failure.class, () -> plans().chosen(List.of("empty")))
                        .getMessage());
    }

    @Test
    void books_without_any_plan_have_no_plan() throws IOException {
        write("runbooks/disk.yaml", BOOK);
        Failure none = assertThrows(Failure.class, () -> plans().chosen(List.of()));
        assertEquals("There is no revert plan in `runbooks/revert-plans`.", none.getMessage());
    }

    @Test
    void a_plan_that_does_not_read_is_kept_with_what_is_wrong() throws IOException {
        write("revert-plans/api.yaml", PLAN.replace("owner:", "ownr:"));
        PlanFile file = plans().one("api");
        assertTrue(file.plan().isEmpty());
        assertFalse(file.problems().isEmpty());
        assertThrows(Unreadable.class, file::read);
    }

    @Test
    void a_team_file_with_errors_says_so() throws IOException {
        write("revert-plans/team.yaml", "oncall: team/1\nnme: Acme\n");
        write("revert-plans/api.yaml", PLAN);
        assertTrue(assertThrows(Unreadable.class, () -> plans().one("api")).isTeam());
    }

    @Test
    void files_are_those_of_the_repository_links_followed() throws IOException {
        write("repo/.git/HEAD", "ref: refs/heads/main\n");
        write("repo/db/0041.sql", "select 1;\n");
        write("outside.sql", "select 1;\n");
        Path plan = write("repo/ops/revert-plans/api.yaml", PLAN);
        Files.createSymbolicLink(plan.resolveSibling("link.sql"), home.resolve("outside.sql"));
        PlanSurroundings around = plans().around(plans().one("repo/ops/revert-plans/api.yaml"));
        assertTrue(around.hasFile("../../db/0041.sql"));
        assertTrue(around.hasFile("api.yaml"));
        for (String path : List.of("../../../outside.sql", "link.sql", "/etc/passwd", "", "..", "a\0b", "none.sql")) {
            assertFalse(around.hasFile(path), path);
        }
    }

    @Test
    void without_a_repository_files_are_those_beside_the_folder_of_plans() throws IOException {
        write("a/db/0041.sql", "select 1;\n");
        write("b.sql", "select 1;\n");
        write("a/revert-plans/api.yaml", PLAN);
        PlanSurroundings around = plans().around(plans().one("a/revert-plans/api.yaml"));
        assertTrue(around.hasFile("../db/0041.sql"));
        assertFalse(around.hasFile("../../b.sql"));
    }

    @Test
    void the_list_of_built_in_plans_is_the_folder() throws IOException {
        Path folder = Path.of("runbooks", Places.PLANS);
        List<String> files = List.of();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> all = Files.list(folder)) {
                files = all.map(file -> file.getFileName().toString())
                        .filter(name -> name.endsWith(".yaml"))
                        .map(name -> name.replace(".yaml", ""))
                        .sorted()
                        .toList();
            }
        }
        assertEquals(files, BuiltIn.plans());
        for (String name : BuiltIn.plans()) {
            assertTrue(plans().one(name).plan().isPresent(), name);
        }
    }
}
