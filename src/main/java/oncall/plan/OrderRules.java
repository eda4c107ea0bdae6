package oncall.plan;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import oncall.runbook.Nearest;
import oncall.runbook.Step;

/** The order of undoing: RP070 to RP075. */
final class OrderRules {
    /** More cycles than this help nobody: break these, and look again. */
    private static final int MOST_CYCLES = 20;

    private OrderRules() {}

    static List<Rule> rules() {
        return List.of(
                new Rule(
                        "RP070",
                        "graph-references",
                        Rule.Level.ERROR,
                        "Every `revert-after` names a service of the plan.",
                        "A service that waits for a name nobody knows is put back at the wrong moment, or not at all.",
                        OrderRules::references),
                new Rule(
                        "RP071",
                        "cycle",
                        Rule.Level.ERROR,
                        "No service waits, straight or by way of others, for itself.",
                        "In a circle nothing can go first, and at 2 a.m. somebody guesses which edge did not matter.",
                        OrderRules::cycles),
                new Rule(
                        "RP072",
                        "order-sane",
                        Rule.Level.WARNING,
                        "Steps put services back in the order of `revert-after`, else in reverse of the list; or an"
                                + " `order-reason` says why not.",
                        "What was deployed last leans on what was deployed first: undone the other way round, it stands on"
                                + " nothing for as long as the revert takes.",
                        OrderRules::sane),
                new Rule(
                        "RP073",
                        "intermediate-states",
                        Rule.Level.ERROR,
                        "After every step, what is already old can read what is still new.",
                        "A revert of several services is an outage of its own when it is only right at its end.",
                        OrderRules::between),
                new Rule(
                        "RP074",
                        "two-phase",
                        Rule.Level.ERROR,
                        "What `activate` names is undone, and has been good for a while, before what `prepare` names.",
                        "Taking away what understands the new form while something still writes it breaks both.",
                        OrderRules::phases),
                new Rule(
                        "RP075",
                        "parallel-groups",
                        Rule.Level.ERROR,
                        "Services that are put back at the same time do not wait for each other.",
                        "Two people who start together cannot know that one of them had to wait.",
                        OrderRules::parallel));
    }

    // ---- RP070

    private static void references(Look look) {
        List<RevertPlan.Service> services = look.plan().scope().services();
        Set<String> names = services.stream().map(each -> each.name().text()).collect(Collectors.toSet());
        for (RevertPlan.Service service : services) {
            String name = service.name().text();
            for (Written other : service.revertAfter()) {
                if (!names.contains(other.text())) {
                    look.bad(
                            other,
                            "`" + name + "` is to be put back after `" + other.text()
                                    + "`, which is no service of this plan.",
                            unknown(
                                    other.text(),
                                    names,
                                    "list `" + other.text() + "` under `services`, or drop it here"));
                }
            }
        }
    }

    private static String unknown(String name, Set<String> known, String otherwise) {
        return Nearest.to(name, new java.util.TreeSet<>(known))
                .map(near -> "did you mean `" + near + "`?")
                .orElse(otherwise);
    }

    // ---- RP071

    private static void cycles(Look look) {
        Waits waits = new Waits(look.plan());
        List<Cycle> cycles = waits.cycles(MOST_CYCLES + 1, look.plan());
        for (Cycle cycle : cycles.subList(0, Math.min(MOST_CYCLES, cycles.size()))) {
            List<String> names = cycle.services();
            look.bad(
                    waits.written(
                            waits.find(names.get(0)).orElseThrow(),
                            waits.find(names.get(1 % names.size())).orElseThrow()),
                    names.size() == 1
                            ? "`" + names.get(0) + "` waits for itself: " + cycle.path() + "."
                            : "Each waits for the next: " + cycle.path() + ".",
                    String.join("; or ", cycle.ways()));
        }
        if (cycles.size() > MOST_CYCLES) {
            look.bad(
                    look.plan().at("services"),
                    "There are more cycles than the " + MOST_CYCLES + " shown.",
                    "break the ones shown, and check again");
        }
    }

    // ---- RP072

