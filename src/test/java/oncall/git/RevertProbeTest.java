package oncall.git;

import static oncall.git.TestRepository.lines;
import static oncall.git.TestRepository.snapshot;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import oncall.git.RevertReport.Conflict;
import oncall.git.RevertReport.Finding;
import oncall.git.RevertReport.Range;
import oncall.git.RevertReport.Result;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RevertProbeTest {
    @TempDir
    Path folder;

    private TestRepository repo;

    @BeforeEach
    void a_repository() throws Exception {
        repo = TestRepository.init(folder);
    }

    @AfterEach
    void nothing_is_left_in_the_temporary_folder() throws Exception {
        try (Stream<Path> left = Files.list(repo.temporary())) {
            assertEquals(List.of(), left.toList());
        }
    }

    /** Looks, and wants the repository to be as it was, to the byte. */
    private RevertReport look(String from, String to) throws Exception {
        Map<String, String> before = snapshot(repo.folder);
        RevertReport report = repo.look(from, to);
        assertEquals(before, snapshot(repo.folder));
        return report;
    }

    private void agrees(RevertReport report, String from, String to) throws Exception {
        List<String> plain = repo.reverted(folder.resolve("clone"), from, to);
        assertEquals(plain, report.conflicts().stream().map(Conflict::path).toList(), report.words());
        assertEquals(plain.isEmpty() ? Finding.CLEAN : Finding.CONFLICTS, report.finding(), report.words());
    }

    @Test
    void a_change_that_nobody_built_on_goes_back_cleanly() throws Exception {
        String from = repo.commit("api/a", lines(20, Map.of()), "first");
        repo.commit("api/a", lines(20, Map.of(3, "three")), "three");
        String to = repo.commit("ui/b", "b\n", "b");
        repo.commit("api/a", lines(20, Map.of(3, "three", 17, "seventeen")), "seventeen");
        String head = repo.commit("c", "c\n", "c");
        RevertReport report = look(from, to);
        agrees(report, from, to);
        assertEquals(Result.PASS, report.result());
        assertEquals(
                "Reverting `" + from + "`..`" + to + "` (2 commits, 2 files) applies cleanly on `HEAD` ("
                        + head.substring(0, 10) + ").",
                report.words());
        assertEquals("", report.remedy());
        Range range = report.range().orElseThrow();
        assertEquals(
                List.of("b", "three"),
                range.commits().stream().map(Commit::subject).toList());
        assertEquals(
                List.of(List.of("ui/b"), List.of("api/a")),
                range.commits().stream().map(Commit::files).toList());
        assertEquals(List.of("Dana"), range.authors());
        assertEquals(2, range.total());
        assertEquals(0, range.onlyFrom());
        assertEquals(OptionalInt.empty(), range.unrelated());
        assertEquals(
                List.of("MODIFIED api/a", "ADDED ui/b"),
                range.files().stream().map(f -> f.status() + " " + f.path()).toList());
    }

    @Test
    void the_newest_commit_goes_back_and_no_object_is_touched() throws Exception {
        String from = repo.commit("a", "one\n", "one");
        repo.commit("a", "two\n", "two");
        repo.git("repack", "-adq");
        RevertReport report = look("HEAD~1", "HEAD");
        assertEquals(Finding.CLEAN, report.finding(), report.words());
        assertEquals(from, report.range().orElseThrow().from());
    }

    @Test
    void what_conflicts_is_named_with_the_later_commits_that_touched_it() throws Exception {
        String from = repo.commit("a", lines(9, Map.of()), "first");
        String to = repo.commit("a", lines(9, Map.of(5, "five")), "five");
        repo.commit("b", "b\n", "elsewhere");
        String later = repo.commit("a", lines(9, Map.of(5, "FIVE")), "louder");
        RevertReport report = look(from, to);
        agrees(report, from, to);
        assertEquals(Result.FAIL, report.result());
        Conflict conflict = report.conflicts().get(0);
        assertEquals("contents", conflict.how());
        assertEquals(List.of(later), conflict.later().stream().map(Commit::hash).toList());
        assertEquals(
                "Reverting `" + from + "`..`" + to + "` conflicts in 1 file: `a`. Touched since by 1 commit: `"
                        + later.substring(0, 10) + " louder (Dana)`.",
                report.words());
    }

    @Test
    void commits_that_belong_to_nobody_in_the_plan_are_counted() throws Exception {
        String from = repo.commit("api/a", "a\n", "first");
        repo.commit("api/a", "b\n", "ours");
        repo.commit("ui/a", "b\n", "theirs");
        repo.write("ui/a", "c\n");
        repo.commit("api/a", "c\n", "both");
        String to = repo.commit("empty");
        RevertReport report = new RevertProbe(new Git(repo.environment), repo.temporary(), System::nanoTime)
                .look(new RevertProbe.Question(
                        repo.folder, from, to, Optional.of(path -> path.startsWith("api/")), RevertProbe.LIMIT));
        assertEquals(OptionalInt.of(1), report.range().orElseThrow().unrelated());
    }
}
