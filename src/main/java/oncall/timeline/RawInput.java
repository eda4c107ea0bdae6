package oncall.timeline;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import oncall.incident.Event;
import oncall.timeline.JsonObjectTree.Misshapen;

/**
 * Raw record files that came one after another on a stream, as a disk that can only be read: each begins with its header. What the
 * files were called is taken from what stands in them.
 */
final class RawInput implements Disk, AutoCloseable {
    static final Path HOME = Path.of("/standard-input");

    private static final int BLOCK = 64 * 1024;
    private static final int BEGINNING = 200;
    private static final int LINES_TO_THE_SITTING = 20;
    private static final byte[] HEADER = "\"kind\":\"header\"".getBytes(US_ASCII);
    private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final Spool spool;
    private final List<Part> parts = new ArrayList<>();
    private final Map<String, Part> names = new LinkedHashMap<>();
    private final Set<String> headers = new HashSet<>();
    private final List<String> remarks = new ArrayList<>();
    private byte[] line = new byte[BLOCK];
    private int length;
    private long number;
    private boolean carriageReturns;
    private boolean passedOver;
    private boolean stopped;

    /** One file: where it begins and ends, and the number of its first line in the stream. */
    private static final class Part {
        private final long begin;
        private final long firstLine;
        private long end;
        private WriterName.File name = new WriterName.File("unknown", 1);

        Part(long begin, long firstLine) {
            this.begin = begin;
            this.firstLine = firstLine;
        }
    }

    private RawInput(Spool spool) {
        this.spool = spool;
    }

    /** Reads all of it. */
    static RawInput of(InputStream in, byte[] begun) throws IOException {
        RawInput input = new RawInput(new Spool());
        try {
            input.fill(in, begun);
            input.finish();
            return input;
        } catch (IOException | RuntimeException e) {
            input.close();
            throw e;
        }
    }

    private void fill(InputStream in, byte[] begun) throws IOException {
        int from = begun.length >= MARK.length && java.util.Arrays.equals(begun, 0, MARK.length, MARK, 0, MARK.length)
                ? MARK.length
                : 0;
        take(begun, from, begun.length);
        byte[] block = new byte[BLOCK];
        for (int read = in.read(block); read >= 0 && !stopped; read = in.read(block)) {
            take(block, 0, read);
        }
        add(false);
    }

    private void take(byte[] bytes, int from, int to) throws IOException {
        for (int i = from; i < to && !stopped; i++) {
            if (bytes[i] == '\n') {
                add(true);
            } else if (length == RecordLine.MOST_BYTES) {
                remarks.add("Standard input, line " + (number + 1) + ", column " + (length + 1)
                        + ": a record has at most " + RecordLine.MOST_BYTES
                        + " bytes, and this line is longer. Nothing from there on was read.");
                stopped = true;
                length = 0;
            } else {
                line[length++] = bytes[i];
            }
        }
    }

    /** One line; the last one may be torn. */
    private void add(boolean complete) throws IOException {
        number += length > 0 || complete ? 1 : 0;
        if (complete && length > 0 && line[length - 1] == '\r') {
            carriageReturns = true;
            length--;
        }
        if (isHeader()) {
            begin();
        }
        if (!passedOver && length > 0) {
            if (parts.isEmpty()) {
                parts.add(new Part(0, number));
            }
            spool.add(line, 0, length);
            if (complete) {
                spool.add(new byte[] {'\n'}, 0, 1);
            }
            parts.get(parts.size() - 1).end = spool.size();
        }
        length = 0;
    }

    private boolean isHeader() {
        for (int i = 1; i + HEADER.length <= Math.min(length, BEGINNING); i++) {
            if (java.util.Arrays.equals(line, i, i + HEADER.length, HEADER, 0, HEADER.length)) {
                return true;
            }
        }
        return false;
    }

    private void begin() {
        passedOver = !headers.add(new String(line, 0, length, java.nio.charset.StandardCharsets.ISO_8859_1));
        if (passedOver) {
            remarks.add("Standard input, line " + number + ": the file that begins here was there already.");
        } else {
            parts.add(new Part(spool.size(), number));
        }
    }

    private void finish() throws IOException {
        if (carriageReturns) {
            remarks.add("Lines of standard input end in CR LF. The CR is no part of a record and was passed over.");
        }
        for (Part part : parts) {
            WriterName.File guess = name(part);
            int segment = guess.segment();
            while (names.containsKey(new WriterName.File(guess.writer(), segment, guess.digits()).name())) {
                segment++;
            }
            part.name = new WriterName.File(guess.writer(), segment, guess.digits());
            names.put(part.name.name(), part);
        }
    }

