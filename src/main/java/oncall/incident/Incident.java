package oncall.incident;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import oncall.runbook.Milestone;
import oncall.runbook.Phase;
import oncall.runbook.TimeReader;
import oncall.runbook.Value;

/**
 * What is so, according to the timeline: the fold over its records in the order of writing. Nothing else remembers where a walk
 * stands. Corrections and later answers count by their own place in that order; a redacted record still counts as given, its
 * content does not.
 */
public final class Incident {
    /** Words that stand for what was withheld. */
    public static final String WITHHELD = "(redacted)";

    private final List<TimelineRecord> records;
    private final Set<String> redacted = new HashSet<>();
    private final Set<String> withheldSteps = new HashSet<>();
    private final Map<String, TimelineRecord> moved = new HashMap<>();
    private final Map<String, TimelineRecord> mended = new HashMap<>();
    private final Map<String, TimeReader.Given> times = new HashMap<>();
    private final Map<String, String> chains = new HashMap<>();
    private final Map<String, Given> given = new LinkedHashMap<>();
    private final Map<String, List<TimelineRecord>> atStep = new HashMap<>();
    private final Map<String, TimelineRecord> byId = new HashMap<>();
    private final Map<String, Integer> positions = new HashMap<>();
    private final List<Jumped> jumps = new ArrayList<>();
    private final List<TimelineRecord> priorities = new ArrayList<>();
    private final Map<String, String> holders = new LinkedHashMap<>();
    private final List<Called> calls = new ArrayList<>();
    private final List<Sent> messages = new ArrayList<>();
    private final List<TimelineRecord> parked = new ArrayList<>();
    private final List<TimelineRecord> sessions = new ArrayList<>();
    private final Map<Milestone, Instant> milestones = new EnumMap<>(Milestone.class);
    private final Map<String, TimelineRecord> running = new LinkedHashMap<>();
    private final Map<String, Instant> postponed = new HashMap<>();
    private Optional<TimelineRecord> header = Optional.empty();
    private Optional<Event.Header> otherwise = Optional.empty();
    private Optional<String> raisedTo = Optional.empty();
    private Optional<State> stated = Optional.empty();
    private State state = State.OPEN;

    /** Whether it goes on. */
    public enum State {
        OPEN,
        PAUSED,
        CLOSED;

        /** The word in exports. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * The newest answer or outcome of a step.
     *
     * @param key the step's key
     * @param value canonical; absent for free text
     * @param text the words as given
     * @param id of the record that says so
     * @param position of that record in the order of writing, from 0
     */
    public record Given(
            String key,
            Optional<Value> value,
            String text,
            String id,
            int position,
            Instant at,
            Instant recorded,
            String actor,
            Optional<Phase> phase,
            Event event) {
        /** Whether the answer is "don't know" or was withheld. */
        public boolean isUnknown() {
            return value.map(Value::isUnknown).orElse(false);
        }
    }

    /** The order was left: from the step `origin` to `to`; walked anew from there when `again`. */
    public record Jumped(int position, Optional<String> origin, String to, boolean again) {}

    /** A call, and what came of it. */
    public record Called(String role, Optional<String> name, String outcome, Instant at, String step, int position) {}

    /** A message, sent or put off. */
    public record Sent(Event.Comms comms, Optional<String> step, Instant at, String text, int position) {
        /** Whether it went out. */
        public boolean out() {
            return comms.outcome().equals("posted") || comms.outcome().equals("channel");
        }

        /** Whether it was tried in vain: then it is still to be sent, and the audience heard nothing. */
        public boolean failed() {
            return comms.outcome().equals("failed");
        }
    }

    private Incident(List<TimelineRecord> records) {
        this.records = records;
    }

    /** Folds records, given in any order; what the first line of every file said stands in where none of them verifies. */
    public static Incident of(List<TimelineRecord> records, Event.Header otherwise) {
        Incident incident = of(records);
        incident.otherwise = Optional.of(otherwise);
        return incident;
    }

    /** Folds a part of the records: the title, where they do not say it, and the state are those that the whole is said to have. */
    public static Incident ofPart(List<TimelineRecord> records, Event.Header otherwise, Optional<State> stated) {
        Incident incident = of(records, otherwise);
        incident.stated = stated;
        return incident;
    }

    /** Folds records, given in any order. */
    public static Incident of(List<TimelineRecord> records) {
        return of(records, Set.of());
    }

