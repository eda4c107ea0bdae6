package oncall.incident;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import oncall.runbook.Milestone;
import oncall.runbook.TimeReader;
import oncall.runbook.Value;

/**
 * The course of an incident: when it started, was noticed, eased, ended, as far as that is on record. Of a mark that was set
 * several times the first counts for noticing, declaring and acknowledging; the last for easing, recovering and resolving,
 * because what came back was not over; the newest word for the start. What nobody marked may be known to have happened at the
 * latest at another moment, and says so.
 */
public final class Course {
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

    private final Incident incident;
    private final List<TimelineRecord> records;
    private final Map<Moment, Mark> marks = new EnumMap<>(Moment.class);
    private final Map<Moment, List<Mark>> others = new EnumMap<>(Moment.class);
    private final Map<Moment, List<Mark>> future = new EnumMap<>(Moment.class);
    private final Instant end;
    private final List<Pause> pauses;

    private Course(Incident incident) {
        this.incident = incident;
        this.records = incident.records().stream().map(this::counting).toList();
        this.end = closed().map(TimelineRecord::at).orElseGet(this::newest);
        this.pauses = Pause.of(records, end);
        started();
        milestone(Milestone.DETECTED, Moment.DETECTED, false);
        milestone(Milestone.DECLARED, Moment.DECLARED, false);
        milestone(Milestone.ACKNOWLEDGED, Moment.ACKNOWLEDGED, false);
        milestone(Milestone.MITIGATED, Moment.MITIGATED, true);
        milestone(Milestone.RECOVERED, Moment.RECOVERED, true);
        milestone(Milestone.RESOLVED, Moment.RESOLVED, true);
        opening();
        first(Moment.TEAM_TOLD, Mark.Basis.TOLD, each -> toldTo(each, "team"));
        first(Moment.CUSTOMERS_TOLD, Mark.Basis.TOLD, each -> toldTo(each, "customers"));
        first(Moment.REVERT_DECIDED, Mark.Basis.DECIDED, Undoing::isDecision);
        if (!marks.containsKey(Moment.MITIGATED)) {
            held().ifPresent(each -> marks.put(Moment.MITIGATED, mark(each, Mark.Basis.HELD_AT_LATEST)));
        }
        closed().ifPresent(each -> marks.put(Moment.CLOSED, mark(each, Mark.Basis.CLOSED)));
    }

    /** Of an incident. */
    public static Course of(Incident incident) {
        return new Course(incident);
    }

    /** When it happened, if that is on record. */
    public Optional<Mark> mark(Moment moment) {
        return Optional.ofNullable(marks.get(moment));
    }

    /** The other times a moment was marked at, oldest first: it came back, or somebody thought again. */
    public List<Mark> others(Moment moment) {
        return others.getOrDefault(moment, List.of());
    }

    /** All records in the order of writing, as they count by now: with corrected values and times, without what is withheld. */
    public List<TimelineRecord> records() {
        return records;
    }

    /** Times a moment was marked at that had not come yet when it was written down; they count for nothing. */
    public Map<Moment, List<Mark>> future() {
        return Collections.unmodifiableMap(future);
    }

    /** Where the record ends: when it was closed, else the newest record. */
    public Instant end() {
        return end;
    }

    /** Every time work stood still on purpose, oldest first. */
    public List<Pause> pauses() {
        return pauses;
    }

    /** How long work stood still between two moments. */
    public Duration paused(Instant from, Instant to) {
        return pauses.stream().map(each -> each.within(from, to)).reduce(Duration.ZERO, Duration::plus);
    }

    /** Neighbours in the usual order, the later of which is on record as earlier. */
    public List<Moment[]> disorder() {
        List<Moment[]> pairs = new ArrayList<>();
        Optional<Moment> before = Optional.empty();
        for (Moment moment : Moment.values()) {
            if (isMilestone(moment) && marks.containsKey(moment)) {
                if (before.isPresent()
                        && marks.get(moment)
                                .latest()
                                .isBefore(marks.get(before.get()).at())) {
                    pairs.add(new Moment[] {before.get(), moment});
                }
                before = Optional.of(moment);
            }
        }
        return pairs;
    }

    private static boolean isMilestone(Moment moment) {
        return moment == Moment.CLOSED || Milestone.of(moment.word()).isPresent();
    }

    private TimelineRecord counting(TimelineRecord each) {
        Entry entry = each.entry();
        return new TimelineRecord(
                each.version(),
                each.writer(),
                each.seq(),
                each.id(),
                incident.happened(each),
                each.recorded(),
                each.mono(),
                each.hlc(),
                each.actor(),
                each.session(),
                new Entry(
                        entry.happened(),
                        entry.phase(),
                        entry.step(),
                        incident.value(each),
                        entry.text(),
                        incident.time(each),
                        entry.supersedes(),
                        entry.marks(),
                        entry.event()),
                each.h());
    }

    private Instant newest() {
        return records.stream().map(TimelineRecord::at).max(Instant::compareTo).orElse(incident.opened());
    }

    private Optional<TimelineRecord> closed() {
        return last(each -> each.event() instanceof Event.Close);
    }

