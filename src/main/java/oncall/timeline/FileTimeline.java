package oncall.timeline;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import oncall.incident.Entry;
import oncall.incident.Event;
import oncall.incident.TimelineRecord;
import oncall.walk.Clock;
import oncall.walk.Timeline;

/**
 * One incident's record on disk.
 *
 * <p>When {@link #append} returns a record it is on the medium: it survives the death of this process and, if the disk honours
 * a flush, the loss of power. Nothing acknowledged is ever rewritten or dropped. What failed is not there, and nothing else was
 * lost by it. Reading never modifies anything. Not for use by several threads at once; several timelines on one incident, in one
 * process or many, are fine.
 */
public final class FileTimeline implements Timeline {
    static final long PATIENCE_MILLIS = 2000;
    private static final Duration JUMP = Duration.ofMinutes(5);
    private static final int HEAD_CHARACTERS = 400;

    private final Disk disk;
    private final IncidentFolder folder;
    private final Clock clock;
    private final Author author;
    private final Segments segments;
    private final Event.Header incident;
    private final HybridTime order = new HybridTime();
    private final Map<String, TimelineRecord> undelivered = new LinkedHashMap<>();
    private String writer;
    private boolean alone;
    private Optional<String> session = Optional.empty();
    private long sessionBegan;
    private Optional<Instant> lastWall = Optional.empty();
    private long lastRunning;
    private int finished;
    private boolean movingOn;
    private boolean began;
    private final List<String> warnings = new ArrayList<>();

    /** @param incident what the header of a new file says, apart from what it continues */
    FileTimeline(
            Disk disk, IncidentFolder folder, Clock clock, Author author, Event.Header incident, Segments segments) {
        this.disk = disk;
        this.folder = folder;
        this.clock = clock;
        this.author = author;
        this.incident = incident;
        this.segments = segments;
        this.writer = WriterName.of(author.actor(), author.device());
        this.sessionBegan = clock.running();
        segments.records().forEach(record -> order.see(record.hlc()));
    }

    /** The incident's id. */
    public String id() {
        return folder.id();
    }

    /** The incident's folder. */
    public Path folder() {
        return folder.path();
    }

    /** What the incident was opened with. */
    public Event.Header header() {
        return incident;
    }

    /** Whether a newer version wrote to it; then nothing can be appended. */
    public boolean readOnly() {
        return segments.newer();
    }

    /** What the engineer should be told once, a full sentence each; the list grows while it runs. */
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    /** Says once that locks cannot be relied upon, and writes a file that is this process's own. */
    void writeAlone(String why) {
        if (!alone) {
            alone = true;
            writer = WriterName.of(author.actor(), author.device()) + "-p" + author.process();
            warnings.add("`" + folder.path() + "` " + why
                    + ", where locks cannot be relied upon: this terminal writes a file of its own.");
        }
    }

    /** Writes the header of a new incident; safe on disk when it returns. */
    void open() {
        try {
            Disk.Held held = lock();
            try {
                segments.refresh();
                ready();
            } finally {
                held.close();
            }
        } catch (IOException e) {
            throw Trouble.notSaved(folder.timeline(), e);
        }
    }

    @Override
    public List<TimelineRecord> read() {
        try {
            segments.refresh().forEach(record -> order.see(record.hlc()));
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read `" + folder.timeline() + "`: " + Trouble.reason(e) + ".", e);
        }
        undelivered.clear();
        return segments.records();
    }

    /** What came on record since the last look, in the order of writing. Takes no lock and never modifies anything. */
    public List<TimelineRecord> news() {
        try {
            List<TimelineRecord> news = segments.refresh();
            news.forEach(record -> order.see(record.hlc()));
            return news;
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read `" + folder.timeline() + "`: " + Trouble.reason(e) + ".", e);
        }
    }

    @Override
    public Outcome append(Entry entry, Predicate<List<TimelineRecord>> stillWanted) {
        return underLock(() -> locked(entry, stillWanted));
    }

    @Override
    public List<TimelineRecord> appendAll(List<Entry> entries, Predicate<List<TimelineRecord>> stillWanted) {
        return underLock(() -> allLocked(entries, stillWanted));
    }

    /** What is done while this process alone writes to the incident. */
    private interface Writing<T> {
        T go() throws IOException;
    }

