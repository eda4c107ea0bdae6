package oncall.git;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import oncall.git.Trouble.Reason;

/** What one file held in the past, as the branch that is checked out has it; renames are followed. Given 5 s. */
public final class FileVersions {
    private final Asking asking;

    /**
     * A version: the commit that made it, where the file was then, and what it held.
     *
     * @param commit its own list of files holds this one alone, and is empty for a merge
     */
    public record Version(Commit commit, TreeFile file, Content content) {}

    /**
     * A way to ask.
     *
     * @param temporary where a scratch folder is kept for the time of a question
     * @param nanos a clock that never goes back
     */
    public FileVersions(Git git, Path temporary, LongSupplier nanos) {
        this.asking = new Asking(git, temporary, nanos, RevertProbe.LIMIT);
    }

    /**
     * The committed versions of a file, newest first; none if it was never committed.
     *
     * @param file in a work tree; it need not exist any more, its folder must
     * @param most commits that are looked at
     */
    public Outcome<List<Version>> of(Path file, int most) {
        Path absolute = file.toAbsolutePath();
        Path parent = absolute.getParent();
        if (parent == null) {
            return new Outcome.Unknown<>(
                    new Trouble(Reason.NO_SUCH_FILE, "`" + file + "` is not a file.", "Name the file of the plan."));
        }
        return asking.about(parent, (open, history) -> {
            String path = fromTop(open.top(), parent, absolute);
            String head = open.resolve(List.of("HEAD")).get(0).hash();
            return versions(open, history.following(head, path, most), path);
        });
    }

    private static String fromTop(Path top, Path parent, Path file) throws Unanswered {
        try {
            return top.toRealPath()
                    .relativize(parent.toRealPath().resolve(file.getFileName()))
                    .toString();
        } catch (IOException | IllegalArgumentException e) {
            throw new Unanswered(
                    Reason.NO_SUCH_FILE,
                    "`" + file + "` could not be found in its repository.",
                    "Name the file of the plan.");
        }
    }

    private static List<Version> versions(Repository open, List<Commit> commits, String path) throws Unanswered {
        List<Tree.Place> places = new ArrayList<>();
        String then = path;
        for (Commit commit : commits) {
            then = commit.files().isEmpty() ? then : commit.files().get(0);
            places.add(new Tree.Place(commit.hash(), then));
        }
        if (places.isEmpty()) {
            return List.of();
        }
        List<Optional<String>> hashes = new Tree(open).files(places);
        List<Version> versions = new ArrayList<>();
        List<TreeFile> files = new ArrayList<>();
        List<Commit> made = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            if (hashes.get(i).isPresent()) {
                files.add(new TreeFile(
                        places.get(i).path(), TreeFile.Kind.FILE, hashes.get(i).get()));
                made.add(commits.get(i));
            }
        }
        Map<TreeFile, Content> contents = new Blobs(open).read(files);
        for (int i = 0; i < files.size(); i++) {
            versions.add(new Version(made.get(i), files.get(i), contents.get(files.get(i))));
        }
        return versions;
    }
}
