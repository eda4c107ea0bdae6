package oncall.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import oncall.git.RevertReport.Conflict;
import oncall.git.RevertReport.Finding;
import oncall.git.RevertReport.Range;
import oncall.git.Trouble.Reason;

/**
 * Finds out whether a change can be undone on what is checked out today: do its revisions exist, what would go back with it, and
 * does it apply. The range is undone in one piece, as a merge of three trees: `to` is the base, `HEAD` one side, `from` the
 * other. Nothing in the repository is written, no work tree is needed, nothing that it names is run.
 */
public final class RevertProbe {
    /** The time a whole look is given unless something else is asked for. */
    public static final Duration LIMIT = Duration.ofSeconds(5);

    /** How many commits of a range are listed; all are counted. */
    public static final int LISTED = 2_000;

    private static final int TOLD = 3;
    private static final int SHORT = 10;
    private static final Set<Reason> MENDED_IN_THE_PLAN =
            Set.of(Reason.NO_SUCH_REVISION, Reason.NOT_A_REVISION, Reason.AMBIGUOUS);

    private final Git git;
    private final Path temporary;
    private final LongSupplier nanos;

    /**
     * What is asked.
     *
     * @param repository a folder in it, or a bare one
     * @param from the last revision without the change, as written
     * @param to the change, as written
     * @param ours whether a path belongs to the services of the plan; empty when no team file says so
     */
    public record Question(Path repository, String from, String to, Optional<Predicate<String>> ours, Duration limit) {}

    /**
     * A probe.
     *
     * @param temporary where new objects are kept for the time of a look
     * @param nanos a clock that never goes back
     */
    public RevertProbe(Git git, Path temporary, LongSupplier nanos) {
        this.git = git;
        this.temporary = temporary;
        this.nanos = nanos;
    }

    /** Looks. Whatever is wrong with the repository is an answer. */
    public RevertReport look(Question question) {
        Deadline deadline = new Deadline(nanos, question.limit());
        try (Repository repository = Repository.open(git, question.repository(), temporary, deadline)) {
            return look(question, repository);
        } catch (Unanswered unanswered) {
            return trouble(unanswered.trouble(), Optional.empty());
        }
    }

    private static RevertReport look(Question question, Repository repository) throws Unanswered {
        List<Revision> revisions = repository.resolve(List.of(question.from(), question.to(), "HEAD"));
        Revision from = revisions.get(0);
        Revision to = revisions.get(1);
        Revision head = revisions.get(2);
        History history = new History(repository);
        if (from.hash().equals(to.hash())) {
            return report(
                    Finding.EMPTY_RANGE,
                    "`" + from.written() + "` and `" + to.written()
                            + "` are the same commit: there is nothing to revert.",
                    "Name the last revision before the change as `from`.",
                    Optional.empty());
        }
        if (history.within(to.hash(), from.hash())) {
            return report(
                    Finding.SWAPPED,
                    "`" + from.written() + "` comes after `" + to.written() + "`: they are the wrong way round.",
                    "Swap them: `from` is the older one.",
                    Optional.empty());
        }
        boolean before = history.within(from.hash(), to.hash());
        if (!before && history.base(from.hash(), to.hash()).isEmpty()) {
            return trouble(unrelated(repository, from, to), Optional.empty());
        }
        Range range = range(question, history, List.of(from.hash(), to.hash(), head.hash()), before);
        try {
            return onHead(question, repository, history, range, before);
        } catch (Unanswered unanswered) {
            return trouble(unanswered.trouble(), Optional.of(range));
        }
    }

    private static Trouble unrelated(Repository repository, Revision from, Revision to) {
        return repository.shallow()
                ? beyond()
                : new Trouble(
                        Reason.UNRELATED,
                        "`" + from.written() + "` and `" + to.written() + "` have no commit in common.",
                        "Name two revisions of the same history.");
    }

    private static Trouble beyond() {
        return new Trouble(
                Reason.SHALLOW,
                "The clone is shallow: what the range holds lies beyond its short history.",
                "git fetch --unshallow --tags");
    }

    private static Range range(Question question, History history, List<String> hashes, boolean before)
            throws Unanswered {
        String from = hashes.get(0);
        String to = hashes.get(1);
        List<Commit> commits = history.between(from, to, List.of(), LISTED);
        int total = commits.size() < LISTED ? commits.size() : history.count(from, to);
        OptionalInt unrelated = question.ours()
                .map(ours -> OptionalInt.of((int) commits.stream()
                        .filter(commit -> !commit.files().isEmpty()
                                && commit.files().stream().noneMatch(ours))
                        .count()))
                .orElse(OptionalInt.empty());
        Map<String, Integer> authors = new LinkedHashMap<>();
        commits.forEach(commit -> authors.merge(commit.author(), 1, Integer::sum));
        List<String> most = authors.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .map(Map.Entry::getKey)
                .toList();
        return new Range(
                from,
                to,
                hashes.get(2),
                commits,
                total,
                before ? 0 : history.count(to, from),
                most,
                history.changed(from, to),
                unrelated);
    }

