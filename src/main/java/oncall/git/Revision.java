package oncall.git;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import oncall.git.Trouble.Reason;

/** A commit: as somebody wrote it, and its full hash. */
record Revision(String written, String hash) {
    private static final int LONGEST = 250;
    private static final Pattern COMMIT = Pattern.compile("([0-9a-f]{40}|[0-9a-f]{64}) commit \\d+");
    private static final Pattern OTHER = Pattern.compile("[0-9a-f]{40,64} (tree|blob|tag) \\d+");
    private static final Pattern TWICE = Pattern.compile("refname '(.*)' is ambiguous");

    /** Refuses what cannot name one commit: an option, a range, a search, a file. */
    static void check(String written) throws Unanswered {
        boolean odd = written.chars().anyMatch(c -> c <= ' ' || c == 0x7f || ":?*[\\".indexOf(c) >= 0);
        if (written.isEmpty()
                || written.length() > LONGEST
                || written.startsWith("-")
                || written.contains("..")
                || odd) {
            throw new Unanswered(
                    Reason.NOT_A_REVISION,
                    "`" + written + "` does not name a revision.",
                    "Write a full hash, a tag, a branch or `HEAD~2`.");
        }
    }

    /**
     * @param plain what git said to what is written
     * @param commit what git said to the commit behind it
     */
    static Revision of(String written, String plain, String commit, String err, Repository repository)
            throws Unanswered {
        Matcher found = COMMIT.matcher(commit);
        Matcher twice = TWICE.matcher(err);
        while (twice.find()) {
            if (written.startsWith(twice.group(1))) {
                throw ambiguous(
                        written,
                        "Write `refs/tags/" + twice.group(1) + "`, `refs/heads/" + twice.group(1)
                                + "` or the full hash.");
            }
        }
        if (found.matches()) {
            return new Revision(written, found.group(1));
        }
        if (plain.endsWith(" ambiguous") || commit.endsWith(" ambiguous")) {
            throw ambiguous(written, "Write more digits of the hash, or all.");
        }
        Matcher other = OTHER.matcher(plain);
        if (other.matches()) {
            throw new Unanswered(
                    Reason.NOT_A_REVISION,
                    "`" + written + "` is a " + other.group(1) + ", not a commit.",
                    "Write a full hash, a tag, a branch or `HEAD~2`.");
        }
        throw missing(written, repository);
    }

    private static Unanswered ambiguous(String written, String remedy) {
        return new Unanswered(Reason.AMBIGUOUS, "`" + written + "` names more than one revision here.", remedy);
    }

    private static Unanswered missing(String written, Repository repository) throws Unanswered {
        if (written.equals("HEAD")) {
            return new Unanswered(
                    Reason.NO_COMMITS,
                    "`HEAD` of `" + repository.folder() + "` is a branch without commits.",
                    "Check out the branch that is deployed.");
        }
        if (repository.shallow()) {
            return new Unanswered(
                    Reason.SHALLOW,
                    "`" + written + "` is not in this clone, which is shallow.",
                    "git fetch --unshallow --tags");
        }
        if (!repository.settings("^remote\\..*\\.url$").isEmpty()) {
            return new Unanswered(
                    Reason.NOT_FETCHED,
                    "`" + written + "` is not in this clone; it may not be fetched yet.",
                    "git fetch --all --tags; then look for a slip in the name.");
        }
        return new Unanswered(
                Reason.NO_SUCH_REVISION,
                "There is no revision `" + written + "` in `" + repository.folder() + "`.",
                "Look for a slip in the name; `git log --oneline` shows what there is.");
    }
}
