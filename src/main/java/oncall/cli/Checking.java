package oncall.cli;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import oncall.document.CheckedPlan;
import oncall.plan.Finding;
import oncall.plan.RevertPlan;
import oncall.plan.Verdict;
import oncall.runbook.Diagnostic;
import oncall.runbook.Location;

/** Makes of a plan and its verdict what is told of it: the lines in question beside it, secrets taken out. */
final class Checking {
    private final PlanFile file;
    private final Masking masking;

    /** @param redact takes out what looks like a secret */
    Checking(UnaryOperator<String> redact, PlanFile file) {
        this.file = file;
        this.masking = new Masking(
                redact, file.shown(), file.file().source().text().lines().toList());
    }

    /** A file that does not read as a plan. */
    CheckedPlan unreadable() {
        List<Diagnostic> problems = file.problems().stream().map(this::masked).toList();
        long errors = problems.stream().filter(Diagnostic::isError).count();
        return new CheckedPlan(
                file.shown(),
                file.name(),
                "NOT READABLE as a revert plan: " + errors + (errors == 1 ? " error" : " errors"),
                problems,
                Optional.empty(),
                List.of(),
                List.of(),
                Map.of());
    }

    private Diagnostic masked(Diagnostic problem) {
        return new Diagnostic(
                problem.kind(),
                problem.rule(),
                problem.at(),
                problem.width(),
                masking.words(problem.sourceLine()),
                masking.words(problem.message()),
                masking.words(problem.remedy()),
                problem.nearest());
    }

    /**
     * A plan that reads.
     *
     * @param found what it comes to, live looks included
     * @param today where the plan is judged
     */
    CheckedPlan judged(Verdict found, LocalDate today) {
        Stream.concat(found.findings().stream(), found.suppressed().stream()).forEach(masking::mind);
        Verdict verdict = found.each(this::masked);
        Map<Location, CheckedPlan.SourceLine> lines = new HashMap<>();
        verdict.findings().forEach(each -> lines.computeIfAbsent(each.at(), masking::line));
        return new CheckedPlan(
                file.shown(),
                file.name(),
                verdict.line(today),
                List.of(),
                Optional.of(verdict),
                verdict.suppressed().stream().map(this::silenced).toList(),
                file.team().revertPlanRules().entrySet().stream()
                        .filter(rule -> rule.getValue().equals("off"))
                        .map(Map.Entry::getKey)
                        .toList(),
                lines);
    }

    private Finding masked(Finding finding) {
        return finding.worded(masking.words(finding.what()), masking.words(finding.mend()));
    }

    private CheckedPlan.Silenced silenced(Finding finding) {
        Optional<RevertPlan.Suppression> why = file.plan().stream()
                .flatMap(plan -> plan.paper().suppressed().stream())
                .filter(each -> each.rule().text().equals(finding.rule().id()))
                .filter(each -> each.reason().isPresent() && each.expires().isPresent())
                .findFirst();
        return new CheckedPlan.Silenced(
                finding,
                masking.words(why.flatMap(RevertPlan.Suppression::reason)
                        .map(words -> words.text())
                        .orElse("")),
                why.flatMap(RevertPlan.Suppression::expires)
                        .map(day -> day.written().text())
                        .orElse(""));
    }
}
