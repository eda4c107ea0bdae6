package oncall.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A message an audience was to get: what was due against what was sent.
 *
 * @param audience who was to hear
 * @param sent the message, where one went out or was decided against
 * @param due when it was due: what the message before it promised, for the first what the team's rules say
 * @param putOff how often it was put off until it went out
 */
public record Update(String audience, Optional<Incident.Sent> sent, Optional<Instant> due, int putOff) {
    /** How long after it was due; empty when in time, never due or never sent. */
    public Optional<Duration> late() {
        return sent.filter(Incident.Sent::out)
                .flatMap(message -> due.map(at -> Duration.between(at, message.at())))
                .filter(over -> over.compareTo(Duration.ofMinutes(1)) >= 0);
    }

    /** Whether it was due, and nothing went out. */
    public boolean missed() {
        return sent.isEmpty();
    }

    /**
     * Of an incident, audience by audience in the order in which they first appear, then those the rules name and nobody
     * wrote to.
     *
     * @param owed audiences that must be told, by the team's rules
     * @param first when the first word to an audience was due, by the team's rules
     * @param end where the record ends; what was due later was not missed
     */
    public static List<Update> of(
            Incident incident, Set<String> owed, Function<String, Optional<Instant>> first, Instant end) {
        Set<String> audiences = new LinkedHashSet<>();
        incident.messages().forEach(each -> audiences.add(each.comms().audience()));
        audiences.addAll(owed);
        List<Update> updates = new ArrayList<>();
        audiences.forEach(audience -> to(audience, incident, first.apply(audience), end, updates));
        return List.copyOf(updates);
    }

    private static void to(
            String audience, Incident incident, Optional<Instant> first, Instant end, List<Update> updates) {
        Optional<Instant> due = first;
        boolean told = false;
        int putOff = 0;
        for (Incident.Sent each : incident.messages()) {
            if (!each.comms().audience().equals(audience) || each.failed()) {
                continue;
            }
            boolean later = each.comms().outcome().equals("later");
            if (later) {
                putOff++;
                due = due.or(each.comms()::next);
            } else {
                updates.add(new Update(audience, Optional.of(each), due, putOff));
                told = true;
                putOff = 0;
                boolean more = each.out() && !each.comms().stage().equals("resolved");
                due = more ? each.comms().next() : Optional.empty();
            }
        }
        boolean closed = incident.state() == Incident.State.CLOSED;
        boolean neverAfterAll = closed && !told && putOff > 0;
        if (due.filter(at -> neverAfterAll || end.isAfter(at)).isPresent()) {
            updates.add(new Update(audience, Optional.empty(), due, putOff));
        }
    }
}
