package oncall.runbook.yaml;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import oncall.runbook.Diagnostic;
import oncall.runbook.Location;
import oncall.runbook.Nearest;

/** Collects what is wrong with one file. Not for several threads. */
public final class Problems {
    /** More than this of one file helps nobody. */
    static final int MOST = 200;

    private static final int MOST_LISTED = 16;

    private final String path;
    private final List<String> lines;
    private final List<Diagnostic> found = new ArrayList<>();
    private int more;

    /**
     * For one file.
     *
     * @param path as it should be shown
     * @param lines of the file, without their ends
     */
    public Problems(String path, List<String> lines) {
        this.path = path;
        this.lines = List.copyOf(lines);
    }

    /** Not readable as the format (exit 65). */
    public void format(String rule, Spot at, String message, String remedy) {
        report(Diagnostic.Kind.FORMAT, rule, at, message, remedy, Optional.empty());
    }

    /** Readable, and must be fixed (exit 1). */
    public void meaning(String rule, Spot at, String message, String remedy) {
        report(Diagnostic.Kind.MEANING, rule, at, message, remedy, Optional.empty());
    }

    /** Worth a look. */
    public void warning(String rule, Spot at, String message, String remedy) {
        report(Diagnostic.Kind.WARNING, rule, at, message, remedy, Optional.empty());
    }

    /**
     * A name that is not among the known ones: says the nearest, or all of them when they are few.
     *
     * @param message the whole sentence
     */
    public void unknownName(
            Diagnostic.Kind kind, String rule, Spot at, String message, String name, Collection<String> known) {
        if (found.size() >= MOST) {
            more++;
            return;
        }
        Optional<String> nearest = Nearest.to(name, known);
        String remedy = "";
        if (nearest.isEmpty()) {
            remedy = known.isEmpty() ? "there is none to choose from" : "known here: " + listed(known);
        }
        report(kind, rule, at, message, remedy, nearest);
    }

    private static String listed(Collection<String> known) {
        String first = known.stream().limit(MOST_LISTED).collect(Collectors.joining(", "));
        return known.size() <= MOST_LISTED ? first : first + ", and " + (known.size() - MOST_LISTED) + " more";
    }

    /** Any problem; see {@link Diagnostic}. */
    public void report(
            Diagnostic.Kind kind, String rule, Spot at, String message, String remedy, Optional<String> nearest) {
        if (found.size() >= MOST) {
            more++;
            return;
        }
        Location place = new Location(path, at.line(), at.column());
        found.add(new Diagnostic(kind, rule, place, at.width(), line(at.line()), message, remedy, nearest));
    }

    /** Takes back what was said about a line: its syntax is wrong, and that says it all. */
    void forget(int line) {
        found.removeIf(problem -> problem.at().line() == line);
    }

    /** Whether something was already said about this place. */
    boolean mentions(Spot at) {
        return found.stream()
                .anyMatch(problem ->
                        problem.at().line() == at.line() && problem.at().column() == at.column());
    }

    /** The text of a line, from 1; empty beyond the end. */
    public String line(int number) {
        return number <= lines.size() ? lines.get(number - 1) : "";
    }

    /** How many are listed so far. */
    int count() {
        return found.size();
    }

    /** Takes back all but the first so many. */
    void cutTo(int count) {
        found.subList(Math.min(count, found.size()), found.size()).clear();
    }

    int lineCount() {
        return lines.size();
    }

    String path() {
        return path;
    }

    /** Where a spot is, with the path. */
    public Location place(Spot at) {
        return new Location(path, at.line(), at.column());
    }

    /** Whether the file may not be used. */
    public boolean hasErrors() {
        return found.stream().anyMatch(Diagnostic::isError);
    }

    /** Whether the file does not even read as its format. */
    public boolean hasFormatErrors() {
        return found.stream().anyMatch(problem -> problem.kind() == Diagnostic.Kind.FORMAT);
    }

    private static int inOrder(Diagnostic one, Diagnostic other) {
        int lines = Integer.compare(one.at().line(), other.at().line());
        return lines != 0
                ? lines
                : Integer.compare(one.at().column(), other.at().column());
    }

    /** All problems in the order of the file. */
    public List<Diagnostic> inOrder() {
        List<Diagnostic> sorted = new ArrayList<>(found);
        sorted.sort(Problems::inOrder);
        if (more > 0) {
            Location last = new Location(path, Math.max(1, lines.size()), 1);
            sorted.add(new Diagnostic(
                    Diagnostic.Kind.FORMAT,
                    "too-many-problems",
                    last,
                    1,
                    "",
                    more + " more problems are not listed.",
                    "mend the first ones and look again",
                    Optional.empty()));
        }
        return List.copyOf(sorted);
    }
}
