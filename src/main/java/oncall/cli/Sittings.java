package oncall.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.time.zone.ZoneRulesProvider;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import oncall.command.RedactingTimeline;
import oncall.document.TakenAs;
import oncall.incident.Entry;
import oncall.incident.Event;
import oncall.incident.Incident;
import oncall.message.MustacheRenderer;
import oncall.runbook.AnswersFile;
import oncall.runbook.Milestone;
import oncall.runbook.Phase;
import oncall.runbook.Runbook;
import oncall.runbook.TimeReader;
import oncall.runbook.Value;
import oncall.runbook.yaml.AnswersReader;
import oncall.runbook.yaml.YamlFile;
import oncall.terminal.Conversation;
import oncall.terminal.Unsent;
import oncall.time.WrittenTimes;
import oncall.timeline.FileTimeline;
import oncall.timeline.Glance;
import oncall.timeline.Incidents;
import oncall.walk.AnswerReader;
import oncall.walk.AnswersCheck;
import oncall.walk.Clock;
import oncall.walk.Ending;
import oncall.walk.Parts;
import oncall.walk.Practice;
import oncall.walk.Prompter;
import oncall.walk.Prompter.Line;
import oncall.walk.ScriptedAnswers;
import oncall.walk.Setting;
import oncall.walk.Sheet;
import oncall.walk.Shelf;
import oncall.walk.Sitting;
import oncall.walk.Timeline;

/** Puts a sitting together and sees it to its end: `start` and `resume`. */
final class Sittings {
    /** The last question of every walk, which an answers file never answers. */
    private static final String END = "close";

    /** Characters; a whole record has room for ten times as many of the worst. */
    private static final int LONGEST_TITLE = 1000;

    private final Invocation invocation;
    private final Environs environs;
    private final SittingOptions options;
    private final Ports ports;
    private final Bookshelf shelf;
    private final TimeReader times = new WrittenTimes();

    Sittings(Invocation invocation, SittingOptions options) {
        this.invocation = invocation;
        this.environs = invocation.environs();
        this.options = options;
        this.ports = new Ports(invocation);
        this.shelf = new Bookshelf(invocation.places(), environs.folder());
    }

    // ---- start

    /** Opens an incident and walks it. Everything is checked before anything is made. */
    Exit start(Optional<String> wanted, Optional<String> title, Optional<String> started) {
        Incidents incidents = ports.incidents();
        List<String> warnings = incidents.ready("p" + ProcessHandle.current().pid());
        Optional<AnswersFile> answers = options.answers().map(this::answers);
        try (Conversation conversation = ports.conversation(
                invocation.common().plain(), invocation.common().colour())) {
            boolean asks = wanted.isEmpty() && answers.isEmpty() && conversation.interactive();
            if (asks || answers.isEmpty()) {
                conversation.prepare();
            }
            tellOpen(incidents, conversation);
            Optional<String> book = asks ? pick(conversation) : Optional.of(wanted.orElse(Bookshelf.usual()));
            if (book.isEmpty()) {
                return Exit.LEFT_OPEN;
            }
            Clock clock = clock(answers);
            ZoneId zone = environs.zone();
            incidents.rehearse();
            Bookshelf.Opened opened = open(book.get(), answers.isPresent(), conversation);
            answers.ifPresent(file -> check(file, opened, clock));
            String role = role(opened, answers);
            Optional<TimeReader.Read> since = started.map(words -> time(words, clock));
            Optional<String> named =
                    title.or(() -> answers.flatMap(file -> file.start().title()));
            named.ifPresent(Sittings::refuseTitle);
            String actor = actor(answers);
            FileTimeline timeline = incidents.create(
                    clock,
                    ports.author(actor),
                    zone,
                    named.orElse(opened.book().title()),
                    opened.book().name());
            shelf.alsoPlansIn(NewPlans.in(timeline.folder()));
            Beginning beginning = new Beginning(opened, timeline, clock, actor, role, answers);
            session(beginning, named.isPresent(), timeline);
            since.ifPresent(read -> timeline.append(
                    Entry.of(Event.Answer.PLAIN)
                            .on(Optional.of(Phase.REVERT), "since")
                            .valued(Value.of(oncall.walk.AnswerWords.canonical(read.at())))
                            .saying(read.given().written())
                            .timed(read.given()),
                    news -> true));
            since.ifPresent(read -> timeline.append(
                    Entry.of(new Event.Milestone(Milestone.STARTED.word()))
                            .on(Optional.of(Phase.REVERT), "since")
                            .at(read.at()),
                    news -> true));
            warnings.forEach(line -> conversation.tell(List.of(new Line(Prompter.Tone.WARNING, line))));
            since.flatMap(read -> TakenAs.sentence(read, zone))
                    .ifPresent(line -> conversation.tell(List.of(new Line(Prompter.Tone.HINT, "--started: " + line))));
            return walk(beginning, shelf, conversation, Manner.of(resumeCommand(timeline.id()), Optional.empty()));
        }
    }

