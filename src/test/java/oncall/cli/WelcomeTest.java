package oncall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import oncall.incident.Entry;
import oncall.incident.Event;
import oncall.runbook.Phase;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class WelcomeTest {
    private static final String NOTHING_OPEN = """

              oncall start         something is broken: begin
              oncall incidents     what there was before
              oncall help start    what a walk is like

            `oncall help` lists everything.
            """;

    @TempDir
    private Path home;

    private String run(String... words) {
        return new InProcess(home).run(words).ends(Exit.OK).out();
    }

    @Test
    void with_nothing_open_it_says_how_to_begin() {
        assertEquals(
                "oncall walks you through an incident and keeps the record. None is open.\n" + NOTHING_OPEN, run());
        assertEquals("No incidents.\n", run("incidents"));
        assertEquals("{\"schema\":\"oncall.incidents/1\",\"incidents\":[]}\n", run("incidents", "--json"));
    }

    @Test
    void what_is_open_comes_first() {
        OneNight.asFarAsMitigate(home);
        assertEquals("""
                Open: 20181112-1700-cannot-update-environments  P1  "Cannot update environments"

                  oncall resume    go on where you left off
                  oncall status    where it stands, what is due
                  oncall start     something else is broken: begin

                `oncall help` lists everything.
                """, run());
    }

    @Test
    void a_paused_one_says_until_when_here_and_in_its_status() {
        OneNight night = OneNight.asFarAsMitigate(home);
        night.add(Entry.of(
                new Event.Pause(Optional.of(Instant.parse("2018-11-13T07:00:00Z")), Optional.of("gone home"))));
        String out = run();
        assertTrue(out.contains("\"Cannot update environments\"\n  Paused until Tue 09:00+02:00: gone home\n"), out);
        String status = run("status");
        assertTrue(status.contains("\nPaused until Tue 09:00+02:00: gone home\n"), status);
    }

    @Test
    void many_open_ones_still_fit_a_screen() {
        for (int i = 0; i < 12; i++) {
            new OneNight(home, "number " + i + "\u202e\nOpen: forged");
        }
        String out = run();
        assertTrue(out.contains("\nAnd 7 more: oncall incidents\n"), out);
        assertTrue(out.lines().count() <= 20, out);
        assertTrue(out.lines().noneMatch(line -> line.equals("Open: forged")), out);
        assertTrue(!out.contains("\u202e"), out);
        assertEquals(12, run("incidents").lines().count());
    }

    @Test
    void the_list_has_open_ones_on_top_and_the_newest_first() {
        OneNight first = new OneNight(home, "first");
        new OneNight(home, "second").verified();
        new OneNight(home, "third");
        run("close", "20181112-1700-second");
        assertEquals("""
                20181112-1700-third   open    -       last 17:00+02:00  "third"
                20181112-1700-first   open    -       last 17:00+02:00  "first"
                20181112-1700-second  closed  -       last 17:03+02:00  "second"
                """, run("incidents"));
        assertTrue(
                run("incidents", "--json")
                        .startsWith(
                                "{\"schema\":\"oncall.incidents/1\",\"incidents\":[{\"id\":\"20181112-1700-third\","
                                        + "\"title\":\"third\",\"state\":\"open\",\"opened\":\"2018-11-12T15:00:00.000Z\",\"last\":\"2018-11-12T15:00:00.000Z\"},"));
        assertEquals("20181112-1700-first", first.id());
    }

    @Test
    void an_incident_without_a_title_goes_by_the_first_answer_unless_that_is_withheld() {
        OneNight night = OneNight.untitled(home);
        assertTrue(run().startsWith("Open: 20181112-1700-a-small-book  \"A small book\"\n"), run());
        night.answer(Phase.TRIAGE, "what", Optional.empty(), "orders of ACME fail");
        assertTrue(run().startsWith("Open: 20181112-1700-a-small-book  \"orders of ACME fail\"\n"), run());
        assertTrue(run("incidents").endsWith("  \"orders of ACME fail\"\n"), run("incidents"));
        night.add(Entry.of(new Event.Redaction("6137-3", Optional.empty())));
        assertTrue(run("incidents").endsWith("  \"A small book\"\n"), run("incidents"));
    }

    @Test
    void without_a_home_it_says_so_in_one_sentence() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Environs environs = new Environs(
                Map.of(),
                home,
                Optional.empty(),
                "dana",
                () -> "laptop",
                () -> ZoneId.of("UTC"),
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(out, false, StandardCharsets.UTF_8),
                Environs.Terminals.NONE,
                () -> Clocks.fixed(Instant.EPOCH),
                new Environs.Install("1.2.3", Optional.empty(), Optional.empty()));
        assertEquals(Exit.OK, Main.run(new String[0], environs));
        assertEquals(
                "There is no home folder to keep incidents in: HOME is not set. Name one: --home DIR, or ONCALL_HOME.\n"
                        + NOTHING_OPEN,
                out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void with_a_state_folder_that_is_none_it_says_so_in_one_sentence() throws IOException {
        Path state = Files.createDirectories(home.resolve(".local/state/oncall"));
        Files.writeString(state.resolve("incidents"), "not a folder");
        String out = run();
        assertTrue(
                out.startsWith("Whether an incident is open is not known. Could not read `" + state.resolve("incidents")
                        + "`: "),
                out);
        assertTrue(out.endsWith(NOTHING_OPEN), out);
    }
}
