package oncall.timeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import oncall.incident.Entry;
import oncall.incident.Event;
import oncall.walk.Timeline.SaveFailed;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class IncidentsTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Jerusalem");

    @TempDir
    Path folder;

    private final FixedClock clock = new FixedClock();
    private final Disk real = new RealDisk(System.getProperty("user.name"));

    @Test
    void an_incident_is_named_after_its_moment_in_its_zone_and_its_title() {
        Incidents incidents = new Incidents(new SimulatedDisk(1), Sitting.HOME);
        record Case(String title, String id) {}
        for (Case one : List.of(
                new Case("Cannot update environments", "20181112-1709-cannot-update-environments"),
                new Case("Cannot update: environments!", "20181112-1709-cannot-update-environments-2"),
                new Case("  --API 5xx--  ", "20181112-1709-api-5xx"),
                new Case("../../etc/passwd", "20181112-1709-etc-passwd"),
                new Case(
                        "\u05d4\u05e9\u05e8\u05ea \u05dc\u05d0 \u05e2\u05d5\u05e0\u05d4",
                        "20181112-1709-virt-handler-down"),
                new Case("", "20181112-1709-virt-handler-down-2"),
                new Case("x".repeat(300), "20181112-1709-" + "x".repeat(40)),
                new Case("y".repeat(39) + " z", "20181112-1709-" + "y".repeat(39)))) {
            assertEquals(
                    one.id(),
                    incidents
                            .create(clock, Sitting.author("laptop"), ZONE, one.title(), "virt-handler-down")
                            .id());
        }
    }

    @Test
    void only_a_well_formed_id_becomes_part_of_a_path() {
        for (String id : List.of(
                "..",
                "../../etc/x",
                "/etc/x",
                "a/../../b",
                ".hidden",
                "-rf",
                "a\0b",
                "A",
                "x".repeat(65),
                "a b",
                "\u05d0",
                "a.",
                "a%2fb",
                "")) {
            assertFalse(IncidentName.isWellFormed(id), id);
            Incidents incidents = new Incidents(real, folder);
            assertEquals(Optional.empty(), incidents.open(id, clock, Sitting.author("laptop")), id);
            assertEquals(new Incidents.None(), incidents.find(id), id);
            assertEquals(Optional.empty(), incidents.verify(id), id);
        }
        assertTrue(IncidentName.isWellFormed("con"));
    }

    @Test
    void a_writer_is_named_after_person_and_device_and_kept_apart_when_the_name_had_to_change() {
        assertEquals("dana-laptop", WriterName.of("dana", "laptop"));
        assertTrue(WriterName.of("Dana Levi", "laptop").matches("dana-levi-laptop~[0-9a-f]{4}"));
        assertTrue(WriterName.of("d".repeat(25), "laptop").matches("d{24}-laptop~[0-9a-f]{4}"));
        assertTrue(WriterName.of("", "\u05d0").matches("x-x~[0-9a-f]{4}"), WriterName.of("", "\u05d0"));
        assertTrue(WriterName.of("../..", "a/b").matches("x-a-b~[0-9a-f]{4}"), WriterName.of("../..", "a/b"));
        assertEquals(Optional.of(new WriterName.File("dana-laptop", 2)), WriterName.parse("dana-laptop.2.jsonl"));
        for (String name :
                List.of("dana.1.jsonl", "dana.02.jsonl", "dana.jsonl~", ".jsonl", "Dana.jsonl", "a.b.jsonl")) {
            assertEquals(Optional.empty(), WriterName.parse(name), name);
        }
    }

    @Test
    void the_list_tells_title_state_priority_and_when_at_a_glance() {
        Incidents incidents = new Incidents(new SimulatedDisk(1), Sitting.HOME);
        assertEquals(List.of(), incidents.list());
        for (String title : List.of("open", "paused", "closed", "resumed")) {
            FileTimeline timeline = incidents.create(clock, Sitting.author("laptop"), ZONE, title, "outage");
            Sitting.append(timeline, Entry.of(Samples.full().get(5)));
            clock.advance(Duration.ofMinutes(1));
            if (!title.equals("open")) {
                Sitting.append(timeline, Entry.of(new Event.Pause(Optional.empty(), Optional.empty())));
            }
            if (title.equals("closed")) {
                Sitting.append(timeline, Entry.of(new Event.Close("fixed", Optional.empty())));
            }
            if (title.equals("resumed")) {
                Sitting.append(timeline, Entry.of(new Event.Resume(Optional.empty(), List.of())));
            }
            Sitting.append(timeline, Entry.of(new Event.Note(Optional.empty())).saying("\"kind\":\"close\""));
        }
        List<Glance> list = incidents.list();
        assertEquals(
                List.of("open", "paused", "closed", "resumed"),
                list.stream().map(Glance::title).toList());
        assertEquals(
                List.of("open", "paused", "closed", "open"),
                list.stream().map(glance -> glance.state().word()).toList());
        assertEquals(Optional.of("P1"), list.get(0).priority());
        assertEquals(Optional.of(Samples.WHEN), list.get(0).opened());
        assertEquals(Optional.of(Samples.WHEN.plusSeconds(60)), list.get(0).last());
    }

    @Test
    void an_incident_is_found_by_the_beginning_of_its_id_if_only_one_begins_so() {
        Incidents incidents = new Incidents(new SimulatedDisk(1), Sitting.HOME);
        for (String title : List.of("api", "api errors", "disk")) {
            incidents.create(clock, Sitting.author("laptop"), ZONE, title, "outage");
        }
        assertEquals(new Incidents.One("20181112-1709-disk"), incidents.find("20181112-1709-d"));
        assertEquals(new Incidents.One("20181112-1709-api"), incidents.find("20181112-1709-api"));
        assertEquals(
                new Incidents.Several(List.of("20181112-1709-api", "20181112-1709-api-errors")),
                incidents.find("20181112-1709-a"));
        assertEquals(new Incidents.None(), incidents.find("x"));
        assertEquals(new Incidents.None(), incidents.find(""));
    }

    @Test
    void what_a_crash_left_half_made_is_not_an_incident() throws IOException {
        SimulatedDisk disk = new SimulatedDisk(1);
        Incidents incidents = new Incidents(disk, Sitting.HOME);
        incidents.ready("1");
        disk.makeFolder(incidents.folder().resolve("20181112-1709-half"));
        assertEquals(List.of(), incidents.ids());
        assertEquals(Optional.empty(), incidents.open("20181112-1709-half", clock, Sitting.author("laptop")));
    }

    @Test
    void folders_are_0700_and_files_0600_whatever_the_umask() throws Exception {
        Process process = new ProcessBuilder(
                        "sh",
                        "-c",
                        "umask 000; exec \"$0\" -cp \"$1\" " + IncidentsTest.class.getName() + " \"$2\"",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        System.getProperty("java.class.path"),
                        folder.resolve("a/b").toString())
                .inheritIO()
                .start();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue());
        int files = 0;
        try (Stream<Path> all = Files.walk(folder.resolve("a"))) {
            for (Path path : all.toList()) {
                String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
                assertEquals(Files.isDirectory(path) ? "rwx------" : "rw-------", mode, path.toString());
                files += Files.isRegularFile(path) ? 1 : 0;
            }
        }
        assertEquals(4, files, "timeline, evidence, book, lock");
    }

    /** Makes an incident under the home given. */
    public static void main(String[] arguments) {
        FileTimeline timeline = new Incidents(new RealDisk(System.getProperty("user.name")), Path.of(arguments[0]))
                .create(new FixedClock(), Sitting.author("laptop"), ZONE, "Title", "outage");
        timeline.keep("output");
        timeline.keepBook("title: x".getBytes(UTF_8));
        Sitting.say(timeline, "x");
    }

    @Test
    void a_home_that_cannot_be_used_is_told_before_anything_starts() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        refused(file, "is not a folder");
        Path open = Files.createDirectory(folder.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
        refused(open, "can be written by other users");
        Path link = Files.createSymbolicLink(folder.resolve("link"), Files.createDirectory(folder.resolve("target")));
        refused(link, "is not a folder");
        try (Stream<Path> made = Files.list(folder.resolve("target"))) {
            assertEquals(List.of(), made.toList());
        }
        SimulatedDisk readOnly = new SimulatedDisk(1);
        readOnly.failFrom(0, SimulatedDisk.Fault.READ_ONLY);
        SaveFailed why = assertThrows(SaveFailed.class, () -> new Incidents(readOnly, Sitting.HOME).ready("1"));
        assertEquals(
                "Cannot keep incidents in `/home/dana/incidents`: read-only file system."
                        + " Choose another folder with `--home FOLDER`.",
                why.getMessage());
    }

    private void refused(Path home, String... words) {
        SaveFailed why = assertThrows(SaveFailed.class, () -> new Incidents(real, home).ready("1"));
        assertFalse(why.tryAgain());
        assertTrue(Stream.of(words).anyMatch(why.getMessage()::contains), why.getMessage());
        assertTrue(why.getMessage().endsWith("Choose another folder with `--home FOLDER`."), why.getMessage());
    }

    @Test
    void little_space_is_told_in_time() {
        SimulatedDisk disk = new SimulatedDisk(1);
        disk.room(3_000_000);
        List<String> warnings = new Incidents(disk, Sitting.HOME).ready("1");
        assertEquals(1, warnings.size());
        assertTrue(warnings.get(0).startsWith("Only 2929 KiB are free at `/home/dana/incidents`."), warnings.get(0));
        assertEquals(List.of(), new Incidents(new SimulatedDisk(1), Sitting.HOME).ready("1"));
    }

    @Test
    void links_and_pipes_in_place_of_what_is_ours_are_never_followed() throws Exception {
        Path outside = Files.writeString(folder.resolve("outside"), "outside\n");
        Path outsideFolder = Files.createDirectory(folder.resolve("outside-folder"));
        for (String part : List.of("timeline/dana-laptop.jsonl", "lock", "timeline", "torn", "evidence")) {
            Path home = folder.resolve("home-" + part.replace('/', '-'));
            FileTimeline made = new Incidents(real, home).create(clock, Sitting.author("laptop"), ZONE, "T", "outage");
            Sitting.say(made, "x");
            Path path = made.folder().resolve(part);
            boolean isFolder = Files.isDirectory(path);
            Files.move(path, home.resolve("moved"));
            Files.createSymbolicLink(path, isFolder ? outsideFolder : outside);
            Incidents incidents = new Incidents(real, home);
            assertThrows(
                    SaveFailed.class,
                    () -> {
                        FileTimeline again = incidents
                                .open(made.id(), clock, Sitting.author("laptop"))
                                .orElseThrow();
                        Sitting.say(again, "y");
                    },
                    part);
            assertEquals("outside\n", Files.readString(outside), part);
            try (Stream<Path> inside = Files.list(outsideFolder)) {
                assertEquals(List.of(), inside.toList(), part);
            }
        }
    }

    @Test
    void a_link_in_place_of_evidence_is_replaced_and_what_it_points_to_stays() throws IOException {
        Path outside = Files.writeString(folder.resolve("outside"), "outside\n");
        FileTimeline timeline = new Incidents(real, folder.resolve("home"))
                .create(clock, Sitting.author("laptop"), ZONE, "T", "outage");
        Path evidence = timeline.folder().resolve("evidence").resolve(Chain.sha256("output".getBytes(UTF_8)));
        Files.createSymbolicLink(evidence, outside);
        assertEquals(Optional.of("output"), timeline.evidence(timeline.keep("output")));
        assertEquals("outside\n", Files.readString(outside));
        assertFalse(Files.isSymbolicLink(evidence));
    }
}