    /** An open incident is named, and does not stand in the way. */
    private void tellOpen(Incidents incidents, Prompter prompter) {
        List<Glance> open = new Chosen(incidents).open();
        if (!open.isEmpty()) {
            String others = open.size() == 1 ? "" : " (and " + (open.size() - 1) + " more: oncall incidents)";
            Glance last = open.get(open.size() - 1);
            prompter.tell(List.of(
                    new Line(Prompter.Tone.NOTICE, "Already open: " + last.title() + others + ". To go on with it:"),
                    new Line(Prompter.Tone.COPY, resumeCommand(last.id()))));
        }
    }

    /** The command that goes on, from wherever it is pasted. */
    private String resumeCommand(String id) {
        return Setting.resumeCommand(id)
                + invocation
                        .common()
                        .home()
                        .map(home -> " --home "
                                + ShellWord.of(environs.folder()
                                        .resolve(home)
                                        .normalize()
                                        .toString()))
                        .orElse("");
    }

    /** A book by number, name or part of its title; Enter takes the usual one. */
    private Optional<String> pick(Conversation conversation) {
        Sheet sheet = Sheet.of("book", "Which runbook?")
                .why("Type part of a name to narrow the list. Enter takes " + Bookshelf.usual() + ".")
                .picker()
                .prefill(Optional.of(Bookshelf.usual()), true);
        List<String> names = new ArrayList<>(shelf.books());
        names.remove(Bookshelf.usual());
        names.add(0, Bookshelf.usual());
        for (String name : names) {
            String words =
                    name + shelf.book(name).map(book -> "  " + book.title()).orElse("  (does not read)");
            if (name.equals(Bookshelf.usual())) {
                sheet.usual(name, words);
            } else {
                sheet.offer(name, words);
            }
        }
        while (true) {
            Prompter.Reply reply = conversation.ask(sheet.done(), Prompter.Ticker.NONE);
            if (reply instanceof Prompter.Chosen chosen) {
                return Optional.of(chosen.ids().get(0));
            }
            if (reply instanceof Prompter.Typed typed) {
                return Optional.of(typed.text().strip());
            }
            if (reply instanceof Prompter.Ended) {
                return Optional.empty();
            }
            conversation.tell(
                    List.of(Line.of("Nothing is started yet: choose a runbook first, or leave with Ctrl-D.")));
        }
    }

    /**
     * A book with its team. A team file that does not read must not keep a person from beginning: its errors are said, and
     * the built-in one is offered.
     */
    private Bookshelf.Opened open(String book, boolean scripted, Conversation conversation) {
        try {
            return shelf.open(book);
        } catch (Unreadable problem) {
            if (scripted || !problem.isTeam() || !conversation.interactive()) {
                throw problem;
            }
            conversation.tell(problem.errors().stream().map(Line::of).toList());
            Sheet sheet = Sheet.of("team", "Begin without your team file?")
                    .why("The built-in one knows other parts, people and channels; the steps are much the same.")
                    .offer("go", "begin with the built-in one")
                    .offer("stop", "stop; nothing is started");
            if (!conversation.ask(sheet.done(), Prompter.Ticker.NONE).equals(new Prompter.Chosen(List.of("go")))) {
                throw problem;
            }
            shelf.takeBuiltInTeam();
            return shelf.open(book);
        }
    }

