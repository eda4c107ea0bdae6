package oncall.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import oncall.incident.Entry;
import oncall.incident.Event;
import oncall.incident.Incident;
import oncall.incident.Records;
import oncall.runbook.TimeReader;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Midnight, the change of the clocks, and times that are not exact. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ClocksTest {
    private static final Optional<String> NO = Optional.empty();

    private static Records night(String opened, String zone) {
        Records on = new Records().at(opened);
        on.add(Entry.of(new Event.Header(1, "i", "A night", Instant.parse(opened), zone, Optional.empty(), NO)));
        return on;
    }

    private static List<String> text(Records on) {
        Incident incident = Incident.of(on.all());
        return new TimelineText(Heading.of(incident, "/x", Night.HEALTH)).write(incident);
    }

    private static Entry note(String words) {
        return Entry.of(new Event.Note(NO)).saying(words);
    }

    @Test
    void The_day_is_told_at_midnight_and_the_clocks_where_they_were_changed() {
        Records on = night("2019-03-30T22:30:00.000Z", "Europe/Berlin");
        on.at("2019-03-31T00:59:00.000Z").add(note("before"));
        on.at("2019-03-31T01:00:00.000Z").add(note("after"));
        assertEquals(
                List.of(
                        "",
                        "Sat 2019-03-30",
                        "23:30:00+01:00 (22:30:00Z)  dana  header  opened \"A night\"  [367b-1]",
                        "",
                        "Sun 2019-03-31",
                        "01:59:00+01:00 (00:59:00Z)  dana  note  \"before\"  [367b-2]",
                        "Clocks went forward: +01:00 to +02:00.",
                        "03:00:00+02:00 (01:00:00Z)  dana  note  \"after\"  [367b-3]"),
                text(on).subList(2, 10));
    }

    @Test
    void The_hour_that_comes_twice_can_be_told_apart() {
        Records on = night("2019-11-03T05:30:00.000Z", "America/New_York");
        on.at("2019-11-03T06:30:00.000Z").add(note("again"));
        List<String> lines = text(on);
        assertTrue(lines.get(4).startsWith("01:30:00-04:00 (05:30:00Z)"), lines.get(4));
        assertEquals("Clocks went back: -04:00 to -05:00.", lines.get(5));
        assertTrue(lines.get(6).startsWith("01:30:00-05:00 (06:30:00Z)"), lines.get(6));
    }

    @Test
    void A_change_of_the_clocks_at_midnight_stands_below_the_new_day() {
        Records on = night("2018-11-03T20:00:00.000Z", "America/Sao_Paulo");
        on.at("2018-11-04T04:00:00.000Z").add(note("after"));
        assertEquals(List.of("", "Sun 2018-11-04", "Clocks went forward: -03:00 to -02:00."), text(on).subList(5, 8));
    }

    @Test
    void In_a_zone_that_is_not_known_here_the_times_are_UTC_and_it_says_so() {
        List<String> lines = text(night("2019-03-30T22:30:00.000Z", "Mars/Olympus"));
        assertTrue(lines.get(1).startsWith("Times in UTC. "), lines.get(1));
        assertEquals("The zone of the incident, `Mars/Olympus`, is not known here.", lines.get(2));
    }

    @Test
    void A_time_that_is_not_exact_says_how_it_is_known() {
        Records on = night("2018-11-12T15:00:00.000Z", "Asia/Jerusalem");
        on.add(given(TimeReader.Precision.MINUTE, "8:20 - 8:24", Optional.of("2018-11-12T15:04:00Z")));
        on.add(given(TimeReader.Precision.HOUR, "5 PM", Optional.empty()));
        on.add(given(TimeReader.Precision.DAY, "Monday", Optional.empty()));
        on.add(given(TimeReader.Precision.APPROX, "~13:30", Optional.empty()));
        on.add(given(TimeReader.Precision.MINUTE, "17:00", Optional.empty()));
        List<String> lines =
                text(on).stream().filter(line -> line.contains("note")).toList();
        assertTrue(lines.get(0).endsWith("\"x\"  (until 17:04+02:00)  [367b-2]"), lines.get(0));
        assertTrue(lines.get(1).endsWith("\"x\"  (to the hour)  [367b-3]"), lines.get(1));
        assertTrue(lines.get(2).endsWith("\"x\"  (to the day)  [367b-4]"), lines.get(2));
        assertTrue(lines.get(3).endsWith("\"x\"  (about, given as \"~13:30\")  [367b-5]"), lines.get(3));
        assertTrue(lines.get(4).endsWith("\"x\"  [367b-6]"), lines.get(4));
    }

    private static Entry given(TimeReader.Precision precision, String written, Optional<String> until) {
        return note("x")
                .timed(new TimeReader.Given(
                        written, precision, until.map(Instant::parse), "Asia/Jerusalem", List.of("day")));
    }
}
