package oncall.runbook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ItineraryTest {
    private static Step step(String id) {
        Location at = Location.of("book.yaml");
        return new Step.Do(
                new Step.Common(
                        id, id, Condition.ALWAYS, Optional.empty(), false, List.of(), List.of(), Optional.empty(), at),
                Risk.NONE);
    }

    private static List<Step> steps(String... ids) {
        return List.of(ids).stream().map(ItineraryTest::step).toList();
    }

    private static Map<Phase, List<Step>> everywhere(String... ids) {
        Map<Phase, List<Step>> phases = new LinkedHashMap<>();
        for (Phase phase : Phase.values()) {
            phases.put(phase, steps(ids));
        }
        return phases;
    }

    private static Runbook book(boolean plain, Map<Phase, List<Step>> phases) {
        Source source = new Source("book.yaml", "", "", "", true);
        return new Runbook(
                "book",
                "Book",
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                phases,
                plain,
                source);
    }

    private static String walk(Itinerary itinerary, Phase phase) {
        return itinerary.of(phase).stream()
                .map(stop -> stop.step().id() + (stop.origin() == Itinerary.Origin.TEAM ? "/team" : "/book"))
                .collect(Collectors.joining(" "));
    }

    @Test
    void the_teams_steps_come_first_in_triage_impact_and_revert() {
        Itinerary itinerary = Itinerary.of(book(false, everywhere("x")), everywhere("a", "b"));
        for (Phase phase : List.of(Phase.TRIAGE, Phase.IMPACT, Phase.REVERT)) {
            assertEquals("a/team b/team x/book", walk(itinerary, phase));
        }
    }

    @Test
    void the_books_steps_come_first_in_resolve() {
        Itinerary itinerary = Itinerary.of(book(false, everywhere("x")), everywhere("a", "b"));
        assertEquals("x/book a/team b/team", walk(itinerary, Phase.RESOLVE));
    }

    @Test
    void a_book_replaces_diagnose_and_mitigate_where_it_writes_them() {
        Itinerary itinerary = Itinerary.of(book(false, Map.of(Phase.DIAGNOSE, steps("x"))), everywhere("a"));
        assertEquals("x/book", walk(itinerary, Phase.DIAGNOSE));
        assertEquals("a/team", walk(itinerary, Phase.MITIGATE));
    }

    @Test
    void a_plain_book_is_walked_instead_of_both() {
        Itinerary itinerary = Itinerary.of(book(true, Map.of(Phase.DIAGNOSE, steps("x"))), everywhere("a"));
        assertEquals("x/book", walk(itinerary, Phase.DIAGNOSE));
        assertEquals("", walk(itinerary, Phase.MITIGATE));
        assertEquals("a/team", walk(itinerary, Phase.RESOLVE));
    }

    @Test
    void a_step_with_the_id_of_a_team_step_stands_in_its_place() {
        Itinerary itinerary = Itinerary.of(book(false, everywhere("x", "a")), everywhere("a", "b"));
        assertEquals("a/book b/team x/book", walk(itinerary, Phase.IMPACT));
        assertEquals("x/book a/book b/team", walk(itinerary, Phase.RESOLVE));
    }

    @Test
    void a_followed_book_is_its_diagnose_and_mitigate() {
        Itinerary itinerary = Itinerary.followed(book(false, everywhere("x")));
        assertEquals("x/book", walk(itinerary, Phase.DIAGNOSE));
        assertEquals("x/book", walk(itinerary, Phase.MITIGATE));
        assertEquals("", walk(itinerary, Phase.TRIAGE));
    }

    @Test
    void a_step_is_found_at_any_depth() {
        Step.Group group = new Step.Group(step("g").common(), steps("inner"));
        Itinerary itinerary = Itinerary.of(book(false, Map.of(Phase.MITIGATE, List.of(group))), Map.of());
        assertEquals(Optional.of(Phase.MITIGATE), itinerary.phaseOf("inner"));
        assertEquals(Optional.empty(), itinerary.phaseOf("nothing"));
    }
}