    private static RevertReport onHead(
            Question question, Repository repository, History history, Range range, boolean before) throws Unanswered {
        if (repository.shallow() && (!before || cut(repository, range))) {
            return trouble(beyond(), Optional.of(range));
        }
        if (!history.within(range.to(), range.head())) {
            if (repository.shallow()) {
                return trouble(beyond(), Optional.of(range));
            }
            return report(
                    Finding.NOT_ON_HEAD,
                    "`HEAD` (" + brief(range.head()) + ") does not hold `" + question.to()
                            + "`: on this branch there is nothing to revert.",
                    "Check out the branch that is deployed, and look again.",
                    Optional.of(range));
        }
        List<String> trees = history.trees(List.of(range.to(), range.head(), range.from()));
        TrialMerge.Merged merged = new TrialMerge(repository, history).merge(trees.get(0), trees.get(1), trees.get(2));
        return told(question, history, range, merged, trees.get(1));
    }

    /** Whether a commit of the range is one where a shallow history ends. */
    private static boolean cut(Repository repository, Range range) throws Unanswered {
        try {
            Set<String> ends = new HashSet<>(Files.readAllLines(repository.own("shallow")));
            return range.total() > range.commits().size()
                    || range.commits().stream().anyMatch(commit -> ends.contains(commit.hash()));
        } catch (IOException e) {
            return true;
        }
    }

    private static RevertReport told(
            Question question, History history, Range range, TrialMerge.Merged merged, String headTree)
            throws Unanswered {
        String change = "`" + question.from() + "`..`" + question.to() + "`";
        Map<String, String> certain = new LinkedHashMap<>(merged.conflicts());
        certain.keySet().removeAll(merged.programs().keySet());
        if (!certain.isEmpty()) {
            List<Conflict> conflicts = new Culprits(history, range).of(merged);
            return new RevertReport(
                    Finding.CONFLICTS,
                    "Reverting " + change + " conflicts in " + count(conflicts.size(), "file") + ": "
                            + some(List.copyOf(merged.conflicts().keySet())) + "." + touched(conflicts),
                    "Write down how the conflicts are solved, or revert the later commits first; or fix forward.",
                    Optional.of(range),
                    conflicts,
                    Optional.empty());
        }
        if (!merged.programs().isEmpty()) {
            String program = merged.programs().values().iterator().next();
            return report(
                    Finding.PROGRAM,
                    "Whether reverting " + change + " applies is not known: "
                            + some(List.copyOf(merged.programs().keySet())) + " asks to be merged by `" + program
                            + "`, which was not run.",
                    "Try it by hand in a scratch clone: git revert --no-commit.",
                    Optional.of(range));
        }
        if (merged.tree().equals(headTree)) {
            return report(
                    Finding.NOTHING_LEFT,
                    "Reverting " + change + " changes nothing on `HEAD`: it was undone already, or it undoes itself.",
                    "Name the change that is deployed now, or put the plan away.",
                    Optional.of(range));
        }
        return report(
                Finding.CLEAN,
                "Reverting " + change + " (" + count(range.total(), "commit") + ", "
                        + count(range.files().size(), "file") + ") applies cleanly on `HEAD` (" + brief(range.head())
                        + ").",
                "",
                Optional.of(range));
    }

    private static String touched(List<Conflict> conflicts) {
        List<String> later = conflicts.stream()
                .flatMap(conflict -> conflict.later().stream())
                .distinct()
                .map(commit -> brief(commit.hash()) + " " + commit.subject() + " (" + commit.author() + ")")
                .toList();
        return later.isEmpty()
                ? ""
                : " Touched since by " + count(later.size(), "commit") + ": "
                        + later.stream().limit(TOLD).map(one -> "`" + one + "`").collect(Collectors.joining(", "))
                        + more(later.size()) + ".";
    }

    private static String some(List<String> paths) {
        return paths.stream().limit(TOLD).map(path -> "`" + path + "`").collect(Collectors.joining(", "))
                + more(paths.size());
    }

    private static String more(int size) {
        return size > TOLD ? " and " + (size - TOLD) + " more" : "";
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private static String brief(String hash) {
        return hash.substring(0, SHORT);
    }

    private static RevertReport report(Finding finding, String words, String remedy, Optional<Range> range) {
        return new RevertReport(finding, words, remedy, range, List.of(), Optional.empty());
    }

    private static RevertReport trouble(Trouble trouble, Optional<Range> range) {
        Finding finding = MENDED_IN_THE_PLAN.contains(trouble.reason()) ? Finding.NO_REVISION : Finding.TROUBLE;
        return new RevertReport(finding, trouble.words(), trouble.remedy(), range, List.of(), Optional.of(trouble));
    }
}
