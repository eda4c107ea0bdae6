package oncall.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import oncall.incident.Incident;
import oncall.pty.Pty;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * kill -9: after every answer that was acknowledged, and at any moment. Nothing acknowledged is ever lost, and the
 * walk goes on at the first question without an answer. Input comes through a pipe, which is faster than a terminal
 * and as deadly.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class CrashStory {
    /**
     * What a night answers, in order, with the step that each stands under; `-` where the answer belongs to no step.
     */
    private static final List<String[]> NIGHT = night();

    @TempDir
    Path home;

    private static List<String[]> night() {
        List<String[]> night = new ArrayList<>();
        String[] told = {
            "What is broken?|what|payments fail|payments fail",
            "Can we see it ourselves?|seen|2|tried",
            "Tell the team you have it?|send_first|1|posted",
            "Which part is hit?|feature|5|secondary_feature",
            "How many customers?|customers|3|many",
            "Is data lost, wrong, or shown to the wrong people?|data|1|safe",
            "Can support give them a way around it today?|workaround|1|exists",
            "When did it start?|since|16:50|2018-11-12T14:50:00.000Z",
            "What changed before that?|change|2|none",
            "What is odd?|look_inside|1|done",
            "Which of these is ill?|look_around|1|done",
            "Look for something that ran out.|look_used_up|1|done",
            "What is the least risky thing that eases it?|ease|3|restart",
            "Do it, one place first, and watch.|ease_done|1|done",
            "Is it better?|eased|1|holds",
            "Does it work for a customer, and are the graphs normal?|works|1|holds",
            "Was any data lost or changed?|data_after|1|safe",
            "Put back what you left behind|left_over|1|done"
        };
        for (String line : told) {
            night.add(line.split("\\|"));
        }
        return night;
    }

    /** The program on a pipe. */
    private static final class Piped implements AutoCloseable {
        private final Process process;
        private final StringBuilder log = new StringBuilder();
        private boolean over;
        private int read;

        Piped(Scene scene, String... arguments) {
            String[] command = new String[arguments.length + 1];
            command[0] = Scene.program();
            System.arraycopy(arguments, 0, command, 1, arguments.length);
            try {
                process = scene.builder(command).redirectErrorStream(true).start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            Thread reader = new Thread(this::collect, "pipe-reader");
            reader.setDaemon(true);
            reader.start();
        }

        private void collect() {
            byte[] buffer = new byte[8192];
            try (InputStream in = process.getInputStream()) {
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    synchronized (this) {
                        log.append(new String(buffer, 0, n, StandardCharsets.UTF_8));
                        notifyAll();
                    }
                }
            } catch (IOException e) {
                // killed while it wrote: what came stays
                buffer = new byte[0];
            }
            synchronized (this) {
                over = true;
                notifyAll();
            }
        }

        synchronized Piped waitFor(String text) {
            long end = System.nanoTime() + Pty.PATIENCE.toNanos();
            while (log.indexOf(text, read) < 0) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0 || over) {
                    fail("`" + text + "` did not come; all of it:\n" + log);
                }
                try {
                    wait(left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new AssertionError("interrupted", e);
                }
            }
            read = log.indexOf(text, read) + text.length();
            return this;
        }

        Piped enter(String line) {
            try {
                OutputStream out = process.getOutputStream();
                out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
                out.flush();
                return this;
            } catch (IOException e) {
                throw new UncheckedIOException(log.toString(), e);
            }
        }

        void endOfInput() {
            try {
                process.getOutputStream().close();
            } catch (IOException e) {
                throw new UncheckedIOException(log.toString(), e);
            }
        }

        void kill9() {
            process.destroyForcibly();
            exit();
        }

        int exit() {
            try {
                assertTrue(process.waitFor(Pty.PATIENCE.toSeconds(), TimeUnit.SECONDS), "it did not end");
                return process.exitValue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted", e);
            }
        }

        synchronized String text() {
            return log.toString();
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }

    /** Answers the question `n`, whose words have just come; returns when it is acknowledged. */
    private static void answer(Piped program, String[] asked) {
        program.enter(asked[2]).waitFor("saved");
    }

    private static void assertAllThere(Scene scene, int acknowledged) {
        Incident incident = scene.incident();
        for (String[] asked : NIGHT.subList(0, acknowledged)) {
            String there = incident.given(asked[1])
                    .map(given -> given.value().map(Object::toString).orElse(given.text()))
                    .orElse("nothing");
            boolean same = asked[3].equals("posted")
                    ? incident.messages().stream().anyMatch(sent -> sent.step().equals(java.util.Optional.of(asked[1])))
                    : there.equals(asked[3]);
            assertTrue(same, () -> asked[1] + " was acknowledged as " + asked[3] + ", on record is " + there);
        }
        scene.verified();
    }

    /** One night with a kill after every acknowledged answer; returns how many there were. */
    private int killedAfterEveryAnswer(Path folder) {
        Scene scene = new Scene(folder);
        for (int n = 0; n < NIGHT.size(); n++) {
            String[] asked = NIGHT.get(n);
            try (Piped program = n == 0 ? new Piped(scene, "start", "outage") : new Piped(scene, "resume")) {
                // behind the heading, because the question stands in the summary too
                program.waitFor(n == 0 ? "This is saved: " : "Last answers:")
                        .waitFor("\n\n")
                        .waitFor(asked[0]);
                answer(program, asked);
                program.kill9();
            }
            assertAllThere(scene, n + 1);
        }
        try (Piped program = new Piped(scene, "resume")) {
            program.waitFor("Tell everybody that it is over?")
                    .enter(":skip")
                    .waitFor("Close the incident?")
                    .enter("1");
            assertEquals(0, program.exit(), program::text);
        }
        assertEquals(Incident.State.CLOSED, scene.incident().state());
        return NIGHT.size();
    }

    @Test
    @Timeout(120)
    void after_every_acknowledged_answer_of_a_whole_night() {
        assertEquals(18, killedAfterEveryAnswer(home));
    }

    @Test
    @Timeout(60)
    void and_on_a_terminal() {
        Scene scene = new Scene(home);
        List<Map.Entry<String, String>> keys = List.of(
                Map.entry("What is broken?", "payments fail"),
                Map.entry("Can we see it ourselves?", "2"),
                Map.entry("Tell the team you have it?", "1"),
                Map.entry("Which part is hit?", "5"),
                Map.entry("How many customers?", "3"));
        int n = 0;
        for (Map.Entry<String, String> each : keys) {
            try (Pty pty = scene.terminal(n == 0 ? new String[] {"start", "outage"} : new String[] {"resume"})
                    .start()) {
                pty.waitFor(each.getKey())
                        .waitFor("\n> ")
                        .enter(each.getValue())
                        .waitFor("saved")
                        .kill9();
                n++;
            }
            assertAllThere(scene, n);
        }
    }

    /**
     * Lets a night run with all of its answers in the pipe, kills it at some moment, and wants all that it had
     * acknowledged.
     */
    private static void killedAtSomeMoment(Scene scene, long nanos) throws InterruptedException {
        try (Piped program = new Piped(scene, "start", "outage")) {
            for (String[] asked : NIGHT) {
                program.enter(asked[2]);
            }
            program.process.waitFor(nanos, TimeUnit.NANOSECONDS);
            program.kill9();
            String text = program.text();
            if (!text.contains("This is saved: ")) {
                return;
            }
            int acknowledged = 0;
            for (int at = text.indexOf("\nsaved"); at >= 0; at = text.indexOf("\nsaved", at + 1)) {
                acknowledged++;
            }
            assertAllThere(scene, Math.min(acknowledged, 14));
        }
        try (Piped again = new Piped(scene, "resume")) {
            again.endOfInput();
            int exit = again.exit();
            assertTrue(
                    exit == 3 && again.text().contains("To go on:\noncall resume "), () -> exit + "\n" + again.text());
        }
    }

    private int atRandomMoments(int times, long seed) throws InterruptedException {
        Random random = new Random(seed);
        for (int i = 0; i < times; i++) {
            long millis = 250 + random.nextInt(700);
            killedAtSomeMoment(
                    new Scene(home.resolve("night-" + i).toFile().mkdir() ? home.resolve("night-" + i) : home),
                    millis * 1_000_000);
        }
        return times;
    }

    @Test
    @Timeout(120)
    void at_any_moment() throws InterruptedException {
        assertEquals(8, atRandomMoments(8, 20181112));
    }

    @Test
    @Tag("deep")
    @Timeout(900)
    void two_hundred_times_after_an_answer() {
        int kills = 0;
        for (int night = 0; kills < 200; night++) {
            Path folder = home.resolve("night-" + night);
            assertTrue(folder.toFile().mkdir());
            kills += killedAfterEveryAnswer(folder);
        }
        assertTrue(kills >= 200);
    }

    @Test
    @Tag("deep")
    @Timeout(900)
    void and_a_hundred_times_at_any_moment() throws InterruptedException {
        assertEquals(100, atRandomMoments(100, System.nanoTime()));
    }
}
