package oncall.walk;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import oncall.incident.Event;
import oncall.incident.Incident;
import oncall.plan.Finding;
import oncall.plan.RevertPlan;
import oncall.runbook.Durations;
import oncall.runbook.Option;
import oncall.runbook.Step;
import oncall.runbook.Value;
import oncall.walk.Prompter.Line;
import oncall.walk.Prompter.Tone;

/**
 * What stands above the question whether to undo the change: the change, the plan that would do it and why it is that one, what
 * its check says at this moment, and what has changed since the question was last put.
 */
final class RevertDecision {
    /** The option that puts it off. */
    static final String LATER = "not_yet";

    /** Blockers and other plans shown; the rest is counted. */
    private static final int SHOWN = 5;

    private final Desk desk;
    private final PlansInView view;
    private final Optional<PlanChoice> choice;
    private final Optional<PlansInView.Seen> seen;

    RevertDecision(Desk desk) {
        this.desk = desk;
        if (Route.decided(desk.incident()).isEmpty()) {
            desk.parts().shelf().lookAgain();
        }
        this.view = new PlansInView(desk);
        this.choice = PlanChoice.of(desk.incident(), desk.parts().shelf(), desk.book());
        this.seen = choice.map(PlanChoice::plan).map(view::look);
    }

    /** Whether a decision of this key is the one about the change. */
    static boolean isIt(Route.Stop stop, Step.Decide step) {
        return step.id().equals("revert") && stop.unit().prefix().isEmpty();
    }

    /** The plan that would be walked. */
    Optional<RevertPlan> plan() {
        return choice.map(PlanChoice::plan);
    }

    /** What the record keeps of the plan's check. */
    Optional<String> check() {
        return seen.map(PlansInView.Seen::verdict).map(PlansInView::check);
    }

    /**
     * The option marked as the usual one, if any: undoing with a plan that is ready; to wait with one that is not; none where
     * there is no plan.
     */
    Optional<Option> usual(List<Option> offered) {
        if (seen.isEmpty()) {
            return offered.stream()
                    .filter(Option::usual)
                    .filter(option -> !undoes(option))
                    .findFirst();
        }
        return seen.get().verdict().isReady()
                ? offered.stream().filter(Option::usual).findFirst()
                : offered.stream().filter(option -> option.id().equals(LATER)).findFirst();
    }

    /** Whether taking an option walks the plan. */
    static boolean undoes(Option option) {
        return option.id().equals("now")
                || option.follow().filter(Step.Follow.REVERT_PLAN::equals).isPresent();
    }

    // ---- what is shown

    /** Tells all of it, the decision taken before included. */
    void tell(Optional<Incident.Given> old) {
        List<Line> lines = new ArrayList<>();
        lines.add(Line.of(changed()));
        seen.ifPresentOrElse(each -> planned(each, lines), () -> withoutPlan(lines));
        others(lines);
        old.filter(given -> given.event() instanceof Event.Decision)
                .ifPresent(given -> since((Event.Decision) given.event(), lines));
        desk.tell(lines);
    }

    private String changed() {
        Optional<Incident.Given> change = desk.incident().given("change");
        boolean known = change.filter(given -> !given.isUnknown()).isPresent();
        Optional<String> planned = choice.filter(
                        each -> each.why() == PlanChoice.Why.NAMED || each.why() == PlanChoice.Why.NEWEST)
                .map(each -> PlansInView.change(each.plan()) + day(each.plan()));
        if (known) {
            String words = change.get().text();
            return "Changed: "
                    + planned.orElseGet(() -> words.isBlank()
                            ? change.get().value().map(Value::toString).orElse("")
                            : words);
        }
        return "What changed is not known. "
                + planned.or(() -> Route.change(desk.incident()).map(this::newest))
                        .map(words -> "The newest change counts: " + words)
                        .orElse("No change is on the list.");
    }

    private String day(RevertPlan plan) {
        return plan.deployed().map(at -> ", " + desk.words().day(at)).orElse("");
    }

    /** A change of git in a line's few words: which repository, and the beginning of its commit. */
    private String newest(String change) {
        int at = change.indexOf('@');
        boolean git = change.startsWith("git:") && at > 0;
        return git
                ? change.substring("git:".length(), at) + ", commit "
                        + change.substring(at + 1, Math.min(change.length(), at + 13))
                : change;
    }

