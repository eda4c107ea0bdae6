package oncall.walk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import oncall.incident.Entry;
import oncall.incident.TimelineRecord;

/** A timeline in memory: appends can fail, and another writer can come in between. */
final class MemoryTimeline implements Timeline {
    private final Clock clock;
    private final List<TimelineRecord> records = new ArrayList<>();
    private final Map<String, String> kept = new LinkedHashMap<>();
    private final List<String> journal;
    private int seen;
    private int failures;
    private boolean tryAgain;
    private boolean keepsNothing;
    private Runnable before = () -> {};

    /** @param journal gets a line for each record, to be compared with what else happens */
    MemoryTimeline(Clock clock, List<String> journal) {
        this.clock = clock;
        this.journal = journal;
    }

    /** What is on record so far, taken over from another. */
    MemoryTimeline of(List<TimelineRecord> begun) {
        records.addAll(begun);
        seen = records.size();
        return this;
    }

    /** The next appends fail. */
    void fail(int times, boolean canBeTriedAgain) {
        failures = times;
        tryAgain = canBeTriedAgain;
    }

    /** Records are saved, texts beside them are not. */
    void keepNothing() {
        keepsNothing = true;
    }

    /** Happens once, after the lock was taken for the next append and before its news are read. */
    void beforeAppend(Runnable event) {
        before = event;
    }

    /** Another writer puts something on record. */
    TimelineRecord elsewhere(Entry entry) {
        return add(entry, "omer", "88aa");
    }

    @Override
    public List<TimelineRecord> read() {
        seen = records.size();
        return List.copyOf(records);
    }

    @Override
    public List<TimelineRecord> appendAll(List<Entry> entries, Predicate<List<TimelineRecord>> stillWanted) {
        return entries.stream()
                .flatMap(entry -> append(entry, stillWanted).saved().stream())
                .toList();
    }

    @Override
    public Outcome append(Entry entry, Predicate<List<TimelineRecord>> stillWanted) {
        if (failures > 0) {
            failures--;
            throw new SaveFailed("The disk is full. Make room, then try again.", tryAgain, null);
        }
        Runnable event = before;
        before = () -> {};
        event.run();
        List<TimelineRecord> news = List.copyOf(records.subList(seen, records.size()));
        seen = records.size();
        if (!stillWanted.test(news)) {
            return new Outcome(news, Optional.empty());
        }
        TimelineRecord saved = add(entry, "dana", "367b");
        seen = records.size();
        return new Outcome(news, Optional.of(saved));
    }

    private TimelineRecord add(Entry entry, String actor, String writer) {
        long seq = records.stream().filter(each -> each.writer().equals(writer)).count() + 1;
        Optional<String> session = records.stream()
                .filter(each -> each.writer().equals(writer) && each.event() instanceof oncall.incident.Event.Session)
                .map(TimelineRecord::id)
                .reduce((first, second) -> second);
        TimelineRecord made = new TimelineRecord(
                1,
                writer,
                seq,
                writer + "-" + seq,
                entry.happened().orElse(clock.now()),
                clock.now(),
                clock.running(),
                String.format("%012x%04x", clock.now().toEpochMilli(), records.size()),
                actor,
                session,
                entry,
                "0".repeat(64));
        records.add(made);
        journal.add(line(made));
        return made;
    }

    /** `answer customers=many`, in one line. */
    static String line(TimelineRecord each) {
        return each.event().kind()
                + each.entry().step().map(step -> " " + step).orElse("")
                + each.entry().value().map(value -> "=" + value).orElse("");
    }

    @Override
    public String keep(String text) {
        if (keepsNothing) {
            throw new SaveFailed("The disk is full. Make room, then try again.", true, null);
        }
        String name = String.format("%064x", kept.size() + 1);
        kept.put(name, text);
        return name;
    }

    /** Texts kept as evidence. */
    List<String> evidence() {
        return List.copyOf(kept.values());
    }

    List<TimelineRecord> all() {
        return List.copyOf(records);
    }
}
