package oncall.walk;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import oncall.incident.Bounds;
import oncall.incident.Entry;
import oncall.incident.Event;
import oncall.incident.Incident;
import oncall.incident.TimelineRecord;
import oncall.runbook.Durations;
import oncall.runbook.Phase;
import oncall.runbook.Runbook;
import oncall.runbook.Team;
import oncall.runbook.TimeReader;
import oncall.walk.Prompter.Line;
import oncall.walk.Prompter.Question;
import oncall.walk.Prompter.Reply;
import oncall.walk.Prompter.Tone;

/**
 * What every part of a sitting works at: the incident as it is now, a way to ask, and a way to save. Saving returns only when
 * the record is safe; then, and only then, the screen says so.
 */
final class Desk {
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    /** More imported rows than this are told as one. */
    private static final int FEW_ROWS = 3;

    private final Parts parts;
    private final Setting setting;
    private final Set<String> announced = new HashSet<>();
    private final Set<String> baseline = new HashSet<>();
    private Standing standing;
    private List<TimelineRecord> seen = List.of();
    private Optional<TimeReader.Read> nextHappened = Optional.empty();
    private Optional<String> asking = Optional.empty();
    private Optional<String> alias = Optional.empty();
    private Orders orders;
    private int pending;

    Desk(Parts parts, Setting setting) {
        this.parts = parts;
        this.setting = setting;
        refresh();
        incident().records().forEach(each -> announced.add(each.id()));
    }

    void attach(Orders handler) {
        orders = handler;
    }

    // ---- what is so

    /** Reads news and folds them in. */
    void refresh() {
        seen = parts.timeline().read();
        standing = standing(seen);
    }

    private Standing standing(List<TimelineRecord> records) {
        return new Standing(
                Incident.of(records),
                parts.shelf(),
                setting.team(),
                setting.book(),
                now(),
                zone(),
                setting.actor(),
                setting.shift());
    }

    /** Where the walk stands, as of the last look. */
    Standing standing() {
        return standing;
    }

    Parts parts() {
        return parts;
    }

    Setting setting() {
        return setting;
    }

    Incident incident() {
        return standing.incident();
    }

    Team team() {
        return setting.team();
    }

    Runbook book() {
        return standing.book();
    }

    Route route() {
        return standing.route();
    }

    WalkFacts facts() {
        return standing.facts();
    }

    Words words() {
        return new Words(standing);
    }

    Instant now() {
        return parts.clock().now();
    }

    ZoneId zone() {
        return setting.zone();
    }

    /** What a time is read against: now, here, in this incident. */
    TimeReader.Moment moment() {
        return Bounds.of(incident()).moment(now(), zone());
    }

    boolean interactive() {
        return parts.prompter().interactive();
    }

    // ---- what is shown

    void tell(String... lines) {
        List<Line> all = new ArrayList<>();
        for (String line : lines) {
            all.add(Line.of(line));
        }
        parts.prompter().tell(all);
    }

    void tell(Tone tone, String text) {
        parts.prompter().tell(List.of(new Line(tone, text)));
    }

    void tell(List<Line> lines) {
        if (!lines.isEmpty()) {
            parts.prompter().tell(lines);
        }
    }

    /** `17:05+02:00`. */
    String minute(Instant instant) {
        return standing.minute(instant);
    }

    /** `17:05+02:00 (15:05Z)`. */
    String both(Instant instant) {
        return standing.both(instant);
    }

    /** The line above a question: where, when, how urgent. */
    private String heading(String where) {
        String practice = setting.practice()
                .map(environment -> "PRACTICE in " + environment + " - ")
                .orElse("");
        StringBuilder line =
                new StringBuilder(practice).append(where).append(" - ").append(both(now()));
        line.append(" - ")
                .append(Durations.words(Duration.between(incident().opened(), now())))
                .append(" in");
        incident()
                .priority()
                .ifPresent(priority ->
                        line.append(" - ").append(priority.to()).append(priority.provisional() ? " for now" : ""));
        nearestUpdate().ifPresent(due -> line.append(" - ").append(dueWords(due)));
        return line.toString();
    }

