package oncall.timeline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import oncall.incident.Event;
import oncall.incident.TimelineRecord;

/** All files of one `timeline/` folder, read together: every writer's, every segment, merged in the order (hlc, id). */
final class Segments {
    private final Disk disk;
    private final Path folder;
    private final Map<WriterName.File, Segment> segments = new TreeMap<>();
    private final List<Damage> strangers = new ArrayList<>();
    private List<TimelineRecord> merged = List.of();
    private Set<String> hashes = Set.of();
    private Map<String, RecordLine.LongText> longTexts = Map.of();
    private boolean stale = true;

    Segments(Disk disk, Path folder) {
        this.disk = disk;
        this.folder = folder;
    }

    /** Reads what is new in every file; returns the records that were not known before, in order. */
    List<TimelineRecord> refresh() throws IOException {
        strangers.clear();
        List<RecordLine> news = new ArrayList<>();
        for (String fileName : disk.list(folder)) {
            Optional<WriterName.File> name = disk.file(fileName);
            if (name.isEmpty()) {
                continue;
            }
            Path path = folder.resolve(fileName);
            if (disk.kind(path) != Disk.Kind.FILE) {
                strangers.add(new Damage(fileName, 0, "is not a regular file and is not read"));
                continue;
            }
            news.addAll(segments.computeIfAbsent(name.get(), file -> new Segment(file, path))
                    .refresh(disk));
        }
        stale |= !news.isEmpty();
        if (news.isEmpty()) {
            return List.of();
        }
        records();
        List<TimelineRecord> fresh = new ArrayList<>();
        for (RecordLine line : news) {
            if (hashes.contains(line.record().h())) {
                fresh.add(line.record());
            }
        }
        fresh.sort(TimelineRecord.ORDER);
        return List.copyOf(fresh);
    }

    /** Takes note of one file again, after a record was written to it. */
    List<RecordLine> refresh(Segment segment) throws IOException {
        List<RecordLine> news = segment.refresh(disk);
        stale = true;
        return news;
    }

    /** Everything that verifies, in order; what a later segment says was never acknowledged is left out. */
    List<TimelineRecord> records() {
        if (stale) {
            Map<String, Long> lastOf = acknowledged();
            List<TimelineRecord> all = new ArrayList<>();
            Map<String, RecordLine.LongText> texts = new HashMap<>();
            for (Segment segment : segments.values()) {
                long last = lastOf.getOrDefault(segment.name().name(), Long.MAX_VALUE);
                for (RecordLine line : segment.good()) {
                    if (line.record().seq() <= last) {
                        all.add(line.record());
                        line.longText()
                                .ifPresent(text -> texts.put(line.record().id(), text));
                    }
                }
            }
            all.sort(TimelineRecord.ORDER);
            merged = List.copyOf(all);
            hashes = new HashSet<>();
            for (TimelineRecord record : all) {
                hashes.add(record.h());
            }
            longTexts = texts;
            stale = false;
        }
        return merged;
    }

    /** For each file that was given up, the number of its last acknowledged record. */
    private Map<String, Long> acknowledged() {
        Map<String, Long> lastOf = new HashMap<>();
        for (Segment segment : segments.values()) {
            Optional<Event.Link> link = header(segment).flatMap(Event.Header::continues);
            if (link.isPresent()) {
                lastOf.merge(link.get().file(), link.get().seq(), Math::min);
            }
        }
        return lastOf;
    }

    private static Optional<Event.Header> header(Segment segment) {
        boolean begins =
                !segment.good().isEmpty() && segment.good().get(0).record().event() instanceof Event.Header;
        return begins
                ? Optional.of((Event.Header) segment.good().get(0).record().event())
                : Optional.empty();
    }

    /** The header that opened the incident, if any can be read. */
    Optional<Event.Header> header() {
        for (TimelineRecord record : records()) {
            if (record.event() instanceof Event.Header header) {
                return Optional.of(header);
            }
        }
        return Optional.empty();
    }

    /** Where the whole of a long text lies. */
    Optional<RecordLine.LongText> longText(String id) {
        records();
        return Optional.ofNullable(longTexts.get(id));
    }

    /** The last segment of a writer. */
    Optional<Segment> last(String writer) {
        Optional<Segment> last = Optional.empty();
        for (Segment segment : segments.values()) {
            if (segment.name().writer().equals(writer)) {
                last = Optional.of(segment);
            }
        }
        return last;
    }

    /** The last segment of a writer that holds any line. */
    Optional<Segment> lastWritten(String writer) {
        Optional<Segment> last = Optional.empty();
        for (Segment segment : segments.values()) {
            if (segment.name().writer().equals(writer) && !segment.isEmpty()) {
                last = Optional.of(segment);
            }
        }
        return last;
    }

    /** A file that was just made. */
    Segment add(WriterName.File name) {
        return segments.computeIfAbsent(name, file -> new Segment(file, folder.resolve(file.name())));
    }

    /** Whether any file holds lines of a newer format. */
    boolean newer() {
        for (Segment segment : segments.values()) {
            if (segment.newer()) {
                return true;
            }
        }
        return false;
    }

    /** Everything that cannot be right, file by file. */
    List<Damage> damage() {
        List<Damage> all = new ArrayList<>(strangers);
        for (Segment segment : segments.values()) {
            all.addAll(segment.damage());
            header(segment).flatMap(Event.Header::continues).ifPresent(link -> {
                if (!isThere(segment.name().writer(), link)) {
                    all.add(new Damage(
                            segment.name().name(),
                            1,
                            "goes on from a record of " + link.file() + " that is not there"));
                }
            });
            if (header(segment).isEmpty()
                    && !segment.isEmpty()
                    && segment.damage().isEmpty()) {
                all.add(new Damage(segment.name().name(), 1, "is not a header"));
            }
        }
        return all;
    }

    private boolean isThere(String writer, Event.Link link) {
        if (link.h().equals(Chain.START)) {
            return true;
        }
        return segments.values().stream()
                .filter(segment -> segment.name().writer().equals(writer)
                        && segment.name().name().equals(link.file()))
                .flatMap(segment -> segment.good().stream())
                .anyMatch(line ->
                        line.record().seq() == link.seq() && line.record().h().equals(link.h()));
    }

    /** The files, writer by writer. */
    List<Segment> files() {
        return List.copyOf(segments.values());
    }

    /**
     * Twelve hex digits that stand for everything on record: of the last hash of the one writer, or of the SHA-256 over the last
     * hashes of all, in the order of their names.
     */
    String head() {
        Map<String, String> lastOf = new TreeMap<>();
        for (Segment segment : segments.values()) {
            if (!segment.good().isEmpty()) {
                lastOf.put(segment.name().writer(), segment.lastHash());
            }
        }
        return Chain.head(lastOf.values());
    }
}
