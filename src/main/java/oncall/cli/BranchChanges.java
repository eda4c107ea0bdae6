package oncall.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import oncall.document.PlanReport;
import oncall.git.ChangedFile;
import oncall.git.ChangedSince;
import oncall.git.Git;
import oncall.git.Outcome;
import oncall.git.Trouble;
import oncall.runbook.Team;

/** What a branch touches since it left a revision: the plans among it, and what wants a plan by the `paths` of the team. */
final class BranchChanges {
    private final String since;
    private final Path startedIn;
    private final Path realStartedIn;
    private final ChangedSince.Touched touched;

    /**
     * Asks git, which reads and changes nothing.
     *
     * @param since the revision the branch left, as given
     * @throws Failure when git cannot tell, with the reason
     */
    BranchChanges(Environs environs, String since) {
        this.since = since;
        this.startedIn = environs.folder();
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        Outcome<ChangedSince.Touched> outcome =
                new ChangedSince(new Git(environs.variables()), temporary, System::nanoTime).look(startedIn, since);
        outcome.trouble().ifPresent(trouble -> {
            throw new Failure(
                    exit(trouble.reason()),
                    "What changed since `" + since + "` is not known. " + trouble.words(),
                    trouble.remedy());
        });
        this.touched = outcome.value().orElseThrow();
        try {
            this.realStartedIn = startedIn.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is no revision here is not found; what may be one and cannot be seen from here is unknown. */
    private static Exit exit(Trouble.Reason reason) {
        return switch (reason) {
            case NOT_A_REVISION, AMBIGUOUS, NO_FOLDER, NO_REPOSITORY, NO_WORK_TREE -> Exit.USAGE;
            case NO_SUCH_REVISION, NO_COMMITS, NO_SUCH_FILE -> Exit.NOT_FOUND;
            case NO_GIT,
                    OLD_GIT,
                    OTHER_OWNER,
                    NOT_FETCHED,
                    SHALLOW,
                    UNRELATED,
                    TOO_SLOW,
                    TOO_BIG,
                    NO_ROOM,
                    GIT_FAILED -> Exit.NOT_CHECKED;
        };
    }

    /** The plans the branch adds or changes, as they lie here. */
    List<Path> plans() {
        return touched.files().stream()
                .filter(file -> file.status() != ChangedFile.Status.DELETED)
                .flatMap(file -> here(file.path()).stream())
                .filter(Files::isRegularFile)
                .filter(Plans::isPlan)
                .toList();
    }

    /** Whether the branch touches a file, given by its path here. */
    boolean touches(Path file) {
        try {
            Path real = file.toRealPath();
            return touched.files().stream()
                    .filter(each -> each.status() != ChangedFile.Status.DELETED)
                    .anyMatch(each -> inTop(each.path()).filter(real::equals).isPresent());
        } catch (IOException gone) {
            return false;
        }
    }

    /** What is to be said of the branch as a whole: which migrations and deployment files it touches, where it touches no plan. */
    PlanReport.Branch branch(Team team) {
        boolean planned = !plans().isEmpty();
        List<String> unplanned = planned
                ? List.of()
                : touched.paths().stream()
                        .filter(path -> wantsPlan(team, path))
                        .map(path -> here(path).map(this::shown).orElse(path))
                        .toList();
        return new PlanReport.Branch(since, unplanned);
    }

    /** Whether a team file says of any path that it wants a plan. */
    static boolean namesPaths(Team team) {
        return team.paths().stream().anyMatch(rule -> rule.migrations() || rule.deploy());
    }

    private static boolean wantsPlan(Team team, String path) {
        return team.paths().stream()
                .filter(rule -> rule.migrations() || rule.deploy())
                .anyMatch(rule -> rule.matches(path));
    }

    private Optional<Path> inTop(String path) {
        try {
            return Optional.of(touched.top().resolve(path));
        } catch (InvalidPathException noNameHere) {
            return Optional.empty();
        }
    }

    /** A path from the top as it is reached from where oncall was started. */
    private Optional<Path> here(String path) {
        return inTop(path)
                .map(file -> file.startsWith(realStartedIn) ? startedIn.resolve(realStartedIn.relativize(file)) : file);
    }

    private String shown(Path path) {
        return Linter.shown(path, startedIn);
    }
}