    private static void sane(Look look) {
        if (look.plan().scope().orderReason().isPresent()) {
            return;
        }
        Waits waits = new Waits(look.plan());
        Undone undone = new Undone(look.sight());
        boolean against = false;
        for (int waiting = 0; waiting < waits.names().size(); waiting++) {
            for (int goesFirst : waits.graph().after(waiting)) {
                Optional<Walked> early =
                        undone.before(waits.names().get(waiting), waits.names().get(goesFirst));
                if (early.isPresent() && !waits.inCircle(goesFirst, waiting)) {
                    against = true;
                    look.report(
                            Rule.Level.WARNING,
                            early.get().step().at(),
                            1,
                            "The step `" + early.get().id() + "` puts `"
                                    + waits.names().get(waiting)
                                    + "` back before `" + waits.names().get(goesFirst) + "`, and it is to be put back"
                                    + " after it.",
                            "move the step behind those of `" + waits.names().get(goesFirst)
                                    + "`, or say in `order-reason` why it stands there");
                }
            }
        }
        if (!against) {
            notReversed(look, waits, undone);
        }
    }

    /** Without a word about two services, the list is taken for the order they were deployed in. */
    private static void notReversed(Look look, Waits waits, Undone undone) {
        List<String> stepped = waits.names().stream()
                .filter(name -> undone.first(name).isPresent())
                .toList();
        for (int i = 0; i + 1 < stepped.size(); i++) {
            String one = stepped.get(i);
            String other = stepped.get(i + 1);
            int first = waits.find(one).orElseThrow();
            int second = waits.find(other).orElseThrow();
            Optional<Walked> early = undone.before(one, other);
            if (early.isPresent()
                    && !areParallel(look.plan(), one, other)
                    && !waits.waits(first, second)
                    && !waits.waits(second, first)) {
                look.report(
                        Rule.Level.WARNING,
                        early.get().step().at(),
                        1,
                        "`" + one + "` is put back before `" + other
                                + "`, in the order they are listed, and nothing says which leans on which.",
                        "say it with `revert-after`; or write why any order will do: `order-reason: \"" + one + " and "
                                + other + " do not talk to each other\"`");
                return;
            }
        }
    }

    private static boolean areParallel(RevertPlan plan, String one, String other) {
        return plan.scope().parallel().stream()
                .map(group -> group.stream().map(Written::text).toList())
                .anyMatch(group -> group.contains(one) && group.contains(other));
    }

    // ---- RP073

    private static void between(Look look) {
        Waits waits = new Waits(look.plan());
        Undone undone = new Undone(look.sight());
        boolean flagged = !look.plan().scope().flags().isEmpty();
        for (int waiting = 0; waiting < waits.names().size(); waiting++) {
            for (int goesFirst : waits.graph().after(waiting)) {
                if (waits.inCircle(goesFirst, waiting)) {
                    continue;
                }
                boolean turned = undone.before(
                                waits.names().get(waiting), waits.names().get(goesFirst))
                        .isPresent();
                RevertPlan.Service old = waits.services().get(turned ? waiting : goesFirst);
                RevertPlan.Service fresh = waits.services().get(turned ? goesFirst : waiting);
                if (reads(old).equals("no") && !reads(fresh).isEmpty()) {
                    Written word = old.readsNew().orElseThrow();
                    look.report(
                            flagged ? Rule.Level.WARNING : Rule.Level.ERROR,
                            word.at(),
                            word.width(),
                            "Once `" + old.name().text() + "` is back at "
                                    + old.to().text() + " and `"
                                    + fresh.name().text() + "` is not yet, it meets what "
                                    + fresh.from().text()
                                    + " writes, and it cannot read that.",
                            "put `" + fresh.name().text()
                                    + "` back first; or stop what it writes with a flag; or go back to"
                                    + " a version of `" + old.name().text() + "` that reads both (`reads-new: yes`)");
                }
            }
        }
    }

    /** `yes` or `no`; empty where it is not known, and of what is taken away altogether. */
    private static String reads(RevertPlan.Service service) {
        String said = service.readsNew().map(Written::text).orElse("");
        return said.equals("unknown") || service.to().text().equals("none") ? "" : said;
    }

    // ---- RP074

