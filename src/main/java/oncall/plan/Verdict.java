package oncall.plan;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What a plan comes to.
 *
 * @param findings in the order of the file; of live looks also those that are good or could not be made
 * @param suppressed findings that a suppression of the plan keeps silent
 * @param estimate of the plan
 * @param rehearsed the day of its last rehearsal
 */
public record Verdict(
        List<Finding> findings, List<Finding> suppressed, Optional<Duration> estimate, Optional<LocalDate> rehearsed) {
    public Verdict {
        findings = List.copyOf(findings);
        suppressed = List.copyOf(suppressed);
    }

    /** Findings because of which it is not ready. */
    public List<Finding> blockers() {
        return findings.stream().filter(Finding::blocks).toList();
    }

    /** Findings worth mending by day. */
    public List<Finding> warnings() {
        return findings.stream()
                .filter(each -> each.result() == Finding.Result.FAIL && !each.blocks())
                .toList();
    }

    /** Live looks that could not be made. */
    public List<Finding> unknown() {
        return findings.stream()
                .filter(each -> each.result() == Finding.Result.UNKNOWN)
                .toList();
    }

    /** Whether nothing stands in the way. */
    public boolean isReady() {
        return blockers().isEmpty();
    }

    /** `READY, about 12 min, rehearsed 6 days ago` or `NOT READY: 2 blockers`. */
    public String line(LocalDate today) {
        int blockers = blockers().size();
        if (blockers > 0) {
            return "NOT READY: " + blockers + (blockers == 1 ? " blocker" : " blockers");
        }
        List<String> parts = new ArrayList<>();
        parts.add("READY");
        estimate.ifPresent(span -> parts.add("about " + minutes(span)));
        parts.add(rehearsal(rehearsed, today));
        int open = unknown().size();
        if (open > 0) {
            parts.add(open + (open == 1 ? " live check unknown" : " live checks unknown"));
        }
        return String.join(", ", parts);
    }

    private static String minutes(Duration span) {
        return oncall.runbook.Durations.words(span);
    }

    /** `rehearsed 6 days ago`, `never rehearsed`. */
    public static String rehearsal(Optional<LocalDate> rehearsed, LocalDate today) {
        if (rehearsed.isEmpty()) {
            return "never rehearsed";
        }
        long days = java.time.temporal.ChronoUnit.DAYS.between(rehearsed.get(), today);
        return days <= 0 ? "rehearsed today" : days == 1 ? "rehearsed yesterday" : "rehearsed " + days + " days ago";
    }

    /**
     * The same with everything live looks found, in the order of the file.
     *
     * @param silenced what they found of rules that the plan keeps silent
     */
    public Verdict with(List<Finding> live, List<Finding> silenced) {
        return new Verdict(together(findings, live), together(suppressed, silenced), estimate, rehearsed);
    }

    private static List<Finding> together(List<Finding> some, List<Finding> more) {
        List<Finding> all = new ArrayList<>(some);
        all.addAll(more);
        all.sort(PlanCheck.IN_ORDER);
        return all;
    }

    /** The same with every warning lifted to an error. */
    public Verdict strict() {
        return each(finding -> finding.result() == Finding.Result.FAIL ? finding.at(Rule.Level.ERROR) : finding);
    }

    /** The same with every finding, silenced ones too, as this makes it. */
    public Verdict each(UnaryOperator<Finding> change) {
        return new Verdict(
                findings.stream().map(change).toList(),
                suppressed.stream().map(change).toList(),
                estimate,
                rehearsed);
    }
}
