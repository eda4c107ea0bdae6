package oncall.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import oncall.runbook.Risk;
import oncall.runbook.Step;
import oncall.runbook.Team;

/** Who else is reached, and flags: RP076 to RP081. */
final class ReachRules {
    /** Names that speak of somebody beyond our reach. */
    private static final Pattern BEYOND = Pattern.compile(
            "(?i)(^|[^a-z])(ios|android|mobile|partners?|web-?hooks?|mails?|mailer|e-?mails?|sms|sdk|third.part(y|ies)"
                    + "|vendors?)($|[^a-z])");

    private static final Pattern CANARY = Pattern.compile("(?i)(^|[^a-z])canar(y|ies)($|[^a-z])");
    private static final Pattern BY_ITSELF =
            Pattern.compile("(?i)(^|[^a-z])(dev|develop|development|local|test|tests|qa|ci|sandbox)($|[^a-z])");

    private ReachRules() {}

    static List<Rule> rules() {
        return List.of(
                new Rule(
                        "RP076",
                        "consumers",
                        Rule.Level.WARNING,
                        "Who reads what the changed services write is listed, or `consumers: none` says that nobody does.",
                        "The service that breaks after a revert is the one nobody remembered that it reads along.",
                        ReachRules::consumers),
                new Rule(
                        "RP077",
                        "cannot-revert",
                        Rule.Level.WARNING,
                        "Those that cannot be taken back, such as apps, partners and sent mails, are named with what becomes"
                                + " of them.",
                        "Half an hour after the revert support asks about the mails that went out, and nobody has an answer.",
                        ReachRules::parties),
                new Rule(
                        "RP078",
                        "all-places",
                        Rule.Level.WARNING,
                        "Every environment, region and canary is covered, and the canary goes first.",
                        "One region left on the bad version keeps the incident open long after everybody thought it closed.",
                        ReachRules::places),
                new Rule(
                        "RP080",
                        "flag-first",
                        Rule.Level.WARNING,
                        "A flag that can stop the change is turned off before anything is put back.",
                        "A flag takes seconds and a rollback takes minutes, and often the flag was enough.",
                        ReachRules::flagFirst),
                new Rule(
                        "RP081",
                        "flag-default",
                        Rule.Level.WARNING,
                        "Each flag says what happens when the flag service is down.",
                        "The flag service may be part of the outage, and then the first step of the plan does nothing.",
                        ReachRules::flagDefault));
    }

    private static void consumers(Look look) {
        RevertPlan plan = look.plan();
        if (plan.scope().consumers().isAbsent() && !plan.scope().services().isEmpty()) {
            look.absent(
                    plan.at("consumers"),
                    "Nothing says who reads what these services write.",
                    "add `consumers: [billing, reports]`, or `consumers: none` once somebody has looked");
        }
    }

    private static void parties(Look look) {
        RevertPlan.Scope scope = look.plan().scope();
        for (RevertPlan.Party party : scope.cannotRevert()) {
            if (party.why().isEmpty()) {
                look.report(
                        Rule.Level.WARNING,
                        party.who().at(),
                        party.who().width(),
                        "`" + party.who().text() + "` cannot be taken back, and nothing says what that means.",
                        "add `why: \"mails already sent name the new price\"`");
            }
        }
        if (scope.cannotRevert().isEmpty() && !look.plan().keys().containsKey("cannot-revert")) {
            Stream.concat(
                            scope.consumers().names().stream(),
                            scope.services().stream().map(RevertPlan.Service::name))
                    .filter(name -> BEYOND.matcher(name.text()).find())
                    .findFirst()
                    .ifPresent(name -> look.report(
                            Rule.Level.WARNING,
                            name.at(),
                            name.width(),
                            "`" + name.text()
                                    + "` sounds like something that is not put back with the rest, and the plan"
                                    + " names nobody who cannot be.",
                            "add `cannot-revert: [{who: \"" + quoted(name.text()) + "\", why: \"...\"}]`"));
        }
    }

