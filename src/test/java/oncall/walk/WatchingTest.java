package oncall.walk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import oncall.incident.TimelineRecord;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Verifications: by eye and by command, waiting, holding, giving up, and going on after a crash. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class WatchingTest {
    private static final String END = "close";

    private static Rehearsal verify(String keys) {
        return Rehearsal.steps("  - {do: 'Before.', id: before}\n  - {verify: 'Is it fine?', id: fine" + keys + "}\n"
                        + "  - {do: 'After.', id: after}\n")
                .trusted()
                .given(oncall.runbook.Phase.DIAGNOSE, "before", "done");
    }

    private static Instant minute(int minutes) {
        return Rehearsal.START.plus(Duration.ofMinutes(minutes));
    }

    private static List<String> looks(Rehearsal walk) {
        return walk.incident().atStep("fine.look").stream()
                .filter(each -> each.entry().value().isPresent())
                .map(each -> each.entry().value().orElseThrow() + " "
                        + Duration.between(Rehearsal.START, each.at()).toMinutes())
                .toList();
    }

    // ---- by eye

    @Test
    void one_look_is_enough_where_nothing_must_hold() {
        Rehearsal walk = verify("");
        walk.person.choose("fine", "good").leave("after");
        walk.walk();
        assertEquals("holds", walk.value("fine"));
    }

    @Test
    void it_must_stay_good_for_its_time_and_is_looked_at_once_more() {
        Rehearsal walk = verify(", hold: 5m");
        walk.person.choose("fine", "good").passes("wait").choose("fine", "good").leave("after");
        walk.walk();
        assertEquals("holds", walk.value("fine"));
        assertEquals(minute(5), walk.clock.now());
        assertEquals("Still good? Is it fine?", walk.person.asked("fine").text());
    }

    @Test
    void while_it_must_hold_there_is_a_key_for_it_got_worse() {
        Rehearsal walk = verify(", hold: 5m");
        walk.person
                .choose("fine", "good")
                .meanwhile(() -> walk.clock.pass(Duration.ofMinutes(2)))
                .choose("wait", "worse")
                .leave("after");
        walk.walk();
        assertEquals(List.of("good 0", "bad 2"), looks(walk));
        assertEquals("fails", walk.value("fine"));
    }

    @Test
    void worse_in_the_eyes_of_a_person_begins_the_time_anew_where_a_command_looks() {
        Rehearsal walk = verify(CHECK + ", expect: {contains: up}, every: 1m, hold: 2m, give-up: 10m");
        for (int i = 0; i < 4; i++) {
            walk.commands.ends(0, "up");
        }
        walk.person
                .choose("fine", "run")
                .choose("wait", "worse")
                .passes("wait")
                .passes("wait")
                .passes("wait")
                .leave("after");
        walk.walk();
        assertEquals(List.of("good 0", "bad 0", "good 1", "good 2", "good 3"), looks(walk));
        assertEquals("holds", walk.value("fine"));
    }

    @Test
    void a_look_on_the_way_is_one_key_and_the_time_to_hold_goes_on() {
        Rehearsal walk = verify(", hold: 5m");
        walk.person
                .choose("fine", "good")
                .meanwhile(() -> walk.clock.pass(Duration.ofMinutes(2)))
                .choose("wait", "look")
                .choose("fine", "good")
                .passes("wait")
                .choose("fine", "good")
                .leave("after");
        walk.walk();
        assertEquals(List.of("good 0", "good 2", "good 5"), looks(walk));
        assertEquals("holds", walk.value("fine"));
    }

    @Test
    void words_typed_into_a_wait_are_noted_and_the_wait_goes_on() {
        Rehearsal walk = verify(", hold: 5m");
        walk.person
                .choose("fine", "good")
                .meanwhile(() -> walk.clock.pass(Duration.ofMinutes(2)))
                .type("wait", "the queue is empty")
                .passes("wait")
                .choose("fine", "good")
                .leave("after");
        walk.walk();
        assertEquals(minute(5), walk.clock.now());
        assertEquals("holds", walk.value("fine"));
    }

    @Test
    void good_that_did_not_last_fails() {
        Rehearsal walk = verify(", hold: 5m");
        walk.person.choose("fine", "good").passes("wait").choose("fine", "bad").leave("after");
        walk.walk();
        assertEquals("fails", walk.value("fine"));
    }

    @Test
    void not_yet_waits_and_looks_again_until_it_gives_up() {
        Rehearsal walk = verify(", after: 1m, every: 2m, give-up: 5m");
        walk.person
                .passes("wait")
                .choose("fine", "wait")
                .passes("wait")
                .choose("fine", "wait")
                .passes("wait")
                .choose("fine", "wait")
                .passes("wait")
                .choose("fine", "bad")
                .leave("after");
        walk.walk();
        assertEquals(List.of("bad 1", "bad 3", "bad 5", "bad 7"), looks(walk));
        assertEquals(
                List.of("good", "bad", "skipped"),
                walk.person.asked("fine").choices().stream()
                        .map(Prompter.Offer::id)
                        .toList(),
                "past the time to give up, later is no choice");
        assertEquals("fails", walk.value("fine"));
    }

    @Test
    void it_can_be_passed_over_or_not_known() {
        Rehearsal walk = verify("");
        walk.person.choose("fine", "skipped").leave("after");
        walk.walk();
        assertEquals("skipped", walk.value("fine"));
        Rehearsal other = verify("");
        other.person.unknown("fine").leave("after");
        other.walk();
        assertEquals("unknown", other.value("fine"));
    }

    // ---- where it leads

    @Test
    void if_not_is_offered_and_never_jumped() {
        Rehearsal walk = verify(", if-not: before");
        walk.person.choose("fine", "bad").choose("go before", "stay").leave("after");
        walk.walk();
        assertTrue(walk.records("jump").isEmpty());
        assertEquals("fails", walk.value("fine"));
    }

    @Test
    void if_not_taken_walks_from_there_anew() {
        Rehearsal walk = verify(", if-not: before");
        walk.person
                .choose("fine", "bad")
                .choose("go before", "go")
                .choose("before", "done")
                .choose("fine", "good")
                .leave("after");
        walk.walk();
        assertEquals("holds", walk.value("fine"));
    }

    @Test
    void if_holds_end_skips_the_rest() {
        Rehearsal walk = verify(", if-holds: end");
        walk.person.choose("fine", "good").choose("go end", "go").leave(END);
        walk.walk();
        assertEquals("-", walk.value("after"));
    }

    // ---- by command

    private static final String CHECK = ", check: ./probe";

    @Test
    void one_key_is_enough_for_all_looks_and_each_is_on_record() {
        Rehearsal walk = verify(CHECK + ", expect: {contains: up}, every: 1m, hold: 2m, give-up: 10m");
        walk.commands.ends(1, "down");
        walk.commands.ends(0, "up");
        walk.commands.ends(0, "up");
        walk.commands.ends(0, "up");
        walk.person
                .choose("fine", "run")
                .passes("wait")
                .passes("wait")
                .passes("wait")
                .leave("after");
        walk.walk();
        assertEquals(List.of("bad 0", "good 1", "good 2", "good 3"), looks(walk));
        assertEquals("holds", walk.value("fine"));
        assertTrue(walk.person.asked("fine").confirmation());
        assertEquals(List.of("intent fine.look", "run ./probe", "result fine.look=bad"), walk.journal.subList(1, 4));
    }

    @Test
    void a_command_gives_up_after_its_time() {
        Rehearsal walk = verify(CHECK + ", every: 2m, give-up: 3m");
        walk.commands.ends(1, "");
        walk.commands.ends(1, "");
        walk.commands.ends(1, "");
        walk.person.choose("fine", "run").passes("wait").passes("wait").leave("after");
        walk.walk();
        assertEquals(List.of("bad 0", "bad 2", "bad 4"), looks(walk));
        assertEquals("fails", walk.value("fine"));
    }

    @Test
    void a_bad_look_while_it_must_hold_begins_the_time_anew() {
        Rehearsal walk = verify(CHECK + ", every: 1m, hold: 2m, give-up: 10m");
        for (int exit : new int[] {0, 1, 0, 0, 0}) {
            walk.commands.ends(exit, "");
        }
        walk.person
                .choose("fine", "run")
                .passes("wait")
                .passes("wait")
                .passes("wait")
                .passes("wait")
                .leave("after");
        walk.walk();
        assertEquals("holds", walk.value("fine"));
    }

    @Test
    void who_does_not_want_the_check_looks() {
        Rehearsal walk = verify(CHECK);
        walk.person.choose("fine", "look").choose("fine", "good").leave("after");
        walk.walk();
        assertTrue(walk.commands.requests.isEmpty());
        assertEquals("holds", walk.value("fine"));
    }

    @Test
    void a_check_nobody_trusts_is_not_offered() {
        Rehearsal walk = Rehearsal.steps("  - {verify: 'Is it fine?', id: fine, check: ./probe}\n");
        walk.person
                .choose("trust", "no")
                .choose("fine", "look")
                .choose("fine", "good")
                .leave(END);
        walk.walk();
        assertEquals("holds", walk.value("fine"));
    }

    @Test
    void without_a_terminal_the_outcome_is_told_and_nothing_is_waited_for() {
        Rehearsal walk = verify(CHECK + ", after: 5m, hold: 10m");
        walk.person.piped().choose("fine", "holds").leave("after");
        walk.walk();
        assertEquals("holds", walk.value("fine"));
        assertEquals(Rehearsal.START, walk.clock.now());
    }

    // ---- cut off in the middle

    private static Rehearsal cut(Rehearsal walk, Instant at) {
        Rehearsal again = walk.cutAt(walk.timeline.all().size(), at);
        assertFalse(again.timeline.all().isEmpty());
        return again;
    }

    @Test
    void what_is_left_of_the_time_to_hold_is_waited_for_not_all_of_it() {
        Rehearsal walk = verify(", hold: 10m");
        walk.person.choose("fine", "good").leave("wait");
        walk.walk();
        Rehearsal again = cut(walk, minute(7));
        again.person.passes("wait").choose("fine", "good").leave("after");
        again.walk();
        assertEquals(minute(10), again.clock.now());
        assertEquals("holds", again.value("fine"));
    }

    @Test
    void the_time_to_hold_counts_from_the_first_of_the_good_looks() {
        Rehearsal walk = verify(CHECK + ", every: 2m, hold: 10m, give-up: 30m");
        walk.commands.ends(1, "");
        walk.commands.ends(0, "");
        walk.commands.ends(0, "");
        walk.commands.ends(0, "");
        walk.person
                .choose("fine", "run")
                .passes("wait")
                .passes("wait")
                .passes("wait")
                .leave("wait");
        walk.walk();
        assertEquals(List.of("bad 0", "good 2", "good 4", "good 6"), looks(walk));
        Rehearsal again = cut(walk, minute(8));
        again.commands.ends(0, "");
        again.person.passes("wait").choose("fine", "run").leave("after");
        again.walk();
        assertEquals(minute(12), again.clock.now());
        assertEquals("holds", again.value("fine"));
    }

    @Test
    void the_time_to_give_up_counts_from_the_first_look() {
        Rehearsal walk = verify(", every: 2m, give-up: 5m");
        walk.person.choose("fine", "wait").passes("wait").choose("fine", "wait").leave("wait");
        walk.walk();
        assertEquals(List.of("bad 0", "bad 2"), looks(walk));
        Rehearsal again = cut(walk, minute(6));
        again.person.choose("fine", "bad").leave("after");
        again.walk();
        assertEquals(
                List.of("good", "bad", "skipped"),
                again.person.asked("fine").choices().stream()
                        .map(Prompter.Offer::id)
                        .toList(),
                "the time is over");
        assertEquals("fails", again.value("fine"));
    }

    @Test
    void a_look_that_was_cut_off_is_looked_at_again_and_not_left_open_for_ever() {
        Rehearsal walk = verify(CHECK);
        walk.commands.ends(0, "");
        walk.person.choose("fine", "run").leave("after");
        walk.walk();
        List<TimelineRecord> all = walk.timeline.all();
        int intent = all.indexOf(walk.records("intent").get(0));
        Rehearsal again = walk.cutAt(intent + 1, minute(1));
        again.commands.ends(0, "");
        again.person.choose("fine", "run").leave("after");
        again.walk();
        assertEquals("holds", again.value("fine"));
        assertEquals(List.of(), again.incident().outcomeUnknown());
    }

    // ---- while waiting

    @Test
    void in_the_first_ten_minutes_nobody_is_asked_for_figures() {
        Rehearsal walk = Rehearsal.of(
                Rehearsal.QUIET.replace(
                        "steps: {", "steps: {while-waiting: [{ask: awake_since, type: time, text: 'Up since?'}], "),
                "title: A test\ndiagnose: [{verify: 'Fine?', id: fine, every: 12m, give-up: 30m}]\n");
        walk.person
                .choose("fine", "wait")
                .passes("wait")
                .choose("fine", "wait")
                .type("awake_since", "08:00")
                .passes("wait")
                .choose("fine", "wait")
                .passes("wait")
                .choose("fine", "good")
                .leave(END);
        walk.walk();
        assertEquals(
                "2018-11-12T06:00:00.000Z",
                walk.value("awake_since"),
                "asked once, in the first wait after ten minutes");
    }

    @Test
    void an_order_while_waiting_does_not_begin_the_wait_anew() {
        Rehearsal walk = verify(", after: 10m");
        walk.person
                .meanwhile(() -> walk.clock.pass(Duration.ofMinutes(4)))
                .order("wait", "note", "still red")
                .passes("wait")
                .choose("fine", "good")
                .leave("after");
        walk.walk();
        assertEquals(minute(10), walk.clock.now());
        assertEquals(1, walk.records("note").size());
    }

    @Test
    void the_last_answers_are_three_though_a_look_came_in_between() {
        Rehearsal walk = Rehearsal.steps(
                "  - {ask: a, text: 'A?'}\n  - {ask: b, text: 'B?'}\n  - {verify: 'Fine?', id: fine}\n  - {ask: c, text: 'C?'}\n");
        walk.person.type("a", "1").type("b", "2").choose("fine", "good").leave("c");
        walk.walk();
        org.junit.jupiter.api.Assertions.assertEquals(
                java.util.List.of("a", "b", "fine"),
                walk.incident().lastAnswers(3).stream()
                        .map(oncall.incident.Incident.Given::key)
                        .toList());
    }
}
