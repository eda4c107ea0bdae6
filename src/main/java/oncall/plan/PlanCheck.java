package oncall.plan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Judges a plan by all rules: a function of the plan and what it is judged in. */
public final class PlanCheck {
    static final Comparator<Finding> IN_ORDER = Comparator.<Finding>comparingInt(
                    each -> each.at().line())
            .thenComparingInt(each -> each.at().column())
            .thenComparing(each -> each.rule().id());

    private PlanCheck() {}

    /** The verdict, without any live look. */
    public static Verdict check(RevertPlan plan, Surroundings around) {
        List<Finding> found = new ArrayList<>();
        Sight sight = new Sight(plan);
        for (Rule rule : Rules.all()) {
            Look look = new Look(rule, sight, around);
            rule.judge().accept(look);
            found.addAll(look.found());
        }
        List<Finding> findings = new ArrayList<>();
        List<Finding> suppressed = new ArrayList<>();
        for (Finding finding : withoutSecrets(found, plan)) {
            Optional<Finding> levelled = levelled(finding, around.team().revertPlanRules());
            if (levelled.isPresent()) {
                (isSuppressed(finding.rule(), plan, around) ? suppressed : findings).add(levelled.get());
            }
        }
        findings.sort(IN_ORDER);
        suppressed.sort(IN_ORDER);
        return new Verdict(findings, suppressed, plan.estimate(), plan.rehearsed());
    }

    /** What other rules quote of a plan with a secret in it does not tell the secret. */
    private static List<Finding> withoutSecrets(List<Finding> found, RevertPlan plan) {
        if (found.stream().noneMatch(finding -> finding.rule().id().equals("RP048"))) {
            return found;
        }
        List<String> secrets = InlineSecrets.values(plan.source().text().lines().toList());
        return found.stream()
                .map(finding -> new Finding(
                        finding.rule(),
                        finding.level(),
                        finding.result(),
                        finding.at(),
                        finding.width(),
                        InlineSecrets.kept(finding.what(), secrets),
                        InlineSecrets.kept(finding.mend(), secrets),
                        finding.said()))
                .toList();
    }

    /** A finding at the level the team gives its rule; empty where the team switched the rule off. */
    public static Optional<Finding> levelled(Finding finding, Map<String, String> levels) {
        String word = levels.get(finding.rule().id());
        if (word == null) {
            return Optional.of(finding);
        }
        if (word.equals("off")) {
            return Optional.empty();
        }
        Rule.Level level = word.equals("error") ? Rule.Level.ERROR : Rule.Level.WARNING;
        return Optional.of(new Finding(
                finding.rule(),
                level,
                finding.result(),
                finding.at(),
                finding.width(),
                finding.what(),
                finding.mend(),
                level == finding.level() ? Optional.empty() : Optional.of(finding.level())));
    }

    /** Whether the plan keeps a rule silent: with a reason, and not beyond its date. Never the one about suppressions. */
    public static boolean isSuppressed(Rule rule, RevertPlan plan, Surroundings around) {
        return !rule.id().equals(PaperRules.SUPPRESSIONS)
                && plan.paper().suppressed().stream()
                        .anyMatch(each -> each.rule().text().equals(rule.id()) && isInForce(each, around));
    }

    /** Whether a suppression has a reason and a date that has not passed. */
    static boolean isInForce(RevertPlan.Suppression suppression, Surroundings around) {
        Optional<Instant> end = suppression.expires().flatMap(day -> day.until(around.zone()));
        boolean reasoned =
                suppression.reason().map(words -> !words.text().isBlank()).orElse(false);
        return reasoned && end.map(at -> around.now().isBefore(at)).orElse(false);
    }
}
