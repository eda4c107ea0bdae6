package oncall.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class BoundsTest {
    private final Records records = new Records();

    private Bounds bounds() {
        return Bounds.of(Incident.of(records.all()));
    }

    private static Optional<Instant> at(String instant) {
        return Optional.of(Instant.parse(instant));
    }

    @Test
    void an_incident_begins_with_the_earliest_of_its_records_whenever_that_was_written() {
        records.at("2018-11-12T15:03:00Z").answer("seen", "tried", "");
        records.at("2018-11-12T15:20:00Z");
        records.add(Entry.of(new Event.Note(Optional.empty())).at(Instant.parse("2018-11-12T14:50:00Z")));
        assertEquals(at("2018-11-12T14:50:00Z"), bounds().first());
    }

    @Test
    void while_it_is_open_it_is_likely_to_go_on_for_a_day() {
        records.at("2018-11-12T15:03:00Z").answer("seen", "tried", "");
        records.at("2018-11-14T09:00:00Z");
        records.add(Entry.of(new Event.Note(Optional.empty())).at(Instant.parse("2018-11-12T16:00:00Z")));
        assertEquals(at("2018-11-13T16:00:00Z"), bounds().last());
    }

    @Test
    void it_begins_with_the_answered_start_where_that_is_earlier() {
        records.at("2018-11-12T15:03:00Z").answer("since", "2018-11-10T08:00:00.000Z", "Saturday");
        assertEquals(at("2018-11-10T08:00:00Z"), bounds().first());
    }

    @Test
    void it_ends_when_it_was_closed_and_not_with_what_was_noted_later() {
        records.at("2018-11-12T15:03:00Z").answer("seen", "tried", "");
        records.at("2018-11-12T19:00:00Z").add(Entry.of(new Event.Close("resolved", Optional.empty())));
        records.at("2018-11-13T09:00:00Z").add(Entry.of(new Event.Note(Optional.empty())));
        assertEquals(at("2018-11-12T19:00:00Z"), bounds().last());
    }

    @Test
    void nothing_on_record_bounds_nothing() {
        assertEquals(Bounds.NONE, Bounds.of(Incident.of(List.of())));
    }
}
