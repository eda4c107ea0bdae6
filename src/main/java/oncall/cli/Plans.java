package oncall.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import oncall.plan.PlanCheck;
import oncall.plan.RevertPlan;
import oncall.plan.Verdict;
import oncall.runbook.Team;
import oncall.runbook.yaml.PlanReader;
import oncall.runbook.yaml.RunbookFile;
import oncall.runbook.yaml.TeamReader;
import oncall.runbook.yaml.YamlFile;

/**
 * Revert plans by name, by path, by folder, or all there are; each read once, with the team that belongs to it. A name is one
 * of the folders in use, else a built-in one. Files are read, nothing is run.
 */
final class Plans {
    private static final int DEEPEST = 8;

    private final Invocation invocation;
    private final Places places;
    private final Path startedIn;
    private final Map<Path, Team> teams = new HashMap<>();
    private Optional<List<String>> books = Optional.empty();

    Plans(Invocation invocation) {
        this.invocation = invocation;
        this.places = invocation.places();
        this.startedIn = invocation.environs().folder();
    }

    // ---- which

    /**
     * The plans meant: of a name or path the one, of a folder all below it; without any, all there are.
     *
     * @throws Failure with {@link Exit#NOT_FOUND} when one is not there, and when there is none at all
     * @throws Unreadable when a team file they belong to has errors
     */
    List<PlanFile> chosen(List<String> wanted) {
        return found(wanted).map(Supplier::get).toList();
    }

    /** The same, each read when it is asked for, so that many need not be held at once. */
    Stream<Supplier<PlanFile>> found(List<String> wanted) {
        if (wanted.isEmpty()) {
            return all();
        }
        Set<Path> files = new LinkedHashSet<>();
        List<Supplier<PlanFile>> builtIn = new ArrayList<>();
        for (String each : wanted) {
            Optional<Path> folder =
                    isPath(each) ? folder(each) : inUse(each).isPresent() ? Optional.empty() : folder(each);
            if (folder.isPresent()) {
                files.addAll(below(folder.get()));
            } else {
                Optional<Path> file = file(each);
                file.ifPresent(files::add);
                if (file.isEmpty()) {
                    PlanFile one = builtIn(each);
                    builtIn.add(() -> one);
                }
            }
        }
        return Stream.concat(files.stream().map(file -> () -> read(file)), builtIn.stream());
    }

    /**
     * One plan by name or path.
     *
     * @throws Failure with {@link Exit#NOT_FOUND} when it is not there
     * @throws Unreadable when the team file it belongs to has errors
     */
    PlanFile one(String wanted) {
        return file(wanted).map(this::read).orElseGet(() -> builtIn(wanted));
    }

    /** Every plan of the folders in use, those of the same name once; where there is no such folder, the built-in ones. */
    private Stream<Supplier<PlanFile>> all() {
        List<Path> folders = places.planFolders();
        Map<String, Path> named = new LinkedHashMap<>();
        for (Path folder : folders) {
            of(folder).forEach(file -> named.putIfAbsent(folder.relativize(file).toString(), file));
        }
        if (named.isEmpty() && (!isBuiltIn() || BuiltIn.plans().isEmpty())) {
            String where = folders.isEmpty()
                    ? places.plans().path().map(this::shown).orElse(Places.PLANS)
                    : String.join(" and ", folders.stream().map(this::shown).toList());
            throw new Failure(
                    Exit.NOT_FOUND,
                    "There is no revert plan in `" + where + "`.",
                    "`oncall revert-plan new` makes one; a file or folder elsewhere is named after the command.");
        }
        return named.isEmpty()
                ? BuiltIn.plans().stream().map(name -> () -> builtIn(name))
                : named.values().stream().map(file -> () -> read(file));
    }

    /** Whether without a name the built-in plans are meant: no folder of books or plans is in use. */
    boolean isBuiltIn() {
        return places.planFolders().isEmpty() && places.books().place().builtIn();
    }

    /** A word with a slash or an ending is a path. */
    private static boolean isPath(String wanted) {
        return wanted.contains("/") || wanted.endsWith(".yaml") || wanted.endsWith(".yml");
    }

    private Optional<Path> folder(String wanted) {
        return Optional.of(startedIn.resolve(wanted).normalize()).filter(Files::isDirectory);
    }

    /** The file of a name or path; empty when it may be the name of a built-in plan. */
    private Optional<Path> file(String wanted) {
        if (!isPath(wanted)) {
            return inUse(wanted);
        }
        Path file = startedIn.resolve(wanted).normalize();
        if (wanted.startsWith(BuiltIn.PLANS) && !Files.exists(file)) {
            return Optional.empty();
        }
        if (!Files.isRegularFile(file)) {
            throw new Failure(
                    Exit.NOT_FOUND,
                    Files.isDirectory(file)
                            ? "`" + wanted + "` is a folder, and one plan is wanted."
                            : "There is no file `" + wanted + "`.",
                    "`oncall revert-plan check` without a name shows the plans there are.");
        }
        return Optional.of(file);
    }

    /** Whether the name of a file, without options, means that very file. */
    static boolean isByName(Environs environs, Path file) {
        Path whole = file.toAbsolutePath().normalize();
        try {
            return inUse(new Places(environs, Optional.empty(), Optional.empty()), RunbookFile.nameOf(file.toString()))
                    .filter(found -> found.toAbsolutePath().normalize().equals(whole))
                    .isPresent();
        } catch (Failure noFolder) {
            return false;
        }
    }

