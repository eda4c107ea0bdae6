package oncall.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import oncall.runbook.Diagnostic;
import oncall.runbook.Runbook;
import oncall.runbook.Team;
import oncall.runbook.yaml.AnswersReader;
import oncall.runbook.yaml.Library;
import oncall.runbook.yaml.PlanReader;
import oncall.runbook.yaml.RunbookFile;
import oncall.runbook.yaml.TeamReader;
import oncall.runbook.yaml.YamlFile;

/**
 * Reads files of all four formats and says what is wrong with each. A book is checked in the team it is walked in,
 * and against the books beside it, those in use and the built-in ones. Each team file is read once.
 */
final class Linter {
    private final Places places;
    private final Path startedIn;
    private final List<Path> folders;
    private final Map<Path, Optional<Team>> teams = new HashMap<>();
    private final Map<Path, List<String>> names = new HashMap<>();
    private final Map<Path, Optional<Runbook>> books = new HashMap<>();
    private final Optional<Path> booksInUse;
    private final Optional<Path> teamInUse;

    /**
     * A linter.
     *
     * @param startedIn paths are shown relative to it
     * @param folders folders that are looked through: a team file in one of them serves all books below it
     */
    Linter(Places places, Path startedIn, List<Path> folders) {
        this.places = places;
        this.startedIn = startedIn;
        this.folders = List.copyOf(folders);
        this.booksInUse = places.books().place().path();
        this.teamInUse = places.team(Optional.empty()).path();
    }

    /** What was found in one file, in its order. */
    record Linted(String path, List<Diagnostic> findings) {
        /** The exit code this file asks for. */
        Exit exit() {
            boolean format = findings.stream().anyMatch(finding -> finding.kind() == Diagnostic.Kind.FORMAT);
            return format ? Exit.UNREADABLE : findings.stream().anyMatch(Diagnostic::isError) ? Exit.FIX : Exit.OK;
        }
    }

    /** Looks at a file. */
    Linted file(Path path) {
        return lint(bytes(path), shown(path), Optional.of(path));
    }

    /** Looks at a built-in file. */
    Linted builtIn(String name) {
        return lint(BuiltIn.file(name).orElseThrow(), BuiltIn.PATH + name + ".yaml", Optional.empty());
    }

    private Linted lint(byte[] bytes, String shown, Optional<Path> path) {
        String folder = path.map(file -> file.getParent().toString()).orElse("");
        String format = format(bytes);
        if (format.startsWith("team/")) {
            YamlFile file = YamlFile.read(bytes, shown, folder, path.isEmpty());
            if (path.isEmpty()) {
                TeamReader.readBuiltIn(file);
            } else {
                TeamReader.read(file, BuiltIn.team());
            }
            return new Linted(shown, file.problems().inOrder());
        }
        if (format.startsWith("revert-plan/") || format.startsWith("answers/")) {
            YamlFile file = YamlFile.read(bytes, shown, folder, path.isEmpty());
            if (format.startsWith("answers/")) {
                AnswersReader.read(file);
            } else {
                Optional<Team> team = path.isEmpty()
                        ? Optional.of(BuiltIn.team())
                        : this.teamOf(path.get().getParent());
                PlanReader.read(file, RunbookFile.nameOf(shown), team);
            }
            return new Linted(shown, file.problems().inOrder());
        }
        RunbookFile book = RunbookFile.read(bytes, shown, folder, path.isEmpty());
        Optional<Team> team = path.map(this::teamOf).orElseGet(() -> Optional.of(BuiltIn.team()));
        return new Linted(shown, team.isPresent() ? book.check(team.get(), library(path)) : book.problems());
    }

    /** What the first line that says something says the file is; empty when it says nothing of the kind. */
    static String format(byte[] bytes) {
        int length = Math.min(bytes.length, 4096);
        String start = new String(bytes, 0, length, java.nio.charset.StandardCharsets.UTF_8);
        for (String line : (start.startsWith("\uFEFF") ? start.substring(1) : start).split("\n", -1)) {
            if (line.startsWith("oncall:")) {
                return line.substring("oncall:".length()).strip();
            }
            if (!line.isBlank() && !line.startsWith("#") && !line.startsWith("---")) {
                return "";
            }
        }
        return "";
    }

    // ---- the team of a book

