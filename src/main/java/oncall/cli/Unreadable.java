package oncall.cli;

import java.util.ArrayList;
import java.util.List;
import oncall.runbook.Diagnostic;
import oncall.runbook.DiagnosticText;

/** Files a person wrote have errors: all of them at once, and the exit code of the worst. */
final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient List<Diagnostic> problems;

    Unreadable(List<Diagnostic> problems) {
        super("a file has errors");
        this.problems = List.copyOf(problems);
    }

    /** The same, with the problems of another file behind its own. */
    Unreadable with(List<Diagnostic> more) {
        List<Diagnostic> all = new ArrayList<>(problems);
        all.addAll(more);
        return new Unreadable(all);
    }

    /** The exit code of the worst. */
    Exit exit() {
        return problems.stream().anyMatch(problem -> problem.kind() == Diagnostic.Kind.FORMAT)
                ? Exit.UNREADABLE
                : Exit.FIX;
    }

    /** Everything, as it is shown. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        problems.stream().filter(Diagnostic::isError).forEach(problem -> lines.addAll(DiagnosticText.lines(problem)));
        lines.add("Nothing was started.");
        return lines;
    }
}
