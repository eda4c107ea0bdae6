package oncall.git;

import java.time.Duration;
import java.util.function.LongSupplier;
import oncall.git.Trouble.Reason;

/** The moment by which all questions together must be answered. */
final class Deadline {
    private final LongSupplier nanos;
    private final Duration limit;
    private final long end;

    /** @param nanos a clock that never goes back */
    Deadline(LongSupplier nanos, Duration limit) {
        this.nanos = nanos;
        this.limit = limit;
        this.end = nanos.getAsLong() + limit.toNanos();
    }

    /** What is left, more than nothing. */
    Duration left() throws Unanswered {
        Duration left = Duration.ofNanos(end - nanos.getAsLong());
        if (left.toMillis() <= 0) {
            throw late();
        }
        return left;
    }

    /** Whether the time is up. */
    boolean over() {
        return end - nanos.getAsLong() < 1_000_000;
    }

    Unanswered late() {
        return new Unanswered(
                Reason.TOO_SLOW,
                "Git did not answer within " + Math.max(1, limit.toSeconds()) + " s.",
                "Try again when the machine is less busy, or ask git by hand.");
    }
}
