package oncall.runbook.yaml;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import oncall.runbook.Phase;
import oncall.runbook.Step;
import oncall.runbook.Team;

/**
 * Reads a team file. A top-level key that the file does not have is taken whole from the built-in team file; nothing is
 * merged deeper. What the parts say about each other is checked on the result, so also between own and built-in parts.
 */
public final class TeamReader {
    /** All keys of a team file. */
    static final List<String> KEYS = List.of(
            "oncall", "name", "zone", "business-hours", "roles", "features", "environments", "steps", "first-word", "changes",
            "promises", "ask-again", "priority", "levels", "channels", "audiences", "messages", "fatigue", "paths",
            "revert-plan-rules");

    private static final String FORMAT = "team/1";
    private static final String WHILE_WAITING = "while-waiting";

    private final Fields root;
    private final Problems problems;
    private final Optional<Team> builtIn;
    private final StepReader steps;
    private final Set<String> inherited = new LinkedHashSet<>();

    private TeamReader(Fields root, Problems problems, Optional<Team> builtIn) {
        this.root = root;
        this.problems = problems;
        this.builtIn = builtIn;
        this.steps = new StepReader(problems);
    }

    /** Reads the built-in team file, which nothing stands behind. */
    public static Optional<Team> readBuiltIn(YamlFile file) {
        return read(file, Optional.empty());
    }

    /**
     * Reads `file`; its problems are complete afterwards. Empty when one of them is an error.
     *
     * @param builtIn the team that missing keys are taken from
     */
    public static Optional<Team> read(YamlFile file, Team builtIn) {
        return read(file, Optional.of(builtIn));
    }

    private static Optional<Team> read(YamlFile file, Optional<Team> builtIn) {
        file.expectFormat(FORMAT);
        return file.root()
                .flatMap(root -> new TeamReader(root, file.problems(), builtIn).team(file))
                .filter(team -> !file.problems().hasErrors());
    }

    private Optional<Team> team(YamlFile file) {
        root.only("a team file", KEYS);
        TeamPeople people = new TeamPeople(problems, steps);
        TeamMessages messages = new TeamMessages(problems, people, steps);
        TeamPolicy policy = new TeamPolicy(problems);
        Map<String, List<Step>> written = key("steps", this::steps, TeamReader::stepsOf, Map.of());
        Team team = new Team(
                key("name", key -> root.text(key).map(text -> text.line("`name`", 60)), Team::name, ""),
                optional("zone", key -> root.text(key).flatMap(people::zone), Team::zone),
                optional("business-hours", key -> root.fields(key).flatMap(people::businessHours), Team::businessHours),
                map("roles", people::roles, Team::roles),
                map("features", people::features, Team::features),
                optionalMap("environments", people::environments, Team::environments),
                phases(written),
                written.getOrDefault(WHILE_WAITING, List.of()),
                key("first-word", key -> root.text(key).flatMap(Text::positiveDuration), Team::firstWord, Duration.ofMinutes(5)),
                key("changes", key -> root.fields(key).flatMap(people::changes), Team::changes, new Team.Changes(Duration.ofDays(3), List.of())),
                key("promises", key -> root.items(key).map(policy::promises), Team::promises, List.of()),
                key("ask-again", key -> root.text(key).flatMap(Text::positiveDuration), Team::askAgain, Duration.ofMinutes(10)),
                key("priority", key -> root.items(key).map(items -> policy.rows(items, this::condition)), Team::priority, List.of()),
                map("levels", policy::levels, Team::levels),
                map("channels", messages::channels, Team::channels),
                map("audiences", messages::audiences, Team::audiences),
                map("messages", messages::messages, Team::messages),
                key("fatigue", key -> root.fields(key).flatMap(fields -> policy.fatigue(fields, this::condition)), Team::fatigue, new Team.Fatigue(1, 1, List.of())),
                optionalList("paths", key -> root.items(key).map(people::paths), Team::paths),
                optionalMap("revert-plan-rules", policy::rules, Team::revertPlanRules),
                inherited,
                file.source());
        if (!problems.hasFormatErrors()) {
            new TeamCheck(root, steps, team).check(messages, policy);
        }
        return Optional.of(team);
    }

    /** A key that every team has: own, else built in, else missing. */
    private <T> T key(String key, Function<String, Optional<T>> read, Function<Team, T> from, T none) {
        if (root.has(key)) {
            return read.apply(key).orElse(none);
        }
        if (builtIn.isEmpty()) {
            root.require(key, "The built-in team file", "...");
            return none;
        }
        inherited.add(key);
        return from.apply(builtIn.get());
    }

    private <V> Map<String, V> map(String key, Function<Fields, Map<String, V>> read, Function<Team, Map<String, V>> from) {
        return key(key, name -> root.fields(name).map(read), from, Map.of());
    }

    /** A key that no team need have. */
    private <T> Optional<T> optional(String key, Function<String, Optional<T>> read, Function<Team, Optional<T>> from) {
        if (root.has(key)) {
            return read.apply(key);
        }
        builtIn.ifPresent(team -> inherited.add(key));
        return builtIn.flatMap(from);
    }

    private <V> Map<String, V> optionalMap(String key, Function<Fields, Map<String, V>> read, Function<Team, Map<String, V>> from) {
        return optional(key, name -> root.fields(name).map(read), team -> Optional.of(from.apply(team))).orElse(Map.of());
    }

    private <V> List<V> optionalList(String key, Function<String, Optional<List<V>>> read, Function<Team, List<V>> from) {
        return optional(key, read, team -> Optional.of(from.apply(team))).orElse(List.of());
    }

    private oncall.runbook.Condition condition(Fields holder, String key) {
        return holder.part(key)
                .map(steps::condition)
                .orElse(oncall.runbook.Condition.ALWAYS);
    }

    private Optional<Map<String, List<Step>>> steps(String key) {
        return root.fields(key).map(fields -> {
            List<String> known = new ArrayList<>();
            for (Phase phase : Phase.values()) {
                known.add(phase.word());
            }
            known.add(WHILE_WAITING);
            fields.only("`steps`", known);
            Map<String, List<Step>> read = new LinkedHashMap<>();
            known.forEach(name -> {
                if (fields.has(name)) {
                    read.put(name, steps.steps(fields, name));
                }
            });
            return read;
        });
    }

    private static Map<String, List<Step>> stepsOf(Team team) {
        Map<String, List<Step>> steps = new LinkedHashMap<>();
        team.steps().forEach((phase, list) -> steps.put(phase.word(), list));
        steps.put(WHILE_WAITING, team.whileWaiting());
        return steps;
    }

    private static Map<Phase, List<Step>> phases(Map<String, List<Step>> written) {
        Map<Phase, List<Step>> phases = new EnumMap<>(Phase.class);
        written.forEach((word, list) -> Phase.of(word).ifPresent(phase -> phases.put(phase, list)));
        return phases;
    }
}
