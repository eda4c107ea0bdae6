package oncall.walk;

import java.time.Duration;
import java.time.Instant;

/** The port to time. A fixed clock moves only by {@link #advance}; a fast one runs N times as fast from its start. */
public interface Clock {
    /** Now, to the millisecond. */
    Instant now();

    /** Whole milliseconds that ran since this clock was made; never goes back. */
    long running();

    /** What a span of this clock is in real time: what a wait for it really takes; zero for a fixed clock. */
    Duration real(Duration span);

    /** Lets a span of this clock go by; at once for a fixed clock, which it moves. */
    void pause(Duration span);

    /** Moves a fixed clock forward; does nothing to a running one. */
    void advance(Duration span);

    /** `real`, `fixed` or `fast`; said on the screen and in the session record unless it is real. */
    Kind kind();

    /** What kind of clock it is. */
    enum Kind {
        REAL,
        FIXED,
        FAST
    }
}