    private static String quoted(String name) {
        return name.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    // ---- RP078

    private static void places(Look look) {
        List<RevertPlan.Service> services = look.plan().scope().services();
        Map<String, Team.Environment> known = look.around().team().environments();
        boolean said = services.stream().anyMatch(each -> !each.environments().isEmpty());
        if (!said && known.size() > 1 && !services.isEmpty()) {
            look.absent(
                    look.plan().at("services"),
                    "Nothing says in which environments these are put back; the team has "
                            + String.join(", ", known.keySet()) + ".",
                    "add `environments: [" + String.join(", ", known.keySet()) + "]` to each service");
        }
        List<Walked> steps = look.sight().walked();
        for (RevertPlan.Service service : services) {
            if (!service.environments().isEmpty()) {
                left(look, service, known.keySet());
                covered(look, service, steps, services.size() == 1);
            }
        }
    }

    private static void left(Look look, RevertPlan.Service service, Set<String> known) {
        Set<String> listed = service.environments().stream().map(Written::text).collect(Collectors.toSet());
        List<String> left = known.stream()
                .filter(each ->
                        !listed.contains(each) && !BY_ITSELF.matcher(each).find())
                .toList();
        boolean some = known.stream().anyMatch(listed::contains);
        if (some && !left.isEmpty()) {
            Written first = service.environments().get(0);
            look.report(
                    Rule.Level.WARNING,
                    first.at(),
                    first.width(),
                    "`" + service.name().text() + "` is put back in " + join(service.environments())
                            + ", and the team also has " + String.join(", ", left) + ".",
                    "add it, so that it does not go on with the bad version; or suppress this with the reason");
        }
    }

    private static String join(List<Written> words) {
        return words.stream().map(Written::text).collect(Collectors.joining(", "));
    }

    /** Speaks only where steps name some of the places: then the others are missing, or come in the wrong order. */
    private static void covered(Look look, RevertPlan.Service service, List<Walked> steps, boolean only) {
        List<Walked> mine = steps.stream()
                .filter(step -> step.service()
                        .map(name -> name.text().equals(service.name().text()))
                        .orElse(only))
                .toList();
        List<Written> bare = new ArrayList<>();
        Optional<Walked> first = Optional.empty();
        Optional<Walked> canary = Optional.empty();
        for (Written place : service.environments()) {
            Optional<Walked> step =
                    mine.stream().filter(each -> each.names(place.text())).findFirst();
            if (step.isEmpty()) {
                bare.add(place);
            } else if (CANARY.matcher(place.text()).find()) {
                canary = step;
            } else if (first.isEmpty() || step.get().index() < first.get().index()) {
                first = step;
            }
        }
        if (bare.size() < service.environments().size()) {
            bare.forEach(place -> look.report(
                    Rule.Level.WARNING,
                    place.at(),
                    place.width(),
                    "No step of `" + service.name().text() + "` names `" + place.text() + "`, and others are named.",
                    "add a step for it, or drop it from `environments`"));
        }
        if (first.isPresent()
                && canary.isPresent()
                && first.get().index() < canary.get().index()) {
            look.bad(
                    canary.get().step().at(),
                    "The canary of `" + service.name().text() + "` is put back only after the rest.",
                    "drain the canary first: it takes traffic with the bad version all the while");
        }
    }

    // ---- RP080, RP081

    private static void flagFirst(Look look) {
        RevertPlan plan = look.plan();
        List<Walked> steps = look.sight().walked();
        for (RevertPlan.Flag flag : plan.scope().flags()) {
            String name = flag.name().text();
            Optional<Walked> set = steps.stream()
                    .filter(step -> step.isAct() && step.namesFlag(name))
                    .findFirst();
            if (set.isEmpty()) {
                look.report(
                        Rule.Level.WARNING,
                        flag.name().at(),
                        flag.name().width(),
                        "No step turns the flag `" + name + "` to "
                                + flag.revertTo().text() + ".",
                        "make it the first step");
                continue;
            }
            steps.stream()
                    .filter(step -> step.index() < set.get().index() && putsBack(step, plan))
                    .findFirst()
                    .ifPresent(step -> look.report(
                            Rule.Level.WARNING,
                            set.get().step().at(),
                            1,
                            "The flag `" + name + "` is turned only after the step `" + step.id() + "`.",
                            "make it the first step: it is the fastest, and it may be enough"));
        }
    }

    /** Something that changes what runs: a step of a service, or a command that neither turns a flag nor holds deploys. */
    private static boolean putsBack(Walked step, RevertPlan plan) {
        boolean holds = plan.release()
                .hold()
                .map(hold ->
                        step.command().equals(Optional.of(hold.run().command().display())))
                .orElse(false);
        boolean flag = plan.scope().flags().stream()
                .anyMatch(each -> step.namesFlag(each.name().text()));
        boolean service = step.isAct() && step.service().isPresent();
        boolean danger =
                step.step().step() instanceof Step.Run run && run.risk().level() != Risk.Level.NONE;
        boolean alone = plan.scope().services().size() == 1 && step.command().isPresent();
        return !holds && !flag && (service || danger || alone);
    }

    private static void flagDefault(Look look) {
        for (RevertPlan.Flag flag : look.plan().scope().flags()) {
            if (flag.ifFlagsDown().isEmpty()) {
                look.absent(
                        flag.at(),
                        "Nothing says what `" + flag.name().text() + "` is while the flag service is down.",
                        "add `if-flags-down: \"the api falls back to off\"`, once somebody has tried it");
            }
        }
    }
}
