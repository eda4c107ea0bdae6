package oncall.walk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import oncall.incident.Entry;
import oncall.incident.Event;
import oncall.runbook.Phase;
import oncall.runbook.Value;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** What another terminal writes meanwhile, and what cannot be saved. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class TwoTerminalsTest {
    private static final String TWO =
            "  - {ask: kind, text: 'Kind?', choices: {disk: 'a disk', net: 'a network'}}\n  - {ask: two, text: 'Two?'}\n";
    private final Rehearsal walk = Rehearsal.steps(TWO);

    private void theirs(String value) {
        walk.timeline.elsewhere(Entry.of(Event.Answer.PLAIN)
                .on(Optional.of(Phase.DIAGNOSE), "kind")
                .valued(Value.of(value)));
    }

    @Test
    void news_are_told_while_a_question_stands_open_each_once() {
        walk.person
                .meanwhile(() -> {
                    walk.timeline.elsewhere(
                            Entry.of(new Event.Note(Optional.empty())).saying("the graphs are flat"));
                    walk.timeline.elsewhere(
                            Entry.of(new Event.Park(Optional.empty())).saying("why two of them?"));
                })
                .choose("kind", "disk")
                .leave("two");
        walk.walk();
        List<String> notices = walk.person.shown(Prompter.Tone.NOTICE);
        assertEquals(
                List.of("17:03+02:00 omer notes: the graphs are flat", "17:03+02:00 omer parked: why two of them?"),
                notices);
    }

    @Test
    void corrections_redactions_and_imports_are_news_and_many_rows_are_one_line() {
        String[] note = new String[1];
        walk.person
                .meanwhile(() -> {
                    note[0] = walk.timeline
                            .elsewhere(
                                    Entry.of(new Event.Note(Optional.empty())).saying("at 9000"))
                            .id();
                    walk.timeline.elsewhere(Entry.of(new Event.Correction(note[0], Optional.empty()))
                            .saying("at 900"));
                    walk.timeline.elsewhere(Entry.of(new Event.Import("ab", 1)).saying("one row"));
                })
                .choose("kind", "disk")
                .meanwhile(() -> {
                    walk.timeline.elsewhere(Entry.of(new Event.Redaction(note[0], Optional.empty())));
                    for (int row = 2; row < 50; row++) {
                        walk.timeline.elsewhere(
                                Entry.of(new Event.Import("ab", row)).saying("a row"));
                    }
                })
                .leave("two");
        walk.walk();
        String screen = walk.person.screen();
        assertTrue(screen.contains("17:03+02:00 omer corrected " + note[0] + ": at 900"), screen);
        assertTrue(screen.contains("omer imported: one row"), screen);
        assertTrue(screen.contains("omer redacted " + note[0] + ": it is withheld from now on."), screen);
        assertTrue(screen.contains("omer imported 48 rows."), screen);
        assertFalse(screen.contains("a row"), screen);
    }

    @Test
    void what_was_on_record_before_is_no_news() {
        walk.timeline.elsewhere(Entry.of(new Event.Note(Optional.empty())).saying("old"));
        walk.person.leave("kind");
        walk.walk();
        assertEquals(List.of(), walk.person.shown(Prompter.Tone.NOTICE));
    }

    @Test
    void their_answer_to_this_very_question_is_shown_and_kept() {
        walk.person
                .meanwhile(() -> theirs("net"))
                .choose("kind", "disk")
                .choose("conflict", "theirs")
                .leave("two");
        walk.walk();
        assertEquals("net", walk.value("kind"));
        assertEquals(1, walk.records("answer").size(), "mine is nowhere");
        String screen = walk.person.screen();
        assertTrue(screen.contains("This question was answered there."), screen);
        assertTrue(screen.contains("omer answered this at 17:03+02:00: a network"), screen);
        assertTrue(screen.contains("Yours is not saved yet: a disk"), screen);
        assertFalse(
                walk.person.shown(Prompter.Tone.SAVED).stream().anyMatch(line -> line.startsWith("saved")),
                "nothing of ours was");
    }

    @Test
    void mine_can_replace_theirs_and_says_which_record_it_replaces() {
        walk.person
                .meanwhile(() -> theirs("net"))
                .choose("kind", "disk")
                .choose("conflict", "mine")
                .leave("two");
        walk.walk();
        assertEquals("disk", walk.value("kind"));
        assertEquals(
                Optional.of("88aa-1"), walk.records("answer").get(1).entry().supersedes());
    }

    @Test
    void their_answer_is_seen_even_when_it_comes_in_the_moment_of_saving() {
        walk.person
                .meanwhile(() -> walk.timeline.beforeAppend(() -> theirs("net")))
                .choose("kind", "disk")
                .choose("conflict", "theirs")
                .leave("two");
        walk.walk();
        assertEquals("net", walk.value("kind"));
        assertEquals(1, walk.records("answer").size());
    }

    @Test
    void while_the_two_are_compared_a_third_answer_is_compared_too() {
        walk.person
                .meanwhile(() -> theirs("net"))
                .choose("kind", "disk")
                .meanwhile(() -> walk.timeline.beforeAppend(() -> theirs("disk")))
                .choose("conflict", "mine")
                .choose("conflict", "theirs")
                .leave("two");
        walk.walk();
        assertEquals("disk", walk.value("kind"));
        assertEquals(2, walk.records("answer").size());
    }

    @Test
    void their_answers_move_the_walk_on() {
        walk.person
                .meanwhile(() -> walk.timeline.elsewhere(Entry.of(Event.Answer.PLAIN)
                        .on(Optional.of(Phase.DIAGNOSE), "two")
                        .saying("done there")))
                .choose("kind", "disk")
                .leave("close");
        walk.walk();
        assertEquals("done there", walk.value("two"));
    }

    @Test
    void an_answer_closed_elsewhere_ends_the_walk() {
        walk.person
                .meanwhile(() -> walk.timeline.elsewhere(Entry.of(new Event.Close("resolved", Optional.empty()))))
                .choose("kind", "disk");
        assertEquals(Ending.CLOSED, walk.walk());
        assertTrue(walk.person.screen().contains("omer closed the incident."), walk.person.screen());
    }

    @Test
    void a_command_that_runs_there_is_shown_and_not_offered_here() {
        Rehearsal other = Rehearsal.steps("  - {run: './probe', id: probe, text: 'Probe'}\n")
                .trusted();
        other.timeline.elsewhere(Entry.of(new Event.Intent(
                        "./probe",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()))
                .on(Optional.of(Phase.DIAGNOSE), "probe"));
        other.person.unknown("probe").leave("close");
        other.walk();
        assertTrue(other.person.screen().contains("This was started at 17:03+02:00 by omer"), other.person.screen());
        assertTrue(other.commands.requests.isEmpty());
    }

    // ---- not saved

    @Test
    void what_could_not_be_saved_stays_on_the_screen_and_is_tried_again() {
        walk.person
                .meanwhile(() -> walk.timeline.fail(2, true))
                .choose("kind", "disk")
                .enter("retry")
                .choose("retry", "again")
                .leave("two");
        walk.walk();
        assertEquals("disk", walk.value("kind"));
        assertTrue(walk.person.shown(Prompter.Tone.WARNING).contains("NOT SAVED: a disk"), walk.person.screen());
        assertTrue(walk.person.shown(Prompter.Tone.WARNING).contains("The disk is full. Make room, then try again."));
    }

    @Test
    void whoever_leaves_it_unsaved_is_told_so() {
        walk.person
                .meanwhile(() -> walk.timeline.fail(1, true))
                .choose("kind", "disk")
                .choose("retry", "leave");
        assertThrows(Timeline.SaveFailed.class, walk::walk);
        assertEquals("-", walk.value("kind"));
    }

    @Test
    void what_trying_again_cannot_help_is_not_tried_again() {
        walk.person.meanwhile(() -> walk.timeline.fail(1, false)).choose("kind", "disk");
        assertThrows(Timeline.SaveFailed.class, walk::walk);
        assertTrue(walk.person.screen().contains("NOT SAVED: a disk"), walk.person.screen());
    }

    @Test
    void without_a_terminal_nothing_is_tried_again() {
        walk.person.piped().meanwhile(() -> walk.timeline.fail(1, true)).choose("kind", "disk");
        assertThrows(Timeline.SaveFailed.class, walk::walk);
        assertTrue(walk.person.screen().contains("NOT SAVED: a disk"), walk.person.screen());
    }

    @Test
    void nothing_says_saved_before_it_is() {
        walk.person
                .meanwhile(() -> walk.timeline.fail(1, true))
                .choose("kind", "disk")
                .meanwhile(() -> assertEquals(List.of(), walk.person.shown(Prompter.Tone.SAVED)))
                .choose("retry", "again")
                .leave("two");
        walk.walk();
        assertEquals(List.of("saved 17:03:00"), walk.person.shown(Prompter.Tone.SAVED));
    }
}
