package oncall.timeline;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import oncall.incident.Event;
import oncall.incident.Incident;
import oncall.incident.TimelineRecord;

/**
 * An incident read twice instead of held: the first time every line is checked and only what says something about the whole or
 * about other records is kept; the second time the records are given one after another in the order of happening. Memory does
 * not grow with the number of records, but for 24 bytes for each that was written out of that order. What is appended meanwhile
 * is not read.
 *
 * <p>Only for files without a fault: an incident with damage is read by {@link Incidents#open}, which looks at every line in
 * the light of all others.
 */
public final class Chronicle implements AutoCloseable {
    /** A file smaller than this is not worth a second thread. */
    private static final long WORTH_A_THREAD = 4L * 1024 * 1024;

    private static final long WORTH_READING_AHEAD = 20_000;
    private static final int SESSIONS = 256;

    private final Disk disk;
    private final IncidentFolder folder;
    private final List<Disk.Opened> opened = new ArrayList<>();
    private final List<Stretch> stretches = new ArrayList<>();
    private final List<Verification.Torn> torn = new ArrayList<>();
    private final BlockCache cache = new BlockCache();
    private final List<String> cutShort = new ArrayList<>();
    private final Map<String, Optional<String>> roles = new LinkedHashMap<>(SESSIONS * 2, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Optional<String>> eldest) {
            return size() > SESSIONS;
        }
    };
    private final Map<String, TimelineRecord> targets = new HashMap<>();
    private Incident essence = Incident.of(List.of());

    private Chronicle(Disk disk, IncidentFolder folder) {
        this.disk = disk;
        this.folder = folder;
    }

    /** Records in the order of happening, one at a time. */
    interface Source {
        /** Goes to the next; false when there is none. */
        boolean next() throws IOException, Stretch.Unfollowable;

        OrderKey key();

        RecordLine line();
    }

    /** Reads and checks every file of an incident; empty when not every line of it follows on without fault. */
    static Optional<Chronicle> of(Disk disk, IncidentFolder folder) throws IOException {
        Chronicle chronicle = new Chronicle(disk, folder);
        try {
            chronicle.survey();
            return Optional.of(chronicle);
        } catch (Stretch.Unfollowable e) {
            chronicle.close();
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            chronicle.close();
            throw e;
        }
    }

    private void survey() throws IOException, Stretch.Unfollowable {
        TreeMap<WriterName.File, Disk.Opened> files = files();
        Map<String, Event.Link> givenUp = new HashMap<>();
        for (Disk.Opened file : files.values()) {
            continued(file)
                    .ifPresent(link ->
                            givenUp.merge(link.file(), link, (one, other) -> one.seq() <= other.seq() ? one : other));
        }
        for (Map.Entry<WriterName.File, Disk.Opened> file : files.entrySet()) {
            long last = Optional.ofNullable(givenUp.get(file.getKey().name()))
                    .map(Event.Link::seq)
                    .orElse(Long.MAX_VALUE);
            survey(file.getKey(), file.getValue(), last);
        }
        distinctWriters();
        linked();
        if (records() == 0 || records() > Integer.MAX_VALUE) {
            throw new Stretch.Unfollowable("no records, or more than can be counted");
        }
        fold();
    }

    private TreeMap<WriterName.File, Disk.Opened> files() throws IOException, Stretch.Unfollowable {
        TreeMap<WriterName.File, Disk.Opened> files = new TreeMap<>();
        for (String fileName : disk.list(folder.timeline())) {
            Optional<WriterName.File> name = disk.file(fileName);
            Path path = folder.timeline().resolve(fileName);
            if (name.isPresent()) {
                if (disk.kind(path) != Disk.Kind.FILE) {
                    throw new Stretch.Unfollowable("a stranger");
                }
                Disk.Opened file = disk.open(path);
                opened.add(file);
                files.put(name.get(), file);
            }
        }
        return files;
    }

    /** What the header of a file says it goes on from. */
    private static Optional<Event.Link> continued(Disk.Opened file) throws IOException {
        LineBlocks lines = new LineBlocks(file, 0, file.size());
        if (!lines.next()) {
            return Optional.empty();
        }
        try {
            RecordLine line =
                    RecordLine.of(JsonObjectTree.parse(lines.bytes(), lines.from(), lines.to() - lines.from()), "", "");
            return line.record().event() instanceof Event.Header header ? header.continues() : Optional.empty();
        } catch (JsonObjectTree.Misshapen e) {
            return Optional.empty();
        }
    }

    /** A long file is looked at in two halves at once. */
    private void survey(WriterName.File name, Disk.Opened file, long lastCounted)
            throws IOException, Stretch.Unfollowable {
        long size = file.size();
        long middle = size < WORTH_A_THREAD ? 0 : lineAfter(file, size / 2, size);
        if (middle == 0) {
            add(name, file, 0, size, lastCounted).survey();
        } else {
            Stretch before = add(name, file, 0, middle, lastCounted);
            Stretch behind = add(name, file, middle, size, lastCounted);
            Together.run(before::survey, behind::survey);
            if (!behind.isEmpty() && !behind.follows(before)) {
                throw new Stretch.Unfollowable("the halves do not meet");
            }
        }
        Stretch last = stretches.get(stretches.size() - 1);
        if (last.ended() < size) {
            torn.add(new Verification.Torn(name.name(), last.ended(), size - last.ended()));
        }
    }

    private static long lineAfter(Disk.Opened file, long place, long size) throws IOException {
        LineBlocks lines = new LineBlocks(file, place, size);
        return lines.next() && lines.behind() < size ? lines.behind() : 0;
    }

    private Stretch add(WriterName.File name, Disk.Opened file, long begin, long end, long lastCounted)
            throws Stretch.Unfollowable {
        if (stretches.size() == Places.MOST_FILES || end >= Places.LONGEST_FILE) {
            throw new Stretch.Unfollowable("too many files, or too long");
        }
        Stretch stretch = new Stretch(stretches.size(), name, file, begin, end, lastCounted);
        stretches.add(stretch);
        return stretch;
    }

    /** Ids name one record only as long as no two writers have the same first four digits. */
    private void distinctWriters() throws Stretch.Unfollowable {
        Map<String, String> writers = new HashMap<>();
        for (Stretch stretch : stretches) {
            String writer = stretch.name().writer();
            if (!writers.computeIfAbsent(stretch.idBefore(), id -> writer).equals(writer)) {
                throw new Stretch.Unfollowable("two writers whose ids look alike");
            }
        }
    }

    /** What a file says it goes on from must be there. */
    private void linked() throws IOException, Stretch.Unfollowable {
        for (Stretch stretch : stretches) {
            Optional<Event.Link> link = stretch.continues();
            if (link.isPresent()
                    && !link.get().h().equals(Chain.START)
                    && !isThere(stretch.name().writer(), link.get())) {
                throw new Stretch.Unfollowable("goes on from nowhere");
            }
        }
    }

    private boolean isThere(String writer, Event.Link link) throws IOException, Stretch.Unfollowable {
        for (Stretch stretch : stretches) {
            boolean same = stretch.name().writer().equals(writer)
                    && stretch.name().name().equals(link.file());
            if (same && stretch.has(link.seq())) {
                return stretch.find(link.seq()).record().h().equals(link.h());
            }
        }
        return false;
    }

    private void fold() throws IOException, Stretch.Unfollowable {
        Map<String, TimelineRecord> kept = new LinkedHashMap<>();
        for (Stretch stretch : stretches) {
            stretch.essence().lines().forEach(line -> kept.put(line.record().id(), whole(line)));
        }
        Set<String> about = new HashSet<>();
        Set<String> redacted = new HashSet<>();
        for (TimelineRecord each : kept.values()) {
            if (each.event() instanceof Event.Correction correction) {
                about.add(correction.of());
            } else if (each.event() instanceof Event.Redaction redaction) {
                about.add(redaction.of());
                redacted.add(redaction.of());
            }
        }
        for (Stretch stretch : stretches) {
            for (RecordLine line : stretch.evidenceOf(redacted)) {
                redacted.add(line.record().id());
                kept.put(line.record().id(), whole(line));
            }
        }
        for (String id : about) {
            Optional<RecordLine> target = find(id);
            if (target.isPresent()) {
                TimelineRecord record = whole(target.get());
                targets.put(id, record);
                kept.put(id, record);
            }
        }
        cutShort.clear();
        essence = Incident.of(List.copyOf(kept.values()));
    }

    private Optional<RecordLine> find(String id) throws IOException, Stretch.Unfollowable {
        for (Stretch stretch : stretches) {
            String before = stretch.idBefore();
            if (id.startsWith(before)) {
                Optional<Long> seq = number(id.substring(before.length()));
                if (seq.isPresent() && stretch.has(seq.get())) {
                    return Optional.of(stretch.find(seq.get()));
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Long> number(String digits) {
        return digits.matches("[1-9]\\d{0,17}") ? Optional.of(Long.valueOf(digits)) : Optional.empty();
    }

    /** An incident folded from the records that say something about the whole or about others. */
    public Incident essence() {
        return essence;
    }

    /** The incident's folder. */
    public Path folder() {
        return folder.path();
    }

    private long records() {
        return stretches.stream().mapToLong(Stretch::counted).sum();
    }

    /** What checking every line came to. */
    public Verification checked() {
        TreeMap<String, String> lastOf = new TreeMap<>();
        for (Stretch stretch : stretches) {
            if (!stretch.isEmpty()) {
                lastOf.put(stretch.name().writer(), stretch.lastHash());
            }
        }
        return new Verification((int) records(), Chain.head(lastOf.values()), List.of(), torn, false);
    }

    /** The role of the person in a sitting, by the id of its session record. */
    public Optional<String> role(String session) {
        Optional<String> known = roles.get(session);
        if (known != null) {
            return known;
        }
        try {
            Optional<String> role = find(session).flatMap(line -> role(line.record()));
            roles.put(session, role);
            return role;
        } catch (IOException | Stretch.Unfollowable e) {
            throw unreadable(e);
        }
    }

    private static Optional<String> role(TimelineRecord record) {
        return record.event() instanceof Event.Session session
                        && !session.role().isEmpty()
                ? Optional.of(session.role())
                : Optional.empty();
    }

    /**
     * Gives every record in the order of happening, long texts whole.
     *
     * @param happened when a record happened as far as is known now; asked only of those that were corrected
     */
    public void tell(Function<TimelineRecord, Instant> happened, Consumer<TimelineRecord> to) {
        cutShort.clear();
        List<TimelineRecord> moved = new ArrayList<>();
        Set<String> movedIds = new HashSet<>();
        targets.forEach((id, record) -> {
            if (!happened.apply(record).equals(record.at())) {
                moved.add(record);
                movedIds.add(id);
            }
        });
        try {
            PriorityQueue<Source> sources =
                    new PriorityQueue<>((one, other) -> one.key().compareTo(other.key()));
            for (Source source : sources(moved, happened)) {
                if (source.next()) {
                    sources.add(source);
                }
            }
            Ahead.Work merge = give -> {
                while (!sources.isEmpty()) {
                    Source first = sources.poll();
                    boolean elsewhere = !(first instanceof Moved)
                            && movedIds.contains(first.line().record().id());
                    if (!elsewhere) {
                        give.accept(whole(first.line()));
                    }
                    if (first.next()) {
                        sources.add(first);
                    }
                }
            };
            if (records() < WORTH_READING_AHEAD) {
                merge.run(record -> to.accept(seen(record)));
            } else {
                Ahead.run(merge, record -> to.accept(seen(record)));
            }
        } catch (IOException | Stretch.Unfollowable e) {
            throw unreadable(e);
        }
    }

    private TimelineRecord seen(TimelineRecord record) {
        if (record.event() instanceof Event.Session) {
            roles.put(record.id(), role(record));
        }
        return record;
    }

    private List<Source> sources(List<TimelineRecord> moved, Function<TimelineRecord, Instant> happened)
            throws Stretch.Unfollowable {
        List<Source> sources = new ArrayList<>();
        for (Stretch stretch : stretches) {
            sources.add(stretch.new InOrder());
            sources.add(new Late(stretch));
        }
        List<OrderKey> keys = new ArrayList<>();
        Map<OrderKey, TimelineRecord> byKey = new TreeMap<>();
        for (TimelineRecord record : moved) {
            Instant at = happened.apply(record);
            if (OrderKey.nanos(at).isEmpty()) {
                throw new Stretch.Unfollowable("a time that is out of the common");
            }
            byKey.put(OrderKey.of(at, record), record);
        }
        keys.addAll(byKey.keySet());
        sources.add(new Moved(keys, byKey));
        return sources;
    }

    /** The records of a stretch that happened before one that was written before them. */
    private final class Late implements Source {
        private final Stretch stretch;
        private final Places places;
        private final List<RecordLine> tied = new ArrayList<>();
        private RecordLine current;
        private int at;

        Late(Stretch stretch) {
            this.stretch = stretch;
            this.places = stretch.late();
            places.sort();
        }

        @Override
        public boolean next() throws IOException, Stretch.Unfollowable {
            if (tied.isEmpty()) {
                if (at == places.size()) {
                    return false;
                }
                int first = at;
                do {
                    tied.add(stretch.at(places.offset(at++), cache));
                } while (at < places.size() && places.tied(first, at));
                tied.sort((one, other) ->
                        other.record().id().compareTo(one.record().id()));
            }
            current = tied.remove(tied.size() - 1);
            return true;
        }

        @Override
        public OrderKey key() {
            return OrderKey.of(current.record().at(), current.record());
        }

        @Override
        public RecordLine line() {
            return current;
        }
    }

    /** The records whose time was corrected. */
    private static final class Moved implements Source {
        private final List<OrderKey> keys;
        private final Map<OrderKey, TimelineRecord> records;
        private int at = -1;

        Moved(List<OrderKey> keys, Map<OrderKey, TimelineRecord> records) {
            this.keys = keys;
            this.records = records;
        }

        @Override
        public boolean next() {
            return ++at < keys.size();
        }

        @Override
        public OrderKey key() {
            return keys.get(at);
        }

        @Override
        public RecordLine line() {
            return new RecordLine(records.get(key()), Optional.empty(), Optional.empty());
        }
    }

    /** With the whole of a text of which the line holds the beginning. */
    private TimelineRecord whole(RecordLine line) {
        TimelineRecord record = line.record();
        if (line.longText().isEmpty()) {
            return record;
        }
        try {
            Optional<byte[]> kept =
                    folder.kept(disk, folder.evidence(), line.longText().get().sha256(), "");
            if (kept.isEmpty()) {
                cutShort.add(record.id());
                return record;
            }
            return record.with(record.entry().saying(new String(kept.get(), UTF_8)));
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** The copy of a book or a team file that was walked, if it is what its name says. */
    public Optional<byte[]> book(String sha256) {
        return kept(folder.runbook(), sha256, ".yaml");
    }

    /** A text kept beside the record, if it is what its name says. */
    public Optional<String> evidence(String sha256) {
        return kept(folder.evidence(), sha256, "").map(bytes -> new String(bytes, UTF_8));
    }

    private Optional<byte[]> kept(Path where, String sha256, String ending) {
        try {
            return folder.kept(disk, where, sha256, ending);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** Ids of the records told so far of whose text only the beginning could be read. */
    public List<String> cutShort() {
        return List.copyOf(cutShort);
    }

    private UncheckedIOException unreadable(Exception e) {
        IOException cause = e instanceof IOException io ? io : new IOException("it changed while it was read", e);
        return new UncheckedIOException(
                "Could not read `" + folder.timeline() + "`: " + Trouble.reason(cause) + ".", cause);
    }

    @Override
    public void close() {
        for (Disk.Opened file : opened) {
            try {
                file.close();
            } catch (IOException e) {
                // nothing was written to it
            }
        }
        opened.clear();
    }
}
