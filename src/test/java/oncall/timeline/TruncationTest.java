package oncall.timeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import oncall.incident.Entry;
import oncall.incident.Event;
import oncall.incident.TimelineRecord;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TruncationTest {
    private static final int RECORDS = 60;

    @Test
    void cut_at_any_byte_a_file_gives_a_prefix_and_can_be_appended_to_and_counted_again() throws IOException {
        Sitting whole = new Sitting(new SimulatedDisk(1));
        List<TimelineRecord> all = fill(whole);
        byte[] bytes = whole.disk.bytes(whole.file());
        for (int cut = 0; cut <= bytes.length; cut++) {
            byte[] left = Arrays.copyOf(bytes, cut);
            int lines =
                    (int) new String(left, UTF_8).chars().filter(c -> c == '\n').count();
            int end = lines == 0 ? 0 : lastFeed(left) + 1;
            Sitting sitting = new Sitting(new SimulatedDisk(cut));
            sitting.clock.jump(Duration.ofMinutes(1));
            furnish(sitting, left);

            FileTimeline timeline = sitting.open();
            assertEquals(hashes(all.subList(0, lines)), hashes(timeline.read()), "cut at " + cut);
            assertArrayEquals(left, sitting.disk.bytes(sitting.file()), "reading changed the file, cut at " + cut);
            Sitting.say(timeline, "more");

            Segments again = new Segments(sitting.disk, sitting.file().getParent());
            again.refresh();
            List<TimelineRecord> records = again.records();
            boolean torn = cut > end;
            int headers = lines == 0 ? 1 : 0;
            assertEquals(lines + headers + (torn ? 1 : 0) + 1, records.size(), "cut at " + cut);
            assertEquals(hashes(all.subList(0, lines)), hashes(records.subList(0, lines)));
            assertEquals(
                    "more",
                    records.get(records.size() - 1)
                            .entry()
                            .value()
                            .orElseThrow()
                            .single());
            assertEquals(List.of(), again.damage());
            assertEquals(0, again.files().get(0).torn());
            if (torn) {
                assertArrayEquals(
                        Arrays.copyOfRange(left, end, cut),
                        sitting.disk.bytes(sitting.torn().resolve(Sitting.FILE + "." + end)));
                assertEquals(
                        new Event.Recovered(Sitting.FILE, end, cut - end),
                        records.get(records.size() - 2).event());
            }
        }
        assertTrue(bytes.length > 15_000, bytes.length + " bytes");
    }

    @Test
    void a_tail_of_nuls_was_never_acknowledged() {
        for (int nuls : new int[] {1, 2, 63, 512, 4095, 4096}) {
            Sitting sitting = new Sitting(new SimulatedDisk(nuls));
            List<TimelineRecord> all = fill(sitting);
            byte[] bytes = sitting.disk.bytes(sitting.file());
            sitting.disk.put(sitting.file(), Arrays.copyOf(bytes, bytes.length + nuls));
            FileTimeline timeline = sitting.open();
            assertEquals(all, timeline.read());
            assertEquals(List.of(), timeline.verify().damage());
            Sitting.say(timeline, "more");
            assertEquals(RECORDS + 2, sitting.open().read().size());
            assertEquals(List.of(), sitting.open().verify().torn());
            assertEquals(nuls, sitting.disk.bytes(sitting.torn().resolve(Sitting.FILE + "." + bytes.length)).length);
        }
    }

    @Test
    void a_tail_set_aside_twice_is_kept_once_and_another_tail_at_the_same_place_beside_it() {
        Sitting sitting = new Sitting(new SimulatedDisk(1));
        fill(sitting);
        byte[] bytes = sitting.disk.bytes(sitting.file());
        for (String tail : List.of("{\"v", "{\"v", "{\"w")) {
            byte[] torn = Arrays.copyOf(bytes, bytes.length + tail.length());
            System.arraycopy(tail.getBytes(UTF_8), 0, torn, bytes.length, tail.length());
            sitting.disk.put(sitting.file(), torn);
            Sitting.say(sitting.open(), "more");
        }
        String name = Sitting.FILE + "." + bytes.length;
        assertEquals(List.of(name, name + "-2"), sitting.disk.list(sitting.torn()));
    }

    private static List<String> hashes(List<TimelineRecord> records) {
        return records.stream().map(TimelineRecord::h).toList();
    }

    /** The incident as a crash left it, with these bytes in its one file. */
    private static void furnish(Sitting sitting, byte[] left) throws IOException {
        List<Path> missing = new ArrayList<>();
        for (Path at = sitting.file().getParent(); at.getParent() != null; at = at.getParent()) {
            missing.add(0, at);
        }
        for (Path folder : missing) {
            sitting.disk.makeFolder(folder);
        }
        sitting.disk.put(sitting.file(), left);
    }

    private static List<TimelineRecord> fill(Sitting sitting) {
        FileTimeline timeline = sitting.create();
        for (Entry entry : Samples.entries()) {
            if (!(entry.event() instanceof Event.Header)) {
                Sitting.append(timeline, entry);
            }
        }
        while (timeline.read().size() < RECORDS) {
            Sitting.say(timeline, "\u05d0\u05d1 " + timeline.read().size());
        }
        return timeline.read();
    }

    private static int lastFeed(byte[] bytes) {
        int at = bytes.length - 1;
        while (bytes[at] != '\n') {
            at--;
        }
        return at;
    }
}
