package oncall.document;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import oncall.plan.Rule;
import oncall.plan.RuleExample;

/** The rules of revert plans, as a table and one by one, in the width of a small terminal. */
public final class RulesText {
    private static final int WIDTH = 80;
    private static final String OFF = "off";
    /** It watches over suppressions, so it cannot be one. */
    private static final String SUPPRESSIONS = "RP122";

    private RulesText() {}

    /**
     * A line or more for each: id, level, what it asks for.
     *
     * @param levels of the team, by rule id
     */
    public static String table(List<Rule> rules, Map<String, String> levels) {
        List<String> lines = new ArrayList<>();
        for (Rule rule : rules) {
            String level = Optional.ofNullable(levels.get(rule.id()))
                    .orElse(rule.level().word());
            String mark = levels.containsKey(rule.id()) ? "*" : " ";
            lines.addAll(Wrapped.lines(
                    rule.id() + "  " + level + mark + " ".repeat(Math.max(1, 8 - level.length())), rule.says(), WIDTH));
        }
        lines.add("");
        lines.addAll(Wrapped.lines(
                "",
                "The level is of what is there and bad. What is simply missing is a warning, unless the plan itself needs it."
                        + (levels.isEmpty() ? "" : " * The team file sets this level."),
                WIDTH));
        lines.addAll(Wrapped.lines("", "One rule with its example: oncall revert-plan rules RP071", WIDTH));
        return String.join("\n", lines) + "\n";
    }

    /**
     * One rule whole.
     *
     * @param levels of the team, by rule id
     * @param until a day to show in a suppression
     */
    public static String one(Rule rule, Optional<RuleExample> example, Map<String, String> levels, LocalDate until) {
        List<String> lines = new ArrayList<>();
        lines.add(rule.id() + " " + rule.name() + ": " + rule.level().word());
        lines.addAll(Wrapped.lines("  ", rule.says(), WIDTH));
        lines.addAll(Wrapped.lines("  Why: ", rule.why(), WIDTH));
        example.ifPresent(each -> {
            block("It says something about this:", each.fails(), lines);
            block("And nothing about this:", each.mended(), lines);
        });
        lines.add("");
        Optional<String> set = Optional.ofNullable(levels.get(rule.id()));
        set.ifPresent(level ->
                lines.add("The team file " + (level.equals(OFF) ? "switches it off." : "makes it " + level + ".")));
        lines.add("For all plans, in the team file (error, warning or off):");
        lines.add("    revert-plan-rules: {" + rule.id() + ": "
                + (rule.level() == Rule.Level.ERROR ? "warning" : "error") + "}");
        if (rule.id().equals(SUPPRESSIONS)) {
            lines.add("No plan can suppress it.");
        } else {
            lines.add("For one plan, for a while, in the plan:");
            lines.add("    suppress: [{rule: " + rule.id() + ", reason: \"...\", expires: " + until + "}]");
        }
        return String.join("\n", lines) + "\n";
    }

    private static void block(String heading, RuleExample.Fragment fragment, List<String> lines) {
        lines.add("");
        lines.add(heading);
        fragment.lines().forEach(line -> lines.add(("    " + line).stripTrailing()));
    }
}
