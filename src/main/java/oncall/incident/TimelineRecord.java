package oncall.incident;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * One acknowledged line of a timeline.
 *
 * @param version of the record format, 1
 * @param writer the file it stands in, without ending and segment
 * @param seq from 1 per writer, without gaps over segments
 * @param id first four hex of SHA-256 of the writer, `-`, seq
 * @param at when it happened
 * @param recorded when it was written
 * @param mono whole milliseconds since the session began
 * @param hlc 12 hex digits of Unix milliseconds and 4 of a counter; with `id` the total order
 * @param actor who
 * @param session id of the session record, absent before the first
 * @param entry what it says
 * @param h the hash that closes the line, 64 hex
 */
public record TimelineRecord(
        int version,
        String writer,
        long seq,
        String id,
        Instant at,
        Instant recorded,
        long mono,
        String hlc,
        String actor,
        Optional<String> session,
        Entry entry,
        String h) {
    /** The order in which records were written, over all writers. */
    public static final Comparator<TimelineRecord> ORDER = TimelineRecord::compare;

    private static int compare(TimelineRecord one, TimelineRecord other) {
        int times = one.hlc.compareTo(other.hlc);
        return times != 0 ? times : one.id.compareTo(other.id);
    }

    /** The same line, told with other words. */
    public TimelineRecord with(Entry other) {
        return new TimelineRecord(version, writer, seq, id, at, recorded, mono, hlc, actor, session, other, h);
    }

    /** What it says, by kind. */
    public Event event() {
        return entry.event();
    }
}