    /** The same incident to somebody who may not see some of its records: they are withheld as if they were redacted. */
    public Incident withholding(Predicate<TimelineRecord> hidden) {
        Set<String> ids =
                records.stream().filter(hidden).map(TimelineRecord::id).collect(java.util.stream.Collectors.toSet());
        Incident incident = of(records, ids);
        incident.otherwise = otherwise;
        incident.stated = stated;
        return incident;
    }

    private static Incident of(List<TimelineRecord> records, Set<String> hidden) {
        List<TimelineRecord> ordered = new ArrayList<>(records);
        ordered.sort(TimelineRecord.ORDER);
        Incident incident = new Incident(Collections.unmodifiableList(ordered));
        incident.redacted.addAll(hidden);
        incident.withhold(ordered);
        incident.mend(ordered);
        for (int i = 0; i < ordered.size(); i++) {
            incident.take(ordered.get(i), i);
        }
        return incident;
    }

    /** What is redacted, with the output kept of it, is nowhere from here on. */
    private void withhold(List<TimelineRecord> ordered) {
        for (TimelineRecord each : ordered) {
            if (each.event() instanceof Event.Redaction redaction) {
                redacted.add(redaction.of());
            }
        }
        if (!redacted.isEmpty()) {
            Map<String, String> steps = new HashMap<>();
            ordered.forEach(each -> stepOf(each, steps).ifPresent(step -> steps.put(each.id(), step)));
            ordered.stream().filter(this::isWithheld).forEach(each -> {
                redacted.add(each.id());
                stepOf(each, steps).ifPresent(this::withholdStep);
            });
            ordered.replaceAll(this::shown);
        }
    }

    /** The step a record answers; of a correction, that of what it corrects. */
    private static Optional<String> stepOf(TimelineRecord record, Map<String, String> steps) {
        return record.event() instanceof Event.Correction correction
                ? Optional.ofNullable(steps.get(correction.of()))
                : record.entry().step();
    }

    /** What others keep of the answer to a step goes with it; a level names it without the book it was followed to. */
    private void withholdStep(String step) {
        String fact = step.substring(step.lastIndexOf('/') + 1);
        withheldSteps.add(step);
        withheldSteps.add(fact);
        if (fact.equals("feature")) {
            withheldSteps.add("tier");
        }
    }

    /** What each record should have said; the newest correction of the time counts, and the newest of the rest. */
    private void mend(List<TimelineRecord> ordered) {
        Map<String, String> roots = new HashMap<>();
        for (TimelineRecord each : ordered) {
            if (each.event() instanceof Event.Correction correction) {
                String root = roots.getOrDefault(correction.of(), correction.of());
                roots.put(each.id(), root);
                if (correction.at().isPresent() && !isRedacted(each.id())) {
                    moved.put(root, each);
                }
                if (!isRedacted(each.id())) {
                    each.entry().time().ifPresent(given -> times.put(root, given));
                }
                if (!isOfTimeAlone(each) && !isRedacted(each.id())) {
                    mended.put(root, each);
                }
            }
        }
    }

    private void take(TimelineRecord each, int position) {
        byId.put(each.id(), each);
        positions.put(each.id(), position);
        String before = each.event() instanceof Event.Correction correction
                ? correction.of()
                : each.entry().supersedes().orElse(each.id());
        chains.put(each.id(), chains.getOrDefault(before, before));
        Entry entry = each.entry();
        entry.step()
                .ifPresent(step ->
                        atStep.computeIfAbsent(step, s -> new ArrayList<>()).add(each));
        Event event = each.event();
        if (event instanceof Event.Result result) {
            running.remove(result.of());
        }
        if (isRedacted(each.id()) && isNothingWithoutWords(event)) {
            return;
        }
        if (event instanceof Event.Answer || event instanceof Event.Decision) {
            give(each, position, entry.value(), entry.text().orElse(""));
            reopen();
        } else if (event instanceof Event.Result) {
            entry.value()
                    .ifPresent(value -> give(
                            each, position, Optional.of(value), entry.text().orElse("")));
        } else if (event instanceof Event.Intent) {
            running.put(each.id(), each);
        } else if (event instanceof Event.Correction correction) {
            correct(each, correction);
        } else if (event instanceof Event.Priority) {
            takePriority(each, (Event.Priority) event);
        } else if (event instanceof Event.Call call) {
            takeCall(each, position, call);
        } else if (event instanceof Event.Role role) {
            holders.put(role.role(), role.name());
        } else if (event instanceof Event.Comms comms) {
            takeMessage(each, position, comms);
        } else if (event instanceof Event.Jump jump) {
            jumps.add(new Jumped(position, entry.step(), jump.to(), jump.again()));
            reopen();
        } else if (event instanceof Event.Due due) {
            postponed.put(due.what() + due.audience().map(name -> " " + name).orElse(""), due.dueAt());
        } else if (event instanceof Event.Park) {
            parked.add(each);
        } else if (event instanceof Event.Milestone milestone) {
            Milestone.of(milestone.mark()).ifPresent(mark -> milestones.put(mark, happened(each)));
        } else {
            takeFrame(each, event);
        }
    }

