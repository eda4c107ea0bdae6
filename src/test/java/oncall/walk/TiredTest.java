package oncall.walk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** What a long night brings: advice to hand over, help when nothing moves, the decision to undo asked again. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class TiredTest {
    private static final String TEAM = """
            oncall: team/1
            name: Small
            first-word: 30d
            steps:
              revert:
                - {ask: change, type: change, text: "What changed?"}
                - decide: revert
                  text: Undo it?
                  when: {change: {not: none}}
                  options: {now: {text: "now", follow: revert-plan}, not_yet: {text: "not yet", reason: required, again: 10m}}
            fatigue:
              advise-at: 2
              urge-at: 4
              points:
                - {add: 2, when: {on_incident: {over: 1h}}, say: "more than an hour"}
                - {add: 2, when: {on_incident: {over: 3h}}, say: "more than three hours"}
            """;
    private static final String BOOK =
            "title: A test\nstuck: {after: 30m, call: [tloc], links: ['https://example.org/help']}\ndiagnose:\n"
                    + "  - {ask: one, text: 'One?'}\n  - {ask: two, text: 'Two?'}\n  - {ask: three, text: 'Three?'}\n  - {ask: four, text: 'Four?'}\n";
    private final Rehearsal walk = Rehearsal.of(TEAM, BOOK);

    private Runnable passes(int minutes) {
        return () -> walk.clock.pass(Duration.ofMinutes(minutes));
    }

    private List<String> advice() {
        return walk.person.shown(Prompter.Tone.NOTICE).stream()
                .filter(line -> line.startsWith("Hand over"))
                .toList();
    }

    @Test
    void advice_to_hand_over_is_told_with_its_reasons_once_an_hour_and_stops_nobody() {
        Rehearsal quiet = Rehearsal.of(
                TEAM, BOOK.replace("stuck: {after: 30m, call: [tloc], links: ['https://example.org/help']}\n", ""));
        quiet.person
                .choose("change", "none")
                .meanwhile(() -> quiet.clock.pass(Duration.ofMinutes(61)))
                .type("one", "a")
                .meanwhile(() -> quiet.clock.pass(Duration.ofMinutes(59)))
                .type("two", "b")
                .meanwhile(() -> quiet.clock.pass(Duration.ofMinutes(70)))
                .type("three", "c")
                .leave("four");
        quiet.walk();
        assertEquals(
                List.of("Hand over: more than an hour.", "Hand over now: more than an hour; more than three hours."),
                quiet.person.shown(Prompter.Tone.NOTICE).stream()
                        .filter(line -> line.startsWith("Hand over"))
                        .toList());
        assertEquals(2, quiet.records("due").size());
    }

    @Test
    void when_nothing_moves_help_is_called_and_can_be_put_off() {
        walk.person
                .choose("change", "none")
                .type("one", "a")
                .meanwhile(passes(31))
                .type("two", "b")
                .choose("page", "reached")
                .type("who tloc", "Eli")
                .leave("three");
        walk.walk();
        assertTrue(walk.person.screen().contains("No progress for 30 min: get help."), walk.person.screen());
        assertTrue(walk.person.screen().contains("https://example.org/help"), walk.person.screen());
        assertEquals("Eli", walk.incident().holders().get("tloc"));
    }

    @Test
    void help_that_was_put_off_is_not_asked_about_at_once_again() {
        walk.person
                .choose("change", "none")
                .type("one", "a")
                .meanwhile(passes(31))
                .type("two", "b")
                .order("page", "skip", "")
                .type("three", "c")
                .leave("four");
        walk.walk();
        assertEquals(1, walk.person.names().stream().filter("page"::equals).count());
    }

    @Test
    void not_yet_is_asked_again_with_what_was_answered_and_now_goes_to_the_plan() {
        walk.person
                .unknown("change")
                .choose("revert", "not_yet")
                .type("reason", "one customer")
                .meanwhile(passes(10))
                .type("one", "a")
                .choose("revert", "now")
                .leave("undo_version");
        walk.walk();
        assertEquals("now", walk.value("revert"));
        assertTrue(
                walk.person.asked("revert").why().contains("not yet"),
                walk.person.asked("revert").why());
    }

    @Test
    void not_yet_passed_over_is_asked_again_later_not_for_ever() {
        walk.person
                .unknown("change")
                .choose("revert", "not_yet")
                .type("reason", "one customer")
                .meanwhile(passes(10))
                .type("one", "a")
                .order("revert", "skip", "")
                .meanwhile(passes(10))
                .type("two", "b")
                .order("revert", "skip", "")
                .leave("three");
        walk.walk();
        assertEquals("not_yet", walk.value("revert"));
        assertEquals(List.of(), advice());
    }

    @Test
    void changes_are_read_only_when_the_question_comes_and_newest_first_and_plans_say_what_they_are() {
        walk.changes.found.add(new Changes.Change(
                "git:api@" + "a".repeat(40), Rehearsal.START.minus(Duration.ofHours(2)), "omer: new cache"));
        walk.changes.found.add(
                new Changes.Change("git:api@" + "b".repeat(40), Rehearsal.START.minus(Duration.ofDays(9)), "long ago"));
        walk.changes.problems.add("`ui` is no repository.");
        walk.shelf.plans.add(Rehearsal.plan("rbac", """
                oncall: revert-plan/1
                change: {title: "access control", deployed: 2018-11-12T14:30Z}
                owner: dana
                services: [{name: api, from: "2", to: "1"}]
                migrations: none
                steps: [{do: "Turn the flag off.", id: flag_off}]
                verify: [{check: ./bin/probe, id: probed}]
                estimate: 6m
                """));
        Sitting sitting = walk.sitting();
        assertEquals(0, walk.changes.reads);
        walk.person.choose("change", "plan:rbac").choose("revert", "now").leave("rbac/flag_off");
        sitting.walk();
        assertEquals(1, walk.changes.reads);
        List<String> words = walk.person.asked("change").choices().stream()
                .map(Prompter.Offer::words)
                .toList();
        assertTrue(
                words.get(0).contains("access control (api) - plan READY, about 6 min, never rehearsed"),
                words.toString());
        assertTrue(words.get(1).endsWith("omer: new cache"), words.toString());
        assertEquals(List.of("something else", "nothing changed"), words.subList(2, 4));
        assertTrue(walk.person.screen().contains("`ui` is no repository."), walk.person.screen());
        assertEquals(1, walk.timeline.evidence().size(), "the plan decided on is kept");
    }

    @Test
    void a_change_that_is_not_known_counts_as_the_newest() {
        walk.changes.found.add(new Changes.Change(
                "git:api@" + "a".repeat(40), Rehearsal.START.minus(Duration.ofHours(2)), "omer: new cache"));
        walk.person.unknown("change").leave("revert");
        walk.walk();
        assertEquals("unknown", walk.value("change"));
        assertTrue(
                walk.person
                        .screen()
                        .contains("What changed is not known. The newest change counts: api, commit aaaaaaaaaaaa"),
                walk.person.screen());
    }

    @Test
    void something_else_that_changed_is_said_in_words() {
        walk.person
                .choose("change", "other")
                .type("text", "a new load balancer")
                .leave("revert");
        walk.walk();
        assertEquals("other", walk.value("change"));
        assertEquals(
                "a new load balancer",
                walk.incident().given("change").orElseThrow().text());
    }

    @Test
    void an_update_that_comes_due_waits_for_the_line_being_typed() {
        Rehearsal other = Rehearsal.of(TEAM.replace("first-word: 30d", "first-word: 5m"), BOOK);
        other.person
                .choose("change", "none")
                .meanwhile(() -> other.clock.pass(Duration.ofMinutes(6)))
                .type("one", "a")
                .enter("send_team_skip");
        try {
            other.walk();
        } catch (AssertionError expected) {
            assertTrue(expected.getMessage().startsWith("asked `send_team`"), expected.getMessage());
        }
        assertEquals("a", other.value("one"), "the answer was taken first");
        assertTrue(
                other.person.shown(Prompter.Tone.NOTICE).get(0).startsWith("Due since 17:08+02:00: word to the team"),
                other.person.screen());
    }

    @Test
    void the_first_word_that_is_due_is_the_teams_own_step_and_no_other() {
        Rehearsal other = Rehearsal.builtIn("title: A test\n");
        other.person
                .meanwhile(() -> other.clock.pass(Duration.ofMinutes(6)))
                .type("what", "x")
                .choose("send_first", "posted")
                .leave("seen");
        other.walk();
        assertEquals("first", other.incident().messages().get(0).comms().stage());
        Rehearsal none = Rehearsal.of(
                TEAM.replace("first-word: 30d", "first-word: 5m")
                        .replace(
                                "  revert:",
                                "  resolve: [{send: resolved, id: tell, to: team, text: 'Over?'}]\n  revert:"),
                BOOK);
        none.person
                .meanwhile(() -> none.clock.pass(Duration.ofMinutes(6)))
                .choose("change", "none")
                .choose("send_team", "posted")
                .leave("one");
        none.walk();
        assertEquals("first", none.incident().messages().get(0).comms().stage());
    }
}