    /** By the file it continues, else by the actor and the device; ids say whether that is right, else stand for the name. */
    private WriterName.File name(Part part) throws IOException {
        LineBlocks lines = new LineBlocks(spool, part.begin, part.end);
        String digits = "";
        List<WriterName.File> guesses = new ArrayList<>();
        for (int i = 0; i < LINES_TO_THE_SITTING && lines.next(); i++) {
            try {
                RecordLine read = RecordLine.of(
                        JsonObjectTree.parse(lines.bytes(), lines.from(), lines.to() - lines.from()), "", "");
                String id = read.record().id();
                int dash = id.indexOf('-');
                digits = digits.isEmpty() && dash == 4 ? id.substring(0, dash) : digits;
                if (read.record().event() instanceof Event.Header header) {
                    header.continues()
                            .flatMap(link -> WriterName.parse(link.file()))
                            .ifPresent(
                                    before -> guesses.add(new WriterName.File(before.writer(), before.segment() + 1)));
                } else if (read.record().event() instanceof Event.Session session) {
                    guesses.add(new WriterName.File(WriterName.of(read.record().actor(), session.device()), 1));
                }
            } catch (Misshapen e) {
                continue;
            }
        }
        for (WriterName.File guess : guesses) {
            if (guess.digits().equals(digits)) {
                return guess;
            }
        }
        String plain = digits.matches("[0-9a-f]{4}") ? digits : "unknown";
        return new WriterName.File(plain, 1, digits);
    }

    /** What there is to say about the stream, a sentence each. */
    List<String> remarks() {
        return remarks;
    }

    /** Whether not all of the stream was read. */
    boolean isCut() {
        return stopped;
    }

    /** Damage by the line of the stream. */
    Damage inStream(Damage damage) {
        Part part = names.get(damage.file());
        return part == null || damage.line() == 0
                ? damage
                : new Damage("standard input", (int) (part.firstLine + damage.line() - 1), damage.what());
    }

    private Part part(Path path) throws IOException {
        Part part = names.get(path.getFileName().toString());
        if (part == null) {
            throw new NoSuchFileException(path.toString());
        }
        return part;
    }

    @Override
    public Optional<WriterName.File> file(String name) {
        return Optional.ofNullable(names.get(name)).map(part -> part.name);
    }

    @Override
    public Kind kind(Path path) {
        return names.containsKey(path.getFileName().toString()) ? Kind.FILE : Kind.MISSING;
    }

    @Override
    public List<String> list(Path folder) {
        return folder.endsWith("timeline") ? names.keySet().stream().sorted().toList() : List.of();
    }

    @Override
    public long size(Path file) throws IOException {
        Part part = part(file);
        return part.end - part.begin;
    }

    @Override
    public byte[] read(Path file, long from) throws IOException {
        Part part = part(file);
        byte[] bytes = new byte[(int) Math.max(0, part.end - part.begin - from)];
        spool.read(part.begin + from, bytes, 0, bytes.length);
        return bytes;
    }

    @Override
    public Opened open(Path file) throws IOException {
        Part part = part(file);
        return new Opened() {
            @Override
            public long size() {
                return part.end - part.begin;
            }

            @Override
            public int read(long at, byte[] into, int offset, int length) throws IOException {
                int there = (int) Math.max(0, Math.min(length, size() - at));
                return spool.read(part.begin + at, into, offset, there);
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public void close() {
        try {
            spool.close();
        } catch (IOException e) {
            // it has no name any more
        }
    }

    private static FileSystemException readOnly() {
        return new FileSystemException("standard input", null, "can only be read");
    }

    @Override
    public Optional<String> distrust(Path folder) {
        return Optional.empty();
    }

    @Override
    public void makeFolder(Path folder) throws IOException {
        throw readOnly();
    }

    @Override
    public void makeFile(Path file) throws IOException {
        throw readOnly();
    }

    @Override
    public Appending append(Path file) throws IOException {
        throw readOnly();
    }

    @Override
    public void truncate(Path file, long length) throws IOException {
        throw readOnly();
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        throw readOnly();
    }

    @Override
    public void delete(Path file) throws IOException {
        throw readOnly();
    }

    @Override
    public void syncFolder(Path folder) throws IOException {
        throw readOnly();
    }

    @Override
    public Optional<Held> lock(Path file, long patience, String holder) throws IOException {
        throw readOnly();
    }

    @Override
    public String holder(Path file) {
        return "";
    }

    @Override
    public long free(Path path) {
        return 0;
    }

    @Override
    public Optional<String> network(Path path) {
        return Optional.empty();
    }
}