    /** The line above everything that belongs to one question, an empty line before it. */
    void open(String where) {
        tell(List.of(Line.of(""), new Line(Tone.HEADING, heading(where))));
    }

    void open(Route.Stop stop) {
        int[] progress = route().progress(stop);
        open(stop.phase().word().toUpperCase(Locale.ROOT) + " " + progress[0] + " of " + progress[1]);
    }

    /** What is or will be due; in practice nobody waits for anything. */
    List<Dues.Due> dues() {
        return isPractice() ? List.of() : standing.dues();
    }

    /** Whether a plan is walked as practice. */
    boolean isPractice() {
        return setting.practice().isPresent();
    }

    private Optional<Dues.Due> nearestUpdate() {
        return dues().stream()
                .filter(due -> due.what() == Dues.What.UPDATE)
                .filter(due -> incident().priority().isPresent() || !due.at().isAfter(now()))
                .min(java.util.Comparator.comparing(Dues.Due::at));
    }

    private String dueWords(Dues.Due due) {
        Duration left = Duration.between(now(), due.at());
        return left.isNegative()
                ? due.subject() + " late by " + Durations.words(left.negated())
                : due.subject() + " due in " + Durations.words(left);
    }

    // ---- asking

    /** Runs something whose first question goes by another name: `again_customers`. */
    void under(String name, Runnable asking) {
        alias = Optional.of(name);
        try {
            asking.run();
        } finally {
            alias = Optional.empty();
        }
    }

    /** Asks, and answers prompt commands on the way; what comes back is an answer to this question. */
    Reply ask(Sheet sheet) {
        alias.ifPresent(sheet::named);
        alias = Optional.empty();
        Question question = sheet.done();
        asking = Optional.of(question.name());
        while (true) {
            Reply reply = parts.prompter().ask(question, this::tick);
            if (reply instanceof Prompter.Ended ended) {
                tellPending();
                throw new Turn.Stopped(ending(ended.why()));
            }
            refresh();
            takeTime();
            if (!(reply instanceof Prompter.Order order)) {
                pending++;
                return reply;
            }
            Optional<Reply> instead = orders.obey(order, question);
            if (instead.isPresent()) {
                return instead.get();
            }
        }
    }

    /** A step can have more than one question, and is saved as a whole: leaving between them says so. */
    private void tellPending() {
        if (pending > 0) {
            tell(Tone.WARNING, "Not saved: what was answered of this step so far. It is asked again.");
        }
    }

    private static Ending ending(Prompter.Why why) {
        return switch (why) {
            case END_OF_INPUT -> Ending.LEFT;
            case INTERRUPTED -> Ending.INTERRUPTED;
            case HUNG_UP -> Ending.HUNG_UP;
        };
    }

    /** The one choice taken, by id; "don't know" is `unknown`; free text comes as it was typed. */
    String choose(Sheet sheet) {
        return id(ask(sheet));
    }

    static String id(Reply reply) {
        if (reply instanceof Prompter.Chosen chosen) {
            return chosen.ids().get(0);
        }
        if (reply instanceof Prompter.Typed typed) {
            return typed.text().strip();
        }
        return "unknown";
    }

    /** Free words exactly as they were given; empty where they are none. */
    private Optional<String> words(Sheet sheet) {
        Reply reply = ask(sheet.freeText());
        String given = id(reply);
        boolean none = given.isEmpty() || given.equals("unknown");
        return none ? Optional.empty() : Optional.of(reply instanceof Prompter.Typed typed ? typed.text() : given);
    }

    /** One line of reason; an empty one is refused once, so Enter alone is let through to here. */
    String reason(String name, String text) {
        Optional<String> given = words(Sheet.of(name, text).prefill(Optional.of(""), true));
        if (given.isEmpty()) {
            tell(Tone.HINT, "One line is enough. Enter again goes on without.");
            given = words(Sheet.of(name, text).prefill(Optional.of(""), true));
        }
        return given.orElse(Words.NO_REASON);
    }

    /** An optional line; Enter leaves it out. */
    Optional<String> optional(String name, String text, Optional<String> prefill) {
        return words(Sheet.of(name, text).why("Enter leaves it out.").prefill(Optional.of(prefill.orElse("")), true));
    }

    // ---- leaving the order

