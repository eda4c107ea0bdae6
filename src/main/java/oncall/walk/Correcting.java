package oncall.walk;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import oncall.incident.Entry;
import oncall.incident.Event;
import oncall.incident.Incident;
import oncall.incident.TimelineRecord;
import oncall.runbook.Choice;
import oncall.runbook.FactType;
import oncall.runbook.Option;
import oncall.runbook.Runbook;
import oncall.runbook.Step;
import oncall.runbook.TimeReader;
import oncall.runbook.Value;

/**
 * What can be corrected after the fact, and the record that does it. New words for an answer are read as the question itself would
 * have read them, with the book it was asked from; what a machine put down, what was sent and what moved the walk stays.
 */
public final class Correcting {
    private static final Set<Class<? extends Event>> WORDS =
            Set.of(Event.Answer.class, Event.Decision.class, Event.Note.class, Event.Park.class, Event.Import.class);
    private static final Set<Class<? extends Event>> TIMES =
            Set.of(Event.Call.class, Event.Comms.class, Event.Role.class, Event.Milestone.class);
    private static final String FINDING = "finding";
    private static final String NO_CHOICE = "` is not one of the choices: ";
    private static final int LISTED = 9;

    private final Incident incident;
    private final Optional<Walked> walked;
    private final TimeReader times;
    private final TimeReader.Moment moment;

    /**
     * What the incident is walked with.
     *
     * @param standing where it stands
     * @param begunWith the book it began with
     */
    public record Walked(Standing standing, Runbook begunWith, Shelf shelf) {}

    /**
     * Of one incident.
     *
     * @param walked empty where the copies of the books cannot be read: then no answer of a step can be corrected
     * @param moment what an answer that is a time is read against; its day is that of such an answer
     */
    public Correcting(Incident incident, Optional<Walked> walked, TimeReader times, TimeReader.Moment moment) {
        this.incident = incident;
        this.walked = walked;
        this.times = times;
        this.moment = moment;
    }

    /**
     * What is right instead.
     *
     * @param words the new words, where they are corrected
     * @param at when it happened after all, where that is corrected
     * @param reason why, where it is said
     */
    public record Wanted(Optional<String> words, Optional<TimeReader.Read> at, Optional<String> reason) {}

    /** What came of it. */
    public sealed interface Outcome {}

    /**
     * It can be done.
     *
     * @param entries to be appended, the correction first, then those of the marks that move with it
     * @param what it is about, a few words
     * @param before what stood there; empty where only the time is corrected
     * @param after what stands there then; empty where only the time is corrected
     */
    public record Corrected(List<Entry> entries, String what, String before, String after) implements Outcome {
        public Corrected {
            entries = List.copyOf(entries);
        }
    }

    /** It cannot: why, and what to do instead, a full sentence and a line. */
    public record Refused(String why, String instead) implements Outcome {}

    /** Judges a correction of `record`; writes nothing. */
    public Outcome of(TimelineRecord record, Wanted wanted) {
        Optional<Refused> refused = standsFast(record, wanted);
        if (refused.isPresent()) {
            return refused.get();
        }
        boolean asksForTime = asked(record).map(Asked::type).equals(Optional.of(FactType.TIME));
        if (asksForTime && wanted.words().isPresent() && wanted.at().isPresent()) {
            return new Refused(
                    "The answer is a time itself: it is not clear which of the two is meant.",
                    "Correct one, then the other.");
        }
        if (moment.on().isPresent() && !asksForTime) {
            return new Refused(
                    "`--on` is the day of a time, and no time is given.", "Add `--at TIME`. Nothing was saved.");
        }
        Optional<AnswerReader.Read> read = Optional.empty();
        if (wanted.words().isPresent()) {
            AnswerReader.Reading reading = read(record, wanted.words().get());
            if (reading instanceof AnswerReader.Refused not) {
                return new Refused(not.why(), anyway(not) + "Nothing was saved.");
            }
            read = Optional.of((AnswerReader.Read) reading);
            Optional<Refused> reason = reasonMissing(record, read.get(), wanted);
            if (reason.isPresent()) {
                return reason.get();
            }
        }
        boolean sameWords = read.filter(each -> !isSame(record, each)).isEmpty();
        boolean sameTime = wanted.at()
                .filter(each -> !each.at().equals(incident.happened(record)))
                .isEmpty();
        if (sameWords && sameTime) {
            return new Refused(
                    "That is what " + record.id() + " says already: "
                            + (read.isPresent()
                                    ? said(record, value(record), text(record))
                                    : shown(incident.happened(record)))
                            + ".",
                    "Nothing was saved.");
        }
        return corrected(record, read, wanted, asksForTime);
    }

