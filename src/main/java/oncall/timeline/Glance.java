package oncall.timeline;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import oncall.incident.Event;
import oncall.incident.Incident;
import oncall.incident.TimelineRecord;
import oncall.timeline.JsonObjectTree.Misshapen;

/**
 * An incident as a list shows it: read in passing, without checking a hash.
 *
 * @param title as {@link Incident#title}; the id where it cannot be read
 * @param opened when it was opened
 * @param priority the level computed or set last
 * @param last when the newest record was written
 */
public record Glance(
        String id,
        String title,
        State state,
        Optional<Instant> opened,
        Optional<String> priority,
        Optional<Instant> last) {
    private static final List<String> TELLING =
            List.of("header", "session", "pause", "resume", "close", "priority", "correction", "redaction");
    private static final int BEGINNING = 400;

    /** Where an incident stands. */
    public enum State {
        OPEN,
        PAUSED,
        CLOSED;

        /** The word in JSON and on the screen. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    static Glance unreadable(String id) {
        return new Glance(id, id, State.OPEN, Optional.empty(), Optional.empty(), Optional.empty());
    }

    static Glance of(Disk disk, IncidentFolder folder) throws IOException {
        List<TimelineRecord> telling = new ArrayList<>();
        for (String fileName : disk.list(folder.timeline())) {
            Optional<WriterName.File> name = WriterName.parse(fileName);
            Path path = folder.timeline().resolve(fileName);
            if (name.isPresent() && disk.kind(path) == Disk.Kind.FILE) {
                collect(new String(disk.read(path, 0), UTF_8), name.get().writer(), telling);
            }
        }
        return fold(folder.id(), telling);
    }

    private static void collect(String text, String writer, List<TimelineRecord> telling) {
        int from = 0;
        for (int feed = text.indexOf('\n'); feed >= 0; feed = text.indexOf('\n', from)) {
            boolean last = text.indexOf('\n', feed + 1) < 0;
            if (last || tells(text.substring(from, Math.min(feed, from + BEGINNING)))) {
                record(text.substring(from, feed), writer).ifPresent(telling::add);
            }
            from = feed + 1;
        }
    }

    /** Whether a record has a say in the title, the state or the priority: kind and step stand near the beginning. */
    private static boolean tells(String beginning) {
        for (String kind : TELLING) {
            if (beginning.contains("\"kind\":\"" + kind + "\"")) {
                return true;
            }
        }
        return beginning.contains("\"step\":\"what\"");
    }

    private static Optional<TimelineRecord> record(String line, String writer) {
        try {
            return Optional.of(
                    RecordLine.parse(line.getBytes(UTF_8), "", writer).record());
        } catch (Misshapen e) {
            return Optional.empty();
        }
    }

    private static Glance fold(String id, List<TimelineRecord> telling) {
        Incident incident = Incident.of(telling);
        Optional<Event.Header> header = incident.header();
        State state = switch (incident.state()) {
            case OPEN -> State.OPEN;
            case PAUSED -> State.PAUSED;
            case CLOSED -> State.CLOSED;
        };
        return new Glance(
                id,
                header.isPresent() ? incident.title() : id,
                state,
                header.map(Event.Header::opened),
                incident.priority().map(Event.Priority::to),
                telling.stream().map(TimelineRecord::recorded).max(Instant::compareTo));
    }
}