    /** The team a book is walked in; empty when its file has errors, which are said where that file is looked at. */
    private Optional<Team> teamOf(Path book) {
        Optional<Path> file = team(book.getParent());
        for (Path folder : folders) {
            if (file.isEmpty() && book.startsWith(folder)) {
                file = team(folder);
            }
        }
        Optional<Path> chosen = file.or(() -> teamInUse);
        return chosen.isEmpty()
                ? Optional.of(BuiltIn.team())
                : teams.computeIfAbsent(
                        chosen.get(),
                        path -> TeamReader.read(
                                YamlFile.read(
                                        bytes(path),
                                        shown(path),
                                        path.getParent().toString(),
                                        false),
                                BuiltIn.team()));
    }

    private static Optional<Path> team(Path folder) {
        return Optional.of(folder.resolve("team.yaml")).filter(Files::isRegularFile);
    }

    // ---- the other books

    private Library library(Optional<Path> book) {
        List<Path> shelves = new ArrayList<>();
        book.ifPresent(path -> shelves.add(path.getParent()));
        booksInUse.filter(folder -> !shelves.contains(folder)).ifPresent(shelves::add);
        Set<String> all = new TreeSet<>(BuiltIn.books());
        Set<String> plans = new TreeSet<>();
        for (Path shelf : shelves) {
            all.addAll(names(shelf));
            plans.addAll(names(shelf.resolve(Places.PLANS)));
            plans.addAll(names(shelf.resolveSibling(Places.PLANS)));
        }
        all.remove("team");
        return new Library(List.copyOf(all), List.copyOf(plans), name -> book(shelves, name));
    }

    private Optional<Runbook> book(List<Path> shelves, String name) {
        for (Path shelf : shelves) {
            for (String ending : List.of(".yaml", ".yml")) {
                Path path = shelf.resolve(name + ending);
                if (Files.isRegularFile(path)) {
                    return books.computeIfAbsent(
                            path,
                            file -> RunbookFile.read(bytes(file), shown(file), "", false)
                                    .book());
                }
            }
        }
        return BuiltIn.file(name)
                .flatMap(bytes -> RunbookFile.read(bytes, BuiltIn.PATH + name + ".yaml", "", true)
                        .book());
    }

    private List<String> names(Path folder) {
        return names.computeIfAbsent(
                folder,
                wanted -> yaml(wanted, 1).stream()
                        .map(file -> RunbookFile.nameOf(file.toString()))
                        .toList());
    }

    // ---- files

    /** The files below a folder that are ours: their first line says so, or they look like a book. */
    static List<Path> ours(Path folder) {
        return yaml(folder, 8).stream().filter(Linter::isOurs).toList();
    }

    private static boolean isOurs(Path file) {
        byte[] bytes = bytes(file);
        if (!format(bytes).isEmpty()) {
            return true;
        }
        boolean title = false;
        boolean steps = false;
        for (String line : new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).split("\n", -1)) {
            title |= line.startsWith("title:");
            steps |= line.matches("(steps|triage|impact|revert|diagnose|mitigate|resolve):\\s*(#.*)?");
        }
        return title && steps;
    }

    /** The YAML files below a folder that are not hidden, in order. */
    static List<Path> yaml(Path folder, int depth) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder, depth)) {
            return files.filter(file ->
                            file.toString().endsWith(".yaml") || file.toString().endsWith(".yml"))
                    .filter(file -> !folder.relativize(file).toString().startsWith(".")
                            && !folder.relativize(file).toString().contains("/."))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String shown(Path path) {
        return shown(path, startedIn);
    }

    /** A path as it is shown: relative where it lies below the folder oncall was started in. */
    static String shown(Path path, Path startedIn) {
        return path.startsWith(startedIn) ? startedIn.relativize(path).toString() : path.toString();
    }

    /** The bytes, or one more than are read of a larger file. */
    static byte[] bytes(Path path) {
        try (java.io.InputStream in = Files.newInputStream(path)) {
            return in.readNBytes(YamlFile.MOST_BYTES + 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All of several places, each file once: files as they are, folders for what is ours in them. */
    static List<Path> all(List<Path> given) {
        Set<Path> files = new LinkedHashSet<>();
        for (Path path : given) {
            if (Files.isDirectory(path)) {
                files.addAll(ours(path));
            } else if (Files.exists(path)) {
                files.add(path);
            } else {
                throw new Failure(
                        Exit.NOT_FOUND,
                        "There is no file or folder `" + path + "`.",
                        "`oncall where` shows which books are in use.");
            }
        }
        return List.copyOf(files);
    }
}
