package oncall.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import oncall.runbook.Milestone;
import oncall.runbook.TimeReader;
import oncall.runbook.Value;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** What a correction changes in the fold, and what it leaves. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class CorrectionsTest {
    private static final Instant EARLIER = Instant.parse("2018-11-12T14:50:00Z");
    private static final TimeReader.Given GIVEN = new TimeReader.Given(
            "16:50", TimeReader.Precision.MINUTE, Optional.empty(), "Asia/Jerusalem", List.of("day"));

    private final Records on = new Records();

    private static Entry time(String of) {
        return Entry.of(new Event.Correction(of, Optional.empty(), Optional.of(EARLIER), Optional.empty()))
                .timed(GIVEN);
    }

    private static Entry value(String of, String value) {
        return Entry.of(new Event.Correction(of, Optional.of(Value.of(value)))).saying(value);
    }

    private Incident.Given given(String step) {
        return Incident.of(on.all()).given(step).orElseThrow();
    }

    @Test
    void a_correction_of_the_time_leaves_the_answer_and_moves_its_instant() {
        String answer = on.answer("customers", "one", "just one");
        on.add(time(answer));
        assertEquals(Optional.of(Value.of("one")), given("customers").value());
        assertEquals("just one", given("customers").text());
        assertEquals(EARLIER, given("customers").at());
        assertEquals(answer, given("customers").id());
        Incident incident = Incident.of(on.all());
        assertEquals(EARLIER, incident.happened(incident.records().get(0)));
        assertEquals(Optional.of(GIVEN), incident.time(incident.records().get(0)));
        assertEquals(on.all().get(0).at(), incident.records().get(0).at(), "what was written stays");
    }

    @Test
    void value_and_time_are_corrected_apart_and_the_newest_of_each_counts() {
        String answer = on.answer("customers", "one", "one");
        String first = on.add(value(answer, "none"));
        on.add(time(first));
        on.add(value(answer, "many"));
        assertEquals(Optional.of(Value.of("many")), given("customers").value());
        assertEquals(EARLIER, given("customers").at());
        Incident incident = Incident.of(on.all());
        assertEquals(
                Optional.of(Value.of("many")), incident.value(incident.records().get(0)));
    }

    @Test
    void a_mark_moves_with_the_correction_of_its_time() {
        String mark = on.add(Entry.of(new Event.Milestone("mitigated")));
        on.add(time(mark));
        assertEquals(EARLIER, Incident.of(on.all()).milestones().get(Milestone.MITIGATED));
    }

    @Test
    void a_withheld_correction_of_the_time_does_not_count() {
        String mark = on.add(Entry.of(new Event.Milestone("mitigated")));
        String correction = on.add(time(mark));
        on.add(Entry.of(new Event.Redaction(correction, Optional.empty())));
        assertEquals(on.all().get(0).at(), Incident.of(on.all()).milestones().get(Milestone.MITIGATED));
    }

    @Test
    void the_newest_counts_of_an_answer_its_replacement_and_the_corrections_of_either() {
        String first = on.answer("customers", "none", "none");
        String second = on.add(on.answering("customers", Value.of("one"), "one", Optional.empty())
                .superseding(first));
        on.add(value(first, "many"));
        assertEquals(Optional.of(Value.of("many")), given("customers").value());
        on.add(value(second, "one"));
        assertEquals(Optional.of(Value.of("one")), given("customers").value());
    }

    @Test
    void an_answer_of_an_earlier_round_is_corrected_without_touching_the_one_that_counts_now() {
        String first = on.answer("ease", "restart", "restart");
        on.answer("ease", "wait", "wait");
        on.add(value(first, "flag"));
        assertEquals(Optional.of(Value.of("wait")), given("ease").value());
        Incident incident = Incident.of(on.all());
        assertEquals(
                Optional.of(Value.of("flag")), incident.value(incident.records().get(0)));
    }

    @Test
    void an_idea_is_counted_once_and_in_its_newest_words() {
        String idea = on.add(Entry.of(new Event.Park(Optional.empty())).saying("why a retsart?"));
        on.add(Entry.of(new Event.Correction(idea, Optional.empty())).saying("why a restart?"));
        List<TimelineRecord> parked = Incident.of(on.all()).parked();
        assertEquals(1, parked.size());
        assertEquals(Optional.of("why a restart?"), parked.get(0).entry().text());
    }

    @Test
    void a_correction_of_nothing_changes_nothing() {
        on.answer("customers", "one", "one");
        on.add(value("367b-99", "many"));
        on.add(time("367b-98"));
        assertEquals(Optional.of(Value.of("one")), given("customers").value());
    }
}
