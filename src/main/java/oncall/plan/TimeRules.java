package oncall.plan;

import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import oncall.runbook.Durations;
import oncall.runbook.Location;
import oncall.runbook.Team;

/** How long it takes, and when it was last tried: RP100 to RP113. */
final class TimeRules {
    private static final long DAYS_UNTIL_OLD = 90;
    private static final long DAYS_UNTIL_TOO_OLD = 180;

    /** How CI systems say that a job went well. */
    private static final Set<String> WENT_WELL =
            Set.of("pass", "passed", "success", "succeeded", "successful", "ok", "green");

    private TimeRules() {}

    static List<Rule> rules() {
        return List.of(
                new Rule(
                        "RP100",
                        "estimate",
                        Rule.Level.ERROR,
                        "The estimate covers each time limit, their sum, and what the checks must hold; it fits what the levels allow.",
                        "The night is planned by the estimate: customers are told it, and `give up` is decided by it.",
                        TimeRules::estimate),
                new Rule(
                        "RP101",
                        "estimate-is-real",
                        Rule.Level.WARNING,
                        "The estimate is within half of what the rehearsal took.",
                        "A guess that was already proven wrong is told to customers as a promise.",
                        TimeRules::estimateIsReal),
                new Rule(
                        "RP110",
                        "rehearsed",
                        Rule.Level.ERROR,
                        "The plan was walked as practice and passed: date, environment, by whom, how long. Warning where no"
                                + " core feature is hit.",
                        "What was never tried is tried for the first time at night, by somebody else, under pressure.",
                        TimeRules::rehearsed),
                new Rule(
                        "RP111",
                        "stale",
                        Rule.Level.ERROR,
                        "The rehearsal is of this plan (its `steps-hash`) and at most 180 days old; warning after 90.",
                        "Steps that changed since, or a world that did, make the rehearsal a story about another plan.",
                        TimeRules::stale),
                new Rule(
                        "RP112",
                        "rehearsed-by-another",
                        Rule.Level.WARNING,
                        "Somebody other than the author has rehearsed it.",
                        "The author fills gaps from memory; the person on call at night has only the page.",
                        TimeRules::rehearsedByAnother),
                new Rule(
                        "RP113",
                        "up-down-up",
                        Rule.Level.WARNING,
                        "Where there are migrations, a CI job went from new to old to new on data of real shape, and passed.",
                        "A down migration that runs on an empty table says nothing about the one with ten million rows.",
                        TimeRules::upDownUp));
    }

    // ---- RP100, RP101

    /** A time limit of the plan, what it limits, and where it stands. */
    private record Limit(String of, Duration length, Location at) {}

    private static void estimate(Look look) {
        Optional<Span> estimate = look.plan().paper().estimate();
        if (estimate.isEmpty()) {
            return; // a required key: RP001 says so
        }
        Duration whole = estimate.get().length();
        List<Limit> over = limits(look.plan())
                .filter(limit -> limit.length().compareTo(whole) > 0)
                .toList();
        over.forEach(limit -> look.bad(
                limit.at(),
                "The time limit of " + limit.of() + " is " + words(limit.length()) + ", and the whole estimate "
                        + words(whole) + ".",
                "raise `estimate`, or cut this `timeout`"));
        sums(look, estimate.get(), over.isEmpty());
        levels(look, estimate.get());
    }

    private static Stream<Limit> limits(RevertPlan plan) {
        Stream<Limit> saves = plan.stored().saveFirst().stream()
                .flatMap(save ->
                        save.timeout().stream().map(span -> new Limit("saving evidence", span.length(), span.at())));
        Stream<Limit> steps = plan.everyStep().stream()
                .flatMap(each -> StepWords.limit(each.step()).stream()
                        .map(limit -> new Limit("step `" + each.step().id() + "`", limit, each.at())));
        return Stream.concat(saves, steps);
    }

