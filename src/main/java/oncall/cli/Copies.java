package oncall.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import oncall.incident.Event;
import oncall.incident.TimelineRecord;
import oncall.plan.RevertPlan;
import oncall.runbook.Runbook;
import oncall.runbook.Team;
import oncall.runbook.yaml.PlanReader;
import oncall.runbook.yaml.RunbookFile;
import oncall.runbook.yaml.YamlFile;
import oncall.timeline.FileTimeline;
import oncall.walk.StepChanges;

/**
 * The books an incident began with, from the copies it keeps: a walk that is taken up again goes on with them, whatever became
 * of the files.
 */
record Copies(Bookshelf.Opened opened, PinnedShelf shelf, List<String> changed, boolean titled) {
    /** What a flag of the session record begins with that names the copy of a followed book. */
    static final String FLAG = "copy:";

    private static final String PLAN = "plan:";

    /** From the first session of an incident. */
    static Copies of(FileTimeline timeline, Bookshelf files) {
        return of(Kept.of(timeline), files);
    }

    /** From what an incident keeps. */
    static Copies of(Kept timeline, Bookshelf files) {
        List<TimelineRecord> records = timeline.records();
        Event.Session session = records.stream()
                .filter(each -> each.event() instanceof Event.Session)
                .map(each -> (Event.Session) each.event())
                .findFirst()
                .orElseThrow(() -> new Failure(
                        Exit.UNREADABLE,
                        "`" + timeline.id() + "` has no readable session record, so its runbook is not known.",
                        "`oncall timeline " + timeline.id() + " --verify` says what is damaged."));
        Optional<Runbook> now = current(session, files);
        Runbook book = book(timeline, session.rb(), session.runbook(), folder(now));
        Team team = isBuiltInTeam(session)
                ? BuiltIn.team()
                : files.team(copy(timeline, session.team(), "the team file"), "team.yaml", folder(now));
        Map<String, Runbook> books = new HashMap<>();
        books.put(book.name(), book);
        for (String flag : session.flags()) {
            if (flag.startsWith(FLAG) && flag.contains("=")) {
                String name = flag.substring(FLAG.length(), flag.indexOf('='));
                String sha = flag.substring(flag.indexOf('=') + 1);
                books.put(name, followed(timeline, sha, name, files.book(name)));
            }
        }
        List<String> changed =
                now.map(current -> StepChanges.between(book, current)).orElse(List.of());
        PinnedShelf shelf = new PinnedShelf(files, books, plans(timeline, records, files));
        return new Copies(
                new Bookshelf.Opened(book, team, List.of()),
                shelf,
                changed,
                session.flags().contains("titled"));
    }

    private static Optional<Runbook> current(Event.Session session, Bookshelf files) {
        try {
            return Optional.of(files.open(
                            session.runbook().startsWith(BuiltIn.PATH)
                                    ? RunbookFile.nameOf(session.runbook())
                                    : session.runbook())
                    .book());
        } catch (Failure | Unreadable gone) {
            return Optional.empty();
        }
    }

    /** Commands run in the folder of the file as it is now; of a file that has gone, where `oncall` was started. */
    private static String folder(Optional<Runbook> book) {
        return book.map(each -> each.source().folder()).orElse("");
    }

    private static boolean isBuiltInTeam(Event.Session session) {
        return session.team().equals(BuiltIn.team().source().sha256());
    }

    /** Built-in is what this program carries, byte for byte: an incident's folder may say anything, and is not believed. */
    private static Runbook book(Kept timeline, String sha, String path, String folder) {
        byte[] copy = copy(timeline, sha, path);
        boolean builtIn = path.startsWith(BuiltIn.PATH)
                && BuiltIn.file(RunbookFile.nameOf(path))
                        .map(shipped -> Arrays.equals(shipped, copy))
                        .orElse(false);
        return Bookshelf.copy(copy, path, folder, builtIn);
    }

    /** A followed book: the file itself while it is what it was, so that it is the same to trust; else the copy. */
    private static Runbook followed(Kept timeline, String sha, String name, Optional<Runbook> now) {
        return now.filter(book -> book.source().sha256().equals(sha))
                .orElseGet(() -> book(timeline, sha, name + ".yaml", folder(now)));
    }

    private static byte[] copy(Kept timeline, String sha, String what) {
        return timeline.book(sha)
                .orElseThrow(() -> new Failure(
                        Exit.UNREADABLE,
                        "The copy of " + what + " that the incident began with is missing or damaged.",
                        "`oncall timeline " + timeline.id() + "` still shows everything answered."));
    }

    /** Plans are kept as evidence of the decision that named them; the newest copy of a name counts. */
    private static Map<String, RevertPlan> plans(Kept timeline, List<TimelineRecord> records, Bookshelf files) {
        Map<String, RevertPlan> plans = new HashMap<>();
        for (TimelineRecord each : records) {
            if (each.event() instanceof Event.Evidence evidence
                    && evidence.head().startsWith(PLAN)) {
                String name = evidence.head().substring(PLAN.length());
                Optional<RevertPlan> there =
                        files.plan(name).filter(plan -> plan.source().sha256().equals(evidence.sha256()));
                there.or(() -> timeline.evidence(evidence.sha256())
                                .flatMap(text -> plan(text, name, each.entry().text(), files)))
                        .ifPresent(plan -> plans.put(name, plan));
            }
        }
        return plans;
    }

    private static Optional<Path> path(String written) {
        try {
            return Optional.of(Path.of(written));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /**
     * A plan from its copy. Its commands run where it lay, as far as that folder is there; they are trusted only as what lies
     * there now under that name is.
     */
    private static Optional<RevertPlan> plan(String text, String name, Optional<String> place, Bookshelf files) {
        Optional<Path> lay =
                place.flatMap(Copies::path).filter(path -> path.isAbsolute() && Files.isDirectory(path.getParent()));
        String folder = lay.map(path -> path.getParent().toString())
                .or(() -> files.plan(name).map(plan -> plan.source().folder()))
                .orElse("");
        String file = lay.map(path -> path.getFileName().toString()).orElse(name + ".yaml");
        return PlanReader.read(YamlFile.read(text.getBytes(StandardCharsets.UTF_8), file, folder, false), name);
    }
}
