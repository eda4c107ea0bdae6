package oncall.walk;

import static oncall.runbook.Phase.DIAGNOSE;
import static oncall.runbook.Phase.IMPACT;
import static oncall.runbook.Phase.MITIGATE;
import static oncall.runbook.Phase.RESOLVE;
import static oncall.runbook.Phase.REVERT;
import static oncall.runbook.Phase.TRIAGE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import oncall.incident.Entry;
import oncall.incident.Event;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** What is asked, in which order, by what is on record: `a b? c?` is the route, open steps marked. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RouteTest {
    private static final String TEAM = """
            oncall: team/1
            name: Small
            steps:
              triage: [{ask: what, text: "What?"}]
              impact: [{ask: size, text: "How large?", choices: {small: small, large: large}}]
              revert:
                - {ask: change, type: change, text: "What changed?"}
                - decide: revert
                  text: Undo it?
                  when: {change: {not: none}}
                  options: {now: {text: "now", follow: revert-plan}, cannot: {text: "cannot", reason: required}}
              diagnose: [{do: "The team looks.", id: team_look}]
              mitigate: [{do: "The team eases.", id: team_ease}]
              resolve: [{verify: "Works?", id: works, if-not: mitigate}]
            """;

    private static String route(Rehearsal walk) {
        return String.join(
                " ",
                walk.standing().route().stops().stream()
                        .map(stop -> stop.key() + (stop.open() ? "?" : ""))
                        .toList());
    }

    private static String next(Rehearsal walk) {
        return walk.standing().route().next().map(Route.Stop::key).orElse("-");
    }

    private static String left(Rehearsal walk) {
        return String.join(
                " ",
                walk.standing().route().left().stream().map(Route.Stop::key).toList());
    }

    private static Rehearsal walk(String book) {
        return Rehearsal.of(TEAM, "title: A test\n" + book);
    }

    // ---- order

    @Test
    void the_team_sorts_and_undoes_the_book_diagnoses_and_mitigates_both_resolve() {
        Rehearsal walk = walk("""
                resolve: [{do: "Tidy.", id: tidy}]
                mitigate: [{do: "Ease.", id: ease}]
                diagnose: [{do: "Look.", id: look}]
                triage: [{ask: where, text: "Where?"}]
                """);
        assertEquals("what? where? size? change? revert? look? ease? tidy? works?", route(walk));
    }

    @Test
    void what_the_book_does_not_write_is_the_teams() {
        assertEquals("what? size? change? revert? team_look? team_ease? works?", route(walk("about: nothing\n")));
    }

    @Test
    void a_plain_list_stands_where_diagnose_and_mitigate_would_be() {
        assertEquals("what? size? change? revert? one? works?", route(walk("steps: [{do: 'One.', id: one}]\n")));
    }

    @Test
    void a_step_with_the_id_of_a_team_step_stands_in_its_place() {
        Rehearsal walk =
                walk("impact: [{ask: more, text: 'More?'}, {ask: size, text: 'How many gigabytes?', type: number}]\n");
        assertEquals("what? size? more? change? revert? team_look? team_ease? works?", route(walk));
        assertEquals(
                "How many gigabytes?",
                walk.standing().route().stop("size").orElseThrow().step().text());
    }

    // ---- conditions, groups, branches

    @Test
    void a_step_whose_condition_does_not_hold_is_no_stop_and_comes_and_goes_with_the_answer() {
        Rehearsal walk = walk("diagnose: [{do: 'Big.', id: big, when: {size: large}}, {do: 'Any.', id: any_size}]\n");
        assertEquals("what? size? change? revert? any_size? team_ease? works?", route(walk));
        walk.given(IMPACT, "size", "large");
        assertEquals("what? size change? revert? big? any_size? team_ease? works?", route(walk));
        walk.given(DIAGNOSE, "big", "done").given(IMPACT, "size", "small");
        assertEquals(
                "what? size change? revert? any_size? team_ease? works?", route(walk), "its answer stays on record");
        assertEquals("done", walk.value("big"));
    }

    @Test
    void not_none_is_true_while_nothing_is_known() {
        Rehearsal walk = walk("about: nothing\n");
        assertTrue(route(walk).contains("revert?"));
        walk.given(REVERT, "change", "none");
        assertEquals("what? size? change team_look? team_ease? works?", route(walk));
    }

    @Test
    void a_group_is_its_steps_under_its_words_or_nothing() {
        Rehearsal walk = walk("""
                diagnose:
                  - group: Only when it is large
                    when: {size: large}
                    steps: [{do: "One.", id: one}, {do: "Two.", id: two}]
                """);
        assertEquals("what? size? change? revert? team_ease? works?", route(walk));
        walk.given(IMPACT, "size", "large");
        assertEquals("what? size change? revert? one? two? team_ease? works?", route(walk));
        assertEquals(
                "Only when it is large",
                walk.standing().route().stop("two").orElseThrow().under());
    }

    private static final String BRANCH = """
            mitigate:
              - decide: way
                text: How?
                options:
                  quick: {text: "quickly", steps: [{do: "Fast.", id: fast}]}
                  slow: {text: "slowly", steps: [{do: "Slow.", id: slow_one}, {ask: pace, text: "How slow?"}]}
                  other: {text: "by the other book", follow: other}
              - {do: "After.", id: after}
            """;

    @Test
    void the_steps_of_the_option_taken_follow_the_decision() {
        Rehearsal walk = walk(BRANCH);
        assertEquals("what? size? change? revert? team_look? way? after? works?", route(walk));
        walk.given(MITIGATE, "way", "slow");
        assertEquals("what? size? change? revert? team_look? way slow_one? pace? after? works?", route(walk));
        walk.given(MITIGATE, "slow_one", "done").given(MITIGATE, "way", "quick");
        assertEquals("what? size? change? revert? team_look? way fast? after? works?", route(walk));
    }

    // ---- followed books

    private static Rehearsal following(String steps) {
        Rehearsal walk = walk(steps);
        walk.shelf.add(Rehearsal.book("other", """
                title: Other
                triage: [{do: "Not walked.", id: not_walked}]
                diagnose: [{ask: host, type: name, text: "Which host?"}]
                mitigate: [{do: "Restart.", id: restart}, {verify: "Up?", id: up, if-holds: end}, {do: "More.", id: more}]
                """));
        return walk;
    }

    @Test
    void a_followed_book_keeps_its_own_names_also_the_second_time() {
        Rehearsal walk = following(
                "steps: [{follow: other, id: first}, {do: 'Between.', id: between}, {follow: other, id: second}]\n");
        assertEquals(
                "what? size? change? revert? other/host? other/restart? other/up? other/more? between?"
                        + " other@2/host? other@2/restart? other@2/up? other@2/more? works?",
                route(walk));
        walk.given(DIAGNOSE, "other/host", "web-1");
        assertTrue(route(walk).contains("other/host other/restart?"), route(walk));
        assertTrue(route(walk).contains("other@2/host?"), "the second time asks again");
    }

    @Test
    void the_end_of_a_followed_book_is_its_own() {
        Rehearsal walk = following("steps: [{follow: other, id: first}, {do: 'Then.', id: then}]\n");
        walk.given(DIAGNOSE, "other/host", "web-1")
                .given(DIAGNOSE, "other/restart", "done")
                .given(DIAGNOSE, "other/up", "holds");
        walk.timeline.append(
                Entry.of(new Event.Jump("end", List.of(), false)).on(Optional.of(DIAGNOSE), "other/up"), news -> true);
        assertEquals("what? size? change? revert? other/host other/restart other/up then? works?", route(walk));
        assertEquals("then", next(walk));
    }

    @Test
    void the_end_of_the_book_itself_leads_to_resolve() {
        Rehearsal walk =
                walk("diagnose: [{verify: 'Back by itself?', id: back, if-holds: end}, {do: 'Look.', id: look}]\n");
        walk.given(DIAGNOSE, "back", "holds");
        walk.timeline.append(
                Entry.of(new Event.Jump("end", List.of(), false)).on(Optional.of(DIAGNOSE), "back"), news -> true);
        assertEquals("what? size? change? revert? back works?", route(walk));
        assertEquals("works", next(walk));
    }

    @Test
    void books_follow_books_three_deep_and_no_deeper() {
        Rehearsal walk = walk("steps: [{follow: b1, id: f}]\n");
        for (int i = 1; i <= 4; i++) {
            walk.shelf.add(Rehearsal.book(
                    "b" + i, "title: B\nsteps: [{do: 'Do.', id: act}, {follow: b" + (i + 1) + ", id: f}]\n"));
        }
        assertEquals("what? size? change? revert? b1/act? b2/act? b3/act? works?", route(walk));
    }

    @Test
    void a_followed_book_that_is_done_is_a_fact() {
        Rehearsal walk = following("""
                diagnose:
                  - {follow: other, id: first}
                  - {do: "After it.", id: then, when: {first: done}}
                """);
        assertTrue(!route(walk).contains("then"), route(walk));
        for (String key : List.of("host", "restart", "up", "more")) {
            walk.given(DIAGNOSE, "other/" + key, "done");
        }
        assertTrue(route(walk).contains("then?"), route(walk));
    }

    // ---- the plan

    private static final String PLAN = """
            oncall: revert-plan/1
            change: {title: "access control", deployed: 2018-11-11T08:12Z}
            owner: dana
            services: [{name: api, from: "2", to: "1"}]
            migrations: none
            steps: [{do: "Turn the flag off.", id: flag_off}, {verify: "Enough?", id: enough, if-holds: end}, {do: "Undo the ui.", id: undo_ui}]
            verify: [{check: ./bin/probe, id: probed}]
            estimate: 6m
            """;

    @Test
    void undoing_walks_the_plan_of_the_change_else_of_the_book_else_asks_what_undoes_it() {
        Rehearsal walk = walk("revert-plan: books_own\ndiagnose: [{do: 'Look.', id: look}]\n");
        walk.given(REVERT, "change", "other").given(REVERT, "revert", "now");
        assertEquals(
                "what? size? change revert undo_version? undo_command? undo_check? undo_data? undo_takes? undo_again?"
                        + " look? team_ease? works?",
                route(walk));
        walk.shelf.plans.add(Rehearsal.plan("books_own", PLAN));
        assertEquals(
                "what? size? change revert books_own/flag_off? books_own/enough? books_own/undo_ui? books_own/probed?"
                        + " look? team_ease? works?",
                route(walk));
        walk.shelf.plans.add(Rehearsal.plan("rbac", PLAN));
        walk.given(REVERT, "change", "plan:rbac");
        assertTrue(route(walk).contains("revert rbac/flag_off? rbac/enough?"), route(walk));
    }

    @Test
    void after_dont_know_the_plan_of_the_newest_change_is_walked_and_one_named_later_wins() {
        Rehearsal walk = walk("about: nothing\n");
        walk.shelf.plans.add(Rehearsal.plan("rbac", PLAN));
        walk.timeline.append(
                Entry.of(new Event.Answer(Optional.empty(), Optional.empty(), Optional.of("plan:rbac")))
                        .on(Optional.of(REVERT), "change")
                        .valued(oncall.runbook.Value.UNKNOWN),
                news -> true);
        walk.given(REVERT, "revert", "now");
        assertTrue(route(walk).contains("revert rbac/flag_off? rbac/enough?"), route(walk));
        walk.given(REVERT, "change", "other");
        assertTrue(route(walk).contains("revert undo_version? undo_command?"), route(walk));
    }

    @Test
    void a_plan_that_ended_early_is_still_verified() {
        Rehearsal walk = walk("about: nothing\n");
        walk.shelf.plans.add(Rehearsal.plan("rbac", PLAN));
        walk.given(REVERT, "change", "plan:rbac")
                .given(REVERT, "revert", "now")
                .given(REVERT, "rbac/flag_off", "done")
                .given(REVERT, "rbac/enough", "holds");
        walk.timeline.append(
                Entry.of(new Event.Jump("end", List.of(), false)).on(Optional.of(REVERT), "rbac/enough"), news -> true);
        assertTrue(route(walk).contains("rbac/enough rbac/probed? team_look?"), route(walk));
        assertEquals("rbac/probed", next(walk));
    }

    // ---- leaving the order

    @Test
    void what_was_passed_over_is_listed_and_offered_last() {
        Rehearsal walk = walk("about: nothing\n").given(TRIAGE, "what", "x").jumped("mitigate", false);
        assertEquals("team_ease", next(walk));
        assertEquals("size change revert team_look", left(walk));
        walk.given(MITIGATE, "team_ease", "done").given(RESOLVE, "works", "holds");
        assertEquals("size", next(walk), "then what was left");
    }

    @Test
    void a_jump_to_a_step_goes_there_and_on() {
        Rehearsal walk = walk("diagnose: [{do: 'A.', id: aa}, {do: 'B.', id: bb}, {do: 'C.', id: cc}]\n")
                .jumped("bb", false);
        assertEquals("bb", next(walk));
        walk.given(DIAGNOSE, "bb", "done");
        assertEquals("cc", next(walk));
    }

    @Test
    void a_loop_opens_its_steps_again_and_what_comes_after_but_not_before() {
        Rehearsal walk = walk(BRANCH);
        walk.given(DIAGNOSE, "team_look", "done")
                .given(MITIGATE, "way", "quick")
                .given(MITIGATE, "fast", "done")
                .given(MITIGATE, "after", "done")
                .given(RESOLVE, "works", "fails")
                .jumped("mitigate", true);
        assertEquals("what? size? change? revert? team_look way? after? works?", route(walk));
        assertEquals("way", next(walk));
        walk.given(MITIGATE, "way", "quick");
        assertEquals("fast", next(walk), "done before the loop began anew");
    }

    @Test
    void a_jump_back_without_a_loop_opens_nothing() {
        Rehearsal walk = walk("about: nothing\n")
                .given(TRIAGE, "what", "x")
                .given(IMPACT, "size", "large")
                .jumped("triage", false);
        assertEquals("change", next(walk));
        assertEquals("what size change? revert? team_look? team_ease? works?", route(walk));
    }

    @Test
    void another_book_is_walked_from_its_diagnosis_when_the_walk_was_there_already() {
        Rehearsal walk = following("about: nothing\n");
        walk.jumped("diagnose", false).jumped("book:other", false);
        assertEquals("host", next(walk));
        assertEquals("Other", walk.standing().book().title());
        assertEquals("what? not_walked? size? change? revert? host? restart? up? more? works?", route(walk));
        walk.jumped("book:test", false);
        assertEquals("team_look", next(walk), "and back");
    }

    @Test
    void another_book_is_walked_from_the_start_when_the_walk_was_there() {
        Rehearsal walk =
                following("about: nothing\n").given(TRIAGE, "what", "x").jumped("book:other", false);
        assertEquals("not_walked", next(walk));
    }

    @Test
    void progress_is_counted_within_the_phase_by_what_applies() {
        Rehearsal walk = walk(BRANCH).given(MITIGATE, "way", "slow");
        Route route = walk.standing().route();
        assertArrayEquals(new int[] {3, 4}, route.progress(route.stop("pace").orElseThrow()));
        walk.given(MITIGATE, "way", "quick");
        Route now = walk.standing().route();
        assertArrayEquals(new int[] {3, 3}, now.progress(now.stop("after").orElseThrow()));
    }

    @Test
    void a_correction_changes_where_the_walk_goes() {
        Rehearsal walk =
                walk("diagnose: [{do: 'Big.', id: big, when: {size: large}}]\n").given(IMPACT, "size", "large");
        String id = walk.incident().given("size").orElseThrow().id();
        walk.timeline.append(
                Entry.of(new Event.Correction(id, Optional.of(oncall.runbook.Value.of("small")))), news -> true);
        assertEquals("what? size change? revert? team_ease? works?", route(walk));
    }
}
