package oncall.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import oncall.runbook.Durations;
import oncall.runbook.Location;
import oncall.runbook.Nearest;
import oncall.runbook.Team;

/** When to revert, and until when one can: RP020 to RP023. */
final class DecidingRules {
    private static final Pattern NUMBER = Pattern.compile(
            "(?i).*\\d.*|.*\\b(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|twice|double|triple|half|any)\\b.*");

    private DecidingRules() {}

    static List<Rule> rules() {
        return List.of(
                new Rule(
                        "RP020",
                        "trigger",
                        Rule.Level.ERROR,
                        "Each trigger has a signal, a threshold that is a number, and how long it must last.",
                        "Whether errors are high is argued about; whether they are above 2% for 5 minutes is not.",
                        DecidingRules::triggers),
                new Rule(
                        "RP021",
                        "decide-within",
                        Rule.Level.WARNING,
                        "`decide-within` limits how long it is thought about, within what the team's highest level allows.",
                        "Without a limit ten more minutes of looking become an hour.",
                        DecidingRules::within),
                new Rule(
                        "RP022",
                        "point-of-no-return",
                        Rule.Level.ERROR,
                        "`no-return` names a step, a migration or a moment after which the plan no longer holds, and why.",
                        "A revert begun after that point makes two broken states out of one.",
                        DecidingRules::noReturn),
                new Rule(
                        "RP023",
                        "alternative",
                        Rule.Level.ERROR,
                        "Where there is a point of no return, `after-no-return` says what is done instead.",
                        "Past it the plan is worth nothing, and the way out is invented at the worst moment.",
                        DecidingRules::alternative));
    }

    // ---- RP020

    private static void triggers(Look look) {
        List<RevertPlan.Trigger> triggers = look.plan().deciding().triggers();
        if (triggers.isEmpty()) {
            look.absent(
                    look.plan().at("triggers"),
                    "The plan names no signal at which it is to be used.",
                    "write `triggers: [{signal: \"share of failing requests\", above: \"2%\", for: 5m}]`");
        }
        for (RevertPlan.Trigger trigger : triggers) {
            List<Written> bounds = Stream.of(trigger.above(), trigger.below())
                    .flatMap(Optional::stream)
                    .toList();
            if (bounds.isEmpty()) {
                look.bad(
                        trigger.signal(),
                        "`" + trigger.signal() + "` has no threshold, so nobody can say whether it is reached.",
                        "add a number and a time: `above: \"2%\", for: 5m`");
                continue;
            }
            for (Written bound : bounds) {
                if (!NUMBER.matcher(bound.text()).matches()) {
                    look.bad(
                            bound,
                            "The threshold `" + bound + "` of `" + trigger.signal() + "` is not a number.",
                            "write a number with its unit: `\"2%\"`, `\"500ms\"`");
                }
            }
            if (trigger.window().isEmpty()) {
                look.absent(
                        trigger.at(),
                        "The plan does not say how long `" + trigger.signal() + "` must last.",
                        "add `for: 5m`");
            }
        }
    }

    // ---- RP021

    private static void within(Look look) {
        Optional<Span> within = look.plan().deciding().within();
        if (within.isEmpty()) {
            look.absent(
                    look.plan().at("decide-within"),
                    "The plan sets no limit for deciding.",
                    "write `decide-within: 10m`");
            return;
        }
        Optional<Team.Level> strict = look.around().team().levels().values().stream()
                .filter(level -> level.revertOrReasonWithin().isPresent())
                .findFirst();
        strict.ifPresent(level -> {
            Duration limit = level.revertOrReasonWithin().orElseThrow();
            if (within.get().length().compareTo(limit) > 0) {
                look.bad(
                        within.get().at(),
                        "Deciding may take " + Durations.words(within.get().length()) + ", and at " + level.id()
                                + " the team allows " + Durations.words(limit) + ".",
                        "write `decide-within: " + limit.toMinutes() + "m` or less");
            }
        });
    }

    // ---- RP022

