package oncall.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import oncall.incident.Event;
import oncall.incident.Incident;
import oncall.incident.TimelineRecord;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Three books walked to the end against stand-in programs, the clock at six hundred times its speed: branches, saved
 * output, a failing command, `if-not`, a danger refused and then confirmed. Each once with a book of these tests, and
 * once with the book of the same name and ids in a folder of real ones, where that folder is there.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(60)
class BookWalksStory {
    private static final Path OURS = Path.of("src/test/resources/stories/walks");
    private static final String TOKEN = "glpat-night-shift-0001";

    @TempDir
    Path home;

    private Person dana;

    private Scene scene(String where, String book) throws IOException {
        Path from = where.equals("ours")
                ? OURS
                : Path.of(System.getProperty("oncall.formats", "../shared/formats"), "runbooks");
        assumeTrue(
                Files.isDirectory(from),
                "skipped: no folder of real books at " + from.toAbsolutePath().normalize());
        Scene scene = new Scene(home).with("ONCALL_NOW", "2018-11-12T15:03:00Z x600");
        for (String name : List.of(book, "sidekiq-kill-worker")) {
            if (Files.exists(from.resolve(name + ".yaml"))) {
                scene.book(name, Files.readString(from.resolve(name + ".yaml")));
            }
        }
        scene.file("runbooks/team.yaml", Files.readString(OURS.resolve("team.yaml")));
        return scene;
    }

    private void begin(Scene scene, String book) {
        dana = scene.person("start", book, "--title", "the pager rang").answers(Outage.team());
        dana.answers("Offer them from now on?", "1");
        // at this speed a level with messages every twenty minutes would leave no time for anything else
        dana.answers("Which part is hit?", "5")
                .answers("What is broken?", "")
                .answers("Can support give them a way around it today?", "1");
    }

