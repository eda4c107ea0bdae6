package oncall.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import oncall.plan.RevertPlan.PlanStep;
import oncall.runbook.Block;
import oncall.runbook.Command;
import oncall.runbook.Location;
import oncall.runbook.Nearest;
import oncall.runbook.Phase;
import oncall.runbook.Risk;
import oncall.runbook.Step;

/** What is done, word for word: RP040 to RP049. */
final class StepRules {
    private static final Pattern RESULT = Pattern.compile(
            "(?i).*\\b(?:until|should|shows?|says?|expect\\w*|see|must|appears?|disappears?|turns|becomes?|is (?:green|empty|gone|up|down|off|on|zero|ready)"
                    + "|reads|confirms?|reports?|returns?|within|down to|up to|no more|no longer)\\b.*",
            Pattern.DOTALL);
    private static final Pattern LOOKS = Pattern.compile(
            "(?:kubectl|oc)\\b.*\\b(?:get|describe|logs|top|diff|version|rollout status|auth can-i)\\b.*"
                    + "|git (?:log|show|status|diff|fetch)\\b.*|helm (?:status|history|list|get)\\b.*|(?:promtool|amtool) .*query.*|(?:cat|ls|grep|dig|ping|df|du|head|tail|echo|sleep) .*",
            Pattern.DOTALL);
    private static final Pattern UNDOES_THE_LAST = Pattern.compile("(?:\\S*/)?(?:kubectl|oc) .*\\brollout undo\\b.*");
    private static final Pattern HELM = Pattern.compile("(?:\\S*/)?helm");
    private static final Pattern OPEN_TITLE = Pattern.compile("(?:TBD|FIXME)\\b.*|\\?+");
    private static final int MOST_MANUAL_PERCENT = 30;
    private static final int LONGEST_QUOTED = 60;

    private StepRules() {}

    static List<Rule> rules() {
        return List.of(
                new Rule(
                        "RP040",
                        "steps-exist",
                        Rule.Level.ERROR,
                        "There is a step, and each service whose version changes is reached by one: by its `service`, or as the only one.",
                        "A service that no step reaches stays on the bad version, and the revert seems not to help.",
                        StepRules::reached),
                new Rule(
                        "RP041",
                        "exact-step",
                        Rule.Level.ERROR,
                        "Each step is a whole command or a plain instruction: no `<...>`, no TODO, no dots, no \"see the wiki\".",
                        "A hole is filled at 2 a.m. from memory, and the wiki may be down with everything else.",
                        StepRules::exact),
                new Rule(
                        "RP042",
                        "variables",
                        Rule.Level.ERROR,
                        "Each `$name` has a value: from the plan, the book, the team file or `needs`.",
                        "A command with an empty name does nothing, or does it to everything.",
                        StepRules::variables),
                new Rule(
                        "RP043",
                        "runnable",
                        Rule.Level.WARNING,
                        "Each command reads as sh, and its programs are known by name.",
                        "A missing bracket stops the revert in the middle.",
                        StepRules::runnable),
                new Rule(
                        "RP044",
                        "timeout",
                        Rule.Level.WARNING,
                        "Each command has a `timeout`.",
                        "A command that hangs is waited for, and nobody knows for how long.",
                        StepRules::timeouts),
                new Rule(
                        "RP045",
                        "access",
                        Rule.Level.WARNING,
                        "Each step says with `who` which role can do it.",
                        "The one who is awake may not be allowed to, and finds out at the first command.",
                        StepRules::access),
                new Rule(
                        "RP046",
                        "rerun-safe",
                        Rule.Level.WARNING,
                        "Each command says with `rerun-safe` whether it may run twice, or what to do after half a run.",
                        "When a connection breaks in the middle, somebody has to know whether to press Enter again.",
                        StepRules::rerun),
                new Rule(
                        "RP047",
                        "destructive",
                        Rule.Level.ERROR,
                        "A command that deletes, drops or forces has `danger: high`, a `target` and an `undo`; a `check` never does.",
                        "A tired person deletes in the wrong place once, and there is no second try.",
                        StepRules::destructive),
                new Rule(
                        "RP048",
                        "inline-secret",
                        Rule.Level.ERROR,
                        "No password, token or key stands in the plan; `needs` names the variable it comes from.",
                        "The plan is shown, shared and kept in the timeline, and the secret with it.",
                        StepRules::secrets),
                new Rule(
                        "RP049",
                        "manual-ratio",
                        Rule.Level.WARNING,
                        "At most 30% of the acts are done by hand, and each of those says what one sees when it worked.",
                        "What hands do at night is done differently each time.",
                        StepRules::manual));
    }

