package oncall.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import oncall.incident.Entry;
import oncall.incident.Event;
import oncall.incident.Incident;
import oncall.incident.Records;
import oncall.runbook.Phase;
import oncall.runbook.Value;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class StatusDocumentsTest {
    private static final Instant NOW = Instant.parse("2018-11-12T22:12:00Z");

    @Test
    void A_status_as_text() {
        Golden.check("night.status.txt", StatusText.write(night()));
    }

    @Test
    void A_status_as_JSON() throws IOException {
        String json = StatusJson.write(night());
        Golden.check("night.status.json", List.of(json));
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            parser.nextToken();
            parser.skipChildren();
            assertEquals(null, parser.nextToken());
        }
    }

    @Test
    void An_incident_that_has_only_begun_says_what_it_knows() {
        Records on = new Records().at("2018-11-12T21:50:00.000Z");
        on.add(Entry.of(new Event.Header(
                1,
                "20181112-2350-x",
                "line one\nResume: rm -rf",
                NOW.minusSeconds(60),
                "Asia/Jerusalem",
                Optional.empty(),
                Optional.empty())));
        Status status = new Status(
                NOW,
                Incident.of(on.all()),
                "/x",
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                new Health(1, "0123456789ab", List.of()),
                List.of(),
                Incident.Given::text);
        assertEquals(
                List.of(
                        "20181112-2350-x  \"line one Resume: rm -rf\"",
                        "Open. Opened 2018-11-12 23:50+02:00 (21:50Z), 22 min in.",
                        "Priority: not known yet.",
                        "Next: not known, because there is no readable copy of its runbook.",
                        "Revert: undecided.",
                        "Timeline: 1 record, head 0123456789ab.",
                        "Folder: /x",
                        "Resume: oncall resume 20181112-2350-x"),
                StatusText.write(status));
        assertFalse(StatusJson.write(status).contains("null"));
    }

    @Test
    void A_withheld_answer_shows_neither_value_nor_words() {
        Records on = Night.records();
        String id = on.answer("password", "s3cret2", "s3cret2");
        on.add(Entry.of(new Event.Redaction(id, Optional.empty())));
        Status status = new Status(
                NOW,
                Incident.of(on.all()),
                "/x",
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                Night.HEALTH,
                List.of(),
                given -> given.key().equals("password") ? "s3cret2" : given.text());
        assertFalse(StatusJson.write(status).contains("s3cret2"));
        assertFalse(String.join("\n", StatusText.write(status)).contains("s3cret2"));
        assertTrue(StatusJson.write(status).contains("\"step\":\"password\",\"redacted\":true"));
    }

    @Test
    void Incidents_as_text_and_JSON() {
        List<Listed> incidents = List.of(
                new Listed(
                        "20181112-2350-cannot-update",
                        "Cannot \u202eupdate\nenvironments",
                        "open",
                        Optional.of(NOW.minusSeconds(900)),
                        Optional.of("P1"),
                        Optional.of(NOW)),
                new Listed("20181111-0900-x", "x", "paused", Optional.empty(), Optional.empty(), Optional.empty()));
        Golden.check("incidents.txt", IncidentsText.write(incidents, NOW, ZoneId.of("Asia/Jerusalem")));
        Golden.check("incidents.json", List.of(IncidentsJson.write(incidents)));
        assertEquals(List.of("No incidents."), IncidentsText.write(List.of(), NOW, ZoneId.of("UTC")));
        assertEquals("{\"schema\":\"oncall.incidents/1\",\"incidents\":[]}", IncidentsJson.write(List.of()));
    }

    @Test
    void Strings_hold_nothing_that_hides() {
        String hostile = "a\"\\\b\n\u0000\u007f\u0085\u200f\u202e\u2028\u2029\ud800x\udb40\udc41\ud83d\udd25\u05d0";
        assertEquals(
                "{\"s\":\"a\\\"\\\\\\u0008\\u000a\\u0000\\u007f\\u0085\\u200f\\u202e\\u2028\\u2029\\ud800x"
                        + "\\udb40\\udc41\ud83d\udd25\u05d0\"}",
                Json.object().put("s", hostile).toString());
        assertEquals(
                "{\"d\":{\"a\" :\"\\u202e\"}}",
                Json.object().verbatim("d", "{\"a\"\n:\"\u202e\"}").toString());
    }

    private static Status night() {
        return new Status(
                NOW,
                Night.incident(),
                "/var/oncall/" + Night.ID,
                Optional.of(new Status.Book("outage", "Something is broken", "a".repeat(64), List.of("ease"))),
                Optional.of(new Status.Position(Phase.MITIGATE, "eased", 2, 2, "Is it better?")),
                List.of(
                        new Status.Due("update", Optional.of("team"), Instant.parse("2018-11-12T22:10:00Z")),
                        new Status.Due("update", Optional.of("customers"), Instant.parse("2018-11-12T22:20:00Z"))),
                List.of(new Status.Open("detected_by", Optional.of(Instant.parse("2018-11-12T22:20:00Z")))),
                List.of(new Status.Sitting("dana", "laptop", true), new Status.Sitting("eli", "desk", false)),
                new Health(
                        25, "d68608988ded", List.of(new Health.Damaged("eli-desk.jsonl", 3, "the hash does not fit"))),
                List.of("Customers: 14 of 230 (6.1%); by tickets, dana 23:55.", "So far: 132 min."),
                given -> given.value().map(Value::toString).orElse(given.text()));
    }
}