    private <T> T underLock(Writing<T> writing) {
        // an interrupt, which is what Ctrl-C is to a thread, must not end a write half-way
        boolean interrupted = Thread.interrupted();
        try {
            Disk.Held held = lock();
            try {
                return writing.go();
            } finally {
                held.close();
            }
        } catch (IOException e) {
            throw Trouble.notSaved(folder.timeline(), e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** What others wrote that was not told yet, read under the lock. */
    private List<TimelineRecord> newsUnderLock() throws IOException {
        for (TimelineRecord record : segments.refresh()) {
            order.see(record.hlc());
            undelivered.put(record.id(), record);
        }
        if (segments.newer()) {
            throw Trouble.newer(folder.timeline());
        }
        return List.copyOf(undelivered.values());
    }

    private List<TimelineRecord> allLocked(List<Entry> entries, Predicate<List<TimelineRecord>> stillWanted)
            throws IOException {
        List<TimelineRecord> news = newsUnderLock();
        if (entries.isEmpty() || !stillWanted.test(news)) {
            return List.of();
        }
        ready();
        Optional<Event.Clock> jump = jump();
        if (jump.isPresent()) {
            news(write(own(), Entry.of(jump.get())));
        }
        List<TimelineRecord> saved = writeAll(entries);
        setTheClocks();
        return saved;
    }

    /**
     * All lines in a segment of their own, which gets its name when it is on the medium: were they appended, a power cut in the
     * middle could leave holes between lines that nobody was told of.
     */
    private List<TimelineRecord> writeAll(List<Entry> entries) throws IOException {
        Segment before = own();
        WriterName.File name = next(before);
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        HybridTime stamps = order.copy();
        String previous = before.lastHash();
        long seq = before.lastSeq();
        List<Entry> all = new ArrayList<>(entries);
        all.add(0, Entry.of(header(Optional.of(before))));
        for (Entry entry : all) {
            byte[] body = body(entry, stamp(entry, ++seq, stamps), Optional.empty());
            previous = Chain.hash(previous, body);
            lines.writeBytes(Chain.close(body, previous));
        }
        folder.publish(disk, folder.timeline(), name.name(), lines.toByteArray(), author.process());
        Segment written = segments.add(name);
        segments.refresh(written);
        List<TimelineRecord> saved =
                written.good().stream().map(RecordLine::record).toList();
        saved.forEach(record -> order.see(record.hlc()));
        return saved.subList(1, saved.size());
    }

    /** The lock, or where this process writes alone, nothing that needs freeing. */
    private Disk.Held lock() throws IOException {
        if (alone) {
            return () -> {};
        }
        try {
            Optional<Disk.Held> held = disk.lock(folder.lock(), PATIENCE_MILLIS, author.terminal() + "\n");
            if (held.isPresent()) {
                return held.get();
            }
        } catch (IOException e) {
            if (!Trouble.cannotLock(e)) {
                throw e;
            }
            writeAlone("is on a disk that cannot lock files");
            return () -> {};
        }
        throw Trouble.locked(disk.holder(folder.lock()));
    }

    private Outcome locked(Entry entry, Predicate<List<TimelineRecord>> stillWanted) throws IOException {
        List<TimelineRecord> news = newsUnderLock();
        if (!stillWanted.test(news)) {
            undelivered.clear();
            return new Outcome(news, Optional.empty());
        }
        ready();
        Optional<Event.Clock> jump = jump();
        if (jump.isPresent()) {
            news(write(own(), Entry.of(jump.get())));
            setTheClocks();
        }
        TimelineRecord saved = write(own(), entry);
        setTheClocks();
        List<TimelineRecord> told = List.copyOf(undelivered.values());
        undelivered.clear();
        return new Outcome(told, Optional.of(saved));
    }

    private void news(TimelineRecord record) {
        undelivered.put(record.id(), record);
    }

    private Segment own() {
        return segments.last(writer).orElseThrow();
    }

    /** Makes sure of the writer's last file: made if there is none, mended at its end, with a header. */
    private void ready() throws IOException {
        nameOfMyOwn();
        Optional<Segment> last = segments.last(writer);
        if (last.isEmpty()) {
            begin(new WriterName.File(writer, 1));
        } else if (last.get().name().segment() <= finished) {
            begin(next(last.get()));
        } else {
            mend(last.get());
        }
        began = true;
    }

    private void mend(Segment segment) throws IOException {
        Optional<Event.Recovered> recovered = Optional.empty();
        if (segment.torn() > 0) {
            recovered = Optional.of(folder.setAside(disk, segment));
            segments.refresh(segment);
        }
        if (segment.isEmpty()) {
            writeHeader(segment);
        }
        if (recovered.isPresent()) {
            news(write(own(), Entry.of(recovered.get())));
        }
    }

    /** Where locks do not work a file is never shared, not even with a process of the past that had our number. */
    private void nameOfMyOwn() {
        for (int number = 2; alone && !began && segments.last(writer).isPresent(); number++) {
            writer = WriterName.of(author.actor(), author.device()) + "-p" + author.process() + "-" + number;
        }
    }

    private static WriterName.File next(Segment segment) {
        return new WriterName.File(segment.name().writer(), segment.name().segment() + 1);
    }

    private void begin(WriterName.File name) throws IOException {
        disk.makeFile(folder.timeline().resolve(name.name()));
        disk.syncFolder(folder.timeline());
        writeHeader(segments.add(name));
    }

    private void writeHeader(Segment segment) throws IOException {
        Optional<Segment> before = segments.lastWritten(writer);
        news(write(segment, Entry.of(header(before)), before));
    }

    private Event.Header header(Optional<Segment> before) {
        return new Event.Header(
                incident.format(),
                incident.incident(),
                incident.title(),
                incident.opened(),
                incident.zone(),
                before.map(segment -> new Event.Link(segment.name().name(), segment.lastSeq(), segment.lastHash())),
                before.flatMap(Segment::after));
    }

    /** What the wall clock did against the running clock since the last record of this process. */
    private Optional<Event.Clock> jump() {
        if (lastWall.isEmpty()) {
            return Optional.empty();
        }
        Instant before = lastWall.get();
        Instant wall = clock.now();
        long running = clock.running();
        Duration off = Duration.between(before.plusMillis(running - lastRunning), wall);
        boolean jumped = wall.isBefore(before) || off.abs().compareTo(JUMP) > 0;
        return jumped ? Optional.of(new Event.Clock(before, wall, running - sessionBegan)) : Optional.empty();
    }

    private void setTheClocks() {
        lastWall = Optional.of(clock.now());
        lastRunning = clock.running();
    }

    private TimelineRecord write(Segment segment, Entry entry) throws IOException {
        return write(segment, entry, Optional.empty());
    }

    private TimelineRecord write(Segment segment, Entry entry, Optional<Segment> continued) throws IOException {
        long seq = continued.map(before -> before.lastSeq() + 1).orElse(segment.nextSeq());
        String previous = continued.map(Segment::lastHash).orElse(segment.lastHash());
        byte[] body = body(entry, stamp(entry, seq), segment.after());
        byte[] line = Chain.close(body, Chain.hash(previous, body));
        if (!save(segment, line)) {
            return elsewhere(segment, entry);
        }
        segments.refresh(segment);
        TimelineRecord record = segment.good().get(segment.good().size() - 1).record();
        order.see(record.hlc());
        if (record.event() instanceof Event.Session) {
            session = Optional.of(record.id());
        }
        return record;
    }

    private RecordLine.Stamp stamp(Entry entry, long seq) {
        return stamp(entry, seq, order.copy());
    }

    private RecordLine.Stamp stamp(Entry entry, long seq, HybridTime probe) {
        boolean begins = entry.event() instanceof Event.Session;
        if (begins) {
            sessionBegan = clock.running();
        }
        Instant now = clock.now();
        return new RecordLine.Stamp(
                seq,
                WriterName.id(writer, seq),
                entry.happened().orElse(now),
                now,
                Math.max(0, clock.running() - sessionBegan),
                probe.next(now),
                author.actor(),
                begins ? Optional.empty() : session);
    }

    /** The line up to its hash; a text that would make it too long goes to `evidence/` first. */
    private byte[] body(Entry entry, RecordLine.Stamp stamp, Optional<String> after) throws IOException {
        int room = RecordLine.MOST_BYTES - Chain.closingBytes();
        byte[] body = RecordLine.body(stamp, entry, after, Optional.empty());
        if (body.length > room && entry.text().isPresent()) {
            String text = entry.text().get();
            byte[] bytes = text.getBytes(UTF_8);
            int end = text.offsetByCodePoints(0, Math.min(HEAD_CHARACTERS, text.codePointCount(0, text.length())));
            String sha256 = folder.keep(disk, folder.evidence(), bytes, "", author.process());
            body = RecordLine.body(
                    stamp,
                    entry,
                    after,
                    Optional.of(new RecordLine.LongText(sha256, bytes.length, text.substring(0, end))));
        }
        if (body.length > room) {
            throw Trouble.tooLong(body.length + Chain.closingBytes());
        }
        return body;
    }

    /**
     * One write, then sync. False when the sync failed: then that file is finished, for what it holds is not known any more.
     *
     * @throws IOException when the write failed; the file was cut back to what was acknowledged
     */
    private boolean save(Segment segment, byte[] line) throws IOException {
        try (Disk.Appending out = disk.append(segment.path())) {
            try {
                out.write(line);
            } catch (IOException e) {
                cutBack(segment, line);
                throw e;
            }
            try {
                out.sync();
                return true;
            } catch (IOException e) {
                finished = segment.name().segment();
                cutBack(segment, line);
                return false;
            }
        }
    }

    /** Where this fails too, that file is finished as well: a line may stand in it that was not acknowledged. */
    private void cutBack(Segment segment, byte[] line) {
        try {
            disk.truncate(segment.path(), segment.end());
        } catch (IOException e) {
            segment.disown(line);
            finished = segment.name().segment();
        }
    }

    /** Goes on in a new segment after a failed sync, once: a second failure is the caller's to hear of. */
    private TimelineRecord elsewhere(Segment broken, Entry entry) throws IOException {
        if (movingOn) {
            throw new IOException("the disk failed to sync a new file as well");
        }
        movingOn = true;
        try {
            warnings.add("The disk failed to sync `" + broken.path()
                    + "`; the timeline goes on in a new file beside it." + " Copy the incident to another disk soon.");
            begin(next(broken));
            Segment fresh = own();
            boolean itself = entry.event() instanceof Event.Header;
            return itself ? fresh.good().get(0).record() : write(fresh, entry);
        } finally {
            movingOn = false;
        }
    }

    /** Checks every line anew; never modifies anything. */
    public Verification verify() {
        try {
            return Verification.of(disk, folder);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read `" + folder.timeline() + "`: " + Trouble.reason(e) + ".", e);
        }
    }

    /** The complete lines of every file, byte for byte, writer by writer. */
    public List<Verification.RawFile> raw() {
        try {
            return Verification.raw(disk, folder);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read `" + folder.timeline() + "`: " + Trouble.reason(e) + ".", e);
        }
    }

    /** Where the bytes of a record lie, and of the output kept of it; empty when it is on no disk. */
    public Optional<Place> place(TimelineRecord record) {
        byte[] end = ("\"h\":\"" + record.h() + "\"}\n").getBytes(UTF_8);
        for (Verification.RawFile file : raw()) {
            int line = 1;
            for (int at = 0; at < file.bytes().length; at++) {
                boolean over = file.bytes()[at] == '\n';
                int from = at + 1 - end.length;
                if (over && from >= 0 && Arrays.equals(file.bytes(), from, at + 1, end, 0, end.length)) {
                    return Optional.of(new Place(folder.timeline().resolve(file.name()), line, kept(record)));
                }
                line += over ? 1 : 0;
            }
        }
        return Optional.empty();
    }

    private List<Path> kept(TimelineRecord record) {
        List<Path> files = new ArrayList<>();
        segments.longText(record.id())
                .ifPresent(text -> files.add(folder.evidence().resolve(text.sha256())));
        for (TimelineRecord each : segments.records()) {
            if (each.event() instanceof Event.Evidence evidence && evidence.of().equals(Optional.of(record.id()))) {
                files.add(folder.evidence().resolve(evidence.sha256()));
            }
        }
        return files;
    }

    @Override
    public String keep(String text) {
        try {
            return folder.keep(disk, folder.evidence(), text.getBytes(UTF_8), "", author.process());
        } catch (IOException e) {
            throw Trouble.notSaved(folder.evidence(), e);
        }
    }

    /** Keeps a copy of a book or team file under `runbook/` and returns its SHA-256. Safe on disk when it returns. */
    public String keepBook(byte[] yaml) {
        try {
            return folder.keep(disk, folder.runbook(), yaml, ".yaml", author.process());
        } catch (IOException e) {
            throw Trouble.notSaved(folder.runbook(), e);
        }
    }

    /** The book or team file of that hash, as it was kept; empty when it is missing or is not what its name says. */
    public Optional<byte[]> book(String sha256) {
        return kept(folder.runbook(), sha256, ".yaml");
    }

    /** The text of that hash under `evidence/`; empty when it is missing or is not what its name says. */
    public Optional<String> evidence(String sha256) {
        return kept(folder.evidence(), sha256, "").map(bytes -> new String(bytes, UTF_8));
    }

    /** The whole text of a record: its own, or where that is only a head, what lies under `evidence/`. */
    public Optional<String> wholeText(TimelineRecord record) {
        return segments.longText(record.id())
                .flatMap(text -> evidence(text.sha256()))
                .or(() -> record.entry().text());
    }

    /** Whether only the beginning of a record's text can be read, because the rest under `evidence/` is missing or damaged. */
    public boolean isCutShort(TimelineRecord record) {
        return segments.longText(record.id())
                .map(text -> evidence(text.sha256()).isEmpty())
                .orElse(false);
    }

    private Optional<byte[]> kept(Path where, String sha256, String ending) {
        try {
            return folder.kept(disk, where, sha256, ending);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read `" + where + "`: " + Trouble.reason(e) + ".", e);
        }
    }
}