    private static void phases(Look look) {
        List<Walked> steps = look.sight().walked();
        Map<String, Walked> byId =
                steps.stream().collect(Collectors.toMap(Walked::id, each -> each, (first, second) -> first));
        for (RevertPlan.Service service : look.plan().scope().services()) {
            List<Walked> activate = named(look, service, "activate", service.activate(), byId);
            List<Walked> prepare = named(look, service, "prepare", service.prepare(), byId);
            if (!activate.isEmpty() && !prepare.isEmpty()) {
                phases(look, service, activate, prepare, steps);
            }
        }
    }

    private static List<Walked> named(
            Look look, RevertPlan.Service service, String key, List<Written> ids, Map<String, Walked> steps) {
        List<Walked> named = new ArrayList<>();
        for (Written id : ids) {
            Walked step = steps.get(id.text());
            if (step == null) {
                look.bad(
                        id,
                        "`" + key + "` of `" + service.name().text() + "` names `" + id.text()
                                + "`, and no step has that id.",
                        unknown(id.text(), steps.keySet(), "give the step `id: " + id.text() + "`"));
            } else {
                named.add(step);
            }
        }
        return named;
    }

    private static void phases(
            Look look, RevertPlan.Service service, List<Walked> activate, List<Walked> prepare, List<Walked> steps) {
        String name = service.name().text();
        Written where = service.prepare().get(0);
        Optional<Walked> both = prepare.stream().filter(activate::contains).findFirst();
        if (both.isPresent()) {
            look.bad(
                    where,
                    "The step `" + both.get().id() + "` undoes both what activated the change in `" + name
                            + "` and what prepared it.",
                    "make two steps of it, with a `verify` that holds between them");
            return;
        }
        Walked last = activate.get(0);
        Walked first = prepare.get(0);
        for (Walked each : activate) {
            last = each.index() > last.index() ? each : last;
        }
        for (Walked each : prepare) {
            first = each.index() < first.index() ? each : first;
        }
        if (first.index() < last.index()) {
            look.bad(
                    where,
                    "The step `" + first.id() + "` takes away what prepared the change in `" + name + "` before `"
                            + last.id() + "` has undone what activated it.",
                    "move `" + first.id() + "` behind `" + last.id() + "`, with a `verify` that holds between them");
        } else if (steps.subList(last.index() + 1, first.index()).stream().noneMatch(OrderRules::bakes)) {
            look.bad(
                    where,
                    "Nothing shows between `" + last.id() + "` and `" + first.id() + "` that `" + name
                            + "` no longer uses the new form.",
                    "add a step between them: `verify: Is nothing written in the new form any more?` with `hold: 5m`");
        }
    }

    private static boolean bakes(Walked step) {
        return step.step().step() instanceof Step.Verify verify
                && verify.hold().hold().isPresent();
    }

    // ---- RP075

    private static void parallel(Look look) {
        Waits waits = new Waits(look.plan());
        for (List<Written> group : look.plan().scope().parallel()) {
            Set<String> seen = new HashSet<>();
            for (Written member : group) {
                if (waits.find(member.text()).isEmpty()) {
                    look.bad(
                            member,
                            "`" + member.text() + "` is to be put back in parallel, and is no service of this plan.",
                            unknown(
                                    member.text(),
                                    Set.copyOf(waits.names()),
                                    "list `" + member.text() + "` under `services`, or drop it here"));
                } else if (!seen.add(member.text())) {
                    look.bad(member, "`" + member.text() + "` stands twice in one group.", "write it once");
                }
            }
            firstPath(look, waits, group);
        }
    }

    private static void firstPath(Look look, Waits waits, List<Written> group) {
        for (Written member : group) {
            Optional<Integer> from = waits.find(member.text());
            BitSet reached = from.map(waits.graph()::reach).orElseGet(BitSet::new);
            for (Written other : group) {
                Optional<Integer> to = waits.find(other.text());
                if (to.isPresent() && !from.equals(to) && reached.get(to.get())) {
                    List<Integer> path = waits.graph().path(from.orElseThrow(), to.get());
                    look.bad(
                            member,
                            "`" + member.text() + "` is to be put back at the same time as `" + other.text()
                                    + "`, and waits for it: "
                                    + Cycle.words(path.stream()
                                            .map(waits.names()::get)
                                            .toList())
                                    + ".",
                            "take one of them out of the group, or drop the edge that is not needed");
                    return;
                }
            }
        }
    }
}
