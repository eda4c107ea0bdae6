package oncall.plan;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import oncall.runbook.Block;
import oncall.runbook.Choice;
import oncall.runbook.Command;
import oncall.runbook.Condition;
import oncall.runbook.Expect;
import oncall.runbook.Hold;
import oncall.runbook.Option;
import oncall.runbook.Risk;
import oncall.runbook.Step;

/**
 * A plan as a flat list of what it does: services, flags, migrations, the point of no return, what is held and saved, each step,
 * each verification. What {@link StepsHash} hashes and {@link PlanDiff} compares.
 *
 * <p>A value is written so that layout does not matter: words have their white space collapsed, a command of the shell stands as it
 * is, a program with its arguments is written as `["a","b"]`, a duration in whole seconds.
 */
public final class PlanOutline {
    private final List<Part> parts = new ArrayList<>();

    private PlanOutline() {}

    /** What a part is. */
    public enum Kind {
        ORDER,
        SERVICE,
        FLAG,
        MIGRATION,
        NO_RETURN,
        HOLD_DEPLOYS,
        SAVE_FIRST,
        STEP,
        OPTION,
        VERIFY;

        /** As the canonical form and people write it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * One thing a plan names or does.
     *
     * @param depth 0, or one more inside a group, a decision or an option
     * @param name its name or id; empty where there is only one of its kind
     * @param rehearsed what a rehearsal tries, by key, in a fixed order
     * @param aside what does not bear on a rehearsal and is still told when it changes
     */
    public record Part(Kind kind, int depth, String name, Map<String, String> rehearsed, Map<String, String> aside) {
        public Part {
            rehearsed = Collections.unmodifiableMap(new LinkedHashMap<>(rehearsed));
            aside = Collections.unmodifiableMap(new LinkedHashMap<>(aside));
        }
    }

    /** The parts, in a fixed order of kinds, within a kind in the order of the file. */
    public static List<Part> of(RevertPlan plan) {
        PlanOutline outline = new PlanOutline();
        outline.order(plan.scope());
        plan.scope().services().forEach(outline::service);
        plan.scope().flags().forEach(outline::flag);
        plan.stored().migrations().shipped().forEach(outline::migration);
        plan.deciding().noReturn().ifPresent(outline::noReturn);
        plan.release().hold().ifPresent(outline::hold);
        plan.stored().saveFirst().forEach(outline::save);
        plan.doing().steps().forEach(step -> outline.step(step, 0));
        plan.doing().verify().forEach(outline::proof);
        return List.copyOf(outline.parts);
    }

    // ---- what is put back

    private void order(RevertPlan.Scope scope) {
        if (!scope.parallel().isEmpty()) {
            Pairs pairs = new Pairs();
            pairs.put(
                    "parallel", scope.parallel().stream().map(PlanOutline::list).collect(Collectors.joining(" ")));
            add(Kind.ORDER, 0, "", pairs, new Pairs());
        }
    }

    private void service(RevertPlan.Service service) {
        Pairs pairs = new Pairs();
        pairs.put("revert-after", list(service.revertAfter()));
        pairs.put("environments", list(service.environments()));
        pairs.put("prepare", list(service.prepare()));
        pairs.put("activate", list(service.activate()));
        pairs.put("removed", service.to().text().equals("none") ? "yes" : "");
        Pairs aside = new Pairs();
        aside.put("from", service.from().text());
        aside.put("to", service.to().text());
        add(Kind.SERVICE, 0, service.name().text(), pairs, aside);
    }

    private void flag(RevertPlan.Flag flag) {
        Pairs pairs = new Pairs();
        pairs.put("revert-to", flag.revertTo().text());
        add(Kind.FLAG, 0, flag.name().text(), pairs, new Pairs());
    }

    private void migration(RevertPlan.Migration migration) {
        Pairs pairs = new Pairs();
        pairs.put("phase", text(migration.phase()));
        pairs.put("revert", text(migration.revert()));
        pairs.put("down", text(migration.down()));
        Pairs aside = new Pairs();
        aside.put("title", text(migration.title()));
        aside.put("file", text(migration.file()));
        add(Kind.MIGRATION, 0, migration.id().text(), pairs, aside);
    }

