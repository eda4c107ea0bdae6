package oncall.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import oncall.cli.Clocks;
import oncall.incident.Entry;
import oncall.incident.Event;
import oncall.pty.Pty;
import oncall.timeline.Author;
import oncall.timeline.FileTimeline;
import oncall.timeline.Incidents;
import oncall.timeline.RealDisk;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What others write while a walk is open is on its screen within a second, whatever it is doing. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(180)
class NewsStory {
    private static final int NOTES = 5;
    private static final int PEOPLE = 20;

    @TempDir
    Path home;

    private Scene scene;
    private int told;

    @BeforeEach
    void a_home() {
        scene = new Scene(home);
    }

    /** Somebody else, in this very process: so that what is measured is the walk. */
    private FileTimeline noa() {
        return new Incidents(new RealDisk(System.getProperty("user.name")), scene.state())
                .open(
                        scene.id(),
                        Clocks.fixed(Instant.parse("2018-11-12T15:03:00Z")),
                        new Author("noa", "desk", "a test", "p1"))
                .orElseThrow();
    }

    /** The median of several, so that one hiccup of the machine is none of the walk. */
    private void toldWithinASecond(Pty walk) {
        FileTimeline noa = noa();
        List<Long> millis = new ArrayList<>();
        for (int i = 0; i < NOTES; i++) {
            String words = "news number " + told++;
            noa.append(Entry.of(new Event.Note(Optional.empty())).saying(words), news -> true);
            long saved = System.nanoTime();
            walk.waitFor(words);
            millis.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - saved));
        }
        millis.sort(Long::compare);
        assertTrue(millis.get(NOTES / 2) <= 1000, () -> "milliseconds: " + millis);
    }

    private Pty walk(Pty.Start start) {
        Pty walk = start.start();
        walk.waitFor("What is broken?").waitFor("payments fail").enter("").waitFor("saved 17:03:00");
        return walk.waitFor("Can we see it ourselves?").waitFor("? don't know").waitFor("> ");
    }

    private Pty.Start outage(String... more) {
        List<String> words = new ArrayList<>(List.of("start", "outage", "--title", "payments fail"));
        words.addAll(List.of(more));
        return scene.terminal(words.toArray(String[]::new));
    }

    @Test
    void in_the_line_editor_with_a_line_half_typed() {
        try (Pty walk = walk(outage())) {
            walk.send("gra").waitFor("gra");
            toldWithinASecond(walk);
            walk.waitFor("gra").send(Person.CLEAR).enter("1").waitFor("saved");
        }
        assertEquals("metrics", scene.answer("seen"));
    }

    @Test
    void while_somebody_types_without_a_pause() throws Exception {
        try (Pty walk = walk(outage())) {
            Thread fingers = new Thread(() -> {
                while (!Thread.currentThread().isInterrupted()) {
                    walk.send("x");
                    try {
                        TimeUnit.MILLISECONDS.sleep(50);
                    } catch (InterruptedException done) {
                        return;
                    }
                }
            });
            fingers.start();
            try {
                toldWithinASecond(walk);
            } finally {
                fingers.interrupt();
                fingers.join();
            }
            walk.send(Person.CLEAR).enter("1").waitFor("saved");
        }
        assertEquals("metrics", scene.answer("seen"));
    }

    @Test
    void on_a_plain_terminal_and_a_dumb_one() {
        try (Pty walk = walk(outage("--plain").with("TERM", "dumb"))) {
            walk.send("gra").waitFor("gra");
            toldWithinASecond(walk);
            walk.waitFor("gra").send(Person.CLEAR).enter("1").waitFor("saved");
        }
        assertEquals("metrics", scene.answer("seen"));
    }

    @Test
    void while_a_command_runs_and_while_the_walk_waits() {
        scene.with("ONCALL_NOW", "2018-11-12T15:03:00Z x1").book("slow", """
                oncall: runbook/1
                title: A slow one
                diagnose:
                  - {run: "sleep 40", id: slow, text: "How is it?", timeout: 60s}
                  - {verify: "Does it work?", id: slow_works, after: 10m}
                """);
        try (Pty walk = scene.terminal("start", "slow", "--title", "slow").start()) {
            walk.waitFor("What is broken?").waitFor("> slow").enter(Person.CLEAR + ":go diagnose");
            walk.waitFor("Offer them from now on?").waitFor("> ").enter("1");
            walk.waitFor("How is it?").waitFor("> ").enter("1");
            walk.waitFor("still running");
            toldWithinASecond(walk);
            walk.send("\u0003");
            walk.waitFor("The same step again:")
                    .waitFor("How is it?")
                    .waitFor("> ")
                    .enter("3");
            walk.waitFor("Give it 10 min before the first look.").waitFor("> ");
            toldWithinASecond(walk);
        }
        scene.verified();
    }

    @Test
    void corrections_and_redactions_are_told_too() {
        try (Pty walk = walk(outage())) {
            FileTimeline noa = noa();
            String note = noa.append(Entry.of(new Event.Note(Optional.empty())).saying("at 9000"), news -> true)
                    .saved()
                    .orElseThrow()
                    .id();
            walk.waitFor("noa notes: at 9000");
            scene.with("ONCALL_ACTOR", "noa")
                    .piped("", "correct", note, "at", "900")
                    .ends(0);
            walk.waitFor("noa corrected " + note + ": at 900");
            scene.piped("", "redact", note).ends(0);
            walk.waitFor("noa redacted " + note + ": it is withheld from now on.");
            walk.enter("1").waitFor("saved");
        }
        scene.verified();
    }

    @Test
    void a_job_without_a_home_and_without_a_terminal_type_saves_a_note() {
        walk(outage()).close();
        scene.run(
                        "",
                        "env",
                        "-i",
                        "PATH=" + System.getenv("PATH"),
                        "JAVA_HOME=" + System.getProperty("java.home"),
                        "ONCALL_HOME=" + scene.state(),
                        Scene.program(),
                        "note",
                        "the backup has ended")
                .ends(0)
                .says("Noted in " + scene.id());
        scene.run("still 9000\n", Scene.program(), "park", "-").ends(0).says("Parked in ");
        scene.run("", Scene.program(), "close", "--reason", "a story").ends(0);
        scene.run("", Scene.program(), "note", "too late")
                .ends(66)
                .says("No incident is open")
                .says("--incident " + scene.id());
        scene.run("", Scene.program(), "note", "--incident", scene.id(), "the morning after")
                .ends(0);
        assertEquals("closed", scene.incident().state().word());
        scene.verified();
    }

    @Test
    void twenty_notes_at_once_all_land() throws IOException, InterruptedException {
        walk(outage()).close();
        List<Process> people = new ArrayList<>();
        for (int i = 0; i < PEOPLE; i++) {
            people.add(scene.with("ONCALL_ACTOR", i % 2 == 0 ? "dana" : "noa")
                    .builder(Scene.program(), "note", "note " + (char) ('a' + i))
                    .redirectErrorStream(true)
                    .redirectOutput(home.resolve("said-" + i).toFile())
                    .start());
        }
        for (Process each : people) {
            assertTrue(each.waitFor(Duration.ofSeconds(120).toSeconds(), TimeUnit.SECONDS));
            assertEquals(0, each.exitValue());
        }
        TreeSet<String> notes = new TreeSet<>();
        scene.records().stream()
                .filter(each -> each.event() instanceof Event.Note)
                .forEach(each -> notes.add(each.entry().text().orElse("")));
        assertEquals(PEOPLE, notes.size(), notes::toString);
        scene.verified();
    }
}