    private Optional<Path> inUse(String name) {
        return inUse(places, name);
    }

    private static Optional<Path> inUse(Places places, String name) {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
            return Optional.empty();
        }
        return places.planFolders().stream()
                .flatMap(folder -> List.of(".yaml", ".yml").stream().map(ending -> folder.resolve(name + ending)))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    private List<Path> below(Path folder) {
        List<Path> files = of(folder);
        if (files.isEmpty()) {
            throw new Failure(
                    Exit.NOT_FOUND,
                    "There is no revert plan in `" + shown(folder) + "`.",
                    "The first line of a plan is `oncall: revert-plan/1`.");
        }
        return files;
    }

    /** The plans below a folder: files that say so, and those that say nothing in a folder for plans. */
    static List<Path> of(Path folder) {
        return Linter.yaml(folder, DEEPEST).stream().filter(Plans::isPlan).toList();
    }

    /** Whether a file says that it is a plan, or says nothing and lies in a folder for plans. */
    static boolean isPlan(Path file) {
        if (!file.toString().endsWith(".yaml") && !file.toString().endsWith(".yml")) {
            return false;
        }
        String format = Linter.format(Linter.bytes(file));
        boolean mayBe = format.isEmpty() || format.startsWith("runbook/");
        return format.startsWith("revert-plan/")
                || mayBe && file.getParent().endsWith(Places.PLANS) && !file.endsWith("team.yaml");
    }

    /** Names of all plans there are, those of the folders in use and the built-in ones. */
    List<String> names() {
        Set<String> names = new TreeSet<>(BuiltIn.plans());
        places.planFolders()
                .forEach(folder -> of(folder).forEach(file -> names.add(RunbookFile.nameOf(file.toString()))));
        return List.copyOf(names);
    }

    // ---- reading

    /**
     * A plan that lies there.
     *
     * @throws Unreadable when the team file it belongs to has errors
     */
    PlanFile read(Path path) {
        String folder = path.toAbsolutePath().getParent().toString();
        return plan(YamlFile.read(Linter.bytes(path), shown(path), folder, false), Optional.of(path), team(path));
    }

    private PlanFile builtIn(String wanted) {
        String name = RunbookFile.nameOf(wanted);
        byte[] bytes = BuiltIn.plan(name)
                .orElseThrow(() -> new Failure(
                        Exit.NOT_FOUND,
                        "There is no revert plan `" + name + "`." + Nearest.question(Nearest.to(name, names())),
                        "`oncall revert-plan check` without a name shows the plans there are."));
        String shown = BuiltIn.PLANS + name + ".yaml";
        return plan(YamlFile.read(bytes, shown, "", true), Optional.empty(), BuiltIn.team());
    }

    private static PlanFile plan(YamlFile file, Optional<Path> path, Team team) {
        String shown = file.source().path();
        Optional<RevertPlan> plan = PlanReader.read(file, RunbookFile.nameOf(shown), Optional.of(team));
        return new PlanFile(shown, path, file, plan, team);
    }

    /** The team file beside a plan, else in the folder above, else in the runbooks there, else the one in use. */
    private Team team(Path plan) {
        Path folder = plan.toAbsolutePath().getParent();
        List<Path> candidates = new ArrayList<>();
        candidates.add(folder.resolve("team.yaml"));
        if (folder.endsWith(Places.PLANS)) {
            candidates.add(folder.resolveSibling("team.yaml"));
            candidates.add(folder.resolveSibling("runbooks").resolve("team.yaml"));
        }
        return candidates.stream()
                .filter(Files::isRegularFile)
                .findFirst()
                .map(file -> teams.computeIfAbsent(file, this::readTeam))
                .orElseGet(this::team);
    }

    /**
     * The team file in use, whatever plan is asked for.
     *
     * @throws Unreadable when it has errors
     */
    Team team() {
        return places.team(Optional.empty())
                .path()
                .map(file -> teams.computeIfAbsent(file, this::readTeam))
                .orElseGet(BuiltIn::team);
    }

    private Team readTeam(Path path) {
        YamlFile file = YamlFile.read(
                Linter.bytes(path),
                shown(path),
                path.toAbsolutePath().getParent().toString(),
                false);
        return TeamReader.read(file, BuiltIn.team())
                .orElseThrow(() -> Unreadable.team(file.problems().inOrder()));
    }

    /** A path as it is shown: relative where it lies below the folder oncall was started in. */
    String shown(Path path) {
        return Linter.shown(path, startedIn);
    }

    // ---- judging

    /** What a plan that reads is judged in. */
    PlanSurroundings around(PlanFile file) {
        return new PlanSurroundings(file.file().source(), file.team(), books(), now(), machineZone());
    }

    /**
     * What a plan comes to by the static rules.
     *
     * @throws Unreadable when it does not read as a plan
     */
    Verdict verdict(PlanFile file) {
        return PlanCheck.check(file.read(), around(file));
    }

    private List<String> books() {
        if (books.isEmpty()) {
            books = Optional.of(new Bookshelf(places, startedIn).books());
        }
        return books.get();
    }

    private Instant now() {
        return invocation.clock().now();
    }

    private ZoneId machineZone() {
        return invocation.environs().zone();
    }
}
