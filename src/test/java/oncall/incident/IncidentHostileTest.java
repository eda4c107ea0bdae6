package oncall.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import oncall.runbook.AcmeRentals;
import oncall.runbook.Value;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class IncidentHostileTest {
    private static final Instant NOW = Instant.parse("2018-11-12T16:00:00Z");

    @Test
    void A_zone_that_this_machine_does_not_know_is_shown_as_UTC() {
        Records on = new Records();
        on.add(Entry.of(new Event.Header(1, "x", "x", NOW, "Mars/Olympus", Optional.empty(), Optional.empty())));
        assertEquals(ZoneOffset.UTC, Incident.of(on.all()).zone());
    }

    @Test
    void A_start_that_is_no_time_leaves_the_opening_and_no_minutes() {
        Records on = new Records();
        on.add(Entry.of(new Event.Header(1, "x", "x", NOW, "UTC", Optional.empty(), Optional.empty())));
        on.answer("since", "soon", "soon");
        Incident incident = Incident.of(on.all());
        assertEquals(incident.opened(), incident.started());
        assertEquals(
                Optional.empty(), Impact.of(incident, AcmeRentals.team(), NOW).minutes());
    }

    @Test
    void A_number_that_is_none_is_no_estimate() {
        Records on = new Records();
        for (Value value : List.of(
                Value.of("1E999999999"),
                Value.ofList(List.of("20", "10")),
                Value.ofList(List.of()),
                Value.ofList(List.of("1", "2", "3")),
                Value.ofList(List.of("-1", "2")))) {
            on.add(on.answering("customers_number", value, "9".repeat(5_000), Optional.empty()));
        }
        assertEquals(List.of(), Estimate.onRecord(Incident.of(on.all()), "customers_number"));
    }

    @Test
    void A_result_that_is_withheld_still_ends_its_command() {
        Records on = new Records();
        String intent = on.add(Entry.of(new Event.Intent(
                "ls", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty())));
        String result = on.add(Entry.of(new Event.Result(intent, Optional.of(0), 1, Optional.of("secret"), 6)));
        on.add(Entry.of(new Event.Redaction(result, Optional.empty())));
        assertEquals(List.of(), Incident.of(on.all()).outcomeUnknown());
    }
}
