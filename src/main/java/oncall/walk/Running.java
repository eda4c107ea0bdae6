package oncall.walk;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import oncall.incident.Entry;
import oncall.incident.Event;
import oncall.incident.TimelineRecord;
import oncall.runbook.Choice;
import oncall.runbook.Command;
import oncall.runbook.Durations;
import oncall.runbook.Expect;
import oncall.runbook.FactType;
import oncall.runbook.Risk;
import oncall.runbook.Source;
import oncall.runbook.Step;
import oncall.runbook.Value;
import oncall.walk.Prompter.Line;
import oncall.walk.Prompter.Tone;

/**
 * Commands: shown, offered where they may run, run after a key pressed at a terminal with the intent on disk before and the
 * result after. What may not run here is shown for copying, and what it showed elsewhere is put down.
 */
final class Running {
    private static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(2);
    private static final int HEAD = 2048;

    private final Desk desk;
    private final Asking asking;
    private final Set<String> declined = new HashSet<>();

    Running(Desk desk, Asking asking) {
        this.desk = desk;
        this.asking = asking;
    }

    /**
     * A command about to be offered.
     *
     * @param key what its records stand under
     */
    record Job(
            Route.Stop stop,
            String key,
            Command command,
            Expect expect,
            Duration timeout,
            Optional<String> where,
            List<String> needs,
            Risk risk) {}

    /** How a command came out. */
    record Came(boolean good, boolean stopped, String output) {}

    void run(Route.Stop stop, Step.Run step) {
        asking.show(stop);
        Job job = new Job(
                stop,
                stop.key(),
                step.command(),
                step.expect(),
                step.timeout().orElse(DEFAULT_TIMEOUT),
                step.where(),
                step.needs(),
                step.risk());
        if (outcomeUnknown(job)) {
            return;
        }
        if (desk.route().isUnsaved(stop)) {
            saveFacts(stop, step, shown(stop.key()));
            return;
        }
        boolean runnable = prepare(job);
        String shown = preview(job, runnable);
        boolean named = !step.text().equals(step.command().display().strip());
        Sheet sheet = Sheet.of(stop.key(), named ? step.text() : "Run it?")
                .offerIf(runnable, "run", "run it here")
                .offer("elsewhere", "I run it elsewhere")
                .offer("skipped", step.common().optional() ? "skip (optional)" : "skip");
        String taken = Desk.id(asking.ask(runnable ? sheet.confirmation() : sheet, List.of(shown)));
        switch (taken) {
            case "run" -> runHere(job, step, shown);
            case "elsewhere" -> elsewhere(stop, step);
            default -> asking.saveOutcome(stop, taken.equals("unknown") ? "unknown" : "skipped", "", Optional.empty());
        }
    }

    /** A command that was started and never heard of again: asked about, never run again by itself. */
    private boolean outcomeUnknown(Job job) {
        Optional<TimelineRecord> open = desk.incident().outcomeUnknown().stream()
                .filter(each -> each.entry().step().equals(Optional.of(job.key())))
                .findFirst();
        if (open.isEmpty()) {
            return false;
        }
        Event.Intent intent = (Event.Intent) open.get().event();
        if (desk.goesOnElsewhere(open.get())) {
            running(job, open.get(), intent);
            return true;
        }
        desk.tell(
                Tone.WARNING,
                "This was started at " + desk.minute(open.get().recorded()) + " by "
                        + open.get().actor() + "; how it came out is not on record.");
        desk.tell(Tone.COMMAND, intent.run());
        String taken = desk.choose(Sheet.of(job.key(), "How did it come out? Look before you answer.")
                .offer("ok", "it did its work")
                .offer("failed", "it failed")
                .offer("again", "it never ran, or it is safe to run again")
                .dontKnow());
        String value = taken.equals("again") || taken.equals("unknown") ? "unknown" : taken;
        Entry result = Entry.of(new Event.Result(open.get().id(), Optional.empty(), 0, Optional.empty(), 0))
                .on(Optional.of(job.stop().phase()), job.key())
                .saying("as far as " + desk.setting().actor() + " could tell")
                .valued(Value.of(value));
        desk.save(result);
        if (taken.equals("again")) {
            desk.leave(job.stop().key(), Optional.of(job.stop()), true);
        }
        return true;
    }

