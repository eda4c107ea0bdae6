package oncall.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import oncall.plan.PlanCheck;
import oncall.plan.RevertPlan;
import oncall.plan.Verdict;
import oncall.runbook.Diagnostic;
import oncall.runbook.Runbook;
import oncall.runbook.Step;
import oncall.runbook.Team;
import oncall.runbook.yaml.Library;
import oncall.runbook.yaml.PlanReader;
import oncall.runbook.yaml.RunbookFile;
import oncall.runbook.yaml.TeamReader;
import oncall.runbook.yaml.YamlFile;
import oncall.walk.Shelf;

/**
 * The books, plans and the team file of one run. Each file is read once: the bytes that are hashed are the bytes that are
 * walked. A book that is not in the folder in use may be a built-in one.
 */
final class Bookshelf implements Shelf {
    private static final String OUTAGE = "outage";
    private static final String TEAM = "team";

    private final Places places;
    private final Path startedIn;
    private final Map<String, Optional<RunbookFile>> read = new LinkedHashMap<>();
    private final Map<String, Optional<RevertPlan>> plans = new LinkedHashMap<>();
    private final Map<String, Optional<Runbook>> checked = new LinkedHashMap<>();
    private final Map<String, List<Diagnostic>> planProblems = new LinkedHashMap<>();
    private final Map<String, RevertPlan> withoutFile = new LinkedHashMap<>();
    private Optional<Path> beside = Optional.empty();
    private Optional<Path> ofIncident = Optional.empty();
    private boolean builtInTeam;
    private Optional<Team> opened = Optional.empty();

    Bookshelf(Places places, Path startedIn) {
        this.places = places;
        this.startedIn = startedIn;
    }

    /** A book with its team, read and checked whole, the books it follows too. `warnings` stand in the way of nothing. */
    record Opened(Runbook book, Team team, List<Diagnostic> warnings) {}

    /**
     * Opens a book by name or path with the team file that belongs to it.
     *
     * @throws Unreadable when any of the files has an error; with all problems of all files
     * @throws Failure with {@link Exit#NOT_FOUND} when there is no such book
     */
    Opened open(String wanted) {
        Optional<Path> path = path(wanted);
        beside = path.map(Path::getParent);
        RunbookFile file = path.isPresent() ? file(path.get()) : named(wanted);
        Team team = team(path.or(() -> inFolder(wanted)), file);
        String name = path.map(given -> RunbookFile.nameOf(given.toString())).orElse(wanted);
        read.put(name, Optional.of(file));
        opened = Optional.of(team);
        List<Diagnostic> problems = new ArrayList<>();
        Optional<Runbook> book = check(name, team, problems);
        file.book()
                .ifPresent(
                        shape -> followed(shape, new LinkedHashSet<>()).forEach(next -> check(next, team, problems)));
        file.book().flatMap(Runbook::revertPlan).ifPresent(plan -> problems.addAll(planProblems(plan)));
        if (book.isEmpty() || problems.stream().anyMatch(Diagnostic::isError)) {
            throw new Unreadable(problems);
        }
        return new Opened(book.get(), team, problems);
    }

    /** The team, or everything that is wrong with it and with the form of the book. */
    private Team team(Optional<Path> book, RunbookFile file) {
        try {
            return team(book);
        } catch (Unreadable unreadable) {
            throw unreadable.with(file.problems());
        }
    }

    /** A book if it has no error in this team; what is wrong is added once. */
    private Optional<Runbook> check(String name, Team team, List<Diagnostic> problems) {
        if (!checked.containsKey(name)) {
            Optional<RunbookFile> file = find(name);
            List<Diagnostic> wrong = file.map(each -> problems(each, team)).orElse(List.of());
            problems.addAll(wrong);
            boolean good = wrong.stream().noneMatch(Diagnostic::isError);
            checked.put(name, file.flatMap(RunbookFile::book).filter(book -> good));
        }
        return checked.get(name);
    }

    /** Of a built-in book in the built-in team there is nothing to say that a test has not said. */
    private List<Diagnostic> problems(RunbookFile file, Team team) {
        boolean shipped = file.builtIn() && team.source().builtIn();
        return shipped ? List.of() : file.check(team, library());
    }

    /** The usual book. */
    static String usual() {
        return OUTAGE;
    }

    /** A name with a slash or an ending is a path. */
    private Optional<Path> path(String wanted) {
        boolean isPath = wanted.contains("/") || wanted.endsWith(".yaml") || wanted.endsWith(".yml");
        return isPath ? Optional.of(startedIn.resolve(wanted).normalize()) : Optional.empty();
    }

    private RunbookFile file(Path path) {
        if (!Files.isRegularFile(path)) {
            throw new Failure(
                    Exit.NOT_FOUND,
                    "There is no file `" + path + "`.",
                    "`oncall runbook list` shows the books there are.");
        }
        return RunbookFile.read(bytes(path), shown(path), folder(path), false);
    }

