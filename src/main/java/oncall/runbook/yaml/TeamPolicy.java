package oncall.runbook.yaml;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import oncall.runbook.Condition;
import oncall.runbook.Diagnostic;
import oncall.runbook.Phase;
import oncall.runbook.Team;

/** The parts of a team file that decide: the priority table, what each level asks for, when somebody is too tired. */
final class TeamPolicy {
    private static final Pattern LEVEL = Pattern.compile("[A-Z][A-Z0-9]{0,9}");
    private static final Pattern RULE = Pattern.compile("RP\\d{3}");
    private static final List<String> PHASES =
            java.util.Arrays.stream(Phase.values()).map(Phase::word).toList();

    /** How a condition is read; what is wrong with it is reported on the way. */
    interface Conditions {
        Condition read(Fields holder, String key);
    }

    private final Problems problems;

    TeamPolicy(Problems problems) {
        this.problems = problems;
    }

    /** The key `priority`. */
    List<Team.PriorityRow> rows(Items items, Conditions conditions) {
        List<Team.PriorityRow> rows = new ArrayList<>();
        List<Fields> maps = items.maps("`priority`");
        for (Fields row : maps) {
            row.only("a row of `priority`", List.of("is", "when", "otherwise", "why", "call", "again", "go"));
            row.require("is", "A row of `priority`", "P2");
            row.require("why", "A row of `priority`", "\"core feature and one customer\"");
            boolean otherwise = row.flag("otherwise");
            closing(row, otherwise, row == maps.get(maps.size() - 1));
            Condition when = row.has("when") ? conditions.read(row, "when") : Condition.ALWAYS;
            String why = row.line("why", "`why`", 200).orElse("");
            Optional<String> go = row.oneOf("go", PHASES);
            rows.add(new Team.PriorityRow(
                    row.words("is").orElse(""),
                    when,
                    why,
                    TeamPeople.words(row.texts("call")),
                    row.span("again"),
                    go,
                    otherwise,
                    problems.place(row.at())));
        }
        if (maps.isEmpty()) {
            problems.meaning(
                    "no-otherwise",
                    items.at(),
                    "The priority table has no rows.",
                    "write `- {is: P2, otherwise: true, why: \"no rule fits\"}`");
        }
        return rows;
    }

    private void closing(Fields row, boolean otherwise, boolean last) {
        if (otherwise == row.has("when")) {
            problems.format(
                    "when-or-otherwise",
                    row.at(),
                    "A row of `priority` has either `when` or `otherwise: true`.",
                    "write one of them");
        }
        if (otherwise && !last) {
            problems.meaning(
                    "otherwise-not-last",
                    row.keyAt("otherwise"),
                    "Rows after `otherwise: true` are never reached.",
                    "move this row to the end");
        }
        if (!otherwise && last && row.has("when")) {
            problems.meaning(
                    "no-otherwise",
                    row.at(),
                    "The last row must be for everything that no row fits.",
                    "add `- {is: P2, otherwise: true, why: \"no rule fits\"}`");
        }
    }

    /** The key `levels`. */
    Map<String, Team.Level> levels(Fields fields) {
        Map<String, Team.Level> levels = new LinkedHashMap<>();
        for (String id : fields.names()) {
            if (!LEVEL.matcher(id).matches()) {
                problems.format(
                        "bad-level",
                        fields.keyAt(id),
                        "`" + id + "` cannot be the name of a level.",
                        "write a capital letter, then capital letters and digits, at most 10: `P1`");
                continue;
            }
            Optional<Fields> level = fields.fields(id);
            if (level.isPresent()) {
                levels.put(id, level(id, level.get()));
            }
        }
        if (fields.names().isEmpty()) {
            problems.meaning(
                    "no-levels",
                    fields.at(),
                    "There are no levels.",
                    "write `P1: {coverage: 24x7, public-post: required, pause: when-stable}`");
        }
        return levels;
    }

    private Team.Level level(String id, Fields level) {
        level.only(
                "a level",
                List.of(
                        "coverage",
                        "call",
                        "answer-within",
                        "update-every",
                        "public-post",
                        "channel",
                        "revert-or-reason-within",
                        "pause",
                        "postmortem"));
        level.require("coverage", "A level", "24x7");
        level.require("public-post", "A level", "never");
        level.require("pause", "A level", "always");
        Map<String, Duration> updates = new LinkedHashMap<>();
        Optional<Fields> every = level.fields("update-every");
        for (String audience : every.isPresent() ? every.get().names() : Set.<String>of()) {
            Optional<Duration> span = every.get().span(audience);
            if (span.isPresent()) {
                updates.put(audience, span.get());
            }
        }
        Optional<Text> due = level.text("postmortem");
        boolean never = due.isEmpty() || due.get().raw().equals("none");
        Optional<Duration> postmortem = never ? Optional.empty() : due.get().positiveDuration();
        return new Team.Level(
                id,
                level.oneOf("coverage", List.of("24x7", "business-hours", "next-business-day"))
                        .orElse("24x7"),
                TeamPeople.words(level.texts("call")),
                level.span("answer-within"),
                updates,
                word(level, "public-post", Team.PublicPost.values()).orElse(Team.PublicPost.NEVER),
                word(level, "channel", Team.ChannelUse.values()),
                level.span("revert-or-reason-within"),
                level.oneOf("pause", List.of("always", "when-stable", "never")).orElse("always"),
                postmortem);
    }