    /** Kinds of which nothing is left when their words are withheld; all others count, so that a walk does not ask again. */
    private static boolean isNothingWithoutWords(Event event) {
        return event instanceof Event.Park
                || event instanceof Event.Role
                || event instanceof Event.Milestone
                || event instanceof Event.Correction;
    }

    /** The records that open, stop and end. */
    private void takeFrame(TimelineRecord each, Event event) {
        if (event instanceof Event.Header && header.isEmpty()) {
            header = Optional.of(each);
        } else if (event instanceof Event.Session) {
            sessions.add(each);
        } else if (event instanceof Event.Pause) {
            state = State.PAUSED;
        } else if (event instanceof Event.Resume) {
            reopen();
        } else if (event instanceof Event.Close) {
            state = State.CLOSED;
        }
    }

    /** Work on a paused incident means it goes on; a closed one stays closed, whatever is added to it. */
    private void reopen() {
        if (state == State.PAUSED) {
            state = State.OPEN;
        }
    }

    private void give(TimelineRecord each, int position, Optional<Value> value, String text) {
        boolean withheld = isRedacted(each.id());
        each.entry()
                .step()
                .ifPresent(step -> given.put(
                        step,
                        new Given(
                                step,
                                withheld ? Optional.of(Value.UNKNOWN) : value,
                                withheld ? WITHHELD : text,
                                each.id(),
                                position,
                                happened(each),
                                each.recorded(),
                                each.actor(),
                                each.entry().phase(),
                                each.event())));
    }

    /**
     * A correction changes what was given, not where it was reached in the walk: the position stays. Of an answer that another one
     * stands for by now, it changes what is told of it and nothing else.
     */
    private void correct(TimelineRecord each, Event.Correction correction) {
        TimelineRecord target = byId.get(correction.of());
        if (target == null || isOfTimeAlone(each)) {
            return;
        }
        parked.replaceAll(idea -> idea.id().equals(target.id())
                ? idea.with(idea.entry().saying(each.entry().text().orElse("")))
                : idea);
        Optional<String> step = target.entry().step();
        Given before = step.map(given::get).orElse(null);
        if (before != null && chains.get(before.id()).equals(chains.get(each.id()))) {
            given.put(
                    before.key(),
                    new Given(
                            before.key(),
                            correction.value(),
                            each.entry().text().orElse(""),
                            each.id(),
                            Math.max(before.position(), positions.get(target.id())),
                            before.at(),
                            each.recorded(),
                            each.actor(),
                            before.phase(),
                            before.event()));
        }
    }

    /** Whether a correction says only when something happened. */
    public static boolean isOfTimeAlone(TimelineRecord record) {
        return record.event() instanceof Event.Correction correction
                && correction.at().isPresent()
                && correction.value().isEmpty()
                && record.entry().text().isEmpty();
    }

    private void takePriority(TimelineRecord each, Event.Priority priority) {
        priorities.add(each);
        if (priority.by().equals("raise")) {
            raisedTo = Optional.of(priority.to());
        } else if (priority.by().equals("lower")) {
            raisedTo = Optional.empty();
        }
    }

    private void takeCall(TimelineRecord each, int position, Event.Call call) {
        Optional<String> name = isRedacted(each.id()) ? Optional.of(WITHHELD) : call.name();
        calls.add(new Called(
                call.role(),
                name,
                call.outcome(),
                happened(each),
                each.entry().step().orElse("page"),
                position));
        if (call.outcome().equals("reached")) {
            holders.put(call.role(), name.orElse("(no name given)"));
        } else if (call.outcome().equals("me")) {
            holders.put(call.role(), each.actor());
        }
        give(each, position, Optional.of(Value.of(call.outcome())), call.name().orElse(""));
    }

