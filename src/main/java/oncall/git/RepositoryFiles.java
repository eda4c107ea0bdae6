package oncall.git;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import oncall.git.Trouble.Reason;

/**
 * Files as revisions have them, without checking anything out. Paths are from the top of the repository, with `/`; a byte of a
 * path that is not UTF-8 is a lone surrogate. A revision is whatever names one commit. Each question is given 5 s.
 */
public final class RepositoryFiles {
    /** The largest file that is read, in bytes. */
    public static final int LARGEST = Blobs.LARGEST;

    private final Asking asking;

    /**
     * Files of repositories.
     *
     * @param temporary where a scratch folder is kept for the time of a question
     * @param nanos a clock that never goes back
     */
    public RepositoryFiles(Git git, Path temporary, LongSupplier nanos) {
        this.asking = new Asking(git, temporary, nanos, RevertProbe.LIMIT);
    }

    /** The files that differ between two revisions, renames recognised, sorted by path. */
    public Outcome<List<ChangedFile>> changed(Path repository, String from, String to) {
        return asking.about(repository, (open, history) -> {
            List<Revision> revisions = open.resolve(List.of(from, to));
            return history.changed(revisions.get(0).hash(), revisions.get(1).hash());
        });
    }

    /** The files below a folder at a revision, sorted as git sorts; an empty folder is the top. */
    public Outcome<List<TreeFile>> under(Path repository, String revision, String folder) {
        return asking.about(repository, (open, history) -> {
            String commit = open.resolve(List.of(revision)).get(0).hash();
            String name = folder.replaceAll("^(\\./)+|/+$", "");
            Tree tree = new Tree(open);
            return tree.files(
                    tree.folder(commit, name)
                            .orElseThrow(() -> new Unanswered(
                                    Reason.NO_SUCH_FILE,
                                    "There is no folder `" + folder + "` in `" + revision + "`.",
                                    "Folders are named from the top of the repository.")),
                    name);
        });
    }

    /** What files hold; each up to {@link #LARGEST}, all together up to 48 MiB. */
    public Outcome<Map<TreeFile, Content>> read(Path repository, Collection<TreeFile> files) {
        List<TreeFile> all = new ArrayList<>(files);
        return asking.about(repository, (open, history) -> new Blobs(open).read(all));
    }
}
