package oncall.time;

import oncall.runbook.TimeReader;

/**
 * Reads times as people write them: clock times, dates, weekdays, ranges, `10 min ago`, in any zone. What could be two moments,
 * has not come yet or never was on a clock is asked back with the reason. All forms are in `times.md`. Holds no table itself, so
 * that a command which reads no time loads none.
 */
public final class WrittenTimes implements TimeReader {
    @Override
    public Reading read(String words, Moment moment) {
        try {
            return new Reader(words, moment).behind();
        } catch (Unclear unclear) {
            return unclear.asked();
        }
    }

    @Override
    public Reading ahead(String words, Moment moment) {
        try {
            return new Reader(words, moment).ahead();
        } catch (Unclear unclear) {
            return unclear.asked();
        }
    }

    @Override
    public String leading(String text) {
        return Leading.of(text);
    }

    @Override
    public DayReading day(String words, Moment moment) {
        try {
            return new Reader(words, moment).day();
        } catch (Unclear unclear) {
            return unclear.asked();
        }
    }
}
