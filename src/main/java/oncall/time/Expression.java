package oncall.time;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import oncall.runbook.TimeReader.Precision;

/**
 * What one time says, before it is known which moment that is.
 *
 * @param about whether it says that it is not exact
 * @param zone the zone as written; where an offset and a name stand there, the offset
 * @param check the name that stands beside the offset and must agree with it
 */
record Expression(
        boolean about,
        Optional<DayOfWeek> weekday,
        Optional<Day> day,
        Optional<Clock> clock,
        Optional<Zone> zone,
        Optional<Zone> check) {

    /** The same, in the zone of another where it names none itself. */
    Expression in(Expression other) {
        return zone.isPresent() ? this : new Expression(about, weekday, day, clock, other.zone, other.check);
    }

    /** Whether it says which day. */
    boolean dated() {
        return day.isPresent() || weekday.isPresent();
    }

    /** How exactly it is known. */
    Precision precision() {
        return about ? Precision.APPROX : clock.map(Clock::precision).orElse(Precision.DAY);
    }

    /** The day it names. */
    sealed interface Day {}

    /** By the calendar. */
    record Dated(Optional<Integer> year, MonthDay monthDay) implements Day {}

    /** By counting from today: 0 is today, 1 yesterday, -1 tomorrow. */
    record Back(int days) implements Day {}

    /**
     * The time of day.
     *
     * @param marker `AM` or `PM`, where it stands there
     */
    record Clock(LocalTime time, Precision precision, Optional<String> marker) {}

    /** The zone it names. */
    sealed interface Zone {}

    /** By its distance from UTC. */
    record Offset(ZoneOffset offset) implements Zone {}

    /** By its name in the time zone database. */
    record Region(ZoneId id) implements Zone {}

    /** By letters that may mean several. */
    record Letters(String letters) implements Zone {}
}
