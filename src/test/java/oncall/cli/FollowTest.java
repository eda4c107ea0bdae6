package oncall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import oncall.incident.Entry;
import oncall.incident.Event;
import oncall.timeline.Author;
import oncall.timeline.FileTimeline;
import oncall.timeline.Incidents;
import oncall.timeline.RealDisk;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(60)
class FollowTest {
    @TempDir
    private Path home;

    private final Output out = new Output();
    private final Output err = new Output();

    /** Output that can be waited for. */
    private static final class Output extends ByteArrayOutputStream {
        @Override
        public synchronized void write(byte[] bytes, int from, int length) {
            super.write(bytes, from, length);
            notifyAll();
        }

        /** How many milliseconds it took until the words were there. */
        synchronized long waitFor(String words) throws InterruptedException {
            long start = System.nanoTime();
            long patience = TimeUnit.SECONDS.toNanos(20);
            while (!toString(StandardCharsets.UTF_8).contains(words)) {
                long left = patience - (System.nanoTime() - start);
                assertTrue(left > 0, () -> "`" + words + "` never came:\n" + toString(StandardCharsets.UTF_8));
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
            return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        }

        List<String> lines() {
            return toString(StandardCharsets.UTF_8).lines().toList();
        }
    }

    private CompletableFuture<Exit> follow(String... more) {
        List<String> words = new ArrayList<>(List.of("timeline", "--follow"));
        words.addAll(List.of(more));
        return CompletableFuture.supplyAsync(
                () -> Main.run(words.toArray(String[]::new), new InProcess(home).environs(out, err)));
    }

    private FileTimeline another(OneNight night, String actor) {
        return new Incidents(new RealDisk(System.getProperty("user.name")), home.resolve(".local/state/oncall"))
                .open(
                        night.id(),
                        Clocks.fixed(Instant.parse("2018-11-12T15:30:00Z")),
                        new Author(actor, "desk", "pid 2", "p2"))
                .orElseThrow();
    }

    private static Entry note(String text) {
        return Entry.of(new Event.Note(Optional.empty())).saying(text);
    }

    @Test
    void what_there_is_and_then_what_comes_from_anybody_until_it_is_closed() throws Exception {
        OneNight night = OneNight.asFarAsMitigate(home);
        CompletableFuture<Exit> following = follow();
        out.waitFor("[6137-5]");
        night.add(note("seen in the graphs"));
        out.waitFor("eli  note  \"seen in the graphs\"");
        FileTimeline noa = another(night, "noa");
        noa.append(note("a second file\nof two lines").at(Instant.parse("2018-11-12T15:10:00Z")), news -> true);
        out.waitFor("    | of two lines");
        long took = 0;
        for (int i = 0; i < 3; i++) {
            noa.append(note("note " + i), news -> true);
            took = Math.max(took, out.waitFor("\"note " + i + "\""));
        }
        assertTrue(took < 1000, took + " ms");
        noa.append(Entry.of(new Event.Close("resolved", Optional.empty())), news -> true);
        assertEquals(Exit.OK, following.get(20, TimeUnit.SECONDS));
        assertEquals("The incident is closed.\n", err.toString(StandardCharsets.UTF_8));
        List<String> lines = out.lines();
        assertTrue(
                lines.stream()
                        .anyMatch(line ->
                                line.startsWith("17:10:00+02:00 (15:10:00Z)  noa  note  (late, written 17:30+02:00)")),
                lines::toString);
        assertEquals(1, lines.stream().filter(line -> line.contains("note 1")).count(), lines::toString);
        assertTrue(lines.get(lines.size() - 1).contains("noa  close  resolved"), lines::toString);
    }

    @Test
    void lines_of_JSON_and_only_what_is_wanted() throws Exception {
        OneNight night = OneNight.asFarAsMitigate(home);
        CompletableFuture<Exit> following = follow("--format", "jsonl", "--kind", "note");
        out.waitFor("\"filter\":{\"kind\":[\"note\"]}}\n");
        night.answer(oncall.runbook.Phase.IMPACT, "customers", Optional.empty(), "fourteen");
        night.add(note("one \u202e"));
        out.waitFor("\"text\":\"one \\u202e\"}\n");
        night.add(Entry.of(new Event.Close("resolved", Optional.empty())));
        assertEquals(Exit.OK, following.get(20, TimeUnit.SECONDS));
        assertEquals(2, out.lines().size(), out.lines()::toString);
        assertEquals(
                "The incident is closed.\nShowing 1 of 8 entries: kind note.\n", err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void what_is_withheld_at_once_is_never_shown() throws Exception {
        OneNight night = OneNight.asFarAsMitigate(home);
        String id = night.timeline()
                .append(note("s3cret"), news -> true)
                .saved()
                .orElseThrow()
                .id();
        night.add(Entry.of(new Event.Redaction(id, Optional.empty())));
        night.add(Entry.of(new Event.Close("resolved", Optional.empty())));
        assertEquals(Exit.OK, follow(OneNight.ID).get(20, TimeUnit.SECONDS));
        assertTrue(out.lines().stream().noneMatch(line -> line.contains("s3cret")), out.lines()::toString);
    }

    @Test
    void a_table_has_an_end_and_standard_input_is_no_incident() {
        OneNight.asFarAsMitigate(home);
        for (String format : List.of("csv", "markdown", "json")) {
            assertEquals(
                    "--follow shows one entry after another, and a table or an object has an end.\n"
                            + "Write --format text or --format jsonl.\n",
                    new InProcess(home)
                            .run("timeline", "--follow", "--format", format)
                            .ends(Exit.USAGE)
                            .err());
        }
        new InProcess(home).run("timeline", "--follow", "--verify").ends(Exit.USAGE);
        new InProcess(home).run("timeline", "-", "--follow").ends(Exit.USAGE);
    }
}
