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
import oncall.runbook.Condition;
import oncall.runbook.Phase;
import oncall.runbook.Source;
import oncall.runbook.Step;
import oncall.runbook.Team;

/**
 * Reads a team file. A top-level key that the file does not have is taken whole from the built-in team file; nothing is
 * merged deeper. What the parts say about each other is checked on the result, so also between own and built-in parts.
 */
public final class TeamReader {
    /** All keys of a team file. */
    static final List<String> KEYS = List.of(
            "oncall",
            "name",
            "zone",
            "business-hours",
            "roles",
            "features",
            "environments",
            "steps",
            "first-word",
            "changes",
            "promises",
            "ask-again",
            "priority",
            "levels",
            "channels",
            "audiences",
            "messages",
            "fatigue",
            "paths",
            "revert-plan-rules");

    private static final String FORMAT = "team/1";
    private static final String WHILE_WAITING = "while-waiting";

    /** What stands behind the built-in team. */
    private static final Team NOTHING = new Team(
            "",
            Optional.empty(),
            Optional.empty(),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            List.of(),
            Duration.ZERO,
            new Team.Changes(Duration.ZERO, List.of()),
            List.of(),
            Duration.ZERO,
            List.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            new Team.Fatigue(1, 1, List.of()),
            List.of(),
            Map.of(),
            Set.of(),
            new Source("", "", "", "", true));

    private final Fields root;
    private final Problems problems;
    private final Optional<Team> builtIn;
    private final Team base;
    private final boolean checked;
    private final StepReader steps;
    private final Set<String> inherited = new LinkedHashSet<>();

    private TeamReader(Fields root, Problems problems, Optional<Team> builtIn, boolean checked) {
        this.root = root;
        this.problems = problems;
        this.builtIn = builtIn;
        this.base = builtIn.orElse(NOTHING);
        this.checked = checked;
        this.steps = new StepReader(problems);
    }

    /** Reads the built-in team file, which nothing stands behind, and checks it as any other. */
    public static Optional<Team> readBuiltIn(YamlFile file) {
        return read(file, Optional.empty(), true);
    }

    /**
     * Reads the built-in team file as it was shipped: its shape, without asking again what its parts say about each other. A
     * test has asked that, and it takes longer than the reading.
     */
    public static Optional<Team> readShipped(YamlFile file) {
        return read(file, Optional.empty(), false);
    }

    /**
     * Reads `file`; its problems are complete afterwards. Empty when one of them is an error.
     *
     * @param builtIn the team that missing keys are taken from
     */
    public static Optional<Team> read(YamlFile file, Team builtIn) {
        return read(file, Optional.of(builtIn), true);
    }

    private static Optional<Team> read(YamlFile file, Optional<Team> builtIn, boolean checked) {
        file.expectFormat(FORMAT);
        return file.root()
                .flatMap(root -> new TeamReader(root, file.problems(), builtIn, checked).team(file))
                .filter(team -> !file.problems().hasErrors());
    }

    private Optional<Team> team(YamlFile file) {
        root.only("a team file", KEYS);
        TeamPeople people = new TeamPeople(problems, steps);
        TeamMessages messages = new TeamMessages(problems, people, steps);
        TeamPolicy policy = new TeamPolicy(problems);
        Map<String, List<Step>> written = own("steps") ? writtenSteps() : stepsOf(base);
        Team team = new Team(
                own("name") ? root.line("name", "`name`", 60).orElse("") : base.name(),
                ownOptional("zone") ? root.text("zone").flatMap(people::zone) : base.zone(),
                ownOptional("business-hours")
                        ? map("business-hours").flatMap(people::businessHours)
                        : base.businessHours(),
                own("roles") ? map("roles").map(people::roles).orElse(Map.of()) : base.roles(),
                own("features") ? map("features").map(people::features).orElse(Map.of()) : base.features(),
                ownOptional("environments")
                        ? map("environments").map(people::environments).orElse(Map.of())
                        : base.environments(),
                phases(written),
                written.getOrDefault(WHILE_WAITING, List.of()),
                own("first-word") ? span("first-word") : base.firstWord(),
                own("changes") ? map("changes").flatMap(people::changes).orElse(base.changes()) : base.changes(),
                own("promises") ? list("promises").map(policy::promises).orElse(List.of()) : base.promises(),
                own("ask-again") ? span("ask-again") : base.askAgain(),
                own("priority")
                        ? list("priority")
                                .map(rows -> policy.rows(rows, this::condition))
                                .orElse(List.of())
                        : base.priority(),
                own("levels") ? map("levels").map(policy::levels).orElse(Map.of()) : base.levels(),
                own("channels") ? map("channels").map(messages::channels).orElse(Map.of()) : base.channels(),
                own("audiences") ? map("audiences").map(messages::audiences).orElse(Map.of()) : base.audiences(),
                own("messages") ? map("messages").map(messages::messages).orElse(Map.of()) : base.messages(),
                own("fatigue")
                        ? map("fatigue")
                                .flatMap(fatigue -> policy.fatigue(fatigue, this::condition))
                                .orElse(base.fatigue())
                        : base.fatigue(),
                ownOptional("paths") ? list("paths").map(people::paths).orElse(List.of()) : base.paths(),
                ownOptional("revert-plan-rules")
                        ? map("revert-plan-rules").map(policy::rules).orElse(Map.of())
                        : base.revertPlanRules(),
                inherited,
                file.source());
        if (checked && !problems.hasFormatErrors()) {
            new TeamCheck(root, steps, team).check(messages, policy);
        }
        return Optional.of(team);
    }

    /** Whether the file has a key that every team needs; if not, it is taken from the built-in team. */
    private boolean own(String key) {
        if (builtIn.isEmpty()) {
            root.require(key, "The built-in team file", "...");
        }
        return ownOptional(key);
    }

    /** The same for a key that no team needs. */
    private boolean ownOptional(String key) {
        boolean own = root.has(key);
        if (!own && builtIn.isPresent()) {
            inherited.add(key);
        }
        return own;
    }

    private Optional<Fields> map(String key) {
        return root.fields(key);
    }

    private Optional<Items> list(String key) {
        return root.items(key);
    }

    private Duration span(String key) {
        return root.span(key).orElse(Duration.ZERO);
    }

    private Condition condition(Fields holder, String key) {
        Optional<Part> part = holder.part(key);
        return part.isPresent() ? steps.condition(part.get()) : Condition.ALWAYS;
    }

    private Map<String, List<Step>> writtenSteps() {
        Map<String, List<Step>> read = new LinkedHashMap<>();
        Optional<Fields> written = map("steps");
        if (written.isPresent()) {
            Fields fields = written.get();
            List<String> known = new ArrayList<>();
            for (Phase phase : Phase.values()) {
                known.add(phase.word());
            }
            known.add(WHILE_WAITING);
            fields.only("`steps`", known);
            for (String name : known) {
                if (fields.has(name)) {
                    read.put(name, steps.steps(fields, name));
                }
            }
        }
        return read;
    }

    private static Map<String, List<Step>> stepsOf(Team team) {
        Map<String, List<Step>> steps = new LinkedHashMap<>();
        team.steps().forEach((phase, list) -> steps.put(phase.word(), list));
        steps.put(WHILE_WAITING, team.whileWaiting());
        return steps;
    }

    private static Map<Phase, List<Step>> phases(Map<String, List<Step>> written) {
        Map<Phase, List<Step>> phases = new EnumMap<>(Phase.class);
        for (Phase phase : Phase.values()) {
            if (written.containsKey(phase.word())) {
                phases.put(phase, written.get(phase.word()));
            }
        }
        return phases;
    }
}
