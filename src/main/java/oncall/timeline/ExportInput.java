package oncall.timeline;

import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Consumer;
import oncall.incident.Event;
import oncall.incident.Incident;
import oncall.incident.Policy;
import oncall.incident.TimelineRecord;
import oncall.timeline.JsonObjectTree.Misshapen;
import oncall.timeline.Stretch.Unfollowable;

/**
 * An export `oncall.timeline/1` that came on a stream: read once to see what it says about the whole and about other entries, then
 * from where it was put down, entry after entry in the order of happening. What cannot be read is named and passed over.
 */
final class ExportInput implements JsonPieces.Taker, AutoCloseable {
    static final String SCHEMA = "oncall.timeline/";

    private static final int BLOCK = 64 * 1024;
    private static final int MOST_REMARKS = 20;
    /** Writers whose numbers are told in a bit each, as long as they do not run far ahead of the entries there are. */
    private static final int MOST_WRITERS = 64;

    private static final long AHEAD = 64;
    private static final long MOST_NUMBERS = 1 << 26;

    private final Spool spool;
    private final Essence essence = new Essence();
    private final Places late = new Places();
    private final BlockCache cache = new BlockCache();
    private final Map<String, BitSet> numbers = new HashMap<>();
    private final Set<String> farNumbers = new HashSet<>();
    private final Set<String> withheld = new HashSet<>();
    private final Map<String, TimelineRecord> changed = new LinkedHashMap<>();
    private final List<String> remarks = new ArrayList<>();
    private final List<Long> unread = new ArrayList<>();
    private Optional<Head> head = Optional.empty();
    private OrderKey newest = OrderKey.FIRST;
    private long count;
    private long troubles;
    private Incident incident = Incident.of(List.of());

    /** What stands above the entries. */
    private record Head(
            Event.Header header,
            String folder,
            String head,
            List<Damage> damage,
            OptionalLong records,
            Optional<Incident.State> state,
            Optional<Policy> policy,
            Optional<Part> part) {}

    private ExportInput(Spool spool) {
        this.spool = spool;
    }

    /** Reads all of it. */
    static ExportInput of(InputStream in, byte[] begun) throws IOException, Received.Unreadable {
        ExportInput input = new ExportInput(new Spool());
        try {
            JsonPieces pieces = new JsonPieces(input);
            boolean more = pieces.take(begun, begun.length);
            byte[] block = new byte[BLOCK];
            while (more) {
                int read = in.read(block);
                more = read >= 0 && pieces.take(block, read);
            }
            pieces.end();
            if (input.head.isEmpty()) {
                throw new Received.Unreadable("Standard input holds no timeline. " + Received.EXPECTED);
            }
            input.fold();
            return input;
        } catch (Stop stop) {
            input.close();
            throw stop.why;
        } catch (IOException | RuntimeException | Received.Unreadable e) {
            input.close();
            throw e;
        }
    }

    /** Carries the end of all reading out of a piece. */
    private static final class Stop extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Received.Unreadable why;

