package oncall.timeline;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import oncall.incident.Event;
import oncall.timeline.JsonObjectTree.Misshapen;

/**
 * Looks at a whole file in which something is wrong, keeps every record that can still be vouched for and names every line
 * that cannot. One broken line costs no other line: what follows is checked against the hash that can be read in the broken
 * line, or that its body still gives, and where there is none the next record is kept and named as one that cannot be checked.
 */
final class Inspection {
    private static final String BEGINNING = "{\"v\":";

    private final WriterName.File file;
    private final List<RecordLine> good = new ArrayList<>();
    private final List<Damage> damage = new ArrayList<>();
    private final Map<Long, String> hashBySeq = new HashMap<>();
    private final Map<String, String> goodHashById = new HashMap<>();
    private final Set<Long> seen = new HashSet<>();

    /** Hashes that the next line may follow on from. */
    private final Set<String> previous = new LinkedHashSet<>();

    private String lastHash = Chain.START;
    private long lastSeq;
    private long expected = 1;
    private int brokenSince;
    private boolean hashReadable;
    private boolean newer;

    private Inspection(WriterName.File file) {
        this.file = file;
    }

    /** A stretch of a line that may be a record; `fault` says why it is none although it ends in a hash. */
    private record Piece(int line, byte[] bytes, Optional<Chain.Link> link, Optional<RecordLine> read, String fault) {
        boolean begins() {
            return startsWith(bytes, 0);
        }

        long seq() {
            return read.map(line -> line.record().seq()).orElse(-1L);
        }
    }

    /** What came of it; everything {@link Segment} remembers of a file. */
    record Findings(
            List<RecordLine> good,
            List<Damage> damage,
            String lastHash,
            long lastSeq,
            long nextSeq,
            boolean brokenAtEnd,
            boolean newer) {}

    /** Inspects the complete lines of a file. */
    static Findings of(WriterName.File file, List<byte[]> lines) {
        Inspection inspection = new Inspection(file);
        List<Piece> pieces = inspection.pieces(lines);
        for (Piece piece : pieces) {
            piece.read()
                    .ifPresent(read -> inspection.hashBySeq.putIfAbsent(
                            piece.seq(), read.record().h()));
        }
        inspection.begin(pieces);
        Piece before = null;
        for (Piece piece : pieces) {
            inspection.look(piece, before);
            before = piece;
        }
        return new Findings(
                List.copyOf(inspection.good),
                List.copyOf(inspection.damage),
                inspection.lastHash,
                inspection.lastSeq,
                inspection.expected + inspection.brokenSince,
                inspection.brokenSince > 0,
                inspection.newer);
    }

