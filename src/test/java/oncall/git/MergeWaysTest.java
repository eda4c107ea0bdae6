package oncall.git;

import static oncall.git.TestRepository.lines;
import static oncall.git.TestRepository.snapshot;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import oncall.git.RevertReport.Conflict;
import oncall.git.RevertReport.Finding;
import oncall.git.RevertReport.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class MergeWaysTest {
    @TempDir
    Path folder;

    private TestRepository repo;
    private String from;
    private String to;

    @BeforeEach
    void a_file_that_was_changed_again_elsewhere() throws Exception {
        repo = TestRepository.init(folder);
        from = repo.commit("lib/a [x]", lines(20, Map.of()), "first");
        to = repo.commit("lib/a [x]", lines(20, Map.of(5, "five")), "five");
    }

    private RevertReport afterwards(int line) throws Exception {
        repo.commit("lib/a [x]", lines(20, line == 5 ? Map.of(5, "FIVE") : Map.of(5, "five", line, "FIVE")), "later");
        return again();
    }

    private RevertReport again() throws Exception {
        Map<String, String> before = snapshot(repo.folder);
        RevertReport report = repo.look(from, to);
        assertEquals(before, snapshot(repo.folder));
        return report;
    }

    @Test
    void without_an_attribute_text_is_merged() throws Exception {
        assertEquals(Finding.CLEAN, afterwards(15).finding());
    }

    @Test
    void a_program_for_a_file_that_merges_or_conflicts_makes_it_unknown() throws Exception {
        repo.write(".gitattributes", "*x] merge=lockfile\n");
        for (int line : List.of(15, 5)) {
            RevertReport report = afterwards(line);
            assertEquals(Finding.PROGRAM, report.finding(), report.words());
            assertEquals(Result.UNKNOWN, report.result());
            assertTrue(
                    report.words().contains("`lib/a [x]` asks to be merged by `lockfile`, which was not run."),
                    report.words());
        }
    }

    @Test
    void a_program_for_a_file_that_only_one_side_changed_is_not_asked() throws Exception {
        repo.write(".gitattributes", "* merge=lockfile\n");
        repo.commit("other", "o\n", "later");
        assertEquals(Finding.CLEAN, again().finding());
    }

    @Test
    void another_conflict_is_certain_all_the_same() throws Exception {
        repo.write(".gitattributes", "*x] merge=lockfile\n");
        repo.write("b", lines(9, Map.of()));
        from = repo.commit("all");
        repo.write("b", lines(9, Map.of(5, "five")));
        to = repo.commit("lib/a [x]", lines(20, Map.of(5, "six")), "change");
        repo.write("b", lines(9, Map.of(5, "FIVE")));
        RevertReport report = afterwards(5);
        assertEquals(Finding.CONFLICTS, report.finding(), report.words());
        assertEquals(
                List.of("b", "lib/a [x]"),
                report.conflicts().stream().map(Conflict::path).toList());
    }

    @Test
    void attributes_below_of_the_repository_and_of_the_user_count_as_git_counts_them() throws Exception {
        repo.write("lib/.gitattributes", "a* merge=below\n");
        assertTrue(afterwards(15).words().contains("`below`"));
        repo.write(".git/info/attributes", "[attr]ours merge=own\nlib/* ours\n");
        assertTrue(again().words().contains("`own`"));
        Files.delete(repo.folder.resolve("lib/.gitattributes"));
        Files.delete(repo.folder.resolve(".git/info/attributes"));
        repo.commit("without");
        assertEquals(Finding.CLEAN, again().finding());
        Path user = Files.createDirectories(folder.resolve("home/.config/git"));
        Files.writeString(user.resolve("attributes"), "* merge=user\n");
        assertTrue(again().words().contains("`user`"));
        repo.git("config", "core.attributesFile", "~/mine");
        assertEquals(Finding.CLEAN, again().finding());
        Files.writeString(folder.resolve("home/mine"), "* merge=mine\n");
        assertTrue(again().words().contains("`mine`"));
    }

    @Test
    void attributes_of_the_work_tree_alone_do_not_count() throws Exception {
        repo.commit("other", "o\n", "later");
        repo.commit("lib/a [x]", lines(20, Map.of(5, "five", 15, "x")), "later");
        repo.write(".gitattributes", "* merge=lockfile\n");
        assertEquals(Finding.CLEAN, again().finding());
    }

    @Test
    void the_ways_of_git_itself_are_taken() throws Exception {
        repo.write(".gitattributes", "* merge=union\n");
        assertEquals(Finding.CLEAN, afterwards(5).finding());
        repo.write(".gitattributes", "* -merge\n");
        RevertReport binary = afterwards(15);
        assertEquals(Finding.CONFLICTS, binary.finding(), binary.words());
        repo.write(".gitattributes", "* merge\n");
        assertEquals(Finding.CLEAN, afterwards(15).finding());
    }

    @Test
    void settings_that_name_a_program_make_it_unknown() throws Exception {
        afterwards(15);
        repo.git("config", "merge.default", "custom");
        assertTrue(again().words().contains("`custom`"));
        repo.git("config", "merge.default", "union");
        assertEquals(Finding.CLEAN, again().finding());
        repo.git("config", "merge.union.driver", "touch " + folder.resolve("canary"));
        assertEquals(Finding.PROGRAM, again().finding());
        repo.git("config", "--unset", "merge.default");
        assertEquals(Finding.CLEAN, again().finding());
        repo.git("config", "merge.renormalize", "true");
        assertTrue(again().words().contains("`merge.renormalize`"));
        repo.git("config", "merge.renormalize", "no");
        assertEquals(Finding.CLEAN, again().finding());
        assertTrue(Files.notExists(folder.resolve("canary")));
    }

    @Test
    void attributes_that_are_no_file_or_endless_are_not_waited_for() throws Exception {
        afterwards(15);
        repo.run(List.of("mkfifo", ".git/info/attributes"), "");
        assertEquals(Finding.CLEAN, repo.look(from, to).finding());
        Files.delete(repo.folder.resolve(".git/info/attributes"));
        Files.write(repo.folder.resolve(".git/info/attributes"), new byte[(1 << 20) + 1]);
        assertEquals(
                Trouble.Reason.TOO_BIG,
                repo.look(from, to).trouble().orElseThrow().reason());
    }
}
