package oncall.walk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import oncall.incident.Event;
import oncall.incident.TimelineRecord;
import oncall.runbook.TimeReader;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be typed at any prompt besides an answer. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class OrdersTest {
    private static final String THREE = "  - {ask: one, text: 'One?'}\n  - {ask: two, text: 'Two?'}\n"
            + "  - {ask: three, text: 'Three?'}\n  - {ask: four, text: 'Four?'}\n";

    // ---- note, park

    @Test
    void a_note_keeps_the_place() {
        Rehearsal walk = Rehearsal.steps(THREE);
        walk.person.order("one", "note", "the graphs are flat").type("one", "a").leave("two");
        walk.walk();
        assertEquals(
                Optional.of("the graphs are flat"),
                walk.records("note").get(0).entry().text());
        assertEquals("a", walk.value("one"));
    }

    @ParameterizedTest
    @CsvSource({
        "@16:50 omer saw errors, 14:50",
        "@10 min ago omer saw errors, 14:53",
        "@2018-11-12 16:50 omer saw errors, 14:50",
        "@\"16:50\" omer saw errors, 14:50",
        "'@ \"10  min ago\"  omer saw errors', 14:53",
        "@4:50 PM omer saw errors, 14:50",
        "@15:50 CET omer saw errors, 14:50",
        "@ca. 16:50 omer saw errors, 14:50",
        "'@12. November, 16:50 omer saw errors', 14:50",
        "@16:50 - 16:55 omer saw errors, 14:50",
        "@yesterday 23:50 omer saw errors, 11T21:50"
    })
    void a_note_can_say_when_it_was(String words, String utc) {
        Rehearsal walk = Rehearsal.steps(THREE);
        walk.person.order("one", "note", words).leave("one");
        walk.walk();
        TimelineRecord note = walk.records("note").get(0);
        String day = utc.contains("T") ? "2018-11-" : "2018-11-12T";
        assertEquals(day + utc + ":00Z", note.at().toString());
        assertEquals(Optional.of("omer saw errors"), note.entry().text());
        assertTrue(note.entry().time().isPresent(), "how the time was given is on record");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "@", "@\"16:50\"", "@16:50"})
    void a_note_without_words_or_with_a_time_nobody_can_read_is_asked_back(String words) {
        Rehearsal walk = Rehearsal.steps(THREE);
        walk.person.order("one", "note", words).leave("one");
        walk.walk();
        assertTrue(walk.records("note").isEmpty());
    }

    @Test
    void words_that_could_be_part_of_the_time_but_need_not_stay_with_the_note() {
        Rehearsal walk = Rehearsal.steps(THREE);
        walk.person
                .order("one", "note", "@16:50 3 pods of Monday died")
                .order("one", "note", "@16:50 may be too early")
                .leave("one");
        walk.walk();
        assertEquals(
                List.of("3 pods of Monday died", "may be too early"),
                walk.records("note").stream()
                        .map(each -> each.entry().text().orElse(""))
                        .toList());
    }

    @Test
    void a_time_nobody_can_read_is_asked_for_again_and_the_text_is_kept() {
        Rehearsal walk = Rehearsal.steps(THREE);
        walk.person
                .order("one", "note", "@14:?? omer saw errors")
                .type("when", "13:05 PM")
                .type("when", "14:10")
                .order("one", "note", "@sometime it broke")
                .enter("when")
                .leave("one");
        walk.walk();
        List<TimelineRecord> notes = walk.records("note");
        assertEquals("2018-11-12T12:10:00Z", notes.get(0).at().toString());
        assertEquals(Optional.of("omer saw errors"), notes.get(0).entry().text());
        assertEquals(Optional.of("it broke"), notes.get(1).entry().text());
        assertTrue(notes.get(1).entry().time().isEmpty());
        String screen = walk.person.screen();
        assertTrue(screen.contains("The minutes of `14:??` are not written."), screen);
        assertTrue(screen.contains("Write `13:05` or `1:05 PM`."), screen);
        assertTrue(
                screen.contains(
                        "Taken as Mon 2018-11-12 14:10+02:00, your zone Asia/Jerusalem; the day was not written."),
                screen);
    }

    @Test
    void a_note_is_saved_when_the_person_leaves_or_is_cut_off_before_its_time_is_known() {
        Rehearsal walk = Rehearsal.steps(THREE);
        walk.person.order("one", "note", "@14:?? omer saw errors").leave("when");
        walk.walk();
        assertEquals(
                Optional.of("omer saw errors"),
                walk.records("note").get(0).entry().text());
    }

    @Test
    void a_time_long_before_is_taken_when_the_very_same_words_come_again() {
        Rehearsal walk = Rehearsal.steps(THREE);
        walk.person
                .order("one", "note", "@\"2018-11-01 10:00\" the rollout began")
                .type("when", "2018-11-02 10:00")
                .type("when", "2018-11-01 10:00")
                .type("when", "2018-11-01 10:00")
                .leave("one");
        walk.walk();
        assertEquals(
                List.of("2018-11-01T08:00:00Z"),
                walk.records("note").stream().map(each -> each.at().toString()).toList());
        assertTrue(walk.person.screen().contains(" Write the same again if it is meant."), walk.person.screen());
    }

    @Test
    void an_answer_that_is_a_time_says_how_it_was_taken_and_is_doubted_once_when_it_is_early() {
        Rehearsal walk = Rehearsal.steps("  - {ask: broke, type: time, text: 'Since when?'}\n" + THREE);
        walk.person
                .type("broke", "40:10")
                .type("broke", "2018-11-01 10:00")
                .type("broke", " 2018-11-01 10:00")
                .leave("one");
        walk.walk();
        assertEquals("2018-11-01T08:00:00.000Z", walk.value("broke"));
        assertEquals(
                "2018-11-01 10:00",
                walk.records("answer").get(0).entry().time().orElseThrow().written());
        String screen = walk.person.screen();
        assertTrue(screen.contains("There is no hour 40"), screen);
        assertTrue(screen.contains("is 11 days before anything else on record here"), screen);
        assertTrue(
                screen.contains("Taken as Thu 2018-11-01 10:00+02:00, your zone Asia/Jerusalem. :back corrects it."),
                screen);
        assertEquals(Optional.empty(), walk.person.asked("broke").prefill(), "Enter alone does not confirm it");
    }

    @Test
    void a_pause_is_until_a_time_to_come() {
        Rehearsal walk = Rehearsal.steps(THREE);
        walk.person
                .order("one", "pause", "gone home")
                .type("until", "2018-11-12 09:00")
                .type("until", "tomorrow 9:00");
        walk.walk();
        assertEquals(
                new Event.Pause(Optional.of(java.time.Instant.parse("2018-11-13T07:00:00Z")), Optional.of("gone home")),
                walk.records("pause").get(0).event());
        assertTrue(
                walk.person.screen().contains("That has passed; it is 2018-11-12 17:03+02:00 now."),
                walk.person.screen());
    }

    @Test
    void an_idea_is_parked_with_where_it_came_up_and_nothing_else() {
        Rehearsal walk = Rehearsal.steps(THREE);
        walk.person
                .order("one", "park", "why does it need a restart?")
                .order("one", "park", "")
                .leave("one");
        walk.walk();
        assertEquals(1, walk.records("park").size());
        assertEquals(
                new Event.Park(Optional.of("one")), walk.records("park").get(0).event());
    }

    // ---- back

    @Test
    void back_asks_the_answer_before_with_the_old_one_filled_in_and_the_new_one_replaces_it() {
        Rehearsal walk = Rehearsal.steps(THREE);
        walk.person.type("one", "a").order("two", "back", "").type("one", "b").leave("two");
        walk.walk();
        assertEquals(Optional.of("a"), walk.person.asked("one").prefill());
        assertEquals("b", walk.value("one"));
        List<TimelineRecord> answers = walk.records("answer");
        assertEquals(Optional.of(answers.get(0).id()), answers.get(1).entry().supersedes());
    }

    @Test
    void back_again_and_again_goes_further_back() {
        Rehearsal walk = Rehearsal.steps(THREE);
        walk.person
                .type("one", "a")
                .type("two", "b")
                .type("three", "c")
                .order("four", "back", "")
                .order("three", "back", "")
                .order("two", "back", "")
                .order("one", "back", "")
                .type("one", "x")
                .leave("four");
        walk.walk();
        assertEquals("x", walk.value("one"));
        assertEquals("b", walk.value("two"), "passed by, not changed");
        assertTrue(walk.person.screen().contains("There is no answer before this one."), walk.person.screen());
    }

    @Test
    void back_from_the_first_question_stays_there() {
        Rehearsal walk = Rehearsal.steps(THREE);
        walk.person.order("one", "back", "").leave("one");
        walk.walk();
        assertTrue(walk.person.screen().contains("There is no answer before this one."), walk.person.screen());
    }

    @Test
    void skipping_while_changing_leaves_the_old_answer() {
        Rehearsal walk = Rehearsal.steps(THREE);
        walk.person
                .type("one", "a")
                .order("two", "back", "")
                .order("one", "skip", "")
                .leave("two");
        walk.walk();
        assertEquals("a", walk.value("one"));
        assertTrue(walk.person.screen().contains("The old answer stays."), walk.person.screen());
    }

    @ParameterizedTest(name = "at {0}")
    @CsvSource(delimiter = '|', textBlock = """
            {ask: k, text: 'K?'}                                                     | k      |
            {ask: k, type: yes-no, text: 'K?'}                                       | k      |
            {ask: k, type: multi, text: 'K?', choices: {u: 'uu', v: 'vv'}}           | k      |
            {ask: k, type: change, text: 'K?'}                                       | k      |
            {ask: k, type: time, text: 'K?'}                                         | k      |
            {decide: k, text: 'K?', options: {u: {text: 'uu'}, v: {text: 'vv'}}}     | k      |
            {decide: k, text: 'K?', options: {u: {text: 'uu', reason: required}}}    | reason | u
            {do: 'K.', id: k}                                                        | k      |
            {do: 'K.', id: k, danger: high, target: $one}                            | target |
            {run: './k', id: k, text: 'K'}                                           | k      |
            {verify: 'K?', id: k}                                                    | k      |
            {verify: 'K?', id: k, after: 1m}                                         | wait   |
            {call: [imoc], id: k, text: 'K'}                                         | k      |
            {send: update, id: k, to: team, text: 'K?'}                              | k      |
            """)
    void back_works_at_every_kind_of_prompt(String step, String prompt, String before) {
        Rehearsal walk = Rehearsal.steps("  - {ask: one, type: name, text: 'One?'}\n  - " + step + "\n")
                .trusted();
        walk.person.type("one", "a");
        if (step.startsWith("{send")) {
            walk.person.enter("what_changed").enter("doing").enter("ask_for");
        }
        if (before != null) {
            walk.person.choose("k", before);
        }
        walk.person.order(prompt, "back", "");
        walk.person.type("one", "b");
        walk.person.leave(before != null ? "k" : prompt);
        walk.walk();
        assertEquals("b", walk.value("one"));
    }

    @Test
    void what_is_no_longer_asked_is_kept_and_listed() {
        Rehearsal walk = Rehearsal.steps(
                "  - {ask: kind, text: 'Kind?', choices: {disk: 'a disk', net: 'a network'}}\n"
                        + "  - {ask: mount, type: name, text: 'Which mount?', when: {kind: disk}}\n  - {ask: more, text: 'More?'}\n");
        walk.person
                .choose("kind", "disk")
                .type("mount", "data")
                .order("more", "back", "")
                .order("mount", "back", "")
                .choose("kind", "net")
                .order("more", "left", "")
                .leave("more");
        walk.walk();
        assertTrue(
                walk.person.screen().contains("Kept on record, no longer part of the walk:\n  Which mount? data"),
                walk.person.screen());
        assertTrue(walk.person.screen().contains("kept, no longer asked: Which mount? data"), walk.person.screen());
        assertEquals("data", walk.value("mount"));
    }

    @Test
    void back_to_a_command_that_ran_shows_it_and_does_not_run_it_again() {
        Rehearsal walk = Rehearsal.steps(
                        "  - {run: './probe', id: probe, text: 'Probe'}\n  - {ask: two, text: 'Two?'}\n")
                .trusted();
        walk.commands.ends(0, "all is well");
        walk.person.choose("probe", "run").order("two", "back", "").leave("two");
        walk.walk();
        assertEquals(1, walk.commands.requests.size());
        assertTrue(
                walk.person
                        .screen()
                        .endsWith("It ran; it is not run again. :note adds to it.\n" + "\n"
                                + walk.person
                                        .screen()
                                        .substring(walk.person.screen().lastIndexOf("DIAGNOSE 2"))),
                walk.person.screen());
    }

    @Test
    void back_to_a_verification_by_eye_asks_it_again() {
        Rehearsal walk = Rehearsal.steps("  - {verify: 'Fine?', id: fine}\n  - {ask: two, text: 'Two?'}\n");
        walk.person
                .choose("fine", "good")
                .order("two", "back", "")
                .choose("fine", "bad")
                .leave("two");
        walk.walk();
        assertEquals("fails", walk.value("fine"));
    }

    @Test
    void back_to_a_command_that_was_passed_over_offers_it() {
        Rehearsal walk = Rehearsal.steps(
                        "  - {run: './probe', id: probe, text: 'Probe'}\n  - {ask: two, text: 'Two?'}\n")
                .trusted();
        walk.commands.ends(0, "");
        walk.person
                .choose("probe", "skipped")
                .order("two", "back", "")
                .choose("probe", "run")
                .leave("two");
        walk.walk();
        assertEquals("ok", walk.value("probe"));
    }

    // ---- go, left, skip, unknown

    @Test
    void the_order_can_be_left_and_what_was_passed_over_is_listed_and_comes_last() {
        Rehearsal walk = Rehearsal.steps(THREE);
        walk.person
                .order("one", "go", "three")
                .order("three", "left", "")
                .type("three", "c")
                .type("four", "d")
                .type("one", "a")
                .leave("two");
        walk.walk();
        Event.Jump jump = (Event.Jump) walk.records("jump").get(0).event();
        assertEquals(new Event.Jump("three", List.of("one", "two"), false), jump);
        assertTrue(walk.person.screen().contains("  one  One?\n  two  Two?"), walk.person.screen());
    }

    @Test
    void going_to_an_answered_step_changes_it() {
        Rehearsal walk = Rehearsal.steps(THREE);
        walk.person.type("one", "a").order("two", "go", "one").type("one", "b").leave("two");
        walk.walk();
        assertEquals("b", walk.value("one"));
        assertTrue(walk.records("jump").isEmpty());
    }

    @Test
    void going_nowhere_is_said_with_the_nearest_name() {
        Rehearsal walk = Rehearsal.steps(THREE);
        walk.person.order("one", "go", "thre").order("one", "go", "").leave("one");
        walk.walk();
        assertTrue(
                walk.person.screen().contains("There is no phase, step or book `thre`. Did you mean `three`?"),
                walk.person.screen());
        assertTrue(walk.records("jump").isEmpty());
    }

    @Test
    void another_book_can_be_walked() {
        Rehearsal walk = Rehearsal.steps(THREE);
        walk.shelf.add(Rehearsal.book("other", "title: The other\nsteps: [{do: 'Act.', id: act}]\n"));
        walk.person.order("one", "go", "other").order("act", "about", "").leave("act");
        walk.walk();
        assertTrue(walk.person.screen().contains("The other"), walk.person.screen());
    }

    @Test
    void skipping_is_an_answer_and_so_is_not_knowing() {
        Rehearsal walk = Rehearsal.steps(
                "  - {ask: one, text: 'One?'}\n  - {ask: two, type: name, text: 'Two?'}\n  - {do: 'Three.', id: three}\n"
                        + "  - {call: [imoc], id: four, text: 'Four'}\n");
        walk.person
                .order("one", "skip", "")
                .order("two", "unknown", "")
                .order("three", "skip", "")
                .order("four", "skip", "")
                .leave("close");
        walk.walk();
        assertEquals(
                List.of("unknown", "unknown", "skipped", "not_reached"),
                List.of(walk.value("one"), walk.value("two"), walk.value("three"), walk.value("four")));
        assertEquals(
                Optional.of("skipped"),
                ((Event.Answer) walk.records("answer").get(0).event()).reason());
    }

    @Test
    void not_knowing_is_an_answer_to_free_text_too() {
        Rehearsal walk = Rehearsal.steps(THREE);
        walk.person.order("one", "unknown", "").leave("two");
        walk.walk();
        assertEquals("unknown", walk.value("one"));
    }

    // ---- call, send, status, impact, about, time, help

    @Test
    void somebody_can_be_called_at_any_prompt() {
        Rehearsal walk = Rehearsal.steps(THREE);
        walk.person
                .order("one", "call", "tloc")
                .choose("page", "reached")
                .type("who tloc", "Eli")
                .order("one", "call", "nobody")
                .leave("one");
        walk.walk();
        assertEquals("Eli", walk.incident().holders().get("tloc"));
        assertTrue(walk.person.screen().contains("Roles: oncall, imoc, tloc, soc."), walk.person.screen());
    }

    @Test
    void a_call_given_up_leaves_the_question_open() {
        Rehearsal walk = Rehearsal.steps(THREE);
        walk.person
                .order("one", "call", "tloc")
                .order("page", "skip", "")
                .type("one", "a")
                .leave("two");
        walk.walk();
        assertEquals("a", walk.value("one"));
        assertTrue(walk.incident().calls().isEmpty());
    }

    @Test
    void a_message_can_be_sent_at_any_prompt() {
        Rehearsal walk = Rehearsal.steps(THREE);
        walk.person
                .order("one", "send", "")
                .choose("send_team", "posted")
                .order("one", "send", "mars")
                .leave("one");
        walk.walk();
        assertEquals("team", walk.incident().messages().get(0).comms().audience());
        assertTrue(
                walk.person.screen().contains("Audiences: team, support, managers, customers."), walk.person.screen());
    }

    @Test
    void the_status_says_where_it_stands() {
        Rehearsal walk = Rehearsal.steps(THREE);
        walk.person
                .type("one", "a")
                .order("two", "park", "idea")
                .order("two", "status", "")
                .leave("two");
        walk.walk();
        String screen = walk.person.screen();
        assertTrue(screen.contains("no priority yet; began 17:03+02:00 (15:03Z)"), screen);
        assertTrue(screen.contains("  parked: 1"), screen);
        assertTrue(screen.contains("  next: Two?"), screen);
    }

    @Test
    void figures_of_the_impact_are_asked_with_their_source_and_shown() {
        Rehearsal walk = Rehearsal.of(
                Rehearsal.QUIET.replace(
                        "steps: {",
                        "steps: {while-waiting: [{ask: customers_number, type: range, text: 'How many?'}], "),
                "title: A test\ndiagnose:\n" + THREE);
        walk.person
                .order("one", "impact", "")
                .type("customers_number", "10-20")
                .choose("source", "tickets")
                .leave("one");
        walk.walk();
        assertEquals("10, 20", walk.value("customers_number"));
        assertEquals(
                Optional.of("tickets"),
                ((Event.Answer) walk.records("answer").get(0).event()).source());
        assertTrue(walk.person.screen().contains("10 to 20"), walk.person.screen());
    }

    @Test
    void about_tells_the_background_of_the_book() {
        Rehearsal walk = Rehearsal.of(
                Rehearsal.QUIET, "title: A test\nowner: platform\nabout: Only for tests.\ndiagnose:\n" + THREE);
        walk.person.order("one", "about", "").leave("one");
        walk.walk();
        assertTrue(walk.person.screen().contains("Only for tests.\nKept by platform, test.yaml"), walk.person.screen());
    }

    @Test
    void the_next_answer_can_have_happened_earlier_and_only_the_next() {
        Rehearsal walk = Rehearsal.steps(THREE);
        walk.person
                .order("one", "time", "16:40")
                .order("one", "note", "in between")
                .type("one", "a")
                .type("two", "b")
                .leave("three");
        walk.walk();
        assertEquals(
                "2018-11-12T14:40:00Z",
                walk.incident().given("one").orElseThrow().at().toString());
        assertEquals(
                TimeReader.Precision.MINUTE,
                walk.records("answer").get(0).entry().time().orElseThrow().precision());
        assertEquals(Rehearsal.START, walk.incident().given("two").orElseThrow().at());
        assertEquals(
                Rehearsal.START, walk.records("note").get(0).at(), "a note is no answer; it has a time of its own");
    }

    @Test
    void a_call_is_an_answer_that_can_have_happened_earlier() {
        Rehearsal walk = Rehearsal.steps("  - {call: [imoc], id: told, text: 'Tell them'}\n" + THREE);
        walk.person
                .order("told", "time", "16:40")
                .choose("told", "me")
                .type("one", "a")
                .leave("two");
        walk.walk();
        assertEquals("2018-11-12T14:40:00Z", walk.incident().calls().get(0).at().toString());
        assertEquals(Rehearsal.START, walk.incident().given("one").orElseThrow().at());
    }

    @Test
    void time_alone_shows_the_clocks_and_a_time_to_come_is_refused() {
        Rehearsal walk = Rehearsal.builtIn("title: A test\n");
        walk.person
                .order("what", "time", "")
                .order("what", "time", "2030-01-01 10:00")
                .leave("what");
        walk.walk();
        assertTrue(walk.person.screen().contains("Now 17:03+02:00 (15:03Z)."), walk.person.screen());
        assertTrue(walk.person.screen().contains("  17:08+02:00  update team"), walk.person.screen());
        assertFalse(walk.person.screen().contains("The next answer happened"), walk.person.screen());
    }

    @Test
    void help_fits_the_screen_and_names_every_order() {
        Rehearsal walk = Rehearsal.steps(THREE);
        walk.person.order("one", "help", "").leave("one");
        walk.walk();
        List<String> help = walk.person.shown(Prompter.Tone.HINT);
        for (String word : List.of(
                "note", "park", "back", "go", "left", "skip", "unknown", "raise", "impact", "call", "send", "status",
                "about", "time", "edit", "pause")) {
            assertTrue(help.stream().anyMatch(line -> line.contains(":" + word)), word);
        }
        assertTrue(help.size() < 20 && help.stream().allMatch(line -> line.length() < 80));
    }

    @Test
    void an_unknown_order_is_said_and_the_question_stays() {
        Rehearsal walk = Rehearsal.steps(THREE);
        walk.person.order("one", "nope", "").type("one", "a").leave("two");
        walk.walk();
        assertTrue(walk.person.screen().contains("There is no command `:nope`."), walk.person.screen());
    }

    @Test
    void what_is_no_order_is_an_answer_with_its_colon() {
        Rehearsal walk = Rehearsal.steps(THREE);
        walk.person.type("one", ":-( it is down").leave("two");
        walk.walk();
        assertEquals(":-( it is down", walk.value("one"));
    }

    @Test
    void an_answer_can_be_written_in_an_editor() {
        Rehearsal walk = Rehearsal.steps(THREE);
        walk.person.edits("a long story").order("one", "edit", "").leave("two");
        walk.walk();
        assertEquals("a long story", walk.value("one"));
    }

    // ---- pause

    @Test
    void pausing_stops_saved_with_a_reason_and_until_when() {
        Rehearsal walk = Rehearsal.steps(THREE);
        walk.person.order("one", "pause", "waiting for the vendor").type("until", "09:00");
        assertEquals(Ending.LEFT, walk.walk());
        assertEquals(
                new Event.Pause(
                        Optional.of(java.time.Instant.parse("2018-11-13T07:00:00Z")),
                        Optional.of("waiting for the vendor")),
                walk.records("pause").get(0).event());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    16:30                        | 2018-11-13T14:30:00Z | ''
                    in 2 h                       | 2018-11-12T17:03:00Z | ''
                    tomorrow 9:00                | 2018-11-13T07:00:00Z | ''
                    tomorrow  9:00 gone  home    | 2018-11-13T07:00:00Z | gone  home
                    in 2 h: waiting for Ed       | 2018-11-12T17:03:00Z | waiting for Ed
                    18:00, waiting at 2 desks    | 2018-11-12T16:00:00Z | waiting at 2 desks
                    """)
    void words_behind_a_pause_that_are_a_time_to_come_are_until_when(String words, String until, String reason) {
        Rehearsal walk = Rehearsal.steps(THREE);
        walk.person.order("one", "pause", words);
        if (reason.isEmpty()) {
            walk.person.enter("reason");
        }
        assertEquals(Ending.LEFT, walk.walk());
        assertEquals(
                new Event.Pause(
                        Optional.of(java.time.Instant.parse(until)),
                        Optional.of(reason).filter(each -> !each.isEmpty())),
                walk.records("pause").get(0).event());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1430 tickets to read", "Monday is a holiday", "2 of 3 are back", "may the vendor call"})
    void words_behind_a_pause_that_are_no_time_are_the_reason(String words) {
        Rehearsal walk = Rehearsal.steps(THREE);
        walk.person.order("one", "pause", words).enter("until");
        assertEquals(Ending.LEFT, walk.walk());
        assertEquals(
                new Event.Pause(Optional.empty(), Optional.of(words)),
                walk.records("pause").get(0).event());
    }

    @Test
    void a_time_gone_by_behind_a_pause_is_no_reason() {
        Rehearsal walk = Rehearsal.steps(THREE);
        walk.person
                .order("one", "pause", "2018-11-12 09:00")
                .type("until", "whenever")
                .enter("until")
                .enter("reason");
        walk.walk();
        assertEquals(
                new Event.Pause(Optional.empty(), Optional.empty()),
                walk.records("pause").get(0).event());
        String screen = walk.person.screen();
        assertTrue(screen.contains("That has passed"), screen);
        assertTrue(screen.contains("Write `in 2 h`, `09:00` or `tomorrow 9:00`."), screen);
        assertFalse(screen.contains("10 min ago"), screen);
    }

    @Test
    void a_time_does_not_say_why_a_level_is_paused_that_is_not_stable() {
        Rehearsal walk = Rehearsal.builtIn("title: A test\n");
        walk.person
                .order("what", "raise", "P1")
                .order("page", "pause", "in 2 h")
                .type("reason", "eli watches it");
        assertEquals(Ending.LEFT, walk.walk());
        assertEquals(
                Optional.of("eli watches it"),
                ((Event.Pause) walk.records("pause").get(0).event()).reason());
        assertTrue(walk.person.screen().contains("P1 is paused when it is stable"), walk.person.screen());
    }

    @Test
    void whoever_comes_back_reads_until_when_it_was_paused() {
        Rehearsal walk = Rehearsal.steps(THREE);
        walk.person.order("one", "pause", "tomorrow 9:00 gone home");
        walk.walk();
        Rehearsal again = walk.cutAt(walk.timeline.all().size(), Rehearsal.START);
        again.person.leave("one");
        Sitting sitting = again.sitting();
        sitting.welcomeBack(List.of());
        sitting.walk();
        assertTrue(
                again.person.screen().contains("Paused by dana until Tue 09:00+02:00: gone home"),
                again.person.screen());
    }

    @Test
    void pausing_needs_nothing_but_enter() {
        Rehearsal walk = Rehearsal.steps(THREE);
        walk.person.order("one", "pause", "").enter("until").enter("reason");
        assertEquals(Ending.LEFT, walk.walk());
        assertEquals(
                new Event.Pause(Optional.empty(), Optional.empty()),
                walk.records("pause").get(0).event());
    }

    @Test
    void whoever_comes_back_reads_why_it_was_paused_and_the_last_answers() {
        Rehearsal walk = Rehearsal.steps(THREE);
        walk.person.type("one", "a").order("two", "pause", "gone home").enter("until");
        walk.walk();
        Rehearsal again = walk.cutAt(walk.timeline.all().size(), Rehearsal.START);
        again.person.leave("two");
        Sitting sitting = again.sitting();
        sitting.welcomeBack(List.of("two"));
        sitting.walk();
        String screen = again.person.screen();
        assertTrue(screen.contains("17:03+02:00 dana: One? a"), screen);
        assertTrue(screen.contains("Paused by dana: gone home"), screen);
        assertTrue(screen.contains("The book has changed since: two."), screen);
    }

    // ---- gone

    @ParameterizedTest
    @CsvSource({"END_OF_INPUT, LEFT", "INTERRUPTED, INTERRUPTED", "HUNG_UP, HUNG_UP"})
    void nobody_there_any_more_ends_the_sitting_with_everything_saved(Prompter.Why why, Ending ending) {
        Rehearsal walk = Rehearsal.steps(THREE);
        walk.person.type("one", "a").on("two", new Prompter.Ended(why));
        assertEquals(ending, walk.walk());
        assertEquals("a", walk.value("one"));
    }

    // ---- not saved

    @Test
    void an_order_while_an_answer_is_not_saved_loses_nothing() {
        Rehearsal walk = Rehearsal.steps(THREE);
        walk.person
                .meanwhile(() -> walk.timeline.fail(1, true))
                .type("one", "a")
                .order("retry", "status", "")
                .choose("retry", "again")
                .leave("two");
        walk.walk();
        assertEquals("a", walk.value("one"));
    }

    @Test
    void a_level_that_wants_it_stable_before_a_pause_asks_why_and_stops_nobody() {
        Rehearsal walk = Rehearsal.builtIn("title: A test\n");
        walk.person
                .order("what", "raise", "P1")
                .order("page", "pause", "")
                .enter("until")
                .enter("reason")
                .enter("reason");
        assertEquals(Ending.LEFT, walk.walk());
        assertTrue(
                walk.person.screen().contains("P1 is paused when it is stable, and nothing on record shows that."),
                walk.person.screen());
        assertEquals(
                Optional.of("(no reason given)"),
                ((Event.Pause) walk.records("pause").get(0).event()).reason());
    }
}
