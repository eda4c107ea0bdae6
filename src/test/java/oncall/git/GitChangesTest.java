package oncall.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import oncall.walk.Changes.Change;
import oncall.walk.Changes.Feed;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class GitChangesTest {
    private static final Instant NOON = Instant.parse("2018-11-11T12:00:00Z");

    @TempDir
    Path folder;

    private Path repo;
    private Path home;
    private Map<String, String> environment;

    @BeforeEach
    void a_repository() throws Exception {
        home = Files.createDirectory(folder.resolve("home"));
        repo = Files.createDirectory(folder.resolve("api"));
        environment = new HashMap<>(Map.of("PATH", System.getenv("PATH"), "HOME", home.toString()));
        git(repo, "init", "-q", "-b", "main");
        git(repo, "config", "user.name", "Dana \u05d3");
        git(repo, "config", "user.email", "dana@example.org");
    }

    private String git(Path where, String... arguments) throws Exception {
        return git(where, NOON, arguments);
    }

    private String git(Path where, Instant at, String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of("git"));
        all.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(all).directory(where.toFile()).redirectErrorStream(true);
        builder.redirectInput(new File("/dev/null"));
        builder.environment().put("HOME", home.toString());
        builder.environment().put("GIT_AUTHOR_DATE", at.minusSeconds(999_999).toString());
        builder.environment().put("GIT_COMMITTER_DATE", at.toString());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertTrue(process.waitFor(20, TimeUnit.SECONDS));
        return output;
    }

    private String commit(String file, String subject, Instant at) throws Exception {
        Files.writeString(repo.resolve(file), subject);
        git(repo, "add", ".");
        git(repo, at, "commit", "-q", "-m", subject);
        return git(repo, "rev-parse", "HEAD");
    }

    private Feed since(Instant from, Path... repositories) {
        List<GitChanges.Repository> all = new ArrayList<>();
        for (Path one : repositories) {
            all.add(new GitChanges.Repository(one, one.getFileName().toString()));
        }
        return new GitChanges(new Git(environment), all, System::nanoTime).since(from);
    }

    @Test
    void commits_and_merges_since_then_newest_first() throws Exception {
        commit("a", "too old", NOON.minusSeconds(3600));
        String first = commit("a", "first", NOON);
        git(repo, "checkout", "-q", "-b", "side");
        commit("b", "on the side", NOON.plusSeconds(10));
        git(repo, "checkout", "-q", "main");
        git(repo, NOON.plusSeconds(60), "merge", "-q", "--no-ff", "-m", "Merge rbac \u05e9 rollout", "side");
        String merge = git(repo, "rev-parse", "HEAD");
        Feed feed = since(NOON, repo);
        assertEquals(List.of(), feed.problems());
        assertEquals(
                List.of(
                        new Change("git:api@" + merge, NOON.plusSeconds(60), "Dana \u05d3: Merge rbac \u05e9 rollout"),
                        new Change("git:api@" + first, NOON, "Dana \u05d3: first")),
                feed.changes());
    }

    @Test
    void a_folder_inside_a_repository_will_do_and_several_are_sorted_together() throws Exception {
        commit("a", "first", NOON);
        Path sub = Files.createDirectory(repo.resolve("runbooks"));
        Path other = folder.resolve("ui");
        git(folder, "clone", "-q", repo.toString(), other.toString());
        commit("a", "second", NOON.plusSeconds(5));
        Feed feed = since(NOON, other, sub);
        assertEquals(
                List.of("runbooks", "ui", "runbooks"),
                feed.changes().stream()
                        .map(c -> c.id().substring(4, c.id().indexOf('@')))
                        .toList());
        assertEquals(List.of(), feed.problems());
    }

    @Test
    void what_cannot_be_read_is_a_problem_in_words() throws Exception {
        Path plain = Files.createDirectory(folder.resolve("plain"));
        commit("a", "first", NOON);
        commit("a", "second", NOON);
        Path shallow = folder.resolve("shallow");
        git(folder, "clone", "-q", "--depth=1", "file://" + repo, shallow.toString());
        Path empty = Files.createDirectory(folder.resolve("empty"));
        git(empty, "init", "-q");
        Feed feed = since(NOON, plain, folder.resolve("gone"), shallow, empty);
        assertEquals(
                List.of(
                        "`plain` was not read: `" + plain + "` is not a git repository.",
                        "`gone` was not read: there is no folder `" + folder.resolve("gone") + "`.",
                        "`shallow` is a shallow clone: changes beyond its short history are missing.",
                        "`empty` was not read: it has no commits yet."),
                feed.problems());
        assertEquals(1, feed.changes().size());
        environment.put("PATH", folder.toString() + ":.");
        assertEquals(
                List.of("Changes were not read: `git` is not on this machine's PATH."),
                since(NOON, repo, shallow).problems());
    }

    @Test
    void a_repository_of_another_owner_is_told_with_the_remedy() throws Exception {
        commit("a", "first", NOON);
        Path bin = Files.createDirectory(folder.resolve("bin"));
        script(bin.resolve("git"), "echo \"fatal: detected dubious ownership in repository at '$PWD'\" >&2; exit 128");
        environment.put("PATH", bin.toString());
        assertTrue(
                since(NOON, repo).problems().get(0).endsWith("git config --global --add safe.directory " + repo),
                since(NOON, repo).problems().toString());
    }

    @Test
    void a_git_that_hangs_is_left_after_its_time() throws Exception {
        Path bin = Files.createDirectory(folder.resolve("bin"));
        script(bin.resolve("git"), "sleep 60 & sleep 60");
        environment.put("PATH", bin + ":" + System.getenv("PATH"));
        long begun = System.nanoTime();
        Feed feed = since(NOON, repo, folder);
        assertTrue(Duration.ofNanos(System.nanoTime() - begun).toSeconds() < 8);
        assertEquals(2, feed.problems().size(), feed.problems().toString());
        assertTrue(
                feed.problems().get(0).matches("`api` was not read: git did not answer within [45] s\\."),
                feed.problems().toString());
        assertTrue(
                feed.problems().get(1).contains("was not read: git took too long before it."),
                feed.problems().toString());
    }

    @Test
    void nothing_that_a_repository_names_is_run() throws Exception {
        Path canary = folder.resolve("canary");
        Path evil = script(folder.resolve("evil"), "echo \"$0 $*\" >> " + canary + "; cat; exit 0");
        commit("a", "first", NOON);
        hostile(evil);
        commit("a", "second", NOON.plusSeconds(1));
        Files.writeString(repo.resolve(".git/objects/info/commit-graph"), "");
        for (String name :
                List.of("GIT_PAGER", "GIT_EXTERNAL_DIFF", "GIT_SSH_COMMAND", "GIT_ASKPASS", "PAGER", "SSH_ASKPASS")) {
            environment.put(name, evil.toString());
        }
        environment.put("GIT_DIR", folder.resolve("elsewhere").toString());
        environment.put("GIT_TRACE", folder.resolve("trace").toString());
        environment.put("GIT_CONFIG_COUNT", "1");
        environment.put("GIT_CONFIG_KEY_0", "core.fsmonitor");
        environment.put("GIT_CONFIG_VALUE_0", evil.toString());
        Files.deleteIfExists(canary);
        Feed feed = since(NOON, repo);
        assertEquals(2, feed.changes().size(), feed.problems().toString());
        new Git(environment).ask(repo, List.of("status", "--porcelain"), Duration.ofSeconds(5));
        assertFalse(Files.exists(canary), () -> "run: " + read(canary));
        assertFalse(Files.exists(folder.resolve("trace")));
        // the control: the same repository, read without care, does run them
        git(repo, "log", "-p", "--ext-diff", "HEAD");
        git(repo, "status");
        String run = read(canary);
        assertTrue(run.lines().count() >= 2, "the trap is not sharp: " + run);
    }

    private void hostile(Path evil) throws Exception {
        for (String key : List.of(
                "core.pager",
                "pager.log",
                "core.fsmonitor",
                "diff.external",
                "gpg.program",
                "core.editor",
                "core.sshCommand",
                "credential.helper",
                "core.askPass",
                "diff.evil.textconv",
                "diff.evil.command",
                "filter.evil.clean")) {
            git(repo, "config", key, evil.toString());
        }
        git(repo, "config", "log.showSignature", "true");
        git(repo, "config", "alias.log", "!" + evil);
        git(repo, "config", "color.ui", "always");
        git(repo, "config", "format.pretty", "raw");
        Path hooks = Files.createDirectories(repo.resolve(".git/hooks"));
        for (String hook :
                List.of("post-index-change", "fsmonitor-watchman", "post-checkout", "reference-transaction")) {
            Files.copy(evil, hooks.resolve(hook));
            assertTrue(hooks.resolve(hook).toFile().setExecutable(true));
        }
        Files.writeString(repo.resolve(".gitattributes"), "* diff=evil\n");
    }

    @Test
    void nothing_is_fetched_for_an_object_that_is_not_there() throws Exception {
        Path canary = folder.resolve("canary");
        Path evil = script(folder.resolve("evil"), "echo fetched >> " + canary);
        commit("a", "first", NOON);
        git(repo, "config", "uploadpack.allowFilter", "true");
        Path partial = folder.resolve("partial");
        git(folder, "clone", "-q", "--no-checkout", "--filter=blob:none", "file://" + repo, partial.toString());
        git(partial, "config", "remote.origin.url", "ext::" + evil);
        git(partial, "config", "protocol.ext.allow", "always");
        Git.Said said = assertInstanceOf(
                Git.Said.class,
                new Git(environment).ask(partial, List.of("cat-file", "-p", "HEAD:a"), Duration.ofSeconds(5)));
        assertTrue(said.exit() != 0);
        assertFalse(Files.exists(canary));
        git(partial, "cat-file", "-p", "HEAD:a");
        assertTrue(Files.exists(canary), "the trap is not sharp");
    }

    private static Path script(Path file, String body) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        assertTrue(file.toFile().setExecutable(true));
        return file;
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            return e.toString();
        }
    }
}
