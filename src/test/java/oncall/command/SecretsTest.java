package oncall.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Secrets in output (T6): the figures of recall, false alarms and speed. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SecretsTest {
    private static final int ROUNDS = 8;
    private final Secrets secrets = new Secrets(SeededSecrets.environment());

    private static List<SeededSecrets.Seeded> seeded() {
        SeededSecrets maker = new SeededSecrets(20181112);
        List<SeededSecrets.Seeded> all = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            all.addAll(maker.round());
        }
        return all;
    }

    @Test
    void nearly_every_seeded_secret_is_found_and_keys_without_exception() {
        List<SeededSecrets.Seeded> all = seeded();
        Map<String, Integer> missed = new TreeMap<>();
        StringBuilder shown = new StringBuilder();
        for (SeededSecrets.Seeded one : all) {
            String clean = secrets.redact(one.text());
            if (one.secrets().stream().anyMatch(clean::contains) || !clean.contains("[redacted ")) {
                missed.merge(one.kind(), 1, Integer::sum);
                shown.append(one.kind())
                        .append(": ")
                        .append(clean, 0, Math.min(300, clean.length()))
                        .append('\n');
            }
        }
        int misses = missed.values().stream().mapToInt(Integer::intValue).sum();
        assertTrue(all.size() >= 300, "only " + all.size());
        assertTrue(all.stream().map(SeededSecrets.Seeded::kind).distinct().count() >= 40);
        assertTrue(
                missed.keySet().stream().noneMatch(kind -> kind.startsWith("pem") || kind.startsWith("provider")),
                shown.toString());
        assertTrue(misses <= all.size() * 3 / 100, misses + " of " + all.size() + " missed: " + missed + "\n" + shown);
    }

    @Test
    void benign_lines_come_through_untouched() {
        BenignLines lines = new BenignLines(2);
        List<String> touched = new ArrayList<>();
        int count = 20_000;
        for (int i = 0; i < count; i++) {
            String line = lines.next();
            if (!secrets.redact(line).equals(line)) {
                touched.add(secrets.redact(line));
            }
        }
        assertTrue(
                touched.size() <= count * 5 / 1000,
                touched.size() + " of " + count + ":\n"
                        + touched.stream().limit(40).collect(Collectors.joining("\n")));
    }

    @Test
    void a_hundred_megabytes_a_minute_go_through() {
        BenignLines lines = new BenignLines(3);
        StringBuilder text = new StringBuilder();
        while (text.length() < 10_000_000) {
            text.append(lines.next()).append('\n');
        }
        String all = text.toString();
        Duration took = cpu(() -> secrets.redact(all));
        assertTrue(took.toMillis() < 6_000, "10 MB took " + took);
    }

    @Test
    void no_line_takes_a_second() {
        for (String piece : List.of(
                "a",
                "A",
                "=",
                "://",
                "://a:",
                "password=",
                "password: ",
                "-",
                "--token ",
                "eyJ",
                "eyJaaaaaaaaa.",
                "AKIA",
                "\"",
                "\\\"",
                ".",
                "cookie: a=",
                "authorization: ",
                "curl ",
                "mysql ",
                "bearer ",
                "-----BEGIN PRIVATE KEY-----",
                "user a password ",
                "a:1:b:",
                "name: password value",
                "sk-",
                "\u001b[",
                "LS0tLS1CRUdJTi",
                "glab-",
                "a-",
                "\t ")) {
            String line = piece.repeat(64 * 1024 / piece.length());
            Duration took = cpu(() -> secrets.redact(line));
            assertTrue(took.toMillis() < 1_000, "`" + piece + "` took " + took);
        }
    }

    /** Time of this thread alone: others may be busy on the machine. */
    private static Duration cpu(Runnable work) {
        java.lang.management.ThreadMXBean threads = java.lang.management.ManagementFactory.getThreadMXBean();
        long begun = threads.getCurrentThreadCpuTime();
        work.run();
        return Duration.ofNanos(threads.getCurrentThreadCpuTime() - begun);
    }

    @Test
    void the_note_says_what_and_how_long() {
        assertEquals("key [redacted aws-key 20].", secrets.redact("key AKI" + "AABCDEFGHIJKLMNOP."));
        assertEquals("password: [redacted password 11]", secrets.redact("password: Summer2018!"));
        assertEquals("a://u:[redacted url-password 3]@h", secrets.redact("a://u:x1y@h"));
    }

    @Test
    void redacting_twice_changes_nothing_more() {
        for (SeededSecrets.Seeded one : seeded()) {
            String once = secrets.redact(one.text());
            assertEquals(once, secrets.redact(once), one.kind());
        }
    }

    @Test
    void lines_stay_lines_and_what_is_not_secret_stays() {
        String text = "a\n\n-----" + "BEGIN EC PRIVATE KEY-----\nMHcCAQEEIAAAABBBBCCCC\nab==\n-----"
                + "END EC PRIVATE KEY-----\nafter\n";
        assertEquals(
                "a\n\n-----BEGIN EC PRIVATE KEY-----\n[redacted private-key 21]\n[redacted private-key 4]\n"
                        + "-----END EC PRIVATE KEY-----\nafter\n",
                secrets.redact(text));
        String certificate = "-----BEGIN CERTIFICATE-----\nMIIBszCCAVmgAwIBAgIUe\n-----END CERTIFICATE-----\n";
        assertEquals(certificate, secrets.redact(certificate));
        String coloured = "\u001b[31mred\u001b[0m";
        assertEquals(coloured, secrets.redact(coloured));
    }

    @Test
    void a_key_whose_end_never_comes_does_not_swallow_what_follows() {
        String text = "-----"
                + "BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC\nError: connection lost to db-1\nnext line here";
        assertTrue(
                secrets.redact(text).endsWith("\nError: connection lost to db-1\nnext line here"),
                secrets.redact(text));
    }

    @Test
    void after_a_gap_the_rest_of_a_key_is_not_shown() {
        Redaction lines = secrets.lines();
        lines.gap();
        assertEquals("[redacted wrapped 64]", lines.line("Ab1/".repeat(16)));
        assertEquals("[redacted wrapped 6]", lines.line("Ab1/=="));
        assertEquals("all done", lines.line("all done"));
    }

    @Test
    void values_of_secret_variables_are_known_in_every_form_and_short_or_harmless_ones_are_not() {
        assertFalse(secrets.redact("just some words").contains("some"));
        assertEquals("/run/some/file", secrets.redact("/run/some/file"));
        assertTrue(new Secrets(Map.of("A_TOKEN", "short", "HOME", "/home/dana1234"))
                .known()
                .isEmpty());
    }

    @Test
    void what_is_redacted_in_a_command_is_redacted_wherever_the_pipe_was_split() throws Exception {
        String key = "gh" + "p_" + "a1B2".repeat(9);
        String text = "x token=" + key + " y\nz\n";
        for (int cut = 1; cut < text.length(); cut++) {
            Capture capture = new Capture(secrets::lines);
            java.io.PipedOutputStream pipe = new java.io.PipedOutputStream();
            capture.start(new java.io.PipedInputStream(pipe), java.io.InputStream.nullInputStream());
            pipe.write(text.substring(0, cut).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            pipe.flush();
            pipe.write(text.substring(cut).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            pipe.close();
            long until = System.nanoTime() + Duration.ofSeconds(10).toNanos();
            while (!capture.ended()) {
                capture.poll(5);
                assertTrue(System.nanoTime() < until);
            }
            assertEquals("x token=[redacted github-token 40] y\nz", capture.both(), "cut at " + cut);
        }
    }
}