    /** How to say that a day far off is meant. */
    private String anyway(AnswerReader.Refused refused) {
        return refused.meant()
                .map(read -> Instant.parse(read.value().single()))
                .map(at -> "If that day is meant, add `--on " + LocalDate.ofInstant(at, moment.zone()) + "`. ")
                .orElse("");
    }

    // ---- what cannot be corrected

    private Optional<Refused> standsFast(TimelineRecord record, Wanted wanted) {
        String id = record.id();
        if (incident.isRedacted(id)) {
            return refused(id + " was redacted: what it said is withheld, and so is not corrected.", noteInstead());
        }
        if (record.event() instanceof Event.Correction correction) {
            return refused(
                    id + " is a correction of " + correction.of() + " itself.",
                    "Correct that one again: " + command("correct") + correction.of() + " TEXT");
        }
        Optional<String> newer = replacement(record);
        if (newer.isPresent()) {
            return refused(
                    id + " was answered anew by " + newer.get() + ", which counts.",
                    "Correct that one: " + command("correct") + newer.get() + " TEXT");
        }
        boolean words = WORDS.contains(record.event().getClass());
        if (words || TIMES.contains(record.event().getClass()) && wanted.words().isEmpty()) {
            return Optional.empty();
        }
        return refused(
                why(record) + ".",
                TIMES.contains(record.event().getClass())
                        ? "When it happened can be corrected: " + command("correct") + id
                                + " --at TIME. Else say what is so: " + command("note") + "TEXT"
                        : noteInstead());
    }

    private String noteInstead() {
        return "Say what is so in a note: " + command("note") + "TEXT";
    }

    /** A closed incident is named in the command: without a name it would not be found, or another one would. */
    private String command(String name) {
        boolean closed = incident.state() == Incident.State.CLOSED;
        return "oncall " + name + " " + (closed ? "--incident " + incident.id() + " " : "");
    }

    private static Optional<Refused> refused(String why, String instead) {
        return Optional.of(new Refused(why, instead));
    }

    private static String why(TimelineRecord record) {
        Event event = record.event();
        String what = record.id() + " is ";
        if (event instanceof Event.Comms) {
            return what + "a message: what was sent is what was sent";
        }
        if (event instanceof Event.Intent || event instanceof Event.Result) {
            return what + "what a command did, put down by the machine";
        }
        if (event instanceof Event.Evidence) {
            return what + "kept output, put down by the machine";
        }
        if (event instanceof Event.Header || event instanceof Event.Session) {
            return what + "what the record hangs on (" + event.kind() + "), which stays";
        }
        if (event instanceof Event.Priority) {
            return what + "a priority, which follows from the answers: correct the answer that is wrong";
        }
        if (event instanceof Event.Redaction) {
            return what + "a redaction, and what is withheld stays withheld";
        }
        if (event instanceof Event.Call || event instanceof Event.Role) {
            return what + "who was called or holds a role, which others went by";
        }
        return what + "a `" + event.kind() + "` record, which the walk went by: it stays as it is";
    }

    /** The newest answer that stands in the place of this one. */
    private Optional<String> replacement(TimelineRecord record) {
        Optional<String> newest = Optional.empty();
        String id = record.id();
        for (TimelineRecord each : incident.records()) {
            if (each.entry().supersedes().equals(Optional.of(id)) && !incident.isRedacted(each.id())) {
                id = each.id();
                newest = Optional.of(id);
            }
        }
        return newest;
    }

    // ---- reading the new words

