package oncall.walk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import oncall.incident.Entry;
import oncall.incident.Event;
import oncall.incident.Incident;
import oncall.incident.TimelineRecord;
import oncall.message.MustacheRenderer;
import oncall.plan.RevertPlan;
import oncall.plan.Verdict;
import oncall.runbook.DiagnosticText;
import oncall.runbook.Phase;
import oncall.runbook.Runbook;
import oncall.runbook.Source;
import oncall.runbook.Team;
import oncall.runbook.Value;
import oncall.runbook.yaml.PlanReader;
import oncall.runbook.yaml.RunbookFile;
import oncall.runbook.yaml.TeamReader;
import oncall.runbook.yaml.YamlFile;
import oncall.time.WrittenTimes;

/**
 * A walk with everything around it played: books and team from YAML text, a timeline in memory, a clock moved by hand,
 * commands that only say what they would be, and a person by a script.
 */
final class Rehearsal {
    static final Instant START = Instant.parse("2018-11-12T15:03:00Z");
    static final ZoneId ZONE = ZoneId.of("Asia/Jerusalem");

    /** No default steps, and nobody whom a clock wants told. */
    static final String QUIET = """
            oncall: team/1
            name: Quiet
            steps: {diagnose: [{do: "Look.", id: look}]}
            first-word: 30d
            """;

    final ScriptedPrompter person = new ScriptedPrompter();
    final List<String> journal = new ArrayList<>();
    final Played commands = new Played();
    final Trusted trust = new Trusted();
    final Feed changes = new Feed();
    final Library shelf = new Library();
    final Written written = new Written();
    final HandClock clock;
    final MemoryTimeline timeline;
    private final Team team;
    private final Runbook book;
    private boolean showOnly;

    private Rehearsal(Team team, Runbook book, Clock.Kind kind) {
        this.team = team;
        this.book = book;
        clock = new HandClock(START, kind);
        timeline = new MemoryTimeline(clock, journal);
        person.passing(clock::pass);
        shelf.add(book);
    }

    static Rehearsal of(String teamText, String bookText) {
        Rehearsal rehearsal = new Rehearsal(team(teamText), book("test", bookText), Clock.Kind.REAL);
        rehearsal.open();
        return rehearsal;
    }

    /** With the default steps of the built-in team file. */
    static Rehearsal builtIn(String bookText) {
        Rehearsal rehearsal = new Rehearsal(builtIn(), book("test", bookText), Clock.Kind.REAL);
        rehearsal.open();
        return rehearsal;
    }

    /** With steps in diagnose, and no team to speak of. */
    static Rehearsal steps(String steps) {
        return of(QUIET, "title: A test\ndiagnose:\n" + steps);
    }

    private void open() {
        timeline.append(
                Entry.of(new Event.Header(
                        1, "20181112-1703-test", "A test", START, ZONE.getId(), Optional.empty(), Optional.empty())),
                news -> true);
        timeline.append(Entry.of(session()), news -> true);
        journal.clear();
    }

    private static Event session() {
        return new Event.Session(
                "oncall", "laptop", ZONE.getId(), "+02:00", "2024a", "b", 1, "0", "test", "0", "0", List.of());
    }

    /** Another sitting on the first `count` records, as after a crash; its clock is where `at` says. */
    Rehearsal cutAt(int count, Instant at) {
        Rehearsal again = new Rehearsal(team, book, clock.kind());
        shelf.books.values().forEach(again.shelf::add);
        again.shelf.plans.addAll(shelf.plans);
        again.written.files.putAll(written.files);
        again.shelf.verdicts.putAll(shelf.verdicts);
        again.shelf.unreadable.addAll(shelf.unreadable);
        again.changes.found.addAll(changes.found);
        again.clock.set(at);
        again.timeline.of(timeline.all().subList(0, count));
        again.trust.allowed.addAll(trust.allowed);
        return again;
    }

    Rehearsal showOnly() {
        showOnly = true;
        return this;
    }

    Rehearsal trusted() {
        trust.allow(book.source());
        trust.allow(team.source());
        return this;
    }

    Sitting sitting() {
        return sitting(person);
    }

