package oncall.document;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import oncall.plan.Finding;
import oncall.plan.Rule;
import oncall.runbook.Diagnostic;
import oncall.runbook.Location;

/**
 * Writes what a check of plans came to as test results: a suite for each plan, a case for each rule. What blocks is a failure; a
 * live look that could not be made is an error, because it is no pass; a warning is output of a case that passes, because the
 * plan stands; what the plan keeps silent or the team switched off is skipped, with the reason.
 */
public final class PlanReportJunit {
    private final StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    private final PlanReport report;

    private PlanReportJunit(PlanReport report) {
        this.report = report;
    }

    /** The whole document. */
    public static String write(PlanReport report) {
        PlanReportJunit junit = new PlanReportJunit(report);
        List<Suite> suites = junit.suites();
        junit.out.append("<testsuites name=\"oncall revert-plan check\"").append(counts(all(suites)));
        suites.forEach(junit::suite);
        return junit.out.append("</testsuites>\n").toString();
    }

    private record Suite(String name, String path, List<Case> cases) {}

    private enum Outcome {
        PASSED,
        FAILURE,
        ERROR,
        SKIPPED
    }

    /**
     * One case.
     *
     * @param message one line; for what passed, unused
     * @param text for people, any number of lines
     */
    private record Case(String name, Outcome outcome, String type, String message, String text) {}

    private List<Suite> suites() {
        List<Suite> suites = new ArrayList<>();
        report.branch().ifPresent(branch -> suites.add(suite(branch)));
        report.plans().forEach(plan -> suites.add(suite(plan)));
        return suites;
    }

    private static Suite suite(PlanReport.Branch branch) {
        Case one = branch.isWanting()
                ? new Case(
                        "has a plan for what it deploys",
                        Outcome.FAILURE,
                        PlanReport.Branch.RULE,
                        branch.what(),
                        "why: " + PlanReport.Branch.why() + "\nmend: " + branch.mend() + "\n"
                                + String.join("\n", branch.unplanned()))
                : new Case("has a plan for what it deploys", Outcome.PASSED, "", "", "");
        return new Suite(
                "branch since " + branch.since(),
                branch.unplanned().stream().findFirst().orElse(""),
                List.of(one));
    }

    private Suite suite(CheckedPlan plan) {
        List<Case> cases = new ArrayList<>();
        cases.add(reads(plan));
        if (plan.isReadable()) {
            report.rules().forEach(rule -> cases.add(rule(plan, rule)));
        }
        return new Suite(report.title(plan), plan.path(), cases);
    }

    private static Case reads(CheckedPlan plan) {
        if (plan.isReadable()) {
            return new Case("reads as a plan", Outcome.PASSED, "", "", plan.line());
        }
        List<Diagnostic> problems = plan.problems();
        String first = problems.isEmpty() ? plan.line() : problems.get(0).message();
        String text = problems.stream()
                .map(each -> each.at() + ": " + each.kind().level() + ": " + each.message() + remedy(each))
                .collect(Collectors.joining("\n"));
        return new Case("reads as a plan", Outcome.ERROR, "not-readable", first, text);
    }

    private static String remedy(Diagnostic problem) {
        return problem.remedy().isEmpty() ? "" : "\nmend: " + problem.remedy();
    }

