package oncall.timeline;

import java.time.Duration;
import java.time.Instant;
import oncall.walk.Clock;

/** A clock that a test sets; the wall and the running clock can be moved apart. */
final class FixedClock implements Clock {
    private Instant wall = Samples.WHEN;
    private long running;

    @Override
    public synchronized Instant now() {
        return wall;
    }

    @Override
    public synchronized long running() {
        return running;
    }

    @Override
    public Duration real(Duration span) {
        return Duration.ZERO;
    }

    @Override
    public void pause(Duration span) {
        advance(span);
    }

    @Override
    public synchronized void advance(Duration span) {
        wall = wall.plus(span);
        running += span.toMillis();
    }

    /** The wall clock alone. */
    synchronized void jump(Duration span) {
        wall = wall.plus(span);
    }

    @Override
    public Kind kind() {
        return Kind.FIXED;
    }
}
