package oncall.git;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import oncall.git.Trouble.Reason;

/**
 * What a branch touches: the files that differ between the commit where it left a revision (their merge base) and `HEAD`. That is
 * what a reviewer of the branch sees. What is not committed does not count: a pipeline has nothing of that kind, and reading it
 * would run what the repository names. Given 5 s.
 */
public final class ChangedSince {
    private final Asking asking;

    /**
     * What a branch touches.
     *
     * @param top the top of the work tree, links resolved; paths are from there
     * @param base full hash of the commit where the branch began
     * @param head full hash of its newest commit
     */
    public record Touched(Path top, String base, String head, List<ChangedFile> files) {
        public Touched {
            files = List.copyOf(files);
        }

        /** All paths, of a renamed file the former too; a byte that is not UTF-8 is a lone surrogate. */
        public List<String> paths() {
            return files.stream()
                    .flatMap(file -> Stream.concat(file.was().stream(), Stream.of(file.path())))
                    .distinct()
                    .toList();
        }
    }

    /**
     * A way to ask.
     *
     * @param temporary where a scratch folder is kept for the time of a question
     * @param nanos a clock that never goes back
     */
    public ChangedSince(Git git, Path temporary, LongSupplier nanos) {
        this.asking = new Asking(git, temporary, nanos, RevertProbe.LIMIT);
    }

    /** @param folder in the work tree */
    public Outcome<Touched> look(Path folder, String revision) {
        return asking.about(folder, (open, history) -> {
            Path top = open.top();
            List<Revision> revisions = open.resolve(List.of(revision, "HEAD"));
            String head = revisions.get(1).hash();
            Optional<String> base = history.base(revisions.get(0).hash(), head);
            if (base.isEmpty()) {
                throw open.shallow()
                        ? new Unanswered(
                                Reason.SHALLOW,
                                "The clone is shallow: where the branch left `" + revision
                                        + "` lies beyond its short history.",
                                "git fetch --unshallow --tags")
                        : new Unanswered(
                                Reason.UNRELATED,
                                "`HEAD` and `" + revision + "` have no commit in common.",
                                "Name a revision that the branch comes from.");
            }
            return new Touched(top, base.get(), head, history.changed(base.get(), head));
        });
    }
}
