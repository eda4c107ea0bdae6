package oncall.document;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import oncall.incident.Course;
import oncall.incident.Entry;
import oncall.incident.Event;
import oncall.incident.Incident;
import oncall.incident.Records;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class GapTest {
    private final Records on = new Records();

    private void note(String clock) {
        on.at("2018-11-12T" + clock + ":00Z");
        on.add(Entry.of(new Event.Note(Optional.empty())).saying(clock));
    }

    private List<String> gaps(int minutes) {
        Incident incident = Incident.of(on.all());
        return Gap.among(
                        new Telling(incident).all(),
                        Duration.ofMinutes(minutes),
                        Course.of(incident).pauses())
                .stream()
                .map(each -> each.length().toMinutes() + (each.pause().isPresent() ? " paused" : ""))
                .toList();
    }

    @Test
    void only_what_is_longer_counts() {
        note("17:00");
        note("17:10");
        note("17:21");
        note("17:40");
        assertEquals(List.of("11", "19"), gaps(10));
        assertEquals(List.of("19"), gaps(11));
        assertEquals(List.of(), gaps(19));
    }

    @Test
    void pauses_are_told_apart_from_silence() {
        note("17:00");
        note("17:30");
        on.add(Entry.of(new Event.Pause(Optional.empty(), Optional.empty())));
        on.at("2018-11-12T18:30:00Z");
        on.add(Entry.of(new Event.Resume(Optional.empty(), List.of())));
        note("19:00");
        on.add(Entry.of(new Event.Pause(Optional.empty(), Optional.empty())));
        note("20:00");
        on.at("2018-11-12T20:30:00Z");
        on.add(Entry.of(new Event.Resume(Optional.empty(), List.of())));
        note("21:00");
        assertEquals(List.of("30", "60 paused", "30", "60 paused", "30 paused", "30"), gaps(10));
    }

    @Test
    void one_entry_or_none_has_no_gap() {
        assertEquals(List.of(), gaps(1));
        note("17:00");
        assertEquals(List.of(), gaps(1));
    }
}