    private void withoutPlan(List<Line> lines) {
        Optional<String> unreadable =
                PlanChoice.unreadable(desk.incident(), desk.parts().shelf());
        lines.add(new Line(
                Tone.NOTICE,
                unreadable
                        .map(name -> "Its plan `" + name + "` does not read. What is wrong: oncall revert-plan check "
                                + name)
                        .orElse("There is no written plan to undo it.")));
    }

    private void planned(PlansInView.Seen each, List<Line> lines) {
        RevertPlan plan = each.plan();
        boolean ready = each.verdict().isReady();
        lines.add(new Line(
                ready ? Tone.PLAIN : Tone.WARNING,
                "Plan `" + plan.name() + "`, " + why(choice.orElseThrow().why()) + ": " + view.line(each) + "."));
        List<Finding> blockers = each.verdict().blockers();
        blockers.stream()
                .limit(SHOWN)
                .forEach(finding ->
                        lines.add(new Line(Tone.WARNING, "  " + finding.rule().id() + " " + finding.what())));
        if (blockers.size() > SHOWN) {
            lines.add(new Line(Tone.WARNING, "  and " + (blockers.size() - SHOWN) + " more."));
        }
        plan.deciding()
                .noReturn()
                .flatMap(RevertPlan.PointOfNoReturn::words)
                .ifPresent(words -> lines.add(new Line(
                        Tone.WARNING, "No way back " + (words.startsWith("after ") ? words : "after: " + words))));
        if (!ready) {
            PlansInView.alternatives(plan).forEach(words -> lines.add(new Line(Tone.NOTICE, words)));
        }
    }

    private static String why(PlanChoice.Why why) {
        return switch (why) {
            case NAMED -> "of this change";
            case NEWEST -> "of the newest change";
            case COMMIT -> "of this commit";
            case BOOK -> "the runbook's own";
            case HERE -> "written in this incident";
            case DECIDED -> "decided on before";
        };
    }

    /** Other plans of the window are named, so that none is chosen silently. */
    private void others(List<Line> lines) {
        List<RevertPlan> others = view.inWindow().stream()
                .filter(plan -> plan().filter(plan::equals).isEmpty())
                .toList();
        others.stream()
                .limit(SHOWN)
                .map(view::look)
                .forEach(each -> lines.add(new Line(
                        Tone.HINT,
                        "Also changed: " + PlansInView.change(each.plan()) + day(each.plan()) + " - plan "
                                + view.line(each))));
        if (others.size() > SHOWN) {
            lines.add(new Line(Tone.HINT, "and " + (others.size() - SHOWN) + " more with plans."));
        }
        if (!others.isEmpty()) {
            lines.add(new Line(Tone.HINT, "If it is another one: :back names it."));
        }
    }

    /** What was said when the question was put before, by whom, how long ago and why. */
    String answered(Step.Decide step, Incident.Given old) {
        String who = old.actor().equals(desk.setting().actor()) ? "You" : old.actor();
        String words = old.value()
                .map(Value::single)
                .flatMap(step::option)
                .map(Option::text)
                .orElse("don't know");
        Optional<String> reason = old.event() instanceof Event.Decision decision ? decision.reason() : Optional.empty();
        return who + " answered " + Durations.words(Duration.between(old.recorded(), desk.now())) + " ago: " + words
                + reason.map(because -> ", because: " + because).orElse(".");
    }

    /** Whether the plan and its check are what they were when the question was put before. */
    private void since(Event.Decision before, List<Line> lines) {
        Optional<String> name = plan().map(RevertPlan::name);
        if (!before.plan().equals(name)) {
            lines.add(new Line(
                    Tone.NOTICE,
                    before.plan()
                            .map(then -> "Then it was plan `" + then + "`.")
                            .orElse("Then there was no plan.")));
        } else if (!before.planCheck().equals(check())) {
            lines.add(new Line(
                    Tone.NOTICE,
                    "That is new: its check then was " + before.planCheck().orElse("not made") + "."));
        } else if (name.isPresent()) {
            lines.add(new Line(Tone.HINT, "Its check says the same as then."));
        }
    }
}
