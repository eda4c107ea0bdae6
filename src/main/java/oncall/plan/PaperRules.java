package oncall.plan;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import oncall.runbook.Command;
import oncall.runbook.Location;
import oncall.runbook.MessageStage;
import oncall.runbook.Nearest;
import oncall.runbook.Step;

/** Words, copies and exceptions: RP120 to RP122. */
final class PaperRules {
    private static final String ON_CALL = "oncall";
    static final String SUPPRESSIONS = "RP122";

    /** What is said before, during and after, and the stage of messages that says it. */
    private static final Map<MessageStage, String> TOLD =
            Map.of(MessageStage.MITIGATING, "before", MessageStage.UPDATE, "during", MessageStage.RESOLVED, "after");

    private static final List<MessageStage> IN_ORDER =
            List.of(MessageStage.MITIGATING, MessageStage.UPDATE, MessageStage.RESOLVED);

    /** `./bin/flag`, `../db/fix.sql`, `scripts/back.sh`: relative, and plainly a file of one's own. */
    private static final Pattern OWN_FILE = Pattern.compile("(?:\\.{1,2}/[\\w./-]*[\\w-][\\w.-]*"
            + "|[\\w-][\\w./-]*/[\\w.-]+\\.(?:sh|bash|ksh|py|rb|pl|js|mjs|ts|php|sql|ya?ml|json|toml|jq|awk))");

    private static final Pattern SEPARATORS = Pattern.compile("[\\s;|&()<>\"'`=]+");
    private static final Pattern ELSEWHERE = Pattern.compile(
            "https?://\\S+|\\b(?:wiki|confluence|notion|sharepoint|google docs?)\\b", Pattern.CASE_INSENSITIVE);

    private PaperRules() {}

    static List<Rule> rules() {
        return List.of(
                new Rule(
                        "RP120",
                        "messages",
                        Rule.Level.WARNING,
                        "There is a text for before, during and after the revert, in the plan or the team file; a role that"
                                + " does a step is called before it.",
                        "Words are the first thing that fails at night; and whoever has to do a step must be awake by then.",
                        PaperRules::messages),
                new Rule(
                        "RP121",
                        "offline-copy",
                        Rule.Level.WARNING,
                        "Every script and file the plan runs lies beside it, and no step needs a page elsewhere.",
                        "The wiki, the single sign-on and the network may be what is down.",
                        PaperRules::offline),
                new Rule(
                        SUPPRESSIONS,
                        "suppressions",
                        Rule.Level.WARNING,
                        "A suppression names a rule there is, says why, and ends on a day to come.",
                        "What was silenced for a week in spring hides the fault that hurts in winter.",
                        PaperRules::suppressions));
    }

    // ---- RP120

    private static void messages(Look look) {
        List<String> missing = IN_ORDER.stream()
                .filter(stage -> !isWritten(stage, look))
                .map(stage -> TOLD.get(stage) + " (`" + stage.word() + "`)")
                .toList();
        if (!missing.isEmpty()) {
            look.absent(
                    look.plan().paper().messages().at().orElse(look.plan().at("messages")),
                    "Nobody has written what is said " + String.join(", ", missing) + " the revert.",
                    "add the text for one audience at least: `messages: {team: {mitigating: ...}}`");
        }
        Set<String> called = new LinkedHashSet<>();
        look.around().team().levels().values().forEach(level -> called.addAll(level.call()));
        called.add(ON_CALL);
        for (RevertPlan.PlanStep each : look.plan().everyStep()) {
            if (each.step() instanceof Step.Call call) {
                called.addAll(call.roles());
            }
            each.step()
                    .common()
                    .who()
                    .filter(called::add)
                    .ifPresent(role -> look.absent(
                            each.at(),
                            "Step `" + each.step().id() + "` is for `" + role + "`, whom nothing calls before it.",
                            "add a step before it: `- call: " + role + "`"));
        }
    }

    private static boolean isWritten(MessageStage stage, Look look) {
        return look.plan().paper().messages().stages().values().stream()
                        .anyMatch(stages -> stages.contains(stage.word()))
                || look.around().team().messages().values().stream().anyMatch(texts -> texts.containsKey(stage));
    }

    // ---- RP121

    /** A command of the plan and where it stands. */
    private record Placed(Command command, Location at) {}

