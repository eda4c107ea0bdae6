package oncall.walk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import oncall.incident.Event;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** When the priority is computed, raised, lowered, and asked about again. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class PrioritiesTest {
    /** Four questions, nobody to call and nobody to tell. */
    private static final String TEAM = """
            oncall: team/1
            name: Small
            first-word: 30d
            steps:
              triage: [{ask: seen, text: "Seen?", choices: {tried: "yes", reported: "only reported"}}]
              impact:
                - {ask: feature, type: feature, text: "Which part?"}
                - {ask: customers, text: "How many customers?", choices: {none: none, one: one, many: "more than one"}}
                - {ask: workaround, text: "A way around?", choices: {exists: "there is one", none: "there is none"}, when: {tier: secondary}}
              mitigate: [{do: "Ease it.", id: ease_it}, {ask: data, text: "Data?", choices: {safe: fine, damaged: wrong}}]
            features:
              shop: {name: Shop, tier: core, effect: "nobody can buy"}
              report: {name: Reports, tier: secondary, effect: "reports are late"}
            ask-again: 10m
            priority:
              - {is: P1, when: {data: damaged}, why: "data is wrong", go: mitigate}
              - {is: P3, when: {customers: none, seen: [reported, unknown]}, why: "hearsay"}
              - {is: P1, when: {tier: core, customers: many}, why: "core and many"}
              - {is: P1, when: {tier: core, customers: unknown}, why: "core and who knows", again: 15m}
              - {is: P2, when: {tier: core}, why: "core and few"}
              - {is: P3, when: {tier: secondary, workaround: [none, unknown]}, why: "secondary"}
              - {is: P4, otherwise: true, why: "nothing fits"}
            levels:
              P1: {coverage: 24x7, call: [], public-post: never, update-every: {}, pause: always, postmortem: none}
              P2: {coverage: 24x7, call: [], public-post: never, update-every: {}, pause: always, postmortem: none}
              P3: {coverage: 24x7, call: [], public-post: never, update-every: {}, pause: always, postmortem: none}
              P4: {coverage: 24x7, call: [], public-post: never, update-every: {}, pause: always, postmortem: none}
            """;

    private final Rehearsal walk = Rehearsal.of(TEAM, "title: A test\n");

    private List<String> levels() {
        return walk.incident().priorities().stream()
                .map(each -> (Event.Priority) each.event())
                .map(each -> each.to() + (each.provisional() ? "?" : "") + " " + each.by())
                .toList();
    }

    @Test
    void it_is_computed_when_the_last_question_of_the_impact_that_applies_is_answered() {
        walk.person
                .choose("seen", "tried")
                .choose("feature", "shop")
                .choose("customers", "one")
                .leave("ease_it");
        walk.walk();
        assertEquals(List.of("P2 rule"), levels());
        assertEquals(
                List.of("answer seen=tried", "answer feature=shop", "answer customers=one", "priority priority=P2"),
                walk.journal);
        assertTrue(walk.person.screen().contains("P2: core and few."), walk.person.screen());
    }

    @Test
    void a_question_that_applies_is_waited_for() {
        walk.person
                .choose("seen", "tried")
                .choose("feature", "report")
                .choose("customers", "one")
                .choose("workaround", "none")
                .leave("ease_it");
        walk.walk();
        assertEquals(List.of("P3 rule"), levels());
        assertEquals("priority priority=P3", walk.journal.get(4));
    }

    @Test
    void passed_over_counts_as_answered_and_as_not_known() {
        walk.person
                .choose("seen", "tried")
                .choose("feature", "shop")
                .order("customers", "skip", "")
                .leave("ease_it");
        walk.walk();
        assertEquals(List.of("P1? rule"), levels());
        Event.Priority priority = walk.incident().priority().orElseThrow();
        assertEquals(Optional.of(4), priority.row());
        assertEquals(Optional.of(Rehearsal.START.plus(Duration.ofMinutes(15))), priority.again());
        assertTrue(walk.person.screen().contains("P1 for now: core and who knows."), walk.person.screen());
    }

    @Test
    void a_later_answer_computes_it_again_and_raises_without_asking() {
        walk.person
                .choose("seen", "tried")
                .choose("feature", "shop")
                .choose("customers", "one")
                .choose("ease_it", "done")
                .choose("data", "damaged")
                .leave("go mitigate");
        walk.walk();
        assertEquals(List.of("P2 rule", "P1 rule"), levels());
    }

    @Test
    void the_same_level_again_is_not_written_again() {
        walk.person
                .choose("seen", "tried")
                .choose("feature", "shop")
                .choose("customers", "one")
                .choose("ease_it", "done")
                .choose("data", "safe")
                .leave("close");
        walk.walk();
        assertEquals(List.of("P2 rule"), levels());
    }

    @Test
    void where_a_row_leads_is_offered_once() {
        walk.person
                .choose("seen", "tried")
                .choose("feature", "shop")
                .choose("customers", "one")
                .order("ease_it", "go", "data")
                .choose("data", "damaged")
                .choose("go mitigate", "stay")
                .choose("ease_it", "done")
                .leave("close");
        walk.walk();
        assertEquals(
                1, walk.person.names().stream().filter("go mitigate"::equals).count());
    }

    @Test
    void what_was_left_unasked_makes_it_provisional_too() {
        walk.person
                .order("seen", "go", "feature")
                .choose("feature", "shop")
                .choose("customers", "none")
                .leave("ease_it");
        walk.walk();
        assertEquals(List.of("P3? rule"), levels(), "if it was tried, P2");
    }

    // ---- again

    @Test
    void what_is_unknown_is_asked_again_when_its_time_comes_and_can_make_it_firm() {
        walk.person
                .choose("seen", "tried")
                .choose("feature", "shop")
                .unknown("customers")
                .meanwhile(() -> walk.clock.pass(Duration.ofMinutes(15)))
                .choose("ease_it", "done")
                .choose("again_customers", "many")
                .leave("data");
        walk.walk();
        assertEquals(List.of("P1? rule", "P1 rule"), levels());
        assertEquals("many", walk.value("customers"));
    }

    @Test
    void still_unknown_it_is_asked_again_after_the_same_time() {
        walk.person
                .choose("seen", "tried")
                .choose("feature", "shop")
                .unknown("customers")
                .meanwhile(() -> walk.clock.pass(Duration.ofMinutes(15)))
                .choose("ease_it", "done")
                .unknown("again_customers")
                .meanwhile(() -> walk.clock.pass(Duration.ofMinutes(15)))
                .choose("data", "safe")
                .order("again_customers", "skip", "")
                .leave("close");
        walk.walk();
        assertEquals(List.of("P1? rule"), levels());
        assertEquals(2, walk.records("due").size());
    }

    // ---- raise

    @Test
    void raising_is_free_and_the_rules_cannot_go_below_it() {
        walk.person
                .choose("seen", "tried")
                .choose("feature", "report")
                .choose("customers", "one")
                .choose("workaround", "none")
                .order("ease_it", "raise", "p1")
                .choose("ease_it", "done")
                .choose("data", "safe")
                .leave("close");
        walk.walk();
        assertEquals(List.of("P3 rule", "P1 raise"), levels());
        assertFalse(walk.person.names().contains("lower"));
        assertEquals(
                Optional.of("dana"), walk.incident().priority().orElseThrow().name());
        assertTrue(walk.person.screen().contains("P1, raised. The rules say P3"), walk.person.screen());
    }

    @Test
    void raising_alone_is_one_up_and_works_before_anything_is_computed() {
        walk.person.order("seen", "raise", "").leave("seen");
        walk.walk();
        assertEquals("raise", walk.incident().priority().orElseThrow().by());
        assertEquals("P3", walk.incident().priority().orElseThrow().to(), "the rules say P4 so far");
    }

    @Test
    void what_is_no_level_or_not_higher_is_said() {
        walk.person
                .choose("seen", "tried")
                .choose("feature", "shop")
                .choose("customers", "one")
                .order("ease_it", "raise", "P9")
                .order("ease_it", "raise", "P3")
                .leave("ease_it");
        walk.walk();
        assertTrue(
                walk.person.screen().contains("There is no level `P9`. Levels: P1, P2, P3, P4."), walk.person.screen());
        assertTrue(walk.person.screen().contains("It is P2 already."), walk.person.screen());
        assertEquals(List.of("P2 rule"), levels());
    }

    // ---- lower

    private ScriptedPrompter many() {
        return walk.person
                .choose("seen", "tried")
                .choose("feature", "shop")
                .choose("customers", "many")
                .order("ease_it", "go", "customers")
                .choose("customers", "one");
    }

    @Test
    void lowering_asks_and_takes_evidence_and_a_name() {
        many().choose("lower", "lower")
                .type("evidence", "the ticket queue")
                .type("name", "Ron")
                .leave("ease_it");
        walk.walk();
        assertEquals(List.of("P1 rule", "P2 lower"), levels());
        Event.Priority lowered = walk.incident().priority().orElseThrow();
        assertEquals(Optional.of("the ticket queue"), lowered.evidence());
        assertEquals(Optional.of("Ron"), lowered.name());
        assertEquals(
                "The answers now say P2. Lower it?", walk.person.asked("lower").text());
    }

    @Test
    void kept_it_is_not_asked_about_again() {
        many().choose("lower", "keep")
                .choose("ease_it", "done")
                .choose("data", "safe")
                .leave("close");
        walk.walk();
        assertEquals(List.of("P1 rule"), levels());
        assertEquals(1, walk.person.names().stream().filter("lower"::equals).count());
    }

    @Test
    void kept_it_is_asked_about_again_when_the_answers_say_something_else() {
        many().choose("lower", "keep")
                .order("ease_it", "go", "feature")
                .choose("feature", "report")
                .choose("lower", "keep")
                .leave("workaround");
        walk.walk();
        assertEquals(
                "The answers now say P3. Lower it?", walk.person.asked("lower").text());
    }

    @Test
    void lowering_takes_back_a_raise() {
        walk.person
                .choose("seen", "tried")
                .choose("feature", "shop")
                .choose("customers", "many")
                .order("ease_it", "go", "customers")
                .choose("customers", "one")
                .choose("lower", "lower")
                .type("evidence", "e")
                .type("name", "n")
                .order("ease_it", "raise", "P1")
                .leave("ease_it");
        walk.walk();
        assertEquals(List.of("P1 rule", "P2 lower", "P1 raise"), levels());
    }

    // ---- whom to call

    @Test
    void one_call_passed_over_says_nothing_about_the_others() {
        Rehearsal calls = Rehearsal.of(
                TEAM.replace("P1: {coverage: 24x7, call: []", "P1: {coverage: 24x7, call: [imoc, tloc]"),
                "title: A test\n");
        calls.person
                .choose("seen", "tried")
                .choose("feature", "shop")
                .choose("customers", "many")
                .choose("page", "me")
                .order("page", "skip", "")
                .leave("ease_it");
        calls.walk();
        assertEquals(
                List.of("imoc me", "tloc not_reached"),
                calls.incident().calls().stream()
                        .map(call -> call.role() + " " + call.outcome())
                        .toList());
    }

    @Test
    void a_raised_level_calls_its_own_people_whatever_the_row_says_later() {
        Rehearsal calls = Rehearsal.of(
                TEAM.replace("P1: {coverage: 24x7, call: []", "P1: {coverage: 24x7, call: [imoc]"), "title: A test\n");
        calls.person
                .choose("seen", "tried")
                .choose("feature", "shop")
                .order("customers", "raise", "P1")
                .meanwhile(() -> calls.clock.pass(Duration.ofMinutes(30)))
                .choose("page", "not_reached")
                .choose("customers", "one")
                .meanwhile(() -> calls.clock.pass(Duration.ofMinutes(30)))
                .choose("ease_it", "done")
                .leave("data");
        calls.walk();
        assertEquals(
                List.of("P1 raise", "P1 rule"),
                calls.incident().priorities().stream()
                        .map(each -> (Event.Priority) each.event())
                        .map(each -> each.to() + " " + each.by())
                        .toList());
    }

    @Test
    void a_level_that_is_talked_about_in_a_channel_of_its_own_says_so() {
        Rehearsal own = Rehearsal.of(
                TEAM.replace("P2: {coverage: 24x7,", "P2: {coverage: 24x7, channel: own,"), "title: A test\n");
        own.person
                .choose("seen", "tried")
                .choose("feature", "shop")
                .choose("customers", "one")
                .leave("ease_it");
        own.walk();
        assertTrue(
                own.person.screen().contains("Around the clock, in a channel of its own. :raise makes it higher."),
                own.person.screen());
    }
}