    private static Stream<PlanStep> runs(Look look) {
        return look.sight().everyStep().stream().filter(step -> step.step() instanceof Step.Run);
    }

    private static Step.Run run(PlanStep step) {
        return (Step.Run) step.step();
    }

    // ---- RP040

    private static void reached(Look look) {
        RevertPlan plan = look.plan();
        if (plan.doing().steps().isEmpty()) {
            if (plan.keys().containsKey("steps")) {
                look.bad(
                        plan.at("steps"),
                        "The plan has no step.",
                        "write what is run: `- run: kubectl rollout undo deployment/api`");
            }
            return;
        }
        List<String> names = plan.services();
        Set<String> reached = new HashSet<>();
        for (PlanStep step : look.sight().everyStep()) {
            step.service().ifPresent(service -> {
                reached.add(service.text());
                if (!names.contains(service.text())) {
                    look.bad(
                            service,
                            "`" + service + "` is not a service of this plan.",
                            Nearest.to(service.text(), names)
                                    .map(name -> "did you mean `" + name + "`?")
                                    .orElse("known here: " + String.join(", ", names)));
                }
            });
        }
        for (RevertPlan.Service service : plan.scope().services()) {
            boolean changes = !Version.same(service.from().text(), service.to().text());
            if (changes && names.size() > 1 && !reached.contains(service.name().text())) {
                look.bad(
                        service.name(),
                        "No step puts `" + service.name() + "` back to " + service.to() + ".",
                        unreached(service.name().text(), look));
            }
        }
    }

    private static String unreached(String service, Look look) {
        return look.sight().everyStep().stream()
                .filter(step -> step.service().isEmpty())
                .filter(step -> command(step.step())
                        .map(command -> Pattern.compile("(?<![\\w-])" + Pattern.quote(service) + "(?![\\w-])")
                                .matcher(command.display())
                                .find())
                        .orElse(false))
                .findFirst()
                .map(step -> "add `service: " + service + "` to the step in line "
                        + step.at().line())
                .orElse("add a step with `service: " + service + "`");
    }

    private static Optional<Command> command(Step step) {
        return step instanceof Step.Run run ? Optional.of(run.command()) : Optional.empty();
    }

    // ---- RP041

    private static void exact(Look look) {
        ReaderProblems.say("RP041", look);
        RevertPlan plan = look.plan();
        PlanPlaces places = look.sight().places();
        Set<Location> said = new HashSet<>();
        for (PlanStep step : look.sight().everyStep()) {
            List<Placeholders.Hole> holes = new ArrayList<>();
            command(step.step()).ifPresent(command -> holes.addAll(holes(look, command)));
            if (step.step() instanceof Step.Verify verify) {
                verify.check().ifPresent(command -> holes.addAll(holes(look, command)));
            }
            List<Block> commands = commandBlocks(step.step());
            commands.forEach(
                    block -> holes.addAll(Placeholders.inScript(look.sight().script(block.text()))));
            if (step.step() instanceof Step.Do && commands.isEmpty()) {
                holes.addAll(Placeholders.inWords(step.step().text()));
            } else {
                Optional.of(step.step().text())
                        .filter(text -> command(step.step())
                                .map(command -> !command.display().contains(text))
                                .orElse(true))
                        .flatMap(Placeholders::open)
                        .ifPresent(holes::add);
            }
            say(look, places, holes, step.at(), said);
        }
        for (RevertPlan.Proof proof : plan.doing().verify()) {
            proof.step().check().ifPresent(command -> say(look, places, holes(look, command), proof.at(), said));
        }
        for (Declared declared : declared(plan)) {
            say(look, places, holes(look, declared.command()), declared.at(), said);
        }
        for (Written words : sentences(plan)) {
            say(look, places, Placeholders.inWords(words.text()), words.at(), said);
        }
        for (Written word : values(plan)) {
            Placeholders.open(word.text()).ifPresent(hole -> say(look, places, List.of(hole), word.at(), said));
        }
    }

