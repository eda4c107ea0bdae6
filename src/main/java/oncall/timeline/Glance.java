package oncall.timeline;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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
    private static final List<byte[]> TELLING = Stream.of(
                    "header", "session", "pause", "resume", "close", "priority", "correction", "redaction")
            .map(kind -> (kind + '"').getBytes(UTF_8))
            .toList();
    private static final byte[] KIND = "\"kind\":\"".getBytes(UTF_8);
    private static final byte[] STEP = "\"step\":\"what\"".getBytes(UTF_8);
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
                try (Disk.Opened file = disk.open(path)) {
                    collect(file, name.get().writer(), telling);
                }
            }
        }
        return fold(folder.id(), telling);
    }

    private static void collect(Disk.Opened file, String writer, List<TimelineRecord> telling) throws IOException {
        long size = file.size();
        LineBlocks lines = new LineBlocks(file, 0, size);
        long last = 0;
        boolean taken = true;
        while (lines.next()) {
            last = lines.at();
            taken = tells(lines.bytes(), lines.from(), Math.min(lines.to(), lines.from() + BEGINNING));
            if (taken) {
                record(lines, writer).ifPresent(telling::add);
            }
        }
        LineBlocks again = new LineBlocks(file, last, size);
        if (!taken && again.next()) {
            record(again, writer).ifPresent(telling::add);
        }
    }

    /** Whether a record has a say in the title, the state or the priority: kind and step stand near the beginning. */
    private static boolean tells(byte[] line, int from, int to) {
        int kind = find(KIND, line, from, to);
        if (kind < 0) {
            return true;
        }
        for (byte[] telling : TELLING) {
            int end = kind + telling.length;
            if (end <= to && Arrays.equals(line, kind, end, telling, 0, telling.length)) {
                return true;
            }
        }
        return find(STEP, line, kind, to) >= 0;
    }

    /** Where the line goes on behind some words in it; -1 when they are not there. */
    private static int find(byte[] words, byte[] line, int from, int to) {
        for (int i = from; i + words.length <= to; i++) {
            if (line[i] == words[0]
                    && line[i + 1] == words[1]
                    && Arrays.equals(line, i, i + words.length, words, 0, words.length)) {
                return i + words.length;
            }
        }
        return -1;
    }

    private static Optional<TimelineRecord> record(LineBlocks lines, String writer) {
        try {
            JsonObjectTree tree = JsonObjectTree.parse(lines.bytes(), lines.from(), lines.to() - lines.from());
            return Optional.of(RecordLine.of(tree, "", writer).record());
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
