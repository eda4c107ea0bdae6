package oncall.walk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import oncall.incident.Event;
import oncall.plan.Finding;
import oncall.plan.RevertPlan;
import oncall.plan.Rule;
import oncall.plan.Verdict;
import oncall.runbook.Location;
import oncall.runbook.Phase;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** The question whether to undo the change, with all that stands above it. `-Dgolden.rewrite=true` writes the screens. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RevertDecisionTest {
    private static final Path FOLDER = Path.of("src", "test", "resources", "revert");

    private static final String TEAM = """
            oncall: team/1
            name: Quiet
            first-word: 30d
            levels: {P1: {coverage: 24x7, update-every: {}, public-post: never, channel: own, pause: always, postmortem: none}}
            priority: [{is: P1, otherwise: true, why: "always"}]
            steps:
              revert:
                - {ask: change, type: change, text: "What changed before that?"}
                - decide: revert
                  text: Undo it now? The cause can wait.
                  when: {change: {not: none}}
                  options:
                    now: {text: "undo it now", usual: true, follow: revert-plan}
                    not_yet: {text: "not yet", reason: required, again: 10m}
                    cannot: {text: "cannot be undone", reason: required}
              mitigate: [{do: "Ease it.", id: ease}, {do: "Go on.", id: go_on}, {do: "And on.", id: and_on}]
            """;

    private static final String ROLLOUT = """
            oncall: revert-plan/1
            change: {title: "access control, second half", deployed: 2018-11-11T08:12Z}
            owner: dana
            contact: "dana +972-5-555"
            no-return: {at: "the first customer is moved", why: "the old service cannot read the new rules"}
            after-no-return: Turn the flag off and leave the services where they are.
            flags: [{name: rbac_writes, revert-to: "off"}]
            services:
              - {name: access-control, from: "2.0", to: "1.9"}
              - {name: api, from: "4.2", to: "4.1"}
            migrations: none
            steps: [{do: "Turn the flag off.", id: flag_off}]
            verify: [{check: ./bin/probe, id: probed, hold: 5m}]
            estimate: 12m
            rehearsal: {date: 2018-11-06, took: 11m, result: pass}
            """;

    private static final String PRICES = """
            oncall: revert-plan/1
            change: {title: "price format v2", deployed: 2018-11-12T07:00Z}
            owner: eli
            services: [{name: prices, from: "9", to: "8"}]
            migrations: none
            steps: [{do: "Put 8 back.", id: put_back}]
            verify: [{check: ./bin/prices}]
            estimate: 6m
            """;

    private final Rehearsal walk = Rehearsal.of(TEAM, "title: A test\n");

    private void add(String name, String text, String... blockers) {
        RevertPlan plan = Rehearsal.plan(name, text);
        walk.shelf.plans.add(plan);
        judged(name, blockers);
    }

    /** The check of a plan comes to these blockers from now on, each `RP030 what is wrong`. */
    private void judged(String name, String... blockers) {
        RevertPlan plan = walk.shelf.plan(name).orElseThrow();
        walk.shelf.verdicts.put(
                name, new Verdict(verdict(blockers).findings(), List.of(), plan.estimate(), plan.rehearsed()));
    }

    static Verdict verdict(String... blockers) {
        List<Finding> findings = Arrays.stream(blockers)
                .map(words -> new Finding(
                        new Rule(words.substring(0, 5), "a-rule", Rule.Level.ERROR, "", "", look -> {}),
                        Rule.Level.ERROR,
                        Finding.Result.FAIL,
                        Location.of("plan.yaml"),
                        1,
                        words.substring(6),
                        "",
                        Optional.empty()))
                .toList();
        return new Verdict(findings, List.of(), Optional.empty(), Optional.empty());
    }

    private static void golden(String name, String screen) {
        Path file = FOLDER.resolve(name + ".screen");
        String text = screen.strip() + "\n";
        try {
            if (Boolean.getBoolean("golden.rewrite")) {
                Files.writeString(file, text);
            }
            assertEquals(Files.readString(file), text, file.toString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Event.Decision decision() {
        List<oncall.incident.TimelineRecord> all = walk.records("decision");
        return (Event.Decision) all.get(all.size() - 1).event();
    }

    private Prompter.Offer usual() {
        return walk.person.asked("revert").choices().stream()
                .filter(Prompter.Offer::usual)
                .findFirst()
                .orElse(new Prompter.Offer(0, "none", "", false));
    }

    @Test
    void a_plan_that_is_ready_is_the_usual_way_and_goes_straight_into_its_steps() {
        add("rbac-rollout", ROLLOUT);
        walk.person
                .choose("change", "plan:rbac-rollout")
                .choose("revert", "now")
                .leave("rbac-rollout/no-return");
        walk.walk();
        golden("ready", walk.person.screen());
        assertEquals("now", usual().id());
        assertEquals(Optional.of("rbac-rollout"), decision().plan());
        assertEquals(Optional.of("READY"), decision().planCheck());
        assertEquals(Optional.of("now"), decision().usual());
        assertFalse(walk.person.asked("revert").enterKeeps(), "Enter alone never undoes anything");
        assertEquals(1, walk.timeline.evidence().size(), "the plan that is walked is kept");
    }

    @Test
    void a_plan_with_blockers_shows_them_and_what_else_there_is_and_waiting_is_usual() {
        add(
                "rbac-rollout",
                ROLLOUT,
                "RP071 api and access-control each wait for the other.",
                "RP030 `access-control` goes back to `latest`.");
        walk.person
                .choose("change", "plan:rbac-rollout")
                .choose("revert", "not_yet")
                .type("reason", "waiting for eli")
                .leave("ease");
        walk.walk();
        golden("not-ready", walk.person.screen());
        assertEquals("not_yet", usual().id());
        assertEquals(Optional.of("NOT READY: RP071 RP030"), decision().planCheck());
        assertEquals(Optional.of("not_yet"), decision().usual());
        assertEquals(List.of("now", "not_yet", "cannot"), numbers(), "a number never moves");
        assertEquals(0, walk.timeline.evidence().size(), "a plan that is not walked may still be mended");
    }

    private List<String> numbers() {
        return walk.person.asked("revert").choices().stream()
                .sorted(java.util.Comparator.comparing(Prompter.Offer::number))
                .map(Prompter.Offer::id)
                .toList();
    }

    @Test
    void not_yet_comes_again_with_what_was_said_and_what_the_check_says_now() {
        add("rbac-rollout", ROLLOUT, "RP030 `access-control` goes back to `latest`.");
        walk.person
                .choose("change", "plan:rbac-rollout")
                .choose("revert", "not_yet")
                .type("reason", "waiting for eli")
                .meanwhile(() -> {
                    walk.clock.set(walk.clock.now().plus(Duration.ofMinutes(10)));
                    judged("rbac-rollout");
                })
                .choose("ease", "done")
                .choose("revert", "not_yet")
                .type("reason", "eli looks at it")
                .meanwhile(() -> walk.clock.set(walk.clock.now().plus(Duration.ofMinutes(10))))
                .choose("go_on", "done")
                .choose("revert", "now")
                .leave("rbac-rollout/no-return");
        walk.walk();
        golden("asked-again", walk.person.screen());
        assertEquals(3, walk.records("decision").size());
        assertEquals(Optional.of("READY"), decision().planCheck());
    }

    @Test
    void several_plans_in_the_window_are_all_named_and_the_one_taken_says_why() {
        add("rbac-rollout", ROLLOUT);
        add("prices", PRICES, "RP023 no way is named for after the point of no return.");
        walk.person.choose("change", "plan:rbac-rollout").leave("revert");
        walk.walk();
        golden("several", walk.person.screen());
    }

    @Test
    void a_plan_that_does_not_read_is_named_and_not_passed_over_in_silence() {
        add("prices", PRICES);
        walk.shelf.unreadable.add("rbac-rollout");
        walk.given(Phase.REVERT, "change", "plan:rbac-rollout");
        walk.person.leave("revert");
        walk.walk();
        golden("unreadable", walk.person.screen());
        assertEquals("none", usual().id(), "nothing is usual where nobody knows how");
    }

    @Test
    void the_plan_of_a_commit_is_found_by_the_commit_it_undoes() {
        String commit = "4f2a9c".repeat(7).substring(0, 40);
        add("prices", PRICES.replace("change: {", "change: {ref: " + commit.substring(0, 12) + ", "));
        walk.given(Phase.REVERT, "change", "git:shop@" + commit);
        walk.person.leave("revert");
        walk.walk();
        assertTrue(
                walk.person.screen().contains("Plan `prices`, of this commit: READY, about 6 min, never rehearsed."),
                walk.person.screen());
    }

    @Test
    void a_change_without_a_plan_has_the_books_own_and_says_so() {
        Rehearsal book = Rehearsal.of(TEAM, "title: A test\nrevert-plan: prices\n");
        book.shelf.plans.add(Rehearsal.plan("prices", PRICES));
        book.given(Phase.REVERT, "change", "other");
        book.person.leave("revert");
        book.walk();
        assertTrue(book.person.screen().contains("Plan `prices`, the runbook's own: READY"), book.person.screen());
    }

    @Test
    void cannot_takes_a_reason_and_does_not_come_again() {
        add("prices", PRICES);
        walk.person
                .choose("change", "plan:prices")
                .choose("revert", "cannot")
                .type("reason", "the old database is gone")
                .meanwhile(() -> walk.clock.set(walk.clock.now().plus(Duration.ofHours(5))))
                .choose("ease", "done")
                .leave("go_on");
        walk.walk();
        assertEquals(Optional.of("the old database is gone"), decision().reason());
    }
}