    private static List<Placeholders.Hole> holes(Look look, Command command) {
        return command instanceof Command.Argv argv
                ? Placeholders.inArguments(argv.items())
                : Placeholders.inScript(look.sight().script(command.display()));
    }

    private static List<Block> commandBlocks(Step step) {
        return step.common().show().stream()
                .filter(block -> block.kind() == Block.Kind.COMMAND || block.kind() == Block.Kind.CODE)
                .toList();
    }

    private static void say(
            Look look, PlanPlaces places, List<Placeholders.Hole> holes, Location from, Set<Location> said) {
        for (Placeholders.Hole hole : holes) {
            Written where = places.find(hole.token(), from);
            if (said.add(where.at())) {
                String token = hole.token().length() <= LONGEST_QUOTED
                        ? hole.token()
                        : hole.token().substring(0, LONGEST_QUOTED) + "...";
                look.bad(
                        where,
                        "`" + token + "` " + hole.what() + ".",
                        "write the words themselves, so that they can be run as they stand");
            }
        }
    }

    /** Instructions in words that are not steps. */
    private static List<Written> sentences(RevertPlan plan) {
        return Stream.of(
                        Stream.of(
                                        plan.deciding().afterNoReturn(),
                                        plan.doing().ifVerifyFails(),
                                        plan.doing().forwardAgain(),
                                        plan.stored().newData().flatMap(RevertPlan.NewData::how))
                                .flatMap(Optional::stream),
                        plan.stored().migrations().all().stream().flatMap(migration -> migration.down().stream()))
                .flatMap(each -> each)
                .toList();
    }

    /** Words that are names, versions, people. */
    private static List<Written> values(RevertPlan plan) {
        List<Optional<Written>> words = new ArrayList<>(List.of(
                plan.change()
                        .title()
                        .filter(title -> OPEN_TITLE.matcher(title.text()).matches()),
                plan.change().ref(),
                plan.people().owner(),
                plan.people().backup(),
                plan.people().approver(),
                plan.people().contact(),
                plan.scope().orderReason(),
                plan.deciding().noReturn().flatMap(RevertPlan.PointOfNoReturn::what),
                plan.deciding().noReturn().flatMap(RevertPlan.PointOfNoReturn::why)));
        for (RevertPlan.Trigger trigger : plan.deciding().triggers()) {
            words.addAll(List.of(Optional.of(trigger.signal()), trigger.above(), trigger.below()));
        }
        for (RevertPlan.Service service : plan.scope().services()) {
            words.addAll(List.of(
                    Optional.of(service.from()),
                    Optional.of(service.to()),
                    service.artifact().flatMap(RevertPlan.Artifact::ref)));
        }
        plan.scope().configNeeded().forEach(word -> words.add(Optional.of(word)));
        return words.stream().flatMap(Optional::stream).toList();
    }

    /** Commands that only look. */
    private static List<Declared> checks(RevertPlan plan) {
        List<Optional<Declared>> checks = new ArrayList<>();
        plan.deciding().triggers().forEach(trigger -> checks.add(trigger.check()));
        for (RevertPlan.Service service : plan.scope().services()) {
            checks.add(service.artifact().flatMap(RevertPlan.Artifact::check));
            checks.add(service.running().map(RevertPlan.Running::check));
        }
        plan.scope().flags().forEach(flag -> checks.add(flag.check()));
        checks.add(plan.stored().backup().flatMap(RevertPlan.Backup::check));
        return checks.stream().flatMap(Optional::stream).toList();
    }