    private void takeMessage(TimelineRecord each, int position, Event.Comms comms) {
        String text = isRedacted(each.id()) ? WITHHELD : each.entry().text().orElse("");
        Sent sent = new Sent(comms, each.entry().step(), happened(each), text, position);
        messages.add(sent);
        if (!sent.failed()) {
            give(each, position, Optional.of(Value.of(sent.out() ? "sent" : "not_sent")), comms.outcome());
        }
    }

    /** All records in the order of writing; of those withheld, what is left of them. */
    public List<TimelineRecord> records() {
        return records;
    }

    /** The record of that id, if there is one. */
    public Optional<TimelineRecord> record(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Whether a record's content is withheld. */
    public boolean isRedacted(String id) {
        return redacted.contains(id);
    }

    /** The same of a record that need not be one of those folded: the output kept of a withheld record is withheld with it. */
    public boolean isWithheld(TimelineRecord record) {
        return redacted.contains(record.id())
                || record.event() instanceof Event.Evidence evidence
                        && evidence.of().filter(redacted::contains).isPresent();
    }

    /** The record as anybody may see it: without its content where that is withheld, and without what it repeats of such. */
    public TimelineRecord shown(TimelineRecord record) {
        return isWithheld(record) ? Withheld.of(record) : Withheld.without(record, withheldSteps);
    }

    /** When it happened: as corrected, else as it was put down. A withheld record has its place in time all the same. */
    public Instant happened(TimelineRecord record) {
        return Optional.ofNullable(moved.get(record.id()))
                .flatMap(each -> ((Event.Correction) each.event()).at())
                .orElse(record.at());
    }

    /** How the time was given: with the newest correction that gave one, else with the record. */
    public Optional<TimeReader.Given> time(TimelineRecord record) {
        return isWithheld(record)
                ? Optional.empty()
                : Optional.ofNullable(times.get(record.id())).or(record.entry()::time);
    }

    /** The words that count for a record: of its newest correction, else its own; none where they are withheld. */
    public Optional<String> text(TimelineRecord record) {
        TimelineRecord correction = mended.get(record.id());
        return (correction == null || isWithheld(record) ? shown(record) : correction)
                .entry()
                .text();
    }

    /** The value that counts for a record: the newest correction of it, else its own; none where it is withheld. */
    public Optional<Value> value(TimelineRecord record) {
        TimelineRecord correction = mended.get(record.id());
        return correction == null || isWithheld(record)
                ? shown(record).entry().value()
                : ((Event.Correction) correction.event()).value();
    }

    /** Its name: the folder's. Empty before the header. */
    public String id() {
        return header().map(Event.Header::incident).orElse("");
    }

    /** The first line of the first file. */
    public Optional<Event.Header> header() {
        return header.map(each -> (Event.Header) each.event()).or(() -> otherwise);
    }

    /** One line: the title given at the start, else the words of the first answer, else the book's title. */
    public String title() {
        String opened = header().map(Event.Header::title).orElse("");
        boolean titled = sessions.stream()
                .anyMatch(each -> ((Event.Session) each.event()).flags().contains("titled"));
        Given what = given.get("what");
        if (what == null && stated.isPresent()) {
            return otherwise.map(Event.Header::title).orElse(opened);
        }
        if (titled || what == null || what.text().isBlank() || what.isUnknown()) {
            return opened;
        }
        return what.text().strip().lines().findFirst().orElse(opened);
    }

    /** When it was opened. */
    public Instant opened() {
        return header.map(TimelineRecord::at)
                .or(() -> otherwise.map(Event.Header::opened))
                .orElse(Instant.EPOCH);
    }

    /** When it began, as far as known: the mark `started`, else the answer `since`, else the opening. */
    public Instant started() {
        Instant since = given("since")
                .flatMap(Given::value)
                .filter(value -> !value.isUnknown())
                .flatMap(value -> instant(value.single()))
                .orElse(opened());
        return milestones.getOrDefault(Milestone.STARTED, since);
    }

    private static Optional<Instant> instant(String written) {
        try {
            return Optional.of(Instant.parse(written));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The zone it was opened in; UTC where this machine does not know it. */
    public ZoneId zone() {
        try {
            return header().map(each -> ZoneId.of(each.zone())).orElse(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            return ZoneOffset.UTC;
        }
    }

    /** Whether it goes on. */
    public State state() {
        return stated.orElse(state);
    }

    /** The newest answer or outcome of a step, by its key. */
    public Optional<Given> given(String key) {
        return Optional.ofNullable(given.get(key));
    }

    /** The newest of every step, in the order in which steps were first given. */
    public List<Given> givens() {
        return List.copyOf(given.values());
    }

    /** Every record of a step, oldest first. */
    public List<TimelineRecord> atStep(String key) {
        return Collections.unmodifiableList(atStep.getOrDefault(key, List.of()));
    }

    /** Where the order was left, oldest first. */
    public List<Jumped> jumps() {
        return Collections.unmodifiableList(jumps);
    }

    /** The priority now. */
    public Optional<Event.Priority> priority() {
        return priorities.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        (Event.Priority) priorities.get(priorities.size() - 1).event());
    }

    /** Its records, oldest first; the record's text is the reason as shown. */
    public List<TimelineRecord> priorities() {
        return Collections.unmodifiableList(priorities);
    }

    /** The level rows cannot go below. */
    public Optional<String> raisedTo() {
        return raisedTo;
    }

    /** Who holds which role. */
    public Map<String, String> holders() {
        return Collections.unmodifiableMap(holders);
    }

    /** Calls, oldest first. */
    public List<Called> calls() {
        return Collections.unmodifiableList(calls);
    }

    /** Messages, oldest first. */
    public List<Sent> messages() {
        return Collections.unmodifiableList(messages);
    }

    /** The newest message of an audience, sent or put off; one tried in vain is none. */
    public Optional<Sent> lastTo(String audience) {
        for (int i = messages.size() - 1; i >= 0; i--) {
            if (messages.get(i).comms().audience().equals(audience)
                    && !messages.get(i).failed()) {
                return Optional.of(messages.get(i));
            }
        }
        return Optional.empty();
    }

    /** Ideas kept for later, oldest first, without the withheld. */
    public List<TimelineRecord> parked() {
        return Collections.unmodifiableList(parked);
    }

    /** Session records, oldest first. */
    public List<TimelineRecord> sessions() {
        return Collections.unmodifiableList(sessions);
    }

    /** Marks reached, and when. */
    public Map<Milestone, Instant> milestones() {
        return Collections.unmodifiableMap(milestones);
    }

    /** Commands that were started and whose result is not on record: outcome unknown. */
    public List<TimelineRecord> outcomeUnknown() {
        return List.copyOf(running.values());
    }

    /** Until when something was put off; `what` as in a due record, with the audience behind a space where it has one. */
    public Optional<Instant> postponed(String what) {
        return Optional.ofNullable(postponed.get(what));
    }

    /** The newest `count` answers, oldest first; not what came in between on the way to one, such as a look of a verification. */
    public List<Given> lastAnswers(int count) {
        List<Given> byTime = new ArrayList<>(given.values());
        byTime.removeIf(each -> each.key().indexOf('.', each.key().lastIndexOf('/') + 1) >= 0);
        byTime.sort(java.util.Comparator.comparingInt(Given::position));
        return List.copyOf(byTime.subList(Math.max(0, byTime.size() - count), byTime.size()));
    }

    /** The decision to undo the change: `undecided`, `now`, `not_yet`, `cannot` or `none` (nothing changed). */
    public String revertDecision() {
        Optional<Given> decision = given("revert").filter(each -> each.event() instanceof Event.Decision);
        if (decision.isPresent()) {
            return decision.get().value().map(Value::single).orElse("undecided");
        }
        boolean nothing = given("change")
                .flatMap(Given::value)
                .map(value -> value.has("none"))
                .orElse(false);
        return nothing ? "none" : "undecided";
    }

    /** The plan the newest decision to undo the change, or not to, was made with, and what its check said then. */
    public Optional<PlanThen> revertPlan() {
        return given("revert")
                .filter(each -> each.event() instanceof Event.Decision)
                .map(each -> (Event.Decision) each.event())
                .flatMap(decision ->
                        decision.plan().flatMap(name -> decision.planCheck().map(check -> new PlanThen(name, check))));
    }

    /** A plan by its name, and its check as it was at a decision: `READY` or `NOT READY: RP071 RP030`. */
    public record PlanThen(String name, String check) {}
}
