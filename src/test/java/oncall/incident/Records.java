package oncall.incident;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import oncall.runbook.Phase;
import oncall.runbook.Value;

/** Makes a timeline in memory: one writer, ids `367b-1` on, a clock that the test sets. */
public final class Records {
    private final List<TimelineRecord> all = new ArrayList<>();
    private Instant now = Instant.parse("2018-11-12T15:03:02.131Z");
    private String actor = "dana";
    private String writer = "dana-laptop";
    private Optional<String> session = Optional.empty();

    public Records at(String instant) {
        now = Instant.parse(instant);
        return this;
    }

    public Records by(String name, String writerName) {
        actor = name;
        writer = writerName;
        return this;
    }

    public List<TimelineRecord> all() {
        return List.copyOf(all);
    }

    /** Adds a record, recorded now, and returns its id. */
    public String add(Entry entry) {
        long seq = all.stream().filter(each -> each.writer().equals(writer)).count() + 1;
        String id = (writer.equals("dana-laptop") ? "367b-" : "88aa-") + seq;
        if (entry.event() instanceof Event.Session) {
            session = Optional.of(id);
        }
        all.add(new TimelineRecord(
                1,
                writer,
                seq,
                id,
                entry.happened().orElse(now),
                now,
                0,
                String.format("%012x%04x", now.toEpochMilli(), all.size()),
                actor,
                session,
                entry,
                "0".repeat(64)));
        return id;
    }

    public String answer(String step, String value, String text) {
        return add(answering(step, Value.of(value), text, Optional.empty()));
    }

    public Entry answering(String step, Value value, String text, Optional<String> source) {
        return new Entry(
                Optional.empty(),
                Optional.of(Phase.IMPACT),
                Optional.of(step),
                Optional.of(value),
                Optional.of(text).filter(some -> !some.isEmpty()),
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                new Event.Answer(Optional.empty(), source, Optional.empty()));
    }
}
