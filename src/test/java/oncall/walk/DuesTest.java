package oncall.walk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import oncall.incident.Entry;
import oncall.incident.Event;
import oncall.runbook.Phase;
import oncall.runbook.Value;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is due and when, by what is on record; times as minutes after the start. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class DuesTest {
    private static final String STUCK = "title: A test\nstuck: {after: 30m, call: [tloc]}\n";
    private Rehearsal walk = Rehearsal.builtIn(STUCK);

    private void at(int minute) {
        walk.clock.set(Rehearsal.START.plus(Duration.ofMinutes(minute)));
    }

    private static Instant minute(int minute) {
        return Rehearsal.START.plus(Duration.ofMinutes(minute));
    }

    private void sent(String audience, String stage, String outcome, Optional<Instant> next) {
        walk.timeline.append(
                Entry.of(new Event.Comms(audience, stage, Optional.empty(), false, outcome, next, Optional.empty()))
                        .on(Optional.of(Phase.TRIAGE), "send_" + audience),
                news -> true);
    }

    private void priority(String level, boolean provisional, Optional<Instant> again) {
        walk.timeline.append(
                Entry.of(new Event.Priority(
                        Optional.empty(),
                        level,
                        "rule",
                        Optional.of(4),
                        Map.of(),
                        provisional,
                        again,
                        Optional.empty(),
                        Optional.empty())),
                news -> true);
    }

    private void answer(String step, Phase phase, String value) {
        walk.timeline.append(
                Entry.of(Event.Answer.PLAIN).on(Optional.of(phase), step).valued(Value.of(value)), news -> true);
    }

    private void decide(String value) {
        walk.timeline.append(
                Entry.of(new Event.Decision(
                                List.of(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Map.of(),
                                List.of(),
                                Optional.empty()))
                        .on(Optional.of(Phase.REVERT), "revert")
                        .valued(Value.of(value)),
                news -> true);
    }

    private void postpone(String what, Optional<String> subject, int until) {
        walk.timeline.append(Entry.of(new Event.Due(what, subject, minute(until))), news -> true);
    }

    /** `update team 5`, one line each. */
    private List<String> dues(String... unknown) {
        return Dues.of(walk.incident(), walk.team(), walk.book(), List.of(unknown)).stream()
                .map(due -> due.name() + " "
                        + Duration.between(Rehearsal.START, due.at()).toMinutes())
                .toList();
    }

    @Test
    void the_first_word_to_the_team_is_due_five_minutes_after_the_start() {
        assertEquals(List.of("update team 5"), dues());
    }

    @Test
    void without_a_level_nothing_follows_the_first_word() {
        at(2);
        sent("team", "first", "posted", Optional.empty());
        assertEquals(List.of(), dues());
    }

    @Test
    void a_message_that_went_out_starts_the_clock_of_its_level_again() {
        at(2);
        sent("team", "first", "posted", Optional.of(minute(999)));
        priority("P1", false, Optional.empty());
        at(10);
        sent("managers", "first", "channel", Optional.empty());
        assertEquals(List.of("revert 15", "update managers 40", "update team 22"), sorted(dues()));
    }

    private static List<String> sorted(List<String> dues) {
        return dues.stream().sorted().toList();
    }

    @Test
    void a_higher_level_shortens_what_is_running() {
        at(2);
        sent("team", "first", "posted", Optional.empty());
        priority("P2", false, Optional.empty());
        assertTrue(dues().contains("update team 32"), dues().toString());
        priority("P1", false, Optional.empty());
        assertTrue(dues().contains("update team 22"), dues().toString());
    }

    @Test
    void put_off_is_due_when_it_was_put_off_to_and_not_told_never() {
        priority("P1", false, Optional.empty());
        sent("team", "first", "later", Optional.of(minute(12)));
        sent("customers", "first", "not", Optional.empty());
        assertEquals(List.of("revert 15", "update team 12"), sorted(dues()));
    }

    @Test
    void who_heard_that_it_is_over_hears_no_more() {
        priority("P1", false, Optional.empty());
        sent("team", "resolved", "posted", Optional.empty());
        assertEquals(List.of("revert 15"), dues());
    }

    @Test
    void what_is_unknown_is_asked_again_when_the_priority_says_so_or_when_it_was_put_off_to() {
        sent("team", "first", "posted", Optional.empty());
        priority("P1", true, Optional.of(minute(15)));
        assertTrue(
                dues("customers", "data").containsAll(List.of("answer customers 15", "answer data 15")),
                dues().toString());
        postpone("answer", Optional.of("customers"), 25);
        assertTrue(
                dues("customers", "data").containsAll(List.of("answer customers 25", "answer data 15")),
                dues().toString());
    }

    @Test
    void undoing_the_change_or_a_reason_is_due_by_the_level() {
        sent("team", "first", "posted", Optional.empty());
        priority("P2", false, Optional.empty());
        assertTrue(dues().contains("revert 30"), dues().toString());
        decide("cannot");
        assertEquals(List.of("update team 30"), dues(), "a reason is on record");
    }

    @Test
    void nothing_changed_is_nothing_to_undo() {
        sent("team", "first", "posted", Optional.empty());
        priority("P2", false, Optional.empty());
        answer("change", Phase.REVERT, "none");
        assertEquals(List.of("update team 30"), dues());
    }

    @Test
    void not_yet_is_asked_again_after_what_the_option_says() {
        sent("team", "first", "posted", Optional.empty());
        at(6);
        decide("not_yet");
        assertEquals(List.of("revert 16"), dues());
    }

    /** A book whose "not yet" would hold for two hours. */
    private static final String PATIENT = """
            title: A test
            revert:
              - decide: revert
                text: Undo it?
                options: {now: {text: "now", follow: revert-plan}, not_yet: {text: "not yet", reason: required, again: 2h}}
            """;

    private List<String> patient(String level, int changeAt, int decidedAt) {
        walk = Rehearsal.builtIn(PATIENT);
        sent("team", "first", "posted", Optional.empty());
        priority(level, false, Optional.empty());
        at(changeAt);
        answer("change", Phase.REVERT, "other");
        at(decidedAt);
        decide("not_yet");
        return dues().stream().filter(due -> due.startsWith("revert")).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "P1, 5, 6, revert 20", // 15 minutes from when the question could first be put
        "P1, 5, 21, revert 36", // a reason given after that holds as long again
        "P2, 5, 6, revert 35",
        "P2, 5, 40, revert 70",
        "P3, 5, 6, revert 126", // no limit: what the option says
        "WATCH, 5, 6, revert 126",
        "TICKET, 5, 6, revert 126"
    })
    void not_yet_holds_no_longer_than_the_level_bears(String level, int changeAt, int decidedAt, String due) {
        assertEquals(List.of(due), patient(level, changeAt, decidedAt));
    }

    @Test
    void dont_know_is_no_reason_and_is_asked_again() {
        sent("team", "first", "posted", Optional.empty());
        at(6);
        decide("unknown");
        assertEquals(List.of("revert 16"), dues());
    }

    @Test
    void the_question_put_off_is_not_asked_at_once_again() {
        sent("team", "first", "posted", Optional.empty());
        at(6);
        decide("not_yet");
        at(16);
        postpone("revert", Optional.empty(), 26);
        assertEquals(List.of("revert 26"), dues());
    }

    @Test
    void stuck_counts_from_the_first_work_until_it_holds() {
        sent("team", "first", "posted", Optional.empty());
        assertEquals(List.of(), dues(), "sorting and deciding is not work on it");
        at(10);
        answer("look_inside", Phase.DIAGNOSE, "done");
        assertEquals(List.of("stuck 40"), dues());
        at(20);
        answer("eased", Phase.MITIGATE, "holds");
        assertEquals(List.of(), dues());
        at(25);
        answer("eased", Phase.MITIGATE, "fails");
        assertEquals(List.of("stuck 50"), dues(), "from when it last held");
    }

    @Test
    void help_put_off_long_ago_is_not_due_before_its_time() {
        sent("team", "first", "posted", Optional.empty());
        answer("look_inside", Phase.DIAGNOSE, "done");
        postpone("stuck", Optional.empty(), 31);
        at(40);
        answer("eased", Phase.MITIGATE, "holds");
        at(41);
        answer("eased", Phase.MITIGATE, "fails");
        assertEquals(List.of("stuck 70"), dues());
    }

    @Test
    void several_are_asked_in_a_fixed_order_of_kinds_not_of_times() {
        priority("P1", true, Optional.of(minute(3)));
        answer("look_inside", Phase.DIAGNOSE, "done");
        sent("customers", "first", "later", Optional.of(minute(50)));
        assertEquals(
                List.of("update team 5", "update customers 50", "answer customers 3", "revert 15", "stuck 30"),
                dues("customers"));
    }

    @Test
    void the_first_that_is_due_is_picked_by_now() {
        priority("P1", true, Optional.of(minute(3)));
        List<Dues.Due> dues = Dues.of(walk.incident(), walk.team(), walk.book(), List.of("customers"));
        assertEquals(Optional.empty(), Dues.now(dues, minute(2)));
        assertEquals("answer customers", Dues.now(dues, minute(3)).orElseThrow().name());
        assertEquals("update team", Dues.now(dues, minute(5)).orElseThrow().name());
    }

    @Test
    void nothing_is_due_in_a_closed_incident() {
        walk.timeline.append(Entry.of(new Event.Close("resolved", Optional.empty())), news -> true);
        assertEquals(List.of(), dues("customers"));
    }
}
