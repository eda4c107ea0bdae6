package oncall.timeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import oncall.incident.Entry;
import oncall.incident.Event;
import oncall.incident.Incident;
import oncall.incident.TimelineRecord;
import oncall.runbook.Phase;
import oncall.runbook.Value;
import oncall.timeline.SimulatedDisk.Fault;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ChronicleTest {
    private static final String[] DEVICES = {"laptop", "desk", "phone"};

    @Test
    void records_of_several_writers_in_any_mixture_come_as_from_memory() throws IOException {
        for (int seed = 0; seed < 60; seed++) {
            Sitting sitting = new Sitting(new SimulatedDisk(seed));
            mixture(sitting, new Random(seed), 40);
            assertTrue(same(sitting, "seed " + seed), "seed " + seed + " is read without being held");
        }
    }

    @Test
    void a_file_given_up_after_a_failed_sync_ends_where_the_next_one_says() throws IOException {
        int streamed = 0;
        for (int operation = 0; operation < 40; operation++) {
            Sitting sitting = new Sitting(new SimulatedDisk(operation));
            FileTimeline timeline = sitting.create();
            Sitting.say(timeline, "a");
            sitting.disk.fail(operation, Fault.IO_ERROR);
            for (int i = 0; i < 8; i++) {
                try {
                    Sitting.say(timeline, "b" + i);
                } catch (oncall.walk.Timeline.SaveFailed e) {
                    sitting.disk.heal();
                }
            }
            sitting.disk.heal();
            streamed += same(sitting, "failing operation " + operation) ? 1 : 0;
        }
        assertTrue(streamed > 20, streamed + " of 40");
    }

    @Test
    void cut_or_changed_at_any_byte_it_is_read_as_from_memory_or_left_to_who_looks_closely() throws IOException {
        Sitting sitting = new Sitting(new SimulatedDisk(7));
        mixture(sitting, new Random(7), 6);
        byte[] whole = sitting.disk.bytes(sitting.file());
        int streamed = 0;
        for (int at = 0; at < whole.length; at += 7) {
            sitting.disk.put(sitting.file(), java.util.Arrays.copyOf(whole, at));
            streamed += same(sitting, "cut at " + at) ? 1 : 0;
            byte[] changed = whole.clone();
            changed[at] ^= 4;
            sitting.disk.put(sitting.file(), changed);
            same(sitting, "changed at " + at);
        }
        assertTrue(streamed > 0, "torn ends are no damage");
    }

    @Test
    void a_long_text_is_whole_and_a_lost_one_is_named() throws IOException {
        Sitting sitting = new Sitting(new SimulatedDisk(1));
        FileTimeline timeline = sitting.create();
        String text = "x".repeat(100_000);
        String id = Sitting.append(
                        timeline, Entry.of(new Event.Note(Optional.empty())).saying(text))
                .id();
        try (Chronicle chronicle = chronicle(sitting)) {
            List<TimelineRecord> told = told(chronicle);
            assertEquals(text, told.get(1).entry().text().orElseThrow());
            assertEquals(List.of(), chronicle.cutShort());
        }
        Path evidence = sitting.file().getParent().resolveSibling("evidence");
        sitting.disk.put(evidence.resolve(sitting.disk.list(evidence).get(0)), "else".getBytes(UTF_8));
        try (Chronicle chronicle = chronicle(sitting)) {
            told(chronicle);
            assertEquals(List.of(id), chronicle.cutShort());
        }
    }

    @Test
    void what_is_appended_between_the_two_readings_is_not_told() throws IOException {
        Sitting sitting = new Sitting(new SimulatedDisk(1));
        FileTimeline timeline = sitting.create();
        Sitting.say(timeline, "a");
        try (Chronicle chronicle = chronicle(sitting)) {
            Sitting.say(timeline, "b");
            assertEquals(2, told(chronicle).size());
        }
    }

    @Test
    void a_long_file_is_read_in_two_halves_that_meet() throws IOException {
        Sitting sitting = new Sitting(new SimulatedDisk(1));
        FileTimeline timeline = sitting.create();
        for (int i = 0; i < 120; i++) {
            Sitting.append(timeline, Entry.of(new Event.Note(Optional.empty())).saying("x".repeat(60_000) + i));
        }
        assertTrue(same(sitting, "long"));
        byte[] whole = sitting.disk.bytes(sitting.file());
        int lines = 0;
        for (int i = 0; i < whole.length; i++) {
            lines += whole[i] == '\n' ? 1 : 0;
        }
        assertEquals(121, lines);
        for (int i = whole.length / 2 - 65_000; i < whole.length / 2 + 65_000; i += 10_007) {
            byte[] changed = whole.clone();
            changed[i] ^= 1;
            sitting.disk.put(sitting.file(), changed);
            assertTrue(sitting.incidents().chronicle("20181112-1709-title").isEmpty(), "changed at " + i);
        }
    }

    private static Chronicle chronicle(Sitting sitting) {
        return sitting.incidents().chronicle("20181112-1709-title").orElseThrow();
    }

    private static List<TimelineRecord> told(Chronicle chronicle) {
        List<TimelineRecord> told = new ArrayList<>();
        chronicle.tell(chronicle.essence()::happened, told::add);
        return told;
    }

    /** Whether it could be read without being held; then it must be the same as from memory in all that counts. */
    private static boolean same(Sitting sitting, String where) {
        Optional<Chronicle> found = sitting.incidents().chronicle("20181112-1709-title");
        if (found.isEmpty()) {
            return false;
        }
        try (Chronicle chronicle = found.get()) {
            FileTimeline timeline = sitting.open();
            Incident incident = Incident.of(timeline.read(), timeline.header());
            assertEquals(timeline.verify(), chronicle.checked(), where);
            Comparator<TimelineRecord> order = Comparator.comparing(incident::happened);
            List<TimelineRecord> wanted = timeline.read().stream()
                    .sorted(order.thenComparing(TimelineRecord.ORDER))
                    .toList();
            assertEquals(wanted, told(chronicle), where);
            Incident essence = chronicle.essence();
            assertEquals(incident.title(), essence.title(), where);
            assertEquals(incident.state(), essence.state(), where);
            assertEquals(incident.opened(), essence.opened(), where);
            assertEquals(incident.started(), essence.started(), where);
            assertEquals(incident.header(), essence.header(), where);
            for (TimelineRecord record : wanted) {
                assertEquals(incident.shown(record), essence.shown(record), where);
                assertEquals(incident.happened(record), essence.happened(record), where);
                record.session()
                        .ifPresent(session ->
                                assertEquals(Optional.of("responder"), chronicle.role(session), where + " " + session));
            }
            return true;
        }
    }

    /** Writers who take turns, late entries, corrections of values and times, redactions, pauses, answers anew. */
    private static void mixture(Sitting sitting, Random random, int records) {
        List<FileTimeline> writers = new ArrayList<>();
        FileTimeline first = sitting.create();
        writers.add(first);
        for (int i = 1; i < DEVICES.length; i++) {
            writers.add(sitting.open(DEVICES[i]));
        }
        List<TimelineRecord> written = new ArrayList<>(first.read());
        for (FileTimeline writer : writers) {
            if (random.nextBoolean()) {
                written.add(Sitting.append(writer, Entry.of(Samples.full().get(1))));
            }
        }
        for (int i = 0; i < records; i++) {
            sitting.clock.advance(Duration.ofMillis(random.nextInt(3)));
            TimelineRecord any = written.get(random.nextInt(written.size()));
            Entry entry = entry(random, any.id());
            if (random.nextInt(4) == 0) {
                Instant earlier = Samples.WHEN.minusSeconds(random.nextInt(5)).plusMillis(random.nextInt(40));
                entry = entry.at(earlier);
            }
            FileTimeline writer = writers.get(random.nextInt(writers.size()));
            written.add(Sitting.append(writer, entry));
        }
    }

    private static Entry entry(Random random, String about) {
        Entry note = Entry.of(new Event.Note(Optional.empty())).saying("words " + random.nextInt());
        return switch (random.nextInt(14)) {
            case 0 ->
                Entry.of(new Event.Correction(about, Optional.of(Value.of("many"))))
                        .saying("more");
            case 1 ->
                Entry.of(new Event.Correction(
                        about,
                        Optional.empty(),
                        Optional.of(Samples.WHEN.plusSeconds(random.nextInt(9) - 4)),
                        Optional.empty()));
            case 2 -> Entry.of(new Event.Redaction(about, Optional.of("why")));
            case 3 -> Entry.of(new Event.Pause(Optional.empty(), Optional.empty()));
            case 4 -> Entry.of(new Event.Jump("mitigate", List.of(), false));
            case 5 ->
                random.nextInt(9) == 0
                        ? Entry.of(new Event.Close("fixed", Optional.empty()))
                        : Entry.of(new Event.Resume(Optional.empty(), List.of()));
            case 6 -> Samples.answer("what", "x").saying("what " + random.nextInt(9));
            case 7 ->
                Samples.answer(
                        "since", Samples.WHEN.minusSeconds(random.nextInt(999)).toString());
            case 8 -> Samples.answer("customers", "one").superseding(about);
            case 9 ->
                Entry.of(new Event.Evidence("01".repeat(32), 5, "head", Optional.of(about)))
                        .on(Optional.of(Phase.IMPACT), "seen");
            case 10 -> Entry.of(new Event.Milestone("started"));
            case 11 -> Samples.answer("customers", "many");
            default -> note;
        };
    }
}
