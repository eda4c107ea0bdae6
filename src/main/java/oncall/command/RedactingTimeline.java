package oncall.command;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import oncall.incident.Entry;
import oncall.incident.Event;
import oncall.incident.TimelineRecord;
import oncall.walk.Timeline;

/**
 * A timeline that no secret gets into: what a person typed or pasted is cleaned on its way to the disk, as output is. Values in
 * canonical form (choices, numbers, names) go through as they are.
 */
public final class RedactingTimeline implements Timeline {
    private final Timeline timeline;
    private final Supplier<Secrets> source;
    private Optional<Secrets> secrets = Optional.empty();

    /** @param source asked once, when the first text comes */
    public RedactingTimeline(Timeline timeline, Supplier<Secrets> source) {
        this.timeline = timeline;
        this.source = source;
    }

    @Override
    public List<TimelineRecord> read() {
        return timeline.read();
    }

    @Override
    public Outcome append(Entry entry, Predicate<List<TimelineRecord>> stillWanted) {
        return timeline.append(clean(entry), stillWanted);
    }

    @Override
    public List<TimelineRecord> appendAll(List<Entry> entries, Predicate<List<TimelineRecord>> stillWanted) {
        return timeline.appendAll(entries.stream().map(this::clean).toList(), stillWanted);
    }

    @Override
    public String keep(String text) {
        return timeline.keep(clean(text));
    }

    @Override
    public String keepFile(String text) {
        return timeline.keepFile(text);
    }

    private String clean(String text) {
        if (secrets.isEmpty()) {
            secrets = Optional.of(source.get());
        }
        return secrets.get().redact(text);
    }

    private Entry clean(Entry entry) {
        return new Entry(
                entry.happened(),
                entry.phase(),
                entry.step(),
                entry.value(),
                entry.text().map(this::clean),
                entry.time(),
                entry.supersedes(),
                entry.marks(),
                clean(entry.event()));
    }

    /** Only events that carry words of a person or a program have something to clean. */
    private Event clean(Event event) {
        if (event instanceof Event.Answer answer) {
            return new Event.Answer(answer.reason().map(this::clean), answer.source(), answer.from());
        }
        if (event instanceof Event.Decision was) {
            return new Event.Decision(
                    was.options(),
                    was.usual(),
                    was.reason().map(this::clean),
                    was.plan(),
                    was.planCheck(),
                    was.known(),
                    was.changes(),
                    was.second());
        }
        if (event instanceof Event.Intent intent) {
            return new Event.Intent(
                    clean(intent.run()),
                    intent.where(),
                    intent.timeout(),
                    intent.danger(),
                    intent.target(),
                    intent.plan());
        }
        if (event instanceof Event.Result result) {
            return new Event.Result(
                    result.of(), result.exit(), result.took(), result.output().map(this::clean), result.bytes());
        }
        if (event instanceof Event.Pause pause) {
            return new Event.Pause(pause.until(), pause.reason().map(this::clean));
        }
        if (event instanceof Event.Correction was) {
            return new Event.Correction(
                    was.of(), was.value(), was.at(), was.reason().map(this::clean));
        }
        if (event instanceof Event.Import was) {
            return new Event.Import(
                    was.fileSha256(),
                    was.line(),
                    was.who().map(this::clean),
                    was.file().map(this::clean));
        }
        if (event instanceof Event.Redaction was) {
            return new Event.Redaction(was.of(), was.reason().map(this::clean));
        }
        if (event instanceof Event.Priority was) {
            return new Event.Priority(
                    was.from(),
                    was.to(),
                    was.by(),
                    was.row(),
                    was.facts(),
                    was.provisional(),
                    was.again(),
                    was.evidence().map(this::clean),
                    was.name().map(this::clean));
        }
        return event instanceof Event.Close close
                ? new Event.Close(close.outcome(), close.exception().map(this::clean))
                : event;
    }
}
