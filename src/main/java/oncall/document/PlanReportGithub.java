package oncall.document;

import java.util.ArrayList;
import java.util.List;
import oncall.plan.Finding;
import oncall.runbook.Diagnostic;
import oncall.runbook.Location;

/**
 * Writes what a check of plans came to as workflow commands, which GitHub Actions shows beside the line of the file. Only the first
 * ten of a kind are shown there, so what blocks comes first. No text of a plan can begin a command of its own.
 */
public final class PlanReportGithub {
    private final PlanReport report;
    private final List<String> errors = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    private PlanReportGithub(PlanReport report) {
        this.report = report;
    }

    /** The lines, without line ends. */
    public static List<String> write(PlanReport report) {
        return new PlanReportGithub(report).lines();
    }

    private List<String> lines() {
        report.branch().filter(PlanReport.Branch::isWanting).ifPresent(this::branch);
        List<String> verdicts = new ArrayList<>();
        for (CheckedPlan plan : report.plans()) {
            plan.problems().forEach(this::problem);
            plan.findings().forEach(this::finding);
            verdicts.add("revert plan " + plain(report.title(plan)) + ": " + plan.line());
        }
        List<String> lines = new ArrayList<>(errors);
        lines.addAll(warnings);
        lines.addAll(verdicts);
        return lines;
    }

    private void branch(PlanReport.Branch branch) {
        errors.add(command(
                "error",
                Location.of(branch.unplanned().get(0)),
                1,
                PlanReport.Branch.RULE,
                message(branch.what(), PlanReport.Branch.why(), branch.mend())));
    }

    private void problem(Diagnostic problem) {
        String kind = problem.isError() ? "error" : "warning";
        String hint =
                problem.nearest().map(name -> "did you mean `" + name + "`?").orElse(problem.remedy());
        (problem.isError() ? errors : warnings)
                .add(command(
                        kind, problem.at(), problem.width(), problem.rule(), message(problem.message(), "", hint)));
    }

    private void finding(Finding finding) {
        if (finding.result() == Finding.Result.PASS) {
            return;
        }
        boolean error = finding.blocks() || finding.result() == Finding.Result.UNKNOWN;
        String what = finding.result() == Finding.Result.UNKNOWN ? "unknown: " + finding.what() : finding.what();
        (error ? errors : warnings)
                .add(command(
                        error ? "error" : "warning",
                        finding.at(),
                        finding.width(),
                        PlanReportText.rule(finding.rule()),
                        message(what, finding.why(), finding.mend())));
    }

    private static String message(String what, String why, String mend) {
        String reason = why.isEmpty() ? "" : "\nwhy: " + why;
        return what + reason + (mend.isEmpty() ? "" : "\nmend: " + mend);
    }

    private static String command(String kind, Location at, int width, String title, String message) {
        return "::" + kind + " file=" + property(at.path()) + ",line=" + at.line() + ",col=" + at.column()
                + ",endColumn=" + (at.column() + width) + ",title=" + property(title) + "::" + escaped(message);
    }

    private static String escaped(String text) {
        return Spelling.out(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return escaped(text).replace(":", "%3A").replace(",", "%2C");
    }

    private static String plain(String name) {
        return name.replaceAll("[^A-Za-z0-9._/-]", "?");
    }
}
