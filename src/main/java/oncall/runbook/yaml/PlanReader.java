package oncall.runbook.yaml;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import oncall.runbook.RevertPlan;
import oncall.runbook.Step;
import oncall.runbook.Team;

/** Reads the shape of a revert plan: its fields, its steps, its verifications. Whether the plan is good is judged elsewhere. */
public final class PlanReader {
    private static final String FORMAT = "revert-plan/1";
    private static final List<String> STEP_KEYS = List.of("service", "rerun-safe");
    private static final List<String> VERIFY_KEYS = List.of(
            "check", "text", "id", "expect", "after", "every", "hold", "give-up", "needs", "covers", "show", "links");

    private final Fields root;
    private final Problems problems;
    private final StepReader steps;

    private PlanReader(Fields root, Problems problems) {
        this.root = root;
        this.problems = problems;
        this.steps = new StepReader(problems, STEP_KEYS);
    }

    /**
     * Reads `file`; its problems are complete afterwards. Empty when one of them is an error.
     *
     * @param name the file's name without ending
     */
    public static Optional<RevertPlan> read(YamlFile file, String name) {
        return read(file, name, Optional.empty());
    }

    /**
     * The same, and checks what its steps refer to: each other, and what the steps of the team ask.
     *
     * @param team in whose walk the plan is followed
     */
    public static Optional<RevertPlan> read(YamlFile file, String name, Optional<Team> team) {
        file.expectFormat(FORMAT);
        return file.root()
                .map(root -> {
                    PlanReader reader = new PlanReader(root, file.problems());
                    RevertPlan plan = reader.plan(file, name);
                    team.ifPresent(known -> reader.checkWalk(plan, known));
                    return plan;
                })
                .filter(plan -> !file.problems().hasErrors());
    }

    private void checkWalk(RevertPlan plan, Team team) {
        WalkCheck walk = new WalkCheck(team, steps);
        team.steps().values().forEach(phase -> phase.forEach(step -> knows(walk, step)));
        team.whileWaiting().forEach(walk::knows);
        walk.announce(plan.steps());
        walk.announce(plan.verify());
        walk.walk(plan.steps());
        walk.walk(plan.verify());
    }

    private static void knows(WalkCheck walk, Step step) {
        walk.knows(step);
        step.inside().forEach(inner -> knows(walk, inner));
    }

    private RevertPlan plan(YamlFile file, String name) {
        new PlanFields(root, problems, steps).check();
        List<Step> steps = root.has("steps") ? steps() : List.of();
        List<Step> verify = verify();
        Optional<Fields> change =
                root.part("change").filter(Fields.class::isInstance).map(Fields.class::cast);
        return new RevertPlan(
                name,
                words(change, "title").orElse(""),
                deployed(change),
                words(Optional.of(root), "owner").orElse(""),
                services(),
                steps,
                verify,
                words(Optional.of(root), "if-verify-fails"),
                noReturn(),
                words(Optional.of(root), "after-no-return"),
                root.span("estimate").orElse(Duration.ofMinutes(1)),
                rehearsed(),
                root.plain(),
                file.source());
    }

    private List<Step> steps() {
        root.part("steps")
                .filter(Items.class::isInstance)
                .map(Items.class::cast)
                .ifPresent(items -> {
                    for (Part part : items.parts()) {
                        if (part instanceof Fields step) {
                            step.text("service");
                            step.flag("rerun-safe");
                        }
                    }
                });
        return steps.steps(root, "steps");
    }

    private List<Step> verify() {
        List<Step> verify = new ArrayList<>();
        for (Fields entry : root.maps("verify")) {
            entry.only("an entry of `verify`", VERIFY_KEYS);
            entry.oneOf("covers", List.of("trigger", "journey"));
            if (!entry.has("check") && !entry.has("text")) {
                problems.format(
                        "missing-key",
                        entry.at(),
                        "An entry of `verify` needs `check` or `text`.",
                        "write `{check: \"curl -fsS http://...\", expect: {contains: ok}, hold: 5m}`");
                continue;
            }
            verify.add(steps.verification(entry, question(entry)));
        }
        return verify;
    }

    /** What is shown where the entry has no words of its own: the first line of its check. */
    private static String question(Fields entry) {
        Part check = entry.part("check").orElse(null);
        String command = check instanceof Items items
                ? String.join(
                        " ",
                        items.parts().stream()
                                .filter(Text.class::isInstance)
                                .map(part -> ((Text) part).raw())
                                .toList())
                : check instanceof Text text ? text.words().lines().findFirst().orElse("") : "";
        String words = "Does this hold: " + command;
        return words.codePointCount(0, words.length()) <= 200
                ? words
                : words.substring(0, words.offsetByCodePoints(0, 200));
    }

    private static Optional<String> words(Optional<Fields> fields, String key) {
        return fields.flatMap(map -> map.part(key))
                .filter(Text.class::isInstance)
                .map(part -> ((Text) part).words());
    }

    private static Optional<Instant> deployed(Optional<Fields> change) {
        return words(change, "deployed").flatMap(PlanReader::instant);
    }

    private static Optional<Instant> instant(String words) {
        try {
            return Optional.of(java.time.OffsetDateTime.parse(words).toInstant());
        } catch (java.time.format.DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private List<String> services() {
        List<String> names = new ArrayList<>();
        if (root.part("services").orElse(null) instanceof Items items) {
            for (Part part : items.parts()) {
                if (part instanceof Fields service) {
                    words(Optional.of(service), "name").ifPresent(names::add);
                }
            }
        }
        return names;
    }

    private Optional<String> noReturn() {
        if (!(root.part("no-return").orElse(null) instanceof Fields point)) {
            return Optional.empty();
        }
        Optional<Fields> map = Optional.of(point);
        Optional<String> why = words(map, "why");
        Optional<String> where = words(map, "at")
                .or(() -> words(map, "after-step").map(step -> "after the step " + step))
                .or(() -> words(map, "after-migration").map(id -> "after migration " + id));
        return where.map(place -> place + why.map(reason -> ": " + reason).orElse(""));
    }

    private Optional<LocalDate> rehearsed() {
        return root.part("rehearsal")
                .filter(Fields.class::isInstance)
                .map(Fields.class::cast)
                .flatMap(rehearsal -> words(Optional.of(rehearsal), "date"))
                .flatMap(PlanReader::date);
    }

    private static Optional<LocalDate> date(String words) {
        try {
            return Optional.of(LocalDate.parse(words));
        } catch (java.time.format.DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
