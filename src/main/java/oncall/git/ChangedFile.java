package oncall.git;

import java.util.Optional;

/**
 * A file that differs between two revisions.
 *
 * @param path where it is in the newer one; of a deleted file, where it was
 * @param was its former path, if it was renamed
 * @param before the file in the older revision, unless it was added
 * @param after the file in the newer revision, unless it was deleted
 */
public record ChangedFile(
        Status status, String path, Optional<String> was, Optional<TreeFile> before, Optional<TreeFile> after) {
    /** What happened to it. */
    public enum Status {
        ADDED,
        DELETED,
        MODIFIED,
        RENAMED
    }
}
