package oncall.walk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import oncall.incident.Event;
import oncall.runbook.Milestone;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Questions, decisions and what is done by hand. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class StepsTest {
    private static final String ANSWERED = "close";

    @ParameterizedTest(name = "{0}: {1} is refused, {2} is {3}")
    @CsvSource(delimiter = '|', textBlock = """
            type: name                    | -rf         | data-0              | data-0
            type: number                  | many        | 14                  | 14
            type: 'number, min: 5'        | 3           | 5                   | 5
            type: range                   | ten         | 10-20               | 10, 20
            type: 'range, unit: "%"'      | 120         | 5%                  | 5, 5
            type: duration                | a while     | 20m                 | PT20M
            type: time                    | soon        | 16:50               | 2018-11-12T14:50:00.000Z
            type: version                 | 1 2         | 4.12.0              | 4.12.0
            type: url                     | example.org | https://example.org | https://example.org
            """)
    void a_refused_answer_stays_to_be_mended(String type, String refused, String taken, String value) {
        Rehearsal walk = Rehearsal.steps("  - {ask: a, text: 'What is it?', " + type.replace("'", "") + "}\n");
        walk.person.type("a", refused).type("a", taken).leave(ANSWERED);
        walk.walk();
        assertEquals(Optional.of(refused), walk.person.asked("a").prefill());
        assertFalse(walk.person.asked("a").enterKeeps(), "what was refused is not kept by Enter");
        assertEquals(value, walk.value("a"));
        assertEquals(1, walk.records("answer").size(), "only what was taken is on record");
    }

    @Test
    void text_is_kept_as_it_was_written_and_has_no_value() {
        Rehearsal walk = Rehearsal.steps("  - {ask: a, text: 'What is it?'}\n");
        walk.person.type("a", "the api, \"all of it\"").leave(ANSWERED);
        walk.walk();
        assertEquals(
                "the api, \"all of it\"",
                walk.records("answer").get(0).entry().text().orElseThrow());
        assertTrue(walk.records("answer").get(0).entry().value().isEmpty());
    }

    @Test
    void choices_are_offered_by_number_and_dont_know_stands_last() {
        Rehearsal walk = Rehearsal.steps("  - {ask: a, text: 'Which?', choices: {one: 'the one', two: 'the other'}}\n"
                + "  - {ask: b, type: multi, text: 'Which ones?', choices: {one: 'the one', two: 'the other'}}\n"
                + "  - {ask: c, type: yes-no, text: 'Is it?'}\n"
                + "  - {ask: d, type: yes-no, text: 'Is it not?'}\n");
        walk.person
                .choose("a", "two")
                .choose("b", "two", "one")
                .choose("c", "yes")
                .unknown("d")
                .leave(ANSWERED);
        walk.walk();
        assertEquals("two", walk.value("a"));
        assertEquals("one, two", walk.value("b"), "several stand in the order of the choices");
        assertEquals("yes", walk.value("c"));
        assertEquals("unknown", walk.value("d"));
        assertTrue(walk.person.asked("a").dontKnow());
    }

    @Test
    void a_list_too_long_for_one_key_is_picked_by_typing() {
        Rehearsal walk = Rehearsal.of(
                Rehearsal.QUIET + "features:\n" + features(12),
                "title: A test\ndiagnose:\n  - {ask: a, type: feature, text: 'Which part?'}\n");
        walk.person.choose("a", "part_k").leave(ANSWERED);
        walk.walk();
        assertTrue(walk.person.asked("a").picker());
        assertEquals("part_k", walk.value("a"));
    }

    private static String features(int count) {
        StringBuilder features = new StringBuilder();
        for (int i = 0; i < count; i++) {
            char letter = (char) ('a' + i);
            features.append("  part_")
                    .append(letter)
                    .append(": {name: 'Part ")
                    .append(letter)
                    .append("', tier: core, effect: 'none'}\n");
        }
        return features.toString();
    }

    @Test
    void enter_keeps_what_the_book_knows_and_the_record_says_where_from() {
        Rehearsal walk = Rehearsal.of(Rehearsal.QUIET, """
                title: A test
                presets: {region: eu-1}
                diagnose:
                  - {ask: region, type: name, text: "Which region?"}
                """);
        walk.person.enter("region").leave(ANSWERED);
        walk.walk();
        assertEquals("eu-1", walk.value("region"));
        assertTrue(walk.person.asked("region").why().contains("From the book"));
        assertEquals(
                Optional.of("book"),
                ((Event.Answer) walk.records("answer").get(0).event()).from());
    }

    @ParameterizedTest
    @CsvSource({"impact", "revert"})
    void enter_never_answers_a_question_of_impact_or_revert(String phase) {
        Rehearsal walk = Rehearsal.of(
                Rehearsal.QUIET,
                "title: A test\npresets: {region: eu-1}\n" + phase
                        + ":\n  - {ask: region, type: name, text: 'Which region?'}\n");
        walk.person.leave("region");
        walk.walk();
        assertEquals(Optional.of("eu-1"), walk.person.asked("region").prefill(), "it is shown all the same");
        assertFalse(walk.person.asked("region").enterKeeps());
    }

    @Test
    void the_title_given_at_the_start_is_kept_by_enter_as_what_is_broken() {
        Rehearsal walk = Rehearsal.builtIn("title: Something is broken\n");
        walk.timeline.append(
                oncall.incident.Entry.of(new Event.Session(
                        "oncall", "laptop", "UTC", "+00:00", "", "", 1, "0", "test", "0", "0", List.of("titled"))),
                news -> true);
        walk.person.enter("what").leave("seen");
        walk.walk();
        assertEquals("A test", walk.value("what"));
    }

    @Test
    void an_answer_can_set_a_mark_at_the_time_it_names() {
        Rehearsal walk = Rehearsal.steps(
                "  - {ask: since, type: time, text: 'When?', milestone: started}\n"
                        + "  - {do: 'Ease it.', id: ease_it, milestone: mitigated}\n  - {do: 'Again.', id: more, milestone: recovered}\n");
        walk.person
                .type("since", "16:10")
                .choose("ease_it", "done")
                .choose("more", "skipped")
                .leave(ANSWERED);
        walk.walk();
        assertEquals(
                "2018-11-12T14:10:00Z",
                walk.incident().milestones().get(Milestone.STARTED).toString());
        assertEquals(Rehearsal.START, walk.incident().milestones().get(Milestone.MITIGATED));
        assertFalse(
                walk.incident().milestones().containsKey(Milestone.RECOVERED), "what was passed over marks nothing");
    }

    @Test
    void whom_to_ask_stands_under_the_question() {
        Rehearsal walk = Rehearsal.steps(
                "  - {ask: a, text: 'Safe?', who: tloc, type: yes-no}\n" + "  - {do: 'Start it.', id: b, who: tloc}\n");
        walk.person.choose("a", "yes").choose("b", "me").leave(ANSWERED);
        walk.walk();
        assertEquals("Ask the tech lead.", walk.person.asked("a").why());
        assertEquals(
                List.of("they did it", "I did it", "nobody reached"),
                walk.person.asked("b").choices().stream()
                        .map(Prompter.Offer::words)
                        .toList());
        assertEquals("done", walk.value("b"));
    }

    // ---- decide

    private static final String WAY = """
              - decide: way
                text: How?
                options:
                  quick: {text: "quickly", usual: true}
                  slow: {text: "slowly", reason: required}
                  never: {text: "not at all", when: {tier: core}}
                  last: {text: "at last"}
            """;

    @Test
    void a_decision_puts_down_what_could_be_done_and_why() {
        Rehearsal walk = Rehearsal.steps(WAY);
        walk.person.choose("way", "slow").type("reason", "nobody is hit").leave(ANSWERED);
        walk.walk();
        Event.Decision decision =
                (Event.Decision) walk.records("decision").get(0).event();
        assertEquals(List.of("quick", "slow", "never", "last"), decision.options());
        assertEquals(Optional.of("quick"), decision.usual());
        assertEquals(Optional.of("nobody is hit"), decision.reason());
        assertEquals(
                List.of(),
                walk.person.asked().stream()
                        .filter(Prompter.Question::enterKeeps)
                        .map(Prompter.Question::name)
                        .filter("way"::equals)
                        .toList(),
                "Enter is no decision");
    }

    @Test
    void a_hidden_choice_keeps_its_number() {
        Rehearsal walk = Rehearsal.steps(WAY);
        walk.person.choose("way", "last").leave(ANSWERED);
        walk.walk();
        assertEquals(
                List.of(1, 2, 4),
                walk.person.asked("way").choices().stream()
                        .map(Prompter.Offer::number)
                        .toList());
    }

    @Test
    void an_empty_reason_is_refused_once_then_taken() {
        Rehearsal walk = Rehearsal.steps(WAY);
        walk.person.choose("way", "slow").enter("reason").enter("reason").leave(ANSWERED);
        walk.walk();
        assertEquals(
                Optional.of("(no reason given)"),
                ((Event.Decision) walk.records("decision").get(0).event()).reason());
    }

    @Test
    void a_reason_given_at_the_second_try_counts() {
        Rehearsal walk = Rehearsal.steps(WAY);
        walk.person
                .choose("way", "slow")
                .enter("reason")
                .type("reason", "data first")
                .leave(ANSWERED);
        walk.walk();
        assertEquals(
                Optional.of("data first"),
                ((Event.Decision) walk.records("decision").get(0).event()).reason());
    }

    // ---- do

    @Test
    void a_finding_is_written_down_by_number_or_by_just_typing() {
        Rehearsal walk = Rehearsal.steps("  - {do: 'Look.', id: a}\n  - {do: 'Look again.', id: b}\n");
        walk.person
                .choose("a", "finding")
                .type("text", "a leak")
                .type("b", "the disk is full")
                .leave(ANSWERED);
        walk.walk();
        assertEquals("finding", walk.value("a"));
        assertEquals("a leak", walk.incident().given("a").orElseThrow().text());
        assertEquals("finding", walk.value("b"));
        assertEquals(
                "the disk is full", walk.incident().given("b").orElseThrow().text());
    }

    private static final String DANGER = "  - {ask: pvc, type: name, text: 'Which claim?'}\n"
            + "  - {do: 'Purge it.', id: purge, danger: high, target: $pvc, undo: 'cannot be undone'}\n";

    @Test
    void danger_wants_its_target_typed_letter_by_letter() {
        Rehearsal walk = Rehearsal.steps(DANGER);
        walk.person
                .type("pvc", "data-0")
                .type("target", "data-1")
                .type("target", "data-0")
                .choose("purge", "done")
                .leave(ANSWERED);
        walk.walk();
        assertTrue(walk.person.asked("target").confirmation(), "typed-ahead keys do not confirm");
        assertTrue(walk.person.screen().contains("That is not data-0. Nothing was done."), walk.person.screen());
        assertTrue(walk.person.screen().contains("cannot be undone"), walk.person.screen());
        assertEquals("done", walk.value("purge"));
    }

    @Test
    void danger_without_a_known_target_cannot_be_confirmed() {
        Rehearsal walk = Rehearsal.steps(DANGER);
        walk.person.unknown("pvc").leave(ANSWERED);
        walk.walk();
        assertEquals("skipped", walk.value("purge"));
        assertTrue(walk.person.screen().contains("Its target is not known"), walk.person.screen());
    }

    @Test
    void danger_can_be_let_be() {
        Rehearsal walk = Rehearsal.steps(DANGER);
        walk.person.type("pvc", "data-0").type("target", "skip").leave(ANSWERED);
        walk.walk();
        assertEquals("skipped", walk.value("purge"));
    }

    @Test
    void what_stands_with_a_step_is_shown_before_it_and_commands_have_their_values() {
        Rehearsal walk = Rehearsal.steps("""
                  - {ask: pvc, type: name, text: "Which claim?"}
                  - do: Set the size.
                    id: size
                    show:
                      - warning: It cannot be made smaller again.
                      - command: kubectl edit pvc "$pvc"
                    links: ["https://example.org/help"]
                """);
        walk.person.type("pvc", "data-0").choose("size", "done").leave(ANSWERED);
        walk.walk();
        assertEquals(List.of("It cannot be made smaller again."), walk.person.shown(Prompter.Tone.WARNING));
        assertEquals(List.of("pvc='data-0'; kubectl edit pvc \"$pvc\""), walk.person.shown(Prompter.Tone.COMMAND));
        assertTrue(walk.person.screen().contains("https://example.org/help"));
    }

    // ---- call

    @Test
    void a_call_says_how_to_reach_them_what_to_say_and_puts_down_who_answered() {
        Rehearsal walk = Rehearsal.of(Rehearsal.QUIET + """
                roles:
                  oncall: {name: "On-call engineer"}
                  imoc: {name: "Incident manager", covers: oncall, reach: [{phone: "+972-50-1", note: Dana}]}
                  tloc: {name: "Tech lead", covers: imoc}
                  soc: {name: "Support on-call", covers: imoc}
                """, """
                title: A test
                diagnose:
                  - {ask: doc, type: url, text: "Its address?"}
                  - {call: [imoc, tloc], id: told, text: "They decide.", message: "A rollback begins, see $doc"}
                """);
        walk.person
                .type("doc", "https://example.org/d")
                .choose("told", "reached")
                .choose("told", "not_reached")
                .leave(ANSWERED);
        walk.walk();
        String screen = walk.person.screen();
        assertTrue(screen.contains("+972-50-1 (Dana)"), screen);
        assertTrue(screen.contains("A rollback begins, see https://example.org/d"), screen);
        assertTrue(screen.contains("If there is no tech lead, the incident manager covers: Dana."), screen);
        assertEquals("Dana", walk.incident().holders().get("imoc"));
        assertEquals(
                List.of("imoc reached", "tloc not_reached"),
                walk.incident().calls().stream()
                        .map(call -> call.role() + " " + call.outcome())
                        .toList());
    }

    // ---- the end

    @Test
    void without_a_verification_it_is_closed_only_with_a_reason() {
        Rehearsal walk = Rehearsal.steps("  - {do: 'Look.', id: a}\n");
        walk.person.choose("a", "done").choose("close", "closed").type("reason", "false alarm");
        assertEquals(Ending.CLOSED, walk.walk());
        assertEquals(
                new Event.Close("resolved", Optional.of("false alarm")),
                walk.records("close").get(0).event());
        assertTrue(walk.records("milestone").isEmpty(), "nobody has said that it is resolved");
    }

    @Test
    void with_a_verification_that_holds_it_is_closed_at_once() {
        Rehearsal walk = Rehearsal.steps("  - {verify: 'Is it fine?', id: a}\n");
        walk.person.choose("a", "good").choose("close", "closed");
        assertEquals(Ending.CLOSED, walk.walk());
        assertEquals(
                new Event.Close("resolved", Optional.empty()),
                walk.records("close").get(0).event());
    }

    // ---- what changed

    private static final String UNDO = """
            title: A test
            revert:
              - {ask: change, type: change, text: "What changed?"}
              - {decide: revert, text: "Undo it?", options: {now: "undo it", cannot: "it cannot be undone"}}
            """;

    @Test
    void dont_know_counts_as_the_newest_change_and_the_decision_names_it() {
        Rehearsal walk = Rehearsal.of(Rehearsal.QUIET, UNDO);
        walk.changes.found.add(new Changes.Change(
                "git:api@1234567890abcdef1234567890abcdef12345678",
                Rehearsal.START.minusSeconds(60),
                "api: Split the table"));
        walk.person.unknown("change").choose("revert", "cannot").leave("look");
        walk.walk();
        assertTrue(
                walk.person.screen().contains("The newest change counts: api, commit 1234567890ab"),
                walk.person.screen());
        Event.Decision decision =
                (Event.Decision) walk.records("decision").get(0).event();
        assertEquals(List.of("git:api@1234567890abcdef1234567890abcdef12345678"), decision.changes());
    }

    @Test
    void a_commit_is_named_by_its_words_and_kept_by_its_id() {
        Rehearsal walk = Rehearsal.of(Rehearsal.QUIET, UNDO);
        walk.changes.found.add(new Changes.Change(
                "git:api@1234567890abcdef1234567890abcdef12345678",
                Rehearsal.START.minusSeconds(60),
                "api: Split the table"));
        walk.person
                .choose("change", "git:api@1234567890abcdef1234567890abcdef12345678")
                .choose("revert", "cannot")
                .leave("look");
        walk.walk();
        assertEquals("git:api@1234567890abcdef1234567890abcdef12345678", walk.value("change"));
        assertTrue(walk.person.screen().contains("Changed: Mon 17:02 api: Split the table"), walk.person.screen());
    }

    // ---- ways

    @Test
    void a_way_taken_for_a_while_is_asked_about_again_when_the_while_is_over() {
        Rehearsal walk = Rehearsal.steps(
                "  - {decide: way, text: 'How?', options: {wait: {text: 'wait', again: 10m}, act: {text: 'act'}}}\n"
                        + "  - {ask: next, text: 'Next?'}\n  - {ask: more, text: 'More?'}\n");
        walk.person
                .choose("way", "wait")
                .meanwhile(() -> walk.clock.pass(java.time.Duration.ofMinutes(11)))
                .type("next", "a")
                .choose("again_way", "act")
                .leave("more");
        walk.walk();
        assertEquals("act", walk.value("way"));
        assertTrue(
                walk.standing().dues().stream().noneMatch(due -> due.what() == Dues.What.ANSWER),
                walk.standing().dues().toString());
    }

    @ParameterizedTest
    @CsvSource({"diagnose, true", "revert, false"})
    void a_way_the_book_knows_is_shown_and_kept_by_enter_where_enter_may(String phase, boolean kept) {
        Rehearsal walk = Rehearsal.of(
                Rehearsal.QUIET,
                "title: A test\npresets: {way: act}\n" + phase
                        + ":\n  - {decide: way, text: 'How?', options: {wait: {text: 'wait for it'}, act: {text: 'act on it'}}}\n");
        walk.person.leave("way");
        walk.walk();
        assertEquals("From the book: act on it.", walk.person.asked("way").why());
        assertEquals(Optional.of("act"), walk.person.asked("way").prefill());
        assertEquals(kept, walk.person.asked("way").enterKeeps());
    }

    @Test
    void what_may_be_left_out_says_so_and_whose_it_is_stands_with_it() {
        Rehearsal walk = Rehearsal.steps(
                "  - {ask: a, text: 'A?', optional: true}\n  - {verify: 'Fine?', id: fine, who: tloc}\n");
        walk.person.order("a", "skip", "").leave("fine");
        walk.walk();
        assertEquals("Optional: :skip passes over it.", walk.person.asked("a").why());
        assertTrue(walk.person.screen().contains("For the tech lead."), walk.person.screen());
    }
}
