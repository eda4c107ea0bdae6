package oncall.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import oncall.incident.Entry;
import oncall.incident.Event;
import oncall.incident.TimelineRecord;
import oncall.timeline.SimulatedDisk.Fault;
import oncall.timeline.SimulatedDisk.Operation;
import oncall.walk.Timeline.SaveFailed;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class FaultTest {
    @Test
    void any_operation_may_fail_in_any_way_and_no_acknowledged_record_is_lost_nor_any_unacknowledged_one_kept() {
        int failures = 0;
        for (Fault fault :
                List.of(Fault.NO_SPACE, Fault.IO_ERROR, Fault.READ_ONLY, Fault.TOO_MANY_FILES, Fault.NO_LOCKS)) {
            for (boolean forEver : new boolean[] {false, true}) {
                for (int number = 0; number < 60; number++) {
                    String where = fault + " at operation " + number + (forEver ? " and after" : "");
                    Sitting sitting = new Sitting(new SimulatedDisk(number));
                    FileTimeline timeline = sitting.create();
                    if (forEver) {
                        sitting.disk.failFrom(number, fault);
                    } else {
                        sitting.disk.fail(number, fault);
                    }
                    List<String> acknowledged = new ArrayList<>();
                    failures += sayUntilItWorks(sitting, timeline, acknowledged);
                    List<String> read = Sitting.said(sitting.open().read());
                    assertEquals(acknowledged, read, where);
                    assertEquals(List.of(), sitting.open().verify().damage(), where);
                    assertEquals(acknowledged, Sitting.said(timeline.read()), where);
                }
            }
        }
        assertTrue(failures > 200, failures + " failures");
    }

    /** Says six things; what fails twice is tried again on a disk that was mended. */
    private static int sayUntilItWorks(Sitting sitting, FileTimeline timeline, List<String> acknowledged) {
        int failures = 0;
        for (int i = 0; i < 6; i++) {
            for (int attempt = 0; ; attempt++) {
                try {
                    Sitting.say(timeline, "value " + i);
                    acknowledged.add("value " + i);
                    break;
                } catch (SaveFailed e) {
                    failures++;
                    assertTrue(e.tryAgain(), e.getMessage());
                    assertTrue(
                            e.getMessage().startsWith("Could not save")
                                    && e.getMessage().endsWith("."),
                            e.getMessage());
                    if (attempt == 1) {
                        sitting.disk.heal();
                    }
                }
            }
        }
        return failures;
    }

    @Test
    void with_any_number_of_bytes_left_the_answer_is_refused_whole_and_saved_once_there_is_room() {
        for (int room = 0; room < 1200; room++) {
            Sitting sitting = new Sitting(new SimulatedDisk(room));
            FileTimeline timeline = sitting.create();
            sitting.disk.room(room);
            int saved = 0;
            SaveFailed refused = null;
            while (refused == null) {
                try {
                    Sitting.say(timeline, "value " + saved);
                    saved++;
                } catch (SaveFailed e) {
                    refused = e;
                }
            }
            assertTrue(refused.getMessage().contains("no space left on device. Free some space"), refused.getMessage());
            assertEquals(saved, Sitting.said(sitting.open().read()).size());
            assertEquals(List.of(), sitting.open().verify().torn(), "cut back with room for " + room);
            sitting.disk.heal();
            Sitting.say(timeline, "value " + saved);
            assertEquals(saved + 1, Sitting.said(sitting.open().read()).size());
            assertEquals(List.of(), sitting.open().verify().damage());
        }
    }

    @Test
    void after_a_failed_sync_the_timeline_goes_on_in_a_new_segment_and_says_so() {
        Sitting sitting = new Sitting(new SimulatedDisk(1));
        FileTimeline timeline = sitting.create();
        Sitting.say(timeline, "one");
        TimelineRecord before = timeline.read().get(1);
        sitting.disk.fail(positionOf(Operation.SYNC), Fault.IO_ERROR);
        TimelineRecord two = Sitting.say(timeline, "two");
        assertEquals(1, timeline.warnings().size());
        assertTrue(
                timeline.warnings().get(0).contains("failed to sync"),
                timeline.warnings().get(0));
        assertEquals(
                List.of("dana-laptop.2.jsonl", Sitting.FILE),
                sitting.disk.list(sitting.file().getParent()));
        List<TimelineRecord> read = sitting.open().read();
        Event.Header header = (Event.Header) read.get(2).event();
        assertEquals(Optional.of(new Event.Link(Sitting.FILE, 2, before.h())), header.continues());
        assertEquals(4, two.seq());
        assertEquals(List.of("one", "two"), Sitting.said(read));
        Sitting.say(sitting.open(), "three");
        assertEquals(List.of("one", "two", "three"), Sitting.said(timeline.read()));
        assertEquals(List.of(), timeline.verify().damage());
    }

    @Test
    void what_stood_after_the_last_acknowledged_record_of_a_finished_segment_is_not_read() {
        Sitting sitting = new Sitting(new SimulatedDisk(1));
        FileTimeline timeline = sitting.create();
        Sitting.say(timeline, "one");
        byte[] acknowledged = sitting.disk.bytes(sitting.file());
        Sitting.say(timeline, "phantom");
        byte[] phantom = sitting.disk.bytes(sitting.file());
        sitting.disk.put(sitting.file(), acknowledged);
        FileTimeline again = sitting.open();
        sitting.disk.fail(positionOf(Operation.SYNC), Fault.IO_ERROR);
        Sitting.say(again, "two");
        sitting.disk.put(sitting.file(), phantom);
        assertEquals(List.of("one", "two"), Sitting.said(sitting.open().read()));
        assertEquals(List.of(), sitting.open().verify().damage());
    }

    @Test
    void where_locks_do_not_work_each_process_writes_a_file_of_its_own() {
        Sitting sitting = new Sitting(new SimulatedDisk(1));
        FileTimeline one = sitting.create();
        FileTimeline two = sitting.open();
        sitting.disk.failFrom(0, Fault.NO_LOCKS);
        Sitting.say(one, "a");
        Sitting.say(two, "b");
        Sitting.say(one, "c");
        assertEquals(
                List.of("dana-laptop-p1-2.jsonl", "dana-laptop-p1.jsonl", Sitting.FILE),
                sitting.disk.list(sitting.file().getParent()));
        assertEquals(List.of("a", "b", "c"), Sitting.said(two.read()));
        assertEquals(1, one.warnings().size());
        assertEquals(List.of(), two.verify().damage());
    }

    @Test
    void evidence_that_cannot_be_kept_leaves_nothing_behind_and_can_be_kept_later() {
        for (int room = 0; room < 30; room++) {
            Sitting sitting = new Sitting(new SimulatedDisk(room));
            FileTimeline timeline = sitting.create();
            sitting.disk.room(room);
            SaveFailed refused = assertThrows(SaveFailed.class, () -> timeline.keep("y".repeat(30)));
            assertTrue(refused.getMessage().contains("Free some space"), refused.getMessage());
            assertEquals(List.of(), sitting.disk.list(timeline.folder().resolve("evidence")));
            sitting.disk.heal();
            assertEquals(Optional.of("y".repeat(30)), timeline.evidence(timeline.keep("y".repeat(30))));
        }
    }

    @Test
    void news_that_were_read_before_a_save_failed_are_told_with_the_next_one() {
        Sitting sitting = new Sitting(new SimulatedDisk(1));
        FileTimeline one = sitting.create();
        FileTimeline two = sitting.open();
        Sitting.say(one, "news");
        sitting.disk.fail(positionOf(Operation.WRITE), Fault.NO_SPACE);
        assertThrows(SaveFailed.class, () -> Sitting.say(two, "mine"));
        assertEquals(
                List.of("news"),
                Sitting.said(
                        two.append(Samples.answer("s", "mine"), news -> true).news()));
    }

    @Test
    void a_lock_that_somebody_keeps_is_told_with_its_holder() throws java.io.IOException {
        Sitting sitting = new Sitting(new SimulatedDisk(1));
        FileTimeline timeline = sitting.create();
        Disk.Held held = sitting.disk
                .lock(timeline.folder().resolve("lock"), 0, "pid 77 on bastion-2\n")
                .orElseThrow();
        SaveFailed refused = assertThrows(SaveFailed.class, () -> Sitting.say(timeline, "a"));
        assertEquals(
                "Could not save: pid 77 on bastion-2 has held the lock of this incident for 2 s. Try again.",
                refused.getMessage());
        held.close();
        Sitting.say(timeline, "a");
        assertEquals(List.of("a"), Sitting.said(timeline.read()));
    }

    @Test
    void a_record_that_is_too_long_without_its_text_is_refused_before_anything_is_written() {
        Sitting sitting = new Sitting(new SimulatedDisk(1));
        FileTimeline timeline = sitting.create();
        Entry entry = Entry.of(new Event.Result("x", Optional.of(0), 1, Optional.of("y".repeat(70_000)), 70_000));
        SaveFailed refused = assertThrows(SaveFailed.class, () -> Sitting.append(timeline, entry));
        assertFalse(refused.tryAgain());
        assertEquals(1, timeline.read().size());
        Sitting.say(timeline, "a");
    }

    /** The number that operation has in an append; found by doing one. */
    private static int positionOf(Operation operation) {
        Sitting sitting = new Sitting(new SimulatedDisk(1));
        FileTimeline timeline = sitting.create();
        Sitting.say(timeline, "a");
        sitting.disk.fail(-1, Fault.IO_ERROR);
        Sitting.say(timeline, "b");
        return sitting.disk.operations().indexOf(operation);
    }
}
