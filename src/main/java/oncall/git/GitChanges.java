package oncall.git;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import oncall.walk.Changes;

/**
 * Changes as the team's repositories have them: what was committed or merged on the branch that is checked out, first parents
 * only, so a merge counts once. Nothing is fetched: a clone knows what it knew when it was last updated.
 */
public final class GitChanges implements Changes {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");
    private static final int MOST = 300;
    private static final int LONGEST_WORDS = 200;
    private static final int FIELDS = 4;
    private final Git git;
    private final List<Repository> repositories;
    private final LongSupplier nanos;

    /** A repository: its folder, and the name it goes by. */
    public record Repository(Path folder, String name) {}

    /**
     * Changes of these repositories.
     *
     * @param nanos a clock that never goes back; all together are given 5 s
     */
    public GitChanges(Git git, List<Repository> repositories, LongSupplier nanos) {
        this.git = git;
        this.repositories = List.copyOf(repositories);
        this.nanos = nanos;
    }

    @Override
    public Feed since(Instant from) {
        List<Change> changes = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        long end = nanos.getAsLong() + LIMIT.toNanos();
        for (Repository repository : repositories) {
            Duration left = Duration.ofNanos(end - nanos.getAsLong());
            if (left.isNegative() || left.isZero()) {
                problems.add("`" + repository.name() + "` was not read: git took too long before it.");
            } else {
                read(repository, from, left, changes, problems);
            }
        }
        changes.sort(Comparator.comparing(Change::at).reversed());
        return new Feed(changes, problems.stream().distinct().toList());
    }

    private void read(Repository repository, Instant from, Duration left, List<Change> changes, List<String> problems) {
        if (!Files.isDirectory(repository.folder())) {
            problems.add("`" + repository.name() + "` was not read: there is no folder `" + repository.folder() + "`.");
            return;
        }
        Git.Answer answer = git.ask(
                repository.folder(),
                List.of(
                        "log",
                        "-z",
                        "--first-parent",
                        "--no-color",
                        "--no-show-signature",
                        "--no-ext-diff",
                        "--no-textconv",
                        "--no-patch",
                        "--no-mailmap",
                        "--no-notes",
                        "--encoding=UTF-8",
                        "--max-count=" + MOST,
                        "--since=" + from.getEpochSecond(),
                        "--format=%H%x00%ct%x00%an%x00%s",
                        "HEAD",
                        "--"),
                left);
        if (answer instanceof Git.Said said && said.exit() == 0) {
            take(repository, said.out(), from, changes, problems);
            shallow(repository, left, problems);
        } else if (answer instanceof Git.Missing) {
            problems.add("Changes were not read: `git` is not on this machine's PATH.");
        } else if (answer instanceof Git.Said said) {
            problems.add("`" + repository.name() + "` was not read: " + reason(said.err(), repository.folder()));
        } else if (answer instanceof Git.Failed failed) {
            problems.add("`" + repository.name() + "` was not read: " + failed.why());
        }
    }

    private static void take(
            Repository repository, String out, Instant from, List<Change> changes, List<String> problems) {
        String[] fields = out.split("\0", -1);
        for (int i = 0; i + FIELDS <= fields.length; i += FIELDS) {
            if (!COMMIT.matcher(fields[i]).matches()) {
                problems.add("`" + repository.name() + "` was not read: its commits are not named by 40 digits.");
                return;
            }
            Instant at = Instant.ofEpochSecond(Long.parseLong(fields[i + 1]));
            if (!at.isBefore(from)) {
                String id = "git:" + repository.name() + "@" + fields[i];
                changes.add(new Change(id, at, words(fields[i + 2], fields[i + 3])));
            }
        }
    }

    private static String words(String author, String subject) {
        String words = author.strip() + ": " + (subject.isBlank() ? "(no subject)" : subject.strip());
        int most = words.offsetByCodePoints(0, Math.min(LONGEST_WORDS, words.codePointCount(0, words.length())));
        return most == words.length() ? words : words.substring(0, most) + "...";
    }

    private void shallow(Repository repository, Duration left, List<String> problems) {
        Git.Answer answer = git.ask(repository.folder(), List.of("rev-parse", "--is-shallow-repository"), left);
        if (answer instanceof Git.Said said && said.out().strip().equals("true")) {
            problems.add(
                    "`" + repository.name() + "` is a shallow clone: changes beyond its short history are missing.");
        }
    }

    private static String reason(String err, Path folder) {
        if (err.contains("dubious ownership")) {
            return "`" + folder + "` belongs to another user, and git reads it only if you say that is right:"
                    + " git config --global --add safe.directory " + folder;
        }
        if (err.contains("not a git repository")) {
            return "`" + folder + "` is not a git repository.";
        }
        if (err.contains("does not have any commits")
                || err.contains("bad revision 'HEAD'")
                || err.contains("ambiguous argument 'HEAD'")) {
            return "it has no commits yet.";
        }
        String first = err.lines().findFirst().orElse("git gave no reason");
        return "git says: " + first + (first.endsWith(".") ? "" : ".");
    }
}
