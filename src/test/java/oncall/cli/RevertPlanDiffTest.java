package oncall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import oncall.incident.Entry;
import oncall.incident.Event;
import oncall.plan.RevertPlan;
import oncall.plan.StepsHash;
import oncall.runbook.yaml.PlanReader;
import oncall.runbook.yaml.YamlFile;
import oncall.timeline.FileTimeline;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RevertPlanDiffTest {
    private static final String REHEARSED =
            PlansTest.PLAN + "rehearsal: {date: 2018-11-08, env: staging, by: eli, took: 5m, result: pass}\n";
    private static final String CHANGED = REHEARSED.replace("timeout: 5m", "timeout: 6m");
    private static final String TIMEOUT = """
            Step kubectl_rollout_undo_deployment_api:
              timeout was  5 min
                      now  6 min
            """;

    @TempDir
    private Path home;

    private Path file;
    private InProcess oncall;

    @BeforeEach
    void a_folder_of_plans() throws IOException {
        oncall = new InProcess(home)
                .with("PATH", System.getenv("PATH"))
                .with("ONCALL_HOME", home.resolve("state").toString());
        file = home.resolve("revert-plans/api.yaml");
        Files.createDirectories(file.getParent());
    }

    private void write(String text) throws IOException {
        Files.writeString(file, text);
    }

    private String diff(String... more) {
        List<String> words = new ArrayList<>(List.of("revert-plan", "diff", "api"));
        words.addAll(List.of(more));
        return oncall.run(words.toArray(String[]::new)).ends(Exit.OK).out();
    }

    private void git(String date, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "git", "-c", "user.name=eli", "-c", "user.email=eli@example.com", "-c", "commit.gpgsign=false"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(home.toFile()).redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of("GIT_AUTHOR_DATE", date, "GIT_COMMITTER_DATE", date, "GIT_CONFIG_NOSYSTEM", "1"));
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), out);
    }

    private void commit(String date, String text) throws IOException, InterruptedException {
        write(text);
        git(date, "add", "revert-plans/api.yaml");
        git(date, "commit", "-q", "-m", "plan");
    }

    private static String hash(String text) {
        YamlFile yaml = YamlFile.read(text.getBytes(StandardCharsets.UTF_8), "api.yaml", "", false);
        RevertPlan plan = PlanReader.read(yaml, "api").orElseThrow();
        return StepsHash.of(plan);
    }

    private static String stamped(String text, String hash) {
        return text.replace("result: pass", "result: pass, steps-hash: \"" + hash + "\"");
    }

    @Test
    void a_named_file_is_compared_with() throws IOException {
        write(CHANGED);
        Files.writeString(home.resolve("old.yaml"), REHEARSED);
        assertEquals("api, compared with old.yaml:\n\n" + TIMEOUT, diff("old.yaml"));
        assertEquals("api, compared with revert-plans/api.yaml: nothing has changed.\n", diff("revert-plans/api.yaml"));
    }

    @Test
    void a_plan_that_was_never_rehearsed_has_nothing_to_compare_with() throws IOException {
        write(PlansTest.PLAN);
        InProcess.Ran ran = oncall.run("revert-plan", "diff", "api").ends(Exit.NOT_FOUND);
        assertEquals("""
                `api` was never rehearsed: there is nothing to compare it with.
                Rehearse it: oncall revert-plan rehearse revert-plans/api.yaml
                Or name a version: oncall revert-plan diff revert-plans/api.yaml OLD
                """, ran.err());
    }

    @Test
    void without_any_trace_of_the_rehearsed_version_all_that_was_tried_is_said() throws IOException {
        write(CHANGED);
        InProcess.Ran ran = oncall.run("revert-plan", "diff", "api").ends(Exit.NOT_FOUND);
        assertTrue(
                ran.err()
                        .startsWith("The version of `api` that was rehearsed on 2018-11-08 cannot be found.\n"
                                + "The plan names no rehearsal kept on this machine (`rehearsal.evidence`).\n"
                                + "Its history cannot be read: "),
                ran.err());
    }

    @Test
    void the_hash_alone_tells_that_nothing_changed() throws IOException {
        write(stamped(REHEARSED, hash(REHEARSED)));
        assertEquals("api, since the rehearsal of 2018-11-08: nothing that was rehearsed has changed.\n", diff());
    }

    @Test
    void the_newest_version_with_the_recorded_hash_is_found_in_git() throws Exception {
        git("2018-11-01T10:00Z", "init", "-q");
        commit("2018-11-01T10:00Z", REHEARSED.replace("timeout: 5m", "timeout: 3m"));
        commit("2018-11-09T10:00Z", stamped(REHEARSED, hash(REHEARSED)));
        commit("2018-11-10T10:00Z", stamped(CHANGED, hash(REHEARSED)));
        String out = diff();
        assertTrue(
                out.matches(
                        "(?s)api, since the rehearsal of 2018-11-08 \\(the version with its steps-hash, git [0-9a-f]{10}\\):\n\n.*"),
                out);
        assertTrue(out.endsWith("\n\n" + TIMEOUT), out);
    }

    @Test
    void without_a_hash_the_version_of_that_day_is_taken() throws Exception {
        git("2018-11-01T10:00Z", "init", "-q");
        commit("2018-11-07T10:00Z", REHEARSED.replace("timeout: 5m", "timeout: 3m"));
        commit("2018-11-08T10:00Z", REHEARSED);
        commit("2018-11-09T10:00Z", CHANGED);
        String out = diff();
        assertTrue(out.contains("(by its date, git "), out);
        assertTrue(out.endsWith("\n\n" + TIMEOUT), out);
    }

    @Test
    void a_plan_committed_after_its_rehearsal_is_compared_with_its_first_version() throws Exception {
        git("2018-11-01T10:00Z", "init", "-q");
        commit("2018-11-10T10:00Z", REHEARSED);
        commit("2018-11-11T10:00Z", CHANGED);
        String out = diff();
        assertTrue(out.contains("(the first that tells of it, git "), out);
        assertTrue(out.endsWith("\n\n" + TIMEOUT), out);
    }

    @Test
    void the_copy_that_the_rehearsal_kept_comes_before_git() throws Exception {
        git("2018-11-01T10:00Z", "init", "-q");
        commit("2018-11-08T10:00Z", REHEARSED.replace("timeout: 5m", "timeout: 3m"));
        String id = rehearsal(REHEARSED);
        write(CHANGED.replace("result: pass", "result: pass, evidence: " + id));
        assertEquals("api, since the rehearsal of 2018-11-08 (the copy that rehearsal kept):\n\n" + TIMEOUT, diff());
    }

    /** A rehearsal on disk with a copy of the plan, as one is kept. */
    private String rehearsal(String text) {
        Invocation invocation =
                Invocation.of(oncall.environs(OutputStream.nullOutputStream(), OutputStream.nullOutputStream()));
        Ports ports = new Ports(invocation);
        FileTimeline timeline = ports.rehearsals()
                .create(
                        invocation.clock(),
                        ports.author("eli"),
                        invocation.environs().zone(),
                        "api",
                        "rehearsal");
        String sha = timeline.keep(text);
        timeline.append(Entry.of(new Event.Evidence(sha, text.length(), "plan:api", Optional.empty())), news -> true);
        assertTrue(Files.isDirectory(home.resolve("state/rehearsals").resolve(timeline.id())));
        return timeline.id();
    }
}