    private AnswersFile answers(Path path) {
        Path file = environs.folder().resolve(path);
        if (!Files.isRegularFile(file)) {
            throw new Failure(Exit.NOT_FOUND, "There is no file `" + path + "`.", "Nothing was started.");
        }
        try {
            YamlFile read = YamlFile.read(
                    Files.readAllBytes(file), path.toString(), file.getParent().toString(), false);
            return AnswersReader.read(read)
                    .orElseThrow(() -> new Unreadable(read.problems().inOrder()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void check(AnswersFile file, Bookshelf.Opened opened, Clock clock) {
        Instant last = clock.now().plus(Duration.ofDays(366));
        List<oncall.runbook.Diagnostic> problems = AnswersCheck.check(
                file,
                opened.book(),
                opened.team(),
                shelf,
                new AnswerReader(opened.team(), times),
                last,
                environs.zone());
        if (problems.stream().anyMatch(oncall.runbook.Diagnostic::isError)) {
            throw new Unreadable(problems);
        }
    }

    /** `start: at` of an answers file fixes the clock, unless `ONCALL_NOW` does. */
    private Clock clock(Optional<AnswersFile> answers) {
        Optional<String> at = answers.flatMap(file -> file.start().at());
        if (at.isEmpty() || environs.variable("ONCALL_NOW").isPresent()) {
            return invocation.clock();
        }
        try {
            return Clocks.fixed(OffsetDateTime.parse(at.get()).toInstant());
        } catch (DateTimeParseException e) {
            throw new Failure(
                    Exit.UNREADABLE,
                    "`" + at.get() + "`, the `at` of `start`, is not an instant.",
                    "Write it with its offset: 2026-11-21T02:03:10+02:00");
        }
    }

    private String actor(Optional<AnswersFile> answers) {
        return environs.variable("ONCALL_ACTOR")
                .or(() -> answers.flatMap(file -> file.start().as()))
                .orElseGet(environs::actor);
    }

    private String role(Bookshelf.Opened opened, Optional<AnswersFile> answers) {
        String role = options.role()
                .or(() -> answers.flatMap(file -> file.start().role()))
                .orElse("oncall");
        List<String> roles = List.copyOf(opened.team().roles().keySet());
        if (options.role().isPresent() && !roles.contains(role)) {
            throw new Failure(
                    Exit.USAGE,
                    "`" + role + "` is not a role of the team file." + Nearest.question(Nearest.to(role, roles)),
                    "Roles: " + String.join(", ", roles) + ".");
        }
        return role;
    }

    /** A title is the first line of a record and the name of the incident wherever it is listed. */
    private static void refuseTitle(String title) {
        int length = title.codePointCount(0, title.length());
        if (title.isBlank()) {
            throw new Failure(
                    Exit.USAGE, "The title is empty.", "Leave it out to take the runbook's.", "Nothing was started.");
        }
        if (length > LONGEST_TITLE) {
            throw new Failure(
                    Exit.USAGE,
                    "The title has " + length + " characters; at most " + LONGEST_TITLE + " are kept.",
                    "Say it shorter; the rest can go into a note.",
                    "Nothing was started.");
        }
    }

    private TimeReader.Read time(String words, Clock clock) {
        TimeReader.Reading reading = times.read(words, clock.now(), environs.zone());
        if (reading instanceof TimeReader.Read read) {
            return read;
        }
        throw new Failure(Exit.USAGE, ((TimeReader.AskBack) reading).why(), "Nothing was started.");
    }

    // ---- resume

    /** Goes on with an incident, with the copies of the books it began with. */
    Exit resume(Optional<String> named) {
        return goOn(named, among -> Optional.empty());
    }

    /** The same, entered at a plan that undoes the change. */
    Exit undo(Optional<String> plan, Optional<String> named) {
        return goOn(named, among -> Optional.of(PlanToRun.of(plan, among)));
    }

    private Exit goOn(Optional<String> named, Function<PlanToRun.Among, Optional<PlanToRun>> entering) {
        Incidents incidents = ports.incidents();
        String id = new Chosen(incidents).id(named);
        Optional<AnswersFile> answers = options.answers().map(this::answers);
        Clock clock = clock(answers);
        String actor = actor(answers);
        FileTimeline timeline = incidents
                .open(id, clock, ports.author(actor))
                .orElseThrow(() -> new Failure(Exit.NOT_FOUND, "There is no incident `" + id + "`."));
        if (Incident.of(timeline.read()).state() == Incident.State.CLOSED) {
            throw new Failure(
                    Exit.USAGE,
                    "`" + id + "` is closed.",
                    "`oncall timeline " + id + "` shows it; `oncall start` opens a new one.");
        }
        if (timeline.readOnly()) {
            throw new Failure(
                    Exit.NOT_SAVED,
                    "`" + id + "` was written by a newer oncall: it can be read here, not gone on with.",
                    "`oncall timeline " + id + "` shows it. Update oncall to go on.");
        }
        shelf.alsoPlansIn(NewPlans.in(timeline.folder()));
        Copies copies = Copies.of(timeline, shelf);
        Optional<PlanToRun> plan = entering.apply(new PlanToRun.Among(
                new Plans(invocation), copies, Incident.of(timeline.read()), clock.now(), environs.zone()));
        Shelf books = plan.map(PlanToRun::shelf).orElse(copies.shelf());
        try (Conversation conversation = ports.conversation(
                invocation.common().plain(), invocation.common().colour())) {
            conversation.prepare();
            Bookshelf.Opened opened = copies.opened();
            Beginning beginning = new Beginning(opened, timeline, clock, actor, role(opened, answers), answers);
            Optional<String> last =
                    timeline.read().stream().reduce((first, second) -> second).map(each -> each.id());
            session(beginning, copies.titled(), timeline);
            timeline.append(Sitting.resumed(last, copies.changed()), news -> true);
            return walk(
                    beginning,
                    books,
                    conversation,
                    new Manner(resumeCommand(id), Optional.of(copies.changed()), plan, Optional.empty()));
        }
    }

    // ---- both

    /**
     * How a sitting is walked.
     *
     * @param resume the command that goes on with it
     * @param changed steps that changed meanwhile, where it is taken up again
     * @param plan entered at this plan
     * @param practice the environment a plan is practised in
     */
    record Manner(String resume, Optional<List<String>> changed, Optional<PlanToRun> plan, Optional<String> practice) {
        private static Manner of(String resume, Optional<List<String>> changed) {
            return new Manner(resume, changed, Optional.empty(), Optional.empty());
        }
    }

    /** What a sitting begins with. */
    record Beginning(
            Bookshelf.Opened opened,
            FileTimeline timeline,
            Clock clock,
            String actor,
            String role,
            Optional<AnswersFile> answers) {}

    /** Puts the sitting on record; `record` is the timeline of the beginning, or what marks it. */
    void session(Beginning beginning, boolean titled, Timeline record) {
        FileTimeline timeline = beginning.timeline();
        Runbook book = beginning.opened().book();
        List<String> flags = new ArrayList<>();
        if (titled) {
            flags.add("titled");
        }
        if (beginning.clock().kind() != Clock.Kind.REAL) {
            flags.add(beginning.clock().kind() == Clock.Kind.FIXED ? "fixed-clock" : "fast-clock");
        }
        if (options.showOnly()) {
            flags.add("show-only");
        }
        if (beginning.answers().isPresent()) {
            flags.add("answers");
        }
        String rb = timeline.keepBook(bytes(book.source().text()));
        String team = timeline.keepBook(bytes(beginning.opened().team().source().text()));
        for (String name : Bookshelf.followed(book, new LinkedHashSet<>(), shelf)) {
            shelf.book(name)
                    .ifPresent(followed -> flags.add(Copies.FLAG + name + "="
                            + timeline.keepBook(bytes(followed.source().text()))));
        }
        Instant now = beginning.clock().now();
        ZoneId zone = environs.zone();
        record.append(
                Entry.of(new Event.Session(
                        beginning.role(),
                        environs.device(),
                        zone.getId(),
                        zone.getRules().getOffset(now).getId().replace("Z", "+00:00"),
                        ZoneRulesProvider.getVersions("UTC").lastEntry().getKey(),
                        ports.boot(),
                        ProcessHandle.current().pid(),
                        environs.install().version(),
                        book.source().path(),
                        rb,
                        team,
                        flags)),
                news -> true);
        record.append(Entry.of(new Event.Role(beginning.role(), beginning.actor())), news -> true);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    Exit walk(Beginning beginning, Shelf books, Conversation conversation, Manner manner) {
        Optional<ScriptedAnswers> script = beginning
                .answers()
                .map(file -> new ScriptedAnswers(conversation, file, beginning.clock(), environs.zone()));
        Prompter prompter = script.<Prompter>map(each -> each).orElse(conversation);
        Timeline record = new RedactingTimeline(beginning.timeline(), ports::secrets);
        Parts parts = new Parts(
                prompter,
                manner.practice().isPresent() ? Practice.marking(record) : record,
                beginning.clock(),
                ports.commands(),
                ports.trust(),
                ports.changes(beginning.opened().team()),
                new MustacheRenderer(),
                books,
                times,
                new NewPlans(shelf, beginning.timeline().folder()));
        Setting setting = new Setting(
                beginning.opened().book(),
                beginning.opened().team(),
                beginning.actor(),
                beginning.role(),
                environs.zone(),
                options.showOnly(),
                environs.folder().toString(),
                ports.inThisShift(beginning.clock().now()),
                manner.practice());
        String resume = manner.resume();
        Path drafts = beginning.timeline().folder().resolve("drafts");
        List<Path> kept = drafts(drafts);
        ports.keepDraftsIn(drafts);
        Farewell farewell = new Farewell(conversation, environs, resume);
        Runtime.getRuntime().addShutdownHook(farewell);
        Sitting sitting = new Sitting(parts, setting);
        beginning.timeline().warnings().forEach(line -> prompter.tell(List.of(new Line(Prompter.Tone.WARNING, line))));
        if (manner.changed().isPresent()) {
            sitting.welcomeBack(manner.changed().get());
            kept.forEach(file -> prompter.tell(List.of(
                    new Line(Prompter.Tone.NOTICE, "A text that was being edited and not saved is kept in " + file))));
        } else {
            sitting.welcome();
        }
        try {
            manner.plan().ifPresent(each -> prompter.tell(List.of(Line.of(each.why()))));
            Ending ending = manner.plan()
                    .map(each -> sitting.undo(each.plan(), each.verdict()))
                    .orElseGet(sitting::walk);
            farewell.over();
            return bye(ending, script, prompter, resume);
        } catch (oncall.walk.Timeline.SaveFailed failed) {
            farewell.over();
            prompter.tell(Farewell.wayOn("What was said to be saved is saved.", resume));
            throw failed;
        }
    }

    private static List<Path> drafts(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (java.util.stream.Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !isUnsent(file))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Words typed and not sent come back by themselves, at their question. */
    private static boolean isUnsent(Path file) {
        String name = file.getFileName().toString();
        return name.startsWith(Unsent.PREFIX) || name.startsWith(".");
    }

    private Exit bye(Ending ending, Optional<ScriptedAnswers> script, Prompter prompter, String resume) {
        Optional<String> missing = script.flatMap(ScriptedAnswers::missing);
        boolean atTheEnd = missing.filter(END::equals).isPresent();
        missing.ifPresent(name -> prompter.tell(List.of(Line.of(
                atTheEnd
                        ? "The answers file has come to the end of the walk; closing is left to you."
                        : "The answers file has no answer here for `" + name + "`."))));
        List<AnswersFile.Entry> leftOver = script.map(ScriptedAnswers::leftOver).orElse(List.of());
        if (ending != Ending.CLOSED) {
            prompter.tell(Farewell.wayOn("Saved.", resume));
        }
        if (!leftOver.isEmpty() && (missing.isEmpty() || atTheEnd)) {
            prompter.tell(List.of(Line.of("Left over in the answers file, from "
                    + leftOver.get(0).place() + " on: "
                    + String.join(
                            ", ", leftOver.stream().map(AnswersFile.Entry::name).toList()) + ".")));
            return Exit.FIX;
        }
        return switch (ending) {
            case CLOSED -> Exit.OK;
            case LEFT -> Exit.LEFT_OPEN;
            case INTERRUPTED -> Exit.INTERRUPTED;
            case HUNG_UP -> Exit.HUNG_UP;
        };
    }
}