        Stop(String why) {
            super(why, null, false, false);
            this.why = new Received.Unreadable(why);
        }
    }

    @Override
    public void piece(byte[] bytes, int length, long line, long column) throws IOException {
        try {
            JsonObjectTree tree = JsonObjectTree.parse(bytes, 0, length);
            if (head.isEmpty()) {
                head = Optional.of(head(tree, line, column));
                part().ifPresent(part -> remarks.add(Part.REMARK));
            } else {
                entry(ExportEntry.of(tree), bytes, length, line, column);
            }
        } catch (Misshapen e) {
            if (head.isEmpty()) {
                throw new Stop(place(line, column) + e.getMessage() + ". " + Received.EXPECTED);
            }
            trouble(line, column, e.getMessage());
        }
    }

    private void entry(ExportEntry entry, byte[] bytes, int length, long line, long column) throws IOException {
        TimelineRecord record = entry.record();
        OptionalLong at = OrderKey.nanos(entry.told());
        if (at.isEmpty() || spool.size() + length >= Places.LONGEST_FILE) {
            trouble(line, column, "`at` is out of all bounds");
            return;
        }
        if (isThere(record)) {
            trouble(line, column, "the entry " + record.id() + " was there already");
            return;
        }
        long place = spool.size();
        spool.add(bytes, 0, length);
        spool.add(new byte[] {'\n'}, 0, 1);
        count++;
        RecordLine read = new RecordLine(record, Optional.empty(), Optional.empty());
        essence.look(read);
        if (entry.changed()) {
            changed.put(record.id(), record);
        }
        if (entry.withheld()) {
            withheld.add(record.id());
            changed.put(record.id(), record);
        }
        if (OrderKey.compare(at.getAsLong(), place, "", newest) >= 0) {
            newest = new OrderKey(at.getAsLong(), place, "");
        } else {
            late.add(at.getAsLong(), place, 0, place);
        }
    }

    /** Whether its id came before; made-up numbers and writers take room for themselves and no more. */
    private boolean isThere(TimelineRecord record) {
        long seq = record.seq();
        boolean near = seq < Math.min(MOST_NUMBERS, AHEAD * (count + AHEAD))
                && (numbers.size() < MOST_WRITERS || numbers.containsKey(record.writer()));
        if (!near) {
            return !farNumbers.add(record.id());
        }
        BitSet seen = numbers.computeIfAbsent(record.writer(), digits -> new BitSet());
        boolean there = seen.get((int) seq) || farNumbers.contains(record.id());
        seen.set((int) seq);
        return there;
    }

    @Override
    public void trouble(long line, long column, String what) {
        if (head.isEmpty()) {
            throw new Stop(place(line, column) + what + ". " + Received.EXPECTED);
        }
        troubles++;
        if (troubles <= MOST_REMARKS) {
            remarks.add(place(line, column) + what + ".");
            unread.add(line);
        }
    }

    private static String place(long line, long column) {
        return "Standard input, line " + line + ", column " + column + ": ";
    }

    private static Head head(JsonObjectTree tree, long line, long column) throws Misshapen {
        String schema = tree.optional("schema").orElseThrow(() -> new Misshapen("this is JSON, but no timeline"));
        if (!schema.equals(SCHEMA + RecordLine.VERSION)) {
            boolean newer = schema.matches("oncall\\.timeline/[1-9]\\d{0,8}");
            throw new Stop(place(line, column)
                    + (newer
                            ? "this timeline is in the newer form `" + schema + "`, and this oncall reads `" + SCHEMA
                                    + RecordLine.VERSION + "`. Use the version that wrote it."
                            : "`schema` is `" + schema + "`. " + Received.EXPECTED));
        }
        JsonObjectTree incident = tree.object("incident");
        Event.Header header = new Event.Header(
                RecordLine.VERSION,
                incident.string("id"),
                incident.string("title"),
                incident.optionalInstant("opened").orElse(Instant.EPOCH),
                zone(incident.string("zone")),
                Optional.empty(),
                Optional.empty());
        return new Head(
                header,
                incident.string("folder"),
                tree.string("head"),
                damage(tree),
                tree.has("records") ? OptionalLong.of(tree.number("records")) : OptionalLong.empty(),
                incident.optional("state").flatMap(ExportInput::state),
                tree.has("policy") ? Optional.of(PolicyMembers.read(tree.object("policy"))) : Optional.empty(),
                tree.has("filter") ? Optional.of(Part.read(tree.object("filter"))) : Optional.empty());
    }

    private static List<Damage> damage(JsonObjectTree tree) throws Misshapen {
        List<Damage> damage = new ArrayList<>();
        for (JsonObjectTree each : tree.objects("damage")) {
            damage.add(new Damage(each.string("file"), (int) each.number("line"), each.string("what")));
        }
        return damage;
    }

    private static Optional<Incident.State> state(String word) {
        return Arrays.stream(Incident.State.values())
                .filter(each -> each.word().equals(word))
                .findFirst();
    }

    private static String zone(String name) {
        try {
            return java.time.ZoneId.of(name).getId();
        } catch (DateTimeException e) {
            return name.isEmpty() ? "UTC" : name;
        }
    }

    /** What an export leaves out because it was filtered is taken from its head. */
    private void fold() {
        if (troubles > MOST_REMARKS) {
            remarks.add("And " + (troubles - MOST_REMARKS) + " more like these.");
        }
        if (isCut()) {
            long whole = stated().orElseThrow();
            remarks.add("This export was cut short: it says that the record has " + whole
                    + (whole == 1 ? " entry" : " entries") + ", and " + count + " came.");
        }
        Map<String, TimelineRecord> kept = new LinkedHashMap<>();
        essence.lines().forEach(line -> kept.put(line.record().id(), line.record()));
        kept.putAll(changed);
        incident = folded(new ArrayList<>(kept.values()));
    }

    private Incident folded(List<TimelineRecord> records) {
        Incident folded = fold(records);
        List<TimelineRecord> all = new ArrayList<>(records);
        for (String id : withheld) {
            if (!folded.isRedacted(id)) {
                all.add(said(id, new Event.Redaction(id, Optional.empty())));
            }
        }
        return all.size() == records.size() ? folded : fold(all);
    }

    /** Of a part, the state of the whole stands in its head and nowhere else. */
    private Incident fold(List<TimelineRecord> records) {
        Head above = head.orElseThrow();
        return isWhole()
                ? Incident.of(records, above.header())
                : Incident.ofPart(records, above.header(), above.state());
    }

    /** Whether nothing is known to be missing. */
    private boolean isWhole() {
        long most = stated().orElse(part().isPresent() ? Long.MAX_VALUE : 0);
        return troubles == 0 && count >= most;
    }

    /** Whether more is missing than a filter left out and than could not be read. */
    private boolean isCut() {
        return part().isEmpty() && stated().isPresent() && count + troubles < stated().getAsLong();
    }

    /** How many records the whole has, as the export says. */
    OptionalLong stated() {
        return head.orElseThrow().records();
    }

    /** How many pieces could not be read. */
    long troubles() {
        return troubles;
    }

    /** The lines of the first of them. */
    List<Long> unread() {
        return List.copyOf(unread);
    }

    private TimelineRecord said(String id, Event event) {
        Instant opened = head.orElseThrow().header().opened();
        return new TimelineRecord(
                RecordLine.VERSION,
                "",
                0,
                "withheld " + id,
                opened,
                opened,
                0,
                "",
                "",
                Optional.empty(),
                oncall.incident.Entry.of(event),
                "");
    }

    Incident essence() {
        return incident;
    }

    Optional<Policy> policy() {
        return head.orElseThrow().policy();
    }

    Optional<Part> part() {
        return head.orElseThrow().part();
    }

    String folder() {
        return head.orElseThrow().folder();
    }

    List<String> remarks() {
        return remarks;
    }

    boolean isDamaged() {
        return troubles > 0 || isCut();
    }

    /** How many entries there are, the head as the export says it, and what could not be read. */
    Verification checked() {
        return new Verification(
                (int) Math.min(count, Integer.MAX_VALUE),
                head.orElseThrow().head(),
                head.orElseThrow().damage(),
                List.of(),
                false);
    }

    /** Every record in the order in which it was told. */
    void tell(Consumer<TimelineRecord> to) throws IOException, Unfollowable {
        late.sort();
        PriorityQueue<Source> sources =
                new PriorityQueue<>((one, other) -> one.key().compareTo(other.key()));
        for (Source source : List.of(new InOrder(), new Late())) {
            if (source.next()) {
                sources.add(source);
            }
        }
        while (!sources.isEmpty()) {
            Source first = sources.poll();
            to.accept(first.record());
            if (first.next()) {
                sources.add(first);
            }
        }
    }

    private interface Source {
        boolean next() throws IOException, Unfollowable;

        OrderKey key();

        TimelineRecord record();
    }

    private static ExportEntry parse(byte[] bytes, int from, int length) throws Unfollowable {
        try {
            return ExportEntry.of(JsonObjectTree.parse(bytes, from, length));
        } catch (Misshapen e) {
            throw new Unfollowable("changed while it was read");
        }
    }

    private final class InOrder implements Source {
        private final LineBlocks lines = new LineBlocks(spool, 0, spool.size());
        private OrderKey key = OrderKey.FIRST;
        private TimelineRecord record;

        @Override
        public boolean next() throws IOException, Unfollowable {
            while (lines.next()) {
                ExportEntry entry = parse(lines.bytes(), lines.from(), lines.to() - lines.from());
                long at = OrderKey.nanos(entry.told()).orElseThrow();
                if (OrderKey.compare(at, lines.at(), "", key) >= 0) {
                    key = new OrderKey(at, lines.at(), "");
                    record = entry.record();
                    return true;
                }
            }
            return false;
        }

        @Override
        public OrderKey key() {
            return key;
        }

        @Override
        public TimelineRecord record() {
            return record;
        }
    }

    private final class Late implements Source {
        private int next;
        private TimelineRecord record;

        @Override
        public boolean next() throws IOException, Unfollowable {
            if (next == late.size()) {
                return false;
            }
            byte[] line = cache.line(spool, 0, late.offset(next++), spool.size());
            record = parse(line, 0, line.length).record();
            return true;
        }

        @Override
        public OrderKey key() {
            return new OrderKey(late.at(next - 1), late.offset(next - 1), "");
        }

        @Override
        public TimelineRecord record() {
            return record;
        }
    }

    /** Every record, in memory, and what they come to. */
    Incident whole() throws IOException, Unfollowable {
        List<TimelineRecord> all = new ArrayList<>();
        tell(all::add);
        return folded(all);
    }

    @Override
    public void close() {
        try {
            spool.close();
        } catch (IOException e) {
            // it has no name any more
        }
    }
}
