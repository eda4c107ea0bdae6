package oncall.walk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import oncall.incident.Entry;
import oncall.incident.Event;
import oncall.incident.TimelineRecord;
import oncall.runbook.Phase;
import oncall.runbook.Value;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Two terminals on one incident at the same command, the same decision, the same message. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RacesTest {
    private static final String PROBE = "  - {run: './probe', id: probe, text: 'Probe'}\n";
    private static final String KILL = """
              - {ask: pod, text: 'Which pod?', type: name}
              - {run: './kill "$pod"', id: kill, text: 'Kill it'}
            """;

    private static Entry intent(String command, String step) {
        return Entry.of(new Event.Intent(
                        command,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()))
                .on(Optional.of(Phase.DIAGNOSE), step);
    }

    private static Entry answer(String step, String value) {
        return Entry.of(Event.Answer.PLAIN)
                .on(Optional.of(Phase.DIAGNOSE), step)
                .valued(Value.of(value))
                .saying(value);
    }

    private static void ran(Rehearsal walk) {
        TimelineRecord began = walk.timeline.elsewhere(intent("./probe", "probe"));
        walk.timeline.elsewhere(Entry.of(new Event.Result(began.id(), Optional.of(0), 1, Optional.empty(), 0))
                .on(Optional.of(Phase.DIAGNOSE), "probe")
                .valued(Value.of("ok")));
    }

    /** They sit at another terminal of this machine. */
    private static Rehearsal both(String steps) {
        Rehearsal walk = Rehearsal.steps(steps).trusted();
        walk.timeline.elsewhere(Entry.of(new Event.Session(
                "oncall", "laptop", "UTC", "+00:00", "2024a", "b", 2, "0", "test", "0", "0", List.of())));
        walk.commands.going.add("omer");
        return walk;
    }

    // ---- commands

    @Test
    void a_command_that_was_run_there_meanwhile_is_not_run_again_here() {
        Rehearsal walk = both(PROBE);
        walk.person.meanwhile(() -> ran(walk)).choose("probe", "run").leave("close");
        walk.walk();
        assertEquals(List.of(), walk.commands.requests);
        assertTrue(
                walk.person.screen().contains("Not run from here: another terminal was first."), walk.person.screen());
    }

    @Test
    void not_even_when_it_is_begun_there_in_the_moment_of_saving() {
        Rehearsal walk = both(PROBE);
        walk.person
                .meanwhile(() -> walk.timeline.beforeAppend(() -> walk.timeline.elsewhere(intent("./probe", "probe"))))
                .choose("probe", "run")
                .leave("probe");
        walk.walk();
        assertEquals(List.of(), walk.commands.requests);
    }

    @Test
    void a_command_that_runs_there_is_shown_as_running_and_not_offered() {
        Rehearsal walk = both(PROBE);
        walk.timeline.elsewhere(intent("./probe", "probe"));
        walk.person.choose("probe", "look").leave("probe");
        walk.walk();
        assertTrue(
                walk.person.screen().contains("omer is running this at another terminal since 17:03"),
                walk.person.screen());
        assertEquals(
                List.of("look", "skipped"),
                walk.person.asked("probe").choices().stream()
                        .map(Prompter.Offer::id)
                        .toList());
    }

    @Test
    void what_was_shown_is_what_runs_or_nothing() {
        Rehearsal walk = both(KILL);
        walk.person
                .type("pod", "canary")
                .meanwhile(() -> walk.timeline.elsewhere(answer("pod", "primary")))
                .choose("kill", "run")
                .leave("kill");
        walk.walk();
        assertEquals(List.of(), walk.commands.requests, "nobody agreed to kill the primary");
        assertTrue(walk.person.screen().contains("Not run: an answer it depends on has changed"), walk.person.screen());
        assertTrue(walk.person.screen().contains("pod='primary'"), "and it is shown as it would be now");
    }

    @Test
    void a_check_that_repeats_stops_when_what_it_was_agreed_on_changes() {
        Rehearsal walk = both("""
                  - {ask: pod, text: 'Which pod?', type: name}
                  - {verify: 'Up?', id: up, check: './up "$pod"', every: 1m, give-up: 10m}
                """);
        walk.commands.ends(1, "");
        walk.person
                .type("pod", "canary")
                .choose("up", "run")
                .meanwhile(() -> walk.timeline.elsewhere(answer("pod", "primary")))
                .passes("wait")
                .leave("up");
        walk.walk();
        assertEquals(1, walk.commands.requests.size());
    }

    // ---- answers

    @Test
    void what_follows_from_an_answer_does_not_follow_when_theirs_is_kept() {
        Rehearsal walk = both("""
                  - {decide: way, text: 'Which way?', milestone: mitigated, options: {wait: 'wait', now: {text: 'now', go: resolve}}}
                  - {ask: next, text: 'Next?'}
                """);
        walk.person
                .meanwhile(() -> walk.timeline.elsewhere(answer("way", "wait")))
                .choose("way", "now")
                .choose("conflict", "theirs")
                .leave("next");
        walk.walk();
        assertTrue(walk.records("jump").isEmpty(), "the way that was not taken leads nowhere");
        assertTrue(walk.records("milestone").isEmpty());
    }

    @Test
    void an_answer_that_comes_while_two_are_compared_is_not_passed_over() {
        Rehearsal walk = both("  - {ask: kind, text: 'Kind?'}\n  - {ask: next, text: 'Next?'}\n");
        walk.person
                .meanwhile(() -> walk.timeline.elsewhere(answer("kind", "disk")))
                .type("kind", "net")
                .meanwhile(() -> walk.timeline.elsewhere(answer("kind", "memory")))
                .choose("conflict", "mine")
                .choose("conflict", "theirs")
                .leave("next");
        walk.walk();
        assertEquals("memory", walk.value("kind"));
    }

    // ---- messages

    private static final String TEAM = """
            oncall: team/1
            name: Small
            first-word: 30d
            steps: {triage: [{ask: what, text: "What?"}]}
            channels:
              chat: {run: [./bin/post, "#incidents"]}
            audiences:
              team: {name: "the team", channels: [chat]}
              support: {name: support, channels: [chat]}
              managers: {name: managers, channels: [chat]}
              customers: {name: customers, channels: [chat]}
            """;

    private static Rehearsal sending(String to) {
        return Rehearsal.of(
                        TEAM,
                        "title: A test\neffect: It is slow\ndiagnose:\n  - {send: first, id: tell, to: " + to
                                + ", text: 'Tell them?'}\n" + "  - {ask: next, text: 'Next?'}\n")
                .trusted()
                .given(Phase.TRIAGE, "what", "x");
    }

    private static Entry told(String audience) {
        return Entry.of(new Event.Comms(
                        audience, "first", Optional.of("chat"), false, "channel", Optional.empty(), Optional.empty()))
                .on(Optional.of(Phase.DIAGNOSE), "tell")
                .valued(Value.of("channel"))
                .saying("all is broken");
    }

    @Test
    void a_message_that_was_sent_there_meanwhile_is_not_sent_again_unasked() {
        Rehearsal walk = sending("team");
        walk.person
                .meanwhile(() -> walk.timeline.elsewhere(told("team")))
                .choose("tell", "channel")
                .choose("conflict", "theirs")
                .leave("next");
        walk.walk();
        assertEquals(List.of(), walk.commands.requests);
        assertEquals(1, walk.records("comms").size());
    }

    @Test
    void a_message_that_went_out_before_a_crash_is_put_down_and_not_sent_again() {
        Rehearsal walk = sending("[team, support]");
        walk.commands.ends(0, "posted");
        walk.person.choose("tell_team", "channel").choose("confirm", "send").leave("tell_support");
        walk.walk();
        int result = walk.timeline.all().indexOf(walk.records("result").get(0));
        String text = walk.incident().messages().get(0).text();
        Rehearsal again = walk.cutAt(result + 1, Rehearsal.START);
        again.person.leave("tell_support");
        again.walk();
        assertEquals(List.of(), again.commands.requests);
        assertEquals(text, again.incident().messages().get(0).text(), "the words that went out");
        assertEquals(1, again.incident().messages().size(), "support was not told yet");
        assertFalse(text.isBlank());
    }

    @Test
    void a_message_on_the_way_does_not_hide_their_answer_to_the_question_that_stands_open() {
        Rehearsal walk = both("  - {ask: kind, text: 'Kind?'}\n  - {ask: next, text: 'Next?'}\n");
        walk.person
                .meanwhile(() -> walk.timeline.elsewhere(answer("kind", "disk")))
                .order("kind", "send", "managers");
        walk.person
                .type("effect", "it is slow")
                .choose("send_managers", "later")
                .type("kind", "net")
                .choose("conflict", "theirs")
                .leave("next");
        walk.walk();
        assertEquals("disk", walk.value("kind"));
    }
}