    private void noReturn(RevertPlan.PointOfNoReturn point) {
        Pairs pairs = new Pairs();
        pairs.put("point", point.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        pairs.put("what", text(point.what()));
        add(Kind.NO_RETURN, 0, "", pairs, new Pairs());
    }

    private void hold(RevertPlan.Hold hold) {
        Pairs pairs = new Pairs();
        pairs.put("run", command(hold.run().command()));
        pairs.put("release", hold.release().map(each -> command(each.command())).orElse(""));
        add(Kind.HOLD_DEPLOYS, 0, "", pairs, new Pairs());
    }

    private void save(RevertPlan.SaveFirst save) {
        Pairs pairs = new Pairs();
        pairs.put("timeout", seconds(save.timeout().map(Span::length)));
        add(Kind.SAVE_FIRST, 0, command(save.run().command()), pairs, new Pairs());
    }

    // ---- what is done

    private void step(RevertPlan.PlanStep planned, int depth) {
        Step step = planned.step();
        Pairs pairs = new Pairs();
        pairs.put("kind", step.accept(new StepKind()));
        pairs.put("text", collapsed(step.text()));
        pairs.put("service", text(planned.service()));
        pairs.put("when", condition(step.common().when()));
        pairs.put("optional", step.common().optional() ? "yes" : "");
        pairs.all(step.accept(new Details()));
        pairs.put("show", step.common().show().stream().map(PlanOutline::block).collect(Collectors.joining("\n")));
        Pairs aside = new Pairs();
        aside.put("who", step.common().who().orElse(""));
        aside.put("rerun-safe", text(planned.rerunSafe()));
        add(Kind.STEP, depth, step.id(), pairs, aside);
        if (step instanceof Step.Decide decide) {
            options(decide, planned.inside(), depth + 1);
        } else {
            planned.inside().forEach(inner -> step(inner, depth + 1));
        }
    }

    /** The plan keeps the steps of all options in one list; their numbers say which are whose. */
    private void options(Step.Decide decide, List<RevertPlan.PlanStep> inside, int depth) {
        int next = 0;
        for (Option option : decide.options()) {
            Pairs pairs = new Pairs();
            pairs.put("text", collapsed(option.text()));
            pairs.put("when", condition(option.when()));
            pairs.put("follow", option.follow().orElse(""));
            pairs.put("go", option.go().orElse(""));
            pairs.put("again", seconds(option.again()));
            add(Kind.OPTION, depth, option.id(), pairs, new Pairs());
            int end = next + option.steps().size();
            inside.subList(next, end).forEach(inner -> step(inner, depth + 1));
            next = end;
        }
    }

    private void proof(RevertPlan.Proof proof) {
        Step.Verify step = proof.step();
        Pairs pairs = new Pairs();
        pairs.put("text", collapsed(step.text()));
        pairs.all(new Details().verify(step));
        Pairs aside = new Pairs();
        aside.put("covers", text(proof.covers()));
        add(Kind.VERIFY, 0, step.id(), pairs, aside);
    }

    private void add(Kind kind, int depth, String name, Pairs rehearsed, Pairs aside) {
        parts.add(new Part(kind, depth, name, rehearsed.values, aside.values));
    }

    // ---- values

    /** Fields in order; one without a value is not there. */
    private static final class Pairs {
        private final Map<String, String> values = new LinkedHashMap<>();

        void put(String key, String value) {
            if (!value.isEmpty()) {
                values.put(key, value);
            }
        }

        void all(Pairs others) {
            values.putAll(others.values);
        }
    }

    private static String text(Optional<Written> words) {
        return words.map(Written::text).map(PlanOutline::collapsed).orElse("");
    }

    private static String list(List<Written> names) {
        return names.isEmpty() ? "" : quoted(names.stream().map(Written::text).toList());
    }

    private static String quoted(List<String> items) {
        return items.stream()
                .map(item -> '"' + item.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static String collapsed(String words) {
        return words.strip().replaceAll("\\s+", " ");
    }

    private static String seconds(Optional<Duration> span) {
        return span.map(length -> Long.toString(length.toSeconds())).orElse("");
    }

    static String command(Command command) {
        return command instanceof Command.Argv argv
                ? quoted(argv.items())
                : command.display().strip();
    }

    private static String block(Block block) {
        return block.kind().word() + " " + block.text().strip();
    }

    private static String expect(Expect expect) {
        List<String> parts = new ArrayList<>();
        parts.add("exit " + expect.exit());
        expect.text().ifPresent(text -> parts.add("text " + quoted(List.of(text))));
        expect.contains().ifPresent(text -> parts.add("contains " + quoted(List.of(text))));
        expect.notContains().ifPresent(text -> parts.add("not-contains " + quoted(List.of(text))));
        expect.matches().ifPresent(text -> parts.add("matches " + quoted(List.of(text))));
        Map<String, BigDecimal> bounds = new TreeMap<>();
        expect.number().forEach((comparison, bound) -> bounds.put(comparison.word(), bound));
        bounds.forEach((comparison, bound) -> parts.add(comparison + " " + plain(bound)));
        return String.join(", ", parts);
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    private static void hold(Hold hold, Pairs into) {
        into.put("after", seconds(hold.after()));
        into.put("every", seconds(hold.every()));
        into.put("hold", seconds(hold.hold()));
        into.put("give-up", seconds(hold.giveUp()));
    }

    private static void risk(Risk risk, Pairs into) {
        into.put(
                "danger",
                risk.level() == Risk.Level.NONE ? "" : risk.level().name().toLowerCase(Locale.ROOT));
        into.put("target", risk.target().orElse(""));
    }

    private static String names(List<String> names) {
        return names.isEmpty() ? "" : quoted(names);
    }

    /** `all(a, b)`, `any(...)`, `not(...)`, `fact is [...]`; empty where it always applies. */
    private static String condition(Condition condition) {
        if (condition.equals(Condition.ALWAYS)) {
            return "";
        }
        if (condition instanceof Condition.All all) {
            return "all(" + all.parts().stream().map(PlanOutline::condition).collect(Collectors.joining(", ")) + ")";
        }
        if (condition instanceof Condition.Any any) {
            return "any(" + any.parts().stream().map(PlanOutline::condition).collect(Collectors.joining(", ")) + ")";
        }
        if (condition instanceof Condition.Not not) {
            return "not(" + condition(not.part()) + ")";
        }
        Condition.Is is = (Condition.Is) condition;
        return is.fact() + " " + test(is.test());
    }

    private static String test(Condition.Test test) {
        if (test instanceof Condition.OneOf words) {
            return "is " + quoted(words.words());
        }
        if (test instanceof Condition.NotThat not) {
            return "not(" + test(not.test()) + ")";
        }
        if (test instanceof Condition.Compare compare) {
            return compare.comparison().word() + " " + plain(compare.bound());
        }
        if (test instanceof Condition.Between between) {
            return "from " + between.from() + " to " + between.to();
        }
        Condition.Both both = (Condition.Both) test;
        return "both(" + both.tests().stream().map(PlanOutline::test).collect(Collectors.joining(", ")) + ")";
    }

    private static final class StepKind implements Step.Cases<String> {
        @Override
        public String doIt(Step.Do step) {
            return "do";
        }

        @Override
        public String ask(Step.Ask step) {
            return "ask";
        }

        @Override
        public String run(Step.Run step) {
            return "run";
        }

        @Override
        public String decide(Step.Decide step) {
            return "decide";
        }

        @Override
        public String send(Step.Send step) {
            return "send";
        }

        @Override
        public String call(Step.Call step) {
            return "call";
        }

        @Override
        public String verify(Step.Verify step) {
            return "verify";
        }

        @Override
        public String follow(Step.Follow step) {
            return "follow";
        }

        @Override
        public String group(Step.Group step) {
            return "group";
        }
    }

    /** What a kind of step has of its own. */
    private static final class Details implements Step.Cases<Pairs> {
        @Override
        public Pairs doIt(Step.Do step) {
            Pairs pairs = new Pairs();
            risk(step.risk(), pairs);
            return pairs;
        }

        @Override
        public Pairs ask(Step.Ask step) {
            Pairs pairs = new Pairs();
            pairs.put("type", step.type().word());
            pairs.put("choices", names(step.choices().stream().map(Choice::id).toList()));
            pairs.put("min", step.min().map(PlanOutline::plain).orElse(""));
            pairs.put("max", step.max().map(PlanOutline::plain).orElse(""));
            pairs.put("unit", step.unit().orElse(""));
            return pairs;
        }

        @Override
        public Pairs run(Step.Run step) {
            Pairs pairs = new Pairs();
            pairs.put("run", command(step.command()));
            pairs.put("where", step.where().map(PlanOutline::collapsed).orElse(""));
            pairs.put("timeout", seconds(step.timeout()));
            pairs.put("expect", expect(step.expect()));
            pairs.put(
                    "save",
                    names(step.save().entrySet().stream()
                            .map(each -> each.getKey() + " " + each.getValue().word())
                            .toList()));
            pairs.put("needs", names(step.needs()));
            risk(step.risk(), pairs);
            return pairs;
        }

        @Override
        public Pairs decide(Step.Decide step) {
            return new Pairs();
        }

        @Override
        public Pairs send(Step.Send step) {
            Pairs pairs = new Pairs();
            pairs.put("stage", step.stage().word());
            pairs.put("to", names(step.to()));
            return pairs;
        }

        @Override
        public Pairs call(Step.Call step) {
            Pairs pairs = new Pairs();
            pairs.put("call", names(step.roles()));
            pairs.put("message", step.message().map(PlanOutline::collapsed).orElse(""));
            return pairs;
        }

        @Override
        public Pairs verify(Step.Verify step) {
            Pairs pairs = new Pairs();
            pairs.put("check", step.check().map(PlanOutline::command).orElse(""));
            pairs.put("expect", step.check().isPresent() ? expect(step.expect()) : "");
            hold(step.hold(), pairs);
            pairs.put("needs", names(step.needs()));
            pairs.put("if-not", step.ifNot().orElse(""));
            pairs.put("if-holds", step.ifHolds().orElse(""));
            return pairs;
        }

        @Override
        public Pairs follow(Step.Follow step) {
            Pairs pairs = new Pairs();
            pairs.put("follow", step.book());
            return pairs;
        }

        @Override
        public Pairs group(Step.Group step) {
            return new Pairs();
        }
    }
}
