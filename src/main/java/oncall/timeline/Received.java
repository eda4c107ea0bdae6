package oncall.timeline;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import oncall.incident.Event;
import oncall.incident.Incident;
import oncall.incident.Policy;
import oncall.incident.TimelineRecord;

/**
 * A timeline that came on a stream: raw record files one after another, or an export, `oncall.timeline/1`, as lines or as one
 * object. It is put down in a file without a name and read from there, so it may have any length; nothing else is written.
 *
 * <p>Raw records are held against their hashes as on disk. An export has none: what it says is taken as said.
 */
public final class Received implements AutoCloseable {
    static final String EXPECTED =
            "Expected was a timeline: what `oncall timeline --format jsonl` or `--format json` prints,"
                    + " or the files of an incident's folder `timeline/`.";

    private static final int PEEK = 64;

    /** A damaged stream of more bytes is not looked at closely: that is done in memory. */
    private static final long MOST_DAMAGED = 256L * 1024 * 1024;

    private final Incident essence;
    private final String folder;
    private final Verification checked;
    private final List<String> remarks;
    private final boolean damaged;
    private final Function<String, Optional<String>> roles;
    private final Telling telling;
    private final Whole whole;
    private final AutoCloseable source;
    private final Supplier<List<String>> cutShort;

    /** Gives every record in order. */
    private interface Telling {
        void tell(Consumer<TimelineRecord> to) throws IOException, Stretch.Unfollowable;
    }

    /** Folds every record. */
    private interface Whole {
        Incident fold() throws IOException, Stretch.Unfollowable;
    }

    private Received(
            Incident essence,
            String folder,
            Verification checked,
            List<String> remarks,
            boolean damaged,
            Function<String, Optional<String>> roles,
            Telling telling,
            Whole whole,
            AutoCloseable source,
            Supplier<List<String>> cutShort) {
        this.essence = essence;
        this.folder = folder;
        this.checked = checked;
        this.remarks = List.copyOf(remarks);
        this.damaged = damaged;
        this.roles = roles;
        this.telling = telling;
        this.whole = whole;
        this.source = source;
        this.cutShort = cutShort;
    }

