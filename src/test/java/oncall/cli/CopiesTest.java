package oncall.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import oncall.incident.Entry;
import oncall.incident.Event;
import oncall.runbook.Source;
import oncall.timeline.Author;
import oncall.timeline.FileTimeline;
import oncall.timeline.Incidents;
import oncall.timeline.RealDisk;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an incident's folder says of its books, and what of it is believed. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class CopiesTest {
    private static final String BOOK = "title: %s\ndiagnose:\n  - {run: 'echo %s', id: pods, text: 'Pods?'}\n";

    @TempDir
    private Path home;

    private Copies copies(String path, byte[] book, String... flags) {
        Environs environs = new InProcess(home).environs(new ByteArrayOutputStream(), new ByteArrayOutputStream());
        FileTimeline timeline = new Incidents(new RealDisk(System.getProperty("user.name")), home.resolve("state"))
                .create(
                        Clocks.fixed(Instant.parse("2018-11-12T15:00:00Z")),
                        new Author("eli", "desk", "pid 1", "p1"),
                        ZoneId.of("UTC"),
                        "x",
                        "x");
        String sha = timeline.keepBook(book);
        String team = timeline.keepBook(BuiltIn.file("team").orElseThrow());
        String inner = timeline.keepBook(BOOK.formatted("inner", "inner").getBytes(UTF_8));
        List<String> named = List.of(flags).stream()
                .map(flag -> flag.replace("INNER", inner))
                .toList();
        timeline.append(
                Entry.of(new Event.Session(
                        "oncall", "desk", "UTC", "+00:00", "2018g", "boot", 1, "0", path, sha, team, named)),
                news -> true);
        return Copies.of(timeline, new Bookshelf(Invocation.of(environs).places(), environs.folder()));
    }

    @Test
    void a_folder_that_calls_its_own_book_built_in_is_not_believed() {
        Source source = copies(
                        "built-in/outage.yaml", BOOK.formatted("evil", "evil").getBytes(UTF_8))
                .opened()
                .book()
                .source();
        assertFalse(source.builtIn(), "else its commands would need no trust");
    }

    @Test
    void the_very_bytes_that_were_shipped_are_built_in() {
        assertTrue(copies("built-in/outage.yaml", BuiltIn.file("outage").orElseThrow())
                .opened()
                .book()
                .source()
                .builtIn());
    }

    @Test
    void a_followed_book_that_changed_meanwhile_is_the_copy() throws IOException {
        Path folder = Files.createDirectories(home.resolve("runbooks"));
        Files.writeString(folder.resolve("inner.yaml"), "oncall: runbook/1\n" + BOOK.formatted("inner", "other"));
        String outer = BOOK.formatted("outer", "outer");
        Source changed = copies("outer.yaml", outer.getBytes(UTF_8), "copy:inner=INNER")
                .shelf()
                .book("inner")
                .orElseThrow()
                .source();
        assertEquals(BOOK.formatted("inner", "inner"), changed.text(), "the walk goes on with what it began with");
        assertFalse(changed.builtIn());
    }
}
