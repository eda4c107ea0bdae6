package oncall.walk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import oncall.incident.Entry;
import oncall.incident.Event;
import oncall.runbook.Phase;
import oncall.runbook.Value;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Messages: rendered from the answers, changed, sent by hand or through a channel, put off, or not sent at all. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SendingTest {
    private static final String TEAM = """
            oncall: team/1
            name: Small
            first-word: 30d
            promises: ["we will", "ETA"]
            steps: {triage: [{ask: what, text: "What?"}]}
            channels:
              chat: {run: [./bin/post, "#incidents"], max: 400}
              page: {webhook-from: STATUS_PAGE_URL}
              paste: {copy: true}
            audiences:
              team: {name: "the team", channels: [chat]}
              support: {name: support, channels: [paste]}
              managers: {name: managers, channels: [paste]}
              customers: {name: customers, channels: [page], approve: imoc, forbid-promises: true}
            """;

    private static Rehearsal walk(String steps) {
        return Rehearsal.of(TEAM, "title: A test\neffect: The shop is slow\ndiagnose:\n" + steps)
                .trusted()
                .given(Phase.TRIAGE, "what", "x");
    }

    private static final String FIRST =
            "  - {send: first, id: tell, to: team, text: 'Tell them?'}\n  - {ask: next, text: 'Next?'}\n";
    private static final String PUBLIC =
            "  - {send: first, id: tell, to: customers, text: 'Tell them?'}\n  - {ask: next, text: 'Next?'}\n";

    private static List<String> offered(Rehearsal walk, String name) {
        return walk.person.asked(name).choices().stream()
                .map(Prompter.Offer::id)
                .toList();
    }

    private static Event.Comms comms(Rehearsal walk, int index) {
        return walk.incident().messages().get(index).comms();
    }

    // ---- by hand

    @Test
    void the_whole_text_is_shown_and_put_down_when_it_was_posted_by_hand() {
        Rehearsal walk = walk(FIRST);
        walk.person.choose("tell", "posted").leave("next");
        walk.walk();
        String text = walk.incident().messages().get(0).text();
        assertTrue(text.startsWith("dana has taken this:"), text);
        assertTrue(walk.person.shown(Prompter.Tone.QUOTE).contains(text));
        assertEquals("posted", comms(walk, 0).outcome());
        assertEquals("sent", walk.value("tell"));
        assertEquals(
                Optional.of(Rehearsal.START.plus(Duration.ofMinutes(20))),
                comms(walk, 0).next());
        assertFalse(walk.person.names().contains("approved"), "nobody has to agree to what the team is told");
    }

    @Test
    void a_text_can_be_changed_and_the_record_says_so() {
        Rehearsal walk = walk(FIRST);
        walk.person
                .edits("All is broken.")
                .choose("tell", "change")
                .choose("tell", "posted")
                .leave("next");
        walk.walk();
        assertTrue(comms(walk, 0).edited());
        assertEquals("All is broken.", walk.incident().messages().get(0).text());
    }

    @Test
    void later_leaves_it_due_when_the_level_or_the_person_says() {
        Rehearsal walk = walk(
                "  - {send: first, id: tell, to: [team, support], text: 'Tell them?'}\n  - {ask: next, text: 'Next?'}\n");
        walk.person
                .choose("tell_team", "later")
                .type("tell_support", "soon")
                .type("tell_support", "later 10m")
                .leave("next");
        walk.walk();
        assertEquals(Optional.of(minute(20)), comms(walk, 0).next());
        assertEquals(Optional.of(minute(10)), comms(walk, 1).next());
        assertTrue(
                walk.person.screen().contains("`later 10m` puts it off for ten minutes"),
                "what is none of the choices is said");
        assertEquals("not_sent", walk.value("tell"));
    }

    private static Instant minute(int minutes) {
        return Rehearsal.START.plus(Duration.ofMinutes(minutes));
    }

    @Test
    void what_was_put_off_comes_due_and_is_late_when_late() {
        Rehearsal walk = walk(FIRST + "  - {ask: more, text: 'More?'}\n");
        walk.person
                .type("tell", "later 10m")
                .meanwhile(() -> walk.clock.pass(Duration.ofMinutes(12)))
                .type("next", "a")
                .choose("send_team", "posted")
                .leave("more");
        walk.walk();
        String screen = walk.person.screen();
        assertTrue(screen.contains("Due since 17:13+02:00: word to the team"), screen);
        assertTrue(
                walk.person.asked("send_team").why().contains("Due 17:13+02:00."),
                walk.person.asked("send_team").why());
        assertEquals("first", comms(walk, 1).stage(), "the first was never sent");
    }

    // ---- to customers

    @Test
    void what_customers_are_told_wants_somebody_who_agreed() {
        Rehearsal walk = walk(PUBLIC);
        walk.person.choose("tell", "posted").type("approved", "Dana").leave("next");
        walk.walk();
        assertEquals(Optional.of("Dana"), comms(walk, 0).approvedBy());
        assertTrue(walk.incident().messages().get(0).text().contains("The shop is slow"));
    }

    @Test
    void not_public_wants_a_reason() {
        Rehearsal walk = walk(PUBLIC);
        walk.person
                .choose("tell", "not")
                .type("reason", "one customer, told by phone")
                .leave("next");
        walk.walk();
        assertEquals("not", comms(walk, 0).outcome());
        assertEquals(
                "one customer, told by phone", walk.incident().messages().get(0).text());
        assertFalse(offeredTo("team").contains("not"), "only customers can be not told");
    }

    private static List<String> offeredTo(String audience) {
        Rehearsal walk = walk("  - {send: first, id: tell, to: " + audience + ", text: 'Tell them?'}\n");
        walk.person.leave("tell");
        walk.walk();
        return offered(walk, "tell");
    }

    @Test
    void a_gap_is_not_sent_to_customers() {
        Rehearsal walk =
                Rehearsal.of(TEAM, "title: A test\ndiagnose:\n" + PUBLIC).given(Phase.TRIAGE, "what", "x");
        walk.person
                .enter("effect")
                .edits("We look into it.")
                .choose("tell", "change")
                .choose("tell", "posted")
                .enter("approved")
                .leave("next");
        walk.walk();
        List<Prompter.Question> asked = walk.person.asked().stream()
                .filter(each -> each.name().equals("tell"))
                .toList();
        assertEquals(
                List.of(3, 4, 5),
                asked.get(0).choices().stream().map(Prompter.Offer::number).toList());
        assertTrue(
                asked.get(0).why().contains("It says (not known yet)"),
                asked.get(0).why());
        assertEquals(
                List.of(1, 3, 4, 5),
                asked.get(1).choices().stream().map(Prompter.Offer::number).toList());
    }

    @Test
    void what_is_not_offered_cannot_be_typed_either() {
        Rehearsal walk =
                Rehearsal.of(TEAM, "title: A test\ndiagnose:\n" + PUBLIC).given(Phase.TRIAGE, "what", "x");
        walk.person
                .enter("effect")
                .type("tell", "posted")
                .type("tell", "channel")
                .leave("tell");
        walk.walk();
        assertTrue(walk.person.screen().contains("`posted` is not offered here."), walk.person.screen());
        assertTrue(walk.records("comms").isEmpty());
    }

    @Test
    void the_effect_is_asked_once_and_serves_every_text() {
        Rehearsal walk = Rehearsal.of(
                        TEAM,
                        "title: A test\ndiagnose:\n  - {send: first, id: tell, to: [support, customers], text: 'Tell?'}\n")
                .given(Phase.TRIAGE, "what", "x");
        walk.person
                .type("effect", "buying fails")
                .choose("tell_support", "posted")
                .leave("tell_customers");
        walk.walk();
        assertEquals(
                2,
                walk.person.shown(Prompter.Tone.QUOTE).stream()
                        .filter(text -> text.contains("buying fails"))
                        .count());
    }

    @Test
    void lines_only_a_person_can_give_are_asked_once_and_used_for_all() {
        Rehearsal walk = walk("  - {send: update, id: tell, to: [team, support], text: 'Tell?'}\n");
        walk.person
                .type("what_changed", "moved traffic")
                .type("doing", "watching")
                .enter("ask_for")
                .choose("tell_team", "posted")
                .enter("workaround_text")
                .leave("tell_support");
        walk.walk();
        assertEquals(
                2,
                walk.person.shown(Prompter.Tone.QUOTE).stream()
                        .filter(text -> text.contains("moved traffic"))
                        .count());
        assertFalse(walk.person.screen().contains("We need:"), "left out is left out");
    }

    // ---- promises

    @Test
    void a_promise_is_caught_parked_and_mended() {
        Rehearsal walk = walk(PUBLIC);
        walk.person
                .edits("We will fix it by noon. Sorry.")
                .choose("tell", "change")
                .choose("tell", "posted")
                .edits("We are on it. Sorry.")
                .choose("promise", "park")
                .choose("tell", "posted")
                .enter("approved")
                .leave("next");
        walk.walk();
        assertEquals(List.of("change", "park"), offered(walk, "promise"), "forbidden to customers");
        assertEquals(
                Optional.of("We will fix it by noon."),
                walk.records("park").get(0).entry().text());
        assertEquals("We are on it. Sorry.", walk.incident().messages().get(0).text());
    }

    @Test
    void a_promise_to_the_team_can_be_sent_as_it_is() {
        Rehearsal walk = walk(FIRST);
        walk.person
                .edits("We will look.")
                .choose("tell", "change")
                .choose("tell", "posted")
                .choose("promise", "send")
                .leave("next");
        walk.walk();
        assertEquals("We will look.", walk.incident().messages().get(0).text());
    }

    // ---- through a channel

    @Test
    void a_channel_is_used_only_with_consent_with_its_intent_on_record() {
        Rehearsal walk = walk(FIRST);
        walk.commands.ends(0, "posted");
        walk.person.choose("tell", "channel").choose("confirm", "send").leave("next");
        walk.journal.clear();
        walk.walk();
        assertEquals(
                List.of(
                        "intent tell.channel",
                        "run ./bin/post #incidents",
                        "result tell.channel=ok",
                        "comms tell=channel"),
                walk.journal);
        assertTrue(walk.person.asked("confirm").confirmation());
        assertEquals(
                Optional.of(walk.incident().messages().get(0).text()),
                walk.commands.requests.get(0).input().map(String::strip));
        assertEquals(Optional.of("chat"), comms(walk, 0).channel());
    }

    @Test
    void a_channel_that_fails_is_said_and_the_message_stays_open() {
        Rehearsal walk = walk(FIRST);
        walk.commands.ends(1, "no route to host");
        walk.person
                .choose("tell", "channel")
                .choose("confirm", "send")
                .choose("tell", "posted")
                .leave("next");
        walk.walk();
        assertTrue(
                walk.person.screen().contains("Not sent: exit code 1, expected 0. no route to host"),
                walk.person.screen());
        assertEquals("sent", walk.value("tell"));
    }

    @Test
    void a_message_that_failed_is_asked_for_again_after_a_crash() {
        Rehearsal walk = walk(FIRST);
        walk.commands.ends(1, "no route to host");
        walk.person.choose("tell", "channel").choose("confirm", "send").leave("tell");
        walk.walk();
        Rehearsal again = walk.cutAt(walk.timeline.all().size(), Rehearsal.START);
        again.person.choose("tell", "posted").leave("next");
        again.walk();
        assertEquals("sent", again.value("tell"));
    }

    @Test
    void consent_not_given_sends_nothing_and_is_no_failure() {
        Rehearsal walk = walk(FIRST);
        walk.person.choose("tell", "channel").choose("confirm", "no").leave("tell");
        walk.walk();
        assertTrue(walk.commands.requests.isEmpty());
        assertTrue(walk.records("comms").isEmpty());
    }

    @Test
    void a_channel_that_was_cut_off_is_told_before_it_is_sent_again() {
        Rehearsal walk = walk(FIRST);
        walk.timeline.append(
                Entry.of(new Event.Intent(
                                "./bin/post #incidents",
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()))
                        .on(Optional.of(Phase.DIAGNOSE), "tell.channel"),
                news -> true);
        walk.person.choose("tell", "posted").leave("next");
        walk.walk();
        assertTrue(walk.person.screen().contains("may have gone out already"), walk.person.screen());
        assertEquals(List.of(), walk.incident().outcomeUnknown());
    }

    @Test
    void a_webhook_is_refused_by_name_and_a_channel_too_narrow_by_length() {
        Rehearsal walk = walk(PUBLIC);
        walk.person.leave("tell");
        walk.walk();
        assertTrue(walk.person.screen().contains("Channel page is a webhook"), walk.person.screen());
        assertFalse(offered(walk, "tell").contains("channel"));
        Rehearsal other = walk(FIRST);
        other.person.edits("x".repeat(401)).choose("tell", "change").leave("tell");
        other.walk();
        assertTrue(other.person.screen().contains("Too long for chat: 401 of 400 characters."), other.person.screen());
    }

    @Test
    void a_channel_nobody_trusts_is_not_offered() {
        Rehearsal walk =
                Rehearsal.of(TEAM, "title: A test\ndiagnose:\n" + FIRST).given(Phase.TRIAGE, "what", "x");
        walk.person.leave("tell");
        walk.walk();
        assertEquals(List.of("posted", "change", "later"), offered(walk, "tell"));
    }

    // ---- stages

    @Test
    void an_act_is_announced_then_that_it_holds_then_only_what_is_new() {
        Rehearsal walk = walk("  - {ask: next, text: 'Next?'}\n");
        walk.person
                .order("next", "send", "support")
                .choose("send_support", "posted")
                .leave("next");
        walk.walk();
        walk.timeline.append(
                Entry.of(new Event.Decision(
                                List.of(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                java.util.Map.of(),
                                List.of(),
                                Optional.empty()))
                        .on(Optional.of(Phase.REVERT), "revert")
                        .valued(Value.of("now")),
                news -> true);
        assertEquals("mitigating", sendAgain(walk));
        walk.given(Phase.REVERT, "probe", "holds");
        assertEquals("watching", sendAgain(walk));
        assertEquals("update", sendAgain(walk));
    }

    private static String sendAgain(Rehearsal walk) {
        Rehearsal again = walk.cutAt(walk.timeline.all().size(), walk.clock.now());
        again.person.order("next", "send", "support");
        if (again.incident().messages().size() > 2) {
            again.person.enter("workaround_text").enter("what_changed");
        }
        again.person.choose("send_support", "posted").leave("next");
        again.walk();
        again.timeline.all().stream()
                .skip(walk.timeline.all().size())
                .forEach(each -> walk.timeline.append(each.entry(), news -> true));
        return comms(again, again.incident().messages().size() - 1).stage();
    }

    @Test
    void a_message_left_for_later_at_the_prompt_itself_does_not_close_the_question_behind() {
        Rehearsal walk = walk("  - {ask: next, text: 'Next?'}\n");
        walk.person
                .order("next", "send", "team")
                .order("send_team", "skip", "")
                .type("next", "a")
                .leave("close");
        walk.walk();
        assertEquals("a", walk.value("next"));
        assertEquals(Optional.of(minute(10)), comms(walk, 0).next());
    }

    // ---- what the level asks for

    private static final String BUILT_IN = "title: Something is broken\n";

    /** To a firm P2 of one core customer: what is called for and said then. */
    private static Rehearsal toLevel(String customers) {
        Rehearsal walk = Rehearsal.builtIn(BUILT_IN);
        walk.person
                .type("what", "it fails")
                .choose("seen", "tried")
                .choose("send_first", "posted")
                .choose("feature", "login")
                .choose("customers", customers)
                .choose("data", "safe");
        return walk;
    }

    @Test
    void a_level_calls_its_people_then_tells_each_audience_in_order() {
        Rehearsal walk = toLevel("many");
        walk.person
                .choose("page", "reached")
                .type("who imoc", "Dana")
                .choose("page", "me")
                .choose("page", "not_reached")
                .enter("what_changed")
                .enter("doing")
                .enter("ask_for")
                .choose("send_team", "posted")
                .choose("send_support", "posted")
                .choose("send_customers", "posted")
                .enter("approved")
                .choose("send_managers", "later")
                .leave("since");
        walk.walk();
        assertEquals(
                List.of("imoc reached", "tloc me", "soc not_reached"),
                walk.incident().calls().stream()
                        .map(call -> call.role() + " " + call.outcome())
                        .toList());
        assertEquals(Optional.of("Dana"), comms(walk, 3).approvedBy(), "the holder is offered");
    }

    @Test
    void who_was_not_reached_is_called_again_when_the_time_to_answer_is_over() {
        Rehearsal walk = toLevel("many");
        walk.person
                .choose("page", "me")
                .choose("page", "me")
                .choose("page", "not_reached")
                .order("what_changed", "skip", "")
                .order("send_support", "skip", "")
                .choose("send_customers", "later")
                .choose("send_managers", "later")
                .meanwhile(() -> walk.clock.pass(Duration.ofMinutes(6)))
                .type("since", "16:50")
                .choose("page", "me")
                .leave("change");
        walk.walk();
        assertEquals("dana", walk.incident().holders().get("soc"));
    }

    // ---- put off

    @Test
    void the_first_word_put_off_is_due_no_later_than_it_was_anyway() {
        Rehearsal walk = Rehearsal.of(
                        TEAM.replace("first-word: 30d", "first-word: 5m"), "title: A test\ndiagnose:\n" + FIRST)
                .given(Phase.TRIAGE, "what", "x");
        walk.person.choose("tell", "later").leave("next");
        walk.walk();
        assertEquals(Optional.of(minute(5)), comms(walk, 0).next());
    }

    @Test
    void an_audience_without_an_interval_hears_with_the_first_that_has_one_and_what_it_was_told_comes_due() {
        Rehearsal walk = Rehearsal.of(
                        TEAM + """
                levels:
                  P2: {coverage: 24x7, call: [], public-post: decide, update-every: {support: 30m}, pause: always, postmortem: none}
                priority: [{is: P2, otherwise: true, why: "all the same"}]
                """,
                        "title: A test\neffect: The shop is slow\ndiagnose: [{ask: next, text: 'Next?'}, {ask: more, text: 'More?'}]\n")
                .given(Phase.TRIAGE, "what", "x");
        walk.person
                .order("next", "raise", "P2")
                .choose("send_support", "posted")
                .choose("send_customers", "posted")
                .enter("approved")
                .leave("next");
        walk.walk();
        assertEquals(Optional.of(minute(30)), comms(walk, 1).next());
        assertTrue(
                walk.standing().dues().contains(new Dues.Due(Dues.What.UPDATE, "customers", minute(30))),
                "as it was told");
    }

    @Test
    void what_no_level_gives_an_interval_for_comes_again_all_the_same() {
        Rehearsal walk = Rehearsal.of(
                        TEAM + """
                levels:
                  P2: {coverage: 24x7, call: [], public-post: decide, update-every: {}, pause: always, postmortem: none}
                priority: [{is: P2, otherwise: true, why: "all the same"}]
                """,
                        "title: A test\neffect: The shop is slow\ndiagnose: [{ask: next, text: 'Next?'}, {ask: more, text: 'More?'}]\n")
                .given(Phase.TRIAGE, "what", "x");
        walk.person
                .order("next", "raise", "P2")
                .choose("send_customers", "later")
                .meanwhile(() -> walk.clock.pass(Duration.ofMinutes(11)))
                .type("next", "a")
                .leave("send_customers");
        walk.walk();
        assertEquals(Optional.of(minute(10)), comms(walk, 0).next());
    }

    @Test
    void a_decision_to_undo_that_was_taken_back_is_not_announced() {
        Rehearsal walk =
                walk(FIRST + "  - {decide: revert, text: 'Undo it?', options: {now: 'now', cannot: 'cannot'}}\n"
                        + "  - {ask: more, text: 'More?'}\n");
        walk.person
                .choose("tell", "posted")
                .type("next", "a")
                .choose("revert", "now")
                .order("more", "back", "")
                .choose("revert", "cannot")
                .order("more", "send", "team")
                .enter("what_changed")
                .enter("doing")
                .enter("ask_for")
                .choose("send_team", "posted")
                .leave("more");
        walk.walk();
        assertEquals("update", comms(walk, 1).stage());
    }
}
