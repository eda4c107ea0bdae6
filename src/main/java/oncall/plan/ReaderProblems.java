package oncall.plan;

import java.util.Map;
import oncall.runbook.Diagnostic;

/** What the reader of the file found beyond its form, each said once, by the rule it belongs to. */
final class ReaderProblems {
    private static final String ALL_OTHERS = "RP001";
    private static final Map<String, String> BELONGS = Map.ofEntries(
            Map.entry("not-a-date", "RP003"),
            Map.entry("no-return", "RP022"),
            Map.entry("unwritten", "RP041"),
            Map.entry("unknown-variable", "RP042"),
            Map.entry("outcome-as-variable", "RP042"),
            Map.entry("unsafe-in-command", "RP042"),
            Map.entry("unquoted-variable", "RP043"),
            Map.entry("eval", "RP043"),
            Map.entry("second-shell", "RP043"),
            Map.entry("braces-in-argument", "RP043"),
            Map.entry("open-quote-in-command", "RP043"),
            Map.entry("look-alike", "RP043"),
            Map.entry("unknown-role", "RP045"),
            Map.entry("danger-without-target", "RP047"),
            Map.entry("target-without-danger", "RP047"),
            Map.entry("secret-in-argument", "RP048"));

    private ReaderProblems() {}

    /** Says those that belong to the rule of that id, at the level the reader gave them. */
    static void say(String id, Look look) {
        for (Diagnostic problem : look.plan().problems()) {
            if (ruleOf(problem).equals(id)) {
                look.report(
                        problem.isError() ? Rule.Level.ERROR : Rule.Level.WARNING,
                        problem.at(),
                        problem.width(),
                        problem.message(),
                        problem.nearest()
                                .map(name -> "did you mean `" + name + "`?")
                                .orElse(problem.remedy()));
            }
        }
    }

    private static String ruleOf(Diagnostic problem) {
        boolean variable = problem.rule().equals("fact-asked-later") && beginsWithDollar(problem);
        return variable ? "RP042" : BELONGS.getOrDefault(problem.rule(), ALL_OTHERS);
    }

    /** The same problem is told of conditions and of variables. */
    private static boolean beginsWithDollar(Diagnostic problem) {
        String line = problem.sourceLine();
        int column = Math.min(problem.at().column() - 1, line.codePointCount(0, line.length()));
        return line.startsWith("$", line.offsetByCodePoints(0, column));
    }
}
