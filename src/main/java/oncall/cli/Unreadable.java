package oncall.cli;

import java.util.ArrayList;
import java.util.List;
import oncall.runbook.Diagnostic;
import oncall.runbook.DiagnosticText;

/** Files a person wrote have errors: all of them at once, and the exit code of the worst. */
final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient List<Diagnostic> problems;
    private final boolean team;

    Unreadable(List<Diagnostic> problems) {
        this(problems, false);
    }

    private Unreadable(List<Diagnostic> problems, boolean team) {
        super("a file has errors");
        this.problems = List.copyOf(problems);
        this.team = team;
    }

    /** The team file has errors; a walk can do without it. */
    static Unreadable team(List<Diagnostic> problems) {
        return new Unreadable(problems, true);
    }

    /** Whether it is the team file. */
    boolean isTeam() {
        return team;
    }

    /** The same, with the problems of another file behind its own. */
    Unreadable with(List<Diagnostic> more) {
        List<Diagnostic> all = new ArrayList<>(problems);
        all.addAll(more);
        return new Unreadable(all, team);
    }

    /** The exit code of the worst. */
    Exit exit() {
        return problems.stream().anyMatch(problem -> problem.kind() == Diagnostic.Kind.FORMAT)
                ? Exit.UNREADABLE
                : Exit.FIX;
    }

    /** Everything, as it is shown. */
    List<String> lines() {
        List<String> lines = errors();
        lines.add("Nothing was started.");
        return lines;
    }

    /** What is wrong. */
    List<String> errors() {
        List<String> lines = new ArrayList<>();
        problems.stream().filter(Diagnostic::isError).forEach(problem -> lines.addAll(DiagnosticText.lines(problem)));
        return lines;
    }
}