    private static Case rule(CheckedPlan plan, Rule rule) {
        String name = PlanReportText.rule(rule);
        List<Finding> all = plan.findings().stream()
                .filter(each -> each.rule().id().equals(rule.id()))
                .toList();
        List<Finding> blockers = all.stream().filter(Finding::blocks).toList();
        List<Finding> unknown = all.stream()
                .filter(each -> each.result() == Finding.Result.UNKNOWN)
                .toList();
        if (!blockers.isEmpty()) {
            return new Case(name, Outcome.FAILURE, rule.id(), first(blockers), told(all));
        }
        if (!unknown.isEmpty()) {
            return new Case(name, Outcome.ERROR, "unknown", first(unknown), told(all));
        }
        if (all.isEmpty() && plan.off().contains(rule.id())) {
            return new Case(name, Outcome.SKIPPED, "", "switched off by the team file", "");
        }
        List<CheckedPlan.Silenced> silenced = plan.silenced().stream()
                .filter(each -> each.finding().rule().id().equals(rule.id()))
                .toList();
        if (all.isEmpty() && !silenced.isEmpty()) {
            CheckedPlan.Silenced why = silenced.get(0);
            return new Case(
                    name,
                    Outcome.SKIPPED,
                    "",
                    "kept silent by the plan until " + why.expires() + ": " + why.reason(),
                    told(silenced.stream().map(CheckedPlan.Silenced::finding).toList()));
        }
        return new Case(name, Outcome.PASSED, "", "", told(all));
    }

    private static String first(List<Finding> findings) {
        String what = findings.get(0).what();
        return findings.size() == 1 ? what : what + " (and " + (findings.size() - 1) + " more)";
    }

    private static String told(List<Finding> findings) {
        return findings.stream().map(PlanReportJunit::told).collect(Collectors.joining("\n"));
    }

    private static String told(Finding finding) {
        Location at = finding.at();
        String word = switch (finding.result()) {
            case FAIL -> finding.level().word();
            case PASS, UNKNOWN -> finding.result().word();
        };
        return at + ": " + word + ": " + finding.what() + "\nwhy: " + finding.why()
                + (finding.mend().isEmpty() ? "" : "\nmend: " + finding.mend());
    }

    // ---- writing

    private static List<Case> all(List<Suite> suites) {
        return suites.stream().flatMap(suite -> suite.cases().stream()).toList();
    }

    private static String counts(List<Case> cases) {
        return " tests=\"" + cases.size() + "\" failures=\"" + count(cases, Outcome.FAILURE) + "\" errors=\""
                + count(cases, Outcome.ERROR) + "\" skipped=\"" + count(cases, Outcome.SKIPPED) + "\" time=\"0\">\n";
    }

    private static long count(List<Case> cases, Outcome outcome) {
        return cases.stream().filter(each -> each.outcome() == outcome).count();
    }

    private void suite(Suite suite) {
        out.append("  <testsuite name=").append(Xml.value(suite.name())).append(counts(suite.cases()));
        suite.cases().forEach(each -> one(suite, each));
        out.append("  </testsuite>\n");
    }

    private void one(Suite suite, Case test) {
        out.append("    <testcase classname=")
                .append(Xml.value(suite.name()))
                .append(" name=")
                .append(Xml.value(test.name()));
        if (!suite.path().isEmpty()) {
            out.append(" file=").append(Xml.value(suite.path()));
        }
        out.append(" time=\"0\"");
        switch (test.outcome()) {
            case PASSED -> passed(test);
            case FAILURE -> problem("failure", test);
            case ERROR -> problem("error", test);
            case SKIPPED -> skipped(test);
        }
    }

    private void passed(Case test) {
        if (test.text().isEmpty()) {
            out.append("/>\n");
        } else {
            out.append(">\n");
            output(test.text());
            out.append("    </testcase>\n");
        }
    }

    private void problem(String element, Case test) {
        out.append(">\n      <")
                .append(element)
                .append(" type=")
                .append(Xml.value(test.type()))
                .append(" message=")
                .append(Xml.value(Lines.one(test.message())))
                .append('>')
                .append(Xml.text(test.text()))
                .append("</")
                .append(element)
                .append(">\n    </testcase>\n");
    }

    private void skipped(Case test) {
        out.append(">\n      <skipped message=")
                .append(Xml.value(Lines.one(test.message())))
                .append("/>\n");
        if (!test.text().isEmpty()) {
            output(test.text());
        }
        out.append("    </testcase>\n");
    }

    private void output(String text) {
        out.append("      <system-out>").append(Xml.text(text)).append("</system-out>\n");
    }
}
