package oncall.document;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import oncall.plan.Finding;
import oncall.plan.Rule;
import oncall.plan.Verdict;
import oncall.runbook.Diagnostic;
import oncall.runbook.DiagnosticText;
import oncall.runbook.Location;

/**
 * A revert plan as it was checked, ready to be told. Secrets have been taken out of it.
 *
 * @param path as it is shown
 * @param name the file's name without ending
 * @param line what it comes to, in a few words: `READY, about 12 min, rehearsed 6 days ago`
 * @param problems why it does not read as a plan; none where there is a verdict
 * @param verdict what was found; empty where it does not read
 * @param silenced findings the plan keeps silent
 * @param off ids of rules the team file switches off
 * @param lines the line of the file at each place where something was found, as far as it is known
 */
public record CheckedPlan(
        String path,
        String name,
        String line,
        List<Diagnostic> problems,
        Optional<Verdict> verdict,
        List<Silenced> silenced,
        List<String> off,
        Map<Location, SourceLine> lines) {
    public CheckedPlan {
        problems = List.copyOf(problems);
        silenced = List.copyOf(silenced);
        off = List.copyOf(off);
        lines = Map.copyOf(lines);
    }

    /**
     * A finding that a suppression of the plan keeps silent.
     *
     * @param reason as the plan has it
     * @param expires the day or moment it ends, as the plan has it
     */
    public record Silenced(Finding finding, String reason, String expires) {}

    /**
     * A line of a file.
     *
     * @param moved whether what was taken out of it may have moved the rest
     */
    public record SourceLine(String text, boolean moved) {}

    /** Whether it reads as a plan. */
    public boolean isReadable() {
        return verdict.isPresent();
    }

    /** Whether it reads, and nothing stands in the way. */
    public boolean isReady() {
        return verdict.map(Verdict::isReady).orElse(false);
    }

    /** Its findings; none where it does not read. */
    public List<Finding> findings() {
        return verdict.map(Verdict::findings).orElse(List.of());
    }

    /**
     * The line a place is in, with a caret under it; without, where a secret was taken out of it. Of what is missed in the whole
     * file there is no line to show.
     */
    List<String> excerpt(Finding finding) {
        SourceLine line = lines.get(finding.at());
        if (line == null || finding.at().equals(Location.of(path))) {
            return List.of();
        }
        List<String> rows = DiagnosticText.excerpt(finding.at(), finding.width(), line.text());
        return line.moved() ? rows.subList(0, Math.min(1, rows.size())) : rows;
    }

    /** `ready`, `not_ready` or `not_readable`. */
    String word() {
        return isReady() ? "ready" : isReadable() ? "not_ready" : "not_readable";
    }

    /** Errors: blockers, or what makes it unreadable. */
    long errors() {
        return findings().stream().filter(Finding::blocks).count()
                + problems.stream().filter(Diagnostic::isError).count();
    }

    /** Warnings. */
    long warnings() {
        return verdict.map(each -> (long) each.warnings().size()).orElse(0L)
                + problems.stream().filter(each -> !each.isError()).count();
    }

    /** Whether a live look that has to be made could not be: one whose failure would block. */
    public boolean lacksRequired() {
        return findings().stream()
                .anyMatch(each -> each.result() == Finding.Result.UNKNOWN && each.level() == Rule.Level.ERROR);
    }

    /** Live looks that could not be made. */
    public long unknown() {
        return verdict.map(each -> (long) each.unknown().size()).orElse(0L);
    }
}