    private static List<String> outputs(Scene scene, String step) {
        return scene.incident().atStep(step).stream()
                .map(TimelineRecord::event)
                .filter(Event.Result.class::isInstance)
                .map(event -> ((Event.Result) event).output().orElse(""))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ours", "real"})
    void a_branch_a_saved_output_a_failing_command_and_another_cause(String where) throws IOException {
        Scene scene = scene(where, "virt-handler-down");
        scene.program("kubectl", """
                echo "$*" >>"$HOME/ran"
                case "$*" in
                    *jsonpath*) echo kubevirt ;;
                    *describe*) echo 'Error from server (NotFound): daemonsets.apps "virt-handler" not found' >&2; exit 1 ;;
                    *) echo "shown: $*" ;;
                esac
                """);
        begin(scene, "virt-handler-down");
        dana.answers("What does the alert say under \"reason\"?", "4")
                .answers("Which reason stands in the alert?", "4");
        dana.answers("Which namespace is it in?", "1").answers("In which namespace does it live?", "1");
        dana.answers("namespace: is this it?", "");
        dana.answers("DaemonSet and pods", "1").answers("The set and its pods", "1");
        dana.answers("Events and pod status", "1").answers("What happened to them?", "1");
        dana.answers("Nodes not ready, or tainted?", "1").answers("Are all nodes well?", "3");
        dana.answers("Logs, if a pod exists", "3").answers("What it wrote last", "3");
        dana.answers("What is it?", "1", "3").answers("Which of these is it?", "1", "3");
        dana.answers("Find the panic", "1").answers("Undo the setting", "1");
        dana.answers("Deleted DaemonSet?", "1").answers("Look for taints", "1");
        dana.answers("Is a virt-handler running on every node?", "2", "1")
                .answers("Does every node have one?", "2", "1");
        dana.answers("It does not hold. What next?", "1");
        dana.endsWith(0);
        String text = dana.pty().text();
        assertEquals(Incident.State.CLOSED, scene.incident().state());
        assertEquals("kubevirt", scene.answer("namespace"));
        assertEquals("absent", scene.answer("cause"));
        assertTrue(
                scene.lines("ran").contains("-n kubevirt get daemonset virt-handler -o yaml"),
                scene.lines("ran")::toString);
        assertTrue(text.contains("Error from server (NotFound)") && text.contains("Not as expected: "), text);
        assertEquals(1, scene.incident().jumps().size(), "`if-not` was offered and taken");
        assertEquals(
                "holds",
                scene.answer(where.equals("ours") ? "does_every_node_have_one" : "is_a_virt_handler_running_on"));
        scene.verified();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ours", "real"})
    void a_check_that_is_repeated_a_danger_refused_and_confirmed_and_a_second_way(String where) throws IOException {
        Scene scene = scene(where, "pv-filling-up");
        scene.program("kubectl", """
                echo "$*" >>"$HOME/ran"
                case "$*" in
                    *allowVolumeExpansion*) printf true ;;
                    *status.conditions*)
                        echo look >>"$HOME/looks"
                        if [ "$(wc -l <"$HOME/looks")" -ge 3 ]; then echo '[{"type":"FileSystemResizePending"}]'; else echo '[]'; fi ;;
                    *delete*) echo 'pod "data-0" deleted' ;;
                    *-ojson*) echo '{}' ;;
                esac
                """);
        scene.program("jq", "cat >/dev/null\ncase \"$*\" in *storageClassName*) echo fast ;; *) echo data-0 ;; esac\n");
        begin(scene, "pv-filling-up");
        dana.answers("Which namespace?", "shop").answers("The namespace?", "shop");
        dana.answers("Which volume claim (PVC)?", "data-0").answers("The claim?", "data-0");
        dana.answers("Look at the volume's use", "1").answers("Compare its use", "1");
        dana.answers("Look for snapshots", "2")
                .answers("Are there snapshots", "2")
                .answers("What is there to note?", "none");
        int purge = where.equals("ours") ? 3 : 6;
        dana.answers("How do we get space?", "2", "" + purge).answers("Where can room come from?", "2", "" + purge);
        dana.answers("May it grow?", "1").answers("Is growing allowed?", "1");
        dana.answers("Set .spec.resources.requests.storage", "1").answers("Ask for the new size.", "1");
        dana.answers("Does the claim ask for a pod restart", "1")
                .answers("Does it wait for a restart of the pod?", "1");
        dana.answers("Restart the pod that uses the claim", "1").answers("Start the pod anew", "1");
        dana.answers("Type data-0 to go on, or skip.", "skip", "data-1", "data-0");
        dana.answers("Is the volume below 80 % and flat?", "2", "1")
                .answers("Is there room, and does it stay?", "2", "1");
        dana.answers("It does not hold. What next?", "1").answers("Why? One line.", "it can be rebuilt");
        dana.answers("Purge the volume.", "1").answers("Empty the volume.", "1");
        dana.endsWith(0);
        assertEquals(Incident.State.CLOSED, scene.incident().state());
        assertEquals("purge", scene.answer("way"));
        assertEquals(3, scene.lines("looks").size(), "looked again until it was so");
        assertEquals(
                1,
                scene.lines("ran").stream()
                        .filter(line -> line.contains("delete pod data-0"))
                        .count());
        assertEquals("holds", scene.answer("room"));
        assertTrue(dana.pty().text().contains("That is not data-0. Nothing was done."), dana.pty()::text);
        assertTrue(
                dana.pty().text().contains("kubectl -n shop edit pvc data-0")
                        || dana.pty().text().contains("kubectl -n \"$namespace\" edit pvc \"$pvc\""),
                dana.pty()::text);
        assertFalse(
                scene.lines("ran").stream().anyMatch(line -> line.contains("edit pvc")), "what is shown is not run");
        assertTrue(
                scene.incident().calls().stream().anyMatch(call -> call.role().equals("imoc")));
        scene.verified();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ours", "real"})
    void a_step_that_another_ones_failure_asks_for_and_one_repeated_until_it_is_done(String where) throws IOException {
        Scene scene = scene(where, "large-sidekiq-queue").with("GITLAB_API_TOKEN_ADMIN", TOKEN);
        scene.program("sudo", "exec \"$@\"\n");
        scene.program("perf", "echo \"perf $*\"\n");
        scene.program("curl", """
                echo "$*" >>"$HOME/ran"
                if [ "$(wc -l <"$HOME/ran")" -ge 2 ]; then echo '{"deleted_jobs":7,"completed":true}'
                else echo '{"deleted_jobs":7,"completed":false}'; fi
                """);
        begin(scene, "large-sidekiq-queue");
        dana.answers("Open the Sidekiq dashboard.", "1").answers("Open the graph of the queues.", "1");
        dana.answers("Which queue is it?", "post_receive").answers("The name of the queue?", "post_receive");
        dana.answers("Process id of a busy Sidekiq?", "99999999")
                .answers("The process id of a busy worker?", "99999999");
        dana.answers("Make Sidekiq write down", "1").answers("Let it write down", "1");
        dana.answers("Read /var/log/gitlab/sidekiq/current.", "1").answers("Read what it wrote.", "1");
        dana.answers("30 seconds of profile instead", "1").answers("A profile instead", "1");
        dana.answers("What kind of queue is it?", "3").answers("Which kind of queue?", "3");
        dana.answers("Jobs of which user?", "spammer").answers("Which user?", "spammer");
        dana.answers("Remove them. 0 deleted", "1").answers("Take them out", "1");
        dana.answers("Type post_receive to go on, or skip.", "post_receive");
        dana.answers("Does the answer say", "2", "1").answers("Did it say", "2", "1");
        dana.answers("It does not hold. What next?", "1");
        dana.answers("Is the queue shrinking?", "1").answers("Does the queue get shorter?", "1");
        dana.endsWith(0);
        assertEquals(Incident.State.CLOSED, scene.incident().state());
        assertEquals("failed", scene.answer("ttin"));
        assertEquals("ok", scene.answer("profile"));
        assertTrue(
                outputs(scene, "profile").get(0).contains("perf report --stdio"), outputs(scene, "profile")::toString);
        assertEquals(2, scene.lines("ran").size(), "repeated until it said completed");
        assertTrue(scene.lines("ran").get(0).contains("Private-Token: " + TOKEN), "the program got the token");
        assertTrue(
                scene.lines("ran").get(0).contains("queues/post_receive?user=spammer"), scene.lines("ran")::toString);
        assertFalse(dana.pty().text().contains(TOKEN), "a needed variable is never shown");
        assertFalse(scene.bytes().contains(TOKEN), "and never saved");
        assertEquals(
                Optional.of("post_receive"),
                ((Event.Intent) scene.incident().atStep("removed").get(0).event()).target());
        scene.verified();
    }
}
