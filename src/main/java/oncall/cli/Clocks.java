package oncall.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import oncall.walk.Clock;

/** The three clocks: real, fixed, and fast. */
public final class Clocks {
    private static final Pattern FORM = Pattern.compile("\\s*(\\S+?)(?:\\s+x(\\d{1,6}))?\\s*");

    private Clocks() {}

    /**
     * Reads `ONCALL_NOW`: an instant with offset (a fixed clock), or `INSTANT xN` (from there N times as fast).
     *
     * @param nanos counts nanoseconds from anywhere and never goes back
     * @throws Failure with {@link Exit#USAGE} when it is neither
     */
    public static Clock read(String text, LongSupplier nanos) {
        Matcher form = FORM.matcher(text);
        try {
            if (form.matches()) {
                Instant from = OffsetDateTime.parse(form.group(1)).toInstant();
                if (form.group(2) == null) {
                    return fixed(from);
                }
                int times = Integer.parseInt(form.group(2));
                if (times > 0) {
                    return fast(from, times, nanos);
                }
            }
        } catch (DateTimeException e) {
            throw unusable(text);
        }
        throw unusable(text);
    }

    private static Failure unusable(String text) {
        return new Failure(
                Exit.USAGE,
                "`ONCALL_NOW` is `" + text + "`, which is not a time.",
                "Write an instant with its offset, such as 2018-11-12T17:03:00+02:00, or with a speed: 2018-11-12T15:03:00Z x600.");
    }

    /** The time of this machine. */
    public static Clock real(Supplier<Instant> wall, LongSupplier nanos) {
        long start = nanos.getAsLong();
        return new Running(Clock.Kind.REAL, 1, () -> (nanos.getAsLong() - start) / 1_000_000) {
            @Override
            public Instant now() {
                return wall.get().truncatedTo(ChronoUnit.MILLIS);
            }
        };
    }

    /** From an instant on, so many times as fast. */
    public static Clock fast(Instant from, int times, LongSupplier nanos) {
        long start = nanos.getAsLong();
        Instant base = from.truncatedTo(ChronoUnit.MILLIS);
        return new Running(Clock.Kind.FAST, times, () -> (nanos.getAsLong() - start) / 1_000 * times / 1_000) {
            @Override
            public Instant now() {
                return base.plusMillis(running());
            }
        };
    }

    /** Stands until it is moved. */
    public static Clock fixed(Instant at) {
        return new Fixed(at.truncatedTo(ChronoUnit.MILLIS));
    }

    private abstract static class Running implements Clock {
        private final Kind kind;
        private final int times;
        private final LongSupplier millis;

        Running(Kind kind, int times, LongSupplier millis) {
            this.kind = kind;
            this.times = times;
            this.millis = millis;
        }

        @Override
        public long running() {
            return millis.getAsLong();
        }

        @Override
        public Duration real(Duration span) {
            return span.dividedBy(times);
        }

        @Override
        public void pause(Duration span) {
            try {
                Thread.sleep(real(span).toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void advance(Duration span) {}

        @Override
        public Kind kind() {
            return kind;
        }
    }

    private static final class Fixed implements Clock {
        private final Instant start;
        private Instant now;

        Fixed(Instant start) {
            this.start = start;
            this.now = start;
        }

        @Override
        public synchronized Instant now() {
            return now;
        }

        @Override
        public synchronized long running() {
            return Duration.between(start, now).toMillis();
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
            if (span.isNegative()) {
                throw new IllegalArgumentException("a clock does not go back: " + span);
            }
            now = now.plus(span).truncatedTo(ChronoUnit.MILLIS);
        }

        @Override
        public Kind kind() {
            return Kind.FIXED;
        }
    }
}
