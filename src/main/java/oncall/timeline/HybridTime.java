package oncall.timeline;

import java.time.Instant;
import java.util.Locale;

/**
 * The order of records over all writers: 12 hex digits of Unix milliseconds and 4 of a counter, always above everything seen.
 * A wall clock that goes back therefore never puts a later record before an earlier one.
 */
final class HybridTime {
    private static final long MOST_MILLIS = 0xffff_ffff_ffffL;
    private static final int MOST_COUNT = 0xffff;

    private long millis;
    private int count = -1;

    /** Takes note of a record; anything that is not 16 hex digits is passed over. */
    void see(String hlc) {
        if (hlc.length() != 16 || !hlc.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f')) {
            return;
        }
        long seenMillis = Long.parseLong(hlc.substring(0, 12), 16);
        int seenCount = Integer.parseInt(hlc.substring(12), 16);
        if (seenMillis > millis || seenMillis == millis && seenCount > count) {
            millis = seenMillis;
            count = seenCount;
        }
    }

    /** The same, to try the next time without using it up. */
    HybridTime copy() {
        HybridTime copy = new HybridTime();
        copy.millis = millis;
        copy.count = count;
        return copy;
    }

    /** The next time, above all before it. At the very end of the range it stays there. */
    String next(Instant now) {
        long wall = Math.min(Math.max(now.toEpochMilli(), 0), MOST_MILLIS);
        if (wall > millis) {
            millis = wall;
            count = 0;
        } else if (count < MOST_COUNT) {
            count++;
        } else if (millis < MOST_MILLIS) {
            millis++;
            count = 0;
        }
        return String.format(Locale.ROOT, "%012x%04x", millis, count);
    }
}
