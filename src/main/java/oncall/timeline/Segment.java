package oncall.timeline;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import oncall.incident.Event;
import oncall.timeline.JsonObjectTree.Misshapen;

/**
 * What is known of one timeline file. Only bytes that came since the last look are read and checked; where they do not follow
 * on without fault, the whole file is inspected anew. Never modifies the file.
 */
final class Segment {
    private static final byte LF = '\n';

    private final WriterName.File name;
    private final Path path;
    private final String idBefore;
    private List<RecordLine> good = new ArrayList<>();
    private List<Damage> damage = new ArrayList<>();
    private String lastHash = Chain.START;
    private long lastSeq;
    private long nextSeq = 1;
    private boolean brokenAtEnd;
    private boolean newer;
    private int lines;
    private long end;
    private long size;
    private byte[] disowned = new byte[0];

    Segment(WriterName.File name, Path path) {
        this.name = name;
        this.path = path;
        this.idBefore = name.digits() + "-";
    }

    /**
     * Remembers a line that may stand at the end although it was never acknowledged and could not be cut off. As long as nobody
     * wrote after it, it is not read.
     */
    void disown(byte[] line) {
        disowned = line;
    }

    private boolean isDisowned(byte[] fresh) {
        return fresh.length <= disowned.length && Arrays.equals(fresh, Arrays.copyOf(disowned, fresh.length));
    }

    /** Reads what is new and returns the records that were not known before. */
    List<RecordLine> refresh(Disk disk) throws IOException {
        byte[] mark = (lastHash + "\"}\n").getBytes(StandardCharsets.US_ASCII);
        boolean marked = lines > 0 && !brokenAtEnd && end >= mark.length;
        long from = marked ? end - mark.length : end;
        byte[] read = disk.read(path, from);
        int skip = marked ? mark.length : 0;
        if (read.length < skip
                || skip > 0 && !Arrays.equals(mark, Arrays.copyOf(read, skip))
                || disk.size(path) < end) {
            return reread(disk);
        }
        byte[] fresh = Arrays.copyOfRange(read, skip, read.length);
        if (disowned.length > 0 && isDisowned(fresh)) {
            size = end;
            return List.of();
        }
        disowned = new byte[0];
        size = end + fresh.length;
        int before = good.size();
        int at = 0;
        for (int feed = indexOfLineFeed(fresh, 0); feed >= 0; feed = indexOfLineFeed(fresh, at)) {
            if (brokenAtEnd || newer || !follow(Arrays.copyOfRange(fresh, at, feed))) {
                return reread(disk);
            }
            end += feed + 1 - at;
            at = feed + 1;
        }
        return List.copyOf(good.subList(before, good.size()));
    }

    /** Takes in one line that follows on without fault; false when it does not. */
    private boolean follow(byte[] line) {
        Optional<Chain.Link> link = Chain.split(line);
        if (link.isEmpty()) {
            return false;
        }
        try {
            RecordLine read = RecordLine.parse(line, link.get().h(), name.writer());
            String previous = lastHash;
            long seq = nextSeq;
            if (lines == 0
                    && read.record().event() instanceof Event.Header header
                    && header.continues().isPresent()) {
                previous = header.continues().get().h();
                seq = header.continues().get().seq() + 1;
            }
            boolean fits = read.record().version() == RecordLine.VERSION
                    && read.record().seq() == seq
                    && read.after().isEmpty()
                    && read.record().id().equals(idBefore + seq)
                    && link.get().follows(previous);
            if (fits) {
                good.add(read);
                lastHash = link.get().h();
                lastSeq = seq;
                nextSeq = seq + 1;
                lines++;
            }
            return fits;
        } catch (Misshapen e) {
            return false;
        }
    }

    private List<RecordLine> reread(Disk disk) throws IOException {
        byte[] whole = disk.read(path, 0);
        List<byte[]> split = new ArrayList<>();
        int at = 0;
        for (int feed = indexOfLineFeed(whole, 0); feed >= 0; feed = indexOfLineFeed(whole, at)) {
            split.add(Arrays.copyOfRange(whole, at, feed));
            at = feed + 1;
        }
        Set<String> known = new HashSet<>();
        good.forEach(line -> known.add(line.record().h()));
        Inspection.Findings findings = Inspection.of(name, split);
        good = new ArrayList<>(findings.good());
        damage = findings.damage();
        lastHash = findings.lastHash();
        lastSeq = findings.lastSeq();
        nextSeq = findings.nextSeq();
        brokenAtEnd = findings.brokenAtEnd();
        newer = findings.newer();
        lines = split.size();
        end = at;
        size = whole.length;
        return good.stream().filter(line -> !known.contains(line.record().h())).toList();
    }

    private static int indexOfLineFeed(byte[] bytes, int from) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] == LF) {
                return i;
            }
        }
        return -1;
    }

    WriterName.File name() {
        return name;
    }

    Path path() {
        return path;
    }

    /** Every record that verifies, in the order of the file. */
    List<RecordLine> good() {
        return good;
    }

    List<Damage> damage() {
        return damage;
    }

    /** What the next line's hash goes on from. */
    String lastHash() {
        return lastHash;
    }

    /** Number of the last line that verifies. */
    long lastSeq() {
        return lastSeq;
    }

    long nextSeq() {
        return nextSeq;
    }

    /** The id of the last line that verifies, when there is damage after it; the next record must name it. */
    Optional<String> after() {
        return brokenAtEnd ? Optional.of(name.id(lastSeq)) : Optional.empty();
    }

    /** Whether a line of a newer format stands in it. */
    boolean newer() {
        return newer;
    }

    boolean isEmpty() {
        return lines == 0;
    }

    /** Where the complete lines end; what was acknowledged is before it. */
    long end() {
        return end;
    }

    /** How many bytes stand after the last line feed: never acknowledged. */
    long torn() {
        return size - end;
    }
}
