package oncall.timeline;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import oncall.incident.Entry;
import oncall.incident.TimelineRecord;

/** An incident on a simulated disk, and what tests do with it. */
final class Sitting {
    static final Path HOME = Path.of("/home/dana");
    static final String FILE = "dana-laptop.jsonl";

    final FixedClock clock = new FixedClock();
    SimulatedDisk disk;

    Sitting(SimulatedDisk disk) {
        this.disk = disk;
    }

    FileTimeline create() {
        return incidents().create(clock, author("laptop"), ZoneId.of("Asia/Jerusalem"), "Title", "outage");
    }

    Incidents incidents() {
        return new Incidents(disk, HOME);
    }

    FileTimeline open() {
        return open("laptop");
    }

    FileTimeline open(String device) {
        return incidents().open(incidents().ids().get(0), clock, author(device)).orElseThrow();
    }

    Path file() {
        return file(FILE);
    }

    Path file(String name) {
        return HOME.resolve("incidents/20181112-1709-title/timeline").resolve(name);
    }

    Path torn() {
        return file().getParent().resolveSibling("torn");
    }

    static Author author(String device) {
        return new Author("dana", device, "pid 1 on " + device, "1");
    }

    static TimelineRecord say(FileTimeline timeline, String value) {
        return append(timeline, Samples.answer("step", value));
    }

    static TimelineRecord append(FileTimeline timeline, Entry entry) {
        return timeline.append(entry, news -> true).saved().orElseThrow();
    }

    /** The values of the answers, in order. */
    static List<String> said(List<TimelineRecord> records) {
        return records.stream()
                .filter(record -> record.event().kind().equals("answer"))
                .map(record -> record.entry().value().orElseThrow().single())
                .toList();
    }
}