    private List<Piece> pieces(List<byte[]> lines) {
        List<Piece> pieces = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            byte[] line = lines.get(i);
            Piece whole = piece(i + 1, line);
            if (whole.read().isPresent()) {
                pieces.add(whole);
                continue;
            }
            int from = 0;
            for (int at = 1; at < line.length; at++) {
                if (startsWith(line, at)) {
                    pieces.add(piece(i + 1, java.util.Arrays.copyOfRange(line, from, at)));
                    from = at;
                }
            }
            pieces.add(from == 0 ? whole : piece(i + 1, java.util.Arrays.copyOfRange(line, from, line.length)));
        }
        return pieces;
    }

    private Piece piece(int number, byte[] bytes) {
        Optional<Chain.Link> link = Chain.split(bytes);
        if (link.isEmpty()) {
            return new Piece(number, bytes, link, Optional.empty(), "");
        }
        try {
            RecordLine read = RecordLine.parse(bytes, link.get().h(), file.writer());
            if (!read.record().id().equals(file.id(read.record().seq()))) {
                return new Piece(
                        number, bytes, link, Optional.empty(), "does not carry the id of its writer and number");
            }
            return new Piece(number, bytes, link, Optional.of(read), "");
        } catch (Misshapen e) {
            return new Piece(number, bytes, link, Optional.empty(), "is not a record: " + e.getMessage());
        }
    }

    private static boolean startsWith(byte[] bytes, int at) {
        if (bytes.length - at < BEGINNING.length()) {
            return false;
        }
        return new String(bytes, at, BEGINNING.length(), ISO_8859_1).equals(BEGINNING);
    }

    /** Where the chain of this file starts: nowhere, or at the record it goes on from. */
    private void begin(List<Piece> pieces) {
        previous.add(Chain.START);
        if (!pieces.isEmpty() && pieces.get(0).read().isPresent()) {
            RecordLine first = pieces.get(0).read().get();
            if (first.record().event() instanceof Event.Header header
                    && header.continues().isPresent()) {
                previous.clear();
                previous.add(header.continues().get().h());
                expected = header.continues().get().seq() + 1;
                lastSeq = expected - 1;
                lastHash = header.continues().get().h();
            }
        }
    }

    private void look(Piece piece, Piece before) {
        boolean follows = piece.link().isPresent() && follows(piece);
        if (piece.read().isPresent() && follows) {
            keep(piece);
        } else if (follows) {
            misshapen(piece);
        } else if (isNewer(piece)) {
            newer = true;
            broken(piece);
        } else if (piece.read().isPresent() && cannotBeChecked(piece)) {
            note(piece, "cannot be checked: the record before it is missing or damaged");
            brokenSince = Math.max(brokenSince, (int) Math.min(piece.seq() - expected, Integer.MAX_VALUE));
            keep(piece);
        } else if (isRestOf(piece, before)) {
            Chain.lastHashIn(piece.bytes()).ifPresent(previous::add);
        } else {
            note(piece, piece.link().isPresent() ? "does not verify" : "does not end in a hash");
            broken(piece);
        }
    }

    private boolean follows(Piece piece) {
        Set<String> candidates = new LinkedHashSet<>(previous);
        piece.read().ifPresent(read -> {
            Optional.ofNullable(hashBySeq.get(piece.seq() - 1)).ifPresent(candidates::add);
            read.after()
                    .ifPresent(after -> candidates.add(
                            after.equals(file.id(0)) ? Chain.START : goodHashById.getOrDefault(after, "")));
        });
        return candidates.stream().anyMatch(candidate -> piece.link().get().follows(candidate));
    }

    private void keep(Piece piece) {
        RecordLine read = piece.read().get();
        long seq = piece.seq();
        if (read.record().version() != RecordLine.VERSION) {
            newer = true;
        }
        if (!seen.add(seq)) {
            note(piece, "repeats record " + seq);
            return;
        }
        if (seq > expected + brokenSince) {
            note(piece, "does not stand right after record " + (expected - 1));
        } else if (seq < expected) {
            note(piece, "stands after record " + (expected - 1));
        }
        good.add(read);
        goodHashById.put(read.record().id(), read.record().h());
        advance(read.record().h(), seq);
    }

    /** A line whose hash is right and whose content is not a record of this version: newer, or written by nobody we know. */
    private void misshapen(Piece piece) {
        if (version(piece) > RecordLine.VERSION) {
            newer = true;
        } else {
            note(piece, piece.fault());
        }
        advance(piece.link().get().h(), expected + brokenSince);
    }

    private void advance(String h, long seq) {
        previous.clear();
        previous.add(h);
        lastHash = h;
        lastSeq = seq;
        brokenSince = 0;
        expected = Math.max(expected, seq + 1);
    }

    private void broken(Piece piece) {
        if (brokenSince > 0) {
            previous.clear();
            previous.add(lastHash);
        }
        brokenSince++;
        Optional<String> hash = Chain.lastHashIn(piece.bytes());
        hash.ifPresent(previous::add);
        hashReadable = hash.isPresent();
        Chain.bodyByLength(piece.bytes()).ifPresent(body -> previous.add(Chain.hash(lastHash, body)));
    }

    /**
     * Whether nothing is left that this line could be checked against: its predecessor is gone, or so broken that no hash of it
     * is known. A line right after its predecessor never is such a line: if that does not fit, the line itself is broken.
     */
    private boolean cannotBeChecked(Piece piece) {
        boolean predecessorThere = hashBySeq.containsKey(piece.seq() - 1);
        boolean hashKnown = brokenSince > 0 && hashReadable;
        return piece.seq() > expected && !predecessorThere && (!hashKnown || piece.seq() > expected + brokenSince);
    }

    /** A line feed that got into the middle of a line makes two of it; the second is no damage of its own. */
    private static boolean isRestOf(Piece piece, Piece before) {
        return before != null && !piece.begins() && before.link().isEmpty() && before.begins();
    }

    /** A version this program does not know and whose hash it cannot check; not a 1 that was broken into something else. */
    private boolean isNewer(Piece piece) {
        if (version(piece) <= RecordLine.VERSION || piece.link().isEmpty()) {
            return false;
        }
        String text = new String(piece.link().get().body(), ISO_8859_1);
        String mended = text.replaceFirst("^\\{\"v\":\\d+", "{\"v\":" + RecordLine.VERSION);
        Chain.Link link =
                new Chain.Link(mended.getBytes(ISO_8859_1), piece.link().get().h());
        return previous.stream().noneMatch(link::follows);
    }

    private static long version(Piece piece) {
        try {
            return JsonObjectTree.parse(piece.bytes()).number("v");
        } catch (Misshapen e) {
            return 0;
        }
    }

    private void note(Piece piece, String what) {
        damage.add(new Damage(file.name(), piece.line(), what));
    }
}
