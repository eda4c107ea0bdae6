package oncall.git;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a look at a repository says about undoing a change. Words and remedy are sentences; they, and all else here, quote names
 * from the repository as they are, so they go to a screen through the gateway.
 *
 * @param remedy what to do next; empty after a pass
 * @param range what would go back, as far as it was found out
 * @param conflicts the files that conflict
 * @param trouble why there is no answer, if git could not tell
 */
public record RevertReport(
        Finding finding,
        String words,
        String remedy,
        Optional<Range> range,
        List<Conflict> conflicts,
        Optional<Trouble> trouble) {
    public RevertReport {
        conflicts = List.copyOf(conflicts);
    }

    /** The three answers. Unknown is never a pass. */
    public enum Result {
        PASS,
        FAIL,
        UNKNOWN
    }

    /** What was found. */
    public enum Finding {
        /** It applies without conflicts. */
        CLEAN(Result.PASS),
        /** Files conflict. */
        CONFLICTS(Result.FAIL),
        /** Undoing it would change nothing: it was undone already, or it undoes itself. */
        NOTHING_LEFT(Result.FAIL),
        /** From and to are the same commit. */
        EMPTY_RANGE(Result.FAIL),
        /** From comes after to. */
        SWAPPED(Result.FAIL),
        /** A revision that does not exist, that cannot be one, or that names several. */
        NO_REVISION(Result.FAIL),
        /** The branch that is checked out does not hold the change. */
        NOT_ON_HEAD(Result.UNKNOWN),
        /** A file asks to be merged by a program, which was not run. */
        PROGRAM(Result.UNKNOWN),
        /** Git could not tell; see the trouble. */
        TROUBLE(Result.UNKNOWN);

        private final Result result;

        Finding(Result result) {
            this.result = result;
        }

        /** What it comes to. */
        public Result result() {
            return result;
        }
    }

    /** What it comes to. */
    public Result result() {
        return finding.result();
    }

    /**
     * What would go back.
     *
     * @param from full hash of the last revision without the change
     * @param to full hash of the change
     * @param head full hash of what is checked out
     * @param commits those that only `to` has, newest first, at most {@link RevertProbe#LISTED}
     * @param total how many there are
     * @param onlyFrom how many only `from` has: more than none when `from` is not before `to` but beside it
     * @param authors of the listed commits, each once, most commits first
     * @param files what differs between `from` and `to`
     * @param unrelated how many of the listed commits change files, and none that belongs to the plan; empty when nobody said
     *     which do. Merges that change nothing of their own and empty commits are not counted
     */
    public record Range(
            String from,
            String to,
            String head,
            List<Commit> commits,
            int total,
            int onlyFrom,
            List<String> authors,
            List<ChangedFile> files,
            OptionalInt unrelated) {
        public Range {
            commits = List.copyOf(commits);
            authors = List.copyOf(authors);
            files = List.copyOf(files);
        }
    }

    /**
     * A file that conflicts.
     *
     * @param how git's word for it, such as `contents` or `modify/delete`; may be empty
     * @param later commits after the change that touched it, newest first; of their files, those that were looked for
     */
    public record Conflict(String path, String how, List<Commit> later) {
        public Conflict {
            later = List.copyOf(later);
        }
    }
}