    /** All commands that are not steps. */
    private static List<Declared> declared(RevertPlan plan) {
        List<Declared> all = new ArrayList<>(checks(plan));
        plan.stored().backup().flatMap(RevertPlan.Backup::restore).ifPresent(all::add);
        plan.stored().saveFirst().forEach(save -> all.add(save.run()));
        plan.release().hold().ifPresent(hold -> {
            all.add(hold.run());
            hold.release().ifPresent(all::add);
        });
        return all;
    }

    // ---- RP042

    private static void variables(Look look) {
        ReaderProblems.say("RP042", look);
        Set<String> known = new LinkedHashSet<>(Set.of("environment"));
        look.around()
                .team()
                .environments()
                .values()
                .forEach(place -> known.addAll(place.values().keySet()));
        for (Phase phase : Phase.values()) {
            look.around().team().steps().getOrDefault(phase, List.of()).forEach(step -> known.add(step.id()));
        }
        look.sight().everyStep().forEach(step -> {
            known.add(step.step().id());
            if (step.step() instanceof Step.Run run) {
                known.addAll(run.save().keySet());
            }
        });
        PlanPlaces places = look.sight().places();
        for (Declared declared : declared(look.plan())) {
            for (String name : declared.command().variables()) {
                boolean environment = !name.equals(name.toLowerCase(java.util.Locale.ROOT));
                if (!environment && !known.contains(name)) {
                    look.bad(
                            places.find("$" + name, declared.at()),
                            "`$" + name + "` has no value: no step and no environment of the team file gives it one.",
                            Nearest.to(name, known)
                                    .map(near -> "did you mean `$" + near + "`?")
                                    .orElse("write the value itself, or add it to `environments` of the team file"));
                }
            }
        }
    }

    // ---- RP043

    private static void runnable(Look look) {
        ReaderProblems.say("RP043", look);
        PlanPlaces places = look.sight().places();
        runs(look).forEach(step -> runnable(look, places, run(step).command(), step.at()));
        look.sight().everyStep().forEach(step -> {
            if (step.step() instanceof Step.Verify verify) {
                verify.check().ifPresent(check -> runnable(look, places, check, step.at()));
            }
        });
        look.plan()
                .doing()
                .verify()
                .forEach(proof -> proof.step().check().ifPresent(check -> runnable(look, places, check, proof.at())));
        declared(look.plan()).forEach(declared -> runnable(look, places, declared.command(), declared.at()));
    }

    private static void runnable(Look look, PlanPlaces places, Command command, Location at) {
        if (command instanceof Command.Shell shell) {
            ShellText text = look.sight().script(shell.script());
            Written where = places.find(shell.script(), at);
            if (text.wrong().isPresent()) {
                look.bad(where, "This is not sh: " + uncapped(text.wrong().get()), "look at it in a shell: `sh -n`");
                return;
            }
        }
        for (ShellText.Simple simple : look.sight().commands(command)) {
            String program = simple.words().get(0).letters();
            if (program.isEmpty() || program.startsWith("$") || program.startsWith("`")) {
                look.bad(
                        places.find(program.isEmpty() ? command.display() : program, at),
                        "Which program this runs is only known when it runs: `" + program + "`.",
                        "write the program's name, so that it can be looked for beforehand");
            }
        }
    }

