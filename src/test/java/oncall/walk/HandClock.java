package oncall.walk;

import java.time.Duration;
import java.time.Instant;

/** A clock moved by hand: a fixed one, or one that passes for real, on which waits take time. */
final class HandClock implements Clock {
    private final Instant start;
    private final Kind kind;
    private Instant now;

    HandClock(Instant start, Kind kind) {
        this.start = start;
        this.now = start;
        this.kind = kind;
    }

    void set(Instant instant) {
        now = instant;
    }

    void pass(Duration span) {
        now = now.plus(span);
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public long running() {
        return Duration.between(start, now).toMillis();
    }

    @Override
    public Duration real(Duration span) {
        return kind == Kind.FIXED ? Duration.ZERO : span;
    }

    @Override
    public void pause(Duration span) {
        pass(span);
    }

    @Override
    public void advance(Duration span) {
        if (kind == Kind.FIXED) {
            pass(span);
        }
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
