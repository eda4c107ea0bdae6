package oncall.timeline;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import oncall.incident.Event;
import oncall.incident.TimelineRecord;
import oncall.timeline.JsonObjectTree.Misshapen;

/**
 * A stretch of a timeline file, looked at line by line without being kept: every line must follow on from the one before
 * without fault. What stays is how it ends, where to find a record by its number, and where those records stand that are not in
 * the order of happening.
 */
final class Stretch {
    /** Every so many records a place is remembered. */
    private static final int MARKS = 512;

    private static final int HASH = 64;
    private static final byte[] EVIDENCE = "evidence".getBytes(US_ASCII);

    private final int number;
    private final WriterName.File name;
    private final Disk.Opened file;
    private final long begin;
    private final long end;
    private final long lastCounted;
    private final String idBefore;
    private final MessageDigest sha256 = Chain.digest();
    private final byte[] previous = new byte[HASH];
    private final byte[] sum = new byte[HASH / 2];
    private final Places late = new Places();
    private final Essence essence = new Essence();
    private long[] marks = new long[16];
    private byte[] firstHash = new byte[0];
    private byte[] firstBody = new byte[0];
    private long first;
    private long next;
    private long counted;
    private long ended;
    private OrderKey newest = OrderKey.FIRST;
    private Optional<Event.Link> continues = Optional.empty();

    /**
     * A stretch, not looked at yet.
     *
     * @param number by which its places name it
     * @param begin where its first line begins; 0 for the first of a file
     * @param lastCounted number of the last record that counts: a later file says where this one was given up
     */
    Stretch(int number, WriterName.File name, Disk.Opened file, long begin, long end, long lastCounted) {
        this.number = number;
        this.name = name;
        this.file = file;
        this.begin = begin;
        this.end = end;
        this.lastCounted = lastCounted;
        this.idBefore = name.digits() + "-";
    }

    /** A line does not follow on, or its place cannot be told in few bytes: the whole must be read in another way. */
    static final class Unfollowable extends Exception {
        private static final long serialVersionUID = 1L;

        Unfollowable(String why) {
            super(why, null, false, false);
        }
    }

    /** Reads and checks every line. */
    void survey() throws IOException, Unfollowable {
        LineBlocks lines = new LineBlocks(file, begin, end);
        while (lines.next()) {
            take(lines);
        }
        ended = lines.behind();
    }

    private void take(LineBlocks lines) throws Unfollowable {
        byte[] bytes = lines.bytes();
        int from = lines.from();
        int to = lines.to();
        int body = Chain.bodyEnd(bytes, from, to);
        if (body < 0) {
            throw new Unfollowable("no hash");
        }
        RecordLine line = parse(bytes, from, to, name.writer());
        TimelineRecord record = line.record();
        boolean firstOfAll = counted == 0 && first == 0;
        if (firstOfAll) {
            begin(line, bytes, from, body);
        } else {
            check(bytes, from, body);
        }
        boolean fits = record.version() == RecordLine.VERSION
                && record.seq() == next
                && line.after().isEmpty()
                && isId(record.id(), next);
        if (!fits) {
            throw new Unfollowable("does not follow on");
        }
        System.arraycopy(bytes, Chain.hashAt(to), previous, 0, HASH);
        if (next <= lastCounted) {
            count(line, lines.at());
        }
        next++;
    }

    private boolean isId(String id, long seq) {
        return id.startsWith(idBefore) && id.substring(idBefore.length()).equals(Long.toString(seq));
    }

    /** The first line of the stretch: of a file, it must begin a chain or say what it continues; else the file before says so. */
    private void begin(RecordLine line, byte[] bytes, int from, int body) throws Unfollowable {
        next = line.record().seq();
        first = next;
        if (begin > 0) {
            firstBody = Arrays.copyOfRange(bytes, from, body);
            firstHash = Arrays.copyOfRange(bytes, body + Chain.BEFORE_HASH, body + Chain.BEFORE_HASH + HASH);
            return;
        }
        if (!(line.record().event() instanceof Event.Header header)) {
            throw new Unfollowable("no header");
        }
        continues = header.continues();
        String start = continues.map(Event.Link::h).orElse(Chain.START);
        long seq = continues.map(link -> link.seq() + 1).orElse(1L);
        if (seq != first || start.length() != HASH) {
            throw new Unfollowable("does not begin a file");
        }
        System.arraycopy(start.getBytes(US_ASCII), 0, previous, 0, HASH);
        check(bytes, from, body);
    }

    private void check(byte[] bytes, int from, int body) throws Unfollowable {
        if (!Chain.follows(sha256, previous, sum, bytes, from, body)) {
            throw new Unfollowable("does not verify");
        }
    }

    /** Whether its first line follows on from the stretch before it. */
    boolean follows(Stretch before) {
        return first == before.next && lastOf(firstHash).equals(Chain.hash(before.lastHash(), firstBody));
    }

