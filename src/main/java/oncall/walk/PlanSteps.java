package oncall.walk;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import oncall.plan.Declared;
import oncall.plan.RevertPlan;
import oncall.plan.Span;
import oncall.plan.Written;
import oncall.runbook.Block;
import oncall.runbook.Command;
import oncall.runbook.Condition;
import oncall.runbook.Expect;
import oncall.runbook.Location;
import oncall.runbook.Option;
import oncall.runbook.Risk;
import oncall.runbook.Step;

/**
 * The steps a plan is walked in: its own, and around them those that its other keys stand for. These go by the key they come
 * from (`hold-deploys`), which no step of a file can be called, so that a record says where it belongs.
 */
public final class PlanSteps {
    /** The step that stops the pipeline. */
    public static final String HOLD = "hold-deploys";

    /** The step that lets it go again. */
    public static final String RELEASE = "release-deploys";

    /** The first step that saves evidence; the next ones have a number behind it. */
    public static final String SAVE = "save-first";

    /** The question before there is no way back. */
    public static final String NO_RETURN = "no-return";

    /** The answer with which the plan goes on. */
    static final String GO_ON = "go_on";

    /** The answer with which it does not. */
    static final String STOP = "stop";

    private static final Duration SAVE_LIMIT = Duration.ofMinutes(1);

    private PlanSteps() {}

    /** Whether a stop is not one of the plan's own steps, but stands around them. */
    static boolean isAround(Route.Stop stop) {
        String id = stop.step().id();
        return stop.unit().plan().isPresent()
                && (id.equals(HOLD) || id.equals(RELEASE) || id.equals(NO_RETURN) || id.startsWith(SAVE));
    }

    /** Every step that a walk of the plan can come to, those inside others not told apart. */
    public static List<Step> all(RevertPlan plan) {
        List<Step> all = new ArrayList<>(opening(plan));
        point(plan).ifPresent(all::add);
        all.addAll(plan.steps());
        all.addAll(plan.verify());
        release(plan).ifPresent(all::add);
        return all;
    }

    /** Before anything is undone: deployments are held, evidence is saved. */
    static List<Step> opening(RevertPlan plan) {
        List<Step> steps = new ArrayList<>();
        plan.release()
                .hold()
                .ifPresent(hold -> steps.add(run(
                        HOLD,
                        "Hold deployments, so that nothing ships the bad version again",
                        hold.run(),
                        Optional.empty())));
        int number = 1;
        for (RevertPlan.SaveFirst save : plan.stored().saveFirst()) {
            steps.add(run(
                    number == 1 ? SAVE : SAVE + "-" + number,
                    "Save this first: it may be gone afterwards",
                    save.run(),
                    Optional.of(save.timeout().map(Span::length).orElse(SAVE_LIMIT))));
            number++;
        }
        return steps;
    }

    /** After the last verification, where the plan says how. */
    static Optional<Step> release(RevertPlan plan) {
        return plan.release()
                .hold()
                .flatMap(RevertPlan.Hold::release)
                .map(release -> run(RELEASE, "Let deployments go again", release, Optional.empty()));
    }

    private static Step run(String id, String text, Declared declared, Optional<Duration> limit) {
        return new Step.Run(
                common(id, text, true, List.of(), declared.at()),
                declared.command(),
                Optional.empty(),
                limit,
                Expect.SUCCESS,
                Map.of(),
                List.of(),
                Risk.NONE);
    }

    private static Step.Common common(String id, String text, boolean optional, List<Block> show, Location at) {
        return new Step.Common(
                id, text, Condition.ALWAYS, Optional.empty(), optional, show, List.of(), Optional.empty(), at);
    }

    // ---- the point of no return

    /** The question before there is no way back; none where the plan has no such point. */
    static Optional<Step> point(RevertPlan plan) {
        return plan.deciding().noReturn().flatMap(point -> point.words().map(words -> question(plan, point, words)));
    }

    private static Step question(RevertPlan plan, RevertPlan.PointOfNoReturn point, String words) {
        boolean ours = passing(plan).isPresent();
        List<Block> show = new ArrayList<>();
        show.add(new Block(Block.Kind.WARNING, "No way back " + (isAt(point) ? "after: " : "") + words));
        plan.deciding()
                .afterNoReturn()
                .ifPresent(after -> show.add(new Block(Block.Kind.TEXT, "Past that point: " + after)));
        return new Step.Decide(
                common(
                        NO_RETURN,
                        ours ? "The next step goes past that point. Go on?" : "Has that happened already?",
                        false,
                        show,
                        point.at()),
                List.of(
                        option(GO_ON, ours ? "go on, past it" : "it has not: go on"),
                        option(STOP, ours ? "stop before it (reason)" : "it has: stop here (reason)")));
    }

    private static boolean isAt(RevertPlan.PointOfNoReturn point) {
        return point.kind() == RevertPlan.Kind.AT;
    }

    private static Option option(String id, String text) {
        return new Option(
                id,
                text,
                List.of(),
                id.equals(STOP),
                false,
                Optional.empty(),
                Optional.empty(),
                Condition.ALWAYS,
                Optional.empty());
    }

    /** The id of the step of the plan before which the question stands; empty where it stands before none of them. */
    static Optional<String> behindThePoint(RevertPlan plan) {
        return point(plan).isPresent() ? passing(plan) : Optional.empty();
    }

    /** Whether the point is passed by something outside the plan: then the question stands before its first step. */
    static boolean isOutside(RevertPlan plan) {
        return point(plan).isPresent() && passing(plan).isEmpty();
    }

    /** The id of the step that goes past the point; empty where none does. */
    private static Optional<String> passing(RevertPlan plan) {
        return plan.deciding().noReturn().flatMap(point -> switch (point.kind()) {
            case AFTER_STEP ->
                point.what()
                        .map(Written::text)
                        .filter(id -> steps(plan).anyMatch(step -> step.id().equals(id)));
            case AFTER_MIGRATION -> point.what().flatMap(id -> migrating(plan, id.text()));
            case AT, NONE -> Optional.empty();
        });
    }

    private static Stream<Step> steps(RevertPlan plan) {
        return plan.everyStep().stream().map(RevertPlan.PlanStep::step);
    }

    /** The first step whose command names a migration: its id as a word of its own, its file, or what undoes it. */
    private static Optional<String> migrating(RevertPlan plan, String id) {
        List<String> names = new ArrayList<>(List.of(id));
        plan.stored().migrations().all().stream()
                .filter(each -> each.id().text().equals(id))
                .forEach(each -> Stream.of(each.file(), each.down())
                        .flatMap(Optional::stream)
                        .map(Written::text)
                        .filter(text -> !text.isEmpty())
                        .forEach(names::add));
        return steps(plan)
                .filter(step -> command(step)
                        .map(text -> names.stream().anyMatch(name -> isIn(name, text)))
                        .orElse(false))
                .map(Step::id)
                .findFirst();
    }

    private static Optional<String> command(Step step) {
        return step instanceof Step.Run run ? Optional.of(run.command()).map(Command::display) : Optional.empty();
    }

    private static boolean isIn(String name, String command) {
        return Pattern.compile("(?<![A-Za-z0-9])" + Pattern.quote(name) + "(?![A-Za-z0-9])")
                .matcher(command)
                .find();
    }
}
