package oncall.git;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import oncall.git.Trouble.Reason;

/** What history knows about a change that a plan is drafted for. Given 5 s. */
public final class RangeDraft {
    private static final int MOST_ADDED = 512 << 10;
    private static final int MOST_READ = 16 << 20;
    private static final Pattern HUNK = Pattern.compile("@@ -\\d+(?:,(\\d+))? \\+(\\d+)(?:,(\\d+))? @@.*");
    private static final Pattern ESCAPE = Pattern.compile("\\\\([0-7]{3}|.)", Pattern.DOTALL);
    private final Asking asking;

    /**
     * A line that the change brought.
     *
     * @param number from 1, in the newer file
     */
    public record AddedLine(String path, int number, String text) {}

    /**
     * A change.
     *
     * @param from full hash
     * @param to full hash
     * @param title the subject of the only commit, or of the merge that brought all of them; else `N commits from A to B`
     * @param commits newest first, at most {@link RevertProbe#LISTED}
     * @param total how many there are
     * @param files what differs
     * @param added lines that are new, without binary files
     * @param whole whether these are all; else the first half MiB
     */
    public record Draft(
            String from,
            String to,
            String title,
            List<Commit> commits,
            int total,
            List<ChangedFile> files,
            List<AddedLine> added,
            boolean whole) {
        public Draft {
            commits = List.copyOf(commits);
            files = List.copyOf(files);
            added = List.copyOf(added);
        }
    }

    /**
     * A way to ask.
     *
     * @param temporary where a scratch folder is kept for the time of a question
     * @param nanos a clock that never goes back
     */
    public RangeDraft(Git git, Path temporary, LongSupplier nanos) {
        this.asking = new Asking(git, temporary, nanos, RevertProbe.LIMIT);
    }

    /** @param range `FROM..TO`; without `TO` it is `HEAD` */
    public Outcome<Draft> look(Path repository, String range) {
        return asking.about(repository, (open, history) -> {
            int dots = range.indexOf("..");
            if (dots < 1 || range.startsWith("...", dots)) {
                throw new Unanswered(
                        Reason.NOT_A_REVISION,
                        "`" + range + "` is not a range.",
                        "Write `FROM..TO`, such as `v4.12.0..v4.13.0`.");
            }
            String last = range.substring(dots + 2);
            List<Revision> ends = open.resolve(List.of(range.substring(0, dots), last.isEmpty() ? "HEAD" : last));
            return draft(open, history, ends.get(0), ends.get(1));
        });
    }

    private static Draft draft(Repository open, History history, Revision from, Revision to) throws Unanswered {
        List<Commit> commits = history.between(from.hash(), to.hash(), List.of(), RevertProbe.LISTED);
        int total = commits.size() < RevertProbe.LISTED ? commits.size() : history.count(from.hash(), to.hash());
        if (total == 0) {
            throw new Unanswered(
                    Reason.NOT_A_REVISION,
                    "`" + to.written() + "` has no commit that `" + from.written() + "` has not.",
                    "Name the older one first.");
        }
        Git.Told patch = patch(open, from.hash(), to.hash());
        List<AddedLine> added = new ArrayList<>();
        boolean whole = added(RawText.decode(patch.out()), added) && patch.whole();
        return new Draft(
                from.hash(),
                to.hash(),
                title(history, from, to, commits, total),
                commits,
                total,
                history.changed(from.hash(), to.hash()),
                added,
                whole);
    }

    private static String title(History history, Revision from, Revision to, List<Commit> commits, int total)
            throws Unanswered {
        Commit newest = commits.get(0);
        boolean named = !newest.subject().isBlank() && newest.hash().equals(to.hash());
        if (named && (total == 1 || history.parent(to.hash()).equals(Optional.of(from.hash())))) {
            return newest.subject();
        }
        return total + " commits from " + from.written() + " to " + to.written();
    }

    private static Git.Told patch(Repository open, String from, String to) throws Unanswered {
        return open.beginning(
                List.of(
                        "-c",
                        "core.quotePath=true",
                        "diff-tree",
                        "-r",
                        "-p",
                        "-U0",
                        "--no-color",
                        "--no-ext-diff",
                        "--no-textconv",
                        "--no-renames",
                        "--submodule=short",
                        "--src-prefix=a/",
                        "--dst-prefix=b/",
                        from,
                        to,
                        "--"),
                MOST_READ);
    }

    /** Reads the lines of each hunk by their number, so that no line is taken for a heading. */
    private static boolean added(String patch, List<AddedLine> added) {
        String path = "";
        int size = 0;
        String[] lines = patch.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            Matcher hunk = HUNK.matcher(lines[i]);
            if (lines[i].startsWith("+++ ")) {
                path = path(lines[i].substring("+++ ".length()));
            } else if (hunk.matches()) {
                int number = Integer.parseInt(hunk.group(2));
                int removed = hunk.group(1) == null ? 1 : Integer.parseInt(hunk.group(1));
                int brought = hunk.group(3) == null ? 1 : Integer.parseInt(hunk.group(3));
                while ((removed > 0 || brought > 0) && i + 1 < lines.length) {
                    String line = lines[++i];
                    if (line.startsWith("-")) {
                        removed--;
                    } else if (line.startsWith("+")) {
                        brought--;
                        size += line.length();
                        if (size > MOST_ADDED) {
                            return false;
                        }
                        added.add(new AddedLine(path, number++, line.substring(1)));
                    }
                }
            }
        }
        return true;
    }

    /** A path as git writes it in a heading: `b/` before it, a tab behind one with blanks, in quotes when it is odd. */
    private static String path(String written) {
        if (!written.startsWith("\"")) {
            String plain = written.endsWith("\t") ? written.substring(0, written.length() - 1) : written;
            return plain.startsWith("b/") ? plain.substring(2) : plain;
        }
        String inside = written.substring(1, written.lastIndexOf('"'));
        StringBuilder bytes = new StringBuilder();
        Matcher escape = ESCAPE.matcher(inside);
        int at = 0;
        while (escape.find()) {
            bytes.append(inside, at, escape.start()).append(character(escape.group(1)));
            at = escape.end();
        }
        bytes.append(inside.substring(at));
        return RawText.decode(bytes.toString().getBytes(java.nio.charset.StandardCharsets.ISO_8859_1))
                .substring(2);
    }

    private static char character(String escape) {
        if (escape.length() > 1) {
            return (char) Integer.parseInt(escape, 8);
        }
        int known = "abtnvfr".indexOf(escape);
        return known < 0 ? escape.charAt(0) : "\u0007\b\t\n\u000b\f\r".charAt(known);
    }
}
