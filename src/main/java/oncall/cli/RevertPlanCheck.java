package oncall.cli;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import oncall.document.CheckedPlan;
import oncall.document.PlanReport;
import oncall.document.PlanReportGithub;
import oncall.document.PlanReportJson;
import oncall.document.PlanReportJunit;
import oncall.document.PlanReportSarif;
import oncall.document.PlanReportText;
import oncall.plan.Verdict;
import oncall.runbook.Team;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** `oncall revert-plan check`: whether changes can be undone, long before the night. */
@Command(
        description = {
            "Says of revert plans whether they would work at 2 a.m.: READY, or what stands in the way,",
            "each with its place, why it hurts, and how to mend it. Reads files, runs nothing.",
            "Without a name: every plan there is."
        },
        footer = {
            "oncall revert-plan check",
            "oncall revert-plan check rbac-rollout",
            "oncall revert-plan check --changed-since origin/main --format github",
            "oncall revert-plan check --strict --format sarif revert-plans > plans.sarif"
        })
final class RevertPlanCheck implements Callable<Exit>, TakesWords {
    private final Invocation invocation;

    /** Made once for all plans. */
    private Optional<UnaryOperator<String>> redaction = Optional.empty();

    @Parameters(
            arity = "0..*",
            paramLabel = "PLAN|FILE|DIR",
            description = "A plan by its name, a file, or a folder with all plans below it.")
    private List<String> given = new ArrayList<>();

    @Option(
            names = "--changed-since",
            paramLabel = "REV",
            description = "Check only plans this branch touches since it left REV (origin/main). A branch that touches"
                    + " migrations or deployment files (`paths` of the team file) and no plan must be fixed: exit 1."
                    + " Where git cannot tell, as in a shallow clone: 4; where there is no REV: 66; outside a"
                    + " repository: 2.")
    private String since;

    @Option(names = "--strict", description = "Take every warning as an error.")
    private boolean strict;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            completionCandidates = Formats.class,
            description = "text, json (oncall.revert-plan-check/1), junit, sarif (2.1.0) or github (annotations).")
    private String format;

    @Option(
            names = "--live",
            description = "Look at files, programs and git too, and run the plan's own checks, once you agree.")
    private boolean live;

    @Option(
            names = "--env",
            paramLabel = "ENVIRONMENT",
            description = "The environment of the team file whose values the plan's checks are given.")
    private String environment;

    RevertPlanCheck(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public boolean take(List<String> words) {
        given.addAll(words);
        return true;
    }

    private enum Format {
        TEXT,
        JSON,
        JUNIT,
        SARIF,
        GITHUB
    }

    /** For the parser, which shows them to completion. */
    static final class Formats extends ArrayList<String> {
        private static final long serialVersionUID = 1L;

        Formats() {
            super(FormatWords.of(Format.class));
        }
    }

    @Override
    public Exit call() {
        Format shown = format == null ? Format.TEXT : FormatWords.of(Format.class, format, "oncall revert-plan check");
        Plans plans = new Plans(invocation);
        Optional<BranchChanges> branch =
                Optional.ofNullable(since).map(revision -> new BranchChanges(invocation.environs(), revision));
        List<CheckedPlan> checked =
                files(plans, branch).map(file -> checked(plans, file)).toList();
        PlanReport report = new PlanReport(checked, strict, branch.map(changes -> changes.branch(teamOf(plans))));
        Exit exit = exit(report);
        print(report, shown, exit);
        if (given.isEmpty() && branch.isEmpty() && plans.isBuiltIn()) {
            invocation
                    .talk()
                    .line("These plans are the built-in ones: no folder of runbooks or revert plans is in use.");
        }
        return exit;
    }

    /** One after the other, so that of a thousand plans only what is told of them is held. */
    private Stream<PlanFile> files(Plans plans, Optional<BranchChanges> branch) {
        if (branch.isEmpty()) {
            return plans.found(given).map(Supplier::get);
        }
        return given.isEmpty()
                ? branch.get().plans().stream().map(plans::read)
                : plans.found(given)
                        .map(Supplier::get)
                        .filter(file ->
                                file.path().filter(branch.get()::touches).isPresent());
    }

    private Team teamOf(Plans plans) {
        Team team = plans.team();
        if (!BranchChanges.namesPaths(team)) {
            invocation
                    .talk()
                    .line("The team file says under `paths` of no file that it is a migration or deploys something,"
                            + " so none was looked for.");
        }
        return team;
    }

    // ---- judging

    private CheckedPlan checked(Plans plans, PlanFile file) {
        UnaryOperator<String> redact = redaction();
        if (file.plan().isEmpty()) {
            return new Checking(redact, file).unreadable();
        }
        Verdict verdict = looked(plans, file);
        LocalDate today =
                LocalDate.ofInstant(invocation.clock().now(), plans.around(file).zone());
        return new Checking(redact, file).judged(strict ? verdict.strict() : verdict, today);
    }

    private UnaryOperator<String> redaction() {
        if (redaction.isEmpty()) {
            redaction = Optional.of(Masking.remembering(new Ports(invocation).secrets()));
        }
        return redaction.get();
    }

    private Verdict looked(Plans plans, PlanFile file) {
        Verdict verdict = plans.verdict(file);
        if (!live) {
            return verdict;
        }
        try (LiveLook look = new LiveLook(invocation, Optional.ofNullable(environment))) {
            Verdict seen = look.look(file, verdict, plans.around(file));
            look.kept().forEach(path -> invocation.talk().line("What the checks wrote is kept in " + path));
            return seen;
        }
    }

    /** The worst of 65, 4, 1, 0. */
    private static Exit exit(PlanReport report) {
        List<Exit> exits = new ArrayList<>();
        report.branch().filter(PlanReport.Branch::isWanting).ifPresent(branch -> exits.add(Exit.FIX));
        for (CheckedPlan plan : report.plans()) {
            exits.add(exit(plan));
        }
        return Exit.worst(exits);
    }

    private static Exit exit(CheckedPlan plan) {
        if (!plan.isReadable()) {
            return Exit.UNREADABLE;
        }
        if (!plan.isReady()) {
            return Exit.FIX;
        }
        return plan.lacksRequired() ? Exit.NOT_CHECKED : Exit.OK;
    }

    // ---- telling

    private void print(PlanReport report, Format shown, Exit exit) {
        switch (shown) {
            case TEXT ->
                invocation.paged(
                        page -> page.texts(lines -> PlanReportText.write(report).forEach(lines)));
            case JSON -> invocation.page().data(PlanReportJson.write(report) + "\n");
            case JUNIT -> invocation.page().data(PlanReportJunit.write(report));
            case SARIF ->
                invocation
                        .page()
                        .data(PlanReportSarif.write(
                                        report, invocation.environs().install().version(), exit.code()) + "\n");
            case GITHUB ->
                invocation.page().data(lines -> PlanReportGithub.write(report).forEach(lines));
        }
    }
}
