package oncall.git;

/**
 * Why git could not tell. Words and remedy are full sentences; what they quote comes from outside as it is, so they go to a
 * screen through the gateway.
 */
public record Trouble(Reason reason, String words, String remedy) {
    /** What kind of trouble it is. */
    public enum Reason {
        /** No git on the PATH. */
        NO_GIT,
        /** Older than 2.38, which first could merge without a work tree. */
        OLD_GIT,
        /** There is no such folder. */
        NO_FOLDER,
        /** The folder lies in no repository. */
        NO_REPOSITORY,
        /** A bare repository where files are needed. */
        NO_WORK_TREE,
        /** The repository belongs to another user. */
        OTHER_OWNER,
        /** Nothing was committed yet. */
        NO_COMMITS,
        /** What was written cannot name a revision. */
        NOT_A_REVISION,
        /** There is no such revision, and none can be fetched. */
        NO_SUCH_REVISION,
        /** It is not in this clone; it may be where the clone came from. */
        NOT_FETCHED,
        /** It names several. */
        AMBIGUOUS,
        /** The clone has a short history, and the answer lies beyond. */
        SHALLOW,
        /** The two have no commit in common. */
        UNRELATED,
        /** There is no such file at that revision. */
        NO_SUCH_FILE,
        /** It took longer than it was given. */
        TOO_SLOW,
        /** More than is read. */
        TOO_BIG,
        /** The temporary folder could not be used. */
        NO_ROOM,
        /** Git said no, in its own words. */
        GIT_FAILED
    }
}
