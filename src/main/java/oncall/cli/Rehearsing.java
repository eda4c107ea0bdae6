package oncall.cli;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import oncall.incident.Entry;
import oncall.incident.Event;
import oncall.incident.Incident;
import oncall.plan.RevertPlan;
import oncall.plan.StepsHash;
import oncall.runbook.Phase;
import oncall.runbook.Runbook;
import oncall.runbook.Team;
import oncall.runbook.Value;
import oncall.runbook.yaml.PlanStamp;
import oncall.terminal.Conversation;
import oncall.timeline.FileTimeline;
import oncall.timeline.Glance;
import oncall.timeline.Incidents;
import oncall.walk.Clock;
import oncall.walk.Practice;
import oncall.walk.Prompter;
import oncall.walk.Prompter.Line;
import oncall.walk.Prompter.Tone;
import oncall.walk.Sheet;
import oncall.walk.Sitting;
import oncall.walk.Timeline;

/** Sees a plan walked as practice to its end, in a record of its own, and its file stamped with what came of it. */
final class Rehearsing {
    private static final String TITLE = "Practice of ";
    private static final int LONGEST_NAME = 60;
    private static final Pattern ENVIRONMENT = Pattern.compile("[A-Za-z0-9._-]{1,40}");
    private static final String ENVIRONMENTS =
            "An environment's name has letters, digits, `.`, `_` and `-`, at most 40: `staging`.";

    private final Invocation invocation;
    private final Environs environs;
    private final SittingOptions options;
    private final Ports ports;
    private final Sittings sittings;
    private final Clock clock;

    Rehearsing(Invocation invocation, SittingOptions options) {
        this.invocation = invocation;
        this.environs = invocation.environs();
        this.options = options;
        this.ports = new Ports(invocation);
        this.sittings = new Sittings(invocation, options);
        this.clock = invocation.clock();
    }

    /**
     * Walks it.
     *
     * @throws Failure with {@link Exit#USAGE} where nobody is there to press a key
     */
    Exit rehearse(String wanted, Optional<String> environment, Optional<String> by) {
        if (options.answers().isPresent()) {
            throw new Failure(Exit.USAGE, "A rehearsal is walked by a person; it takes no answers from a file.");
        }
        environment.filter(name -> !ENVIRONMENT.matcher(name).matches()).ifPresent(name -> {
            throw new Failure(Exit.USAGE, "`--env` does not take `" + name + "`.", ENVIRONMENTS);
        });
        by.ifPresent(name -> refuse("--by", name));
        Plans plans = new Plans(invocation);
        PlanFile file = plans.one(wanted);
        RevertPlan plan = file.read();
        Incidents rehearsals = ports.rehearsals();
        rehearsals.ready("p" + ProcessHandle.current().pid());
        try (Conversation conversation = ports.conversation(
                invocation.common().plain(), invocation.common().colour())) {
            if (!conversation.interactive()) {
                throw new Failure(
                        Exit.USAGE,
                        "A rehearsal needs a terminal: its commands run after a key each.",
                        "`oncall revert-plan show " + wanted + "` shows the plan.");
            }
            conversation.prepare();
            conversation.tell(List.of(Line.of(plan.name() + ": "
                    + plans.verdict(file)
                            .line(clock.now().atZone(environs.zone()).toLocalDate()))));
            conversation.leaving("Nothing is begun yet; Ctrl-C again to leave.");
            Optional<FileTimeline> begun;
            try {
                begun = begun(rehearsals, plan, conversation);
            } catch (Left left) {
                conversation.tell(List.of(Line.of("Nothing was begun; the rehearsal begun before can still go on.")));
                return Exit.LEFT_OPEN;
            }
            Optional<String> where = begun.isPresent()
                    ? Incident.of(begun.get().read()).given("environment").map(Incident.Given::text)
                    : where(file.team(), environment, conversation);
            if (where.isEmpty()) {
                conversation.tell(List.of(Line.of("Nothing was begun.")));
                return Exit.LEFT_OPEN;
            }
            conversation.leavingSaved();
            String actor = by.orElseGet(() -> environs.variable("ONCALL_ACTOR").orElseGet(environs::actor));
            Walked walked = new Walked(file, plan, where.get(), actor);
            FileTimeline timeline = begun.orElseGet(() ->
                    rehearsals.create(clock, ports.author(actor), environs.zone(), TITLE + plan.name(), plan.name()));
            Exit exit = walk(walked, timeline, begun.isPresent(), conversation);
            return exit == Exit.OK ? over(walked, timeline, conversation) : exit;
        }
    }