    Sitting sitting(Prompter prompter) {
        Setting setting = new Setting(book, team, "dana", "oncall", ZONE, showOnly, "/home/dana", 1);
        return new Sitting(parts(prompter), setting);
    }

    private Parts parts(Prompter prompter) {
        return new Parts(
                prompter,
                timeline,
                clock,
                commands,
                trust,
                changes,
                new MustacheRenderer(),
                shelf,
                new WrittenTimes(),
                written);
    }

    /** Walks through the whole script. */
    Ending walk() {
        Ending ending = sitting().walk();
        person.close();
        return ending;
    }

    Incident incident() {
        return Incident.of(timeline.all());
    }

    /** Where the walk stands, with nobody asked. */
    Standing standing() {
        return new Standing(incident(), shelf, team, book, clock.now(), ZONE, "dana", 1);
    }

    /** Puts an answer on record. */
    Rehearsal given(Phase phase, String key, String value) {
        timeline.append(Entry.of(Event.Answer.PLAIN).on(Optional.of(phase), key).valued(Value.of(value)), news -> true);
        return this;
    }

    /** Puts on record that the order was left. */
    Rehearsal jumped(String to, boolean again) {
        timeline.append(Entry.of(new Event.Jump(to, List.of(), again)), news -> true);
        return this;
    }

    Team team() {
        return team;
    }

    Runbook book() {
        return book;
    }

    /** The value of a step's newest answer; `-` when there is none. */
    String value(String key) {
        return incident()
                .given(key)
                .map(given -> given.value().map(Object::toString).orElse(given.text()))
                .orElse("-");
    }

    /** Records of a kind, oldest first. */
    List<TimelineRecord> records(String kind) {
        return timeline.all().stream()
                .filter(each -> each.event().kind().equals(kind))
                .toList();
    }

    // ---- from text