    private AnswerReader.Reading read(TimelineRecord record, String words) {
        String text = words.strip();
        boolean answer = record.event() instanceof Event.Answer || record.event() instanceof Event.Decision;
        if (text.isEmpty()) {
            return new AnswerReader.Refused("There are no new words.");
        }
        if (!answer || record.entry().value().isEmpty()) {
            return free(words);
        }
        if (walked.isEmpty()) {
            return new AnswerReader.Refused(
                    "The copies of the runbook or the team file do not read, so which answers are allowed is not known.");
        }
        Optional<Asked> asked = asked(record);
        if (asked.isEmpty()) {
            return new AnswerReader.Refused("`" + record.entry().step().orElse("")
                    + "` is not a question of this incident's books, so which answers are allowed is not known.");
        }
        List<Choice> choices = numbers(record, asked.get());
        AnswerReader.Reading reading = new AnswerReader(walked.get().standing().team(), times)
                .read(asked.get(), byNumber(choices, text), moment);
        if (reading instanceof AnswerReader.Refused not
                && !choices.isEmpty()
                && not.why().contains(NO_CHOICE)) {
            return new AnswerReader.Refused("`" + text + NO_CHOICE + numbered(choices) + ".");
        }
        if (reading instanceof AnswerReader.Read read && read.value().equals(Value.of("skip"))) {
            return new AnswerReader.Read(Value.of("skipped"), text, Optional.empty());
        }
        return reading instanceof AnswerReader.Refused
                        && takesFinding(asked.get().choices())
                ? new AnswerReader.Read(Value.of(FINDING), text, Optional.empty())
                : reading;
    }

    private static boolean takesFinding(List<Choice> choices) {
        return choices.stream().map(Choice::id).anyMatch(FINDING::equals);
    }

    /** What stands behind numbers in the walk: the choices of a question or a decision that takes one of them. */
    private List<Choice> numbers(TimelineRecord record, Asked asked) {
        boolean shown = record.entry()
                .step()
                .flatMap(key -> walked.flatMap(books -> new Words(books.standing()).step(key)))
                .filter(step -> step instanceof Step.Ask || step instanceof Step.Decide)
                .isPresent();
        return shown && asked.type() == FactType.CHOICE ? asked.choices() : List.of();
    }

    /** The choice whose number stands before it in the walk; a choice that is named like the number comes first. */
    private static String byNumber(List<Choice> choices, String text) {
        boolean named = choices.stream()
                .anyMatch(choice -> choice.id().equals(text) || choice.words().equals(text));
        if (named || !text.matches("[1-9]\\d{0,3}")) {
            return text;
        }
        int number = Integer.parseInt(text);
        return number <= choices.size() ? choices.get(number - 1).id() : text;
    }

    /** `1 none confirmed (none), 2 one (one)`: number, words and id of each. */
    private static String numbered(List<Choice> choices) {
        List<String> all = new ArrayList<>();
        for (Choice choice : choices.subList(0, Math.min(LISTED, choices.size()))) {
            all.add(all.size() + 1 + " " + choice.words() + " (" + choice.id() + ")");
        }
        int more = choices.size() - all.size();
        return String.join(", ", all) + (more > 0 ? " or one of " + more + " more" : "");
    }

    private static AnswerReader.Read free(String text) {
        return new AnswerReader.Read(Value.ofList(List.of()), text, Optional.empty());
    }

    /** What was asked, as the books have it that the walk began with. */
    private Optional<Asked> asked(TimelineRecord record) {
        boolean answer = record.event() instanceof Event.Answer || record.event() instanceof Event.Decision;
        Optional<String> step = record.entry().step().filter(key -> answer);
        return step.flatMap(key -> walked.flatMap(books -> asked(books, key)));
    }

    private Optional<Asked> asked(Walked books, String key) {
        if (key.endsWith(".look")) {
            return Optional.of(Asked.of(List.of(new Choice("good", "good"), new Choice("bad", "bad"))));
        }
        Askable askable = Askable.of(
                books.begunWith(),
                books.standing().team(),
                books.shelf(),
                books.shelf().plans());
        for (Incident.Jumped jump : incident.jumps()) {
            if (jump.to().startsWith("book:")) {
                askable.goTo(jump.to().substring("book:".length()));
            }
        }
        return askable.find(key);
    }

