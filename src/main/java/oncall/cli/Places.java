package oncall.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where everything is, and why there: runbooks, the team file, revert plans, incidents, settings, the cache. Options win over
 * variables, which win over what is found, which wins over the built-in. Reads folders, makes none.
 */
public final class Places {
    /** The name of every folder of revert plans. */
    static final String PLANS = "revert-plans";

    private final Environs environs;
    private final Optional<Path> homeOption;
    private final Optional<Path> runbooksOption;

    /**
     * The places of one run.
     *
     * @param homeOption the value of `--home`
     * @param runbooksOption the value of `--runbooks`
     */
    public Places(Environs environs, Optional<Path> homeOption, Optional<Path> runbooksOption) {
        this.environs = environs;
        this.homeOption = homeOption;
        this.runbooksOption = runbooksOption;
    }

    /**
     * One place.
     *
     * @param path absolute; empty means built in
     * @param why in words, after the path: `from ONCALL_HOME`
     */
    public record Place(Optional<Path> path, String why) {
        /** Whether it is packed into the program. */
        public boolean builtIn() {
            return path.isEmpty();
        }
    }

    /**
     * Where the books are.
     *
     * @param place the folder, or built in
     * @param passedOver folders that were found and not taken, each with its reason
     */
    public record Books(Place place, List<String> passedOver) {
        public Books {
            passedOver = List.copyOf(passedOver);
        }
    }

    /**
     * The folder of runbooks: `--runbooks`, else `ONCALL_RUNBOOKS`, else the nearest `runbooks/` upward that holds a file
     * beginning with `oncall:`, else the user's, else the built-in ones.
     *
     * @throws Failure with {@link Exit#NOT_FOUND} when a folder was named and is not there
     */
    public Books books() {
        if (runbooksOption.isPresent()) {
            return new Books(named(runbooksOption.get(), "--runbooks"), List.of());
        }
        Optional<String> variable = environs.variable("ONCALL_RUNBOOKS");
        if (variable.isPresent()) {
            return new Books(named(Path.of(variable.get()), "ONCALL_RUNBOOKS"), List.of());
        }
        List<String> passedOver = new ArrayList<>();
        Optional<Place> found = upward(passedOver).or(this::usersBooks);
        return new Books(found.orElse(new Place(Optional.empty(), "built in")), passedOver);
    }

    private Place named(Path given, String by) {
        Path folder = absolute(given);
        if (!Files.isDirectory(folder)) {
            throw new Failure(
                    Exit.NOT_FOUND,
                    "There is no folder `" + folder + "`, which " + by + " names.",
                    "`oncall where` without it shows what would be used.");
        }
        return new Place(Optional.of(folder), "from " + by);
    }

    private Optional<Place> upward(List<String> passedOver) {
        for (Path here = environs.folder(); here != null; here = here.getParent()) {
            Path folder = here.resolve("runbooks");
            if (holdsBooks(folder)) {
                Optional<String> reason = unsafe(folder);
                if (reason.isEmpty()) {
                    return Optional.of(new Place(Optional.of(folder), "nearest `runbooks` folder upward from here"));
                }
                passedOver.add(folder + " (" + reason.get() + ")");
            }
            if (environs.home().filter(here::equals).isPresent()) {
                break;
            }
        }
        return Optional.empty();
    }

    private Optional<Place> usersBooks() {
        return config().path()
                .map(config -> config.resolve("runbooks"))
                .filter(Files::isDirectory)
                .map(folder -> new Place(Optional.of(folder), "the user's own"));
    }