    private static void offline(Look look) {
        RevertPlan plan = look.plan();
        Set<String> told = new LinkedHashSet<>();
        commands(plan)
                .forEach(each -> files(each.command())
                        .filter(path -> !look.around().hasFile(path))
                        .filter(told::add)
                        .forEach(path -> look.absent(
                                each.at(),
                                "`" + path + "` is not there, seen from the folder of the plan.",
                                "keep it beside the plan and name it from there, or mend the path")));
        for (RevertPlan.PlanStep each : plan.everyStep()) {
            Matcher elsewhere = ELSEWHERE.matcher(each.step().text());
            if (each.step() instanceof Step.Do && elsewhere.find()) {
                look.bad(
                        each.at(),
                        "Step `" + each.step().id() + "` needs a page elsewhere: `" + elsewhere.group() + "`.",
                        "write here what has to be done; the address may stand in `links`");
            }
        }
    }

    private static Stream<Placed> commands(RevertPlan plan) {
        Stream<Placed> saves = plan.stored().saveFirst().stream().map(each -> placed(each.run()));
        Stream<Placed> holds = plan.release().hold().stream()
                .flatMap(hold -> Stream.concat(Stream.of(hold.run()), hold.release().stream()))
                .map(PaperRules::placed);
        Stream<Placed> restore = plan.stored().backup().stream()
                .flatMap(backup -> Stream.concat(backup.check().stream(), backup.restore().stream()))
                .map(PaperRules::placed);
        Stream<Placed> steps = plan.everyStep().stream()
                .flatMap(
                        each -> StepWords.command(each.step()).stream().map(command -> new Placed(command, each.at())));
        Stream<Placed> proofs = plan.doing().verify().stream()
                .flatMap(each -> each.step().check().stream().map(command -> new Placed(command, each.at())));
        return Stream.of(saves, holds, restore, steps, proofs, looks(plan)).flatMap(each -> each);
    }

    /** Checks that are declared beside a trigger, a flag or a service. */
    private static Stream<Placed> looks(RevertPlan plan) {
        return Stream.of(
                        plan.deciding().triggers().stream().flatMap(each -> each.check().stream()),
                        plan.scope().flags().stream().flatMap(each -> each.check().stream()),
                        plan.scope().services().stream()
                                .flatMap(each -> each.artifact().flatMap(RevertPlan.Artifact::check).stream()),
                        plan.scope().services().stream()
                                .flatMap(each -> each.running().map(RevertPlan.Running::check).stream()))
                .flatMap(each -> each)
                .map(PaperRules::placed);
    }

    private static Placed placed(Declared declared) {
        return new Placed(declared.command(), declared.at());
    }

    /** Paths in a command that are plainly files of one's own; what a variable or a pattern makes up is not guessed. */
    private static Stream<String> files(Command command) {
        Stream<String> words = command instanceof Command.Argv argv
                ? argv.items().stream()
                : SEPARATORS.splitAsStream(command.display());
        return words.filter(word -> OWN_FILE.matcher(word).matches());
    }

    // ---- RP122

    private static void suppressions(Look look) {
        List<String> known = Rules.all().stream().map(Rule::id).toList();
        for (RevertPlan.Suppression each : look.plan().paper().suppressed()) {
            Written rule = each.rule();
            if (!known.contains(rule.text())) {
                Optional<String> nearest = Nearest.to(rule.text(), known);
                look.bad(
                        rule,
                        "There is no rule `" + rule.text() + "`.",
                        nearest.map(id -> "did you mean `" + id + "`?")
                                .orElse("`oncall revert-plan rules` lists them"));
            } else if (rule.text().equals(SUPPRESSIONS)) {
                look.bad(
                        rule,
                        "`" + SUPPRESSIONS + "` cannot be suppressed: it watches over the others.",
                        "take this entry out; `revert-plan-rules: {" + SUPPRESSIONS
                                + ": off}` in the team file does it for all");
            }
            if (each.reason().map(words -> words.text().isBlank()).orElse(true)) {
                look.absent(
                        each.at(),
                        "The suppression of `" + rule.text() + "` gives no reason, so it does not count.",
                        "add `reason: ...`");
            }
            expiry(look, each);
        }
    }

    private static void expiry(Look look, RevertPlan.Suppression each) {
        if (each.expires().isEmpty()) {
            look.absent(
                    each.at(),
                    "The suppression of `" + each.rule().text() + "` never ends, so it does not count.",
                    "add `expires:` with a day, some weeks from now");
            return;
        }
        Dated expires = each.expires().get();
        expires.until(look.around().zone())
                .filter(end -> !look.around().now().isBefore(end))
                .ifPresent(end -> look.bad(
                        expires.written(),
                        "The suppression of `" + each.rule().text() + "` ended on "
                                + expires.written().text() + ".",
                        "mend what it hides, or look at it again and set a new day"));
    }
}
