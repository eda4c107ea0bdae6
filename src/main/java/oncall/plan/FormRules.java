package oncall.plan;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Whether it reads as a plan: RP001 to RP003. */
final class FormRules {
    /** A deployment so far ahead is planned; further ahead it is a slip. */
    private static final Duration PLANNED = Duration.ofDays(14);

    private FormRules() {}

    static List<Rule> rules() {
        return List.of(
                new Rule(
                        "RP001",
                        "complete",
                        Rule.Level.ERROR,
                        "A plan has `change` with a title, `owner`, `services` or `flags`, `migrations`, `steps`, `verify` and"
                                + " `estimate`, each name once.",
                        "What a plan leaves open is decided at 2 a.m. by the one who knows least about it.",
                        FormRules::complete),
                new Rule(
                        "RP002",
                        "version-is-string",
                        Rule.Level.WARNING,
                        "Versions, commits and ids that look like a number, a date or a truth value stand in quotes.",
                        "Read by another tool, `1.10` is 1.1, and the wrong version is put back.",
                        FormRules::quoted),
                new Rule(
                        "RP003",
                        "dates",
                        Rule.Level.ERROR,
                        "A date is a day or a moment with its offset, and what has happened does not lie in the future.",
                        "A wrong year or a missing zone hides the plan from the list of what changed, or makes it look fresh.",
                        FormRules::dates));
    }

    // ---- RP001

    private static void complete(Look look) {
        ReaderProblems.say("RP001", look);
        RevertPlan plan = look.plan();
        boolean said = plan.keys().containsKey("services") || plan.keys().containsKey("flags");
        boolean open = plan.problems().stream().anyMatch(each -> each.rule().equals("unwritten"));
        if (said
                && !open
                && plan.scope().services().isEmpty()
                && plan.scope().flags().isEmpty()) {
            look.bad(
                    plan.at(plan.keys().containsKey("services") ? "services" : "flags"),
                    "The plan names no service and no flag, so nothing is put back.",
                    "write `services: [{name: api, from: \"4.13.0\", to: \"4.12.0\"}]`");
        }
        plan.change()
                .title()
                .filter(title -> title.text().isEmpty())
                .ifPresent(title -> look.bad(
                        title, "The title of the change is empty.", "write what is undone: `title: \"api 4.13.0\"`"));
        once(look, "service", plan.scope().services(), RevertPlan.Service::name);
        once(look, "flag", plan.scope().flags(), RevertPlan.Flag::name);
    }

    private static <T> void once(Look look, String what, List<T> all, Function<T, Written> name) {
        Map<String, Written> seen = new HashMap<>();
        for (T each : all) {
            Written word = name.apply(each);
            Written first = seen.putIfAbsent(word.text(), word);
            if (first != null) {
                look.bad(
                        word,
                        "The " + what + " `" + word + "` is named twice; it stands in line "
                                + first.at().line() + " already.",
                        "keep one of the two, or mend the name");
            }
        }
    }

    // ---- RP002

    private static void quoted(Look look) {
        for (Written word : versions(look.plan())) {
            Optional<String> other = word.quoted() ? Optional.empty() : OtherReaders.becomes(word.text());
            other.ifPresent(becomes -> look.bad(
                    word,
                    "`" + word + "` is not in quotes, and other YAML tools read it as " + becomes + ".",
                    "write `\"" + word + "\"`"));
        }
    }

    private static List<Written> versions(RevertPlan plan) {
        List<Written> words = new ArrayList<>();
        for (RevertPlan.Service service : plan.scope().services()) {
            words.add(service.from());
            words.add(service.to());
            service.readsNew().ifPresent(words::add);
            service.artifact().ifPresent(artifact -> {
                artifact.ref().ifPresent(words::add);
                artifact.digest().ifPresent(words::add);
            });
        }
        plan.scope().flags().forEach(flag -> words.add(flag.revertTo()));
        plan.change().ref().ifPresent(words::add);
        plan.change().git().ifPresent(git -> {
            git.from().ifPresent(words::add);
            git.to().ifPresent(words::add);
        });
        plan.stored().migrations().all().forEach(migration -> words.add(migration.id()));
        plan.deciding().noReturn().flatMap(RevertPlan.PointOfNoReturn::what).ifPresent(what -> {
            if (plan.deciding().noReturn().orElseThrow().kind() != RevertPlan.Kind.AT) {
                words.add(what);
            }
        });
        plan.paper().rehearsal().flatMap(RevertPlan.Rehearsal::stepsHash).ifPresent(words::add);
        return words;
    }

    // ---- RP003

    private static void dates(Look look) {
        ReaderProblems.say("RP003", look);
        RevertPlan plan = look.plan();
        plan.change().deployed().filter(day -> isAhead(day, look)).ifPresent(day -> deployed(day, look));
        for (RevertPlan.Service service : plan.scope().services()) {
            past(service.knownGood().flatMap(RevertPlan.KnownGood::since), "has run well since", look);
        }
        past(plan.stored().backup().flatMap(RevertPlan.Backup::tested), "was tested on", look);
        past(plan.paper().rehearsal().map(RevertPlan.Rehearsal::date), "was rehearsed on", look);
    }

    private static void deployed(Dated day, Look look) {
        boolean planned = day.from(look.around().zone())
                .map(at -> at.isBefore(look.around().now().plus(PLANNED)))
                .orElse(false);
        String what = "`deployed: " + day.written() + "` lies in the future.";
        String mend = "mend the date, or leave `deployed` out until the change is out";
        look.report(
                planned ? Rule.Level.WARNING : Rule.Level.ERROR,
                day.written().at(),
                day.written().width(),
                what,
                mend);
    }

    private static void past(Optional<Dated> date, String said, Look look) {
        date.filter(day -> isAhead(day, look))
                .ifPresent(day -> look.bad(
                        day.written(),
                        "The plan says that it " + said + " " + day.written() + ", which lies in the future.",
                        "write the day on which it happened"));
    }

    /** A plain day is ahead once it has begun nowhere on earth. */
    private static boolean isAhead(Dated date, Look look) {
        Instant now = look.around().now();
        return date.moment()
                .or(() -> date.from(ZoneOffset.MAX))
                .map(now::isBefore)
                .orElse(false);
    }
}
