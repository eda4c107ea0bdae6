package oncall.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import oncall.incident.TimelineRecord;
import oncall.walk.Timeline.SaveFailed;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class WritersTest {
    private static final int WRITERS = 3;
    private static final int EACH = 1000;

    @TempDir
    Path home;

    @Test
    void three_processes_of_one_person_and_device_write_a_thousand_records_each_into_one_file() throws Exception {
        FileTimeline timeline = create();
        List<Process> processes = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
            processes.add(writer(timeline.id(), "laptop", writer));
        }
        for (Process process : processes) {
            assertTrue(process.waitFor(120, TimeUnit.SECONDS));
            assertEquals(0, process.exitValue());
        }
        check(timeline, 1);
    }

    @Test
    void three_terminals_in_one_process_on_two_devices_do_too() throws Exception {
        FileTimeline timeline = create();
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
        List<Future<Void>> running = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
            String[] arguments = {home.toString(), timeline.id(), writer == 0 ? "desk" : "laptop", "" + writer};
            running.add(threads.submit((Callable<Void>) () -> {
                main(arguments);
                return null;
            }));
        }
        for (Future<Void> future : running) {
            future.get(120, TimeUnit.SECONDS);
        }
        threads.shutdown();
        check(timeline, 2);
    }

    @Test
    void a_holder_of_the_lock_that_is_killed_delays_nobody() throws Exception {
        FileTimeline timeline = create();
        for (int round = 0; round < 3; round++) {
            int before = timeline.read().size();
            Process process = writer(timeline.id(), "desk", round);
            for (int tries = 0; tries < 2000 && timeline.read().size() < before + 20; tries++) {
                process.waitFor(5, TimeUnit.MILLISECONDS);
            }
            process.destroyForcibly();
            Sitting.say(timeline, "after kill " + round);
            assertTrue(process.waitFor(10, TimeUnit.SECONDS));
            assertTrue(timeline.read().size() >= before + 20, "the other one wrote nothing");
        }
        assertEquals(List.of(), timeline.verify().damage());
    }

    private void check(FileTimeline timeline, int files) {
        List<TimelineRecord> read = timeline.read();
        assertEquals(WRITERS * EACH + files, read.size());
        assertEquals(WRITERS * EACH, Sitting.said(read).stream().distinct().count());
        Verification found = timeline.verify();
        assertEquals(List.of(), found.damage());
        assertEquals(List.of(), found.torn());
        assertEquals(files, timeline.raw().size());
        for (String writer :
                read.stream().map(TimelineRecord::writer).distinct().toList()) {
            List<Long> numbers = read.stream()
                    .filter(record -> record.writer().equals(writer))
                    .map(TimelineRecord::seq)
                    .toList();
            assertEquals(LongStream.rangeClosed(1, numbers.size()).boxed().toList(), numbers);
        }
    }

    private FileTimeline create() {
        return new Incidents(new RealDisk(System.getProperty("user.name")), home)
                .create(new FixedClock(), Sitting.author("laptop"), ZoneId.of("UTC"), "Title", "outage");
    }

    private Process writer(String id, String device, int number) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        WritersTest.class.getName(),
                        home.toString(),
                        id,
                        device,
                        "" + number)
                .inheritIO()
                .start();
    }

    /** One writer: home, incident, device, number. */
    public static void main(String[] arguments) {
        FileTimeline timeline = new Incidents(new RealDisk(System.getProperty("user.name")), Path.of(arguments[0]))
                .open(arguments[1], new FixedClock(), Sitting.author(arguments[2]))
                .orElseThrow();
        for (int i = 0; i < EACH; i++) {
            String value = arguments[3] + "." + i;
            for (int attempt = 0; !said(timeline, value); attempt++) {
                if (attempt == 20) {
                    throw new IllegalStateException("the lock was never free");
                }
            }
        }
    }

    private static boolean said(FileTimeline timeline, String value) {
        try {
            Sitting.say(timeline, value);
            return true;
        } catch (SaveFailed e) {
            return false;
        }
    }
}
