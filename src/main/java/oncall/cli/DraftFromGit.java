package oncall.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import oncall.git.ChangedFile;
import oncall.git.Commit;
import oncall.git.Git;
import oncall.git.Outcome;
import oncall.git.RangeDraft;
import oncall.git.Trouble;
import oncall.migration.Down;
import oncall.migration.Irregularity;
import oncall.migration.Migration;
import oncall.migration.Migrations;
import oncall.plan.FlagsSeen;
import oncall.plan.PlanDraft;
import oncall.runbook.Team;

/** Drafts a plan from what the history knows of a change. What it guesses is said in a comment beside it. */
final class DraftFromGit {
    private static final int COMMITS = 12;
    private final Environs environs;
    private final Team team;
    private final Path temporary = Path.of(System.getProperty("java.io.tmpdir"));

    DraftFromGit(Environs environs, Team team) {
        this.environs = environs;
        this.team = team;
    }

    /**
     * The draft of a change.
     *
     * @param repository a folder in it
     * @param range `FROM..TO`
     * @param folder where the plan will lie: paths in it are relative to that
     * @throws Failure when git cannot tell, with {@link Exit#NOT_FOUND} where what was named is not there
     */
    PlanDraft draft(Path repository, String range, Path folder) {
        RangeDraft.Draft change = known(
                new RangeDraft(new Git(environs.variables()), temporary, System::nanoTime).look(repository, range));
        Migrations migrations =
                known(new RangeMigrations(environs, temporary).between(repository, change.from(), change.to(), team));
        Path top = PlanSurroundings.root(repository);
        List<String> notes = new ArrayList<>(List.of("Drafted from " + range + ", "
                + change.total() + (change.total() == 1 ? " commit" : " commits")
                + ". What the history does not know is TODO; the check lists it by line."));
        change.commits().stream()
                .limit(COMMITS)
                .forEach(commit -> notes.add(
                        "  " + commit.hash().substring(0, 10) + " " + commit.author() + ": " + commit.subject()));
        if (change.total() > COMMITS) {
            notes.add("  and " + (change.total() - COMMITS) + " more");
        }
        List<PlanDraft.Service> services = services(change);
        if (services.stream().anyMatch(each -> !each.after().isEmpty())) {
            notes.add("The order of undoing is a guess: what changed last goes back first. Mend `revert-after`.");
        }
        List<String> flags = FlagsSeen.in(
                change.added().stream().map(RangeDraft.AddedLine::text).toList());
        if (!flags.isEmpty()) {
            notes.add("The flags were seen in lines the change brought; delete those that are none.");
        }
        if (!change.whole()) {
            notes.add("The change is large: flags were looked for in its first half only.");
        }
        migrations.irregularities().forEach(each -> notes.add("Look at " + each.at() + ": " + each.what()));
        return new PlanDraft(
                notes,
                Optional.of(change.title()),
                Optional.empty(),
                Optional.empty(),
                author(change),
                Optional.of(new PlanDraft.Git(relative(folder, repository), change.from(), change.to())),
                Optional.empty(),
                services,
                flags,
                migrations(migrations, path -> relative(folder, top.resolve(path))),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static <T> T known(Outcome<T> outcome) {
        if (outcome instanceof Outcome.Known<T> known) {
            return known.answer();
        }
        Trouble why = outcome.trouble().orElseThrow();
        Exit exit = switch (why.reason()) {
            case NO_FOLDER, NO_REPOSITORY, NO_SUCH_REVISION, NOT_FETCHED, NO_SUCH_FILE, NO_COMMITS -> Exit.NOT_FOUND;
            case NOT_A_REVISION, AMBIGUOUS, UNRELATED -> Exit.USAGE;
            case NO_GIT, OLD_GIT, NO_WORK_TREE, OTHER_OWNER, SHALLOW, TOO_SLOW, TOO_BIG, NO_ROOM, GIT_FAILED ->
                Exit.NOT_CHECKED;
        };
        throw new Failure(exit, why.words(), why.remedy());
    }

    private static Optional<String> author(RangeDraft.Draft change) {
        List<String> authors =
                change.commits().stream().map(Commit::author).distinct().toList();
        return authors.size() == 1 ? Optional.of(authors.get(0)) : Optional.empty();
    }

    /** Services of the changed paths; what changed last is put back first, what changed at once in no order. */
    private List<PlanDraft.Service> services(RangeDraft.Draft change) {
        List<PlanDraft.Service> services = new ArrayList<>();
        Set<String> seen = new LinkedHashSet<>();
        List<String> before = List.of();
        for (Commit commit : change.commits()) {
            List<String> with = unseen(commit.files().stream(), seen);
            for (String name : with) {
                services.add(new PlanDraft.Service(name, Optional.empty(), Optional.empty(), before));
            }
            before = with.isEmpty() ? before : with;
        }
        boolean older = change.total() > change.commits().size();
        List<String> ground = older ? before : List.of();
        unseen(change.files().stream().map(ChangedFile::path), seen)
                .forEach(name -> services.add(new PlanDraft.Service(name, Optional.empty(), Optional.empty(), ground)));
        return services;
    }

    private List<String> unseen(Stream<String> paths, Set<String> seen) {
        return paths.flatMap(path -> service(path).stream()).filter(seen::add).toList();
    }

    private Optional<String> service(String path) {
        return team.paths().stream()
                .filter(rule -> rule.service().isPresent() && rule.matches(path))
                .findFirst()
                .flatMap(Team.PathRule::service);
    }

    /** Those that were found; where none was and one may be among what could not be told, nobody knows. */
    private static Optional<List<PlanDraft.Migration>> migrations(Migrations seen, UnaryOperator<String> fromPlan) {
        boolean unclear = seen.irregularities().stream()
                .map(Irregularity::kind)
                .anyMatch(kind -> kind == Irregularity.Kind.UNRECOGNISED || kind == Irregularity.Kind.UNREADABLE);
        return seen.found().isEmpty() && unclear
                ? Optional.empty()
                : Optional.of(seen.found().stream()
                        .map(each -> migration(each, fromPlan))
                        .toList());
    }

    private static PlanDraft.Migration migration(Migration migration, UnaryOperator<String> fromPlan) {
        Down down = migration.down();
        boolean present = down.state() == Down.State.PRESENT;
        Optional<String> file = down.at().filter(at -> present).map(at -> fromPlan.apply(at.path()));
        return new PlanDraft.Migration(
                migration.id(),
                migration.title().isBlank() ? Optional.empty() : Optional.of(migration.title()),
                Optional.of(fromPlan.apply(migration.up().path())),
                file,
                Optional.of(migration.layout().shown() + ", down "
                        + down.state().name().toLowerCase(java.util.Locale.ROOT)
                        + (down.why().isEmpty() ? "" : ": " + down.why())));
    }

    private static String relative(Path folder, Path repository) {
        Path from = folder.toAbsolutePath().normalize();
        String path = from.relativize(repository.toAbsolutePath().normalize()).toString();
        return path.isEmpty() ? "." : path;
    }
}
