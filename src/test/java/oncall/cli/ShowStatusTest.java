package oncall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import oncall.incident.Entry;
import oncall.incident.Event;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ShowStatusTest {
    @TempDir
    private Path home;

    private InProcess.Ran run(String... words) {
        return new InProcess(home).run(words);
    }

    @Test
    void the_whole_of_it_as_text() {
        OneNight night = OneNight.asFarAsMitigate(home);
        InProcess.Ran ran = run("status").ends(Exit.OK);
        assertEquals("""
                20181112-1700-cannot-update-environments  "Cannot update environments"
                Open. Opened 17:00+02:00 (15:00Z), 3 min in.
                Priority: P1 for now: core feature and an unknown number of customers.
                Next: mitigate 1 of 1, ease: What eases it?
                Revert: undecided.
                Due: update to team 17:05+02:00, in 2 min.
                Due: ask again, customers 17:15+02:00, in 12 min.
                Last answers:
                  17:00+02:00  what  cannot update environments
                  17:00+02:00  customers  don't know
                Not known yet: customers, asked again 17:15+02:00.
                Runbook: small.
                People: eli on desk.
                Timeline: 5 records, head ....
                Folder: HOME/.local/state/oncall/incidents/20181112-1700-cannot-update-environments
                Resume: oncall resume 20181112-1700-cannot-update-environments
                """, night.plain(ran.out()));
        assertEquals("", ran.err());
    }

    @Test
    void the_whole_of_it_as_json() {
        OneNight night = OneNight.asFarAsMitigate(home);
        assertEquals("""
                {"schema":"oncall.status/1","now":"2018-11-12T15:03:00.000Z",\
                "incident":{"id":"20181112-1700-cannot-update-environments","title":"Cannot update environments","state":"open",\
                "opened":"2018-11-12T15:00:00.000Z","started":"2018-11-12T15:00:00.000Z","zone":"Asia/Jerusalem",\
                "folder":"HOME/.local/state/oncall/incidents/20181112-1700-cannot-update-environments"},\
                "runbook":{"id":"small","title":"A small book","sha256":"...","changed_steps":[]},\
                "walk":{"phase":"mitigate","step":"ease","index":1,"of":1,"text":"What eases it?"},\
                "priority":{"id":"P1","provisional":true,"because":"P1 for now: core feature and an unknown number of customers."},\
                "revert":{"decision":"undecided"},\
                "due":[{"what":"update","audience":"team","at":"2018-11-12T15:05:00.000Z","overdue":false},\
                {"what":"answer","audience":"customers","at":"2018-11-12T15:15:00.000Z","overdue":false}],\
                "last_answers":[{"id":"6137-3","at":"2018-11-12T15:00:01.000Z","step":"what","text":"cannot update environments"},\
                {"id":"6137-4","at":"2018-11-12T15:00:02.000Z","step":"customers","value":"unknown"}],\
                "open_questions":[{"step":"customers","ask_again":"2018-11-12T15:15:00.000Z"}],"outcome_unknown":[],"parked":0,\
                "sessions":[{"actor":"eli","device":"desk","live":false}],\
                "timeline":{"records":5,"head":"...","damage":[]},\
                "resume":"oncall resume 20181112-1700-cannot-update-environments"}
                """, night.plain(run("status", "--json").ends(Exit.OK).out()));
    }

    @Test
    void without_the_copies_of_its_books_it_says_what_it_can() throws IOException {
        OneNight night = OneNight.asFarAsMitigate(home);
        try (DirectoryStream<Path> copies =
                Files.newDirectoryStream(night.timeline().folder().resolve("runbook"))) {
            for (Path copy : copies) {
                Files.delete(copy);
            }
        }
        InProcess.Ran ran = run("status").ends(Exit.OK);
        assertTrue(ran.out().contains("\nPriority: P1 for now: core feature"), ran.out());
        assertTrue(
                ran.out().contains("\nNext: not known, because there is no readable copy of its runbook.\n"),
                ran.out());
        assertEquals(
                "The copy of small.yaml that the incident began with is missing or damaged."
                        + " So the next question and what is due are not known.\n",
                ran.err());
    }

    @Test
    void with_every_header_damaged_it_was_opened_when_the_oldest_record_was_written() throws IOException {
        OneNight night = OneNight.asFarAsMitigate(home);
        Files.writeString(night.file(), Files.readString(night.file()).replaceFirst("\"header\"", "\"heoder\""));
        String out = run("status").ends(Exit.OK).out();
        assertTrue(out.contains("\nOpen. Opened 17:00+02:00 (15:00Z), 3 min in.\n"), out);
        assertTrue(out.contains("\n  eli-desk.jsonl, line 1: does not verify\n"), out);
        assertTrue(out.contains("\nResume: oncall resume " + night.id() + "\n"), out);
    }

    @Test
    void what_a_newer_version_wrote_opens_for_reading() throws IOException {
        OneNight night = OneNight.asFarAsMitigate(home);
        Files.writeString(
                night.file(),
                Files.readString(night.file()) + "{\"v\":2,\"seq\":6,\"h\":\"" + "0".repeat(64) + "\"}\n");
        byte[] before = Files.readAllBytes(night.file());
        InProcess.Ran ran = run("status").ends(Exit.OK);
        assertTrue(ran.out().contains("\nNext: mitigate 1 of 1, ease: What eases it?\n"), ran.out());
        assertTrue(ran.err().startsWith("A newer oncall wrote to this incident"), ran.err());
        assertEquals(List.of(before.length), List.of(Files.readAllBytes(night.file()).length));
    }

    @Test
    void a_sitting_is_live_while_its_process_runs_on_this_machine() {
        OneNight night = OneNight.asFarAsMitigate(home);
        Ports ports = new Ports(Invocation.of(new InProcess(home).environs(System.out, System.err)));
        long self = ProcessHandle.current().pid();
        night.add(session("laptop", ports.boot(), self))
                .add(session("laptop", "another-boot", self))
                .add(session("pc", ports.boot(), self));
        String out = run("status").ends(Exit.OK).out();
        assertTrue(out.contains("\nPeople: eli on desk, eli on laptop (here now), eli on laptop, eli on pc.\n"), out);
    }

    private static Entry session(String device, String boot, long pid) {
        return Entry.of(new Event.Session(
                "oncall",
                device,
                "UTC",
                "+00:00",
                "2018g",
                boot,
                pid,
                "0.1.0",
                "small.yaml",
                "0".repeat(64),
                "0".repeat(64),
                List.of("fixed-clock")));
    }

    @Test
    void a_command_without_a_result_is_told_as_such() {
        OneNight.asFarAsMitigate(home)
                .add(Entry.of(new Event.Intent(
                        "./restart api",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty())));
        String out = run("status").ends(Exit.OK).out();
        assertTrue(out.contains("\nOutcome unknown: 6137-6, begun 17:00+02:00: ./restart api\n"), out);
    }

    @Test
    void which_one_is_meant_is_asked_for_where_it_is_not_clear() {
        assertEquals(
                "No incident is open.",
                run("status").ends(Exit.NOT_FOUND).err().lines().findFirst().orElse(""));
        new OneNight(home, "one");
        OneNight other = new OneNight(home, "two");
        String err = run("status").ends(Exit.USAGE).err();
        assertTrue(err.startsWith("Several incidents are open: 20181112-1700-one, 20181112-1700-two.\n"), err);
        assertTrue(run("status", other.id()).ends(Exit.OK).out().startsWith(other.id()));
        assertFalse(run("status", "2017").ends(Exit.NOT_FOUND).err().isEmpty());
    }
}