    /** The person went before anything was begun. */
    private static final class Left extends Exception {
        private static final long serialVersionUID = 1L;
    }

    private record Walked(PlanFile file, RevertPlan plan, String environment, String by) {}

    /** A name stands in a heading and in a file. */
    private static void refuse(String option, String name) {
        boolean control = name.codePoints().anyMatch(Character::isISOControl);
        if (name.isBlank() || control || name.codePointCount(0, name.length()) > LONGEST_NAME) {
            throw new Failure(
                    Exit.USAGE, "`" + option + "` takes a name of one line, at most " + LONGEST_NAME + " characters.");
        }
    }

    // ---- before

    /** The rehearsal of this very plan that was begun and not ended, if the person goes on with it. */
    private Optional<FileTimeline> begun(Incidents rehearsals, RevertPlan plan, Conversation conversation) throws Left {
        Optional<Glance> last = rehearsals.list().stream()
                .filter(each ->
                        each.state() != Glance.State.CLOSED && each.title().equals(TITLE + plan.name()))
                .reduce((first, second) -> second);
        Optional<FileTimeline> timeline = last.flatMap(each -> rehearsals.open(
                each.id(), clock, ports.author(environs.variable("ONCALL_ACTOR").orElseGet(environs::actor))));
        if (timeline.isEmpty()) {
            return Optional.empty();
        }
        boolean same = timeline.get().read().stream()
                .anyMatch(each -> each.event() instanceof Event.Evidence evidence
                        && evidence.head().equals("plan:" + plan.name())
                        && evidence.sha256().equals(plan.source().sha256()));
        if (!same) {
            conversation.tell(List.of(Line.of("A rehearsal was begun before the plan changed; it begins anew.")));
        } else if (goesOn(conversation)) {
            return timeline;
        }
        Practice.marking(timeline.get())
                .append(Entry.of(new Event.Close("left", Optional.of("begun anew"))), news -> true);
        return Optional.empty();
    }

    /** Whether the person goes on with what was begun; only a choice is an answer. */
    private static boolean goesOn(Prompter prompter) throws Left {
        Prompter.Question question = Sheet.of(
                        "resume", "A rehearsal of this plan was begun and not ended. Go on with it?")
                .offer("on", "go on with it")
                .offer("anew", "begin anew")
                .done();
        while (true) {
            Prompter.Reply reply = prompter.ask(question, Prompter.Ticker.NONE);
            if (reply instanceof Prompter.Ended || reply instanceof Prompter.TimedOut) {
                throw new Left();
            }
            if (reply instanceof Prompter.Chosen chosen) {
                return chosen.ids().equals(List.of("on"));
            }
        }
    }

    /** Where it is practised; what sounds like production is typed once more. */
    private Optional<String> where(Team team, Optional<String> named, Conversation conversation) {
        Optional<String> environment = named.or(() -> ask(team, conversation));
        if (environment.isEmpty() || !Practice.isProduction(environment.get(), team)) {
            return environment;
        }
        Prompter.Reply typed = conversation.ask(
                Sheet.of(
                                "target",
                                "`" + environment.get() + "` looks like production. Type it again to practise there.")
                        .why("Anything else begins nothing.")
                        .freeText()
                        .confirmation()
                        .done(),
                Prompter.Ticker.NONE);
        return environment.filter(name ->
                typed instanceof Prompter.Typed words && words.text().strip().equals(name));
    }

    private static Optional<String> ask(Team team, Conversation conversation) {
        Sheet sheet = Sheet.of("environment", "In which environment is it practised?")
                .why("It stands in every heading and in the plan's file.")
                .freeText();
        team.environments().forEach((id, each) -> sheet.offer(id, each.name()));
        while (true) {
            Prompter.Reply reply = conversation.ask(sheet.done(), Prompter.Ticker.NONE);
            if (reply instanceof Prompter.Chosen chosen) {
                return Optional.of(chosen.ids().get(0));
            }
            if (reply instanceof Prompter.Ended || reply instanceof Prompter.TimedOut) {
                return Optional.empty();
            }
            if (reply instanceof Prompter.Typed words
                    && ENVIRONMENT.matcher(words.text().strip()).matches()) {
                return Optional.of(words.text().strip());
            }
            conversation.tell(List.of(new Line(Tone.NOTICE, ENVIRONMENTS)));
        }
    }

    // ---- the walk

