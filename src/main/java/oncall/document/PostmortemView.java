package oncall.document;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import oncall.incident.Course;
import oncall.incident.Event;
import oncall.incident.Incident;
import oncall.incident.LevelSpan;
import oncall.incident.Moment;
import oncall.incident.Policy;
import oncall.incident.Range;
import oncall.incident.TimelineRecord;
import oncall.incident.Undoing;
import oncall.incident.Update;
import oncall.runbook.Value;

/** What every section of a postmortem looks at, worked out once. */
final class PostmortemView {
    private final Incident incident;
    private final Policy policy;
    private final Course course;
    private final ZoneId zone;
    private final boolean anyWithheld;
    private final List<Update> updates;

    PostmortemView(Incident incident, Policy policy, ZoneId zone) {
        this.incident = incident;
        this.policy = policy;
        this.course = Course.of(incident);
        this.zone = zone;
        this.anyWithheld = incident.records().stream().anyMatch(incident::isWithheld);
        this.updates = Update.of(incident, owed(), this::firstDue, course.end());
    }

    Incident incident() {
        return incident;
    }

    Policy policy() {
        return policy;
    }

    Course course() {
        return course;
    }

    ZoneId zone() {
        return zone;
    }

    boolean isWithheld(TimelineRecord record) {
        return incident.isRedacted(record.id());
    }

    /** The level the incident ended at. */
    Optional<String> level() {
        return incident.priority().map(Event.Priority::to);
    }

    /** The part that was hit, where it is known and stands in the catalogue. */
    Optional<Policy.Feature> feature() {
        return incident.given("feature")
                .filter(given -> !incident.isRedacted(given.id()))
                .flatMap(Incident.Given::value)
                .map(Value::single)
                .flatMap(id -> Optional.ofNullable(policy.features().get(id)));
    }

    /** What customers noticed: by the book, else by the catalogue. */
    Optional<String> effect() {
        return policy.effect().or(() -> feature().flatMap(Policy.Feature::effect));
    }

    Optional<Policy.Level> levelPolicy() {
        return level().flatMap(id -> Optional.ofNullable(policy.levels().get(id)));
    }

    List<LevelSpan> levels() {
        return LevelSpan.of(course.records(), course.end());
    }

    /** All records as they count by now. */
    List<TimelineRecord> records() {
        return course.records();
    }

    /** The records of the priority, oldest first. */
    List<TimelineRecord> priorities() {
        return records().stream()
                .filter(each -> each.event() instanceof Event.Priority)
                .toList();
    }

    /** What became of the question whether to undo the change. */
    List<Undoing> undoings() {
        return Undoing.of(course.records());
    }

    /** The reason of a level as it was shown; withheld where it says an answer that is. */
    String reason(TimelineRecord priority) {
        return priority.entry().text().filter(words -> !words.isBlank()).orElse(anyWithheld ? Incident.WITHHELD : "");
    }

    /** Messages as they were due and sent. */
    List<Update> updates() {
        return updates;
    }

    private Optional<Instant> firstDue(String audience) {
        if (audience.equals("team")) {
            return policy.firstWord().map(incident.opened()::plus);
        }
        Optional<Instant> due = Optional.empty();
        for (LevelSpan span : levels()) {
            Optional<Instant> here = every(span.level(), audience).map(span.from()::plus);
            due = here.isEmpty() ? here : due.filter(here.get()::isAfter).or(() -> here);
            boolean last = span.to().equals(course.end());
            if (!last && due.filter(at -> !at.isAfter(span.to())).isPresent()) {
                return due;
            }
        }
        return due;
    }

    private Optional<Duration> every(String level, String audience) {
        return Optional.ofNullable(policy.levels().get(level))
                .map(each -> each.updateEvery().get(audience));
    }

    /** Who must be told by the level it was at, and the team where the team file says by when. */
    private Set<String> owed() {
        Set<String> owed = new LinkedHashSet<>();
        if (policy.firstWord().isPresent() && policy.audiences().containsKey("team")) {
            owed.add("team");
        }
        levels().forEach(span -> Optional.ofNullable(policy.levels().get(span.level()))
                .ifPresent(level -> owed.addAll(level.updateEvery().keySet())));
        return owed;
    }

    /** A value in the words of its question; a moment in local time, a range as one, what is none of the choices as it was said. */
    String says(String key, Optional<Value> value, String text, PostmortemPage page) {
        Optional<Instant> moment = value.flatMap(some -> moment(some.single()));
        if (moment.isPresent()) {
            return page.time(moment.get());
        }
        Optional<Range> range =
                value.filter(some -> some.list() && some.items().size() == 2).flatMap(some -> Range.of(some, text));
        if (range.isPresent()) {
            return range.get().words();
        }
        boolean other = value.filter(some -> some.has("other")).isPresent()
                && !text.isBlank()
                && !text.strip().equals("other");
        return PostmortemPage.text(policy.says(key, value, text)) + (other ? ": " + PostmortemPage.quoted(text) : "");
    }

    static Optional<Instant> moment(String words) {
        try {
            return words.endsWith("Z") ? Optional.of(Instant.parse(words)) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Whether the incident is over. */
    boolean closed() {
        return incident.state() == Incident.State.CLOSED;
    }

    /** Why it was closed though nothing on record showed that it works, in quotes; empty where it was not closed like that. */
    Optional<String> closedUnchecked() {
        return records().stream()
                .filter(each -> each.event() instanceof Event.Close)
                .reduce((first, second) -> second)
                .flatMap(each -> ((Event.Close) each.event())
                        .exception()
                        .map(why -> isWithheld(each) ? Incident.WITHHELD : PostmortemPage.quoted(why)));
    }

    /** Whether it is known when it was closed; of a part of a record it may not be. */
    boolean closeKnown() {
        return course.mark(Moment.CLOSED).isPresent();
    }

    /** Time on the incident between two moments, pauses left out. */
    Duration worked(Instant from, Instant to) {
        Duration whole = Duration.between(from, to).minus(course.paused(from, to));
        return whole.isNegative() ? Duration.ZERO : whole;
    }
}
