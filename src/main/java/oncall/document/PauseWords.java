package oncall.document;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import oncall.incident.Event;
import oncall.incident.Incident;

/** What is said of an incident that is paused: until when, and why. */
public final class PauseWords {
    private static final Duration A_WEEK = Duration.ofDays(6);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mmxxx", Locale.ROOT);
    private static final DateTimeFormatter WEEKDAY = DateTimeFormatter.ofPattern("EEE HH:mmxxx", Locale.ROOT);
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mmxxx", Locale.ROOT);

    private PauseWords() {}

    /** The pause an incident stands in, without what was redacted; empty where it goes on. */
    public static Optional<Event.Pause> of(Incident incident) {
        if (incident.state() != Incident.State.PAUSED) {
            return Optional.empty();
        }
        return incident.records().stream()
                .filter(each -> each.event() instanceof Event.Pause)
                .reduce((first, second) -> second)
                .map(each -> (Event.Pause) incident.shown(each).event());
    }

    /** `until Mon 09:00+02:00`; the weekday is left out today, and is a date where it could be another week's. */
    public static String until(Instant until, Instant now, ZoneId zone) {
        boolean today = until.atZone(zone).toLocalDate().equals(now.atZone(zone).toLocalDate());
        boolean near = Duration.between(now, until).abs().compareTo(A_WEEK) < 0;
        DateTimeFormatter form = today ? CLOCK : near && until.isAfter(now) ? WEEKDAY : DATE;
        return "until " + form.format(until.atZone(zone));
    }

    /** `Paused until Mon 09:00+02:00: waiting for the vendor`, as much of it as is known, in one line. */
    public static String sentence(Event.Pause pause, Instant now, ZoneId zone) {
        return "Paused" + pause.until().map(at -> " " + until(at, now, zone)).orElse("")
                + pause.reason().map(reason -> ": " + Lines.one(reason)).orElse(".");
    }
}
