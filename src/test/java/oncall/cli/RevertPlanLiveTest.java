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

/** `revert-plan check --live` and `revert-plan new --git`, on a history made by real git. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RevertPlanLiveTest {
    private static final String TEAM = """
            oncall: team/1
            name: shop
            paths:
              - {glob: "services/api/**", service: api}
              - {glob: "services/ui/**", service: ui}
              - {glob: "db/migrations/**", migrations: true}
            """;

    @TempDir
    private Path folder;

    private Path repo;

    @BeforeEach
    void a_change_of_two_services_and_a_migration() throws Exception {
        repo = Files.createDirectory(folder.resolve("repo"));
        git("init", "-q", "-b", "main");
        file("runbooks/team.yaml", TEAM);
        file("runbooks/x.yaml", "oncall: runbook/1\ntitle: x\nsteps: [Look.]\n");
        file("services/api/app.py", "v1\n");
        file("services/ui/app.js", "v1\n");
        commit("one");
        git("tag", "v1");
        file("services/api/app.py", "v1\nif flags.isEnabled(\"order_notes\"): pass\n");
        file("db/migrations/0042_notes.up.sql", "alter table orders add column notes text;\n");
        commit("api: order notes");
        file("services/ui/app.js", "v2\n");
        commit("ui: show notes");
        file("docs/guide.md", "words\n");
        commit("docs: a guide");
        git("tag", "v2");
    }

    private void git(String... words) throws Exception {
        List<String> all = new ArrayList<>(List.of("git", "-c", "user.name=Omer", "-c", "user.email=omer@example.org"));
        all.addAll(List.of(words));
        ProcessBuilder builder =
                new ProcessBuilder(all).directory(repo.toFile()).redirectErrorStream(true);
        builder.environment().putAll(Map.of("GIT_CONFIG_GLOBAL", "/dev/null", "GIT_CONFIG_SYSTEM", "/dev/null"));
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(30, TimeUnit.SECONDS), said);
        assertEquals(0, process.exitValue(), said);
    }

    private void commit(String message) throws Exception {
        git("add", "-A");
        git("commit", "-q", "-m", message);
    }

    private void file(String name, String text) throws IOException {
        Path path = repo.resolve(name);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private InProcess program() {
        return new InProcess(folder).in(repo).with("PATH", System.getenv("PATH"));
    }

    private void plan(String from, String to, String migrations) throws IOException {
        file("runbooks/revert-plans/notes.yaml", """
                oncall: revert-plan/1
                change: {title: "order notes", git: {repo: "../..", from: %s, to: %s}}
                owner: dana
                services: [{name: api, from: "2", to: "1"}]
                migrations: %s
                no-return: {at: "the next deployment", why: "the column is filled by then"}
                after-no-return: Fix forward with dana.
                steps:
                  - run: true
                    timeout: 1m
                verify: [{check: "curl -fsS http://api.internal/health", expect: {contains: ok}, hold: 1m}]
                estimate: 6m
                """.formatted(from, to, migrations));
    }

    /** What the live looks said of a rule, `result what`. */
    private List<String> live(String rule, Exit exit) throws IOException {
        InProcess.Ran ran = program().run("revert-plan", "check", "--live", "--format", "json", "notes");
        ran.ends(exit);
        List<String> said = new ArrayList<>();
        for (JsonNode finding : new ObjectMapper().readTree(ran.out()).at("/plans/0/findings")) {
            if (finding.get("rule").asText().equals(rule)) {
                said.add(finding.get("result").asText() + " "
                        + finding.get("message").asText());
            }
        }
        return said;
    }

    private static void has(List<String> said, String beginning, String part) {
        assertTrue(said.stream().anyMatch(each -> each.startsWith(beginning) && each.contains(part)), said.toString());
    }

    @Test
    void a_migration_the_plan_does_not_list_is_found_in_the_change() throws Exception {
        plan("v1", "v2", "none");
        List<String> said = live("RP050", Exit.FIX);
        has(said, "fail ", "`0042` (db/migrations/0042_notes.up.sql)");
    }

    @Test
    void what_a_plan_keeps_silent_is_told_as_silenced_of_live_looks_too() throws Exception {
        plan("v1", "v2", "none");
        Path file = repo.resolve("runbooks/revert-plans/notes.yaml");
        Files.writeString(
                file,
                Files.readString(file)
                        + "suppress: [{rule: RP050, reason: \"known since Monday\", expires: 2019-01-01}]\n");
        assertEquals(
                List.of(),
                live("RP050", Exit.OK).stream()
                        .filter(each -> each.startsWith("fail"))
                        .toList());
        String out = program()
                .run("revert-plan", "check", "--live", "notes")
                .ends(Exit.OK)
                .out();
        assertTrue(out.contains("known since Monday"), out);
    }

    @Test
    void a_listed_migration_is_found_by_its_number_and_its_missing_down_too() throws Exception {
        plan("v1", "v2", "[{id: \"42\", phase: expand, revert: down, down: \"alter table orders drop column notes\"}]");
        has(live("RP050", Exit.FIX), "pass ", "lists it");
        has(live("RP054", Exit.FIX), "fail ", "0042");
    }

    @Test
    void what_goes_back_with_it_is_told_and_what_belongs_to_nobody_is_counted() throws Exception {
        plan("v1", "v2", "none");
        List<String> said = live("RP037", Exit.FIX);
        has(said, "pass ", "applies");
        has(said, "fail ", "Going back takes 3 commits by Omer with it, 4 files. 2 touch none of the plan's services.");
    }

    @Test
    void a_revision_that_is_not_there_is_a_blocker_and_a_folder_that_is_no_repository_is_unknown() throws Exception {
        plan("v1", "v9", "none");
        has(live("RP031", Exit.FIX), "fail ", "v9");
        plan("v1", "v2", "[{id: \"0042\", phase: expand, revert: not-needed, compatible: \"it ignores it\"}]");
        Files.move(repo.resolve(".git"), folder.resolve("away"));
        has(live("RP037", Exit.NOT_CHECKED), "unknown ", "not a git repository");
        has(live("RP050", Exit.NOT_CHECKED), "unknown ", "could not be read");
    }

    @Test
    void without_a_terminal_no_command_of_a_plan_is_run_and_what_it_would_have_told_is_unknown() throws Exception {
        file("runbooks/revert-plans/notes.yaml", """
                oncall: revert-plan/1
                change: {title: "order notes"}
                owner: dana
                services: [{name: api, from: "2", to: "1", running: {check: "touch ran; echo 2"}}]
                migrations: none
                steps:
                  - run: true
                    timeout: 1m
                verify: [{check: "touch ran", expect: {exit: 0}, hold: 1m}]
                estimate: 6m
                """);
        has(live("RP033", Exit.NOT_CHECKED), "unknown ", "consent at a terminal only");
        assertFalse(Files.exists(repo.resolve("runbooks/revert-plans/ran")));
        assertFalse(Files.exists(repo.resolve("ran")));
    }

    @Test
    void the_repository_is_as_it_was() throws Exception {
        plan("v1", "v2", "none");
        commit("plan");
        String before = state();
        live("RP037", Exit.FIX);
        assertEquals(before, state());
    }

    private String state() throws IOException {
        StringBuilder state = new StringBuilder();
        try (var files = Files.walk(repo)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                state.append(repo.relativize(file))
                        .append(' ')
                        .append(Files.getLastModifiedTime(file))
                        .append(' ')
                        .append(Files.size(file))
                        .append('\n');
            }
        }
        return state.toString();
    }

    @Test
    void a_draft_says_what_the_history_knows_and_leaves_the_rest_open_by_line() throws Exception {
        InProcess.Ran ran =
                program().run("revert-plan", "new", "notes", "--git", "v1..v2").ends(Exit.OK);
        String draft = ran.out();
        assertTrue(draft.contains("  title: \"3 commits from v1 to v2\"\n"), draft);
        assertTrue(draft.contains("  by: Omer\n"), draft);
        assertTrue(draft.contains("  - name: ui\n"), draft);
        assertTrue(draft.contains("    revert-after: [ui]\n"), draft);
        assertTrue(draft.contains("  - name: order_notes\n"), draft);
        assertTrue(draft.contains("  - id: \"0042\"\n"), draft);
        assertTrue(draft.contains("# golang-migrate, down missing"), draft);
        Path file = repo.resolve("runbooks/revert-plans/notes.yaml");
        program()
                .run("revert-plan", "new", "notes", "--git", "v1..v2", "-o", "runbooks/revert-plans")
                .ends(Exit.OK);
        assertTrue(Files.readString(file).contains("file: \"../../db/migrations/0042_notes.up.sql\""));
        InProcess.Ran checked = program().run("revert-plan", "check", "notes").ends(Exit.FIX);
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(": TODO")) {
                String place = "notes.yaml:" + (i + 1) + ":";
                assertTrue(checked.out().contains(place), place + " is not in\n" + checked.out());
            }
        }
    }

    @Test
    void a_draft_never_overwrites_and_says_what_git_could_not_find() throws Exception {
        plan("v1", "v2", "none");
        Path file = repo.resolve("runbooks/revert-plans/notes.yaml");
        String before = Files.readString(file);
        InProcess.Ran ran = program()
                .run("revert-plan", "new", "notes", "-o", "runbooks/revert-plans")
                .ends(Exit.NOT_SAVED);
        assertTrue(ran.err().contains("there already"), ran.err());
        assertEquals(before, Files.readString(file));
        assertTrue(program()
                .run("revert-plan", "new", "n", "--git", "v1..v77")
                .ends(Exit.NOT_FOUND)
                .err()
                .contains("v77"));
        assertTrue(program()
                .run("revert-plan", "new", "n", "--git", "v1")
                .ends(Exit.USAGE)
                .err()
                .contains("not a range"));
        program().run("revert-plan", "new", "../n").ends(Exit.USAGE);
        program().run("revert-plan", "new", "n", "--repo", ".").ends(Exit.USAGE);
    }
}
