package oncall.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import oncall.plan.Finding;
import oncall.plan.Rule;
import oncall.runbook.Diagnostic;
import oncall.runbook.DiagnosticText;

/**
 * Tells a person what a check of plans came to: the verdict, what stands in the way, then what is worth mending by day, then
 * what live looks said, then what is kept silent; at the end the counts. No line of it begins with words of the plan.
 */
public final class PlanReportText {
    private static final String CONTINUED = "    ";

    /** Before each further line of a text, so that none of them passes for a line of ours. */
    private static final String BAR = CONTINUED + "| ";

    private final PlanReport report;
    private final List<String> lines = new ArrayList<>();

    private PlanReportText(PlanReport report) {
        this.report = report;
    }

    /** The lines, without line ends. */
    public static List<String> write(PlanReport report) {
        PlanReportText text = new PlanReportText(report);
        text.all();
        return text.lines.stream().map(line -> line.replace("\n", "\\x0a")).toList();
    }

    private void all() {
        report.branch().filter(PlanReport.Branch::isWanting).ifPresent(this::unplanned);
        for (CheckedPlan plan : report.plans()) {
            boolean apart = !lines.isEmpty()
                    && (details(plan) || !lines.get(lines.size() - 1).contains(": READY"));
            if (apart) {
                blank();
            }
            plan(plan);
        }
        summary();
    }

    private static boolean details(CheckedPlan plan) {
        return !plan.findings().isEmpty()
                || !plan.problems().isEmpty()
                || !plan.silenced().isEmpty()
                || !plan.off().isEmpty();
    }

    private void plan(CheckedPlan plan) {
        lines.add(report.plans().size() == 1 ? plan.line() : Lines.one(report.title(plan)) + ": " + plan.line());
        for (Diagnostic problem : plan.problems()) {
            blank();
            problem(problem);
        }
        plan.findings().stream().filter(Finding::blocks).forEach(finding -> finding(plan, finding));
        List<Finding> warnings = plan.findings().stream()
                .filter(each -> each.result() == Finding.Result.FAIL && !each.blocks())
                .toList();
        if (!warnings.isEmpty()) {
            blank();
            lines.add(PlanReport.number(warnings.size(), "warning") + ", to be mended by day:");
            warnings.forEach(finding -> finding(plan, finding));
        }
        live(plan);
        exceptions(plan);
    }

    private void problem(Diagnostic problem) {
        boolean hint = false;
        for (String line : DiagnosticText.lines(problem)) {
            lines.add(hint && line.startsWith(CONTINUED) ? BAR + line.substring(CONTINUED.length()) : line);
            hint |= line.startsWith("hint: ");
        }
    }

    private void finding(CheckedPlan plan, Finding finding) {
        blank();
        lines.add(finding.at() + ": " + level(finding) + ": " + Lines.one(finding.what()) + " [" + rule(finding.rule())
                + "]");
        lines.addAll(plan.excerpt(finding));
        lines.add("why: " + finding.why());
        mend(finding.mend());
        finding.said()
                .ifPresent(said -> lines.add(
                        "note: by itself this rule is of level " + said.word() + "; the team file changes that."));
    }

    private static String level(Finding finding) {
        return switch (finding.result()) {
            case FAIL -> finding.level().word();
            case UNKNOWN -> "unknown";
            case PASS -> "good";
        };
    }

    static String rule(Rule rule) {
        return rule.id() + " " + rule.name();
    }

    private void mend(String words) {
        if (words.isEmpty()) {
            return;
        }
        String[] parts = words.split("\n", -1);
        lines.add("mend: " + parts[0]);
        Stream.of(parts).skip(1).forEach(part -> lines.add(BAR + part));
    }

    private void live(CheckedPlan plan) {
        List<Finding> unknown = plan.findings().stream()
                .filter(each -> each.result() == Finding.Result.UNKNOWN)
                .toList();
        if (!unknown.isEmpty()) {
            blank();
            lines.add(PlanReport.number(unknown.size(), "live check") + " could not be made, which is no pass:");
            unknown.forEach(finding -> finding(plan, finding));
        }
        List<Finding> good = plan.findings().stream()
                .filter(each -> each.result() == Finding.Result.PASS)
                .toList();
        if (!good.isEmpty()) {
            blank();
            lines.add("Looked at and good:");
            good.forEach(each -> lines.add("  " + Lines.one(each.what()) + " [" + rule(each.rule()) + "]"));
        }
    }

    private void exceptions(CheckedPlan plan) {
        if (plan.silenced().isEmpty() && plan.off().isEmpty()) {
            return;
        }
        blank();
        for (CheckedPlan.Silenced each : plan.silenced()) {
            lines.add("Kept silent by the plan until " + Lines.one(each.expires()) + ": ["
                    + rule(each.finding().rule()) + "] "
                    + Lines.one(each.finding().what()));
            lines.add("  because " + Lines.quoted(each.reason()));
        }
        if (!plan.off().isEmpty()) {
            lines.add("Switched off by the team file: " + String.join(", ", plan.off()));
        }
    }

    private void unplanned(PlanReport.Branch branch) {
        lines.add("NO REVERT PLAN: " + Lines.one(branch.what()) + " [" + PlanReport.Branch.RULE + "]");
        lines.add("why: " + PlanReport.Branch.why());
        lines.add("mend: " + branch.mend());
    }

    private void blank() {
        if (!lines.isEmpty() && !lines.get(lines.size() - 1).isEmpty()) {
            lines.add("");
        }
    }

    private void summary() {
        Optional<String> since = report.branch().map(branch -> "`" + branch.since() + "`");
        if (report.plans().isEmpty()) {
            if (since.isPresent() && report.errors() == 0) {
                lines.add("No revert plan is changed since " + since.get() + ", and nothing that wants one.");
            }
            return;
        }
        if (report.plans().size() == 1 && !details(report.plans().get(0)) && report.errors() == 0) {
            return;
        }
        blank();
        List<String> counts = new ArrayList<>();
        counts.add(PlanReport.number(report.errors(), "error"));
        counts.add(PlanReport.number(report.warnings(), "warning"));
        if (report.unknown() > 0) {
            counts.add(report.unknown() + " unknown");
        }
        lines.add(plans() + ": " + String.join(", ", counts) + "."
                + (report.strict() ? " Warnings count as errors here (--strict)." : ""));
    }

    /** `3 plans (1 ready, 1 not ready, 1 not readable)`. */
    private String plans() {
        String all = PlanReport.number(report.plans().size(), "plan");
        if (report.plans().size() == 1) {
            return all;
        }
        List<String> kinds = new ArrayList<>();
        for (String word : List.of("ready", "not_ready", "not_readable")) {
            long count = report.plans().stream()
                    .filter(plan -> plan.word().equals(word))
                    .count();
            if (count > 0) {
                kinds.add(count + " " + word.replace('_', ' '));
            }
        }
        return all + " (" + String.join(", ", kinds) + ")";
    }
}