    private static String uncapped(String sentence) {
        return sentence.startsWith("`") ? sentence : Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1);
    }

    // ---- RP044, RP045, RP046

    private static void timeouts(Look look) {
        List<PlanStep> open =
                runs(look).filter(step -> run(step).timeout().isEmpty()).toList();
        long all = runs(look).count();
        missing(
                look,
                open,
                all,
                "command",
                "has no `timeout`",
                "has a `timeout`",
                "have no `timeout`",
                "add `timeout: 5m`: how long it may take at most");
    }

    private static void access(Look look) {
        ReaderProblems.say("RP045", look);
        List<PlanStep> acts = look.sight().everyStep().stream()
                .filter(step -> step.step() instanceof Step.Run || step.step() instanceof Step.Do)
                .toList();
        List<PlanStep> open = acts.stream()
                .filter(step -> step.step().common().who().isEmpty())
                .toList();
        missing(
                look,
                open,
                acts.size(),
                "step",
                "does not say who can do it",
                "says who can do it",
                "do not say who can do them",
                "add `who:` and a role: "
                        + String.join(", ", look.around().team().roles().keySet()));
    }

    /** One finding for all of them, at the first. */
    private static void missing(
            Look look, List<PlanStep> open, long all, String what, String one, String none, String many, String mend) {
        if (open.isEmpty()) {
            return;
        }
        String lines = open.stream()
                .map(step -> String.valueOf(step.at().line()))
                .distinct()
                .collect(Collectors.joining(", "));
        String subject = all == 1
                ? "The " + what + " " + one
                : open.size() == all
                        ? "None of the " + all + " " + what + "s " + none
                        : open.size() + " of " + all + " " + what + "s " + (open.size() == 1 ? one : many);
        look.absent(open.get(0).at(), subject + (open.size() > 1 ? " (lines " + lines + ")" : "") + ".", mend);
    }

    private static void rerun(Look look) {
        List<PlanStep> acts = runs(look)
                .filter(step -> !LOOKS.matcher(run(step).command().display()).matches())
                .toList();
        List<PlanStep> open =
                acts.stream().filter(step -> step.rerunSafe().isEmpty()).toList();
        missing(
                look,
                open,
                acts.size(),
                "command",
                "does not say whether it may run twice",
                "says whether it may run twice",
                "do not say whether they may run twice",
                "add `rerun-safe: true`, or what to do after half a run: `rerun-safe: look at the count first`");
        for (PlanStep step : acts) {
            step.rerunSafe().ifPresent(word -> rerun(look, step, word));
        }
    }

    private static void rerun(Look look, PlanStep step, Written word) {
        if (word.text().equals("false") || word.text().equalsIgnoreCase("no")) {
            look.bad(
                    word,
                    "This may not run twice, and the plan does not say what to do after half a run.",
                    "write it instead: `rerun-safe: look at the count first, then go on by hand`");
        } else if (word.text().equals("true")
                && swings(look.sight().commands(run(step).command()))) {
            look.bad(
                    word,
                    "Run a second time, this goes back to the bad version: it undoes whatever was last.",
                    "name the revision (`--to-revision=57`, `helm rollback api 57`), or write what to look at before it runs again");
        }
    }

    /** Whether a command goes back to "the one before", which is another one after each run. */
    private static boolean swings(List<ShellText.Simple> commands) {
        return commands.stream().map(ShellText.Simple::letters).anyMatch(words -> {
            String all = String.join(" ", words);
            boolean undo = UNDOES_THE_LAST.matcher(all).matches() && !all.contains("--to-revision");
            List<String> names =
                    words.stream().filter(word -> !word.startsWith("-")).toList();
            int rollback = names.indexOf("rollback");
            boolean helm = HELM.matcher(words.get(0)).matches() && rollback > 0 && names.size() == rollback + 2;
            return undo || helm;
        });
    }

    // ---- RP047

    private static void destructive(Look look) {
        ReaderProblems.say("RP047", look);
        RevertPlan plan = look.plan();
        PlanPlaces places = look.sight().places();
        for (PlanStep step : look.sight().everyStep()) {
            if (step.step() instanceof Step.Run run) {
                Harm.in(run.command(), look.sight().commands(run.command()))
                        .ifPresent(harm -> guarded(look, places.find(harm.token(), step.at()), harm, run.risk()));
            } else if (step.step() instanceof Step.Do act) {
                commandBlocks(act).stream()
                        .map(block -> new Command.Shell(block.text(), List.of()))
                        .map(command -> Harm.in(command, look.sight().commands(command)))
                        .flatMap(Optional::stream)
                        .findFirst()
                        .ifPresent(harm -> guarded(look, places.find(harm.token(), step.at()), harm, act.risk()));
            } else if (step.step() instanceof Step.Verify verify) {
                verify.check().ifPresent(check -> readOnly(look, places, check, step.at()));
            }
        }
        plan.doing()
                .verify()
                .forEach(proof -> proof.step().check().ifPresent(check -> readOnly(look, places, check, proof.at())));
        checks(plan).forEach(check -> readOnly(look, places, check.command(), check.at()));
    }

    private static void guarded(Look look, Written where, Harm harm, Risk risk) {
        List<String> missing = new ArrayList<>();
        if (risk.level() != Risk.Level.HIGH) {
            missing.add("`danger: high`");
        }
        if (risk.target().isEmpty() && risk.level() != Risk.Level.HIGH) {
            missing.add("`target`");
        }
        if (risk.undo().isEmpty()) {
            missing.add("`undo`");
        }
        if (!missing.isEmpty()) {
            look.bad(
                    where,
                    "`" + harm.words() + "` takes something away, and the step has no " + listed(missing) + ".",
                    "add `danger: high`, `target: prod` (typed before it runs) and `undo: how it comes back`");
        }
    }

    /** `a`, no `b` and no `c`, after a first "no". */
    private static String listed(List<String> missing) {
        int last = missing.size() - 1;
        String all = String.join(", no ", missing.subList(0, Math.max(1, last)));
        return last == 0 ? all : all + " and no " + missing.get(last);
    }

    private static void readOnly(Look look, PlanPlaces places, Command check, Location at) {
        Harm.in(check, look.sight().commands(check))
                .ifPresent(harm -> look.bad(
                        places.find(harm.token(), at),
                        "`" + harm.words() + "` stands in a check, and a check only looks.",
                        "make it a step with `danger: high`, and check with a command that reads"));
    }

    // ---- RP048

    private static void secrets(Look look) {
        ReaderProblems.say("RP048", look);
        PlanPlaces places = look.sight().places();
        for (InlineSecrets.Place place : InlineSecrets.in(places.lines())) {
            if (place.first()) {
                look.bad(
                        places.part(place.line(), place.start(), place.end()),
                        "A secret stands in the plan: it looks like a" + article(place.kind()) + ".",
                        "write `\"$NAME\"` and `needs: [NAME]`; the secret that stood here counts as known, so replace it");
            }
        }
    }

    private static String article(String kind) {
        String words = kind.replace('-', ' ');
        return ("aeiou".indexOf(words.charAt(0)) >= 0 ? "n " : " ") + words;
    }

    // ---- RP049

    private static void manual(Look look) {
        List<PlanStep> all = look.sight().everyStep();
        List<PlanStep> byHand =
                all.stream().filter(step -> step.step() instanceof Step.Do).toList();
        long acts = byHand.size() + runs(look).count();
        if (byHand.size() * 100 > acts * MOST_MANUAL_PERCENT) {
            look.bad(
                    byHand.get(0).at(),
                    byHand.size() + " of " + acts + (acts == 1 ? " step is" : " steps are") + " done by hand.",
                    "write commands where there are some: `- run: ...`");
        }
        for (PlanStep step : byHand) {
            if (!tellsResult(step, all)) {
                look.bad(
                        step.at(),
                        "This step does not say what one sees when it worked.",
                        "add it to the words (\"..., until the page says Done\"), or let a `- verify:` follow");
            }
        }
    }

    private static boolean tellsResult(PlanStep step, List<PlanStep> all) {
        boolean shown = step.step().common().show().stream()
                .anyMatch(block -> block.kind() == Block.Kind.EXAMPLE || block.kind() == Block.Kind.IMAGE);
        int next = all.indexOf(step) + 1;
        boolean followed = next < all.size()
                && (all.get(next).step() instanceof Step.Verify || all.get(next).step() instanceof Step.Ask);
        return shown || followed || RESULT.matcher(step.step().text()).matches();
    }
}