    /** A way that wants a reason wants it in a correction too. */
    private Optional<Refused> reasonMissing(TimelineRecord record, AnswerReader.Read read, Wanted wanted) {
        Optional<Step> step =
                record.entry().step().flatMap(key -> walked.flatMap(books -> new Words(books.standing()).step(key)));
        boolean needed = step.isPresent()
                && step.get() instanceof Step.Decide decide
                && decide.option(read.value().single())
                        .filter(Option::reasonRequired)
                        .isPresent();
        return needed && wanted.reason().isEmpty()
                ? refused("`" + read.value().single() + "` takes a reason.", "Give it: --reason \"TEXT\"")
                : Optional.empty();
    }

    // ---- what is written

    private boolean isSame(TimelineRecord record, AnswerReader.Read read) {
        Optional<Value> value = value(record);
        return read.value().items().isEmpty() || read.value().has(FINDING)
                ? read.text().equals(text(record))
                : value.equals(Optional.of(read.value()));
    }

    private Outcome corrected(
            TimelineRecord record, Optional<AnswerReader.Read> read, Wanted wanted, boolean asksForTime) {
        Optional<Value> value =
                read.map(AnswerReader.Read::value).filter(each -> !each.items().isEmpty());
        Entry entry = Entry.of(
                        new Event.Correction(record.id(), value, wanted.at().map(TimeReader.Read::at), wanted.reason()))
                .saying(read.map(AnswerReader.Read::text).orElse(""));
        Optional<TimeReader.Given> given = read.flatMap(AnswerReader.Read::given)
                .or(() -> wanted.at().filter(at -> !asksForTime).map(TimeReader.Read::given));
        List<Entry> entries = new ArrayList<>();
        entries.add(given.map(entry::timed).orElse(entry));
        Optional<Instant> moved = asksForTime
                ? value.filter(each -> !each.isUnknown()).map(each -> Instant.parse(each.single()))
                : wanted.at().map(TimeReader.Read::at);
        moved.ifPresent(at -> entries.addAll(marks(record, at, given)));
        String before = read.isPresent() ? said(record, value(record), text(record)) : "";
        String after = read.isPresent() ? said(record, value, read.get().text()) : "";
        return new Corrected(entries, what(record), before, after);
    }

    /** Marks that were set by this answer for the time it gave: they go where it goes. */
    private List<Entry> marks(TimelineRecord record, Instant at, Optional<TimeReader.Given> given) {
        Optional<Instant> old = asked(record).map(Asked::type).equals(Optional.of(FactType.TIME))
                ? value(record).filter(each -> !each.isUnknown()).map(each -> Instant.parse(each.single()))
                : Optional.of(incident.happened(record));
        List<Entry> marks = new ArrayList<>();
        for (TimelineRecord each : incident.records()) {
            boolean set = each.event() instanceof Event.Milestone
                    && each.entry().step().isPresent()
                    && each.entry().step().equals(record.entry().step())
                    && !incident.isRedacted(each.id());
            if (set && old.equals(Optional.of(incident.happened(each)))) {
                Entry mark =
                        Entry.of(new Event.Correction(each.id(), Optional.empty(), Optional.of(at), Optional.empty()));
                marks.add(given.map(mark::timed).orElse(mark));
            }
        }
        return marks;
    }

    // ---- words

    private Optional<Value> value(TimelineRecord record) {
        return incident.value(record);
    }

    private String text(TimelineRecord record) {
        return incident.text(record).orElse("");
    }

    private String what(TimelineRecord record) {
        String key = record.entry().step().orElse("");
        if (!WORDS.contains(record.event().getClass()) || record.event() instanceof Event.Note || key.isEmpty()) {
            return record.event() instanceof Event.Milestone mark
                    ? "the mark " + mark.mark()
                    : record.event().kind();
        }
        return walked.flatMap(books -> new Words(books.standing()).step(key))
                .map(Step::text)
                .orElse(key);
    }

    private String said(TimelineRecord record, Optional<Value> value, String text) {
        String key = record.entry().step().orElse("");
        Optional<Value> canonical = value.filter(each -> !each.items().isEmpty());
        return walked.map(books -> new Words(books.standing()).said(key, canonical, text))
                .orElseGet(() -> canonical.map(Value::toString).orElse(text));
    }

    private String shown(Instant at) {
        return AnswerWords.clock(at, moment.now(), moment.zone());
    }
}
