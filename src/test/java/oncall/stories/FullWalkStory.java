package oncall.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import oncall.incident.Event;
import oncall.incident.Incident;
import oncall.incident.TimelineRecord;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The main job: from one command to a closed incident. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(120)
class FullWalkStory {
    @TempDir
    Path home;

    @Test
    void from_start_to_closed() {
        Scene scene = new Scene(home);
        try (Person dana = scene.person("start", "outage").answers(Outage.whole())) {
            dana.endsWith(0);
            String screen = dana.pty().text();
            assertTrue(screen.startsWith("Acknowledge your pager now if you have not.\n"), screen);
            assertTrue(
                    screen.contains("This is saved: 20181112-1703-something-is-broken. First word to the team by"),
                    screen);
            assertTrue(screen.contains("P1: a core feature and more than one customer."), screen);
            assertTrue(screen.contains("Closed. Parked for the morning: 0. The record: oncall timeline"), screen);
            assertEquals(
                    List.of(
                            "What is broken?",
                            "Can we see it ourselves?",
                            "Tell the team you have it?",
                            "Which part is hit?",
                            "How many customers?",
                            "Is data lost, wrong, or shown to the wrong people?",
                            "Who answered?"),
                    dana.asked().subList(0, 7));
            assertEquals(0, dana.times("Undo it now?"), "nothing changed, so there is nothing to undo");
        }
        Incident incident = scene.incident();
        assertEquals(Incident.State.CLOSED, incident.state());
        assertEquals("P1", incident.priority().orElseThrow().to());
        assertEquals("many", scene.answer("customers"));
        assertEquals("restart", scene.answer("ease"));
        for (String audience : List.of("team", "support", "customers", "managers")) {
            List<String> stages = incident.messages().stream()
                    .filter(sent -> sent.out() && sent.comms().audience().equals(audience))
                    .map(sent -> sent.comms().stage())
                    .toList();
            assertEquals("first", stages.get(0), audience);
            assertEquals("resolved", stages.get(stages.size() - 1), audience);
        }
        assertEquals(scene.records().size(), scene.verified().records());
        assertEverySayingIsOnRecord(scene);
    }

    /** What a person typed stands in the record in the words that were typed. */
    private static void assertEverySayingIsOnRecord(Scene scene) {
        List<TimelineRecord> answers = scene.records().stream()
                .filter(each -> each.event() instanceof Event.Answer)
                .toList();
        assertTrue(
                answers.stream().anyMatch(each -> each.entry().text().equals(Optional.of("payments fail"))),
                answers::toString);
        assertTrue(
                answers.stream()
                        .anyMatch(each -> each.entry()
                                .time()
                                .map(time -> time.written().equals("16:50"))
                                .orElse(false)),
                answers::toString);
    }

    @Test
    void without_a_book_a_picker_narrows_while_one_types() {
        Scene scene = new Scene(home);
        try (Person dana = scene.person("start")) {
            dana.pty()
                    .waitFor("Which runbook?")
                    .waitFor("outage  Something is broken (usual)")
                    .waitFor("> ");
            dana.pty()
                    .send(Person.CLEAR + "cert")
                    .waitFor("certificate-expired")
                    .enter("");
            dana.pty()
                    .waitFor("This is saved: 20181112-1703-")
                    .waitFor("TRIAGE 1 of")
                    .waitFor("> ");
            dana.pty().send("\u0004").waitFor("Saved. To go on: oncall resume ");
            assertEquals(3, dana.pty().exit());
        }
        assertTrue(scene.records().get(1).event() instanceof Event.Session session
                && session.runbook().contains("certificate-expired"));
    }

    @Test
    void an_open_incident_is_named_and_does_not_stand_in_the_way() {
        Scene scene = new Scene(home);
        scene.piped("", "start", "outage", "--title", "the first one").ends(3);
        try (Person dana = scene.person("start", "outage", "--title", "the second one")) {
            dana.pty()
                    .waitFor(
                            "Already open: the first one. To go on with it: oncall resume 20181112-1703-the-first-one");
            dana.pty()
                    .waitFor("What is broken?")
                    .waitFor("> the second one")
                    .enter("")
                    .waitFor("saved 17:03:00");
            dana.pty()
                    .waitFor("Can we see it ourselves?")
                    .waitFor("> ")
                    .enter(":pause")
                    .waitFor("Until when?")
                    .waitFor("> ");
            dana.pty().enter("").waitFor("Why stop here?").waitFor("> ").enter("the first one matters more");
            dana.pty().waitFor("Saved. To go on: oncall resume 20181112-1703-the-second-one");
            assertEquals(3, dana.pty().exit());
        }
        scene.piped("", "resume").ends(2).says("the-first-one").says("the-second-one");
        scene.piped("", "resume", "20181112-1703-the-sec").ends(3).says("Paused by dana: the first one matters more");
    }
}
