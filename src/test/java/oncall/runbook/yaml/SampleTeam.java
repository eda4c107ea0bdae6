package oncall.runbook.yaml;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import oncall.runbook.Phase;
import oncall.runbook.Source;
import oncall.runbook.Step;
import oncall.runbook.Team;

/** A small team, with the roles, audiences and questions that the books of these tests name. */
final class SampleTeam {
    private static final String STEPS = """
            triage:
              - {ask: what, text: "What is broken?"}
              - {ask: seen, text: "Can we see it ourselves?", choices: {metrics: "yes, in graphs", reported: "not yet"}}
              - {send: first, id: send_first, to: team, text: "Tell the team you have it?"}
            impact:
              - {ask: feature, type: feature, text: "Which part is hit?"}
              - {ask: customers, text: "How many customers?", choices: {none: none, one: one, many: "more than one"}}
            revert:
              - {ask: since, type: time, text: "When did it start?"}
              - {ask: change, type: change, text: "What changed before that?"}
              - decide: revert
                text: Undo it now? The cause can wait.
                when: {change: {not: none}}
                options:
                  now: {text: "undo it now", usual: true, follow: revert-plan}
                  not_yet: {text: "not yet", reason: required, again: 10m}
            diagnose:
              - Look at the dashboards of the service.
            mitigate:
              - {decide: ease, text: "What eases it?", options: {restart: restart, other: {text: "something else", reason: required}}}
            resolve:
              - {verify: "Does it work for a customer?", id: works, hold: 10m, if-not: mitigate}
            while-waiting:
              - {ask: customers_number, type: range, text: "How many customers, as far as you know?"}
            """;

    private SampleTeam() {}

    static Team team() {
        YamlFile file = YamlFile.read(STEPS.getBytes(StandardCharsets.UTF_8), "team.yaml", "", true);
        StepReader reader = new StepReader(file.problems());
        Fields fields = file.root().orElseThrow();
        Map<Phase, List<Step>> steps = new LinkedHashMap<>();
        for (Phase phase : Phase.values()) {
            steps.put(phase, reader.steps(fields, phase.word()));
        }
        List<Step> waiting = reader.steps(fields, "while-waiting");
        Team.PriorityRow many = new Team.PriorityRow(
                "P1",
                new oncall.runbook.Condition.Is("customers", new oncall.runbook.Condition.OneOf(List.of("many"))),
                "many customers",
                List.of(),
                Optional.empty(),
                Optional.empty(),
                false,
                oncall.runbook.Location.of("team.yaml"));
        if (!file.problems().inOrder().isEmpty()) {
            throw new IllegalStateException(file.problems().inOrder().toString());
        }
        Map<String, Team.Role> roles = new LinkedHashMap<>();
        Set<String> names = new LinkedHashSet<>(List.of("oncall", "imoc", "tloc", "soc", "dba", "delivery", "abuse"));
        names.forEach(name -> roles.put(name, new Team.Role(name, Optional.empty(), List.of())));
        Map<String, Team.Audience> audiences = new LinkedHashMap<>();
        List.of("team", "support", "managers", "customers")
                .forEach(name -> audiences.put(name, new Team.Audience(name, List.of(), Optional.empty(), false)));
        Map<String, Team.Environment> places = new LinkedHashMap<>();
        places.put("prod", new Team.Environment("Production", Map.of("kube", "acme-prod")));
        places.put("staging", new Team.Environment("Staging", Map.of("kube", "acme-stg")));
        Map<String, Team.Feature> features = Map.of(
                "environments",
                new Team.Feature(
                        "Environments",
                        Team.Tier.CORE,
                        Optional.empty(),
                        List.of(),
                        Optional.of(new Team.Slo(BigDecimal.ONE, Duration.ofDays(30))),
                        Optional.empty()));
        Map<String, Team.Level> levels = new LinkedHashMap<>();
        List.of("P1", "P2")
                .forEach(id -> levels.put(
                        id,
                        new Team.Level(
                                id,
                                "24x7",
                                List.of(),
                                Optional.empty(),
                                Map.of(),
                                Team.PublicPost.DECIDE,
                                Optional.empty(),
                                Optional.empty(),
                                "always",
                                Optional.empty())));
        return new Team(
                "Sample",
                Optional.empty(),
                Optional.empty(),
                roles,
                features,
                places,
                steps,
                waiting,
                Duration.ofMinutes(5),
                new Team.Changes(Duration.ofDays(3), List.of()),
                List.of(),
                Duration.ofMinutes(10),
                List.of(many),
                levels,
                Map.of(),
                audiences,
                Map.of(),
                new Team.Fatigue(4, 7, List.of()),
                List.of(),
                Map.of(),
                Set.of(),
                new Source("team.yaml", "", "0".repeat(64), STEPS, true));
    }
}
