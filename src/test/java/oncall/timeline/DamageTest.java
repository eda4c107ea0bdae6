package oncall.timeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import oncall.incident.Entry;
import oncall.incident.Event;
import oncall.incident.TimelineRecord;
import oncall.walk.Timeline.SaveFailed;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DamageTest {
    private static final int RECORDS = 8;

    private final Sitting sitting = new Sitting(new SimulatedDisk(1));
    private final List<TimelineRecord> all = fill();
    private final byte[] bytes = sitting.disk.bytes(sitting.file());
    private final List<byte[]> lines = split(bytes);

    @Test
    void a_flip_of_any_bit_is_told_with_its_line_and_costs_no_other_record() {
        int line = 1;
        for (int at = 0; at < bytes.length; at++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] flipped = bytes.clone();
                flipped[at] ^= (byte) (1 << bit);
                String where = "byte " + at + " bit " + bit + " line " + line;
                sitting.disk.put(sitting.file(), flipped);
                Segments found = new Segments(sitting.disk, sitting.file().getParent());
                assertDoesNotThrow(
                        () -> {
                            found.refresh();
                        },
                        where);
                List<TimelineRecord> expected = new ArrayList<>(all);
                expected.remove(line - 1);
                assertEquals(expected, found.records(), where);
                if (at == bytes.length - 1) {
                    assertTrue(found.files().get(0).torn() > 0, where);
                } else {
                    assertEquals(1, found.damage().size(), () -> where + " " + found.damage());
                    assertEquals(line, found.damage().get(0).line(), where);
                    assertFalse(found.newer(), where);
                }
            }
            if (bytes[at] == '\n') {
                line++;
            }
        }
    }

    @Test
    void after_damage_anywhere_the_timeline_goes_on_and_the_damage_stays_told_and_untouched() {
        for (int line = 0; line < RECORDS; line++) {
            List<byte[]> broken = new ArrayList<>(lines);
            byte[] zeros = lines.get(line).clone();
            Arrays.fill(zeros, 10, zeros.length - 1, (byte) '#');
            broken.set(line, zeros);
            byte[] before = join(broken);
            sitting.disk.put(sitting.file(), before);

            FileTimeline timeline = sitting.open();
            TimelineRecord more = Sitting.say(timeline, "more");
            Sitting.say(timeline, "and more");
            assertArrayEquals(before, Arrays.copyOf(sitting.disk.bytes(sitting.file()), before.length));
            assertEquals(RECORDS + 1, more.seq(), "line " + (line + 1));
            Verification found = sitting.open().verify();
            assertEquals(RECORDS - 1 + 2, found.records(), found.damage().toString());
            assertEquals(line + 1, found.damage().get(0).line());
            assertTrue(found.damage().size() <= 2, found.damage().toString());
            List<String> said = Sitting.said(sitting.open().read());
            assertEquals(List.of("more", "and more"), said.subList(said.size() - 2, said.size()));
        }
    }

    @Test
    void the_record_after_damage_at_the_end_names_the_last_line_that_verifies() {
        byte[] broken = bytes.clone();
        broken[broken.length - 100] ^= 1;
        sitting.disk.put(sitting.file(), broken);
        Sitting.say(sitting.open(), "more");
        String text = new String(sitting.disk.bytes(sitting.file()), UTF_8);
        String last = text.substring(text.lastIndexOf("{\"v\":"));
        assertTrue(last.contains("\"data\":{\"after\":\"" + all.get(RECORDS - 2).id() + "\"}"), last);
        assertEquals(
                List.of(new Damage(Sitting.FILE, RECORDS, "does not verify")),
                sitting.open().verify().damage());
    }

    @Test
    void a_file_that_is_nothing_but_damage_can_still_be_gone_on_with() {
        sitting.disk.put(sitting.file(), "scribble\nscribble\n".getBytes(UTF_8));
        FileTimeline timeline = sitting.open();
        assertEquals(List.of(), timeline.read());
        Sitting.say(timeline, "more");
        assertEquals(List.of("more"), Sitting.said(sitting.open().read()));
        assertEquals(
                List.of(1, 2),
                sitting.open().verify().damage().stream().map(Damage::line).toList());
    }

    @Test
    void a_block_of_zeros_is_told_and_costs_only_what_it_covers() {
        for (int from = 0; from + 512 < bytes.length; from += 97) {
            byte[] zeroed = bytes.clone();
            Arrays.fill(zeroed, from, from + 512, (byte) 0);
            sitting.disk.put(sitting.file(), zeroed);
            int first = lineOf(from);
            int last = lineOf(from + 511);
            FileTimeline timeline = sitting.open();
            Verification found = timeline.verify();
            assertEquals(first, found.damage().get(0).line(), found.damage().toString());
            assertTrue(
                    RECORDS - found.records() <= last - first + 1,
                    found.damage().toString());
            assertTrue(all.containsAll(timeline.read()));
        }
    }

    @Test
    void a_line_gone_twice_there_or_moved_is_told_and_costs_no_other() {
        for (int line = 1; line < RECORDS - 1; line++) {
            List<byte[]> gone = new ArrayList<>(lines);
            gone.remove(line);
            told(gone, line + 1, RECORDS - 1);
            List<byte[]> twice = new ArrayList<>(lines);
            twice.add(line + 1, lines.get(line));
            told(twice, line + 2, RECORDS);
            List<byte[]> swapped = new ArrayList<>(lines);
            Collections.swap(swapped, line, line + 1);
            told(swapped, line + 1, RECORDS);
        }
        List<byte[]> headless = new ArrayList<>(lines);
        headless.remove(0);
        told(headless, 1, RECORDS - 1);
    }

    private void told(List<byte[]> changed, int line, int records) {
        sitting.disk.put(sitting.file(), join(changed));
        Verification found = sitting.open().verify();
        assertFalse(found.damage().isEmpty());
        assertEquals(line, found.damage().get(0).line(), found.damage().toString());
        assertEquals(records, found.records(), found.damage().toString());
    }

    @Test
    void a_newer_version_opens_for_reading_only_whether_or_not_its_hash_is_like_ours() {
        String text = new String(bytes, UTF_8);
        String last = text.substring(text.lastIndexOf("{\"v\":"));
        byte[] body = Chain.split(last.strip().getBytes(UTF_8)).orElseThrow().body();
        byte[] newer = new String(body, UTF_8)
                .replace("{\"v\":1,\"seq\":" + RECORDS, "{\"v\":2,\"seq\":" + (RECORDS + 1))
                .replace("-" + RECORDS + "\"", "-" + (RECORDS + 1) + "\"")
                .getBytes(UTF_8);
        for (String previous : List.of(all.get(RECORDS - 1).h(), "f".repeat(64))) {
            byte[] line = Chain.close(newer, Chain.hash(previous, newer));
            List<byte[]> more = new ArrayList<>(lines);
            more.add(line);
            sitting.disk.put(sitting.file(), join(more));
            byte[] before = sitting.disk.bytes(sitting.file());
            FileTimeline timeline = sitting.open();
            assertTrue(timeline.readOnly());
            assertTrue(timeline.read().containsAll(all));
            assertTrue(timeline.verify().newer());
            SaveFailed refused = assertThrows(SaveFailed.class, () -> Sitting.say(timeline, "more"));
            assertTrue(refused.getMessage().contains("newer oncall") && !refused.tryAgain(), refused.getMessage());
            List<Entry> rows =
                    List.of(Entry.of(new Event.Note(Optional.empty())).saying("more"));
            assertThrows(SaveFailed.class, () -> timeline.appendAll(rows, news -> true));
            assertArrayEquals(before, sitting.disk.bytes(sitting.file()));
            assertTrue(sitting.open().readOnly(), "no other file was begun");
        }
    }

    @Test
    void any_edit_with_its_own_hash_made_right_shows_in_the_lines_after_it_and_in_the_head() {
        List<byte[]> edited = new ArrayList<>(lines);
        String line = new String(lines.get(5), UTF_8).strip();
        byte[] body = new String(Chain.split(line.getBytes(UTF_8)).orElseThrow().body(), UTF_8)
                .replace("value 5", "value 9")
                .getBytes(UTF_8);
        edited.set(5, Chain.close(body, Chain.hash(all.get(4).h(), body)));
        sitting.disk.put(sitting.file(), join(edited));
        assertEquals(7, sitting.open().verify().damage().get(0).line());
        List<byte[]> shorter = lines.subList(0, RECORDS - 1);
        sitting.disk.put(sitting.file(), join(shorter));
        assertEquals(List.of(), sitting.open().verify().damage());
        assertFalse(
                sitting.open().verify().head().equals(all.get(RECORDS - 1).h().substring(0, 12)));
    }

    @Test
    void a_broken_header_does_not_take_the_incident_with_it() {
        byte[] broken = bytes.clone();
        broken[60] ^= 1;
        sitting.disk.put(sitting.file(), broken);
        FileTimeline timeline = sitting.open();
        assertEquals(timeline.id(), timeline.header().title());
        assertEquals(RECORDS - 1, timeline.read().size());
        assertEquals(
                Optional.of(RECORDS - 1L),
                Optional.of(timeline.read().stream().filter(r -> r.seq() > 1).count()));
    }

    private List<TimelineRecord> fill() {
        FileTimeline timeline = sitting.create();
        for (int i = 1; i < RECORDS; i++) {
            Sitting.say(timeline, "value " + i + " \u05d0\ud83d\ude00");
        }
        return timeline.read();
    }

    private int lineOf(int offset) {
        int line = 1;
        for (int i = 0; i < offset; i++) {
            line += bytes[i] == '\n' ? 1 : 0;
        }
        return line;
    }

    private static List<byte[]> split(byte[] bytes) {
        List<byte[]> lines = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                lines.add(Arrays.copyOfRange(bytes, from, i + 1));
                from = i + 1;
            }
        }
        return lines;
    }

    private static byte[] join(List<byte[]> lines) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        lines.forEach(out::writeBytes);
        return out.toByteArray();
    }
}
