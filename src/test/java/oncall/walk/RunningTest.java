package oncall.walk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import oncall.incident.Entry;
import oncall.incident.Event;
import oncall.runbook.Phase;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Commands: shown, offered, agreed to, run; what is on record before and after. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RunningTest {
    private static final String PODS = "  - {run: 'kubectl get pods', id: pods, text: 'What does the cluster say?'}\n";
    private static final String END = "close";

    private static List<String> offered(Rehearsal walk, String name) {
        return walk.person.asked(name).choices().stream()
                .map(Prompter.Offer::id)
                .toList();
    }

    // ---- trust and consent

    @Test
    void a_command_nobody_trusts_is_shown_and_not_offered() {
        Rehearsal walk = Rehearsal.steps(PODS);
        walk.person.choose("trust", "no").choose("pods", "skipped").leave(END);
        walk.walk();
        assertEquals(List.of("elsewhere", "skipped", "c"), offered(walk, "pods"));
        assertEquals(
                List.of(2, 3, 4),
                walk.person.asked("pods").choices().stream()
                        .map(Prompter.Offer::number)
                        .toList());
        assertTrue(walk.person.asked("trust").confirmation());
        assertTrue(walk.person.shown(Prompter.Tone.COMMAND).contains("kubectl get pods"));
        assertTrue(walk.commands.requests.isEmpty());
    }

    @Test
    void trust_declined_is_not_asked_for_again_in_this_sitting() {
        Rehearsal walk = Rehearsal.steps(PODS + "  - {run: 'kubectl get nodes', id: nodes, text: 'Nodes?'}\n");
        walk.person
                .choose("trust", "no")
                .choose("pods", "skipped")
                .choose("nodes", "skipped")
                .leave(END);
        walk.walk();
        assertEquals(1, walk.person.names().stream().filter("trust"::equals).count());
    }

    @Test
    void trust_shows_every_command_of_the_file_and_is_remembered() {
        Rehearsal walk = Rehearsal.steps(PODS + "  - {verify: 'Up?', id: up, check: 'curl -fsS http://x/health'}\n");
        walk.commands.ends(0, "ok");
        walk.person
                .choose("trust", "trust")
                .choose("pods", "run")
                .choose("up", "skipped")
                .leave(END);
        walk.walk();
        assertTrue(walk.person.shown(Prompter.Tone.COMMAND).contains("curl -fsS http://x/health"));
        assertTrue(walk.trust.allows(walk.book().source()));
    }

    @Test
    void a_walk_that_only_shows_never_offers_and_never_asks_for_trust() {
        Rehearsal walk = Rehearsal.steps(PODS).trusted().showOnly();
        walk.person.choose("pods", "skipped").leave(END);
        walk.walk();
        assertEquals(List.of("elsewhere", "skipped", "c"), offered(walk, "pods"));
    }

    @Test
    void without_a_terminal_nothing_is_offered() {
        Rehearsal walk = Rehearsal.steps(PODS).trusted();
        walk.person.piped().choose("pods", "skipped").leave(END);
        walk.walk();
        assertEquals(List.of("elsewhere", "skipped"), offered(walk, "pods"));
    }

    // ---- what is on record

    @Test
    void the_intent_is_on_record_before_it_starts_and_the_result_after() {
        Rehearsal walk = Rehearsal.steps(PODS).trusted();
        walk.commands.ends(0, "data-0 Running");
        walk.person.choose("pods", "run").leave(END);
        walk.walk();
        assertEquals(List.of("intent pods", "run kubectl get pods", "result pods=ok"), walk.journal);
        assertTrue(walk.person.asked("pods").confirmation(), "keys typed ahead do not run it");
        String screen = walk.person.screen();
        assertTrue(screen.contains("in /books as dana@laptop; kube: acme-prod; stopped after 2 min"), screen);
        assertTrue(screen.contains("data-0 Running"), screen);
        assertTrue(screen.contains("It worked: exit code 0 after 1 s. saved"), screen);
        Event.Result result = (Event.Result) walk.records("result").get(0).event();
        assertEquals(walk.records("intent").get(0).id(), result.of());
        assertEquals(Optional.of("data-0 Running"), result.output());
    }

    @Test
    void what_others_write_is_told_while_it_runs() {
        Rehearsal walk = Rehearsal.steps(PODS).trusted();
        walk.commands.during(() -> walk.timeline.elsewhere(
                Entry.of(new Event.Note(Optional.empty())).saying("the graphs are flat")));
        walk.commands.ends(0, "data-0 Running");
        walk.person.choose("pods", "run").leave(END);
        walk.walk();
        String screen = walk.person.screen();
        int note = screen.indexOf("omer notes: the graphs are flat");
        assertTrue(note >= 0 && note < screen.indexOf("data-0 Running"), screen);
        assertEquals(note, screen.lastIndexOf("omer notes: the graphs are flat"), "once");
    }

    @Test
    void an_expectation_that_is_missed_is_said_and_counts_as_failed() {
        Rehearsal walk = Rehearsal.steps(
                        "  - {run: 'kubectl get pvc', id: pvc, text: 'Bound?', expect: {contains: Bound}}\n"
                                + "  - {do: 'Repair it.', id: repair, when: {pvc: failed}}\n")
                .trusted();
        walk.commands.ends(0, "Pending");
        walk.person.choose("pvc", "run").choose("repair", "done").leave(END);
        walk.walk();
        assertEquals("failed", walk.value("pvc"));
        assertTrue(
                walk.person.screen().contains("Not as expected: `Bound` is not in the output. It took 1 s. saved"),
                walk.person.screen());
    }

    @Test
    void why_a_command_did_not_end_by_itself_is_said_once() {
        Rehearsal walk = Rehearsal.steps("  - {run: 'sleep 99', id: slow, text: 'Wait'}\n")
                .trusted();
        walk.commands.stoppedByThePerson();
        walk.person.choose("slow", "run").leave("slow");
        walk.walk();
        assertTrue(
                walk.person.screen().contains("Not as expected: Stopped by you after 2 s. saved"),
                walk.person.screen());
    }

    @Test
    void a_command_that_had_to_be_stopped_failed_with_a_reason() {
        Rehearsal walk = Rehearsal.steps("  - {run: 'sleep 99', id: slow, text: 'Wait', timeout: 20s}\n")
                .trusted();
        walk.commands.stopped("it was stopped after 20 s");
        walk.person.choose("slow", "run").leave(END);
        walk.walk();
        assertEquals("failed", walk.value("slow"));
        assertEquals(Duration.ofSeconds(20), walk.commands.requests.get(0).timeout());
        assertTrue(walk.person.screen().contains("it was stopped after 20 s"), walk.person.screen());
        assertEquals(
                Optional.empty(), ((Event.Result) walk.records("result").get(0).event()).exit());
    }

    @Test
    void a_command_the_person_stopped_is_on_record_and_its_step_comes_again() {
        Rehearsal walk = Rehearsal.steps("  - {run: 'sleep 99', id: slow, text: 'Wait', timeout: 20s}\n")
                .trusted();
        walk.commands.stoppedByThePerson();
        walk.commands.ends(0, "done");
        walk.person.choose("slow", "run").choose("slow", "run").leave(END);
        walk.walk();
        assertEquals(2, walk.records("result").size());
        assertEquals("ok", walk.value("slow"));
    }

    @Test
    void long_output_is_kept_whole_as_evidence() {
        Rehearsal walk = Rehearsal.steps(PODS).trusted();
        String output = "0123456789".repeat(500);
        walk.commands.ends(0, output);
        walk.person.choose("pods", "run").leave(END);
        walk.walk();
        assertEquals(List.of(output), walk.timeline.evidence());
        assertEquals(
                2048,
                ((Event.Result) walk.records("result").get(0).event())
                        .output()
                        .orElseThrow()
                        .length());
        assertEquals(
                Optional.of(walk.records("result").get(0).id()),
                ((Event.Evidence) walk.records("evidence").get(0).event()).of());
    }

    // ---- values

    private static final String SAVES =
            "  - {run: 'kubectl get ns', id: ns, text: 'Which namespace?', save: {namespace: name}}\n"
                    + "  - {run: 'kubectl -n \"$namespace\" get pods', id: pods, text: 'Pods?'}\n";

    @Test
    void output_becomes_a_fact_when_it_is_confirmed_and_errors_are_no_part_of_it() {
        Rehearsal walk = Rehearsal.steps(SAVES).trusted();
        walk.commands.ends(0, "kubevirt\n", "Warning: deprecated\n");
        walk.commands.ends(0, "");
        walk.person.choose("ns", "run").enter("namespace").choose("pods", "run").leave(END);
        walk.walk();
        assertEquals("kubevirt", walk.value("namespace"));
        assertEquals(
                Map.of("namespace", "kubevirt"), walk.commands.requests.get(1).values());
        assertTrue(walk.person
                .shown(Prompter.Tone.COMMAND)
                .contains("namespace='kubevirt'; kubectl -n \"$namespace\" get pods"));
        assertEquals(
                Optional.of("ns"), ((Event.Answer) walk.records("answer").get(0).event()).from());
    }

    @Test
    void output_that_is_no_such_fact_is_said_and_can_be_typed() {
        Rehearsal walk = Rehearsal.steps(SAVES).trusted();
        walk.commands.ends(0, "two words");
        walk.person.choose("ns", "run").type("namespace", "kubevirt").leave("pods");
        walk.walk();
        assertFalse(walk.person.asked("namespace").enterKeeps(), "what is refused is not kept by Enter");
        assertEquals("kubevirt", walk.value("namespace"));
    }

    @Test
    void passing_over_what_is_to_be_saved_does_not_pass_over_the_command() {
        Rehearsal walk = Rehearsal.steps(SAVES).trusted();
        walk.commands.ends(0, "kubevirt");
        walk.person
                .choose("ns", "run")
                .order("namespace", "skip", "")
                .unknown("namespace")
                .leave("pods");
        walk.walk();
        assertEquals("ok", walk.value("ns"));
        assertEquals("unknown", walk.value("namespace"));
    }

    @Test
    void a_fact_without_a_value_is_asked_first_and_still_unknown_the_command_is_only_shown() {
        Rehearsal walk = Rehearsal.steps(SAVES).trusted();
        walk.person
                .choose("ns", "skipped")
                .unknown("namespace")
                .choose("pods", "skipped")
                .leave(END);
        walk.walk();
        assertTrue(walk.person.screen().contains("The next command needs this first."), walk.person.screen());
        assertTrue(walk.person.screen().contains("Not offered: no value for namespace."), walk.person.screen());
        assertTrue(walk.person.screen().contains("namespace=${namespace:?not known yet}"), "the gap is marked");
        assertEquals(List.of("elsewhere", "skipped", "c"), offered(walk, "pods"));
    }

    @Test
    void a_question_that_was_left_is_asked_when_a_command_needs_it() {
        Rehearsal walk = Rehearsal.steps(
                        "  - {ask: pvc, type: name, text: 'Which claim?'}\n  - {run: 'kubectl get \"$pvc\"', id: get, text: 'Get'}\n")
                .trusted();
        walk.commands.ends(0, "");
        walk.person
                .order("pvc", "go", "get")
                .type("pvc", "data-0")
                .choose("get", "run")
                .leave(END);
        walk.walk();
        assertEquals(Map.of("pvc", "data-0"), walk.commands.requests.get(0).values());
    }

    @Test
    void a_name_that_must_be_set_and_is_not_keeps_the_command_from_being_offered() {
        Rehearsal walk = Rehearsal.steps("  - {run: 'psql \"$PGURL\"', id: db, text: 'Db', needs: [PGURL]}\n")
                .trusted();
        walk.commands.unset.add("PGURL");
        walk.person.choose("db", "skipped").leave(END);
        walk.walk();
        assertTrue(
                walk.person.screen().contains("Not offered: PGURL is not set in the environment."),
                walk.person.screen());
    }

    private static final String PLACES = Rehearsal.QUIET + """
            environments:
              prod: {name: Production, values: {kube: acme-prod, port: "80"}}
              staging: {name: Staging, values: {kube: acme-stg, port: "80"}}
            """;

    @Test
    void the_environment_is_asked_once_and_only_where_the_values_differ() {
        Rehearsal walk = Rehearsal.of(
                        PLACES,
                        "title: A test\ndiagnose:\n"
                                + "  - {run: 'curl \"localhost:$port\"', id: same, text: 'Same'}\n"
                                + "  - {run: 'kubectl --context \"$kube\" get po', id: pods, text: 'Pods'}\n"
                                + "  - {run: 'kubectl --context \"$kube\" get no', id: nodes, text: 'Nodes'}\n")
                .trusted();
        walk.commands.ends(0, "");
        walk.commands.ends(0, "");
        walk.commands.ends(0, "");
        walk.person
                .choose("same", "run")
                .choose("environment", "staging")
                .choose("pods", "run")
                .choose("nodes", "run")
                .leave(END);
        walk.walk();
        assertEquals(
                List.of(Map.of("port", "80"), Map.of("kube", "acme-stg"), Map.of("kube", "acme-stg")),
                walk.commands.requests.stream().map(Commands.Request::values).toList());
        assertTrue(walk.person.screen().contains("environment: staging"), "it stands in every confirmation");
    }

    // ---- danger

    private static final String DANGER = "  - {ask: pvc, type: name, text: 'Which claim?'}\n"
            + "  - {run: './purge \"$pvc\"', id: purge, text: 'Purge', danger: high, target: $pvc, undo: 'cannot be undone'}\n";

    @Test
    void danger_wants_the_target_typed_and_goes_back_to_the_step_when_it_is_not() {
        Rehearsal walk = Rehearsal.steps(DANGER).trusted();
        walk.commands.ends(0, "");
        walk.person
                .type("pvc", "data-0")
                .choose("purge", "run")
                .type("target", "skip")
                .choose("purge", "run")
                .type("target", "DATA-0")
                .type("target", "data-0")
                .leave(END);
        walk.walk();
        assertEquals(
                List.of("answer pvc=data-0", "intent purge", "run ./purge \"$pvc\"", "result purge=ok"), walk.journal);
        Event.Intent intent = (Event.Intent) walk.records("intent").get(0).event();
        assertEquals(Optional.of("data-0"), intent.target());
        assertEquals(Optional.of("high"), intent.danger());
        assertTrue(walk.person.asked("target").confirmation());
    }

    @Test
    void an_empty_target_never_matches() {
        Rehearsal walk = Rehearsal.steps("  - {ask: pvc, type: name, text: 'Which claim?'}\n"
                        + "  - {run: './purge', id: purge, text: 'Purge', danger: high, target: $pvc}\n")
                .trusted();
        walk.person.unknown("pvc").unknown("pvc").choose("purge", "skipped").leave(END);
        walk.walk();
        assertEquals(List.of("elsewhere", "skipped", "c"), offered(walk, "purge"));
    }

    // ---- outcome unknown

    private static Rehearsal begun() {
        Rehearsal walk = Rehearsal.steps(PODS).trusted();
        walk.timeline.append(
                Entry.of(new Event.Intent(
                                "kubectl get pods",
                                Optional.empty(),
                                Optional.of("120s"),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()))
                        .on(Optional.of(Phase.DIAGNOSE), "pods"),
                news -> true);
        return walk;
    }

    @Test
    void a_command_never_heard_of_again_is_asked_about_and_not_run_again() {
        Rehearsal walk = begun();
        walk.person.choose("pods", "ok").leave(END);
        walk.walk();
        assertTrue(walk.commands.requests.isEmpty());
        assertEquals(List.of("ok", "failed", "again"), offered(walk, "pods"));
        assertEquals("ok", walk.value("pods"));
        assertEquals(List.of(), walk.incident().outcomeUnknown());
    }

    @Test
    void only_who_says_it_never_ran_is_offered_it_again() {
        Rehearsal walk = begun();
        walk.commands.ends(0, "");
        walk.person.choose("pods", "again").choose("pods", "run").leave(END);
        walk.walk();
        assertEquals(1, walk.commands.requests.size());
        assertEquals("ok", walk.value("pods"));
    }

    @Test
    void an_outcome_nobody_knows_stays_unknown_and_the_walk_goes_on() {
        Rehearsal walk = begun();
        walk.person.unknown("pods").leave(END);
        walk.walk();
        assertEquals("unknown", walk.value("pods"));
    }

    // ---- elsewhere

    @Test
    void what_was_run_elsewhere_is_put_down_with_what_it_showed() {
        Rehearsal walk = Rehearsal.steps(SAVES);
        walk.person
                .choose("trust", "no")
                .choose("ns", "elsewhere")
                .type("exit", "0")
                .type("output", "kubevirt")
                .enter("namespace")
                .choose("pods", "skipped")
                .leave(END);
        walk.walk();
        assertEquals("elsewhere", walk.value("ns"));
        assertEquals("kubevirt", walk.value("namespace"));
        assertEquals(
                Optional.of("exit code 0"),
                ((Event.Answer) walk.records("answer").get(0).event()).reason());
    }

    @Test
    void a_value_that_a_program_would_take_for_an_option_is_not_offered() {
        Rehearsal walk = Rehearsal.steps(
                        "  - {ask: count, type: number, text: 'How many?'}\n  - {run: 'scale \"$count\"', id: scale, text: 'Scale'}\n")
                .trusted();
        walk.person.type("count", "-1").leave("scale");
        walk.walk();
        assertTrue(walk.person.asked("scale").choices().stream()
                .noneMatch(choice -> choice.id().equals("run")));
        assertTrue(walk.person.screen().contains("the value of count begins with `-`"), walk.person.screen());
    }

    @Test
    void c_shows_the_command_bare_and_the_question_stays() {
        Rehearsal walk =
                Rehearsal.steps("  - {run: 'echo one two', id: look}\n").trusted();
        walk.commands.ends(0, "one two");
        walk.person.choose("look", "c").choose("look", "run").leave(END);
        walk.walk();
        assertEquals(List.of("echo one two"), walk.person.shown(Prompter.Tone.COPY));
        assertEquals("ok", walk.value("look"));
    }

    @Test
    void c_is_there_too_where_a_person_types_the_command_elsewhere() {
        Rehearsal walk = Rehearsal.steps(
                "  - {do: 'Restart it.', id: restart, show: [{command: 'kubectl rollout restart x'}]}\n");
        walk.person.choose("restart", "c").choose("restart", "done").leave(END);
        walk.walk();
        assertEquals(List.of("kubectl rollout restart x"), walk.person.shown(Prompter.Tone.COPY));
    }

    @Test
    void a_command_that_says_nothing_is_said_to_be_running_after_two_seconds_and_every_ten() {
        Rehearsal walk = Rehearsal.steps("  - {run: 'probe', id: look}\n").trusted();
        walk.commands.quiet(25);
        walk.commands.ends(0, "up");
        walk.person.choose("look", "run").leave(END);
        walk.walk();
        assertEquals(
                List.of("still running, 2 s", "still running, 10 s", "still running, 20 s"),
                walk.person.shown(Prompter.Tone.HINT).stream()
                        .filter(line -> line.startsWith("still"))
                        .map(line -> line.replaceAll(";.*", ""))
                        .toList());
    }
}