    /**
     * Limits are added along the longest way: evidence, then steps. Waits are looked at on their own, for they are sure to pass
     * while a limit only may: those inside the steps added up, and the longest of `verify`, whose checks can hold side by side.
     */
    private static void sums(Look look, Span estimate, boolean eachFits) {
        RevertPlan plan = look.plan();
        Duration saves = plan.stored().saveFirst().stream()
                .flatMap(save -> save.timeout().stream())
                .map(Span::length)
                .reduce(Duration.ZERO, Duration::plus);
        Duration limits = saves.plus(StepWords.limits(plan.steps()));
        Duration holds = StepWords.holds(plan.steps());
        Duration bake = plan.verify().stream()
                .map(proof -> StepWords.holds(List.of(proof)))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        List<String> over = new ArrayList<>();
        if (eachFits && limits.compareTo(estimate.length()) > 0) {
            over.add("the time limits add up to " + words(limits));
        }
        if (holds.compareTo(estimate.length()) > 0) {
            over.add("its steps wait and hold for " + words(holds));
        }
        if (bake.compareTo(estimate.length()) > 0) {
            over.add("a check of `verify` must hold " + words(bake));
        }
        if (!over.isEmpty()) {
            look.report(
                    Rule.Level.WARNING,
                    estimate.at(),
                    1,
                    "The estimate is " + words(estimate.length()) + ", and " + String.join(", and ", over) + ".",
                    "write what it takes when every step needs its time, verification included");
        }
    }

    private static void levels(Look look, Span estimate) {
        List<String> exceeded = look.around().team().levels().values().stream()
                .filter(level -> level.revertOrReasonWithin()
                        .map(within -> estimate.length().compareTo(within) > 0)
                        .orElse(false))
                .map(TimeRules::level)
                .toList();
        if (!exceeded.isEmpty()) {
            look.report(
                    Rule.Level.WARNING,
                    estimate.at(),
                    1,
                    "The estimate is " + words(estimate.length()) + "; " + String.join(", ", exceeded)
                            + " until a revert or a reason.",
                    "find a quicker first step (a flag, a scale to zero), or decide earlier with `decide-within`");
        }
    }

    private static String level(Team.Level level) {
        return level.id() + " allows " + words(level.revertOrReasonWithin().orElseThrow());
    }

    private static void estimateIsReal(Look look) {
        Optional<Span> estimate = look.plan().paper().estimate();
        Optional<Span> took = look.plan().paper().rehearsal().flatMap(RevertPlan.Rehearsal::took);
        if (estimate.isEmpty() || took.isEmpty()) {
            return;
        }
        Duration said = estimate.get().length();
        Duration measured = took.get().length();
        if (said.minus(measured).abs().multipliedBy(2).compareTo(measured) > 0) {
            look.bad(
                    estimate.get().at(),
                    "The estimate is " + words(said) + ", and the rehearsal took " + words(measured) + ".",
                    "write `estimate: " + shortest(measured)
                            + "`, or say in a comment what is quicker now and rehearse again");
        }
    }

    /** As a file writes it. */
    private static String shortest(Duration length) {
        return length.toSeconds() % 60 == 0 ? length.toMinutes() + "m" : length.toSeconds() + "s";
    }

    // ---- RP110 to RP113

    private static void rehearsed(Look look) {
        Optional<String> core = CoreServices.reached(look.plan(), look.around().team());
        Rule.Level level = core.isPresent() ? Rule.Level.ERROR : Rule.Level.WARNING;
        Optional<RevertPlan.Rehearsal> rehearsal = look.plan().paper().rehearsal();
        if (rehearsal.isEmpty()) {
            look.report(
                    level,
                    look.plan().at("rehearsal"),
                    1,
                    "The plan was never rehearsed"
                            + core.map(feature -> ", and it reaches " + feature).orElse("") + ".",
                    "walk it in staging: `oncall revert-plan rehearse "
                            + look.plan().name() + "`");
            return;
        }
        RevertPlan.Rehearsal last = rehearsal.get();
        Optional<Written> failed = last.result()
                .filter(result -> !result.text().toLowerCase(Locale.ROOT).equals("pass"));
        failed.ifPresent(result -> look.report(
                level,
                result.at(),
                result.width(),
                "The last rehearsal ended with `" + result.text() + "`"
                        + core.map(feature -> ", and the plan reaches " + feature)
                                .orElse("") + ".",
                "mend the plan and rehearse it until it passes"));
        List<String> missing = new ArrayList<>();
        missing(last.env(), "env", missing);
        missing(last.by(), "by", missing);
        missing(last.result(), "result", missing);
        if (last.took().isEmpty()) {
            missing.add("took");
        }
        if (!missing.isEmpty()) {
            look.absent(
                    last.at(),
                    "The rehearsal does not say its " + listed(missing) + ".",
                    "write it down, as `{date: 2026-11-15, env: staging, by: eli, took: 11m, result: pass}`");
        }
    }

