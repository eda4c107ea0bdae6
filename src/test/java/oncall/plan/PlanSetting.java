package oncall.plan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import oncall.runbook.DiagnosticText;
import oncall.runbook.Location;
import oncall.runbook.Team;
import oncall.runbook.yaml.PlanReader;
import oncall.runbook.yaml.TeamReader;
import oncall.runbook.yaml.YamlFile;

/** Where the plans of these tests are judged: a fixed moment, the built-in team with a core feature, and some files. */
final class PlanSetting implements Surroundings {
    static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    static final Team TEAM = team("""
            oncall: team/1
            name: Orders
            roles:
              oncall: {name: "On-call engineer"}
              imoc: {name: "Incident manager", covers: oncall}
              tloc: {name: "Tech lead", covers: oncall}
              soc: {name: "Support on-call", covers: imoc}
              dba: {name: "Database on-call", covers: tloc}
            features:
              ordering: {name: "Ordering", tier: core, effect: "orders fail", services: [api, ui]}
              reports: {name: "Reports", tier: secondary, services: [reports]}
            """);

    /** Files that are there, beside everything in `bin/`, and what is found in those that are SQL. */
    private static final Map<String, List<SqlFinding>> FILES = Map.of(
            "db/0041.sql", List.of(),
            "db/0042-down.sql", List.of(),
            "db/empty.sql", List.of(),
            "db/rename.sql",
                    List.of(new SqlFinding(
                            new Location("db/rename.sql", 2, 7),
                            true,
                            true,
                            false,
                            "`rename column price` takes the name that old code asks for.",
                            "add the new name beside the old one")),
            "db/drop-price.sql",
                    List.of(new SqlFinding(
                            new Location("db/drop-price.sql", 1, 1),
                            true,
                            true,
                            true,
                            "`drop column price` takes away what old code reads.",
                            "drop it one release later")),
            "db/odd.sql",
                    List.of(new SqlFinding(
                            new Location("db/odd.sql", 3, 1),
                            false,
                            false,
                            false,
                            "This statement could not be read.",
                            "look at it yourself")));

    private final Team team;

    PlanSetting() {
        this(TEAM);
    }

    /** With another team. */
    PlanSetting(Team team) {
        this.team = team;
    }

    /** What is read of a plan, its problems among it. */
    static RevertPlan plan(String text) {
        return plan(text, "plan.yaml");
    }

    static RevertPlan plan(String text, String path) {
        YamlFile file = YamlFile.read(text.getBytes(StandardCharsets.UTF_8), path, "", false);
        Optional<RevertPlan> plan = PlanReader.read(file, "plan", Optional.of(TEAM));
        return plan.orElseThrow(() -> new AssertionError(String.join(
                "\n",
                file.problems().inOrder().stream()
                        .flatMap(problem -> DiagnosticText.lines(problem).stream())
                        .toList())));
    }

    /** The verdict on a plan. */
    static Verdict judged(String text) {
        return PlanCheck.check(plan(text), new PlanSetting());
    }

    /** The plan of which no rule says anything. */
    static String whole() {
        return resource("whole.yaml").orElseThrow();
    }

    /** A file of the examples. */
    static Optional<String> resource(String name) {
        Path path = Path.of("src/main/resources/oncall/plan/rules", name);
        try {
            return Files.exists(path) ? Optional.of(Files.readString(path)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The whole plan with some top-level keys written differently; a line `# no KEY` takes one away. */
    static String with(String keys) {
        return new RuleExample.Fragment(keys.lines().toList()).in(whole());
    }

    /** What one rule says about the whole plan with some keys written differently: `level line:column what`. */
    static List<String> says(String rule, String keys) {
        return judged(with(keys)).findings().stream()
                .filter(finding -> finding.rule().id().equals(rule))
                .map(finding -> finding.level().word() + " " + finding.what())
                .toList();
    }

    /** Findings as one reads them in a failure. */
    static List<String> lines(List<Finding> findings) {
        return findings.stream()
                .map(finding -> finding.at().line() + ":" + finding.at().column() + " "
                        + finding.level().word() + " " + finding.rule().id() + " " + finding.what() + " | "
                        + finding.mend())
                .toList();
    }

    /** The built-in team with this file's keys. */
    static Team team(String text) {
        return TeamReader.read(yaml(text), builtIn()).orElseThrow();
    }

    static Team builtIn() {
        try {
            String text = Files.readString(Path.of("runbooks/team.yaml"));
            return TeamReader.readBuiltIn(yaml(text)).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static YamlFile yaml(String text) {
        return YamlFile.read(text.getBytes(StandardCharsets.UTF_8), "team.yaml", "", false);
    }

    @Override
    public Instant now() {
        return NOW;
    }

    @Override
    public ZoneId zone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Team team() {
        return team;
    }

    @Override
    public List<String> books() {
        return List.of("outage", "api-error-rate");
    }

    @Override
    public boolean hasFile(String path) {
        String plain = path.startsWith("./") ? path.substring(2) : path;
        return plain.startsWith("bin/") || FILES.containsKey(plain);
    }

    @Override
    public boolean isEmpty(String path) {
        return path.equals("db/empty.sql");
    }

    @Override
    public List<SqlFinding> sql(String path) {
        return FILES.getOrDefault(path, List.of());
    }
}
