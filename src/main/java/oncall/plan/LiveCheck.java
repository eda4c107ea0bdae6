package oncall.plan;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import oncall.runbook.Command;
import oncall.runbook.Expect;
import oncall.runbook.Location;
import oncall.runbook.Step;

/**
 * A read-only command that a plan declares under a `check:` key, and what its outcome says.
 *
 * @param rule whose live part it is
 * @param kind whether its outcome is judged
 * @param about what is looked at, in the plan's own words
 * @param expect what counts as good
 * @param needs environment variables that must be set
 * @param trigger the signal it reads, where it reads one
 */
public record LiveCheck(
        Rule rule,
        Kind kind,
        String about,
        Command command,
        Expect expect,
        List<String> needs,
        Optional<RevertPlan.Trigger> trigger,
        Location at) {
    private static final Pattern NUMBER = Pattern.compile("\\s*(-?\\d+(?:\\.\\d+)?)\\s*%?\\s*");

    public LiveCheck {
        needs = List.copyOf(needs);
    }

    /** What the outcome of a check is good for. */
    public enum Kind {
        /** It must come out as expected. */
        REQUIRED,
        /** How things stand now: told, and good or bad only on the night. */
        READING
    }

    /** How a command came out. */
    public record Ran(Optional<Integer> exit, Optional<String> problem, String standard, String output) {}

    /** All checks a plan declares, in the order of its rules. */
    public static List<LiveCheck> of(RevertPlan plan) {
        List<LiveCheck> all = new ArrayList<>();
        for (RevertPlan.Trigger trigger : plan.deciding().triggers()) {
            trigger.check()
                    .ifPresent(check -> all.add(new LiveCheck(
                            rule("RP020"),
                            Kind.READING,
                            "the signal `" + trigger.signal() + "`",
                            check.command(),
                            Expect.SUCCESS,
                            List.of(),
                            Optional.of(trigger),
                            check.at())));
        }
        for (RevertPlan.Service service : plan.scope().services()) {
            service.artifact()
                    .flatMap(RevertPlan.Artifact::check)
                    .ifPresent(check -> all.add(required(
                            "RP031",
                            "whether `" + service.name() + "` " + service.to() + " can still be deployed",
                            check,
                            Expect.SUCCESS)));
            service.running()
                    .ifPresent(running -> all.add(required(
                            "RP033",
                            "which version of `" + service.name() + "` runs",
                            running.check(),
                            running.expect()
                                    .orElseGet(() -> containing(service.from().text())))));
        }
        deploysUnderWay(plan).ifPresent(all::add);
        plan.stored()
                .backup()
                .flatMap(RevertPlan.Backup::check)
                .ifPresent(check -> all.add(required("RP058", "the backup", check, Expect.SUCCESS)));
        for (RevertPlan.Flag flag : plan.scope().flags()) {
            flag.check().ifPresent(check -> all.add(reading("RP080", "the flag `" + flag.name() + "`", check)));
        }
        for (RevertPlan.Proof proof : plan.doing().verify()) {
            Step.Verify verify = proof.step();
            verify.check()
                    .ifPresent(command -> all.add(new LiveCheck(
                            rule("RP090"),
                            Kind.READING,
                            "the verification `" + verify.id() + "`",
                            command,
                            verify.expect(),
                            verify.needs(),
                            Optional.empty(),
                            proof.at())));
        }
        return all;
    }

    /** The look whether a deploy is under way: the same step that the rule takes for it. */
    private static Optional<LiveCheck> deploysUnderWay(RevertPlan plan) {
        Optional<String> pipeline = TargetRules.pipeline(plan).map(Written::text);
        for (RevertPlan.PlanStep each : pipeline.isEmpty() ? List.<RevertPlan.PlanStep>of() : plan.everyStep()) {
            if (TargetRules.isAct(each, plan)) {
                return Optional.empty();
            }
            if (each.step() instanceof Step.Verify verify
                    && verify.check().isPresent()
                    && TargetRules.looksForDeploys(verify, pipeline.get())) {
                return Optional.of(new LiveCheck(
                        rule("RP034"),
                        Kind.REQUIRED,
                        "whether a deploy is under way",
                        verify.check().get(),
                        verify.expect(),
                        verify.needs(),
                        Optional.empty(),
                        each.at()));
            }
        }
        return Optional.empty();
    }

    private static LiveCheck reading(String rule, String about, Declared check) {
        return new LiveCheck(
                rule(rule),
                Kind.READING,
                about,
                check.command(),
                Expect.SUCCESS,
                List.of(),
                Optional.empty(),
                check.at());
    }

    private static LiveCheck required(String rule, String about, Declared check, Expect expect) {
        return new LiveCheck(
                rule(rule), Kind.REQUIRED, about, check.command(), expect, List.of(), Optional.empty(), check.at());
    }

    private static Rule rule(String id) {
        return Rules.of(id).orElseThrow();
    }

    private static Expect containing(String part) {
        return new Expect(
                0, Optional.empty(), Optional.of(part), Optional.empty(), Optional.empty(), java.util.Map.of());
    }

    /** What came of it. A look that was not made to its end is unknown, which is never a pass. */
    public Finding judge(Ran ran) {
        if (ran.exit().isEmpty()) {
            return unknown(
                    ran.problem().orElse("It did not run to its end."), "run it by hand, and mend it or the plan");
        }
        int exit = ran.exit().get();
        if (exit == 126 || exit == 127) {
            return unknown("Its program is not on this machine (exit " + exit + ").", "look from where it is");
        }
        List<String> misses = misses(exit, ran);
        if (kind == Kind.READING) {
            return finding(Finding.Result.PASS, Rule.Level.WARNING, told(ran, misses), "");
        }
        return misses.isEmpty()
                ? finding(Finding.Result.PASS, rule.level(), "Looked at " + about + ": as the plan says.", "")
                : finding(
                        Finding.Result.FAIL,
                        rule.level(),
                        "Looked at " + about + ": " + String.join(", ", misses) + said(ran) + ".",
                        "the plan may be for another deployment: mend the plan, or find out what changed");
    }

    /** Where the plan says no more than `from`, that version is looked for: `4.1` stands in `4.13.0` too, and is another one. */
    private List<String> misses(int exit, Ran ran) {
        Optional<String> from =
                expect.contains().filter(version -> rule.id().equals("RP033") && expect.equals(containing(version)));
        if (from.isEmpty()) {
            return expect.misses(exit, ran.standard(), ran.output());
        }
        List<String> misses = new ArrayList<>(Expect.SUCCESS.misses(exit, ran.standard(), ran.output()));
        from.filter(version -> !Version.isNamedIn(ran.output(), version))
                .ifPresent(version -> misses.add("`" + version + "` is not in the output"));
        return misses;
    }

    /** The look was not made. */
    public Finding unknown(String why, String mend) {
        Rule.Level level = kind == Kind.REQUIRED ? rule.level() : Rule.Level.WARNING;
        return finding(Finding.Result.UNKNOWN, level, "Not known: " + about + ". " + why, mend);
    }

    private String told(Ran ran, List<String> misses) {
        if (rule.id().equals("RP090")) {
            String now = misses.isEmpty() ? "holds now" : "does not hold now (" + String.join(", ", misses) + ")";
            return "Looked at " + about + ": it " + now + said(ran) + ".";
        }
        String beyond = trigger.flatMap(each -> isBeyond(ran.standard(), each.above(), each.below()))
                .map(yes -> yes ? "; that is beyond its threshold" : "; that is within its threshold")
                .orElse("");
        String missed = misses.isEmpty() ? "" : " (" + String.join(", ", misses) + ")";
        return "Looked at " + about + missed + said(ran) + beyond + ".";
    }

    private static String said(Ran ran) {
        String first = ran.standard().strip().lines().findFirst().orElse("").strip();
        return first.isEmpty() ? "" : "; it says `" + cut(first) + "`";
    }

    private static String cut(String line) {
        return line.codePointCount(0, line.length()) <= 80
                ? line
                : line.substring(0, line.offsetByCodePoints(0, 77)) + "...";
    }

    private Finding finding(Finding.Result result, Rule.Level level, String what, String mend) {
        return new Finding(rule, level, result, at, 1, what, mend, Optional.empty());
    }

    /** Whether a reading lies beyond a threshold (`2%`, `0.5`); empty where either is no number. */
    static Optional<Boolean> isBeyond(String reading, Optional<Written> above, Optional<Written> below) {
        Optional<BigDecimal> value = number(reading);
        Optional<Boolean> over = above.flatMap(limit -> number(limit.text()))
                .flatMap(limit -> value.map(each -> each.compareTo(limit) > 0));
        Optional<Boolean> under = below.flatMap(limit -> number(limit.text()))
                .flatMap(limit -> value.map(each -> each.compareTo(limit) < 0));
        return over.filter(beyond -> beyond || under.isEmpty()).or(() -> under);
    }

    private static Optional<BigDecimal> number(String words) {
        Matcher match = NUMBER.matcher(words);
        return match.matches() ? Optional.of(new BigDecimal(match.group(1))) : Optional.empty();
    }
}
