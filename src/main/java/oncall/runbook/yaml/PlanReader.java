package oncall.runbook.yaml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import oncall.plan.RevertPlan;
import oncall.runbook.Location;
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
     * Reads `file`; its problems are complete afterwards. Empty when it does not read as a plan; what else is wrong stands in
     * {@link RevertPlan#problems}.
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
                .map(root -> Unwritten.takenOut(root, file.problems()))
                .map(root -> new PlanReader(root, file.problems()).plan(file, name, team))
                .filter(plan -> !file.problems().hasFormatErrors());
    }

    private void checkWalk(List<Step> steps, List<Step> verify, Team team) {
        WalkCheck walk = new WalkCheck(team, this.steps);
        team.steps().values().forEach(phase -> phase.forEach(step -> knows(walk, step)));
        team.whileWaiting().forEach(walk::knows);
        walk.announce(steps);
        walk.announce(verify);
        walk.walk(steps);
        walk.walk(verify);
    }

    private static void knows(WalkCheck walk, Step step) {
        walk.knows(step);
        step.inside().forEach(inner -> knows(walk, inner));
    }

    private RevertPlan plan(YamlFile file, String name, Optional<Team> team) {
        PlanFields fields = new PlanFields(root, problems, steps);
        fields.keys();
        RevertPlan.Change change = fields.change();
        RevertPlan.People people = fields.people();
        RevertPlan.Deciding deciding = fields.deciding();
        RevertPlan.Scope scope = fields.scope();
        RevertPlan.Stored stored = fields.stored();
        RevertPlan.Release release = fields.release();
        RevertPlan.Paper paper = fields.paper();
        RevertPlan.Doing doing = doing(fields);
        team.ifPresent(known -> checkWalk(
                doing.steps().stream().map(RevertPlan.PlanStep::step).toList(),
                doing.verify().stream().<Step>map(RevertPlan.Proof::step).toList(),
                known));
        return new RevertPlan(
                name,
                change,
                people,
                deciding,
                scope,
                stored,
                release,
                doing,
                paper,
                fields.places(),
                problems.inOrder(),
                file.source());
    }

    private RevertPlan.Doing doing(PlanFields fields) {
        Map<Location, Fields> written = new HashMap<>();
        root.part("steps").ifPresent(part -> collect(part, written));
        List<RevertPlan.PlanStep> all = root.has("steps")
                ? steps.steps(root, "steps").stream()
                        .map(step -> planStep(step, written, fields))
                        .toList()
                : List.of();
        return new RevertPlan.Doing(
                all,
                verify(fields),
                root.text("if-verify-fails").map(fields::written),
                root.text("forward-again").map(fields::written));
    }

    /** Every map of the steps by the place of its first key, which is where its step says it stands. */
    private void collect(Part part, Map<Location, Fields> written) {
        if (part instanceof Items items) {
            items.parts().forEach(each -> collect(each, written));
        } else if (part instanceof Fields fields) {
            fields.first().ifPresent(key -> written.put(problems.place(fields.keyAt(key)), fields));
            fields.names().forEach(key -> collect(fields.part(key).orElseThrow(), written));
        }
    }

    private static RevertPlan.PlanStep planStep(Step step, Map<Location, Fields> written, PlanFields fields) {
        Optional<Fields> mine = Optional.ofNullable(written.get(step.common().at()));
        return new RevertPlan.PlanStep(
                step,
                mine.flatMap(map -> map.text("service")).map(fields::written),
                mine.flatMap(map -> map.text("rerun-safe")).map(fields::written),
                step.inside().stream()
                        .map(inner -> planStep(inner, written, fields))
                        .toList(),
                step.common().at());
    }

    private List<RevertPlan.Proof> verify(PlanFields fields) {
        List<RevertPlan.Proof> verify = new ArrayList<>();
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
            verify.add(new RevertPlan.Proof(
                    steps.verification(entry, question(entry)),
                    entry.text("covers").map(fields::written),
                    entry.has("expect"),
                    problems.place(entry.at())));
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
}