    /** Nothing in it can be read as a timeline; the message is whole sentences: where, what, and what was expected. */
    public static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreadable(String message) {
            super(message);
        }
    }

    /**
     * Reads a stream to its end, or as far as it can be read.
     *
     * @throws IOException when the stream or the temporary file fails
     */
    public static Received of(InputStream in) throws IOException, Unreadable {
        byte[] begun = beginning(in);
        String beginning = new String(begun, java.nio.charset.StandardCharsets.UTF_8).replaceFirst("^\ufeff", "");
        if (beginning.isBlank() && begun.length < PEEK) {
            throw new Unreadable("Standard input is empty. " + EXPECTED);
        }
        return beginning.startsWith("{\"v\":") ? raw(RawInput.of(in, begun)) : export(ExportInput.of(in, begun));
    }

    /** Read piece by piece: the other way of the JDK's looks where it stands in the file, which a pipe cannot tell. */
    private static byte[] beginning(InputStream in) throws IOException {
        byte[] begun = new byte[PEEK];
        return Arrays.copyOf(begun, in.readNBytes(begun, 0, PEEK));
    }

    private static Received export(ExportInput input) {
        return new Received(
                input.essence(),
                input.folder(),
                input.checked(),
                input.remarks(),
                input.isDamaged(),
                Optional::of,
                input::tell,
                input::whole,
                input,
                List::of);
    }

    private static Received raw(RawInput input) throws IOException, Unreadable {
        IncidentFolder folder = new IncidentFolder(RawInput.HOME);
        List<String> remarks = new ArrayList<>(input.remarks());
        try {
            Optional<Chronicle> chronicle = Chronicle.of(input, folder);
            return chronicle.isPresent() ? sound(input, chronicle.get(), remarks) : damaged(input, folder, remarks);
        } catch (IOException | RuntimeException | Unreadable e) {
            input.close();
            throw e;
        }
    }

    private static Received sound(RawInput input, Chronicle chronicle, List<String> remarks) {
        torn(chronicle.checked(), remarks);
        return new Received(
                chronicle.essence(),
                "-",
                chronicle.checked(),
                remarks,
                input.isCut(),
                chronicle::role,
                to -> chronicle.tell(chronicle.essence()::happened, to),
                () -> {
                    List<TimelineRecord> all = new ArrayList<>();
                    chronicle.tell(chronicle.essence()::happened, all::add);
                    return Incident.of(all);
                },
                () -> {
                    chronicle.close();
                    input.close();
                },
                chronicle::cutShort);
    }

    private static Received damaged(RawInput input, IncidentFolder folder, List<String> remarks)
            throws IOException, Unreadable {
        long bytes = 0;
        for (String name : input.list(folder.timeline())) {
            bytes += input.size(folder.timeline().resolve(name));
        }
        Segments segments = new Segments(input, folder.timeline());
        if (bytes <= MOST_DAMAGED) {
            segments.refresh();
        }
        if (segments.records().isEmpty()) {
            segments.damage().stream()
                    .findFirst()
                    .map(input::inStream)
                    .ifPresent(first -> remarks.add(place(first) + first.what() + "."));
            throw new Unreadable((remarks.isEmpty() ? "" : remarks.get(0) + " ")
                    + "Of the records on standard input none could be read"
                    + (bytes > MOST_DAMAGED ? ": there is damage in them, and they are too many. " : ". ") + EXPECTED);
        }
        Verification found = Verification.of(input, folder);
        List<Damage> damage = found.damage().stream().map(input::inStream).toList();
        damage.forEach(each -> remarks.add(place(each) + each.what() + "."));
        torn(found, remarks);
        if (segments.newer()) {
            remarks.add("A newer oncall wrote some of this: what only that version knows is not shown here.");
        }
        Event.Header header =
                segments.header().orElseGet(() -> Incidents.unknown("unknown", segments.records(), Instant.EPOCH));
        Incident incident = Incident.of(segments.records(), header);
        return new Received(
                incident,
                "-",
                new Verification(found.records(), found.head(), damage, found.torn(), found.newer()),
                remarks,
                true,
                session -> incident.record(session)
                        .map(TimelineRecord::event)
                        .filter(Event.Session.class::isInstance)
                        .map(sitting -> ((Event.Session) sitting).role())
                        .filter(role -> !role.isEmpty()),
                to -> incident.records().stream()
                        .sorted(java.util.Comparator.comparing(incident::happened)
                                .thenComparing(TimelineRecord.ORDER))
                        .forEach(to),
                () -> incident,
                input,
                () -> segments.records().stream()
                        .map(TimelineRecord::id)
                        .filter(id -> segments.longText(id).isPresent())
                        .toList());
    }

    private static String place(Damage damage) {
        return damage.line() == 0
                ? "Standard input, `" + damage.file() + "`: "
                : "Standard input, line " + damage.line() + ", column 1: ";
    }

    private static void torn(Verification found, List<String> remarks) {
        found.torn()
                .forEach(torn ->
                        remarks.add("The last line of " + torn.file() + " on standard input was written by half, "
                                + torn.bytes() + (torn.bytes() == 1 ? " byte" : " bytes")
                                + ". It never counted and is passed over."));
    }

    /** An incident folded from the records that say something about the whole or about others; or from all. */
    public Incident essence() {
        return essence;
    }

    /** An incident folded from all records, which takes memory for each. */
    public Incident whole() {
        try {
            return whole.fold();
        } catch (IOException | Stretch.Unfollowable e) {
            throw unreadable(e);
        }
    }

    /** Where it lay when it was exported; `-` where that is not known. */
    public String folder() {
        return folder;
    }

    /** What checking came to: of raw records every line; of an export only its count. */
    public Verification checked() {
        return checked;
    }

    /** What the team and the books had settled, where an export says it. */
    public Optional<Policy> policy() {
        return source instanceof ExportInput export ? export.policy() : Optional.empty();
    }

    /** What it was narrowed down to, where it is an export of a part. */
    public Optional<Part> part() {
        return source instanceof ExportInput export ? export.part() : Optional.empty();
    }

    /** How many records the whole has, where it is an export that says so. */
    public OptionalLong stated() {
        return source instanceof ExportInput export ? export.stated() : OptionalLong.empty();
    }

    /** How many pieces of an export could not be read. */
    public long troubles() {
        return source instanceof ExportInput export ? export.troubles() : 0;
    }

    /** The lines of the first pieces of an export that could not be read. */
    public List<Long> unread() {
        return source instanceof ExportInput export ? export.unread() : List.of();
    }

    /** Whether not all of it came or could be read. */
    public boolean isDamaged() {
        return damaged;
    }

    /** What the reader should know, a sentence each. */
    public List<String> remarks() {
        return remarks;
    }

    /** Ids of the records told so far of whose text only the beginning came. */
    public List<String> cutShort() {
        return cutShort.get();
    }

    /** Whether there are hashes to check. */
    public boolean hasChain() {
        return !(source instanceof ExportInput);
    }

    /** The role of the person in a sitting, by what its records name it by. */
    public Optional<String> role(String session) {
        return roles.apply(session);
    }

    /** Gives every record in the order of happening. */
    public void tell(Consumer<TimelineRecord> to) {
        try {
            telling.tell(to);
        } catch (IOException | Stretch.Unfollowable e) {
            throw unreadable(e);
        }
    }

    private static UncheckedIOException unreadable(Exception e) {
        return new UncheckedIOException(
                "Could not read what was put down of standard input.",
                e instanceof IOException io ? io : new IOException("it changed while it was read", e));
    }

    @Override
    public void close() {
        try {
            source.close();
        } catch (Exception e) {
            // the file has no name any more
        }
    }
}