    private void count(RecordLine line, long at) throws Unfollowable {
        TimelineRecord record = line.record();
        OptionalLong nanos = OrderKey.nanos(record.at());
        OptionalLong hlc = OrderKey.hlc(record.hlc());
        if (nanos.isEmpty() || hlc.isEmpty()) {
            throw new Unfollowable("a time that is out of the common");
        }
        if (counted % MARKS == 0) {
            int mark = (int) (counted / MARKS);
            if (mark == marks.length) {
                marks = Arrays.copyOf(marks, mark * 2);
            }
            marks[mark] = at;
        }
        counted++;
        if (OrderKey.compare(nanos.getAsLong(), hlc.getAsLong(), record.id(), newest) >= 0) {
            newest = new OrderKey(nanos.getAsLong(), hlc.getAsLong(), record.id());
        } else {
            late.add(nanos.getAsLong(), hlc.getAsLong(), number, at);
        }
        essence.look(line);
    }

    private static RecordLine parse(byte[] bytes, int from, int to, String writer) throws Unfollowable {
        try {
            return RecordLine.of(JsonObjectTree.parse(bytes, from, to - from), Chain.hashIn(bytes, to), writer);
        } catch (Misshapen e) {
            throw new Unfollowable("is not a record");
        }
    }

    /** The record with that number; only of one that counts. */
    RecordLine find(long seq) throws IOException, Unfollowable {
        long index = seq - first;
        LineBlocks lines = new LineBlocks(file, marks[(int) (index / MARKS)], ended);
        for (long skip = index % MARKS; skip >= 0; skip--) {
            if (!lines.next()) {
                throw new Unfollowable("changed while it was read");
            }
        }
        return parse(lines.bytes(), lines.from(), lines.to(), name.writer());
    }

    /** The evidence of records that are withheld, which is withheld with them; nothing is read where nothing is. */
    List<RecordLine> evidenceOf(Set<String> withheld) throws IOException, Unfollowable {
        List<RecordLine> found = new ArrayList<>();
        if (withheld.isEmpty()) {
            return found;
        }
        LineBlocks lines = new LineBlocks(file, begin, ended);
        for (long left = counted; left > 0 && lines.next(); left--) {
            if (tellsOfEvidence(lines)) {
                RecordLine line = parse(lines.bytes(), lines.from(), lines.to(), name.writer());
                if (line.record().event() instanceof Event.Evidence evidence
                        && evidence.of().filter(withheld::contains).isPresent()) {
                    found.add(line);
                }
            }
        }
        return found;
    }

    private static boolean tellsOfEvidence(LineBlocks lines) {
        byte[] bytes = lines.bytes();
        for (int i = lines.from(); i + EVIDENCE.length <= lines.to(); i++) {
            if (bytes[i] == EVIDENCE[0] && Arrays.equals(bytes, i, i + EVIDENCE.length, EVIDENCE, 0, EVIDENCE.length)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a record of that number counts. */
    boolean has(long seq) {
        return seq >= first && seq < first + counted;
    }

    /** The records that are in order, one after another. */
    final class InOrder implements Chronicle.Source {
        private final LineBlocks lines = new LineBlocks(file, begin, ended);
        private OrderKey at = OrderKey.FIRST;
        private RecordLine current;
        private long left = counted;

        @Override
        public boolean next() throws IOException, Unfollowable {
            while (left > 0 && lines.next()) {
                left--;
                RecordLine line = parse(lines.bytes(), lines.from(), lines.to(), name.writer());
                OrderKey key = OrderKey.of(line.record().at(), line.record());
                if (key.compareTo(at) >= 0) {
                    at = key;
                    current = line;
                    return true;
                }
            }
            return false;
        }

        @Override
        public OrderKey key() {
            return at;
        }

        @Override
        public RecordLine line() {
            return current;
        }
    }

    /** The line that begins at a place. */
    RecordLine at(long place, BlockCache cache) throws IOException, Unfollowable {
        byte[] line = cache.line(file, number, place, ended);
        return parse(line, 0, line.length, name.writer());
    }

    WriterName.File name() {
        return name;
    }

    /** What the file it begins goes on from. */
    Optional<Event.Link> continues() {
        return continues;
    }

    String idBefore() {
        return idBefore;
    }

    Places late() {
        return late;
    }

    Essence essence() {
        return essence;
    }

    long counted() {
        return counted;
    }

    boolean isEmpty() {
        return first == 0;
    }

    /** Where its last complete line ends. */
    long ended() {
        return ended;
    }

    String lastHash() {
        return lastOf(previous);
    }

    private static String lastOf(byte[] hash) {
        return new String(hash, US_ASCII);
    }

    long lastSeq() {
        return next - 1;
    }
}