    /** Offers to go on elsewhere; nothing is ever jumped to unasked. */
    void offerToGo(String to, String text, Optional<Route.Stop> from) {
        if (!parts.prompter().volunteers("go " + to)) {
            return;
        }
        String taken = choose(Sheet.of("go " + to, text)
                .offer("go", "go to " + words().place(to, from))
                .offer("stay", "go on here"));
        if (taken.equals("go")) {
            jump(to, from);
        }
    }

    /** Leaves the order; what was answered there before is walked anew. Does not return. */
    void jump(String to, Optional<Route.Stop> from) {
        String prefix = from.map(stop -> stop.unit().prefix()).orElse("");
        Optional<Phase> phase = Phase.of(to)
                .filter(each -> prefix.isEmpty() || route().stop(prefix + to).isEmpty());
        String target = phase.isPresent() || to.equals("end") ? to : prefix + to;
        boolean again = phase.map(route()::isDone)
                .orElseGet(() -> incident().given(target).isPresent());
        leave(target, from, again);
    }

    /** Writes the jump and starts the walk from there. Does not return. */
    void leave(String target, Optional<Route.Stop> from, boolean again) {
        Event.Jump jump = new Event.Jump(target, leftBefore(target), again);
        Optional<Route.Stop> here = from.or(route()::next);
        save(here.map(stop -> Entry.of(jump).on(Optional.of(stop.phase()), stop.key()))
                .orElse(Entry.of(jump)));
        throw new Turn.Moved();
    }

    /** Open steps between here and the target. */
    private List<String> leftBefore(String target) {
        List<String> left = new ArrayList<>();
        for (Route.Stop stop : route().stops()) {
            if (stop.key().equals(target) || stop.phase().word().equals(target)) {
                return left;
            }
            if (stop.open()) {
                left.add(stop.key());
            }
        }
        return List.of();
    }

    /** News of other terminals and what has come due, while a question stands open. */
    private List<Line> tick() {
        List<TimelineRecord> records = parts.timeline().read();
        if (records != seen) {
            seen = records;
            standing = standing(records);
        }
        List<TimelineRecord> fresh = incident().records().stream()
                .filter(each -> announced.add(each.id()))
                .toList();
        List<Line> lines = news(fresh);
        for (Dues.Due due : dues()) {
            if (!due.at().isAfter(now()) && announced.add(due.name() + due.at())) {
                lines.add(new Line(Tone.NOTICE, words().due(due)));
            }
        }
        return lines;
    }

    /** What others wrote; a file of theirs that was imported is one line. */
    private List<Line> news(List<TimelineRecord> fresh) {
        List<Line> lines = new ArrayList<>();
        List<TimelineRecord> rows = fresh.stream()
                .filter(each -> each.event() instanceof Event.Import)
                .toList();
        if (rows.size() > FEW_ROWS) {
            lines.add(new Line(Tone.NOTICE, words().imported(rows)));
        }
        for (TimelineRecord each : fresh) {
            boolean oneOfMany = rows.size() > FEW_ROWS && each.event() instanceof Event.Import;
            if (!oneOfMany) {
                words().news(each).ifPresent(text -> lines.add(new Line(Tone.NOTICE, text)));
                if (asking.isPresent() && each.entry().step().equals(asking)) {
                    lines.add(new Line(Tone.NOTICE, "This question was answered there. Give your answer to compare."));
                }
            }
        }
        return lines;
    }

    /** Tells what others wrote while a command runs. */
    void tellNews() {
        tell(tick());
    }

    // ---- saving

    /** When the next answer happened, as `:time` said. */
    void happened(TimeReader.Read read) {
        nextHappened = Optional.of(read);
    }

    private void takeTime() {
        parts.prompter()
                .happened()
                .ifPresent(at -> nextHappened = Optional.of(new TimeReader.Read(
                        at,
                        new TimeReader.Given(
                                at.toString(),
                                TimeReader.Precision.EXACT,
                                Optional.empty(),
                                zone().getId(),
                                List.of()))));
    }

