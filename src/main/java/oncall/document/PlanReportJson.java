package oncall.document;

import java.util.List;
import java.util.Optional;
import oncall.plan.Finding;
import oncall.plan.Verdict;
import oncall.runbook.Diagnostic;

/** Writes what a check of plans came to for programs: schema `oncall.revert-plan-check/1`. */
public final class PlanReportJson {
    private PlanReportJson() {}

    /** One object on one line. */
    public static String write(PlanReport report) {
        Json json = Json.object()
                .put("schema", "oncall.revert-plan-check/1")
                .list("plans", report.plans().stream().map(PlanReportJson::plan).toList());
        report.branch().ifPresent(branch -> json.put("branch", branch(branch)));
        return json.put("errors", report.errors())
                .put("warnings", report.warnings())
                .put("unknown", report.unknown())
                .toString();
    }

    private static Json plan(CheckedPlan plan) {
        Optional<Verdict> verdict = plan.verdict();
        Json json = Json.object()
                .put("path", plan.path())
                .put("verdict", plan.word())
                .put("line", plan.line())
                .put("estimate", verdict.flatMap(Verdict::estimate).map(Object::toString))
                .put("rehearsed", verdict.flatMap(Verdict::rehearsed).map(Object::toString))
                .list(
                        "findings",
                        plan.isReadable()
                                ? plan.findings().stream()
                                        .map(each -> finding(plan, each))
                                        .toList()
                                : plan.problems().stream()
                                        .map(PlanReportJson::problem)
                                        .toList());
        if (!plan.silenced().isEmpty()) {
            json.list(
                    "suppressed",
                    plan.silenced().stream()
                            .map(each -> finding(plan, each.finding())
                                    .put("reason", each.reason())
                                    .put("expires", each.expires()))
                            .toList());
        }
        return plan.off().isEmpty() ? json : json.strings("off", plan.off());
    }

    private static Json finding(CheckedPlan plan, Finding finding) {
        Json json = Json.object()
                .put("rule", finding.rule().id())
                .put("name", finding.rule().name())
                .put("level", finding.level().word())
                .put("rule_level", finding.said().map(level -> level.word()));
        if (!finding.at().path().equals(plan.path())) {
            json.put("path", finding.at().path());
        }
        json.put("line", finding.at().line())
                .put("column", finding.at().column())
                .put("message", finding.what());
        if (!finding.mend().isEmpty()) {
            json.put("remedy", finding.mend());
        }
        return json.put("why", finding.why()).put("result", finding.result().word());
    }

    private static Json problem(Diagnostic problem) {
        Json json = Json.object()
                .put("rule", problem.rule())
                .put("level", problem.kind().level())
                .put("line", problem.at().line())
                .put("column", problem.at().column())
                .put("message", problem.message());
        if (!problem.remedy().isEmpty()) {
            json.put("remedy", problem.remedy());
        }
        return json.put("nearest", problem.nearest()).put("result", "fail");
    }

    private static Json branch(PlanReport.Branch branch) {
        Json json = Json.object().put("since", branch.since());
        if (branch.isWanting()) {
            Json finding = Json.object()
                    .put("rule", PlanReport.Branch.RULE)
                    .put("level", "error")
                    .put("path", branch.unplanned().get(0))
                    .put("line", 1)
                    .put("column", 1)
                    .put("message", branch.what())
                    .put("remedy", branch.mend())
                    .put("why", PlanReport.Branch.why())
                    .put("result", "fail");
            json.list("findings", List.of(finding)).strings("unplanned", branch.unplanned());
        }
        return json;
    }
}
