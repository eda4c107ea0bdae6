package oncall.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A time in which work on an incident stood still on purpose.
 *
 * @param from when it was paused
 * @param to when work went on, else the end of the record
 * @param over whether work went on
 * @param until until when it was meant to last
 * @param reason why
 */
public record Pause(Instant from, Instant to, boolean over, Optional<Instant> until, Optional<String> reason) {
    /** Every pause among records in the order of writing, oldest first. `end` is where the record ends. */
    public static List<Pause> of(List<TimelineRecord> records, Instant end) {
        List<Pause> pauses = new ArrayList<>();
        Optional<TimelineRecord> open = Optional.empty();
        for (TimelineRecord each : records) {
            Event event = each.event();
            if (event instanceof Event.Pause) {
                open = open.or(() -> Optional.of(each));
            } else if (open.isPresent() && goesOn(event)) {
                pauses.add(pause(open.get(), each.at(), true));
                open = Optional.empty();
            }
        }
        open.ifPresent(each -> pauses.add(pause(each, end, false)));
        return List.copyOf(pauses);
    }

    private static boolean goesOn(Event event) {
        return event instanceof Event.Resume
                || event instanceof Event.Answer
                || event instanceof Event.Decision
                || event instanceof Event.Jump
                || event instanceof Event.Close;
    }

    private static Pause pause(TimelineRecord each, Instant to, boolean over) {
        Event.Pause event = (Event.Pause) each.event();
        Instant end = to.isBefore(each.at()) ? each.at() : to;
        return new Pause(each.at(), end, over, event.until(), event.reason());
    }

    /** How long it and the time between two moments have in common. */
    public Duration within(Instant start, Instant end) {
        Instant first = from.isAfter(start) ? from : start;
        Instant last = to.isBefore(end) ? to : end;
        return first.isBefore(last) ? Duration.between(first, last) : Duration.ZERO;
    }
}
