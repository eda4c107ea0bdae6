package oncall.terminal;

import java.time.Duration;
import java.util.Optional;

/** How long a question may stay open, and when it is time to look around; real time, whatever the walk's clock says. */
final class Deadline {
    /** How long to wait for a key before looking around. */
    static final long SLICE_MILLIS = 200;

    /** How often to look: with the wait for a key on top, news is on the screen within a second. */
    private static final long LOOK_NANOS = 500_000_000L;

    private final long start = System.nanoTime();
    private final Optional<Duration> after;
    private long ticked = start;

    Deadline(Optional<Duration> after) {
        this.after = after;
    }

    /** Whether it has passed. */
    boolean passed() {
        return after.isPresent() && System.nanoTime() - start >= after.get().toNanos();
    }

    /** How long to wait for a key now, in milliseconds, at least 1. */
    long slice() {
        if (after.isEmpty()) {
            return SLICE_MILLIS;
        }
        long left = (after.get().toNanos() - (System.nanoTime() - start)) / 1_000_000;
        return Math.max(1, Math.min(SLICE_MILLIS, left));
    }

    /** True twice a second. */
    boolean tick() {
        long now = System.nanoTime();
        if (now - ticked < LOOK_NANOS) {
            return false;
        }
        ticked = now;
        return true;
    }
}