    private static <E extends Enum<E>> Optional<E> word(Fields fields, String key, E[] values) {
        List<String> words = EnumWords.of(values);
        Optional<String> word = fields.oneOf(key, words);
        return word.isPresent() ? Optional.of(values[words.indexOf(word.get())]) : Optional.empty();
    }

    /** The key `fatigue`. */
    Optional<Team.Fatigue> fatigue(Fields fields, Conditions conditions) {
        fields.only("`fatigue`", List.of("advise-at", "urge-at", "points"));
        for (String key : List.of("advise-at", "urge-at", "points")) {
            fields.require(key, "`fatigue`", key.equals("points") ? "[...]" : "4");
        }
        List<Team.Points> points = new ArrayList<>();
        for (Fields point : fields.maps("points")) {
            point.only("a row of `points`", List.of("add", "when", "say"));
            for (String key : List.of("add", "when", "say")) {
                point.require(key, "A row of `points`", key.equals("add") ? "2" : "...");
            }
            Condition when = conditions.read(point, "when");
            String say = point.line("say", "`say`", 200).orElse("");
            Optional<Long> add = point.whole("add", 1, 100);
            if (add.isPresent()) {
                points.add(new Team.Points(add.get().intValue(), when, say));
            }
        }
        Optional<Long> advise = fields.whole("advise-at", 1, 1000);
        Optional<Long> urge = fields.whole("urge-at", 1, 1000);
        if (advise.isEmpty() || urge.isEmpty()) {
            return Optional.empty();
        }
        if (urge.get() < advise.get()) {
            problems.meaning(
                    "fatigue-order",
                    fields.keyAt("urge-at"),
                    "It would urge before it advises.",
                    "write `urge-at` not below `advise-at`");
        }
        return Optional.of(new Team.Fatigue(advise.get().intValue(), urge.get().intValue(), points));
    }

    /** The key `promises`. */
    List<String> promises(Items items) {
        List<String> words = new ArrayList<>();
        for (Text text : items.texts("`promises`")) {
            if (text.words().isEmpty()) {
                problems.meaning(
                        "empty-promise",
                        text.at(),
                        "An empty promise would be found in every message.",
                        "write the words, or delete the entry");
            } else {
                words.add(text.words());
            }
        }
        return words;
    }

    /** The key `revert-plan-rules`. */
    Map<String, String> rules(Fields fields) {
        Map<String, String> rules = new LinkedHashMap<>();
        for (String rule : fields.names()) {
            if (!RULE.matcher(rule).matches()) {
                problems.format(
                        "bad-rule",
                        fields.keyAt(rule),
                        "`" + rule + "` is not the name of a rule.",
                        "write it as the check prints it: `RP110`");
                continue;
            }
            fields.oneOf(rule, List.of("error", "warning", "off")).ifPresent(level -> rules.put(rule, level));
        }
        return rules;
    }

    /** Reports what names a level, a role or an audience that is not there. `levels`, `rows` are the parts written here. */
    void references(Optional<Items> rows, Optional<Fields> levels, Team team) {
        rows.ifPresent(items -> items.parts().stream()
                .filter(Fields.class::isInstance)
                .map(Fields.class::cast)
                .forEach(row -> {
                    row.part("is")
                            .ifPresent(is -> known(
                                    "unknown-level", "levels", is, team.levels().keySet()));
                    roles(row, team);
                }));
        levels.ifPresent(all -> {
            for (String id : all.names()) {
                if (all.part(id).orElse(null) instanceof Fields level) {
                    roles(level, team);
                    if (level.part("update-every").orElse(null) instanceof Fields every) {
                        for (String audience : every.names()) {
                            known(
                                    "unknown-audience",
                                    "audiences",
                                    audience,
                                    every.keyAt(audience),
                                    team.audiences().keySet());
                        }
                    }
                }
            }
        });
    }

    private void roles(Fields holder, Team team) {
        if (holder.part("call").orElse(null) instanceof Items call) {
            call.parts()
                    .forEach(role ->
                            known("unknown-role", "roles", role, team.roles().keySet()));
        }
    }

    /** Reports a word that is not one of `known`. */
    void known(String rule, String what, Part part, java.util.Collection<String> known) {
        if (part instanceof Text text) {
            known(rule, what, text.words(), text.at(), known);
        }
    }

    private void known(String rule, String what, String name, Spot at, java.util.Collection<String> known) {
        if (!known.contains(name)) {
            problems.unknownName(
                    Diagnostic.Kind.MEANING, rule, at, "`" + name + "` is not one of the " + what + ".", name, known);
        }
    }
}
