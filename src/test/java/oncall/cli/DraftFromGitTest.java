package oncall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a draft says of a change that git knows, and what it does not claim to know. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class DraftFromGitTest {
    @TempDir
    Path home;

    @BeforeEach
    void a_repository_with_a_team() throws Exception {
        assumeTrue(
                Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .anyMatch(bin -> Files.isExecutable(Path.of(bin, "git"))),
                "git is not installed: nothing to test with");
        git("init", "-q", "-b", "main");
        file("runbooks/team.yaml", """
                oncall: team/1
                paths:
                  - {glob: "store/**", migrations: true}
                  - {glob: "api/**", service: api}
                  - {glob: "web/**", service: web}
                  - {glob: "worker/**", service: worker}
                """);
        commit("team");
    }

    private void git(String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "git", "-c", "user.name=Dana", "-c", "user.email=dana@example.org", "-c", "commit.gpgSign=false"));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("said").toFile());
        builder.environment().put("HOME", home.toString());
        assertEquals(0, builder.start().waitFor(), () -> String.join(" ", command));
    }

    private void file(String path, String text) throws IOException {
        Files.createDirectories(home.resolve(path).getParent());
        Files.writeString(home.resolve(path), text);
    }

    private void commit(String subject) throws Exception {
        git("add", "-A", ".");
        git("commit", "-q", "-m", subject);
    }

    private String drafted(String range) {
        return new InProcess(home)
                .with("PATH", System.getenv("PATH"))
                .run("revert-plan", "new", "x", "--git", range)
                .ends(Exit.OK)
                .out();
    }

    @Test
    void migrations_that_nobody_could_tell_are_left_open_and_not_said_to_be_none() throws Exception {
        file("store/7-sessions.change", "something of its own");
        commit("sessions");
        String draft = drafted("HEAD~1..HEAD");
        assertTrue(draft.contains("\nmigrations: TODO"), draft);
        assertTrue(draft.contains("# Look at store/7-sessions.change:"), draft);
    }

    @Test
    void where_nothing_lies_among_migrations_there_are_none() throws Exception {
        file("api/Main", "1");
        commit("api");
        String draft = drafted("HEAD~1..HEAD");
        assertTrue(draft.contains("\nmigrations: none\n"), draft);
    }

    @Test
    void services_of_one_commit_stand_in_no_order() throws Exception {
        file("api/Main", "1");
        file("web/Main", "1");
        commit("both");
        String draft = drafted("HEAD~1..HEAD");
        assertTrue(draft.contains("- name: api\n") && draft.contains("- name: web\n"), draft);
        assertFalse(draft.contains("revert-after"), draft);
    }

    @Test
    void a_service_that_changed_earlier_goes_back_after_all_that_changed_last() throws Exception {
        file("worker/Main", "1");
        commit("worker");
        file("api/Main", "1");
        file("web/Main", "1");
        commit("both");
        String draft = drafted("HEAD~2..HEAD");
        assertTrue(draft.contains("Mend `revert-after`."), draft);
        String last = draft.substring(draft.indexOf("- name: worker\n"), draft.indexOf("\nmigrations:"));
        assertTrue(last.contains("revert-after: [api, web]"), draft);
        assertEquals(draft.indexOf("revert-after: "), draft.lastIndexOf("revert-after: "), draft);
    }
}
