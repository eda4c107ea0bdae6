package oncall.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import oncall.runbook.TimeReader;
import oncall.runbook.Value;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CourseTest {
    private static final String DAY = "2018-11-12T";
    private final Records on = new Records().at(DAY + "17:00:00Z");

    private Course course() {
        return Course.of(Incident.of(on.all()));
    }

    private void opened() {
        on.add(Entry.of(new Event.Header(
                1, "x", "x", Instant.parse(DAY + "17:00:00Z"), "UTC", Optional.empty(), Optional.empty())));
    }

    /** Marked in the evening, for that time of day. */
    private void mark(String word, String clock) {
        on.at(DAY + "23:00:00Z");
        on.add(Entry.of(new Event.Milestone(word)).at(Instant.parse(DAY + clock + ":00Z")));
        on.at(DAY + "17:00:00Z");
    }

    private void answer(String step, String value, String clock) {
        on.at(DAY + clock + ":00Z");
        on.add(Entry.of(Event.Answer.PLAIN).on(Optional.empty(), step).valued(Value.of(value)));
    }

    private String metric(Metric metric) {
        Metric.Measured measured = metric.in(course());
        if (measured instanceof Metric.Took took) {
            return took.bound() + " " + took.least().toMinutes() + "-"
                    + took.most().toMinutes() + (took.approximate() ? " about" : "")
                    + (took.paused().isZero() ? "" : " paused " + took.paused().toMinutes());
        }
        return measured.toString();
    }

    @Test
    void every_metric_is_the_time_between_its_two_moments() {
        opened();
        mark("started", "16:40");
        mark("detected", "16:50");
        mark("declared", "16:55");
        mark("acknowledged", "17:02");
        mark("mitigated", "17:40");
        mark("recovered", "17:50");
        mark("resolved", "18:40");
        on.at(DAY + "17:05:00Z");
        on.add(Entry.of(comms("team", "posted")));
        on.at(DAY + "17:10:00Z");
        on.add(Entry.of(comms("customers", "channel")));
        on.at(DAY + "17:15:00Z");
        on.add(decision("now"));
        on.at(DAY + "19:55:00Z");
        on.add(Entry.of(new Event.Close("resolved", Optional.empty())));
        Map<Metric, String> expected = Map.of(
                Metric.DETECT, "10",
                Metric.DECLARE, "5",
                Metric.ACKNOWLEDGE, "12",
                Metric.TELL_TEAM, "10",
                Metric.TELL_CUSTOMERS, "15",
                Metric.DECIDE_REVERT, "20",
                Metric.MITIGATE, "60",
                Metric.RECOVER, "70",
                Metric.RESOLVE, "120",
                Metric.OPEN, "180");
        assertEquals(Metric.values().length, expected.size());
        expected.forEach((metric, minutes) ->
                assertEquals("EXACTLY " + minutes + "-" + minutes, metric(metric), metric.title()));
    }

    @Test
    void what_nobody_marked_is_known_at_the_latest() {
        opened();
        mark("started", "16:40");
        mark("acknowledged", "17:02");
        answer("eased", "holds", "17:20");
        assertEquals("AT_MOST 20-20", metric(Metric.DETECT));
        assertEquals("AT_LEAST 2-2", metric(Metric.ACKNOWLEDGE));
        assertEquals("AT_MOST 40-40", metric(Metric.MITIGATE));
        assertEquals(
                "Unknown[missing=[DETECTED]]",
                metric(Metric.DECLARE),
                "the opening is not measured against the opening");
    }

    @Test
    void a_check_that_fails_later_means_it_was_not_mitigated_yet() {
        opened();
        answer("eased", "holds", "17:20");
        answer("eased", "fails", "17:30");
        assertEquals(Optional.empty(), course().mark(Moment.MITIGATED));
        answer("eased", "holds", "17:40");
        assertEquals(
                Instant.parse(DAY + "17:40:00Z"),
                course().mark(Moment.MITIGATED).orElseThrow().at());
        answer("eased.2", "fails", "17:50");
        assertTrue(course().mark(Moment.MITIGATED).isPresent(), "a look on the way is no verdict");
    }

    @Test
    void of_several_the_first_detected_and_the_last_mitigated_count() {
        opened();
        mark("detected", "16:50");
        mark("detected", "16:45");
        mark("mitigated", "17:20");
        mark("mitigated", "18:20");
        assertEquals(
                Instant.parse(DAY + "16:45:00Z"),
                course().mark(Moment.DETECTED).orElseThrow().at());
        assertEquals(
                Instant.parse(DAY + "18:20:00Z"),
                course().mark(Moment.MITIGATED).orElseThrow().at());
        assertEquals(
                List.of(Instant.parse(DAY + "17:20:00Z")),
                course().others(Moment.MITIGATED).stream().map(Mark::at).toList());
    }

    @Test
    void a_start_given_as_a_range_gives_two_ends_and_an_approximate_one_says_so() {
        opened();
        on.add(Entry.of(Event.Answer.PLAIN)
                .on(Optional.empty(), "since")
                .valued(Value.of(DAY + "16:40:00.000Z"))
                .timed(new TimeReader.Given(
                        "~16:40 - 16:44",
                        TimeReader.Precision.APPROX,
                        Optional.of(Instant.parse(DAY + "16:44:00Z")),
                        "UTC",
                        List.of())));
        mark("resolved", "17:40");
        assertEquals("EXACTLY 56-60 about", metric(Metric.RESOLVE));
    }

    @Test
    void a_mark_set_by_an_answer_is_as_exact_as_the_answer_and_follows_it() {
        opened();
        String since = on.add(Entry.of(Event.Answer.PLAIN)
                .on(Optional.empty(), "since")
                .valued(Value.of(DAY + "16:40:00.000Z"))
                .timed(new TimeReader.Given(
                        "about 16:40", TimeReader.Precision.APPROX, Optional.empty(), "UTC", List.of())));
        on.add(Entry.of(new Event.Milestone("started"))
                .on(Optional.empty(), "since")
                .at(Instant.parse(DAY + "16:40:00Z")));
        mark("resolved", "17:40");
        assertEquals("EXACTLY 60-60 about", metric(Metric.RESOLVE));
        on.add(Entry.of(new Event.Correction(since, Optional.of(Value.of(DAY + "16:30:00.000Z")))));
        assertTrue(metric(Metric.RESOLVE).startsWith("EXACTLY 70-70"), metric(Metric.RESOLVE));
    }

    @Test
    void an_end_before_its_beginning_is_named_and_not_computed() {
        opened();
        mark("started", "17:30");
        mark("mitigated", "17:20");
        assertEquals("Reversed[from=STARTED, to=MITIGATED]", metric(Metric.MITIGATE));
        assertEquals("Reversed[from=STARTED, to=DETECTED]", metric(Metric.DETECT));
        assertEquals(
                List.of("started detected"),
                course().disorder().stream()
                        .map(pair -> pair[0].word() + " " + pair[1].word())
                        .toList());
    }

    @Test
    void a_time_that_had_not_come_yet_counts_for_nothing_and_is_named() {
        opened();
        on.add(Entry.of(new Event.Milestone("resolved")).at(Instant.parse(DAY + "17:30:00Z")));
        assertEquals(Optional.empty(), course().mark(Moment.RESOLVED), "it is 17:00");
        assertEquals(
                Instant.parse(DAY + "17:30:00Z"),
                course().future().get(Moment.RESOLVED).get(0).at());
    }

    @Test
    void pauses_are_counted_apart() {
        opened();
        mark("started", "17:00");
        on.at(DAY + "18:00:00Z");
        on.add(Entry.of(new Event.Pause(Optional.of(Instant.parse(DAY + "20:00:00Z")), Optional.of("night"))));
        on.at(DAY + "18:30:00Z");
        on.add(Entry.of(new Event.Note(Optional.empty())).saying("no work"));
        on.at(DAY + "20:30:00Z");
        on.add(Entry.of(new Event.Resume(Optional.empty(), List.of())));
        mark("resolved", "21:00");
        assertEquals("EXACTLY 240-240 paused 150", metric(Metric.RESOLVE));
        assertEquals(
                Duration.ofMinutes(30),
                course().paused(Instant.parse(DAY + "20:00:00Z"), Instant.parse(DAY + "22:00:00Z")));
    }

    @Test
    void without_a_header_nothing_stands_in_for_the_opening() {
        mark("started", "16:40");
        assertEquals("Unknown[missing=[DETECTED]]", metric(Metric.DETECT));
        assertEquals(Optional.empty(), course().mark(Moment.DECLARED));
    }

    @Test
    void what_came_of_undoing_is_the_last_check_of_the_plan() {
        opened();
        on.add(decision("not_yet"));
        on.at(DAY + "17:10:00Z");
        on.add(decision("now"));
        answer("api/off", "done", "17:11");
        answer("api/enough", "fails", "17:12");
        answer("other", "holds", "17:13");
        answer("api/works", "holds", "17:20");
        List<Undoing> all = Undoing.of(course().records());
        assertEquals(
                List.of("not_yet", "now"), all.stream().map(Undoing::choice).toList());
        assertEquals(Optional.empty(), all.get(0).worked());
        assertEquals(Optional.of(true), all.get(1).worked());
        assertEquals(Optional.of(Duration.ofMinutes(10)), all.get(1).took());
        assertEquals(3, all.get(1).steps().size());
    }

    @Test
    void time_at_each_level_runs_to_the_end_of_the_record() {
        opened();
        level("P1", "17:00");
        level("P1", "17:05");
        level("P2", "17:30");
        level("P1", "17:40");
        on.at(DAY + "18:00:00Z");
        on.add(Entry.of(new Event.Close("resolved", Optional.empty())));
        assertEquals(
                Map.of("P1", Duration.ofMinutes(50), "P2", Duration.ofMinutes(10)),
                LevelSpan.totals(LevelSpan.of(course().records(), course().end())));
    }

    @Test
    void a_message_is_late_by_what_the_one_before_promised() {
        opened();
        on.at(DAY + "17:04:00Z");
        on.add(Entry.of(comms("team", "posted")));
        on.at(DAY + "17:20:00Z");
        on.add(Entry.of(comms("team", "later")));
        on.at(DAY + "17:31:00Z");
        on.add(Entry.of(comms("team", "posted")));
        on.add(Entry.of(comms("customers", "not")));
        on.at(DAY + "18:00:00Z");
        on.add(Entry.of(new Event.Note(Optional.empty())).saying("the end"));
        List<Update> updates = Update.of(
                Incident.of(on.all()),
                java.util.Set.of(),
                audience -> Optional.of(Instant.parse(DAY + "17:05:00Z")),
                course().end());
        assertEquals(
                List.of("team -", "team 7 put off 1", "team missed", "customers -"),
                updates.stream()
                        .map(each -> each.audience()
                                + (each.missed()
                                        ? " missed"
                                        : each.late()
                                                .map(late -> " " + late.toMinutes())
                                                .orElse(" -"))
                                + (each.putOff() > 0 ? " put off " + each.putOff() : ""))
                        .toList());
    }

    private void level(String level, String clock) {
        on.at(DAY + clock + ":00Z");
        on.add(Entry.of(new Event.Priority(
                Optional.empty(),
                level,
                "rule",
                Optional.of(1),
                Map.of(),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty())));
    }

    /** The next one is promised for 17:24. */
    private static Event.Comms comms(String audience, String outcome) {
        return new Event.Comms(
                audience,
                "first",
                Optional.empty(),
                false,
                outcome,
                Optional.of(Instant.parse(DAY + "17:24:00Z")).filter(next -> !outcome.equals("not")),
                Optional.empty());
    }

    private static Entry decision(String choice) {
        return Entry.of(new Event.Decision(
                        List.of("now", "not_yet"),
                        Optional.of("now"),
                        Optional.empty(),
                        Optional.of("api"),
                        Optional.empty(),
                        Map.of(),
                        List.of(),
                        Optional.empty()))
                .on(Optional.empty(), "revert")
                .valued(Value.of(choice));
    }
}