    /** It runs at another terminal: shown, and not offered here until that is over. */
    private void running(Job job, TimelineRecord begun, Event.Intent intent) {
        desk.tell(
                Tone.NOTICE,
                begun.actor() + " is running this at another terminal since " + desk.minute(begun.recorded()) + ":");
        desk.tell(Tone.COMMAND, intent.run());
        String taken = desk.choose(Sheet.of(job.key(), "It runs there. What now?")
                .offer("look", "look again")
                .offer("skipped", "go on without it"));
        if (taken.equals("skipped")) {
            asking.saveOutcome(job.stop(), "skipped", "", Optional.empty());
        }
    }

    /** Asks for what the command needs; true when it may be offered to run here. */
    boolean prepare(Job job) {
        askMissing(job);
        Variables variables = new Variables(desk, job.stop());
        List<String> missing = variables.missing(variables(job));
        if (!missing.isEmpty()) {
            desk.tell(Tone.NOTICE, "Not offered: no value for " + String.join(", ", missing) + ".");
            return false;
        }
        List<String> dashed = variables.values(variables(job)).entrySet().stream()
                .filter(each -> each.getValue().startsWith("-"))
                .map(java.util.Map.Entry::getKey)
                .toList();
        if (!dashed.isEmpty()) {
            desk.tell(
                    Tone.NOTICE,
                    "Not offered: the value of " + String.join(", ", dashed)
                            + " begins with `-`, which a program would take for an option.");
            return false;
        }
        if (!desk.interactive() || desk.setting().showOnly()) {
            return false;
        }
        List<String> unset = desk.parts().commands().missing(job.needs());
        if (!unset.isEmpty()) {
            desk.tell(Tone.NOTICE, "Not offered: " + String.join(", ", unset) + " is not set in the environment.");
            return false;
        }
        return isTrusted(job.stop().unit());
    }

    private List<String> variables(Job job) {
        List<String> names = new ArrayList<>(job.command().variables());
        job.risk().target().ifPresent(target -> names.addAll(Variables.names(target)));
        return names;
    }

    private void askMissing(Job job) {
        List<String> names = variables(job);
        if (new Variables(desk, job.stop()).dependsOnEnvironment(names)) {
            askEnvironment(job.stop());
        }
        for (String name : new Variables(desk, job.stop()).missing(names)) {
            Optional<Step.Ask> ask = questionFor(name);
            String key = job.stop().unit().prefix() + name;
            if (ask.isPresent() && desk.parts().prompter().volunteers(key)) {
                desk.tell(Tone.NOTICE, "The next command needs this first.");
                Route.Stop stop = new Route.Stop(
                        ask.get(), key, job.stop().phase(), job.stop().unit(), true, "");
                asking.ask(stop, ask.get(), Optional.empty());
            }
        }
    }

    /** The question that gives a fact; for a saved output, a question of the same type. */
    private Optional<Step.Ask> questionFor(String name) {
        Optional<Step> step = desk.words().step(name);
        if (step.isPresent() && step.get() instanceof Step.Ask ask) {
            return Optional.of(ask);
        }
        return desk.route().stops().stream()
                .filter(stop ->
                        stop.step() instanceof Step.Run run && run.save().containsKey(name))
                .findFirst()
                .map(stop -> plainAsk(
                        stop.step(), name, ((Step.Run) stop.step()).save().get(name)));
    }

