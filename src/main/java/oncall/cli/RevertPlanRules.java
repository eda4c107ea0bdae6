package oncall.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import oncall.document.Json;
import oncall.document.RulesText;
import oncall.plan.Rule;
import oncall.plan.RuleExample;
import oncall.plan.Rules;
import oncall.runbook.Team;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** `oncall revert-plan rules`: what a plan is judged by. */
@Command(
        description = {
            "Lists the rules a revert plan is judged by; with a number, explains one: what it asks for,",
            "why, a plan that breaks it, and the same mended."
        },
        footer = {"oncall revert-plan rules", "oncall revert-plan rules RP071", "oncall revert-plan rules --json"})
final class RevertPlanRules implements Callable<Exit> {
    private static final String EXAMPLES = "/oncall/plan/rules/";
    private static final int DAYS_OF_A_SUPPRESSION = 28;

    private final Invocation invocation;

    @Parameters(arity = "0..1", paramLabel = "RULE", description = "A rule: RP071, 71, or its name.")
    private String wanted;

    @Option(names = "--json", description = "Print the rules as JSON (oncall.revert-plan-rules/1).")
    private boolean json;

    RevertPlanRules(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Exit call() {
        Team team = new Plans(invocation).team();
        Map<String, String> levels = team.revertPlanRules();
        List<Rule> chosen = wanted == null ? Rules.all() : List.of(rule(wanted));
        if (json) {
            invocation.page().data(json(chosen, levels) + "\n");
        } else {
            String text = wanted == null
                    ? RulesText.table(chosen, levels)
                    : RulesText.one(
                            chosen.get(0),
                            example(chosen.get(0)),
                            levels,
                            today(team).plusDays(DAYS_OF_A_SUPPRESSION));
            invocation.paged(page -> page.text(text));
        }
        return Exit.OK;
    }

    private LocalDate today(Team team) {
        ZoneId zone = team.zone().orElse(invocation.environs().zone());
        return invocation.clock().now().atZone(zone).toLocalDate();
    }

    private static Rule rule(String wanted) {
        String plain = wanted.strip().toUpperCase(Locale.ROOT);
        String id = plain.matches("\\d{1,3}") ? "RP" + "0".repeat(3 - plain.length()) + plain : plain;
        return Rules.all().stream()
                .filter(rule -> rule.id().equals(id) || rule.name().equalsIgnoreCase(plain))
                .findFirst()
                .orElseThrow(() -> unknown(wanted, id));
    }

    private static Failure unknown(String wanted, String id) {
        List<String> near = Nearest.to(id, known(Rule::id)).stream()
                .map(each -> each.toUpperCase(Locale.ROOT))
                .toList();
        List<String> named = near.isEmpty() ? Nearest.to(wanted, known(Rule::name)) : near;
        return new Failure(
                Exit.USAGE,
                "There is no rule `" + wanted + "`." + Nearest.question(named),
                "`oncall revert-plan rules` lists them.");
    }

    private static List<String> known(Function<Rule, String> word) {
        return Rules.all().stream()
                .map(rule -> word.apply(rule).toLowerCase(Locale.ROOT))
                .toList();
    }

    private static Optional<RuleExample> example(Rule rule) {
        try (InputStream in = RevertPlanRules.class.getResourceAsStream(EXAMPLES + rule.id() + ".txt")) {
            return in == null
                    ? Optional.empty()
                    : Optional.of(RuleExample.of(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Json json(List<Rule> rules, Map<String, String> levels) {
        List<Json> all = rules.stream()
                .map(rule -> Json.object()
                        .put("id", rule.id())
                        .put("name", rule.name())
                        .put("level", rule.level().word())
                        .put("team_level", Optional.ofNullable(levels.get(rule.id())))
                        .put("says", rule.says())
                        .put("why", rule.why()))
                .toList();
        return Json.object().put("schema", "oncall.revert-plan-rules/1").list("rules", all);
    }
}
