package oncall.walk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import oncall.incident.Event;
import oncall.runbook.AnswersFile;
import oncall.runbook.yaml.AnswersReader;
import oncall.runbook.yaml.YamlFile;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** A walk driven by an answers file: in order, one thing per entry, never running anything. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ScriptedAnswersTest {
    private static final String STEPS = """
              - {ask: one, text: "One?"}
              - {decide: way, text: "How?", options: {quick: {text: quickly}, slow: {text: slowly, reason: required}}}
              - {run: "kubectl get ns", id: ns, text: "Which namespace?", save: {namespace: name}}
              - {do: "Look.", id: look}
              - {verify: "Fine?", id: fine, hold: 10m, if-not: look}
            """;

    private ScriptedAnswers script;

    private Ending walk(Rehearsal walk, String answers) {
        YamlFile file = YamlFile.read(
                ("oncall: answers/1\nanswers:\n" + answers).getBytes(StandardCharsets.UTF_8), "a.yaml", "", false);
        AnswersFile read = AnswersReader.read(file)
                .orElseThrow(() -> new AssertionError(file.problems().inOrder().toString()));
        script = new ScriptedAnswers(walk.person.piped(), read, walk.clock, Rehearsal.ZONE);
        return walk.sitting(script).walk();
    }

    private List<String> leftOver() {
        return script.leftOver().stream().map(AnswersFile.Entry::name).toList();
    }

    @Test
    void entries_are_taken_in_order_with_what_belongs_to_them() {
        Rehearsal walk = Rehearsal.steps(STEPS);
        Ending ending = walk(walk, """
                  - one: the disk is full
                  - way: slow
                    reason: it can wait
                  - ns: elsewhere
                    shows: {exit: 0, output: kubevirt}
                  - look: finding
                    text: it is snapshots
                  - fine: holds
                """);
        assertEquals(Ending.LEFT, ending);
        assertEquals(Optional.of("close"), script.missing());
        assertEquals(List.of(), leftOver());
        assertEquals("the disk is full", walk.value("one"));
        assertEquals(
                Optional.of("it can wait"),
                ((Event.Decision) walk.records("decision").get(0).event()).reason());
        assertEquals("elsewhere", walk.value("ns"));
        assertEquals("kubevirt", walk.value("namespace"), "what it showed is the fact");
        assertEquals(
                "it is snapshots", walk.incident().given("look").orElseThrow().text());
        assertEquals("holds", walk.value("fine"));
        assertTrue(walk.commands.requests.isEmpty());
        assertTrue(walk.person.screen().contains("One?\n> the disk is full"), walk.person.screen());
    }

    @Test
    void a_missing_answer_stops_with_its_name() {
        Rehearsal walk = Rehearsal.steps(STEPS);
        assertEquals(Ending.LEFT, walk(walk, "  - one: a\n"));
        assertEquals(Optional.of("way"), script.missing());
        assertEquals("a", walk.value("one"));
    }

    @Test
    void an_entry_that_is_not_what_is_asked_stops_and_is_left_over() {
        Rehearsal walk = Rehearsal.steps(STEPS);
        walk(walk, "  - one: a\n  - look: done\n  - way: quick\n");
        assertEquals(Optional.of("way"), script.missing());
        assertEquals(List.of("look", "way"), leftOver());
    }

    @Test
    void a_plain_map_is_taken_by_name_in_any_order() {
        Rehearsal walk = Rehearsal.steps(STEPS);
        walk(walk, "  {look: done, fine: fails, way: quick, one: a, ns: skip}\n");
        assertEquals(
                List.of("quick", "skipped", "done", "fails"),
                List.of(walk.value("way"), walk.value("ns"), walk.value("look"), walk.value("fine")));
        assertEquals(List.of(), leftOver());
    }

    @Test
    void notes_ideas_and_what_happened_before_stand_where_they_stand() {
        Rehearsal walk = Rehearsal.steps(STEPS);
        walk(walk, """
                  - note: support counts tickets
                  - one: a
                  - park: why two of them?
                  - late: {at: "16:50", text: "omer saw errors"}
                  - way: quick
                """);
        assertEquals(
                List.of("support counts tickets", "omer saw errors"),
                walk.records("note").stream()
                        .map(each -> each.entry().text().orElse(""))
                        .toList());
        assertEquals("2018-11-12T14:50:00Z", walk.records("note").get(1).at().toString());
        assertEquals(1, walk.records("park").size());
        assertEquals("quick", walk.value("way"));
    }

    @Test
    void a_correction_replaces_an_answer_with_its_reason() {
        Rehearsal walk = Rehearsal.steps(STEPS);
        walk(walk, "  - one: a\n  - way: quick\n  - correct: {one: b}\n    reason: misread\n  - ns: skip\n");
        assertEquals("b", walk.value("one"));
        assertEquals(
                Optional.of("misread"),
                ((Event.Answer) walk.records("answer").get(1).event()).reason());
        assertEquals(
                Optional.of(walk.records("answer").get(0).id()),
                walk.records("answer").get(1).entry().supersedes());
        assertEquals("skipped", walk.value("ns"));
    }

    @Test
    void leaving_the_order_is_an_entry_and_so_is_where_a_verification_leads() {
        Rehearsal walk = Rehearsal.steps(STEPS);
        walk(
                walk,
                "  - go: look\n  - look: done\n  - fine: fails\n  - go: look\n  - look: done\n  - fine: holds\n  - one: a\n");
        assertEquals(2, walk.records("jump").size());
        assertEquals("holds", walk.value("fine"));
        assertEquals("a", walk.value("one"));
    }

    @Test
    void a_pause_stops_with_its_reason() {
        Rehearsal walk = Rehearsal.steps(STEPS);
        assertEquals(
                Ending.LEFT,
                walk(walk, "  - one: a\n  - pause: {until: \"2018-11-13T09:00:00+02:00\", reason: \"flag off\"}\n"));
        assertEquals(
                new Event.Pause(Optional.of(java.time.Instant.parse("2018-11-13T07:00:00Z")), Optional.of("flag off")),
                walk.records("pause").get(0).event());
        assertEquals(Optional.empty(), script.missing());
    }

    @Test
    void each_entry_has_its_time_after_the_one_before_or_by_the_clock() {
        Rehearsal walk = Rehearsal.steps(STEPS);
        walk(
                walk,
                "  - one: a\n    at: +20s\n  - way: quick\n    at: \"17:05\"\n  - ns: skip\n    at: +1m\n  - look: done\n");
        assertEquals(
                List.of("20", "120", "180"),
                List.of("one", "way", "ns").stream()
                        .map(key -> walk.incident().given(key).orElseThrow().at())
                        .map(at -> Long.toString(
                                Duration.between(Rehearsal.START, at).toSeconds()))
                        .toList());
        assertEquals(Rehearsal.START, walk.clock.now(), "a running clock is not moved");
    }

    @Test
    void one_page_entry_answers_for_every_role_it_names() {
        Rehearsal walk = Rehearsal.builtIn("title: A test\n");
        walk(walk, """
                  - what: it fails
                  - seen: tried
                  - send_first: posted
                  - feature: login
                  - customers: one
                  - data: safe
                  - page: reached
                    who: {imoc: dana, soc: support}
                  - send_team: posted
                    what_changed: we began
                  - send_support: posted
                  - send_customers: not
                    reason: one customer
                  - send_managers: later
                """);
        assertEquals("dana", walk.incident().holders().get("imoc"));
        assertEquals("support", walk.incident().holders().get("soc"));
        assertTrue(
                walk.incident().messages().get(1).text().contains("we began"),
                walk.incident().messages().get(1).text());
        assertEquals(
                List.of("posted", "posted", "posted", "not", "later"),
                walk.incident().messages().stream()
                        .map(sent -> sent.comms().outcome())
                        .toList());
        assertEquals(Optional.of("since"), script.missing());
        assertFalse(walk.person.screen().contains("is none of the choices"), walk.person.screen());
    }

    @Test
    void a_channel_there_is_not_is_refused_and_stops() {
        Rehearsal walk = Rehearsal.of(
                Rehearsal.QUIET, "title: A test\ndiagnose: [{send: first, id: tell, to: team, text: 'Tell?'}]\n");
        assertEquals(Ending.LEFT, walk(walk, "  - tell: channel\n"));
        assertEquals(Optional.of("tell"), script.missing());
        assertTrue(walk.person.screen().contains("`channel` is not offered here."), walk.person.screen());
        assertTrue(walk.incident().messages().isEmpty());
    }

    @Test
    void raising_and_lowering_are_entries() {
        Rehearsal walk = Rehearsal.builtIn("title: A test\n");
        walk(walk, """
                  - what: it fails
                  - seen: tried
                  - send_first: posted
                  - feature: login
                  - customers: many
                  - data: safe
                  - page: me
                  - correct: {customers: one}
                  - lower: {evidence: "the queue", name: ron}
                  - send_team: posted
                  - raise: P1
                """);
        assertEquals(
                List.of("P1 rule", "P2 lower", "P1 raise"),
                walk.incident().priorities().stream()
                        .map(each -> (Event.Priority) each.event())
                        .map(each -> each.to() + " " + each.by())
                        .toList());
        assertEquals(
                Optional.of("the queue"),
                ((Event.Priority) walk.incident().priorities().get(1).event()).evidence());
        assertEquals(
                Optional.of("ron"),
                ((Event.Priority) walk.incident().priorities().get(1).event()).name());
    }

    @Test
    void it_goes_on_after_a_pause_when_it_says_so() {
        Rehearsal walk = Rehearsal.steps(
                "  - {ask: one, text: 'One?'}\n  - {ask: two, text: 'Two?'}\n  - {ask: three, text: 'Three?'}\n");
        walk(walk, """
                  - one: a
                  - pause: {until: "09:00", reason: tired}
                  - resume: rested
                  - two: b
                """);
        assertEquals("b", walk.value("two"));
        assertEquals(1, walk.records("pause").size());
        Event.Resume resume = (Event.Resume) walk.records("resume").get(0).event();
        assertEquals(Optional.of(walk.records("pause").get(0).id()), resume.from());
        assertEquals(Optional.of("three"), script.missing());
    }
}
