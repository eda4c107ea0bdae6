package oncall.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A time an incident spent at one level.
 *
 * @param level the level
 * @param from when it got there
 * @param to when it left it, else the end of the record
 */
public record LevelSpan(String level, Instant from, Instant to) {
    /** Every level in turn, of records in the order of writing; neighbours of the same level are one. */
    public static List<LevelSpan> of(List<TimelineRecord> records, Instant end) {
        List<LevelSpan> spans = new ArrayList<>();
        for (TimelineRecord each : records) {
            if (!(each.event() instanceof Event.Priority priority)) {
                continue;
            }
            String level = priority.to();
            int last = spans.size() - 1;
            if (last >= 0 && spans.get(last).level().equals(level)) {
                continue;
            }
            if (last >= 0) {
                spans.set(
                        last,
                        new LevelSpan(spans.get(last).level(), spans.get(last).from(), each.at()));
            }
            spans.add(new LevelSpan(level, each.at(), end.isBefore(each.at()) ? each.at() : end));
        }
        return List.copyOf(spans);
    }

    /** How long in all at each level, in the order in which they were first reached. */
    public static Map<String, Duration> totals(List<LevelSpan> spans) {
        Map<String, Duration> totals = new LinkedHashMap<>();
        spans.forEach(each -> totals.merge(each.level(), each.length(), Duration::plus));
        return totals;
    }

    /** How long; never negative. */
    public Duration length() {
        return to.isBefore(from) ? Duration.ZERO : Duration.between(from, to);
    }
}
