package oncall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import oncall.incident.Event;
import oncall.incident.Incident;
import oncall.incident.TimelineRecord;
import oncall.timeline.Author;
import oncall.timeline.Incidents;
import oncall.timeline.RealDisk;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The night this program comes from, replayed as it could have gone. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class LongNightTest {
    private static final Instant FIRST_TICKET = Instant.parse("2018-11-12T15:03:00Z");

    @TempDir
    Path home;

    @Test
    void the_level_is_on_record_in_five_minutes_and_the_revert_asked_by_the_sixth() throws IOException {
        InProcess.Ran ran = replay(Path.of("src/test/resources/stories/long-night"));

        ran.ends(Exit.LEFT_OPEN);
        Incident incident = incident();
        TimelineRecord level = first(incident, each -> each.event() instanceof Event.Priority);
        assertEquals("P1", ((Event.Priority) level.event()).to());
        assertTrue(
                level.entry().text().orElse("").contains("a core feature and more than one customer"),
                level.toString());
        assertTrue(
                since(level).compareTo(Duration.ofMinutes(5)) < 0, since(level).toString());
        TimelineRecord revert = first(incident, each -> each.entry().step().equals(java.util.Optional.of("revert")));
        assertEquals("now", revert.entry().value().orElseThrow().single());
        assertTrue(
                since(revert).compareTo(Duration.ofMinutes(6)) < 0,
                since(revert).toString());
    }

    @Test
    void the_message_to_customers_is_ready_as_soon_as_the_level_is() throws IOException {
        replay(Path.of("src/test/resources/stories/long-night"));

        Incident incident = incident();
        Incident.Sent customers = incident.lastTo("customers").orElseThrow();
        assertTrue(customers.text().contains("environments cannot be created or changed"), customers.text());
        assertFalse(customers.text().contains("(not known yet)"), customers.text());
        TimelineRecord level = first(incident, each -> each.event() instanceof Event.Priority);
        long between = incident.records().stream()
                .filter(each -> each.event() instanceof Event.Answer)
                .filter(each -> each.hlc().compareTo(level.hlc()) > 0)
                .filter(each -> each.at().isBefore(customers.at()))
                .count();
        assertEquals(0, between, "nothing more was asked before the message to customers");
    }

    @Test
    void what_failed_and_what_then_held_is_on_record() throws IOException {
        replay(Path.of("src/test/resources/stories/long-night"));

        Incident incident = incident();
        assertEquals("fails", value(incident, "access-control/flag_enough"));
        assertEquals("elsewhere", value(incident, "access-control/undo_api"));
        assertEquals("holds", value(incident, "access-control/writes_work"));
        assertEquals(1, incident.parked().size());
        assertEquals(Incident.State.PAUSED, incident.state());
    }

    @Test
    void the_example_of_the_format_runs_to_its_pause() throws IOException {
        Path formats = Path.of("../shared/formats");
        Assumptions.assumeTrue(Files.isDirectory(formats), "skipped: the examples of the formats are not here");
        copy(formats.resolve("runbooks"), home.resolve("runbooks"));
        copy(formats.resolve("revert-plans"), home.resolve("runbooks/revert-plans"));
        Files.copy(formats.resolve("team.yaml"), home.resolve("runbooks/team.yaml"));
        Files.copy(formats.resolve("answers.yaml"), home.resolve("answers.yaml"));

        new InProcess(home).run("start", "outage", "--answers", "answers.yaml").ends(Exit.LEFT_OPEN);

        Incident incident = incident();
        assertEquals("many", value(incident, "customers"));
        assertEquals(false, incident.priority().orElseThrow().provisional());
        assertEquals(
                List.of("oncall", "imoc", "tloc", "soc"),
                List.copyOf(incident.holders().keySet()));
        assertEquals(Incident.State.PAUSED, incident.state());
    }

    private InProcess.Ran replay(Path story) throws IOException {
        copy(story, home);
        return new InProcess(home).run("start", "outage", "--answers", "answers.yaml");
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }

    private Incident incident() {
        Incidents incidents = new Incidents(new RealDisk("dana"), home.resolve(".local/state/oncall"));
        return Incident.of(incidents
                .open(
                        incidents.ids().get(0),
                        Clocks.fixed(FIRST_TICKET),
                        new Author("dana", "laptop", "a test", "test"))
                .orElseThrow()
                .read());
    }

    private static TimelineRecord first(Incident incident, Predicate<TimelineRecord> wanted) {
        return incident.records().stream().filter(wanted).findFirst().orElseThrow();
    }

    private static Duration since(TimelineRecord record) {
        return Duration.between(FIRST_TICKET, record.at());
    }

    private static String value(Incident incident, String step) {
        return incident.given(step).orElseThrow().value().orElseThrow().single();
    }
}