    private static boolean holdsBooks(Path folder) {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.{yaml,yml}")) {
            for (Path file : files) {
                if (Files.isRegularFile(file) && beginsLikeOurs(file)) {
                    return true;
                }
            }
            return false;
        } catch (IOException | DirectoryIteratorException e) {
            return false;
        }
    }

    private static boolean beginsLikeOurs(Path file) {
        try (BufferedReader text = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            char[] start = new char["oncall:".length()];
            return text.read(start) == start.length && new String(start).equals("oncall:");
        } catch (IOException e) {
            return false;
        }
    }

    /** Why a folder that merely lay on the way is not trusted to give instructions at night. */
    private static Optional<String> unsafe(Path folder) {
        try {
            if (Files.getPosixFilePermissions(folder).contains(PosixFilePermission.OTHERS_WRITE)) {
                return Optional.of("writable by all");
            }
            UserPrincipal owner = Files.getOwner(folder);
            if (!owner.equals(self(folder))) {
                return Optional.of("belongs to " + owner.getName() + "; name it with --runbooks to use it");
            }
            return Optional.empty();
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.of("its owner cannot be read");
        }
    }

    /** The user this process runs as; the kernel's word where there is one, because a user may have no name. */
    private static UserPrincipal self(Path near) throws IOException {
        Path process = Path.of("/proc/self");
        if (Files.exists(process)) {
            return Files.getOwner(process);
        }
        return near.getFileSystem()
                .getUserPrincipalLookupService()
                .lookupPrincipalByName(System.getProperty("user.name"));
    }

    /**
     * The team file of a sitting: beside the chosen book, else in the runbooks folder, else the user's, else built in.
     *
     * @param book the file of the chosen book, if it is a file
     */
    public Place team(Optional<Path> book) {
        return book.flatMap(file -> team(file.toAbsolutePath().getParent(), "beside the runbook"))
                .or(() -> books().place().path().flatMap(folder -> team(folder, "in the folder of runbooks")))
                .or(() -> config().path().flatMap(folder -> team(folder, "the user's own")))
                .orElse(new Place(Optional.empty(), "built in"));
    }

    private static Optional<Place> team(Path folder, String why) {
        Path file = folder.resolve("team.yaml");
        return Files.isRegularFile(file) ? Optional.of(new Place(Optional.of(file), why)) : Optional.empty();
    }

    /** The folder of revert plans: `revert-plans` in the folder of runbooks. It need not exist. */
    public Place plans() {
        Place books = books().place();
        return books.path()
                .map(folder -> new Place(Optional.of(folder.resolve(PLANS)), "in the folder of runbooks"))
                .orElse(books);
    }

    /**
     * The folders revert plans are taken from, those that exist: `revert-plans` in the folder of runbooks, then the one beside
     * it; where there is neither, the nearest one upward from here. One that merely lies there must be safe, as a folder of
     * runbooks must.
     */
    public List<Path> planFolders() {
        List<Path> folders = new ArrayList<>();
        Optional<Path> books = books().place().path();
        plans().path().filter(Files::isDirectory).ifPresent(folders::add);
        books.map(folder -> folder.resolveSibling(PLANS))
                .filter(Places::isSafeFolder)
                .ifPresent(folders::add);
        if (folders.isEmpty() && runbooksOption.isEmpty()) {
            plansUpward().ifPresent(folders::add);
        }
        return List.copyOf(folders);
    }

    private Optional<Path> plansUpward() {
        for (Path here = environs.folder(); here != null; here = here.getParent()) {
            Path folder = here.resolve(PLANS);
            if (isSafeFolder(folder)) {
                return Optional.of(folder);
            }
            if (environs.home().filter(here::equals).isPresent()) {
                break;
            }
        }
        return Optional.empty();
    }

    private static boolean isSafeFolder(Path folder) {
        return Files.isDirectory(folder) && unsafe(folder).isEmpty();
    }

    /**
     * The folder everything of ours is kept under; incidents stand in `incidents/` there. It need not exist.
     *
     * @throws Failure with {@link Exit#NOT_SAVED} when nothing says where the person's home is
     */
    public Place home() {
        if (homeOption.isPresent()) {
            if (homeOption.get().toString().isEmpty()) {
                throw new Failure(Exit.USAGE, "--home names no folder.", "Nothing was started.");
            }
            return new Place(Optional.of(absolute(homeOption.get())), "from --home");
        }
        Optional<String> variable = environs.variable("ONCALL_HOME");
        if (variable.isPresent()) {
            return new Place(Optional.of(absolute(Path.of(variable.get()))), "from ONCALL_HOME");
        }
        return xdg("XDG_STATE_HOME", ".local/state")
                .orElseThrow(() -> new Failure(
                        Exit.NOT_SAVED,
                        "There is no home folder to keep incidents in: HOME is not set.",
                        "Name one: --home DIR, or ONCALL_HOME."));
    }

    /** The folder incidents stand in, one folder each. */
    public Path incidents() {
        return home().path().orElseThrow().resolve("incidents");
    }

    /** The user's own runbooks and team file; without a path when there is no home. */
    public Place config() {
        return xdg("XDG_CONFIG_HOME", ".config").orElse(new Place(Optional.empty(), "none: HOME is not set"));
    }

    /** What can be made again; without a path when there is no home. */
    public Place cache() {
        return xdg("XDG_CACHE_HOME", ".cache").orElse(new Place(Optional.empty(), "none: HOME is not set"));
    }

    /** A relative path in one of these variables is ignored, as their specification asks. */
    private Optional<Place> xdg(String variable, String below) {
        Optional<Path> set = environs.variable(variable).map(Path::of).filter(Path::isAbsolute);
        if (set.isPresent()) {
            return set.map(base -> new Place(Optional.of(base.resolve("oncall")), "from " + variable));
        }
        return environs.home()
                .map(home -> new Place(
                        Optional.of(home.resolve(below).resolve("oncall")), "default: " + variable + " is not set"));
    }

    private Path absolute(Path given) {
        return environs.folder().resolve(given).normalize();
    }
}
