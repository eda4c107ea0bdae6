package oncall.walk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import oncall.incident.Event;
import oncall.incident.Incident;
import oncall.plan.Finding;
import oncall.plan.Rule;
import oncall.plan.Verdict;
import oncall.runbook.Location;
import oncall.runbook.Phase;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** A change undone by a plan, from the decision to the last verification, in whatever order a night takes it. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class PlanWalkTest {
    private static final String HEAD = """
            oncall: revert-plan/1
            change: {title: "access control", deployed: 2018-11-11T08:12Z}
            owner: dana
            services: [{name: api, from: "2", to: "1"}]
            migrations: none
            hold-deploys: {run: [./hold, on], release: [./hold, off]}
            save-first: [{run: ./dump, timeout: 30s}, {run: ./logs}]
            estimate: 6m
            if-verify-fails: Call eli.
            """;

    private static final String STEPS = """
            no-return: {after-step: drop, why: "the old table is gone"}
            after-no-return: Fix forward with eli.
            steps:
              - {run: './undo api', id: undo_api}
              - {run: ./drop, id: drop}
            verify: [{check: ./probe, id: probed, text: "Does it work?"}]
            """;

    private static Rehearsal walk(String plan) {
        Rehearsal walk = Rehearsal.steps("  - {do: 'Look.', id: look}\n").trusted();
        walk.shelf.plans.add(Rehearsal.plan("rbac", plan));
        walk.trust.allow(walk.shelf.plans.get(0).source());
        return walk;
    }

    private static Verdict verdict(String... blockers) {
        Rule rule = new Rule(
                "RP040", "steps", Rule.Level.ERROR, "Every service has a step.", "It stays as it is.", look -> {});
        return new Verdict(
                List.of(blockers).stream()
                        .map(what -> new Finding(
                                rule,
                                Rule.Level.ERROR,
                                Finding.Result.FAIL,
                                Location.of("rbac.yaml"),
                                1,
                                what,
                                "mend it",
                                Optional.empty()))
                        .toList(),
                List.of(),
                Optional.of(Duration.ofMinutes(6)),
                Optional.of(LocalDate.of(2018, 11, 6)));
    }

    private static Ending undo(Rehearsal walk, String... blockers) {
        Ending ending = walk.sitting().undo(walk.shelf.plans.get(0), verdict(blockers));
        walk.person.close();
        return ending;
    }

    private static String route(Rehearsal walk) {
        return walk.standing().route().stops().stream()
                .map(stop -> stop.key() + (stop.open() ? "?" : ""))
                .collect(Collectors.joining(" "));
    }

    private static Rehearsal decided(String plan) {
        Rehearsal walk = walk(plan);
        walk.person.leave(walk.shelf.plans.get(0).release().hold().isPresent() ? "rbac/hold-deploys" : "rbac/undo_api");
        undo(walk);
        Rehearsal next = walk.cutAt(walk.timeline.all().size(), Rehearsal.START);
        next.trust.allow(next.shelf.plans.get(0).source());
        return next;
    }

    // ---- the order

    @Test
    void deployments_are_held_and_evidence_is_saved_before_the_steps_and_released_after_the_last_verification() {
        Rehearsal walk = decided(HEAD + STEPS);
        assertEquals(
                "rbac/hold-deploys? rbac/save-first? rbac/save-first-2? rbac/undo_api? rbac/no-return? rbac/drop?"
                        + " rbac/probed? rbac/release-deploys? look?",
                route(walk));
    }

    @Test
    void deployments_that_were_not_held_are_not_let_go() {
        Rehearsal walk = decided(HEAD + STEPS).given(Phase.REVERT, "rbac/hold-deploys", "skipped");
        assertFalse(route(walk).contains("release-deploys"), route(walk));
    }

    @Test
    void a_point_that_an_event_passes_is_announced_before_the_first_step() {
        Rehearsal walk = decided(HEAD
                + "no-return: {at: \"the first settlement\", why: \"it writes amounts\"}\n"
                + "steps: [{run: './undo api', id: undo_api}]\nverify: [{check: ./probe, id: probed}]\n");
        assertTrue(route(walk).contains("rbac/save-first-2? rbac/no-return? rbac/undo_api?"), route(walk));
        walk.given(Phase.REVERT, "rbac/no-return", "stop");
        assertFalse(route(walk).contains("rbac/undo_api"), "it has happened: nothing is undone any more");
        assertFalse(route(walk).contains("rbac/probed"), route(walk));
        walk.given(Phase.REVERT, "rbac/no-return", "unknown");
        assertFalse(route(walk).contains("rbac/undo_api"), "nobody knows: not a yes");
        walk.given(Phase.REVERT, "rbac/no-return", "go_on");
        assertTrue(route(walk).contains("rbac/no-return rbac/undo_api?"), route(walk));
    }

    @Test
    void a_migration_passes_the_point_at_the_step_that_names_it_else_before_the_first_one() {
        String point = "no-return: {after-migration: \"0044\", why: \"it is gone\"}\n"
                + "verify: [{check: ./probe, id: probed}]\n";
        String named =
                HEAD.replace("migrations: none", "migrations: [{id: \"0044\", file: db/0044.sql, revert: impossible}]")
                        + point;
        Rehearsal walk = decided(
                named + "steps: [{run: './undo api', id: undo_api}, {run: 'psql -f db/0044.sql', id: migrate}]\n");
        assertTrue(route(walk).contains("rbac/undo_api? rbac/no-return? rbac/migrate?"), route(walk));
        Rehearsal other = decided(named + "steps: [{run: './undo api 10044', id: undo_api}]\n");
        assertTrue(route(other).contains("rbac/no-return? rbac/undo_api?"), route(other));
    }

    @Test
    void of_a_plan_with_hundreds_of_steps_the_way_is_found_at_once() {
        String steps = IntStream.range(0, 480)
                .mapToObj(number -> "  - {run: 'psql -f db/" + number + ".sql', id: s" + number + "}\n")
                .collect(Collectors.joining());
        Rehearsal walk = decided(
                HEAD.replace("migrations: none", "migrations: [{id: \"m\", file: db/479.sql, revert: impossible}]")
                        + "no-return: {after-migration: \"m\", why: \"it is gone\"}\nsteps:\n" + steps
                        + "verify: [{check: ./probe, id: probed}]\n");
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            for (int i = 0; i < 60; i++) {
                assertTrue(route(walk).contains("rbac/s478? rbac/no-return? rbac/s479?"));
            }
        });
    }

    // ---- the decision

    @Test
    void the_decision_is_on_record_with_the_plan_and_its_verdict_and_the_plan_is_kept() {
        Rehearsal walk = walk(HEAD + STEPS);
        walk.person.leave("rbac/hold-deploys");
        undo(walk);
        Event.Decision decision =
                (Event.Decision) walk.records("decision").get(0).event();
        assertEquals("now", walk.value("revert"));
        assertEquals(Optional.of("rbac"), decision.plan());
        assertEquals(Optional.of("READY"), decision.planCheck());
        assertEquals(1, walk.timeline.evidence().size());
        assertTrue(walk.person.screen().contains("READY, about 6 min, rehearsed 6 days ago"), walk.person.screen());
    }

    @Test
    void the_plan_is_kept_before_the_decision_is_so_that_no_cut_leaves_a_decision_without_it() {
        Rehearsal walk = walk(HEAD + STEPS);
        walk.person.leave("rbac/hold-deploys");
        undo(walk);
        List<String> kinds =
                walk.timeline.all().stream().map(each -> each.event().kind()).toList();
        assertTrue(kinds.indexOf("evidence") < kinds.indexOf("decision"), kinds.toString());
    }

    @Test
    void a_decision_that_stands_is_not_taken_again() {
        Rehearsal walk = decided(HEAD + STEPS);
        walk.person.leave("rbac/hold-deploys");
        undo(walk);
        assertEquals(1, walk.records("decision").size());
    }

    @Test
    void a_plan_with_blockers_wants_a_clear_yes_and_a_reason() {
        Rehearsal walk = walk(HEAD + STEPS);
        walk.person
                .choose("blockers", "yes")
                .type("reason", "the flag alone is enough")
                .leave("rbac/hold-deploys");
        undo(walk, "`ui` has no step.");
        assertTrue(walk.person.asked("blockers").confirmation());
        Event.Decision decision =
                (Event.Decision) walk.records("decision").get(0).event();
        assertEquals(Optional.of("the flag alone is enough"), decision.reason());
        assertEquals(Optional.of("NOT READY: RP040"), decision.planCheck());
        String screen = walk.person.screen();
        assertTrue(screen.contains("`ui` has no step."), screen);
        assertTrue(screen.contains("Instead, says the plan: Fix forward with eli."), screen);
    }

    @Test
    void without_a_yes_nothing_is_decided_and_the_walk_goes_on() {
        Rehearsal walk = walk(HEAD + STEPS);
        walk.person.choose("blockers", "no").leave("look");
        undo(walk, "`ui` has no step.");
        assertEquals(0, walk.records("decision").size());
    }

    @Test
    void a_pipe_is_no_yes() {
        Rehearsal walk = walk(HEAD + STEPS);
        walk.person.piped();
        assertEquals(Ending.LEFT, undo(walk, "`ui` has no step."));
        assertEquals(0, walk.records("decision").size());
    }

    @Test
    void another_plan_that_was_begun_is_left_on_purpose_only() {
        Rehearsal walk = decided(HEAD + STEPS).given(Phase.REVERT, "rbac/hold-deploys", "ok");
        walk.shelf.plans.add(0, Rehearsal.plan("other", HEAD + STEPS));
        walk.trust.allow(walk.shelf.plans.get(0).source());
        walk.person.choose("switch", "stay").leave("rbac/save-first");
        undo(walk);
        walk.person.choose("switch", "switch").leave("other/hold-deploys");
        undo(walk);
        assertEquals(2, walk.records("decision").size());
    }

    @Test
    void a_plan_that_is_left_says_what_lets_go_the_deployments_it_held() {
        Rehearsal walk = decided(HEAD + STEPS).given(Phase.REVERT, "rbac/hold-deploys", "ok");
        walk.shelf.plans.add(0, Rehearsal.plan("other", HEAD.replace("./hold", "./other") + STEPS));
        walk.trust.allow(walk.shelf.plans.get(0).source());
        walk.person.choose("switch", "switch").leave("other/hold-deploys");
        undo(walk);
        String screen = walk.person.screen();
        assertTrue(screen.contains("Deployments stay held by `rbac`."), screen);
        assertTrue(screen.contains("./hold off"), screen);
    }

    @Test
    void a_plan_that_is_left_with_nothing_held_says_nothing_of_it() {
        Rehearsal walk = decided(HEAD + STEPS)
                .given(Phase.REVERT, "rbac/hold-deploys", "ok")
                .given(Phase.REVERT, "rbac/release-deploys", "ok");
        walk.shelf.plans.add(0, Rehearsal.plan("other", HEAD + STEPS));
        walk.trust.allow(walk.shelf.plans.get(0).source());
        walk.person.choose("switch", "switch").leave("other/hold-deploys");
        undo(walk);
        assertFalse(walk.person.screen().contains("stay held"), walk.person.screen());
    }

    @Test
    void a_plan_that_was_begun_is_gone_on_with_whatever_is_said_of_the_change() {
        Rehearsal walk = decided(HEAD + STEPS);
        walk.shelf.plans.add(Rehearsal.plan("other", HEAD + STEPS));
        walk.given(Phase.REVERT, "change", "plan:other");
        assertFalse(route(walk).contains("rbac/"), "nothing of it was begun");
        Rehearsal begun = decided(HEAD + STEPS);
        begun.shelf.plans.add(Rehearsal.plan("other", HEAD + STEPS));
        begun.given(Phase.REVERT, "rbac/hold-deploys", "ok").given(Phase.REVERT, "change", "plan:other");
        assertTrue(route(begun).startsWith("rbac/hold-deploys rbac/save-first?"), route(begun));
    }

    // ---- the walk

    @Test
    void walked_to_its_end_it_tells_what_was_done_and_how_long_it_took() {
        Rehearsal walk = walk(HEAD + STEPS);
        for (int i = 0; i < 6; i++) {
            walk.commands.ends(0, "ok");
        }
        walk.person
                .choose("rbac/hold-deploys", "run")
                .choose("rbac/save-first", "run")
                .choose("rbac/save-first-2", "skipped")
                .meanwhile(() -> walk.clock.pass(Duration.ofMinutes(3)))
                .choose("rbac/undo_api", "run")
                .choose("rbac/no-return", "go_on")
                .choose("rbac/drop", "run")
                .choose("rbac/probed", "run")
                .choose("rbac/release-deploys", "run")
                .choose("rbac/undone.next", "cause")
                .leave("look");
        undo(walk);
        String screen = walk.person.screen();
        assertTrue(
                screen.contains(
                        "Plan `rbac`: 4 done, 1 verified, 1 skipped. It took 3 min; the plan says about 6 min."),
                screen);
        assertTrue(screen.contains("No way back after the step drop: the old table is gone"), screen);
        assertTrue(screen.contains("Past that point: Fix forward with eli."), screen);
        assertTrue(walk.person.asked("rbac/no-return").confirmation());
        assertEquals(
                Optional.of("No way back after the step drop: the old table is gone"),
                walk.incident().atStep("rbac/no-return").get(0).entry().text());
        assertEquals(
                List.of("./hold on", "./dump", "./undo api", "./drop", "./probe", "./hold off"),
                walk.commands.requests.stream()
                        .map(request -> request.command().display())
                        .toList());
    }

    @Test
    void stopped_before_the_point_the_rest_is_left_out_and_another_way_is_offered() {
        Rehearsal walk = decided(HEAD + STEPS)
                .given(Phase.REVERT, "rbac/hold-deploys", "ok")
                .given(Phase.REVERT, "rbac/save-first", "ok")
                .given(Phase.REVERT, "rbac/save-first-2", "ok")
                .given(Phase.REVERT, "rbac/undo_api", "ok");
        walk.person
                .choose("rbac/no-return", "stop")
                .type("reason", "the table is still read")
                .choose("go mitigate", "stay")
                .leave("rbac/release-deploys");
        walk.walk();
        assertFalse(route(walk).contains("rbac/drop"), route(walk));
        assertTrue(walk.person.screen().contains("Instead: Fix forward with eli."), walk.person.screen());
    }

    @Test
    void not_to_know_whether_it_is_past_the_point_leaves_the_rest_out_and_says_so() {
        Rehearsal walk = decided(HEAD + STEPS)
                .given(Phase.REVERT, "rbac/hold-deploys", "ok")
                .given(Phase.REVERT, "rbac/save-first", "ok")
                .given(Phase.REVERT, "rbac/save-first-2", "ok")
                .given(Phase.REVERT, "rbac/undo_api", "ok");
        walk.person.unknown("rbac/no-return").choose("go mitigate", "stay").leave("rbac/release-deploys");
        walk.walk();
        assertEquals("unknown", walk.value("rbac/no-return"));
        assertTrue(walk.person.screen().contains("The rest of the plan is left out."), walk.person.screen());
        assertTrue(walk.person.screen().contains("Instead: Fix forward with eli."), walk.person.screen());
    }

    @Test
    void passing_over_the_question_or_going_past_it_is_no_leave() {
        Rehearsal walk = decided(HEAD + STEPS);
        walk.person
                .order("rbac/hold-deploys", "go", "rbac/drop")
                .order("rbac/no-return", "skip", "")
                .leave("rbac/hold-deploys");
        walk.walk();
        assertEquals("unknown", walk.value("rbac/no-return"));
        assertFalse(route(walk).contains("rbac/drop"), route(walk));
    }

    // ---- when it does not hold

    private static Rehearsal failing() {
        Rehearsal walk = decided(HEAD + STEPS)
                .given(Phase.REVERT, "rbac/hold-deploys", "ok")
                .given(Phase.REVERT, "rbac/save-first", "ok")
                .given(Phase.REVERT, "rbac/save-first-2", "ok")
                .given(Phase.REVERT, "rbac/undo_api", "ok")
                .given(Phase.REVERT, "rbac/no-return", "go_on")
                .given(Phase.REVERT, "rbac/drop", "ok");
        walk.commands.ends(1, "down");
        walk.person.choose("rbac/probed", "run");
        return walk;
    }

    @Test
    void a_verification_that_fails_says_what_the_plan_says_and_is_looked_at_again() {
        Rehearsal walk = failing();
        walk.commands.ends(0, "ok");
        walk.person
                .choose("rbac/probed.next", "look")
                .choose("rbac/probed", "run")
                .leave("rbac/release-deploys");
        walk.walk();
        assertTrue(walk.person.screen().contains("If it fails: Call eli."), walk.person.screen());
        assertEquals("holds", walk.value("rbac/probed"));
    }

    @Test
    void it_leads_to_another_way_and_what_was_left_is_offered_later() {
        Rehearsal walk = failing();
        walk.person.choose("rbac/probed.next", "other").leave("rbac/release-deploys");
        walk.walk();
        Incident incident = walk.incident();
        assertEquals(
                "mitigate", incident.jumps().get(incident.jumps().size() - 1).to());
    }

    @Test
    void stopping_there_asks_the_same_again_in_the_next_sitting_also_after_a_call() {
        Rehearsal walk = failing();
        walk.person
                .choose("rbac/probed.next", "call")
                .choose("call", "imoc")
                .choose("page", "not_reached")
                .choose("rbac/probed.next", "stop");
        assertEquals(Ending.LEFT, walk.walk());
        Rehearsal again = walk.cutAt(walk.timeline.all().size(), Rehearsal.START.plusSeconds(60));
        again.person.order("rbac/probed.next", "skip", "").leave("rbac/probed.next");
        again.walk();
        assertEquals(
                Incident.State.OPEN.word(),
                again.incident().state() == Incident.State.PAUSED
                        ? "open"
                        : again.incident().state().word());
    }

    @Test
    void cut_off_between_the_outcome_and_the_choice_it_is_asked_what_next() {
        Rehearsal walk = failing();
        walk.person.leave("rbac/probed.next");
        walk.walk();
        Rehearsal again = walk.cutAt(walk.timeline.all().size(), Rehearsal.START.plusSeconds(60));
        again.person.leave("rbac/probed.next");
        again.walk();
    }

    @Test
    void among_the_steps_a_failing_verification_can_be_gone_on_from() {
        Rehearsal walk = decided(HEAD
                        + "steps: [{verify: 'Enough?', id: enough, if-holds: end, if-not: undo_api}, {do: 'Undo.', id: undo_ui}, {do: 'Undo it.', id: undo_api}]\n"
                        + "verify: [{check: ./probe, id: probed}]\n")
                .given(Phase.REVERT, "rbac/hold-deploys", "skipped")
                .given(Phase.REVERT, "rbac/save-first", "ok")
                .given(Phase.REVERT, "rbac/save-first-2", "ok");
        walk.person
                .choose("rbac/enough", "bad")
                .choose("rbac/enough.next", "on")
                .leave("rbac/undo_ui");
        walk.walk();
        Rehearsal again = walk.cutAt(walk.timeline.all().size(), Rehearsal.START.plusSeconds(60));
        again.person.leave("rbac/undo_ui");
        again.walk();
    }

    @Test
    void the_step_that_comes_next_anyway_is_offered_once_and_the_words_for_the_end_wait_for_the_end() {
        Rehearsal walk = decided(HEAD
                        + "steps: [{verify: 'Enough?', id: enough, if-holds: end, if-not: undo_ui}, {do: 'Undo.', id: undo_ui}]\n"
                        + "verify: [{check: ./probe, id: probed}]\n")
                .given(Phase.REVERT, "rbac/hold-deploys", "skipped")
                .given(Phase.REVERT, "rbac/save-first", "ok")
                .given(Phase.REVERT, "rbac/save-first-2", "ok");
        walk.person.choose("rbac/enough", "bad").leave("rbac/enough.next");
        walk.walk();
        String screen = walk.person.screen();
        assertTrue(screen.contains("go to \"Undo.\""), screen);
        assertFalse(screen.contains("go on with"), screen);
        assertFalse(screen.contains("If it fails:"), screen);
    }

    // ---- when a command fails

    private static Rehearsal failed() {
        Rehearsal walk = decided(HEAD + STEPS)
                .given(Phase.REVERT, "rbac/hold-deploys", "ok")
                .given(Phase.REVERT, "rbac/save-first", "ok")
                .given(Phase.REVERT, "rbac/save-first-2", "ok");
        walk.commands.ends(1, "denied");
        walk.person.choose("rbac/undo_api", "run");
        return walk;
    }

    @Test
    void a_command_that_failed_is_not_walked_past_and_runs_again_only_when_it_is_confirmed() {
        Rehearsal walk = failed();
        walk.commands.ends(0, "ok");
        walk.person
                .choose("rbac/undo_api.next", "again")
                .choose("rbac/undo_api", "run")
                .leave("rbac/no-return");
        walk.walk();
        assertTrue(walk.person.screen().contains("It failed. What next?"), walk.person.screen());
        assertTrue(walk.person.asked("rbac/undo_api").confirmation());
        assertEquals("ok", walk.value("rbac/undo_api"));
    }

    @Test
    void what_failed_here_can_be_done_elsewhere() {
        Rehearsal walk = failed();
        walk.person
                .choose("rbac/undo_api.next", "elsewhere")
                .type("exit", "0")
                .type("output", "undone")
                .leave("rbac/no-return");
        walk.walk();
        assertEquals("elsewhere", walk.value("rbac/undo_api"));
    }

    @Test
    void going_on_without_it_is_on_record_with_its_reason_and_the_step_stays_failed() {
        Rehearsal walk = failed();
        walk.person
                .choose("rbac/undo_api.next", "without")
                .type("reason", "api runs the old version already")
                .leave("rbac/no-return");
        walk.walk();
        assertEquals("failed", walk.value("rbac/undo_api"));
        Event.Answer choice = (Event.Answer)
                walk.incident().atStep("rbac/undo_api.next").get(0).event();
        assertEquals(Optional.of("api runs the old version already"), choice.reason());
        Rehearsal again = walk.cutAt(walk.timeline.all().size(), Rehearsal.START.plusSeconds(60));
        again.person.leave("rbac/no-return");
        again.walk();
    }

    @Test
    void another_way_leaves_the_plan_after_a_command_that_failed() {
        Rehearsal walk = failed();
        walk.person.choose("rbac/undo_api.next", "other").leave("rbac/no-return");
        walk.walk();
        Incident incident = walk.incident();
        assertEquals(
                "mitigate", incident.jumps().get(incident.jumps().size() - 1).to());
    }

    @Test
    void cut_off_after_a_command_failed_it_is_asked_again_wherever_the_choice_was_cut_off() {
        Rehearsal walk = failed();
        walk.person.order("rbac/undo_api.next", "skip", "").leave("rbac/undo_api.next");
        walk.walk();
        assertTrue(walk.person.screen().contains("This cannot be passed over: it failed."), walk.person.screen());
        Rehearsal again = walk.cutAt(walk.timeline.all().size(), Rehearsal.START.plusSeconds(60));
        again.person.choose("rbac/undo_api.next", "stop");
        assertEquals(Ending.LEFT, again.walk());
        Rehearsal chosen = walk.cutAt(walk.timeline.all().size(), Rehearsal.START.plusSeconds(60))
                .given(Phase.REVERT, "rbac/undo_api.next", "other");
        chosen.person.leave("rbac/undo_api.next");
        chosen.walk();
    }

    @Test
    void deployments_that_could_not_be_held_stop_the_plan_too() {
        Rehearsal walk = decided(HEAD + STEPS);
        walk.commands.ends(1, "denied");
        walk.person.choose("rbac/hold-deploys", "run").leave("rbac/hold-deploys.next");
        walk.walk();
        assertTrue(walk.person.screen().contains("the pipeline may ship the bad version again"), walk.person.screen());
    }

    // ---- what is said at its end

    private static Rehearsal proved(String undoApi) {
        Rehearsal walk = decided(HEAD + STEPS)
                .given(Phase.REVERT, "rbac/hold-deploys", "ok")
                .given(Phase.REVERT, "rbac/save-first", "skipped")
                .given(Phase.REVERT, "rbac/save-first-2", "ok")
                .given(Phase.REVERT, "rbac/undo_api", undoApi)
                .given(Phase.REVERT, "rbac/undo_api.next", "without")
                .given(Phase.REVERT, "rbac/no-return", "go_on")
                .given(Phase.REVERT, "rbac/drop", "skipped")
                .given(Phase.REVERT, "rbac/probed", "holds")
                .given(Phase.REVERT, "rbac/release-deploys", "ok");
        walk.person.leave("rbac/undone.next");
        walk.walk();
        return walk;
    }

    @Test
    void a_good_check_does_not_hide_what_failed_or_was_skipped() {
        Rehearsal walk = proved("failed");
        String screen = walk.person.screen();
        assertTrue(
                screen.contains("The check is good, but 1 step failed: \"./undo api\"; 1 was skipped: \"./drop\"."),
                screen);
        assertFalse(screen.contains("and it works"), screen);
    }

    // ---- when nothing limits the looks

    @Test
    void a_verification_without_an_end_can_be_given_up_at_any_wait() {
        Rehearsal walk = decided(HEAD.replaceAll("(?m)^(hold-deploys|save-first).*\n", "")
                        + "steps: [{do: 'Undo it.', id: undo_api}]\n"
                        + "verify: [{check: ./probe, id: probed, every: 1m, text: \"Does it work?\"}]\n")
                .given(Phase.REVERT, "rbac/undo_api", "done");
        walk.commands.ends(1, "down");
        walk.person.choose("rbac/probed", "run").choose("wait", "no_help").leave("rbac/probed.next");
        walk.walk();
        assertEquals("fails", walk.value("rbac/probed"));
        assertEquals(
                List.of("1 look now", "3 it does not help"),
                walk.person.asked("wait").choices().stream()
                        .map(offer -> offer.number() + " " + offer.words())
                        .toList());
    }
}
