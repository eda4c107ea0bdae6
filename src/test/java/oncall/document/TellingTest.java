package oncall.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import oncall.incident.Entry;
import oncall.incident.Event;
import oncall.incident.Incident;
import oncall.incident.Records;
import oncall.runbook.Value;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** What an entry says when it was replaced, corrected, or both. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class TellingTest {
    private final Records on = new Records();

    private Told told(String id) {
        return new Telling(Incident.of(on.all()))
                .all().stream()
                        .filter(each -> each.record().id().equals(id))
                        .findFirst()
                        .orElseThrow();
    }

    private static List<String> versions(Told told) {
        return told.versions().stream().map(Told.Version::id).toList();
    }

    @Test
    void a_correction_of_the_answer_that_replaced_another_counts_for_that_one_alone() {
        String first = on.answer("customers", "none", "none");
        String second = on.add(on.answering("customers", Value.of("one"), "one", Optional.empty())
                .superseding(first));
        String correction = on.add(Entry.of(new Event.Correction(second, Optional.of(Value.of("many"))))
                .saying("many"));
        assertEquals(Optional.of(Value.of("none")), told(first).value());
        assertFalse(told(first).corrected());
        assertEquals(Optional.of(second), told(first).replacedBy());
        assertEquals(List.of(first, second), versions(told(first)));
        assertEquals(Optional.of(Value.of("many")), told(second).value());
        assertTrue(told(second).corrected());
        assertEquals(List.of(second, correction), versions(told(second)));
    }

    @Test
    void an_answer_given_anew_behind_a_correction_replaces_the_corrected_one() {
        String first = on.answer("customers", "none", "none");
        String correction = on.add(Entry.of(new Event.Correction(first, Optional.of(Value.of("one"))))
                .saying("one"));
        String anew = on.add(on.answering("customers", Value.of("many"), "many", Optional.empty())
                .superseding(correction));
        assertEquals(Optional.of(Value.of("one")), told(first).value());
        assertTrue(told(first).corrected());
        assertEquals(Optional.of(anew), told(first).replacedBy());
        assertEquals(List.of(first, correction, anew), versions(told(first)));
    }
}
