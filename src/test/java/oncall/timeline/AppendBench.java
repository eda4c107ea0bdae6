package oncall.timeline;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Not part of the normal run: `mvn -B -q -Pbench verify` prints medians, each as a ratio to a yardstick of the same run. */
class AppendBench {
    private static final int ROUNDS = 2000;

    @TempDir
    Path folder;

    private final PrintWriter out = new PrintWriter(System.err, true);

    @Test
    void append_against_a_bare_write_and_sync() throws IOException {
        FixedClock clock = new FixedClock();
        FileTimeline timeline = new Incidents(new RealDisk(System.getProperty("user.name")), folder.resolve("home"))
                .create(clock, Sitting.author("laptop"), ZoneId.of("UTC"), "Title", "outage");
        byte[] line = new byte[300];
        long[] bare = new long[ROUNDS];
        long[] ours = new long[ROUNDS];
        Path plain = folder.resolve("plain");
        Files.createFile(plain);
        for (int i = 0; i < ROUNDS; i++) {
            long start = System.nanoTime();
            try (FileOutputStream file = new FileOutputStream(plain.toFile(), true)) {
                file.write(line);
                file.getFD().sync();
            }
            bare[i] = System.nanoTime() - start;
            start = System.nanoTime();
            Sitting.say(timeline, "value " + i);
            ours[i] = System.nanoTime() - start;
        }
        out.printf(
                Locale.ROOT,
                "write+sync p50 %.3f ms p99 %.3f; append p50 %.3f ms p99 %.3f; ratio of medians %.2f%n",
                at(bare, 50),
                at(bare, 99),
                at(ours, 50),
                at(ours, 99),
                at(ours, 50) / at(bare, 50));
    }

    @Test
    void open_and_read_ten_thousand_records() throws IOException {
        Sitting sitting = new Sitting(new SimulatedDisk(1));
        FileTimeline timeline = sitting.create();
        for (int i = 0; i < 10_000; i++) {
            Sitting.say(timeline, "value " + i);
        }
        for (int round = 0; round < 5; round++) {
            long start = System.nanoTime();
            int records = sitting.open().read().size();
            long read = System.nanoTime() - start;
            start = System.nanoTime();
            sitting.incidents().list();
            long listed = System.nanoTime() - start;
            out.printf(
                    Locale.ROOT,
                    "open and read %d records %.0f ms; glance %.0f ms%n",
                    records,
                    read / 1e6,
                    listed / 1e6);
        }
    }

    private static double at(long[] nanos, int percent) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length * percent / 100] / 1e6;
    }
}
