package oncall.walk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import oncall.incident.Event;
import oncall.incident.TimelineRecord;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** A walk cut off after any record goes on at the first question that had no answer on record. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ResumeTest {
    private static final String PLAN = """
            oncall: revert-plan/1
            change: {title: "access control", deployed: 2018-11-11T08:12Z}
            owner: dana
            services: [{name: api, from: "2", to: "1"}]
            migrations: none
            steps: [{do: "Turn the flag off.", id: flag_off}]
            verify: [{check: ./bin/probe, id: probed}]
            estimate: 6m
            """;
    private static final String BOOK = """
            title: A volume is filling up
            effect: The service may get slow
            diagnose:
              - run: kubectl get ns
                text: Which namespace is it in?
                id: ns
                save: {namespace: name}
              - do: Look at the use over the last week.
                id: look
                when: {namespace: known}
              - group: Only when it looks like snapshots
                when: {namespace: known}
                steps: [{ask: snapshots, type: yes-no, text: "Are there any?"}]
            mitigate:
              - decide: way
                text: How?
                options:
                  resize:
                    text: make it larger
                    steps:
                      - {run: "kubectl -n \\"$namespace\\" resize", id: resize, text: "Resize", danger: high, target: $namespace}
                  other: {text: "by the other book", follow: other, reason: required}
              - {call: [tloc, soc], id: tell_them, text: "They should know."}
              - {verify: "Is there room?", id: room, check: ./room, every: 2m, hold: 4m, give-up: 3m, if-not: way}
            """;
    private static final String OTHER =
            "title: Other\nsteps: [{ask: namespace, type: name, text: 'Which?'}, {do: 'Restart it.', id: restart}]\n";

    /** A question, and how much was on record when it was asked. */
    private record Moment(int records, Instant at, String name) {}

    private final List<Moment> asked = new ArrayList<>();

    private Rehearsal whole() {
        Rehearsal walk = Rehearsal.builtIn(BOOK).trusted();
        walk.shelf.add(Rehearsal.book("other", OTHER));
        walk.shelf.plans.add(Rehearsal.plan("rbac", PLAN));
        walk.trust.allow(walk.shelf.plans.get(0).source());
        walk.person.watching(question -> {
            asked.add(new Moment(walk.timeline.all().size(), walk.clock.now(), question.name()));
            walk.clock.pass(Duration.ofSeconds(5));
        });
        walk.commands.ends(0, "ok");
        walk.commands.ends(0, "kube-system");
        walk.commands.ends(1, "Forbidden");
        for (int exit : new int[] {1, 1, 1, 0, 0, 0}) {
            walk.commands.ends(exit, "");
        }
        return walk;
    }

    private static void script(Rehearsal walk) {
        walk.person
                .type("what", "pods cannot write")
                .choose("seen", "tried")
                .choose("send_first", "posted")
                .choose("feature", "login")
                .choose("customers", "one")
                .choose("data", "safe")
                .choose("page", "reached")
                .type("who imoc", "Dana")
                .choose("page", "not_reached")
                .type("what_changed", "all of it")
                .type("doing", "looking")
                .enter("ask_for")
                .choose("send_team", "posted")
                .choose("send_support", "posted")
                .choose("send_customers", "not")
                .type("reason", "one customer")
                .choose("send_managers", "later")
                .type("since", "16:50")
                .choose("change", "plan:rbac")
                .choose("revert", "now")
                .choose("rbac/flag_off", "finding")
                .type("text", "it was off")
                .choose("rbac/probed", "run")
                .choose("rbac/undone.next", "cause")
                .choose("ns", "run")
                .enter("namespace")
                .choose("look", "done")
                .choose("snapshots", "no")
                .choose("way", "resize")
                .choose("resize", "run")
                .type("target", "kube-system")
                .choose("tell_them", "reached")
                .type("who tloc", "Eli")
                .choose("tell_them", "me")
                .choose("room", "run")
                .passes("wait")
                .passes("wait")
                .choose("go way", "go")
                .choose("way", "other")
                .type("reason", "forbidden")
                .type("other/namespace", "kube-system")
                .choose("other/restart", "done")
                .choose("tell_them", "reached")
                .choose("tell_them", "me")
                .choose("room", "run")
                .passes("wait")
                .passes("wait")
                .leave("works");
    }

    @Test
    void after_every_record_the_next_question_is_the_one_that_had_no_answer() {
        Rehearsal walk = whole();
        script(walk);
        walk.walk();
        int begun = 2;
        int all = walk.timeline.all().size();
        assertTrue(all > 50, "a whole walk: " + walk.journal);
        List<String> wrong = new ArrayList<>();
        for (int count = begun; count <= all; count++) {
            int records = count;
            Moment asking = asked.stream()
                    .filter(each -> each.records() >= records)
                    .findFirst()
                    .orElseThrow();
            TimelineRecord last = walk.timeline.all().get(count - 1);
            List<String> expected = expected(last, asking.name());
            String found = first(walk.cutAt(count, asking.at()));
            if (!expected.contains(found)) {
                wrong.add("after " + MemoryTimeline.line(last) + ": asked " + found + ", not " + expected);
            }
        }
        assertEquals(List.of(), wrong);
    }

    /** What a sitting asks first, waits passed by. */
    private static String first(Rehearsal walk) {
        List<String> names = new ArrayList<>();
        walk.person.watching(question -> {
            names.add(question.name());
            throw new Seen();
        });
        try {
            return walk.sitting().walk().toString();
        } catch (Seen seen) {
            return names.get(0);
        }
    }

    private static final class Seen extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Of a command cut off its outcome is asked; of a verification in hand another look, for which leave is given anew. */
    private static List<String> expected(TimelineRecord last, String asked) {
        String step = last.entry().step().orElse("");
        if (step.endsWith(".look")) {
            return List.of("wait", step.replace(".look", ""), asked);
        }
        if (last.event() instanceof Event.Evidence kept && kept.head().startsWith("plan:")) {
            return List.of("revert");
        }
        return last.event() instanceof Event.Intent ? List.of(step) : List.of(asked);
    }

    @Test
    void where_an_answer_leads_is_not_forgotten_when_the_walk_was_cut_off_before_it_went_there() {
        Rehearsal walk = Rehearsal.steps(
                "  - {decide: safe, text: 'Safe?', options: {agreed: {text: yes it is}, refused: {text: no it is not, go: after}}}\n"
                                .replace("yes it is", "'it is'")
                                .replace("no it is not", "'it is not'")
                        + "  - {do: 'Roll back.', id: roll_back}\n  - {do: 'After.', id: after}\n");
        walk.person.choose("safe", "refused").leave("after");
        walk.walk();
        int decided = walk.timeline.all().indexOf(walk.records("decision").get(0));
        Rehearsal again = walk.cutAt(decided + 1, walk.clock.now());
        again.person.leave("after");
        again.walk();
    }

    @Test
    void nothing_on_record_is_changed_by_looking_at_it_again() {
        Rehearsal walk = whole();
        script(walk);
        walk.walk();
        Rehearsal again = walk.cutAt(walk.timeline.all().size(), walk.clock.now());
        again.person.leave("works");
        again.walk();
        assertEquals(walk.timeline.all(), again.timeline.all());
    }

    @Test
    void a_walk_cut_off_at_every_question_and_taken_up_again_comes_to_the_same() {
        Rehearsal walk = Rehearsal.steps(
                "  - {ask: one, text: 'One?'}\n  - {decide: way, text: 'How?', options: {a: {text: aa, steps: [{do: 'A.', id: aa}]}}}\n"
                        + "  - {verify: 'Fine?', id: fine}\n");
        Rehearsal now = walk;
        String[][] script = {{"one", ""}, {"way", "a"}, {"aa", "done"}, {"fine", "good"}};
        for (String[] each : script) {
            if (each[1].isEmpty()) {
                now.person.type(each[0], "words");
            } else {
                now.person.choose(each[0], each[1]);
            }
            int at = List.of(script).indexOf(each);
            now.person.leave(at + 1 < script.length ? script[at + 1][0] : "close");
            now.walk();
            now = now.cutAt(now.timeline.all().size(), now.clock.now());
        }
        assertEquals(
                List.of("words", "a", "done", "holds"),
                List.of(now.value("one"), now.value("way"), now.value("aa"), now.value("fine")));
    }
}