    private static Step.Ask plainAsk(Step near, String name, FactType type) {
        Step.Common common = new Step.Common(
                name,
                "What is " + name.replace('_', ' ') + "?",
                oncall.runbook.Condition.ALWAYS,
                Optional.empty(),
                false,
                List.of(),
                List.of(),
                Optional.empty(),
                near.common().at());
        return new Step.Ask(
                common, type, List.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private void askEnvironment(Route.Stop stop) {
        List<Choice> choices = desk.team().environments().entrySet().stream()
                .map(each -> new Choice(each.getKey(), each.getValue().name()))
                .toList();
        Sheet sheet = Sheet.of("environment", "Which environment?").dontKnow();
        choices.forEach(choice -> sheet.offer(choice.id(), choice.words()));
        String id = desk.choose(sheet);
        desk.answer(Entry.of(Event.Answer.PLAIN)
                .on(Optional.of(stop.phase()), "environment")
                .valued(Value.of(id)));
    }

    private boolean isTrusted(Route.Unit unit) {
        Source source = unit.source();
        if (desk.parts().trust().allows(source)) {
            return true;
        }
        if (declined.contains(source.sha256())) {
            return false;
        }
        List<String> commands = CommandsOf.unit(unit, desk);
        List<String> before = desk.parts().trust().before(source);
        desk.tell(
                Tone.NOTICE,
                before.isEmpty()
                        ? "The commands of " + source.path() + " are not trusted on this machine yet:"
                        : source.path() + " changed since its commands were trusted; new or changed:");
        List<String> fresh =
                commands.stream().filter(command -> !before.contains(command)).toList();
        fresh.forEach(command -> desk.tell(Tone.COMMAND, command));
        if (fresh.isEmpty()) {
            desk.tell(Tone.HINT, "No command is new; where or when they run may be.");
        }
        String taken = desk.choose(Sheet.of("trust", "Offer them from now on?")
                .why("Each is still asked for before it runs. A change of the file asks again.")
                .offer("trust", "trust these commands")
                .offer("no", "no, show them for copying")
                .confirmation());
        if (taken.equals("trust")) {
            desk.parts().trust().allow(source, commands);
            return true;
        }
        declined.add(source.sha256());
        return false;
    }

    /**
     * The command alone on its lines, then where and as whom it would run, and what it can break.
     *
     * @return the command as it was shown: what a key pressed now agrees to
     */
    String preview(Job job, boolean runnable) {
        String shown = new Variables(desk, job.stop()).copyForm(job.command());
        desk.tell(Tone.COMMAND, shown);
        List<String> about = new ArrayList<>();
        if (runnable) {
            Commands.Place place =
                    desk.parts().commands().place(folder(job.stop().unit()));
            about.add("in " + place.folder() + " as " + place.userAtHost());
            about.addAll(place.context());
            about.add("stopped after " + Durations.words(job.timeout()));
            desk.facts()
                    .fact("environment")
                    .ifPresent(fact -> about.add("environment: " + fact.value().single()));
        }
        job.where().ifPresent(where -> about.add("belongs on: " + where));
        if (!about.isEmpty()) {
            desk.tell(Tone.HINT, String.join("; ", about));
        }
        if (job.risk().level() != Risk.Level.NONE) {
            desk.tell(
                    Tone.WARNING,
                    "Danger: " + job.risk().level().name().toLowerCase(java.util.Locale.ROOT)
                            + job.risk().undo().map(undo -> ". Undo: " + undo).orElse(""));
        }
        return shown;
    }

    private String folder(Route.Unit unit) {
        String folder = unit.source().folder();
        return unit.source().builtIn() || folder.isEmpty() ? desk.setting().startedIn() : folder;
    }

    private void runHere(Job job, Step.Run step, String agreed) {
        if (step.risk().level() == Risk.Level.HIGH && !new Consent(desk, job.stop()).toGoOn(step.risk())) {
            desk.tell("Not run.");
            throw new Turn.Moved();
        }
        Came came = execute(job, agreed, "ok", "failed");
        if (came.stopped()) {
            desk.tell("You stopped it. The same step again:");
            desk.leave(job.stop().key(), Optional.of(job.stop()), true);
        }
        saveFacts(job.stop(), step, came.output());
        if (came.good()) {
            step.common().milestone().ifPresent(mark -> asking.mark(job.stop(), mark));
        }
    }

    /**
     * Runs a command that was agreed to: intent, run, result. An answer that came from another terminal can have changed what
     * it would do: then it is not run, and shown anew.
     *
     * @param agreed the command as it was shown
     * @param good the value of a result as expected; `bad` of any other
     */
    Came execute(Job job, String agreed, String good, String bad) {
        Variables variables = new Variables(desk, job.stop());
        if (!variables.copyForm(job.command()).equals(agreed)) {
            desk.tell(Tone.WARNING, "Not run: an answer it depends on has changed since it was shown.");
            throw new Turn.Moved();
        }
        Map<String, String> values = variables.values(job.command().variables());
        Entry begins = Entry.of(new Event.Intent(
                        agreed,
                        job.where(),
                        Optional.of(job.timeout().toSeconds() + "s"),
                        job.risk().level() == Risk.Level.NONE
                                ? Optional.empty()
                                : Optional.of(job.risk().level().name().toLowerCase(java.util.Locale.ROOT)),
                        job.risk().target().flatMap(variables::fill),
                        job.stop().unit().plan().map(plan -> plan.name())))
                .on(Optional.of(job.stop().phase()), job.key());
        boolean repeated = job.key().equals(Watching.looks(job.stop()));
        TimelineRecord intent =
                repeated ? desk.save(begins) : desk.claim(begins).orElseThrow(Turn.Moved::new);
        Commands.Outcome outcome = desk.parts()
                .commands()
                .run(
                        new Commands.Request(
                                job.command(),
                                values,
                                job.needs(),
                                folder(job.stop().unit()),
                                job.timeout(),
                                Optional.empty()),
                        new Tail(desk));
        List<String> misses = outcome.exit().isPresent()
                ? job.expect().misses(outcome.exit().get(), outcome.standard(), outcome.output())
                : List.of(outcome.problem().orElse("it did not end by itself"));
        String value = misses.isEmpty() ? good : bad;
        record(job, intent.id(), outcome, value);
        desk.tell(misses.isEmpty() ? Tone.SAVED : Tone.WARNING, said(outcome, misses));
        return new Came(misses.isEmpty(), outcome.stopped(), outcome.standard());
    }

    private String said(Commands.Outcome outcome, List<String> misses) {
        String took = " after " + Durations.words(outcome.took());
        if (misses.isEmpty()) {
            return "It worked: exit code " + outcome.exit().orElse(0) + took + ". saved";
        }
        String all = String.join("; ", misses);
        // why a command did not end by itself is a sentence, and says how long it took where it ran
        boolean sentence = outcome.exit().isEmpty() && all.endsWith(".");
        return "Not as expected: " + (sentence ? all : all + ". It took " + Durations.words(outcome.took()) + ".")
                + " saved";
    }

    private void record(Job job, String intent, Commands.Outcome outcome, String value) {
        String output = outcome.output().strip();
        boolean isLong = output.length() > HEAD;
        Optional<String> kept = isLong ? keep(outcome.output()) : Optional.empty();
        String head = isLong ? output.substring(0, HEAD) : output;
        TimelineRecord result = desk.save(Entry.of(new Event.Result(
                        intent,
                        outcome.exit(),
                        outcome.took().toMillis(),
                        head.isEmpty() ? Optional.empty() : Optional.of(head),
                        outcome.bytes()))
                .on(Optional.of(job.stop().phase()), job.key())
                .saying(outcome.problem().orElse(""))
                .valued(Value.of(value)));
        kept.ifPresent(sha -> desk.save(Entry.of(new Event.Evidence(
                sha, outcome.bytes(), head.substring(0, Math.min(200, head.length())), Optional.of(result.id())))));
    }

    /** The whole output; where it cannot be kept, what came of the command still goes on record. */
    private Optional<String> keep(String output) {
        try {
            return Optional.of(desk.parts().timeline().keep(output));
        } catch (Timeline.SaveFailed failed) {
            desk.tell(
                    Tone.WARNING,
                    "NOT SAVED: the whole output, of which only the beginning goes on record. " + failed.getMessage());
            return Optional.empty();
        }
    }

    /** It was run by hand: what it showed, and the facts that come from that. */
    void elsewhere(Route.Stop stop, Step.Run step) {
        Optional<String> exit = desk.optional("exit", "Which exit code? (0 means it worked)", Optional.empty())
                .map(String::strip);
        Optional<String> output = desk.optional("output", "What did it show? Paste what matters.", Optional.empty());
        Entry entry = Entry.of(
                        new Event.Answer(exit.map(code -> "exit code " + code), Optional.empty(), Optional.empty()))
                .on(Optional.of(stop.phase()), stop.key())
                .valued(Value.of("elsewhere"))
                .saying(output.orElse(""));
        desk.answer(entry);
        saveFacts(stop, step, output.orElse(""));
        step.common().milestone().ifPresent(mark -> asking.mark(stop, mark));
    }

    /** What a command showed last, as far as it is on record. */
    private String shown(String key) {
        return desk.incident().atStep(key).stream()
                .flatMap(each -> each.event() instanceof Event.Result result
                        ? result.output().stream()
                        : each.entry().text().stream())
                .reduce((first, second) -> second)
                .orElse("");
    }

    /** Passing over the question passes over the fact, not over the command that ran. */
    private void saveFacts(Route.Stop stop, Step.Run step, String output) {
        step.save().forEach((name, type) -> {
            try {
                saveFact(stop, name, type, output);
            } catch (Turn.Skipped skipped) {
                saveFact(
                        stop, stop.unit().prefix() + name, new AnswerReader.Read(Value.UNKNOWN, "?", Optional.empty()));
            }
        });
    }

    /** Trimmed output as a fact of its type: shown, and confirmed or changed. */
    private void saveFact(Route.Stop stop, String name, FactType type, String output) {
        String key = stop.unit().prefix() + name;
        Optional<String> draft = Optional.of(output.strip()).filter(text -> !text.isEmpty());
        Asked asked = Asked.of(type);
        AnswerReader reader = new AnswerReader(desk.team(), desk.parts().times());
        boolean ask = desk.interactive() || desk.parts().prompter().volunteers(key);
        while (true) {
            AnswerReader.Reading reading = draft.isEmpty()
                    ? new AnswerReader.Refused("The command showed nothing.")
                    : reader.read(asked, draft.get(), desk.now(), desk.zone());
            boolean keeps = reading instanceof AnswerReader.Read;
            String typed = draft.orElse("");
            if (ask) {
                if (reading instanceof AnswerReader.Refused refused) {
                    desk.tell(refused.why());
                }
                typed = Asking.typed(desk.ask(Sheet.of(key, name.replace('_', ' ') + ": is this it?")
                        .why("From the output. Enter keeps it.")
                        .freeText()
                        .dontKnow()
                        .prefill(draft, keeps)));
                reading = typed.equals("?")
                        ? new AnswerReader.Read(Value.UNKNOWN, "?", Optional.empty())
                        : reader.read(asked, typed, desk.now(), desk.zone());
            }
            if (reading instanceof AnswerReader.Read read) {
                saveFact(stop, key, read);
                return;
            }
            if (!ask) {
                saveFact(stop, key, new AnswerReader.Read(Value.UNKNOWN, "?", Optional.empty()));
                return;
            }
            draft = Optional.of(typed);
        }
    }

    private void saveFact(Route.Stop stop, String key, AnswerReader.Read read) {
        Entry entry = Entry.of(new Event.Answer(Optional.empty(), Optional.empty(), Optional.of(stop.key())))
                .on(Optional.of(stop.phase()), key)
                .saying(read.text());
        desk.answer(read.value().items().isEmpty() ? entry : entry.valued(read.value()));
    }

    /** Shows output as it comes. */
    private static final class Tail implements Commands.Live {
        private final Desk desk;
        /** Seconds since it last said something. */
        private int quiet;

        Tail(Desk desk) {
            this.desk = desk;
        }

        @Override
        public void line(String text) {
            quiet = 0;
            desk.tell(List.of(new Line(Tone.QUOTE, text)));
        }

        @Override
        public void look() {
            try {
                desk.tellNews();
            } catch (RuntimeException unreadable) {
                // what cannot be read now is read with the result; no command is cut off for it
                return;
            }
        }

        @Override
        public void quiet(Duration running) {
            quiet++;
            if (quiet == 2 || quiet % 10 == 0) {
                desk.tell(Tone.HINT, "still running, " + Durations.words(running) + "; Ctrl-C stops only the command");
            }
        }
    }

    /** What ran at this step before is shown again, never run again by itself. */
    void tellResult(Route.Stop stop, String key) {
        desk.incident()
                .given(stop.key())
                .ifPresent(given -> desk.tell(
                        stop.step().text() + " " + desk.words().said(stop.key(), given.value(), given.text())));
        desk.incident().atStep(key).stream()
                .filter(each -> each.event() instanceof Event.Result)
                .reduce((first, second) -> second)
                .flatMap(each -> ((Event.Result) each.event()).output())
                .ifPresent(output -> desk.tell(Tone.QUOTE, output));
        desk.tell(Tone.HINT, "It ran; it is not run again. :note adds to it.");
    }
}
