package oncall.walk;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import oncall.incident.Event;
import oncall.incident.Incident;
import oncall.incident.TimelineRecord;
import oncall.runbook.Durations;

/** Where the incident stands, in a few lines: what somebody needs who has just come back to it. */
final class Glance {
    private final Desk desk;

    Glance(Desk desk) {
        this.desk = desk;
    }

    /** For `:status`. */
    String[] lines() {
        Incident incident = desk.incident();
        List<String> lines = new ArrayList<>();
        lines.add("\"" + incident.title() + "\"");
        lines.add("  " + priority() + "; began " + desk.both(incident.started()) + ", "
                + Durations.words(java.time.Duration.between(incident.started(), desk.now())) + " ago");
        lines.add("  revert: " + incident.revertDecision().replace('_', ' '));
        new ImpactView(desk).known().forEach(line -> lines.add("  " + line));
        incident.holders().forEach((role, name) -> lines.add("  " + desk.words().role(role) + ": " + name));
        desk.dues().stream()
                .sorted(Comparator.comparing(Dues.Due::at))
                .forEach(due -> lines.add(
                        "  due " + desk.minute(due.at()) + ": " + desk.words().what(due)));
        for (TimelineRecord open : incident.outcomeUnknown()) {
            lines.add("  outcome unknown: "
                    + ((Event.Intent) open.event()).run().lines().findFirst().orElse(""));
        }
        if (!incident.parked().isEmpty()) {
            lines.add("  parked: " + incident.parked().size());
        }
        int left = desk.route().left().size();
        if (left > 0) {
            lines.add("  passed over: " + left + " (:left lists them)");
        }
        desk.route().next().ifPresent(stop -> lines.add("  next: " + stop.step().text()));
        return lines.toArray(String[]::new);
    }

    private String priority() {
        return desk.incident()
                .priority()
                .map(each -> each.to() + (each.provisional() ? " for now" : ""))
                .orElse("no priority yet");
    }

    /** The last answers, for somebody who comes back. */
    List<String> last(int count) {
        return desk.incident().lastAnswers(count).stream()
                .map(given -> "  " + desk.minute(given.recorded()) + " " + given.actor() + ": "
                        + desk.words().answer(given))
                .toList();
    }

    /** The first open question, in words. */
    Optional<String> next() {
        return desk.route().next().map(stop -> stop.step().text());
    }
}