    static Team builtIn() {
        try {
            YamlFile file = YamlFile.read(Files.readAllBytes(Path.of("runbooks", "team.yaml")), "team.yaml", "", true);
            return checked(file, TeamReader::readBuiltIn);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Team team(String text) {
        return checked(file(text, "team.yaml"), file -> TeamReader.read(file, builtIn()));
    }

    private static YamlFile file(String text, String path) {
        return YamlFile.read(text.getBytes(StandardCharsets.UTF_8), path, "/books", false);
    }

    private static <T> T checked(YamlFile file, Function<YamlFile, Optional<T>> reader) {
        return reader.apply(file)
                .orElseThrow(() -> new AssertionError(file.problems().inOrder().stream()
                        .map(problem -> String.join("\n", DiagnosticText.lines(problem)))
                        .toList()));
    }

    static Runbook book(String name, String text) {
        RunbookFile file = RunbookFile.read(text.getBytes(StandardCharsets.UTF_8), name + ".yaml", "/books", false);
        return file.book()
                .orElseThrow(() -> new AssertionError(file.problems().stream()
                        .map(problem -> String.join("\n", DiagnosticText.lines(problem)))
                        .toList()));
    }

    static RevertPlan plan(String name, String text) {
        return checked(file(text, name + ".yaml"), file -> PlanReader.read(file, name));
    }

    // ---- doubles

    /** Commands that are played: each request is noted, and answered in turn. */
    final class Played implements Commands {
        final List<Request> requests = new ArrayList<>();
        final Set<String> unset = new HashSet<>();
        final Set<String> going = new HashSet<>();
        private final Deque<Outcome> outcomes = new ArrayDeque<>();
        private int silence;
        private Runnable during = () -> {};

        /** The next command ends so. */
        void ends(int exit, String output) {
            outcomes.add(
                    new Outcome(Optional.of(exit), Optional.empty(), Duration.ofSeconds(1), output, output.length()));
        }

        /** The next command writes errors besides. */
        void ends(int exit, String standard, String errors) {
            String all = errors + standard;
            outcomes.add(new Outcome(
                    Optional.of(exit), Optional.empty(), Duration.ofSeconds(1), all, all.length(), standard));
        }

        /** The next command is stopped. */
        void stopped(String problem) {
            outcomes.add(new Outcome(Optional.empty(), Optional.of(problem), Duration.ofSeconds(20), "", 0));
        }

        /** The person stops the next command. */
        void stoppedByThePerson() {
            outcomes.add(new Outcome(
                    Optional.empty(),
                    Optional.of("Stopped by you after 2 s."),
                    Duration.ofSeconds(2),
                    "",
                    0,
                    "",
                    true));
        }

        /** Happens while the next command runs. */
        void during(Runnable event) {
            during = event;
        }

        @Override
        public Place place(String folder) {
            return new Place(folder, "dana@laptop", List.of("kube: acme-prod"));
        }

        @Override
        public List<String> missing(List<String> needs) {
            return needs.stream().filter(unset::contains).toList();
        }

        @Override
        public boolean goesOnElsewhere(TimelineRecord session) {
            return going.contains(session.actor());
        }

        /** The next run says nothing for so many seconds. */
        void quiet(int seconds) {
            silence = seconds;
        }

        @Override
        public Outcome run(Request request, Live live) {
            requests.add(request);
            journal.add("run " + request.command().display());
            Runnable event = during;
            during = () -> {};
            event.run();
            live.look();
            for (int second = 1; second <= silence; second++) {
                live.quiet(Duration.ofSeconds(second));
            }
            silence = 0;
            Outcome outcome = outcomes.poll();
            if (outcome == null) {
                throw new AssertionError("ran `" + request.command().display() + "`, which the test did not expect");
            }
            outcome.output().lines().forEach(live::line);
            return outcome;
        }
    }

    /** Trust that is remembered. */
    static final class Trusted implements Trust {
        final Set<String> allowed = new HashSet<>();

        @Override
        public boolean allows(Source source) {
            return source.builtIn() || allowed.contains(source.sha256());
        }

        @Override
        public void allow(Source source) {
            allowed.add(source.sha256());
        }
    }

    /** Changes found lately, and how often they were asked for. */
    static final class Feed implements Changes {
        final List<Change> found = new ArrayList<>();
        final List<String> problems = new ArrayList<>();
        int reads;

        @Override
        public Changes.Feed since(Instant from) {
            reads++;
            return new Changes.Feed(
                    found.stream().filter(change -> !change.at().isBefore(from)).toList(), problems);
        }
    }

    /** Plans written in the walk: on the shelf from then on, as files of a folder would be. */
    final class Written implements PlanStore {
        /** Texts by name, in order. */
        final Map<String, String> files = new LinkedHashMap<>();

        @Override
        public String folder() {
            return "/books/revert-plans";
        }

        @Override
        public Kept keep(String name, String text) {
            journal.add("plan " + name);
            String free = name;
            for (int number = 2; files.containsKey(free) && !files.get(free).equals(text); number++) {
                free = name + "-" + number;
            }
            RevertPlan plan = plan(free, text);
            if (files.put(free, text) == null) {
                shelf.plans.add(plan);
            }
            return new Kept(plan, Optional.of("revert-plans/" + free + ".yaml"), Optional.empty());
        }
    }

    /** Books and plans by name. */
    static final class Library implements Shelf {
        final Map<String, Runbook> books = new LinkedHashMap<>();
        final List<RevertPlan> plans = new ArrayList<>();

        /** What a plan comes to, by name; without an entry nothing is found. */
        final Map<String, Verdict> verdicts = new LinkedHashMap<>();

        /** Names of plans that are there and do not read. */
        final List<String> unreadable = new ArrayList<>();

        Library add(Runbook book) {
            books.put(book.name(), book);
            return this;
        }

        @Override
        public Optional<Runbook> book(String name) {
            return Optional.ofNullable(books.get(name));
        }

        @Override
        public Optional<RevertPlan> plan(String name) {
            return plans.stream().filter(plan -> plan.name().equals(name)).findFirst();
        }

        @Override
        public List<String> books() {
            return List.copyOf(books.keySet());
        }

        @Override
        public List<RevertPlan> plans() {
            return List.copyOf(plans);
        }

        @Override
        public List<String> unreadablePlans() {
            return List.copyOf(unreadable);
        }

        @Override
        public Verdict verdict(RevertPlan plan, Instant now, ZoneId zone) {
            return verdicts.getOrDefault(
                    plan.name(), new Verdict(List.of(), List.of(), plan.estimate(), plan.rehearsed()));
        }
    }
}