    private Entry timed(Entry entry) {
        boolean scripted = parts.prompter().happened().isPresent();
        if (entry.happened().isPresent() || nextHappened.isEmpty() || !scripted && !isGiven(entry.event())) {
            return entry;
        }
        TimeReader.Read read = nextHappened.get();
        Entry moved = entry.at(read.at());
        return entry.time().isPresent() || scripted ? moved : moved.timed(read.given());
    }

    /** Saves a record whatever others wrote meanwhile. Returns when it is safe on disk. */
    TimelineRecord save(Entry entry) {
        TimelineRecord saved = append(timed(entry), news -> true).orElseThrow();
        if (isGiven(entry.event())) {
            nextHappened = Optional.empty();
        }
        return saved;
    }

    /** Kinds that are an answer of the person: `:time` is about the next of them, and about nothing else. */
    private static boolean isGiven(Event event) {
        return event instanceof Event.Answer
                || event instanceof Event.Decision
                || event instanceof Event.Call
                || event instanceof Event.Comms;
    }

    /** Puts down as unknown what was begun under `key` and never heard of again; true if there was any. */
    boolean settle(Optional<Phase> phase, String key) {
        List<TimelineRecord> open = incident().outcomeUnknown().stream()
                .filter(each -> each.entry().step().equals(Optional.of(key)))
                .filter(each -> !goesOnElsewhere(each))
                .toList();
        open.forEach(each -> save(Entry.of(new Event.Result(each.id(), Optional.empty(), 0, Optional.empty(), 0))
                .on(phase, key)
                .saying("it was cut off")
                .valued(oncall.runbook.Value.UNKNOWN)));
        return !open.isEmpty();
    }

    /** Marks what is on record now: an answer that comes from elsewhere after this is shown before ours is saved. */
    void begin() {
        pending = 0;
        incident().records().forEach(each -> baseline.add(each.id()));
    }

    /** The same for one step: what is on record of the others may still be news to the question that stands open. */
    void begin(String key) {
        incident().atStep(key).forEach(each -> baseline.add(each.id()));
    }

    /**
     * Saves the answer to a step unless another terminal answered it meanwhile: then the person chooses.
     *
     * @return whether this answer is the one that counts; what follows from it must not happen otherwise
     */
    boolean answer(Entry entry) {
        Entry timed = timed(entry);
        String key = entry.step().orElse("");
        if (answeredElsewhere(incident().atStep(key), key)) {
            return compare(timed);
        }
        Optional<TimelineRecord> saved = append(timed, news -> !answeredElsewhere(news, key));
        if (saved.isEmpty()) {
            return compare(timed);
        }
        nextHappened = Optional.empty();
        parts.prompter().settled();
        tell(Tone.SAVED, "saved " + SECOND.format(saved.get().recorded().atZone(zone())));
        return true;
    }

    /**
     * Saves that a command is about to start, unless another terminal began or answered the same step meanwhile: then that is
     * told, and nothing may start.
     */
    Optional<TimelineRecord> claim(Entry intent) {
        String key = intent.step().orElse("");
        Optional<TimelineRecord> saved = takenElsewhere(incident().atStep(key), key)
                        .isPresent()
                ? Optional.empty()
                : append(timed(intent), news -> takenElsewhere(news, key).isEmpty());
        if (saved.isEmpty()) {
            takenElsewhere(incident().atStep(key), key)
                    .flatMap(words()::news)
                    .ifPresent(text -> tell(Tone.NOTICE, text));
            tell(Tone.WARNING, "Not run from here: another terminal was first.");
        }
        return saved;
    }

    private Optional<TimelineRecord> takenElsewhere(List<TimelineRecord> records, String key) {
        return records.stream()
                .filter(each -> !baseline.contains(each.id())
                        && each.entry().step().equals(Optional.of(key))
                        && (isAnswer(each.event()) || each.event() instanceof Event.Intent))
                .reduce((first, second) -> second);
    }

    /** Whether the sitting that wrote a record still goes on at another terminal of this machine. */
    boolean goesOnElsewhere(TimelineRecord record) {
        return record.session()
                .flatMap(incident()::record)
                .map(parts.commands()::goesOnElsewhere)
                .orElse(false);
    }

    private boolean answeredElsewhere(List<TimelineRecord> records, String key) {
        return records.stream()
                .anyMatch(each -> !baseline.contains(each.id())
                        && each.entry().step().equals(Optional.of(key))
                        && isAnswer(each.event()));
    }

