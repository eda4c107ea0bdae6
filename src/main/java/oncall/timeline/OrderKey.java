package oncall.timeline;

import java.time.Instant;
import java.util.OptionalLong;
import oncall.incident.TimelineRecord;

/**
 * Where a record stands in the order of happening: (at, hlc, id), two of them as numbers.
 *
 * @param at nanoseconds since 1970
 * @param hlc its 16 hex digits, compared without a sign
 */
record OrderKey(long at, long hlc, String id) implements Comparable<OrderKey> {
    private static final long NANOS = 1_000_000_000L;
    private static final int DIGITS = 16;

    /** Before all. */
    static final OrderKey FIRST = new OrderKey(Long.MIN_VALUE, 0, "");

    @Override
    public int compareTo(OrderKey other) {
        return compare(at, hlc, id, other);
    }

    /** As {@link #compareTo}, of a key that is not made yet. */
    static int compare(long at, long hlc, String id, OrderKey other) {
        int times = Long.compare(at, other.at);
        if (times != 0) {
            return times;
        }
        int written = Long.compareUnsigned(hlc, other.hlc);
        return written != 0 ? written : id.compareTo(other.id);
    }

    /** The key of a record that happened at a time. */
    static OrderKey of(Instant at, TimelineRecord record) {
        return new OrderKey(nanos(at).orElseThrow(), hlc(record.hlc()).orElseThrow(), record.id());
    }

    /** Nanoseconds since 1970; empty before 1678 and after 2261. */
    static OptionalLong nanos(Instant at) {
        long seconds = at.getEpochSecond();
        return Math.abs(seconds) >= Long.MAX_VALUE / NANOS - 1
                ? OptionalLong.empty()
                : OptionalLong.of(seconds * NANOS + at.getNano());
    }

    /** The number that 16 lower-case hex digits stand for; empty when they are not. */
    static OptionalLong hlc(String digits) {
        if (digits.length() != DIGITS) {
            return OptionalLong.empty();
        }
        long number = 0;
        for (int i = 0; i < DIGITS; i++) {
            char c = digits.charAt(i);
            if (c >= '0' && c <= '9') {
                number = number << 4 | c - '0';
            } else if (c >= 'a' && c <= 'f') {
                number = number << 4 | c - 'a' + 10;
            } else {
                return OptionalLong.empty();
            }
        }
        return OptionalLong.of(number);
    }
}
