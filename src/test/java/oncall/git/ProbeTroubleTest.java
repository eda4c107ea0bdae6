package oncall.git;

import static oncall.git.TestRepository.lines;
import static oncall.git.TestRepository.snapshot;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import oncall.git.RevertReport.Finding;
import oncall.git.RevertReport.Result;
import oncall.git.Trouble.Reason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is wrong is an answer with a remedy, and leaves the repository and the temporary folder as they were. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ProbeTroubleTest {
    @TempDir
    Path folder;

    private TestRepository repo;
    private String from;
    private String to;

    @BeforeEach
    void a_repository() throws Exception {
        repo = TestRepository.init(folder);
        from = repo.commit("a", lines(9, Map.of()), "one");
        to = repo.commit("a", lines(9, Map.of(2, "two")), "two");
        repo.commit("a", lines(9, Map.of(2, "two", 8, "eight")), "eight");
    }

    @AfterEach
    void nothing_is_left_in_the_temporary_folder() throws Exception {
        assertEquals(List.of(), left());
    }

    private List<Path> left() throws Exception {
        try (Stream<Path> left = Files.list(repo.temporary())) {
            return left.toList();
        }
    }

    private RevertReport look(String first, String second) throws Exception {
        Map<String, String> before = snapshot(repo.folder);
        RevertReport report = repo.look(first, second);
        assertEquals(before, snapshot(repo.folder));
        assertFalse(report.remedy().isEmpty());
        return report;
    }

    private void assertTrouble(Reason reason, RevertReport report) {
        assertEquals(reason, report.trouble().map(Trouble::reason).orElse(null), report.words());
        assertTrue(report.result() != Result.PASS);
    }

    @Test
    void what_does_not_name_a_revision_never_reaches_git() throws Exception {
        for (String odd : List.of(
                "",
                "-h",
                "--output=x",
                "a..b",
                "a...b",
                ":/one",
                "HEAD:a",
                "a b",
                "a\nb",
                "a\tb",
                "\u0000",
                "a".repeat(251),
                "x[1]",
                "*",
                "a\\b")) {
            assertTrouble(Reason.NOT_A_REVISION, look(odd, to));
            assertTrouble(Reason.NOT_A_REVISION, look(from, odd));
        }
        repo.git("tag", "tree", "HEAD^{tree}");
        RevertReport tree = look("tree", to);
        assertTrouble(Reason.NOT_A_REVISION, tree);
        assertEquals("`tree` is a tree, not a commit.", tree.words());
        assertEquals(Finding.NO_REVISION, tree.finding());
    }

    @Test
    void every_usual_way_to_name_a_revision_will_do() throws Exception {
        repo.git("tag", "-a", "-m", "release", "v1/\u05d0", from);
        repo.git("branch", "feature/\u05e9", to);
        for (String name :
                List.of("v1/\u05d0", "refs/tags/v1/\u05d0", "HEAD~2", "main^^", from.substring(0, 12), "HEAD@{2}")) {
            RevertReport report = repo.look(name, "feature/\u05e9");
            assertEquals(Finding.CLEAN, report.finding(), name + ": " + report.words());
            assertEquals(from, report.range().orElseThrow().from());
        }
    }

    @Test
    void a_revision_that_is_not_here_is_missed_by_name() throws Exception {
        RevertReport slip = look("v9", to);
        assertTrouble(Reason.NO_SUCH_REVISION, slip);
        assertEquals("There is no revision `v9` in `" + repo.folder + "`.", slip.words());
        assertEquals(Result.FAIL, slip.result());
        repo.git("remote", "add", "origin", "https://example.org/api.git");
        RevertReport unfetched = look(from, "0123456789012345678901234567890123456789");
        assertTrouble(Reason.NOT_FETCHED, unfetched);
        assertEquals(Result.UNKNOWN, unfetched.result());
        assertTrue(unfetched.remedy().startsWith("git fetch --all --tags"), unfetched.remedy());
    }

    @Test
    void a_name_of_two_things_is_ambiguous() throws Exception {
        repo.git("tag", "twice", from);
        repo.git("branch", "twice", to);
        RevertReport report = look("twice", to);
        assertTrouble(Reason.AMBIGUOUS, report);
        assertEquals("Write `refs/tags/twice`, `refs/heads/twice` or the full hash.", report.remedy());
        assertEquals(
                Finding.CLEAN, repo.look("refs/tags/twice", "refs/heads/twice").finding());
    }

    @Test
    void what_is_no_repository_is_told() throws Exception {
        Path plain = Files.createDirectory(folder.resolve("plain"));
        assertTrouble(Reason.NO_REPOSITORY, repo.at(plain).look(from, to));
        assertTrouble(Reason.NO_FOLDER, repo.at(folder.resolve("gone")).look(from, to));
        Path file = Files.writeString(folder.resolve("file"), "");
        assertTrouble(Reason.NO_FOLDER, repo.at(file).look(from, to));
        TestRepository empty = TestRepository.init(folder.resolve("empty"));
        assertTrouble(Reason.NO_SUCH_REVISION, empty.look("main", "HEAD"));
        repo.git("symbolic-ref", "HEAD", "refs/heads/unborn");
        assertTrouble(Reason.NO_COMMITS, look(from, to));
        Files.writeString(repo.folder.resolve(".git/config"), "[broken\n");
        assertTrouble(Reason.GIT_FAILED, look(from, to));
    }

    @Test
    void a_repository_of_another_owner_is_told_with_the_remedy() throws Exception {
        if (repo.run(List.of("chown", "-R", "65534", repo.folder.toString()), "")
                        .exit()
                == 0) {
            RevertReport report = repo.look(from, to);
            assertTrouble(Reason.OTHER_OWNER, report);
            assertEquals("git config --global --add safe.directory " + repo.folder, report.remedy());
        }
    }

    @Test
    void no_git_and_an_old_one_are_unknown() throws Exception {
        Path bin = Files.createDirectory(folder.resolve("bin"));
        repo.environment.put("PATH", bin.toString());
        assertTrouble(Reason.NO_GIT, look(from, to));
        for (Map.Entry<String, String> old : Map.of(
                        "git version 2.37.9", "2.37", "git version 1.8.3.1 (Apple)", "1.8", "hello", "hello")
                .entrySet()) {
            script(bin.resolve("git"), "echo '" + old.getKey() + "'");
            RevertReport report = look(from, to);
            assertTrouble(Reason.OLD_GIT, report);
            assertEquals("Git 2.38 or newer is needed; here is `" + old.getValue() + "`.", report.words());
        }
    }

    /** The real git behind a script that refuses what came after 2.38, and hangs where it is told to. */
    private void wrapped(String hang) throws Exception {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        script(
                bin.resolve("git"),
                "for a in \"$@\"; do\n"
                        + "  case \"$a\" in --merge-base*|--attr-source*|--source*|-Z) echo \"error: unknown option\" >&2; exit 129;;\n"
                        + "  " + hang + ") sleep 60 & sleep 60;;\n"
                        + "  version) echo 'git version 2.38.0'; exit 0;; esac\n"
                        + "done\n"
                        + "PATH='" + System.getenv("PATH") + "' exec git \"$@\"");
        repo.environment.put("PATH", bin + ":" + System.getenv("PATH"));
    }

    @Test
    void nothing_that_came_after_2_38_is_used() throws Exception {
        wrapped("nothing-hangs");
        RevertReport report = repo.look(from, to);
        assertEquals(Finding.CLEAN, report.finding(), report.words());
    }

    @Test
    void it_ends_in_time_wherever_git_hangs() throws Exception {
        for (String hang : List.of("rev-parse", "log", "pack-objects", "index-pack", "merge-tree")) {
            wrapped(hang);
            Map<String, String> before = snapshot(repo.folder);
            long begun = System.nanoTime();
            RevertReport report = new RevertProbe(new Git(repo.environment), repo.temporary(), System::nanoTime)
                    .look(new RevertProbe.Question(repo.folder, from, to, Optional.empty(), Duration.ofMillis(1_500)));
            assertTrouble(Reason.TOO_SLOW, report);
            assertTrue(Duration.ofNanos(System.nanoTime() - begun).toMillis() < 4_000, hang);
            assertEquals(before, snapshot(repo.folder));
            assertEquals(List.of(), left(), hang);
        }
    }

    @Test
    void objects_that_are_missing_are_told_and_not_fetched() throws Exception {
        repo.git("config", "uploadpack.allowFilter", "true");
        Path partial = folder.resolve("partial");
        repo.git("clone", "-q", "--bare", "--filter=blob:none", "file://" + repo.folder, partial.toString());
        Map<String, String> before = snapshot(partial);
        RevertReport report = repo.at(partial).look(from, to);
        assertTrouble(Reason.GIT_FAILED, report);
        assertTrue(report.remedy().startsWith("Objects are missing here; nothing is fetched"), report.remedy());
        assertEquals(before, snapshot(partial));
    }

    @Test
    void a_full_disk_for_temporary_files_is_told() throws Exception {
        Path gone = folder.resolve("no-such-folder");
        RevertReport report = new RevertProbe(new Git(repo.environment), gone, System::nanoTime)
                .look(new RevertProbe.Question(repo.folder, from, to, Optional.empty(), RevertProbe.LIMIT));
        assertTrouble(Reason.NO_ROOM, report);
    }

    @Test
    void a_repository_that_cannot_be_written_will_do() throws Exception {
        repo.run(List.of("chmod", "-R", "a-w", repo.folder.toString()), "");
        Map<String, String> before = snapshot(repo.folder);
        assertEquals(Finding.CLEAN, repo.look(from, to).finding());
        assertEquals(before, snapshot(repo.folder));
        repo.run(List.of("chmod", "-R", "u+w", repo.folder.toString()), "");
    }

    @Test
    void several_looks_at_once_do_not_meet() throws Exception {
        Map<String, String> before = snapshot(repo.folder);
        List<CompletableFuture<RevertReport>> looks = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            looks.add(CompletableFuture.supplyAsync(() -> {
                try {
                    return repo.look(from, to);
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }));
        }
        for (CompletableFuture<RevertReport> look : looks) {
            assertEquals(Finding.CLEAN, look.get().finding(), look.get().words());
        }
        assertEquals(before, snapshot(repo.folder));
    }

    private static void script(Path file, String body) throws Exception {
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        assertTrue(file.toFile().setExecutable(true));
    }
}
