package oncall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** `revert-plan check --changed-since`, on histories made by real git. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ChangedSinceTest {
    private static final String BROKEN = "oncall: revert-plan/1\nx: y\n";

    @TempDir
    private Path folder;

    private Path repo;

    @BeforeEach
    void start() throws Exception {
        repo = Files.createDirectory(folder.resolve("repo"));
        git(repo, "init", "-q", "-b", "main");
        file("revert-plans/old.yaml", BROKEN);
        file("k8s/api.yaml", "image: 1\n");
        commit("one");
        git(repo, "checkout", "-q", "-b", "work");
    }

    private static void git(Path where, String... words) throws Exception {
        List<String> all = new ArrayList<>(List.of("git", "-c", "user.name=dana", "-c", "user.email=dana@example.org"));
        all.addAll(List.of(words));
        ProcessBuilder builder =
                new ProcessBuilder(all).directory(where.toFile()).redirectErrorStream(true);
        builder.environment().putAll(Map.of("GIT_CONFIG_GLOBAL", "/dev/null", "GIT_CONFIG_SYSTEM", "/dev/null"));
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(30, TimeUnit.SECONDS), said);
        assertEquals(0, process.exitValue(), said);
    }

    private void commit(String message) throws Exception {
        git(repo, "add", "-A");
        git(repo, "commit", "-q", "-m", message);
    }

    private void file(String name, String text) throws IOException {
        Path path = repo.resolve(name);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private InProcess.Ran check(Path in, String... words) {
        List<String> all = new ArrayList<>(List.of("revert-plan", "check"));
        all.addAll(List.of(words));
        return new InProcess(folder).in(in).run(all.toArray(String[]::new));
    }

    @Test
    void a_branch_that_touches_nothing_that_wants_a_plan_is_good() throws Exception {
        file("README.md", "words\n");
        commit("two");
        InProcess.Ran ran = check(repo, "--changed-since", "main").ends(Exit.OK);
        assertEquals("No revert plan is changed since `main`, and nothing that wants one.\n", ran.out());
        assertEquals("", ran.err());
    }

    @Test
    void a_migration_or_a_deployment_without_a_plan_must_be_fixed() throws Exception {
        file("db/migrate/20181112_drop.sql", "drop table prices;\n");
        file("k8s/api.yaml", "image: 2\n");
        commit("two");
        InProcess.Ran ran = check(repo, "--changed-since", "main").ends(Exit.FIX);
        assertTrue(
                ran.out()
                        .startsWith("NO REVERT PLAN: `db/migrate/20181112_drop.sql`, `k8s/api.yaml` are changed since"
                                + " `main`, and no revert plan is. [no-plan]\nwhy: "),
                ran.out());
        JsonNode json = new ObjectMapper()
                .readTree(check(repo, "--changed-since", "main", "--format", "json")
                        .ends(Exit.FIX)
                        .out());
        assertEquals("main", json.at("/branch/since").asText());
        assertEquals("k8s/api.yaml", json.at("/branch/unplanned/1").asText());
        assertEquals(1, json.at("/errors").asInt());
        assertEquals(0, json.at("/plans").size());
    }

    @Test
    void only_plans_the_branch_touches_are_checked_wherever_they_lie() throws Exception {
        file("services/api/revert-plans/new.yaml", PlansTest.PLAN);
        file("k8s/api.yaml", "image: 2\n");
        commit("two");
        InProcess.Ran ran = check(repo, "--changed-since", "main").ends(Exit.OK);
        assertTrue(ran.out().startsWith("READY, about 6 min"), ran.out());
        assertTrue(ran.out().contains("\nservices/api/revert-plans/new.yaml:1:1: warning: "), ran.out());
        assertFalse(ran.out().contains("old.yaml"), ran.out());
        InProcess.Ran below =
                check(repo.resolve("services"), "--changed-since", "main").ends(Exit.OK);
        assertTrue(below.out().contains("\napi/revert-plans/new.yaml:1:1: warning: "), below.out());
    }

    @Test
    void what_was_on_the_other_branch_meanwhile_is_not_this_branch() throws Exception {
        git(repo, "checkout", "-q", "main");
        file("db/migrate/1.sql", "select 1;\n");
        commit("theirs");
        git(repo, "checkout", "-q", "work");
        file("README.md", "words\n");
        commit("two");
        check(repo, "--changed-since", "main").ends(Exit.OK);
    }

    @Test
    void a_plan_that_is_only_deleted_covers_nothing() throws Exception {
        Files.delete(repo.resolve("revert-plans/old.yaml"));
        file("k8s/api.yaml", "image: 2\n");
        commit("two");
        check(repo, "--changed-since", "main").ends(Exit.FIX);
    }

    @Test
    void of_plans_that_are_named_those_the_branch_does_not_touch_are_left_out() throws Exception {
        file("revert-plans/new.yaml", PlansTest.PLAN);
        commit("two");
        check(repo, "revert-plans").ends(Exit.UNREADABLE);
        check(repo, "revert-plans", "--changed-since", "main").ends(Exit.OK);
    }

    @Test
    void the_team_says_what_wants_a_plan() throws Exception {
        file("team.yaml", "oncall: team/1\npaths: [{glob: \"{infra,ops}/**\", deploy: true}]\n");
        file("runbooks/team.yaml", "oncall: team/1\npaths: [{glob: \"{infra,ops}/**\", deploy: true}]\n");
        file("runbooks/a.yaml", "oncall: runbook/1\ntitle: A\nsteps: [Look.]\n");
        file("k8s/api.yaml", "image: 2\n");
        commit("two");
        check(repo, "--changed-since", "main").ends(Exit.OK);
        file("ops/main.tf", "x\n");
        commit("three");
        check(repo, "--changed-since", "main").ends(Exit.FIX);
        file("runbooks/team.yaml", "oncall: team/1\npaths: [{glob: \"ops/**\", service: api}]\n");
        commit("four");
        InProcess.Ran ran = check(repo, "--changed-since", "main").ends(Exit.OK);
        assertTrue(ran.err().startsWith("The team file says under `paths` of no file"), ran.err());
    }

    @Test
    void what_git_cannot_tell_has_its_reason_and_its_exit_code() throws Exception {
        assertTrue(check(repo, "--changed-since", "mian")
                .ends(Exit.NOT_FOUND)
                .err()
                .startsWith("What changed since `mian` is not known. There is no revision `mian`"));
        check(repo, "--changed-since", "--all").ends(Exit.USAGE);
        InProcess.Ran outside = check(folder, "--changed-since", "main").ends(Exit.USAGE);
        assertTrue(outside.err().contains("is not a git repository."), outside.err());
        file("README.md", "words\n");
        commit("two");
        git(folder, "clone", "-q", "--depth", "1", "--branch", "work", "file://" + repo, "short");
        InProcess.Ran shallow =
                check(folder.resolve("short"), "--changed-since", "origin/main").ends(Exit.NOT_CHECKED);
        assertTrue(shallow.err().contains("git fetch --unshallow"), shallow.err());
    }
}