    private void started() {
        List<Mark> marked = marked(Milestone.STARTED);
        Optional<Mark> answered = incident.given("since").flatMap(this::answered);
        Optional<Mark> newest = marked.isEmpty() ? answered : Optional.of(marked.get(marked.size() - 1));
        newest.ifPresent(each -> marks.put(Moment.STARTED, each));
        others.put(
                Moment.STARTED,
                marked.stream()
                        .filter(each ->
                                newest.filter(it -> it.at().equals(each.at())).isEmpty())
                        .toList());
    }

    private void milestone(Milestone milestone, Moment moment, boolean lastCounts) {
        List<Mark> marked = new ArrayList<>(marked(milestone));
        marked.sort(java.util.Comparator.comparing(Mark::at));
        if (!marked.isEmpty()) {
            marks.put(moment, marked.remove(lastCounts ? marked.size() - 1 : 0));
            others.put(moment, List.copyOf(marked));
        }
    }

    /** Every time a milestone was marked, in the order of writing. */
    private List<Mark> marked(Milestone milestone) {
        return records.stream()
                .filter(each -> !incident.isRedacted(each.id()))
                .filter(each -> each.event() instanceof Event.Milestone marked
                        && marked.mark().equals(milestone.word()))
                .filter(each -> hasCome(each, Moment.valueOf(milestone.name())))
                .map(this::marked)
                .toList();
    }

    private boolean hasCome(TimelineRecord each, Moment moment) {
        boolean come = !each.at().isAfter(each.recorded().plus(CLOCKS_DIFFER));
        if (!come) {
            future.computeIfAbsent(moment, any -> new ArrayList<>()).add(mark(each, Mark.Basis.MARKED));
        }
        return come;
    }

    /** A mark set by answering when it happened is as exact as that answer, and follows it when it is given anew. */
    private Mark marked(TimelineRecord each) {
        return each.entry()
                .step()
                .flatMap(incident::given)
                .flatMap(this::answered)
                .map(given -> new Mark(
                        given.at(),
                        given.until(),
                        given.precision(),
                        given.at().equals(each.at()) ? Mark.Basis.MARKED : Mark.Basis.ANSWERED,
                        given.at().equals(each.at()) ? Optional.of(each.id()) : given.record(),
                        given.actor()))
                .orElseGet(() -> mark(each, Mark.Basis.MARKED));
    }

    /** The moment an answer names, where it names one. */
    private Optional<Mark> answered(Incident.Given given) {
        return given.value()
                .filter(value -> !value.isUnknown())
                .flatMap(Course::instant)
                .map(at -> {
                    Optional<TimeReader.Given> time =
                            incident.record(given.id()).flatMap(incident::time);
                    return new Mark(
                            at,
                            time.flatMap(TimeReader.Given::until).filter(at::isBefore),
                            time.map(TimeReader.Given::precision).orElse(TimeReader.Precision.EXACT),
                            Mark.Basis.ANSWERED,
                            Optional.of(given.id()),
                            given.actor());
                });
    }

    private static Optional<Instant> instant(Value value) {
        try {
            return Optional.of(Instant.parse(value.single()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private void opening() {
        Optional<TimelineRecord> header = records.stream()
                .filter(each -> each.event() instanceof Event.Header)
                .findFirst();
        if (header.isEmpty() && incident.opened().equals(Instant.EPOCH)) {
            return;
        }
        for (Moment moment : List.of(Moment.DETECTED, Moment.DECLARED)) {
            marks.putIfAbsent(
                    moment,
                    new Mark(
                            incident.opened(),
                            Optional.empty(),
                            TimeReader.Precision.EXACT,
                            moment == Moment.DECLARED ? Mark.Basis.OPENED : Mark.Basis.OPENED_AT_LATEST,
                            header.map(TimelineRecord::id),
                            header.map(TimelineRecord::actor).orElse("")));
        }
    }

    private void first(Moment moment, Mark.Basis basis, Predicate<TimelineRecord> wanted) {
        records.stream()
                .filter(wanted)
                .min(java.util.Comparator.comparing(TimelineRecord::at))
                .ifPresent(each -> marks.put(moment, mark(each, basis)));
    }

    private Optional<TimelineRecord> last(Predicate<TimelineRecord> wanted) {
        return records.stream().filter(wanted).reduce((one, other) -> other);
    }

    private static boolean toldTo(TimelineRecord each, String audience) {
        return each.event() instanceof Event.Comms comms
                && comms.audience().equals(audience)
                && (comms.outcome().equals("posted") || comms.outcome().equals("channel"));
    }

    /** The first verification that held, none having failed after it. */
    private Optional<TimelineRecord> held() {
        Optional<TimelineRecord> held = Optional.empty();
        for (TimelineRecord each : records) {
            Optional<Boolean> holds = Undoing.verified(each);
            if (holds.isPresent()) {
                Optional<TimelineRecord> before = held;
                held = holds.get() ? before.or(() -> Optional.of(each)) : Optional.empty();
            }
        }
        return held;
    }

    private Mark mark(TimelineRecord each, Mark.Basis basis) {
        Optional<TimeReader.Given> time = each.entry().time();
        return new Mark(
                each.at(),
                time.flatMap(TimeReader.Given::until).filter(until -> each.at().isBefore(until)),
                time.map(TimeReader.Given::precision).orElse(TimeReader.Precision.EXACT),
                basis,
                Optional.of(each.id()),
                each.actor());
    }
}
