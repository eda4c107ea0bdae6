package oncall.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Random;

/** An incident of any length on disk, written by so many people, of whom some write things down late. */
final class Ledger {
    static final String ID = "20181112-1700-a-long-night";
    private static final Instant BEGAN = Instant.parse("2018-11-12T15:00:00Z");
    private static final int HOURS_LATE = 2;

    private final Random random = new Random(1);
    private final Path folder;
    private final double late;
    private final Writer[] writers;
    private Instant now = BEGAN;

    private Ledger(Path home, int people, double late) throws IOException {
        this.folder =
                Files.createDirectories(home.resolve("incidents").resolve(ID).resolve("timeline"));
        this.late = late;
        this.writers = new Writer[people];
        for (int i = 0; i < people; i++) {
            writers[i] = new Writer("dana-laptop" + i);
        }
    }

    private final class Writer {
        private final String prefix;
        private final OutputStream out;
        private String hash = "0".repeat(64);
        private long seq;

        Writer(String name) throws IOException {
            prefix = sha256(name.getBytes(UTF_8)).substring(0, 4) + "-";
            out = new BufferedOutputStream(Files.newOutputStream(folder.resolve(name + ".jsonl")), 1 << 16);
            add("header", """
                    ,"data":{"format":1,"incident":"%s","title":"A long night","opened":"%s","zone":"Asia/Jerusalem"}""".formatted(ID, BEGAN));
            add("session", """
                    ,"data":{"role":"oncall","device":"laptop","zone":"Asia/Jerusalem","offset":"+02:00","tz":"2024a",\
                    "boot":"b","pid":1,"tool":"1","runbook":"outage","rb":"x","team":"y"}""");
        }

        void next() throws IOException {
            switch ((int) (seq % 3)) {
                case 0 -> add("answer", """
                        ,"session":"%s2","phase":"impact","step":"customers","value":"many","text":"3\"""".formatted(prefix));
                case 1 -> add("note", """
                        ,"session":"%s2","text":"Looked at the graphs: %d of 1000 requests fail, \u05e9\u05dc\u05d5\u05dd\"""".formatted(prefix, seq));
                default -> add("result", """
                        ,"session":"%s2","phase":"diagnose","step":"look","value":"ok","data":{"of":"%s%d","exit":0,\
                        "took":%d,"output":"pods are running, %d of 12","bytes":40}""".formatted(prefix, prefix, seq, seq % 700, seq % 12));
            }
        }

        private void add(String kind, String rest) throws IOException {
            seq++;
            now = now.plusMillis(500 + random.nextInt(1000));
            boolean isLate = seq > 2 && random.nextDouble() < late;
            Instant at = isLate ? now.minus(random.nextInt(HOURS_LATE * 3600), ChronoUnit.SECONDS) : now;
            String body = String.format(
                    Locale.ROOT,
                    "{\"v\":1,\"seq\":%d,\"id\":\"%s%d\",\"kind\":\"%s\",\"at\":\"%s\",\"recorded\":\"%s\",\"mono\":%d,"
                            + "\"hlc\":\"%012x0000\",\"actor\":\"dana\"%s",
                    seq,
                    prefix,
                    seq,
                    kind,
                    millis(at),
                    millis(now),
                    now.toEpochMilli() - BEGAN.toEpochMilli(),
                    now.toEpochMilli(),
                    rest);
            hash = sha256((hash + body).getBytes(UTF_8));
            out.write((body + ",\"h\":\"" + hash + "\"}\n").getBytes(UTF_8));
        }
    }

    /** Writes one; returns the home it lies under. */
    static Path write(Path home, long records, int people, double late) throws IOException {
        Ledger ledger = new Ledger(home, people, late);
        for (long i = 2L * people; i < records; i++) {
            ledger.writers[(int) (i % people)].next();
        }
        for (Writer writer : ledger.writers) {
            writer.out.close();
        }
        return home;
    }

    private static String millis(Instant instant) {
        String text = instant.truncatedTo(ChronoUnit.MILLIS).toString();
        return text.length() == "2018-11-12T15:00:00.000Z".length() ? text : text.replace("Z", ".000Z");
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