    private static boolean isAnswer(Event event) {
        return event instanceof Event.Answer || event instanceof Event.Decision || event instanceof Event.Result;
    }

    /** Another terminal was first: theirs stands unless it is replaced on purpose. */
    private boolean compare(Entry mine) {
        TimelineRecord theirs = incident().records().stream()
                .filter(each -> each.entry().step().equals(mine.step()) && isAnswer(each.event()))
                .reduce((first, second) -> second)
                .orElseThrow();
        announced.add(theirs.id());
        tell(
                Tone.NOTICE,
                theirs.actor() + " answered this at " + minute(theirs.recorded()) + ": " + words().said(theirs));
        tell("Yours is not saved yet: " + words().said(mine));
        begin(mine.step().orElse(""));
        String taken = choose(Sheet.of("conflict", "Which one counts?")
                .offer("theirs", "keep theirs")
                .offer("mine", "replace with mine"));
        return taken.equals("mine") && answer(mine.superseding(theirs.id()));
    }

    private Optional<TimelineRecord> append(Entry entry, java.util.function.Predicate<List<TimelineRecord>> wanted) {
        while (true) {
            try {
                Timeline.Outcome outcome = parts.timeline().append(entry, wanted);
                outcome.saved().ifPresent(saved -> {
                    announced.add(saved.id());
                    baseline.add(saved.id());
                    pending = 0;
                });
                refresh();
                return outcome.saved();
            } catch (Timeline.SaveFailed failed) {
                notSaved(entry, failed);
            }
        }
    }

    /** The answer stays on the screen; at a terminal it can be tried again for as long as it takes. */
    private void notSaved(Entry entry, Timeline.SaveFailed failed) {
        tell(Tone.WARNING, "NOT SAVED: " + words().said(entry));
        tell(Tone.WARNING, failed.getMessage());
        if (!interactive() || !failed.tryAgain()) {
            throw failed;
        }
        Question question = Sheet.of("retry", "Try to save it again?")
                .offer("again", "try again")
                .offer("leave", "leave; it stays unsaved")
                .prefill(Optional.of("again"), true)
                .done();
        Reply reply = parts.prompter().ask(question, Prompter.Ticker.NONE);
        while (reply instanceof Prompter.Order) {
            tell("Your answer is not saved yet: that comes first.");
            reply = parts.prompter().ask(question, Prompter.Ticker.NONE);
        }
        if (!id(reply).equals("again")) {
            throw failed;
        }
    }

    /**
     * Waits on the clock of the walk, in pieces, so that news are shown; fixed clocks move at once. Words typed meanwhile
     * are noted, and the wait goes on; a choice of the sheet ends it.
     *
     * @return the choice, by id; none when the time went by
     */
    Optional<String> waitFor(Duration span, Sheet sheet) {
        Instant until = now().plus(span);
        parts.clock().advance(span);
        Duration left = parts.clock().real(span);
        Optional<String> key = Optional.empty();
        if (!interactive() && !left.isZero()) {
            parts.clock().pause(span);
        }
        while (interactive() && !left.isZero() && key.isEmpty()) {
            Question question = sheet.freeText().until(left).done();
            Reply reply = parts.prompter().ask(question, this::tick);
            key = whileWaiting(reply, question);
            boolean over = reply instanceof Prompter.TimedOut || !now().isBefore(until);
            left = over ? Duration.ZERO : parts.clock().real(Duration.between(now(), until));
        }
        refresh();
        return key;
    }

    private Optional<String> whileWaiting(Reply reply, Question question) {
        if (reply instanceof Prompter.Ended ended) {
            throw new Turn.Stopped(ending(ended.why()));
        }
        if (reply instanceof Prompter.Typed typed && !typed.text().isBlank()) {
            save(Entry.of(new Event.Note(Optional.empty())).saying(typed.text()));
            tell(Tone.SAVED, "noted");
        }
        if (reply instanceof Prompter.Order order) {
            orders.obey(order, question);
        }
        return reply instanceof Prompter.Chosen chosen
                ? Optional.of(chosen.ids().get(0))
                : Optional.empty();
    }
}
