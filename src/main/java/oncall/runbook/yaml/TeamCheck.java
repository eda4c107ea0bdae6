package oncall.runbook.yaml;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import oncall.runbook.EngineNames;
import oncall.runbook.MessageStage;
import oncall.runbook.Phase;
import oncall.runbook.Step;
import oncall.runbook.Team;

/** Checks what the parts of a team file say about each other, its own and those taken from the built-in file. */
final class TeamCheck {
    private final Fields root;
    private final StepReader reader;
    private final Problems problems;
    private final Team team;

    TeamCheck(Fields root, StepReader reader, Team team) {
        this.root = root;
        this.reader = reader;
        this.problems = reader.problems();
        this.team = team;
    }

    /** Checks it all. */
    void check(TeamMessages messages, TeamPolicy policy) {
        walk();
        policy.references(
                root.part("priority").filter(Items.class::isInstance).map(Items.class::cast), own("levels"), team);
        inherited();
        audiences(policy);
        root.part("messages")
                .filter(Fields.class::isInstance)
                .map(Fields.class::cast)
                .ifPresent(own -> messages.check(own, team.audiences().keySet(), names()));
        stages();
        if (root.has("priority")) {
            priority();
        }
    }

    /** The steps in their order, then the conditions that look at their answers. */
    private void walk() {
        WalkCheck walk = new WalkCheck(team, reader);
        for (Phase phase : Phase.values()) {
            walk.announce(team.steps().getOrDefault(phase, List.of()));
        }
        walk.announce(team.whileWaiting());
        for (Phase phase : Phase.values()) {
            walk.walk(team.steps().getOrDefault(phase, List.of()));
        }
        walk.walk(team.whileWaiting());
        team.priority().forEach(row -> walk.condition(row.when()));
        if (root.has("steps") && !root.has("priority")) {
            Set<String> asked = new LinkedHashSet<>();
            team.priority().forEach(row -> asked.addAll(row.when().names()));
            asked.stream()
                    .filter(name -> !walk.known().containsKey(name))
                    .forEach(name -> problems.warning(
                            "not-asked",
                            root.keyAt("steps"),
                            "These steps do not ask `" + name
                                    + "`, which the built-in priority table looks at: it stays unknown.",
                            "ask it, or write `priority` yourself"));
        }
        team.fatigue().points().forEach(point -> walk.condition(point.when()));
    }

    private Optional<Fields> own(String key) {
        return root.part(key).filter(Fields.class::isInstance).map(Fields.class::cast);
    }

    /** What built-in parts name must be there too, when the part that had it is written anew. */
    private void inherited() {
        Set<String> roles = new LinkedHashSet<>();
        Set<String> levels = new LinkedHashSet<>();
        Set<String> told = new LinkedHashSet<>();
        if (!root.has("levels")) {
            team.levels().values().forEach(level -> {
                roles.addAll(level.call());
                told.addAll(level.updateEvery().keySet());
            });
        }
        if (!root.has("priority")) {
            team.priority().forEach(row -> {
                roles.addAll(row.call());
                levels.add(row.is());
            });
        }
        if (!root.has("audiences")) {
            team.audiences().values().forEach(audience -> audience.approve().ifPresent(roles::add));
        }
        missing("roles", "role", roles, team.roles().keySet());
        missing("levels", "level", levels, team.levels().keySet());
        missing("audiences", "audience", told, team.audiences().keySet());
        if (!root.has("audiences")) {
            Set<String> channels = new LinkedHashSet<>();
            team.audiences().values().forEach(audience -> channels.addAll(audience.channels()));
            missing("channels", "channel", channels, team.channels().keySet());
        }
    }

    private void missing(String key, String what, Collection<String> needed, Collection<String> there) {
        for (String name : needed) {
            if (root.has(key) && !there.contains(name)) {
                problems.meaning(
                        "missing-" + what,
                        root.keyAt(key),
                        "The " + what + " `" + name
                                + "` is missing here, and a part that is taken from the built-in team file names it.",
                        "add `" + name + "`, or write that part yourself (`priority`, `levels`, `audiences`)");
            }
        }
    }

    private void audiences(TeamPolicy policy) {
        own("audiences").ifPresent(audiences -> {
            for (String id : audiences.names()) {
                if (audiences.part(id).orElse(null) instanceof Fields audience) {
                    if (audience.part("channels").orElse(null) instanceof Items channels) {
                        channels.parts()
                                .forEach(channel -> policy.known(
                                        "unknown-channel",
                                        "channels",
                                        channel,
                                        team.channels().keySet()));
                    }
                    audience.part("approve")
                            .ifPresent(role -> policy.known(
                                    "unknown-role", "roles", role, team.roles().keySet()));
                }
            }
        });
    }

    private void stages() {
        if (!root.has("messages") && !root.has("audiences")) {
            return;
        }
        Spot at = root.keyAt(root.has("messages") ? "messages" : "audiences");
        for (String audience : team.audiences().keySet()) {
            Map<MessageStage, String> texts = team.messages().getOrDefault(audience, Map.of());
            List<String> missing = new ArrayList<>();
            for (MessageStage stage : MessageStage.values()) {
                if (!texts.containsKey(stage)) {
                    missing.add(stage.word());
                }
            }
            if (!missing.isEmpty()) {
                problems.meaning(
                        "missing-message",
                        at,
                        "The audience `" + audience + "` has no text for " + String.join(", ", missing) + ".",
                        "add it under `messages`: `" + audience + ": {" + missing.get(0) + ": \"...\"}`");
            }
        }
    }

    /** Every name a message can use. */
    private Set<String> names() {
        Set<String> names = new LinkedHashSet<>(TeamMessages.NAMES);
        names.addAll(EngineNames.FACTS);
        names.addAll(team.roles().keySet());
        team.steps().values().forEach(steps -> steps.forEach(step -> take(step, names)));
        team.whileWaiting().forEach(step -> take(step, names));
        return names;
    }

    private static void take(Step step, Set<String> names) {
        names.add(step.id());
        if (step instanceof Step.Run run) {
            names.addAll(run.save().keySet());
        }
        step.inside().forEach(inner -> take(inner, names));
    }

    private void priority() {
        List<Fields> rows = new ArrayList<>();
        root.part("priority")
                .filter(Items.class::isInstance)
                .map(Items.class::cast)
                .ifPresent(items -> items.parts().forEach(part -> {
                    if (part instanceof Fields row) {
                        rows.add(row);
                    }
                }));
        if (problems.hasErrors() || rows.size() != team.priority().size()) {
            return;
        }
        PriorityFacts facts = new PriorityFacts(team);
        Optional<PriorityLint.Finding> finding =
                new PriorityLint(team.priority(), facts.answers(), facts.conditions()).tryAll();
        Spot at = root.keyAt("priority");
        if (finding.isEmpty()) {
            problems.warning(
                    "too-many-combinations",
                    at,
                    "The rows look at so many facts that not all combinations were tried.",
                    "let the rows look at fewer facts");
            return;
        }
        for (int row : finding.get().unreached()) {
            problems.meaning(
                    "row-never-reached",
                    rows.get(row).at(),
                    "No answers reach this row: rows above it take all that it fits, or its answers never occur together.",
                    "move it up, mend its `when`, or delete it");
        }
        for (String combination : finding.get().forgotten()) {
            problems.warning(
                    "only-otherwise",
                    rows.get(rows.size() - 1).at(),
                    "No row was written for " + combination + ": only `otherwise` takes it.",
                    "write a row for it, if it deserves another level");
        }
    }
}