    private RunbookFile named(String name) {
        return find(name)
                .orElseThrow(() -> new Failure(
                        Exit.NOT_FOUND,
                        "There is no runbook `" + name + "`." + Nearest.question(Nearest.to(name, books())),
                        "`oncall runbook list` shows the books there are."));
    }

    private Optional<RunbookFile> find(String name) {
        return read.computeIfAbsent(
                name,
                wanted -> inFolder(wanted)
                        .map(path -> RunbookFile.read(bytes(path), shown(path), folder(path), false))
                        .or(() -> BuiltIn.books().contains(wanted)
                                ? BuiltIn.file(wanted)
                                        .map(bytes ->
                                                RunbookFile.read(bytes, BuiltIn.PATH + wanted + ".yaml", "", true))
                                : Optional.empty()));
    }

    private Optional<Path> inFolder(String name) {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}") || name.equals(TEAM)) {
            return Optional.empty();
        }
        return file(folders(), name);
    }

    private static Optional<Path> file(List<Path> folders, String name) {
        return folders.stream()
                .flatMap(folder -> List.of(".yaml", ".yml").stream().map(ending -> folder.resolve(name + ending)))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /** Where books are looked for: beside one opened by its path, then in the folder in use. */
    private List<Path> folders() {
        Set<Path> folders = new LinkedHashSet<>();
        beside.ifPresent(folders::add);
        places.books().place().path().ifPresent(folders::add);
        return List.copyOf(folders);
    }

    private List<Path> planFolders() {
        Set<Path> folders = new LinkedHashSet<>();
        beside.ifPresent(folder -> folders.add(folder.resolve(Places.PLANS)));
        folders.addAll(places.planFolders());
        ofIncident.ifPresent(folders::add);
        return List.copyOf(folders);
    }

    /** Plans are taken from here too, after all others: the folder in which an incident keeps those written in it. */
    void alsoPlansIn(Path folder) {
        ofIncident = Optional.of(folder);
    }

    /** Where a new plan belongs: the first folder plans are taken from, else the one in the folder of runbooks, there or not. */
    Optional<Path> folderForPlans() {
        return planFolders().stream()
                .filter(folder -> Files.isDirectory(folder)
                        && ofIncident.filter(folder::equals).isEmpty())
                .findFirst()
                .or(() -> beside.map(folder -> folder.resolve(Places.PLANS)))
                .or(() -> places.plans().path());
    }

    /** Whether there is a plan of that name, readable or not. */
    boolean hasPlan(String name) {
        return planNames().contains(name) || BuiltIn.plan(name).isPresent() || withoutFile.containsKey(name);
    }

    /** The folder in which an incident keeps a plan is no place to run anything: such a plan's commands run where we are. */
    private YamlFile planFile(Path path) {
        boolean kept = ofIncident.filter(path.getParent()::equals).isPresent();
        return YamlFile.read(bytes(path), shown(path), kept ? "" : folder(path), false);
    }

    /** A plan whose file was just written. */
    RevertPlan added(Path file, String name) {
        RevertPlan plan = PlanReader.read(planFile(file), name, opened)
                .orElseThrow(() -> new IllegalStateException("a plan that was written does not read: " + file));
        plans.put(name, Optional.of(plan));
        return plan;
    }

    /** A plan that no file could be written for. */
    RevertPlan add(String name, String text) {
        YamlFile read =
                YamlFile.read(text.getBytes(java.nio.charset.StandardCharsets.UTF_8), name + ".yaml", "", false);
        RevertPlan plan = PlanReader.read(read, name, opened)
                .orElseThrow(() -> new IllegalStateException("a plan that was made does not read: " + name));
        withoutFile.put(name, plan);
        return plan;
    }

    /** What a file says it is (`runbook/1`), whether it reads as that or not. */
    String formatOf(Path path) {
        return YamlFile.read(bytes(path), shown(path), folder(path), false).format();
    }

    /** A path as it is shown: relative where it lies below the folder oncall was started in. */
    String shown(Path path) {
        return Linter.shown(path, startedIn);
    }

    private static String folder(Path path) {
        return path.toAbsolutePath().normalize().getParent().toString();
    }

    private static byte[] bytes(Path path) {
        try {
            if (Files.size(path) > YamlFile.MOST_BYTES) {
                try (java.io.InputStream in = Files.newInputStream(path)) {
                    return in.readNBytes(YamlFile.MOST_BYTES + 1);
                }
            }
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // ---- the team

    /** The team file that belongs to a book. */
    Team team(Optional<Path> book) {
        Places.Place place = places.team(book);
        if (place.path().isEmpty() || builtInTeam) {
            return BuiltIn.team();
        }
        Path path = place.path().get();
        YamlFile file = YamlFile.read(bytes(path), shown(path), folder(path), false);
        Optional<Team> team = TeamReader.read(file, BuiltIn.team());
        return team.orElseThrow(() -> Unreadable.team(file.problems().inOrder()));
    }

    /** From now on the built-in team file is taken, whatever lies beside the books. */
    void takeBuiltInTeam() {
        builtInTeam = true;
    }

    /** A team file from a copy that an incident keeps. */
    Team team(byte[] copy, String path, String folder) {
        YamlFile file = YamlFile.read(copy, path, folder, false);
        return TeamReader.read(file, BuiltIn.team())
                .orElseThrow(() -> new Unreadable(file.problems().inOrder()));
    }

    /** A book from a copy that an incident keeps. */
    static Runbook copy(byte[] copy, String path, String folder, boolean builtIn) {
        RunbookFile file = RunbookFile.read(copy, path, folder, builtIn);
        return file.book().orElseThrow(() -> new Unreadable(file.problems()));
    }

    // ---- the shelf

    private Library library() {
        return new Library(books(), planNames(), name -> find(name).flatMap(RunbookFile::book));
    }

    /** Names of the books a book follows, and those follow. */
    static Set<String> followed(Runbook book, Set<String> seen, Shelf shelf) {
        for (List<Step> steps : book.phases().values()) {
            steps.forEach(step -> followed(step, seen, shelf));
        }
        return seen;
    }

    private Set<String> followed(Runbook book, Set<String> seen) {
        return followed(book, seen, new Shapes());
    }

    /** Books as they read, whatever is wrong with them. */
    private final class Shapes implements Shelf {
        @Override
        public Optional<Runbook> book(String name) {
            return find(name).flatMap(RunbookFile::book);
        }

        @Override
        public Optional<RevertPlan> plan(String name) {
            return Bookshelf.this.plan(name);
        }

        @Override
        public List<String> books() {
            return Bookshelf.this.books();
        }

        @Override
        public List<RevertPlan> plans() {
            return Bookshelf.this.plans();
        }

        @Override
        public Verdict verdict(RevertPlan plan, Instant now, ZoneId zone) {
            return Bookshelf.this.verdict(plan, now, zone);
        }
    }

    private static void followed(Step step, Set<String> seen, Shelf shelf) {
        if (step instanceof Step.Follow follow) {
            follow(follow.book(), seen, shelf);
        }
        if (step instanceof Step.Decide decide) {
            decide.options().forEach(option -> option.follow().ifPresent(name -> follow(name, seen, shelf)));
        }
        step.inside().forEach(inner -> followed(inner, seen, shelf));
    }

    private static void follow(String name, Set<String> seen, Shelf shelf) {
        if (!name.equals(Step.Follow.REVERT_PLAN) && seen.add(name)) {
            shelf.book(name).ifPresent(book -> followed(book, seen, shelf));
        }
    }

    /** A book without error in the team of the opened one; before any is opened, one that reads. */
    @Override
    public Optional<Runbook> book(String name) {
        return opened.isPresent()
                ? check(name, opened.get(), new ArrayList<>())
                : find(name).flatMap(RunbookFile::book);
    }

    @Override
    public List<String> books() {
        Set<String> names = new TreeSet<>(BuiltIn.books());
        folders().forEach(folder -> names.addAll(names(folder)));
        names.remove(TEAM);
        return List.copyOf(names);
    }

    private static List<String> names(Path folder) {
        List<String> names = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.{yaml,yml}")) {
                files.forEach(file -> names.add(RunbookFile.nameOf(file.toString())));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        Collections.sort(names);
        return names;
    }

    private List<String> planNames() {
        return planFolders().stream()
                .flatMap(folder -> names(folder).stream())
                .distinct()
                .toList();
    }

    @Override
    public Optional<RevertPlan> plan(String name) {
        Optional<RevertPlan> made = Optional.ofNullable(withoutFile.get(name));
        return made.isPresent() ? made : plans.computeIfAbsent(name, this::readPlan);
    }

    @Override
    public void lookAgain() {
        plans.clear();
        planProblems.clear();
    }

    private Optional<RevertPlan> readPlan(String name) {
        Optional<YamlFile> found = planNames().contains(name)
                ? file(planFolders(), name).map(this::planFile)
                : BuiltIn.plan(name).map(bytes -> YamlFile.read(bytes, BuiltIn.PLANS + name + ".yaml", "", true));
        return found.flatMap(file -> {
            Optional<RevertPlan> plan = PlanReader.read(file, name, opened);
            planProblems.put(name, file.problems().inOrder());
            return plan;
        });
    }

    /** What is wrong with a plan; nothing when it is not there at all. */
    private List<Diagnostic> planProblems(String name) {
        plan(name);
        return planProblems.getOrDefault(name, List.of());
    }

    @Override
    public List<String> unreadablePlans() {
        return planNames().stream().filter(name -> plan(name).isEmpty()).toList();
    }

    @Override
    public List<RevertPlan> plans() {
        return planNames().stream().flatMap(name -> plan(name).stream()).toList();
    }

    /** In the team of the opened book; before any is opened, in the one in use. */
    @Override
    public Verdict verdict(RevertPlan plan, Instant now, ZoneId zone) {
        Team team = opened.orElseGet(() -> team(Optional.empty()));
        return PlanCheck.check(plan, new PlanSurroundings(plan.source(), team, books(), now, zone));
    }
}
