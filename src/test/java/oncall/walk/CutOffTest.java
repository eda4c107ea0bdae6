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

/** What is left between two records of one step, and what is not on record yet. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class CutOffTest {
    private static final String MARKED =
            "  - {do: 'Restart it.', id: restart, milestone: mitigated}\n  - {ask: next, text: 'Next?'}\n";
    private static final String REASON =
            "  - {decide: way, text: 'Which way?', options: {wait: {text: 'wait', reason: required}}}\n";

    @Test
    void a_mark_that_a_crash_kept_from_its_answer_is_set_at_the_time_of_the_answer() {
        Rehearsal walk = Rehearsal.steps(MARKED);
        walk.person.choose("restart", "done").leave("next");
        walk.walk();
        int answer = walk.timeline.all().indexOf(walk.records("answer").get(0));
        Rehearsal again = walk.cutAt(answer + 1, Rehearsal.START.plus(Duration.ofHours(1)));
        again.person.leave("next");
        again.walk();
        assertEquals(1, again.records("milestone").size());
        assertEquals(Rehearsal.START, again.records("milestone").get(0).at());
        Rehearsal third = again.cutAt(again.timeline.all().size(), Rehearsal.START.plus(Duration.ofHours(2)));
        third.person.leave("next");
        third.walk();
        assertEquals(1, third.records("milestone").size(), "once is enough");
    }

    @Test
    void a_step_that_was_passed_over_sets_no_mark_afterwards_either() {
        Rehearsal walk = Rehearsal.steps(MARKED);
        walk.person.choose("restart", "skipped").leave("next");
        walk.walk();
        Rehearsal again = walk.cutAt(walk.timeline.all().size(), Rehearsal.START);
        again.person.leave("next");
        again.walk();
        assertTrue(again.records("milestone").isEmpty());
    }

    @Test
    void leaving_between_the_questions_of_one_step_says_what_is_not_saved() {
        Rehearsal walk = Rehearsal.steps(REASON);
        walk.person.choose("way", "wait").leave("reason");
        walk.walk();
        assertTrue(
                walk.person.shown(Prompter.Tone.WARNING).stream().anyMatch(line -> line.startsWith("Not saved: ")),
                walk.person.screen());
    }

    @Test
    void leaving_at_the_first_question_of_a_step_has_nothing_to_say() {
        Rehearsal walk = Rehearsal.steps(MARKED);
        walk.person.order("restart", "note", "one").choose("restart", "done").leave("next");
        walk.walk();
        assertFalse(walk.person.screen().contains("Not saved"), walk.person.screen());
    }

    @Test
    void what_is_typed_into_a_wait_is_kept_as_a_note() {
        Rehearsal walk = Rehearsal.steps("  - {verify: 'Up?', id: up, after: 5m}\n");
        walk.person.type("wait", "the graph falls").passes("wait").leave("up");
        walk.walk();
        assertEquals(
                List.of(Optional.of("the graph falls")),
                walk.records("note").stream().map(each -> each.entry().text()).toList());
    }

    @Test
    void an_output_that_cannot_be_kept_whole_does_not_take_the_result_with_it() {
        Rehearsal walk = Rehearsal.steps("  - {run: './probe', id: probe, text: 'Probe'}\n")
                .trusted();
        walk.timeline.keepNothing();
        walk.commands.ends(0, "0123456789".repeat(500));
        walk.person.choose("probe", "run").leave("close");
        walk.walk();
        assertEquals(
                Optional.of(0), ((Event.Result) walk.records("result").get(0).event()).exit());
        assertTrue(walk.person.screen().contains("NOT SAVED: the whole output"), walk.person.screen());
    }
}
