package oncall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Optional;
import oncall.incident.Entry;
import oncall.incident.Event;
import oncall.incident.Incident;
import oncall.runbook.Milestone;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CloseTest {
    @TempDir
    private Path home;

    private InProcess.Ran run(String... words) {
        return new InProcess(home).run(words);
    }

    private static Event.Close close(OneNight night) {
        return night.timeline().read().stream()
                .map(each -> each.event())
                .filter(Event.Close.class::isInstance)
                .map(Event.Close.class::cast)
                .reduce((first, second) -> {
                    throw new AssertionError("closed twice");
                })
                .orElseThrow();
    }

    @Test
    void with_a_verification_that_holds_it_closes_and_says_what_is_missing() {
        OneNight night = OneNight.asFarAsMitigate(home).verified();
        InProcess.Ran ran = run("close").ends(Exit.OK);
        assertEquals("""
                Closed: 20181112-1700-cannot-update-environments, resolved. Parked for the morning: 0. The record: \
                oncall timeline 20181112-1700-cannot-update-environments
                For the postmortem there is no record yet of
                  when it started, when it got better
                  how many customers were hit
                  answers to: change
                Postmortem: by Monday 2018-11-19, 5 business days after closing (P1). To begin with it: \
                oncall postmortem 20181112-1700-cannot-update-environments
                """, ran.out());
        assertEquals(new Event.Close("resolved", Optional.empty()), close(night));
        Incident incident = Incident.of(night.timeline().read());
        assertEquals(Incident.State.CLOSED, incident.state());
        assertTrue(incident.milestones().containsKey(Milestone.RESOLVED));
    }

    @Test
    void without_one_it_takes_a_reason_and_says_how_to_give_it() {
        OneNight night = OneNight.asFarAsMitigate(home);
        assertEquals("""
                Nothing on record shows that it works again, so closing takes a reason.
                Give it: oncall close 20181112-1700-cannot-update-environments --reason "TEXT"
                Or verify first: oncall resume 20181112-1700-cannot-update-environments
                """, run("close").ends(Exit.USAGE).err());
        run("close", "--reason", " ").ends(Exit.USAGE);
        run("close", "--reason", "x", "--outcome", "Not A Word").ends(Exit.USAGE);
        assertEquals(5, night.timeline().read().size());
        run("close", "--reason", "the customer confirms", "--outcome", "false_alarm")
                .ends(Exit.OK);
        assertEquals(new Event.Close("false_alarm", Optional.of("the customer confirms")), close(night));
    }

    @Test
    void closed_by_exception_nothing_is_marked_resolved() {
        OneNight night = OneNight.asFarAsMitigate(home);
        run("close", "--reason", "the customer confirms").ends(Exit.OK);
        assertTrue(night.timeline().read().stream().noneMatch(each -> each.event() instanceof Event.Milestone));
        String document = run("postmortem", OneNight.ID).ends(Exit.OK).out();
        assertTrue(
                document.contains("It was closed without anything on record that shows that it works,"
                        + " because \"the customer confirms\"."),
                document);
        assertTrue(
                document.contains("| resolved | TODO: when it was resolved |  | not on record: closed without a check,"
                        + " because \"the customer confirms\" |"),
                document);
        assertTrue(document.contains("| Time to resolve | resolved - started | not known: "), document);
    }

    @Test
    void a_verification_that_failed_since_does_not_count() {
        OneNight.asFarAsMitigate(home)
                .verified()
                .answer(oncall.runbook.Phase.RESOLVE, "works", Optional.of(oncall.runbook.Value.of("fails")), "no");
        run("close").ends(Exit.USAGE);
    }

    @Test
    void a_closed_one_stays_closed_and_says_so() {
        OneNight night = OneNight.asFarAsMitigate(home).verified();
        run("close").ends(Exit.OK);
        assertEquals(
                OneNight.ID + " is closed already: by dana, 17:03+02:00 (15:03Z), resolved.\n",
                run("close", OneNight.ID).ends(Exit.OK).out());
        close(night);
        run("close").ends(Exit.NOT_FOUND);
        String listed = run("incidents").ends(Exit.OK).out();
        assertTrue(listed.contains("  closed  P1      last 17:03+02:00"), listed);
        run("note", "--incident", OneNight.ID, "the morning after").ends(Exit.OK);
        night.add(Entry.of(new Event.Resume(Optional.empty(), java.util.List.of())));
        assertTrue(run("incidents").ends(Exit.OK).out().contains("  closed  "), "resumed by mistake, it stays closed");
    }

    @Test
    void commands_whose_outcome_is_not_known_are_named() {
        OneNight.asFarAsMitigate(home)
                .add(Entry.of(new Event.Intent(
                                "./restart api",
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()))
                        .on(Optional.of(oncall.runbook.Phase.MITIGATE), "restart_api"));
        String out = run("close", "--reason", "x").ends(Exit.OK).out();
        assertTrue(out.contains("\n  what came of: restart_api\n"), out);
        assertEquals(7, out.lines().count());
    }
}
