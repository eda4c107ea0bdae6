package oncall.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import oncall.incident.Entry;
import oncall.incident.Event;
import oncall.incident.TimelineRecord;
import oncall.timeline.SimulatedDisk.Fault;
import oncall.walk.Timeline.SaveFailed;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Many records at once: all of them or none, whatever the disk does meanwhile. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class BatchTest {
    private static final int ROWS = 40;

    private static List<Entry> rows(String name) {
        return IntStream.range(0, ROWS)
                .mapToObj(row -> Entry.of(new Event.Import("ab".repeat(32), row + 1))
                        .saying(name + " " + row)
                        .marked("imported"))
                .toList();
    }

    private static List<String> texts(List<TimelineRecord> records) {
        return records.stream()
                .filter(each -> each.event() instanceof Event.Import)
                .map(each -> each.entry().text().orElse(""))
                .toList();
    }

    private static List<String> wanted(String... names) {
        List<String> all = new ArrayList<>();
        for (String name : names) {
            rows(name).forEach(row -> all.add(row.text().orElseThrow()));
        }
        return all;
    }

    @Test
    void the_rows_stand_in_their_order_in_one_chain_with_what_comes_before_and_after() {
        Sitting sitting = new Sitting(new SimulatedDisk(1));
        FileTimeline timeline = sitting.create();
        Sitting.say(timeline, "one");
        List<TimelineRecord> saved = timeline.appendAll(rows("a"), news -> true);
        Sitting.say(timeline, "two");
        assertEquals(ROWS, saved.size());
        assertEquals(wanted("a"), texts(saved));
        assertEquals(wanted("a"), texts(sitting.open().read()));
        assertEquals(
                IntStream.rangeClosed(1, ROWS + 4).mapToObj(Long::valueOf).toList(),
                sitting.open().read().stream().map(TimelineRecord::seq).toList());
        assertEquals(List.of(), sitting.open().verify().damage());
        assertEquals(List.of("one", "two"), Sitting.said(sitting.open().read()));
    }

    @Test
    void a_long_text_among_them_goes_to_evidence_as_any_other() {
        Sitting sitting = new Sitting(new SimulatedDisk(1));
        FileTimeline timeline = sitting.create();
        String text = "long ".repeat(20_000);
        List<Entry> rows = new ArrayList<>(rows("a"));
        rows.add(1, Entry.of(new Event.Import("ab", 99)).saying(text));
        List<TimelineRecord> saved = timeline.appendAll(rows, news -> true);
        assertEquals(text, sitting.open().wholeText(saved.get(1)).orElseThrow());
        assertEquals(List.of(), sitting.open().verify().damage());
    }

    @Test
    void what_others_wrote_is_seen_first_and_can_keep_the_whole_out() {
        Sitting sitting = new Sitting(new SimulatedDisk(1));
        FileTimeline mine = sitting.create();
        FileTimeline theirs = sitting.open();
        theirs.appendAll(rows("theirs"), news -> true);
        assertEquals(List.of(), mine.appendAll(rows("mine"), List::isEmpty));
        assertEquals(wanted("theirs"), texts(sitting.open().read()));
        assertEquals(ROWS, mine.appendAll(rows("mine"), news -> true).size());
        assertEquals(List.of(), mine.appendAll(List.of(), news -> true));
        assertEquals(List.of(), sitting.open().verify().damage());
    }

    @Test
    void a_failure_at_any_operation_leaves_all_or_none_and_a_timeline_that_goes_on() {
        int failures = 0;
        for (Fault fault : new Fault[] {Fault.IO_ERROR, Fault.NO_SPACE}) {
            for (int number = 0; number < 40; number++) {
                Sitting sitting = new Sitting(new SimulatedDisk(number));
                FileTimeline timeline = sitting.create();
                Sitting.say(timeline, "before");
                sitting.disk.fail(number, fault);
                String where = fault + " at operation " + number;
                try {
                    timeline.appendAll(rows("a"), news -> true);
                    sitting.disk.heal();
                    assertEquals(wanted("a"), texts(sitting.open().read()), where);
                } catch (SaveFailed e) {
                    failures++;
                    sitting.disk.heal();
                    assertEquals(List.of(), texts(sitting.open().read()), where);
                    timeline.appendAll(rows("a"), news -> true);
                }
                Sitting.say(timeline, "after");
                assertEquals(wanted("a"), texts(sitting.open().read()), where);
                assertEquals(
                        List.of("before", "after"), Sitting.said(sitting.open().read()), where);
                assertEquals(List.of(), sitting.open().verify().damage(), where);
            }
        }
        assertTrue(failures > 5, failures + " failures");
    }

    @Test
    void a_power_cut_in_the_middle_leaves_all_or_none_and_nothing_broken() {
        for (int seed = 0; seed < 120; seed++) {
            Sitting sitting = new Sitting(new SimulatedDisk(seed));
            FileTimeline timeline = sitting.create();
            Sitting.say(timeline, "before");
            sitting.disk.fail(seed % 20, Fault.POWER);
            boolean acknowledged = false;
            try {
                timeline.appendAll(rows("a"), news -> true);
                acknowledged = true;
                Sitting.say(timeline, "lost");
            } catch (SimulatedDisk.PowerCut cut) {
                // what was acknowledged must be there
            }
            sitting.disk = sitting.disk.afterPowerCut();
            List<String> there = texts(sitting.open().read());
            assertTrue(
                    there.isEmpty() && !acknowledged || there.equals(wanted("a")),
                    "seed " + seed + ": " + there.size());
            Sitting.say(sitting.open(), "after");
            assertEquals(List.of(), sitting.open().verify().damage(), "seed " + seed);
        }
    }
}