    private static void noReturn(Look look) {
        ReaderProblems.say("RP022", look);
        RevertPlan plan = look.plan();
        Optional<RevertPlan.PointOfNoReturn> point = plan.deciding().noReturn();
        if (point.isEmpty() || point.get().kind() == RevertPlan.Kind.NONE) {
            undeclared(point, look);
            return;
        }
        RevertPlan.PointOfNoReturn there = point.get();
        there.what().ifPresent(what -> named(there, what, look));
        if (there.why().isEmpty()) {
            look.absent(
                    there.at(),
                    "The point of no return has no reason.",
                    "add `why: \"the old column is gone\"`, so that it can be judged on the night");
        }
    }

    private static void undeclared(Optional<RevertPlan.PointOfNoReturn> none, Look look) {
        List<RevertPlan.Migration> migrations =
                look.plan().stored().migrations().shipped();
        Location where =
                none.map(RevertPlan.PointOfNoReturn::at).orElse(look.plan().at("no-return"));
        String said = none.isPresent()
                ? "The plan says that there is no point of no return"
                : "No point of no return is named";
        if (migrations.isEmpty()) {
            look.absent(
                    where,
                    said + ".",
                    "write what ends it, such as the next deployment: `no-return: {at: \"...\", why: \"...\"}`");
        } else {
            look.bad(
                    where,
                    said + ", and the change has the migration `"
                            + migrations.get(0).id() + "`.",
                    "write after which migration, step or moment the old version can no longer run: `no-return: {after-migration: \""
                            + migrations.get(migrations.size() - 1).id() + "\", why: \"...\"}`");
        }
    }

    private static void named(RevertPlan.PointOfNoReturn point, Written what, Look look) {
        RevertPlan plan = look.plan();
        switch (point.kind()) {
            case AFTER_STEP ->
                among(
                        what,
                        "a step",
                        plan.everyStep().stream().map(step -> step.step().id()).toList(),
                        look);
            case AFTER_MIGRATION ->
                among(
                        what,
                        "a migration",
                        plan.stored().migrations().all().stream()
                                .map(migration -> migration.id().text())
                                .toList(),
                        look);
            case AT -> passed(what, look);
            case NONE -> {}
        }
    }

    private static void among(Written what, String kind, List<String> known, Look look) {
        if (!known.contains(what.text())) {
            look.bad(
                    what,
                    "`" + what + "` is not " + kind + " of this plan.",
                    Nearest.to(what.text(), known)
                            .map(name -> "did you mean `" + name + "`?")
                            .orElse(
                                    known.isEmpty()
                                            ? "there is none; name a moment with `at`"
                                            : "known here: " + String.join(", ", known)));
        }
    }

    private static void passed(Written what, Look look) {
        Optional<Instant> end = new Dated(what).until(look.around().zone());
        end.filter(moment -> !look.around().now().isBefore(moment))
                .ifPresent(moment -> look.bad(
                        what,
                        "The point of no return has passed: " + what + ".",
                        look.plan()
                                .deciding()
                                .afterNoReturn()
                                .map(words -> "what is left is what the plan says for after it: " + words)
                                .orElse("what is left must be written: `after-no-return: ...`")));
    }

    // ---- RP023

    private static void alternative(Look look) {
        RevertPlan plan = look.plan();
        Optional<RevertPlan.PointOfNoReturn> point =
                plan.deciding().noReturn().filter(each -> each.kind() != RevertPlan.Kind.NONE);
        Optional<Written> after = plan.deciding().afterNoReturn();
        if (point.isEmpty()) {
            return;
        }
        if (after.isEmpty()) {
            look.bad(
                    point.get().at(),
                    "There is a point of no return, and nothing is written for after it.",
                    "write `after-no-return: Turn the flag off and fix forward with " + someone(plan) + ".`");
        }
        after.filter(words -> words.text().matches("(?i)|none|n/?a|nothing|unknown|-+|\\?+"))
                .ifPresent(words -> look.bad(
                        words,
                        "`" + words + "` is no way out after the point of no return.",
                        "write what is done then: a flag off, a fix forward, a restore, a lesser service"));
    }

    private static String someone(RevertPlan plan) {
        return plan.people().owner().map(Written::text).orElse("the owner");
    }
}