    private Exit walk(Walked walked, FileTimeline timeline, boolean again, Conversation conversation) {
        RevertPlan plan = walked.plan();
        Runbook book = book(plan);
        Team team = walked.file().team().withoutSteps();
        Sittings.Beginning beginning = new Sittings.Beginning(
                new Bookshelf.Opened(book, team, List.of()),
                timeline,
                clock,
                walked.by(),
                options.role().orElse("oncall"),
                Optional.empty());
        Optional<String> last =
                timeline.read().stream().reduce((first, second) -> second).map(each -> each.id());
        Timeline record = Practice.marking(timeline);
        sittings.session(beginning, true, record);
        if (again) {
            record.append(Sitting.resumed(last, List.of()), news -> true);
        } else {
            begin(walked, record);
        }
        PinnedShelf shelf = new PinnedShelf(
                new Bookshelf(invocation.places(), environs.folder()),
                Map.of(book.name(), book),
                Map.of(plan.name(), plan));
        String command = "oncall revert-plan rehearse "
                + ShellWord.of(walked.file().path().map(Object::toString).orElse(plan.name()));
        return sittings.walk(
                beginning,
                shelf,
                conversation,
                new Sittings.Manner(
                        command,
                        again ? Optional.of(List.of()) : Optional.empty(),
                        Optional.empty(),
                        Optional.of(walked.environment())));
    }

    private static void begin(Walked walked, Timeline record) {
        RevertPlan plan = walked.plan();
        String text = plan.source().text();
        record.append(
                Entry.of(Event.Answer.PLAIN)
                        .on(Optional.of(Phase.TRIAGE), "environment")
                        .valued(Value.of(walked.environment()))
                        .saying(walked.environment()),
                news -> true);
        record.append(Practice.begins(plan), news -> true);
        record.append(
                Entry.of(new Event.Evidence(
                        record.keep(text),
                        text.getBytes(StandardCharsets.UTF_8).length,
                        "plan:" + plan.name(),
                        Optional.empty())),
                news -> true);
    }

    /** A book without steps: all there is to walk is the plan. */
    private static Runbook book(RevertPlan plan) {
        String text = "oncall: runbook/1\ntitle: " + PlanStamp.word(TITLE + plan.name()) + "\n";
        return Bookshelf.copy(text.getBytes(StandardCharsets.UTF_8), "practice.yaml", "", false);
    }

    // ---- after

    private Exit over(Walked walked, FileTimeline timeline, Conversation conversation) {
        Practice.Outcome outcome =
                Practice.outcome(walked.plan(), Incident.of(timeline.read())).orElseThrow();
        Map<String, String> values = values(walked, outcome, timeline.id());
        Optional<String> refused = new PlanFileStamp(walked.file()).write(values);
        if (refused.isEmpty()) {
            conversation.tell(List.of(new Line(
                    Tone.SAVED,
                    "Written into " + walked.file().shown() + ": "
                            + PlanStamp.lines(values).size() + " lines of `rehearsal`.")));
        } else {
            conversation.tell(List.of(new Line(Tone.WARNING, "Not written into the plan: " + refused.get())));
            conversation.tell(List.of(Line.of("To paste there in place of `rehearsal`:")));
            PlanStamp.lines(values).forEach(line -> conversation.tell(List.of(new Line(Tone.COPY, line))));
        }
        Practice.marking(timeline).append(Entry.of(new Event.Close("practised", Optional.empty())), news -> true);
        conversation.tell(List.of(Line.of("The record of it: " + timeline.folder())));
        if (refused.isPresent() && walked.file().path().isPresent()) {
            return Exit.NOT_SAVED;
        }
        return outcome.passed() ? Exit.OK : Exit.FIX;
    }

    private Map<String, String> values(Walked walked, Practice.Outcome outcome, String evidence) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("date", clock.now().atZone(environs.zone()).toLocalDate().toString());
        values.put("env", PlanStamp.word(walked.environment()));
        values.put("by", PlanStamp.word(walked.by()));
        values.put("took", took(outcome.took()));
        values.put("result", outcome.passed() ? "pass" : "fail");
        values.put("steps-hash", "\"" + StepsHash.of(walked.plan()) + "\"");
        values.put("evidence", "\"" + evidence + "\"");
        return values;
    }

    /** As a plan writes it: seconds below two minutes, else whole minutes, never less than it was. */
    private static String took(Duration span) {
        long seconds = Math.max(1, (span.toMillis() + 999) / 1000);
        return seconds < 120 ? seconds + "s" : (seconds + 59) / 60 + "m";
    }
}
