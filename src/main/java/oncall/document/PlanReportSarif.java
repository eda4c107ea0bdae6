package oncall.document;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import oncall.plan.Finding;
import oncall.plan.Rule;
import oncall.runbook.Diagnostic;
import oncall.runbook.Location;

/**
 * Writes what a check of plans came to as SARIF 2.1.0. All rules stand in it, also those that found nothing; columns count code
 * points. A live look that could not be made is a result of kind `open`, one that is good of kind `pass`; what a plan keeps silent
 * is a result with a suppression.
 */
public final class PlanReportSarif {
    private static final String SCHEMA =
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    /** The folder paths are relative to; which one that was on this machine is nobody's business. */
    private static final String ROOT = "%SRCROOT%";

    private static final String UNRESERVED = "/-._~";

    private final PlanReport report;
    private final List<Rule> known;
    private final List<String> ids;
    private final List<Json> results = new ArrayList<>();

    /** Rules of the format, by id, as far as they found something. */
    private final Map<String, Json> formRules = new LinkedHashMap<>();

    private PlanReportSarif(PlanReport report) {
        this.report = report;
        this.known = report.rules();
        this.ids = known.stream().map(Rule::id).toList();
    }

    /**
     * One object on one line.
     *
     * @param version of this program
     * @param exitCode of the run
     */
    public static String write(PlanReport report, String version, int exitCode) {
        return new PlanReportSarif(report).log(version, exitCode).toString();
    }

    private Json log(String version, int exitCode) {
        report.branch().filter(PlanReport.Branch::isWanting).ifPresent(this::branch);
        report.plans().forEach(this::plan);
        List<Json> rules =
                new ArrayList<>(known.stream().map(PlanReportSarif::rule).toList());
        rules.addAll(formRules.values());
        Json driver = Json.object()
                .put("name", "oncall")
                .put("fullName", "oncall revert-plan check")
                .put("version", version)
                .list("rules", rules);
        Json root = Json.object().put("description", message("The folder oncall was started in."));
        Json run = Json.object()
                .put("tool", Json.object().put("driver", driver))
                .put("columnKind", "unicodeCodePoints")
                .put("originalUriBaseIds", Json.object().put(ROOT, root))
                .list(
                        "invocations",
                        List.of(Json.object().put("executionSuccessful", true).put("exitCode", exitCode)))
                .list("results", results);
        return Json.object().put("$schema", SCHEMA).put("version", "2.1.0").list("runs", List.of(run));
    }

    private static Json rule(Rule rule) {
        return Json.object()
                .put("id", rule.id())
                .put("name", pascal(rule.name()))
                .put("shortDescription", message(rule.says()))
                .put("fullDescription", message(rule.says() + " " + rule.why()))
                .put(
                        "help",
                        message(rule.why() + " `oncall revert-plan rules " + rule.id()
                                + "` shows a plan that fails and the same one mended."))
                .put(
                        "defaultConfiguration",
                        Json.object().put("level", rule.level().word()));
    }

    /** `point-of-no-return` as SARIF has names: `PointOfNoReturn`. */
    private static String pascal(String name) {
        StringBuilder pascal = new StringBuilder();
        for (String part : name.split("-")) {
            if (!part.isEmpty()) {
                pascal.append(Character.toUpperCase(part.charAt(0))).append(part.substring(1));
            }
        }
        return pascal.toString();
    }

    private void formRule(String id, String level, String says) {
        formRules.computeIfAbsent(
                id,
                known -> Json.object()
                        .put("id", known)
                        .put("name", pascal(known))
                        .put("shortDescription", message(says))
                        .put("defaultConfiguration", Json.object().put("level", level)));
    }

    // ---- results

    private void branch(PlanReport.Branch branch) {
        formRule(PlanReport.Branch.RULE, "error", "A branch with a migration or a deployment has a revert plan.");
        List<Json> more = branch.unplanned().stream()
                .skip(1)
                .map(path -> Json.object().put("physicalLocation", file(path)))
                .toList();
        Json result = Json.object()
                .put("ruleId", PlanReport.Branch.RULE)
                .put("level", "error")
                .put("message", message(branch.what() + " " + PlanReport.Branch.why() + " Mend: " + branch.mend()))
                .list(
                        "locations",
                        List.of(Json.object()
                                .put("physicalLocation", file(branch.unplanned().get(0)))));
        results.add(more.isEmpty() ? result : result.list("relatedLocations", more));
    }

    private void plan(CheckedPlan plan) {
        plan.problems().forEach(this::problem);
        plan.findings().forEach(finding -> results.add(result(finding)));
        for (CheckedPlan.Silenced each : plan.silenced()) {
            Json suppression = Json.object()
                    .put("kind", "inSource")
                    .put("status", "accepted")
                    .put("justification", each.reason() + " (until " + each.expires() + ")");
            results.add(result(each.finding()).list("suppressions", List.of(suppression)));
        }
    }

    private void problem(Diagnostic problem) {
        String level = problem.kind().level();
        formRule(
                problem.rule(),
                level,
                "The file reads as a revert plan: " + problem.rule().replace('-', ' ') + ".");
        String hint = problem.nearest()
                .map(name -> " Did you mean `" + name + "`?")
                .orElse(problem.remedy().isEmpty() ? "" : " Mend: " + problem.remedy());
        results.add(Json.object()
                .put("ruleId", problem.rule())
                .put("level", level)
                .put("message", message(problem.message() + hint))
                .list("locations", List.of(location(problem.at(), problem.width()))));
    }

    private Json result(Finding finding) {
        Json result = Json.object()
                .put("ruleId", finding.rule().id())
                .put("ruleIndex", ids.indexOf(finding.rule().id()));
        switch (finding.result()) {
            case FAIL -> result.put("level", finding.level().word());
            case UNKNOWN -> result.put("kind", "open").put("level", "none");
            case PASS -> result.put("kind", "pass").put("level", "none");
        }
        String mend = finding.mend().isEmpty() ? "" : " Mend: " + finding.mend();
        return result.put("message", message(finding.what() + " " + finding.why() + mend))
                .list("locations", List.of(location(finding.at(), finding.width())));
    }

    private static Json location(Location at, int width) {
        Json region = Json.object()
                .put("startLine", at.line())
                .put("startColumn", at.column())
                .put("endColumn", at.column() + width);
        return Json.object()
                .put(
                        "physicalLocation",
                        Json.object()
                                .put("artifactLocation", artifact(at.path()))
                                .put("region", region));
    }

    private static Json file(String path) {
        return Json.object().put("artifactLocation", artifact(path));
    }

    /** What SARIF viewers find the file by: relative below the folder oncall was started in. */
    private static Json artifact(String path) {
        return path.startsWith("/")
                ? Json.object().put("uri", "file://" + encoded(path))
                : Json.object().put("uri", encoded(path)).put("uriBaseId", ROOT);
    }

    /** Percent-encoded byte by byte, also a colon, which would read as the end of a scheme. */
    private static String encoded(String path) {
        StringBuilder uri = new StringBuilder(path.length());
        for (byte each : path.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (each & 0xff);
            if (c < 0x80 && (Character.isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0)) {
                uri.append(c);
            } else {
                uri.append(String.format(Locale.ROOT, "%%%02X", (int) c));
            }
        }
        return uri.toString();
    }

    private static Json message(String text) {
        return Json.object().put("text", text);
    }
}