    private static void missing(Optional<Written> value, String key, List<String> into) {
        if (value.isEmpty()) {
            into.add(key);
        }
    }

    private static String listed(List<String> keys) {
        List<String> quoted = keys.stream().map(key -> "`" + key + "`").toList();
        return quoted.size() == 1
                ? quoted.get(0)
                : String.join(", ", quoted.subList(0, quoted.size() - 1)) + " and " + quoted.get(quoted.size() - 1);
    }

    private static void stale(Look look) {
        look.plan().paper().rehearsal().ifPresent(last -> {
            last.stepsHash().ifPresent(hash -> hash(look, last, hash));
            last.date().day().ifPresent(day -> age(look, last, day));
        });
    }

    private static void hash(Look look, RevertPlan.Rehearsal last, Written recorded) {
        String now = StepsHash.of(look.plan());
        if (recorded.text().equals(now)) {
            return;
        }
        if (StepsHash.isReadable(recorded.text())) {
            look.bad(
                    recorded,
                    "The plan changed since it was rehearsed on "
                            + last.date().written().text() + ".",
                    "see what changed with `oncall revert-plan diff "
                            + look.plan().name() + "`, and rehearse it again");
        } else {
            look.report(
                    Rule.Level.WARNING,
                    recorded.at(),
                    recorded.width(),
                    "`" + recorded.text() + "` is not a hash of steps as this version writes it.",
                    "rehearse the plan again, or take it out; this plan's is `" + now + "`");
        }
    }

    private static void age(Look look, RevertPlan.Rehearsal last, LocalDate day) {
        LocalDate today = look.around().now().atZone(look.around().zone()).toLocalDate();
        long days = ChronoUnit.DAYS.between(day, today);
        if (days > DAYS_UNTIL_OLD) {
            boolean tooOld = days > DAYS_UNTIL_TOO_OLD;
            Written date = last.date().written();
            look.report(
                    tooOld ? Rule.Level.ERROR : Rule.Level.WARNING,
                    date.at(),
                    date.width(),
                    "The last rehearsal was " + days + " days ago; "
                            + (tooOld
                                    ? "after " + DAYS_UNTIL_TOO_OLD + " it proves nothing."
                                    : "after " + DAYS_UNTIL_TOO_OLD + " it will count as none."),
                    "rehearse it again: `oncall revert-plan rehearse "
                            + look.plan().name() + "`");
        }
    }

    private static void rehearsedByAnother(Look look) {
        RevertPlan plan = look.plan();
        Optional<Written> by = plan.paper().rehearsal().flatMap(RevertPlan.Rehearsal::by);
        by.filter(who -> same(who, plan.people().owner())
                        || same(who, plan.change().by()))
                .ifPresent(who -> look.bad(
                        who,
                        "`" + who.text() + "` has rehearsed "
                                + (same(who, plan.change().by()) ? "their own change" : "their own plan") + ".",
                        "let somebody who has not written it walk it once"));
    }

    private static boolean same(Written who, Optional<Written> other) {
        return other.map(name -> name.text().equalsIgnoreCase(who.text())).orElse(false);
    }

    private static void upDownUp(Look look) {
        RevertPlan plan = look.plan();
        Optional<RevertPlan.Ci> ci = plan.release().ci();
        if (ci.isEmpty()) {
            if (!plan.stored().migrations().shipped().isEmpty()) {
                look.absent(
                        plan.at("ci"),
                        "No CI job is named that went from new to old to new with these migrations.",
                        "add `ci: {job: migrate-up-down-up, result: pass}`");
            }
            return;
        }
        Optional<Written> result = ci.get().result();
        if (result.isEmpty()) {
            look.absent(ci.get().at(), "`ci` does not say how its job ended.", "add `result: pass`");
        }
        result.filter(word -> !WENT_WELL.contains(word.text().toLowerCase(Locale.ROOT)))
                .ifPresent(word -> look.bad(
                        word,
                        "The CI job `" + ci.get().job().text() + "` ended with `" + word.text() + "`.",
                        "mend what it found, and let it run again"));
    }

    /** To the second below an hour: what is compared must not look the same. */
    private static String words(Duration length) {
        boolean odd = length.toSeconds() > 60 && length.toHours() == 0 && length.toSecondsPart() > 0;
        return Durations.words(length) + (odd ? " " + length.toSecondsPart() + " s" : "");
    }
}
