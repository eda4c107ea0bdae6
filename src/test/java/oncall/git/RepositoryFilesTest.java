package oncall.git;

import static oncall.git.TestRepository.lines;
import static oncall.git.TestRepository.snapshot;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RepositoryFilesTest {
    @TempDir
    Path folder;

    private TestRepository repo;
    private Map<String, String> before = Map.of();

    @BeforeEach
    void a_repository() throws Exception {
        repo = TestRepository.init(folder);
    }

    private Git git() {
        return new Git(repo.environment);
    }

    private RepositoryFiles files() throws Exception {
        before = snapshot(repo.folder);
        return new RepositoryFiles(git(), repo.temporary(), System::nanoTime);
    }

    @AfterEach
    void nothing_was_written() throws Exception {
        if (!before.isEmpty()) {
            assertEquals(before, snapshot(repo.folder));
        }
        assertEquals(0, Files.list(repo.temporary()).count());
    }

    private static <T> T known(Outcome<T> outcome) {
        return outcome.value().orElseThrow(() -> new AssertionError(outcome.trouble()));
    }

    private static Trouble.Reason unknown(Outcome<?> outcome) {
        return outcome.trouble().orElseThrow().reason();
    }

    @Test
    void what_differs_between_two_revisions_is_told_with_renames() throws Exception {
        repo.write("db/V1__a.sql", "create table a;\n");
        repo.write("db/old.sql", lines(9, Map.of()));
        repo.write("gone", "g\n");
        String from = repo.commit("first");
        repo.write("db/V1__a.sql", "create table b;\n");
        Files.move(repo.folder.resolve("db/old.sql"), repo.folder.resolve("db/new\n.sql"));
        Files.delete(repo.folder.resolve("gone"));
        repo.write("db/V2__\u05e9.sql", "x\n");
        Files.createSymbolicLink(repo.folder.resolve("link"), Path.of("gone"));
        String to = repo.commit("second");
        List<ChangedFile> changed = known(files().changed(repo.folder, from, to));
        assertEquals(
                List.of(
                        "MODIFIED db/V1__a.sql",
                        "ADDED db/V2__\u05e9.sql",
                        "RENAMED db/new\n.sql db/old.sql",
                        "DELETED gone",
                        "ADDED link"),
                changed.stream()
                        .map(file -> file.status() + " " + file.path()
                                + file.was().map(was -> " " + was).orElse(""))
                        .toList());
        Map<TreeFile, Content> contents = known(files().read(
                        repo.folder,
                        changed.stream().flatMap(file -> file.after().stream()).toList()));
        assertEquals(
                List.of(
                        new Content.Whole("create table b;\n"),
                        new Content.Whole("x\n"),
                        new Content.Whole(lines(9, Map.of())),
                        new Content.NoFile(TreeFile.Kind.LINK)),
                List.copyOf(contents.values()));
        assertEquals(Optional.empty(), changed.get(3).after());
        assertEquals("db/old.sql", changed.get(2).before().orElseThrow().path());
        assertEquals(unknown(files().changed(repo.folder, from, "--all")), Trouble.Reason.NOT_A_REVISION);
    }

    @Test
    void the_files_below_a_folder_are_listed_as_the_revision_has_them() throws Exception {
        repo.write("db/migrate/1.sql", "1\n");
        repo.write("db/migrate/deep/2 \u05e9.sql", "2\n");
        repo.write("dbx/3.sql", "3\n");
        repo.write("run.sh", "#!/bin/sh\n");
        assertTrue(repo.folder.resolve("run.sh").toFile().setExecutable(true));
        String first = repo.commit("first");
        Files.delete(repo.folder.resolve("db/migrate/1.sql"));
        repo.commit("second");
        RepositoryFiles files = files();
        for (String name : List.of("db", "db/", "./db")) {
            assertEquals(
                    List.of("db/migrate/1.sql", "db/migrate/deep/2 \u05e9.sql"),
                    known(files.under(repo.folder, first, name)).stream()
                            .map(TreeFile::path)
                            .toList());
        }
        assertEquals(1, known(files.under(repo.folder, "HEAD", "db")).size());
        assertEquals(
                TreeFile.Kind.PROGRAM,
                known(files.under(repo.folder, first, "")).get(3).kind());
        for (String none : List.of("gone", "run.sh", "../x", "a\nb", ":/")) {
            assertEquals(Trouble.Reason.NO_SUCH_FILE, unknown(files.under(repo.folder, first, none)), none);
        }
    }

    @Test
    void contents_are_bytes_and_have_a_limit() throws Exception {
        byte[] odd = {'a', 0, (byte) 0xff, '\n', (byte) 0xd7, (byte) 0xa9, '\r', '\n'};
        Files.write(repo.folder.resolve("odd"), odd);
        Files.write(repo.folder.resolve("most"), new byte[RepositoryFiles.LARGEST]);
        Files.write(repo.folder.resolve("more"), new byte[RepositoryFiles.LARGEST + 1]);
        repo.write("none", "");
        repo.commit("first");
        RepositoryFiles files = files();
        Map<TreeFile, Content> contents = known(files.read(repo.folder, known(files.under(repo.folder, "HEAD", ""))));
        for (Map.Entry<TreeFile, Content> one : contents.entrySet()) {
            switch (one.getKey().path()) {
                case "more" -> assertEquals(new Content.TooLarge(RepositoryFiles.LARGEST + 1), one.getValue());
                case "most" ->
                    assertEquals(
                            RepositoryFiles.LARGEST,
                            ((Content.Whole) one.getValue()).text().length());
                case "none" -> assertEquals(new Content.Whole(""), one.getValue());
                default -> {
                    Content.Whole whole = (Content.Whole) one.getValue();
                    assertEquals("a\0\udcff\n\u05e9\r\n", whole.text());
                    assertArrayEquals(odd, whole.bytes());
                }
            }
        }
        assertEquals(4, contents.size());
    }

    @Test
    void a_branch_touches_what_was_committed_since_it_left() throws Exception {
        repo.write("a", "a\n");
        repo.write("old", lines(9, Map.of()));
        String base = repo.commit("first");
        repo.git("checkout", "-q", "-b", "feature");
        repo.git("mv", "old", "new");
        repo.commit("b\u05e9", "b\n", "ours");
        repo.git("checkout", "-q", "main");
        repo.commit("theirs", "t\n", "theirs");
        repo.git("checkout", "-q", "feature");
        repo.write("a", "not committed\n");
        Path inside = Files.createDirectory(repo.folder.resolve("inside"));
        before = snapshot(repo.folder);
        ChangedSince since = new ChangedSince(git(), repo.temporary(), System::nanoTime);
        ChangedSince.Touched touched = known(since.look(inside, "main"));
        assertEquals(List.of("b\u05e9", "old", "new"), touched.paths());
        assertEquals(base, touched.base());
        assertEquals(repo.folder.toRealPath(), touched.top());
        assertEquals(List.of(), known(since.look(inside, "HEAD")).paths());
        assertEquals(Trouble.Reason.NO_SUCH_REVISION, unknown(since.look(inside, "origin/main")));
    }

    @Test
    void a_branch_that_left_before_a_shallow_history_is_unknown() throws Exception {
        repo.commit("a", "a\n", "first");
        repo.git("checkout", "-q", "-b", "feature");
        repo.commit("b", "b\n", "ours");
        repo.git("checkout", "-q", "main");
        repo.commit("c", "c\n", "theirs");
        Path shallow = folder.resolve("shallow");
        repo.git("clone", "-q", "--depth=1", "--no-single-branch", "file://" + repo.folder, shallow.toString());
        ChangedSince since = new ChangedSince(git(), repo.temporary(), System::nanoTime);
        assertEquals(Trouble.Reason.SHALLOW, unknown(since.look(shallow, "origin/feature")));
        Path bare = folder.resolve("bare");
        repo.git("clone", "-q", "--bare", repo.folder.toString(), bare.toString());
        assertEquals(Trouble.Reason.NO_WORK_TREE, unknown(since.look(bare, "HEAD")));
    }

    @Test
    void the_versions_of_a_file_are_found_through_its_renames() throws Exception {
        repo.commit("x", "x\n", "first");
        String one = repo.commit("plans/a.yaml", lines(9, Map.of()), "one");
        String two = repo.commit("plans/a.yaml", lines(9, Map.of(2, "two")), "two");
        repo.commit("x", "y\n", "elsewhere");
        Files.createDirectory(repo.folder.resolve("revert-plans"));
        repo.git("mv", "plans/a.yaml", "revert-plans/a.yaml");
        String moved = repo.commit("moved");
        repo.write("revert-plans/a.yaml", "not committed\n");
        before = snapshot(repo.folder);
        FileVersions versions = new FileVersions(git(), repo.temporary(), System::nanoTime);
        Path file = repo.folder.resolve("revert-plans/a.yaml");
        List<FileVersions.Version> all = known(versions.of(file, 10));
        assertEquals(
                List.of(moved, two, one),
                all.stream().map(version -> version.commit().hash()).toList());
        assertEquals(
                List.of("revert-plans/a.yaml", "plans/a.yaml", "plans/a.yaml"),
                all.stream().map(version -> version.file().path()).toList());
        assertEquals(new Content.Whole(lines(9, Map.of())), all.get(2).content());
        assertEquals(2, known(versions.of(file, 2)).size());
        assertEquals(List.of(), known(versions.of(repo.folder.resolve("never"), 9)));
    }

    @Test
    void a_draft_tells_title_commits_files_and_what_is_new() throws Exception {
        String from = repo.commit("a", lines(5, Map.of()), "first");
        repo.git("checkout", "-q", "-b", "side");
        repo.write("odd \"name\"\t\u05e9", "++ flag new_prices\n-- no heading\n");
        repo.commit("a", lines(5, Map.of(2, "isEnabled('rbac')", 5, "+++ b/none")), "one");
        String last = repo.commit("empty");
        repo.git("checkout", "-q", "main");
        repo.git("merge", "-q", "--no-ff", "-m", "Merge rbac rollout", "side");
        before = snapshot(repo.folder);
        RangeDraft drafts = new RangeDraft(git(), repo.temporary(), System::nanoTime);
        RangeDraft.Draft draft = known(drafts.look(repo.folder, from + ".."));
        assertEquals("Merge rbac rollout", draft.title());
        assertEquals(3, draft.total());
        assertEquals(
                List.of("a", "odd \"name\"\t\u05e9"),
                draft.files().stream().map(ChangedFile::path).toList());
        assertEquals(
                List.of(
                        new RangeDraft.AddedLine("a", 2, "isEnabled('rbac')"),
                        new RangeDraft.AddedLine("a", 5, "+++ b/none"),
                        new RangeDraft.AddedLine("odd \"name\"\t\u05e9", 1, "++ flag new_prices"),
                        new RangeDraft.AddedLine("odd \"name\"\t\u05e9", 2, "-- no heading")),
                draft.added());
        assertTrue(draft.whole());
        assertEquals(
                "2 commits from " + from + " to side",
                known(drafts.look(repo.folder, from + "..side")).title());
        assertEquals(
                "empty", known(drafts.look(repo.folder, last + "~1.." + last)).title());
        for (String none : List.of(from, "..main", from + "...main", "main.." + from)) {
            assertEquals(Trouble.Reason.NOT_A_REVISION, unknown(drafts.look(repo.folder, none)), none);
        }
    }

    @Test
    void a_draft_reads_half_a_mebibyte_of_what_is_new() throws Exception {
        String from = repo.commit("a", "a\n", "first");
        repo.commit("b", "x".repeat(1023).concat("\n").repeat(600), "long");
        RangeDraft.Draft draft =
                known(new RangeDraft(git(), repo.temporary(), System::nanoTime).look(repo.folder, from + "..HEAD"));
        assertTrue(!draft.whole());
        assertEquals(512, draft.added().size());
    }
}
