package oncall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import oncall.walk.Clock;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ClocksTest {
    private static final Instant THREE = Instant.parse("2018-11-12T15:03:00Z");
    private final AtomicLong nanos = new AtomicLong(5_000_000_000L);

    private void pass(Duration span) {
        nanos.addAndGet(span.toNanos());
    }

    @Test
    void an_instant_stands_still_until_it_is_moved() {
        Clock clock = Clocks.read("2018-11-12T17:03:00+02:00", nanos::get);
        pass(Duration.ofHours(1));
        assertEquals(THREE, clock.now());
        assertEquals(Clock.Kind.FIXED, clock.kind());
        assertEquals(Duration.ZERO, clock.real(Duration.ofHours(1)));
        clock.advance(Duration.ofSeconds(20));
        assertEquals(THREE.plusSeconds(20), clock.now());
        assertEquals(20_000, clock.running());
    }

    @Test
    void a_speed_makes_time_fly() {
        Clock clock = Clocks.read(" 2018-11-12T15:03:00Z  x600 ", nanos::get);
        pass(Duration.ofMillis(100));
        assertEquals(THREE.plusSeconds(60), clock.now());
        assertEquals(60_000, clock.running());
        assertEquals(Clock.Kind.FAST, clock.kind());
        assertEquals(Duration.ofMillis(500), clock.real(Duration.ofMinutes(5)));
        clock.advance(Duration.ofHours(1));
        assertEquals(THREE.plusSeconds(60), clock.now());
    }

    @Test
    void the_real_clock_tells_wall_time_and_counts_apart_from_it() {
        Clock clock = Clocks.real(() -> THREE.plusNanos(999_999), nanos::get);
        pass(Duration.ofSeconds(3));
        assertEquals(THREE, clock.now());
        assertEquals(3_000, clock.running());
        assertEquals(Duration.ofMinutes(5), clock.real(Duration.ofMinutes(5)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yesterday",
                "2018-11-12",
                "2018-11-12T15:03:00",
                "2018-11-12T15:03:00Z x0",
                "2018-11-12T15:03:00Z 600",
                "x600"
            })
    void anything_else_is_refused_with_an_example(String text) {
        Failure failure = assertThrows(Failure.class, () -> Clocks.read(text, nanos::get));
        assertEquals(Exit.USAGE, failure.exit());
        assertTrue(failure.getMessage().contains("`" + text + "`"), failure.getMessage());
        assertTrue(failure.hints().get(0).contains("2018-11-12T17:03:00+02:00"));
    }
}
