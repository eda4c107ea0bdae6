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
    void what_comes_out_may_be_what_the_repository_has_already_and_keeps_its_time() throws Exception {
        repo.write("a", "one\n");
        repo.commit("b", "one\n", "first");
        repo.commit("b", "two\n", "what will come out");
        String from = repo.commit("b", "one\n", "back");
        String to = repo.commit("a", "two\n", "the change");
        repo.commit("b", "two\n", "later");
        RevertReport loose = look(from, to);
        assertEquals(Finding.CLEAN, loose.finding(), loose.words());
        repo.git("repack", "-adq");
        RevertReport packed = look(from, to);
        assertEquals(Finding.CLEAN, packed.finding(), packed.words());
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

    @Test
    void a_merge_goes_back_with_all_it_brought() throws Exception {
        repo.commit("a", lines(20, Map.of()), "first");
        repo.git("checkout", "-q", "-b", "side");
        repo.commit("b", "b\n", "on the side");
        repo.commit("a", lines(20, Map.of(2, "two")), "two");
        repo.git("checkout", "-q", "main");
        String from = repo.commit("c", "c\n", "meanwhile");
        repo.git("merge", "-q", "--no-ff", "-m", "Merge the side", "side");
        repo.commit("a", lines(20, Map.of(2, "two", 18, "eighteen")), "later");
        RevertReport report = look(from, "HEAD~1");
        assertEquals(Finding.CLEAN, report.finding(), report.words());
        Range range = report.range().orElseThrow();
        assertEquals(
                List.of("Merge the side", "two", "on the side"),
                range.commits().stream().map(Commit::subject).toList());
        assertEquals(
                List.of(2, 1, 1), range.commits().stream().map(Commit::parents).toList());
        assertEquals(List.of(), range.commits().get(0).files());
        assertEquals(
                List.of("a", "b"), range.files().stream().map(ChangedFile::path).toList());
        repo.git("revert", "--no-edit", "-m", "1", "HEAD~1");
        RevertReport again = look(from, "HEAD~2");
        assertEquals(Finding.NOTHING_LEFT, again.finding(), again.words());
        assertEquals(Result.FAIL, again.result());
    }

    @Test
    void a_file_that_was_renamed_since_goes_back_under_its_new_name() throws Exception {
        String from = repo.commit("a", lines(20, Map.of()), "first");
        String to = repo.commit("a", lines(20, Map.of(5, "five")), "five");
        repo.git("mv", "a", "b");
        String moved = repo.commit("moved");
        assertEquals(Finding.CLEAN, look(from, to).finding());
        String touched = repo.commit("b", lines(20, Map.of(5, "FIVE")), "louder");
        RevertReport report = look(from, to);
        agrees(report, from, to);
        assertEquals(
                List.of(touched, moved),
                report.conflicts().get(0).later().stream().map(Commit::hash).toList());
    }

    @Test
    void deleted_here_and_changed_there_conflicts() throws Exception {
        String from = repo.commit("a", lines(20, Map.of()), "first");
        String to = repo.commit("a", lines(20, Map.of(5, "five")), "five");
        Files.delete(repo.folder.resolve("a"));
        repo.commit("gone");
        RevertReport report = look(from, to);
        agrees(report, from, to);
        assertEquals("modify/delete", report.conflicts().get(0).how());
    }

    @Test
    void a_folder_where_a_file_was_conflicts_under_the_name_of_the_file() throws Exception {
        repo.commit("other", "o\n", "first");
        repo.write("a", "text\n");
        String from = repo.commit("a file");
        Files.delete(repo.folder.resolve("a"));
        String to = repo.commit("no file");
        repo.commit("a/inside", "i\n", "a folder");
        RevertReport report = look(from, to);
        assertEquals(Finding.CONFLICTS, report.finding(), report.words());
        assertEquals("a", report.conflicts().get(0).path());
        assertEquals("file/directory", report.conflicts().get(0).how());
        assertEquals(1, report.conflicts().get(0).later().size());
    }

    @Test
    void links_binary_files_and_submodules_are_looked_at_too() throws Exception {
        Path inner = folder.resolve("inner");
        Files.createDirectory(inner);
        TestRepository sub = repo.at(inner);
        sub.git("init", "-q");
        sub.git("config", "user.name", "Eli");
        sub.git("config", "user.email", "eli@example.org");
        String one = sub.commit("one");
        String two = sub.commit("two");
        Files.createSymbolicLink(repo.folder.resolve("link"), Path.of("one"));
        Files.write(repo.folder.resolve("picture"), new byte[] {0, 1, 2, 3});
        repo.git("update-index", "--add", "--cacheinfo", "160000," + one + ",sub");
        repo.git("add", "link", "picture");
        repo.git("commit", "-q", "-m", "first");
        String from = repo.head();
        Files.delete(repo.folder.resolve("link"));
        Files.createSymbolicLink(repo.folder.resolve("link"), Path.of("two"));
        Files.write(repo.folder.resolve("picture"), new byte[] {0, 1, 2, 4});
        repo.git("update-index", "--cacheinfo", "160000," + two + ",sub");
        repo.git("add", "link", "picture");
        repo.git("commit", "-q", "-m", "second");
        String to = repo.head();
        repo.commit("x", "x\n", "elsewhere");
        repo.git("update-index", "--add", "--cacheinfo", "160000," + two + ",sub");
        repo.git("commit", "-q", "--amend", "-m", "elsewhere");
        RevertReport clean = look(from, to);
        assertEquals(Finding.CLEAN, clean.finding(), clean.words());
        assertEquals(
                List.of(TreeFile.Kind.LINK, TreeFile.Kind.FILE, TreeFile.Kind.SUBMODULE),
                clean.range().orElseThrow().files().stream()
                        .map(file -> file.after().orElseThrow().kind())
                        .toList());
        Files.delete(repo.folder.resolve("link"));
        Files.createSymbolicLink(repo.folder.resolve("link"), Path.of("three"));
        Files.write(repo.folder.resolve("picture"), new byte[] {0, 9});
        repo.git("add", "link", "picture");
        repo.git("update-index", "--cacheinfo", "160000," + "7".repeat(one.length()) + ",sub");
        repo.git("commit", "-q", "-m", "third");
        RevertReport report = look(from, to);
        assertEquals(
                List.of("link", "picture", "sub"),
                report.conflicts().stream().map(Conflict::path).toList(),
                report.words());
    }

    @Test
    void names_are_bytes_and_come_through_whatever_they_are() throws Exception {
        List<String> odd = List.of(
                "-n",
                "--help",
                "a\nb",
                "\u001b[31mred",
                "qu\"ote",
                "tab\there",
                "back\\slash",
                " blank ",
                "*?[x]",
                "\u05e9",
                "cr\r");
        for (String name : odd) {
            repo.write(name, lines(9, Map.of()));
        }
        Path raw = repo.folder.resolve("raw");
        Files.writeString(raw, lines(9, Map.of()));
        repo.git("add", "-A");
        String blob = repo.git("hash-object", "-w", "raw");
        repo.run(
                List.of(
                        "sh",
                        "-c",
                        "printf '100644 " + blob + "\\tnot-utf8-\\377\\0' | git update-index -z --index-info"),
                "");
        repo.git("commit", "-q", "-m", "first");
        String from = repo.head();
        changed(odd, "five");
        String to = repo.head();
        changed(odd, "FIVE");
        RevertReport report = look(from, to);
        List<String> expected = new java.util.ArrayList<>(odd);
        expected.add("not-utf8-\udcff");
        assertEquals(
                java.util.Set.copyOf(expected),
                java.util.Set.copyOf(
                        report.conflicts().stream().map(Conflict::path).toList()),
                report.words());
        for (Conflict conflict : report.conflicts()) {
            assertEquals(
                    List.of(repo.head()),
                    conflict.later().stream().map(Commit::hash).toList(),
                    conflict.path());
        }
        assertEquals(
                java.util.Set.copyOf(expected),
                java.util.Set.copyOf(
                        report.range().orElseThrow().commits().get(0).files()));
    }

    private void changed(List<String> names, String word) throws Exception {
        for (String name : names) {
            repo.write(name, lines(9, Map.of(5, word)));
        }
        repo.write("raw", lines(9, Map.of(5, word)));
        String blob = repo.git("hash-object", "-w", "raw");
        Files.writeString(repo.folder.resolve("raw"), lines(9, Map.of()));
        repo.git("add", "-A", "--", ".");
        repo.run(
                List.of(
                        "sh",
                        "-c",
                        "printf '100644 " + blob + "\\tnot-utf8-\\377\\0' | git update-index -z --index-info"),
                "");
        repo.git("commit", "-q", "-m", word);
    }

    @Test
    void a_range_that_is_none_is_told() throws Exception {
        String from = repo.commit("a", "one\n", "one");
        String to = repo.commit("a", "two\n", "two");
        assertEquals(Finding.EMPTY_RANGE, look(to, "main").finding());
        RevertReport swapped = look(to, from);
        assertEquals(Finding.SWAPPED, swapped.finding());
        assertEquals("`" + to + "` comes after `" + from + "`: they are the wrong way round.", swapped.words());
        repo.git("checkout", "-q", "--orphan", "other");
        repo.commit("b", "b\n", "another beginning");
        RevertReport unrelated = look(from, "other");
        assertEquals(Trouble.Reason.UNRELATED, unrelated.trouble().orElseThrow().reason());
        assertEquals(Result.UNKNOWN, unrelated.result());
    }

    @Test
    void revisions_beside_each_other_count_what_only_the_older_one_has() throws Exception {
        repo.commit("a", "one\n", "one");
        repo.git("checkout", "-q", "-b", "release");
        repo.commit("fix", "f\n", "hot fix");
        repo.git("checkout", "-q", "main");
        repo.commit("b", "b\n", "two");
        RevertReport report = look("release", "main");
        assertEquals(Finding.CLEAN, report.finding(), report.words());
        assertEquals(1, report.range().orElseThrow().onlyFrom());
        assertEquals(1, report.range().orElseThrow().total());
    }

    @Test
    void a_change_that_is_not_on_this_branch_is_not_judged() throws Exception {
        String from = repo.commit("a", "one\n", "one");
        repo.git("checkout", "-q", "-b", "side");
        String to = repo.commit("a", "two\n", "two");
        repo.git("checkout", "-q", "main");
        RevertReport report = look(from, to);
        assertEquals(Finding.NOT_ON_HEAD, report.finding());
        assertEquals(Result.UNKNOWN, report.result());
        assertEquals(1, report.range().orElseThrow().total());
        repo.git("checkout", "-q", "--detach", to);
        assertEquals(Finding.CLEAN, look(from, to).finding());
    }

    @Test
    void the_work_tree_and_the_index_have_no_say() throws Exception {
        String from = repo.commit("a", "one\n", "one");
        String to = repo.commit("a", "two\n", "two");
        repo.write("a", "something else\n");
        repo.write("b", "staged\n");
        repo.git("add", "b");
        repo.write("c", "untracked\n");
        assertEquals(Finding.CLEAN, look(from, to).finding());
    }

    @Test
    void a_bare_repository_a_linked_work_tree_and_a_folder_inside_will_do() throws Exception {
        String from = repo.commit("in/a", "one\n", "one");
        String to = repo.commit("in/a", "two\n", "two");
        Path bare = folder.resolve("bare.git");
        repo.git("clone", "-q", "--bare", repo.folder.toString(), bare.toString());
        assertEquals(Finding.CLEAN, repo.at(bare).look(from, to).finding());
        Path linked = folder.resolve("linked");
        repo.git("worktree", "add", "-q", "--detach", linked.toString(), from);
        assertEquals(Finding.NOT_ON_HEAD, repo.at(linked).look(from, to).finding());
        repo.at(linked).git("checkout", "-q", "--detach", to);
        assertEquals(Finding.CLEAN, repo.at(linked).look(from, to).finding());
        assertEquals(
                Finding.CLEAN, repo.at(repo.folder.resolve("in")).look(from, to).finding());
    }

    @Test
    void a_repository_that_borrows_its_objects_will_do() throws Exception {
        String from = repo.commit("a", "one\n", "one");
        String to = repo.commit("a", "two\n", "two");
        Path borrower = folder.resolve("borrower");
        repo.git("clone", "-q", "--shared", repo.folder.toString(), borrower.toString());
        Map<String, String> before = snapshot(repo.folder);
        assertEquals(Finding.CLEAN, repo.at(borrower).look(from, to).finding());
        assertEquals(before, snapshot(repo.folder));
    }

    @Test
    void hashes_of_64_digits_will_do() throws Exception {
        TestRepository wide = TestRepository.init(folder.resolve("wide"), "--object-format=sha256");
        String from = wide.commit("a", lines(9, Map.of()), "one");
        String to = wide.commit("a", lines(9, Map.of(2, "two")), "two");
        wide.commit("a", lines(9, Map.of(2, "two", 8, "eight")), "eight");
        assertEquals(64, from.length());
        RevertReport report = wide.look(from, to);
        assertEquals(Finding.CLEAN, report.finding(), report.words());
    }

    @Test
    void a_shallow_clone_answers_what_it_can_prove() throws Exception {
        repo.commit("a", "zero\n", "zero");
        String from = repo.commit("a", "one\n", "one");
        String to = repo.commit("a", "two\n", "two");
        Path one = folder.resolve("one");
        repo.git("clone", "-q", "--depth=1", "file://" + repo.folder, one.toString());
        RevertReport gone = repo.at(one).look(from, to);
        assertEquals(Result.UNKNOWN, gone.result());
        assertEquals(Trouble.Reason.SHALLOW, gone.trouble().orElseThrow().reason());
        assertEquals("git fetch --unshallow --tags", gone.remedy());
        Path two = folder.resolve("two");
        repo.git("clone", "-q", "--depth=2", "file://" + repo.folder, two.toString());
        Map<String, String> before = snapshot(two);
        assertEquals(Finding.CLEAN, repo.at(two).look(from, to).finding());
        assertEquals(before, snapshot(two));
    }

    @Test
    void a_shallow_clone_does_not_guess_beyond_its_end() throws Exception {
        String from = repo.commit("a", "one\n", "one");
        repo.git("checkout", "-q", "-b", "side");
        repo.commit("b", "b\n", "b");
        repo.commit("b", "bb\n", "bb");
        repo.git("checkout", "-q", "main");
        repo.commit("c", "c\n", "c");
        repo.git("merge", "-q", "--no-ff", "-m", "merge", "side");
        Path two = folder.resolve("two");
        repo.git("clone", "-q", "--depth=3", "file://" + repo.folder, two.toString());
        RevertReport report = repo.at(two).look(from, "HEAD");
        assertEquals(
                Trouble.Reason.SHALLOW, report.trouble().map(Trouble::reason).orElse(null), report.words());
    }
}
