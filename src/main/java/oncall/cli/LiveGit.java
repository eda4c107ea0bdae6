package oncall.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import oncall.git.Git;
import oncall.git.RevertProbe;
import oncall.git.RevertReport;
import oncall.plan.Finding;
import oncall.plan.RevertPlan;
import oncall.plan.Rule;
import oncall.plan.Rules;
import oncall.runbook.Command;
import oncall.runbook.Step;
import oncall.runbook.Team;

/** What the history says about undoing a change: the probe of package `git`, in the words of the rules. */
final class LiveGit {
    private static final int LISTED = 5;
    private final RevertProbe probe;

    LiveGit(Environs environs, Path temporary) {
        this.probe = new RevertProbe(new Git(environs.variables()), temporary, System::nanoTime);
    }

    /** Nothing where the plan does not say where the change stands in git. */
    List<Finding> look(RevertPlan plan, Team team, Path folder) {
        Optional<RevertPlan.Git> git = plan.change().git();
        if (git.isEmpty() || git.get().from().isEmpty() || git.get().to().isEmpty()) {
            return List.of();
        }
        RevertPlan.Git where = git.get();
        RevertReport report = probe.look(new RevertProbe.Question(
                folder.resolve(where.repo().text()).normalize(),
                where.from().get().text(),
                where.to().get().text(),
                ours(plan, team),
                RevertProbe.LIMIT));
        List<Finding> findings = new ArrayList<>();
        findings.add(answer(plan, where, report));
        report.range().map(range -> scope(where, range)).ifPresent(findings::add);
        return findings;
    }

    /** Whether a path belongs to a service of the plan; empty where the team file gives none of them a path. */
    private static Optional<Predicate<String>> ours(RevertPlan plan, Team team) {
        Set<String> names = Set.copyOf(plan.services());
        List<Team.PathRule> rules = team.paths().stream()
                .filter(rule -> rule.service().map(names::contains).orElse(false))
                .toList();
        List<String> files = plan.stored().migrations().all().stream()
                .flatMap(each -> each.file().stream())
                .map(file -> file.text().replaceFirst("^.*/", ""))
                .toList();
        return rules.isEmpty()
                ? Optional.empty()
                : Optional.of(path -> rules.stream().anyMatch(rule -> rule.matches(path))
                        || files.stream().anyMatch(path::endsWith));
    }

    private static Finding answer(RevertPlan plan, RevertPlan.Git where, RevertReport report) {
        String words = report.words();
        return switch (report.finding()) {
            case CLEAN -> finding("RP037", Rule.Level.WARNING, Finding.Result.PASS, where, words, "");
            case CONFLICTS, NOTHING_LEFT ->
                finding("RP037", byGit(plan), Finding.Result.FAIL, where, words, report.remedy());
            case EMPTY_RANGE, SWAPPED ->
                finding("RP037", Rule.Level.ERROR, Finding.Result.FAIL, where, words, report.remedy());
            case NO_REVISION -> finding("RP031", Rule.Level.ERROR, Finding.Result.FAIL, where, words, report.remedy());
            case NOT_ON_HEAD, PROGRAM, TROUBLE ->
                finding("RP037", Rule.Level.ERROR, Finding.Result.UNKNOWN, where, words, report.remedy());
        };
    }

    /** A conflict stops a plan that reverts with git; for one that puts an old version back it is worth knowing. */
    private static Rule.Level byGit(RevertPlan plan) {
        boolean reverts = plan.everyStep().stream()
                .map(RevertPlan.PlanStep::step)
                .anyMatch(step -> step instanceof Step.Run run && isGitRevert(run.command()));
        return reverts ? Rule.Level.ERROR : Rule.Level.WARNING;
    }

    private static boolean isGitRevert(Command command) {
        return command.display().matches("(?s).*\\bgit\\b[^;|&\\n]*\\brevert\\b.*");
    }

    /** What else goes back with it. */
    private static Finding scope(RevertPlan.Git where, RevertReport.Range range) {
        String people = range.authors().stream().limit(LISTED).collect(Collectors.joining(", "))
                + (range.authors().size() > LISTED ? " and others" : "");
        String words = "Going back takes " + number(range.total(), "commit") + " by " + people + " with it, "
                + number(range.files().size(), "file") + ".";
        int unrelated = range.unrelated().orElse(0);
        return unrelated > 0
                ? finding(
                        "RP037",
                        Rule.Level.WARNING,
                        Finding.Result.FAIL,
                        where,
                        words + " " + unrelated + (unrelated == 1 ? " touches" : " touch")
                                + " none of the plan's services.",
                        "look whether one of them mends something, above all a hole in security")
                : finding("RP037", Rule.Level.WARNING, Finding.Result.PASS, where, words, "");
    }

    private static String number(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    private static Finding finding(
            String rule, Rule.Level level, Finding.Result result, RevertPlan.Git where, String what, String mend) {
        return new Finding(Rules.of(rule).orElseThrow(), level, result, where.at(), 1, what, mend, Optional.empty());
    }
}
