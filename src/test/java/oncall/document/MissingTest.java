package oncall.document;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import oncall.incident.Entry;
import oncall.incident.Event;
import oncall.incident.Incident;
import oncall.incident.Records;
import oncall.runbook.MessageNames;
import oncall.runbook.Phase;
import oncall.runbook.Value;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class MissingTest {
    private final Records on = new Records().at("2018-11-12T21:50:00.000Z");

    private void answer(String step, Value value) {
        on.add(Entry.of(Event.Answer.PLAIN).on(Optional.of(Phase.IMPACT), step).valued(value));
    }

    private void milestone(String mark) {
        on.add(Entry.of(new Event.Milestone(mark)));
    }

    private List<String> lines() {
        return Missing.lines(Incident.of(on.all()));
    }

    @Test
    void Nothing_is_said_where_nothing_is_missing() {
        answer("since", Value.of("2018-11-12T20:00:00.000Z"));
        answer("customers", Value.of("many"));
        answer("change", Value.of("none"));
        milestone("mitigated");
        assertEquals(List.of(), lines());
    }

    @Test
    void Everything_missing_is_five_lines() {
        on.add(Entry.of(new Event.Intent(
                        "./restart",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()))
                .on(Optional.of(Phase.MITIGATE), "restart"));
        for (String fact : List.of("a", "b", "c", "d", "e", "f", "g")) {
            answer(fact, Value.UNKNOWN);
        }
        assertEquals(
                List.of(
                        "For the postmortem there is no record yet of",
                        "  what came of: restart",
                        "  when it started, when it got better",
                        "  how many customers were hit",
                        "  answers to: a, b, c, d, e, f and 2 more"),
                lines());
    }

    @Test
    void A_mark_says_when_as_well_as_an_answer_does() {
        milestone("started");
        milestone("recovered");
        answer("customers_number", Value.ofList(List.of("10", "20")));
        answer("change", Value.UNKNOWN);
        assertEquals(List.of("For the postmortem there is no record yet of", "  answers to: change"), lines());
    }

    @Test
    void What_a_message_would_have_liked_to_say_is_no_open_answer() {
        milestone("started");
        milestone("recovered");
        answer("customers", Value.of("many"));
        answer("change", Value.of("none"));
        for (String name : MessageNames.ASKED) {
            answer(name, Value.UNKNOWN);
        }
        assertEquals(List.of(), lines());
    }
}
