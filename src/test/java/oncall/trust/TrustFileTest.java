package oncall.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import oncall.runbook.Source;
import oncall.walk.Clock;
import oncall.walk.Timeline;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Consent (T5): nothing is allowed without an entry for these very bytes at this very place. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class TrustFileTest {
    @TempDir
    Path folder;

    private Path state;
    private Path books;
    private TrustFile trust;

    @BeforeEach
    void folders() throws Exception {
        state = folder.resolve("a").resolve("state");
        books = Files.createDirectory(folder.resolve("books"));
        trust = new TrustFile(state, folder, new FixedClock());
    }

    private Source source(String name) throws Exception {
        Path file = books.resolve(name);
        byte[] bytes = Files.readAllBytes(file);
        String sha256 =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        return new Source("books/" + name, books.toString(), sha256, new String(bytes, StandardCharsets.UTF_8), false);
    }

    private Source written(String name, String text) throws Exception {
        Files.writeString(books.resolve(name), text);
        return source(name);
    }

    @Test
    void what_was_allowed_is_allowed_in_later_runs_and_built_in_files_always() throws Exception {
        Source book = written("a.yaml", "run: ls\n");
        assertFalse(trust.allows(book));
        trust.allow(book, List.of("ls"));
        assertTrue(new TrustFile(state, folder, new FixedClock()).allows(book));
        assertTrue(trust.allows(new Source("built in: outage.yaml", "", "0".repeat(64), "", true)));
    }

    @Test
    void modes_are_tight_and_each_entry_is_one_line() throws Exception {
        trust.allow(written("a.yaml", "1"), List.of("two\nlines \u05d0 \"quoted\"", "x"));
        trust.allow(written("b.yaml", "2"), List.of());
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(state)));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(state.getParent())));
        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(state.resolve("trust.jsonl"))));
        assertEquals(
                2,
                Files.readAllLines(state.resolve("trust.jsonl")).stream()
                        .filter(line -> !line.isEmpty())
                        .count());
        assertEquals(
                List.of("two\nlines \u05d0 \"quoted\"", "x"),
                trust.standing().get(0).commands());
    }

    @Test
    void a_change_is_not_allowed_and_what_was_shown_before_is_known() throws Exception {
        Source first = written("a.yaml", "run: ls\n");
        trust.allow(first, List.of("ls"));
        Source second = written("a.yaml", "run: ls -l\n");
        assertFalse(trust.allows(second));
        assertEquals(List.of("ls"), trust.before(second));
        trust.allow(second, List.of("ls -l"));
        assertTrue(trust.allows(second) && trust.allows(first));
        assertEquals(List.of("ls -l"), trust.before(second));
    }

    @Test
    void random_edits_copies_links_and_damage_never_allow_what_has_no_entry() throws Exception {
        Random random = new Random(7);
        Set<String> allowed = new HashSet<>();
        String[] names = {"a.yaml", "b.yaml", "link.yaml"};
        Files.writeString(books.resolve("b.yaml"), "b");
        Files.createSymbolicLink(books.resolve("link.yaml"), books.resolve("b.yaml"));
        for (int i = 0; i < 600; i++) {
            String name = names[random.nextInt(names.length)];
            Source book = written(name, "run: " + "abcde".charAt(random.nextInt(5)) + "\n");
            String real = books.resolve(name).toRealPath().toString();
            assertEquals(allowed.contains(real + book.sha256()), trust.allows(book), "at " + i);
            switch (random.nextInt(5)) {
                case 0 -> {
                    trust.allow(book, List.of(book.text()));
                    allowed.add(real + book.sha256());
                }
                case 1 -> {
                    if (random.nextInt(4) == 0) {
                        trust.revoke(real);
                        allowed.removeIf(key -> key.startsWith(real));
                    }
                }
                case 2 -> {
                    Files.delete(books.resolve("link.yaml"));
                    Files.createSymbolicLink(books.resolve("link.yaml"), books.resolve(names[random.nextInt(2)]));
                    if (!Files.exists(books.resolve("a.yaml"))) {
                        Files.writeString(books.resolve("a.yaml"), "a");
                    }
                }
                default -> {
                    if (Files.exists(state.resolve("trust.jsonl"))) {
                        String torn = "{\"v\":1,\"at\":\"2018-11-12T15:03:00Z\",\"path\":\"" + real + "\",\"sha256\":\""
                                + book.sha256();
                        Files.writeString(state.resolve("trust.jsonl"), torn, java.nio.file.StandardOpenOption.APPEND);
                    }
                }
            }
        }
        assertTrue(allowed.size() > 3);
    }

    @Test
    void a_link_turned_elsewhere_between_asking_and_running_changes_nothing() throws Exception {
        Source good = written("good.yaml", "run: ls\n");
        written("evil.yaml", "run: rm\n");
        Files.createSymbolicLink(books.resolve("book.yaml"), books.resolve("good.yaml"));
        trust.allow(good, List.of("ls"));
        Source asked = source("book.yaml");
        assertTrue(trust.allows(asked));
        Files.delete(books.resolve("book.yaml"));
        Files.createSymbolicLink(books.resolve("book.yaml"), books.resolve("evil.yaml"));
        assertFalse(trust.allows(source("book.yaml")));
        assertFalse(trust.allows(asked), "the path leads elsewhere now");
        assertEquals("run: ls\n", asked.text(), "what would run is what was read and hashed");
    }

    @Test
    void a_file_that_others_could_have_written_allows_nothing_and_takes_nothing() throws Exception {
        Source book = written("a.yaml", "run: ls\n");
        trust.allow(book);
        Path file = state.resolve("trust.jsonl");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw----"));
        assertFalse(trust.allows(book));
        assertThrows(Timeline.SaveFailed.class, () -> trust.allow(book));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertTrue(trust.allows(book));
        Files.move(file, folder.resolve("moved"));
        Files.createSymbolicLink(file, folder.resolve("moved"));
        assertFalse(trust.allows(book));
    }

    @Test
    void a_line_that_is_not_a_whole_entry_is_none() {
        TrustEntry entry = new TrustEntry(Instant.EPOCH, "/x", "a".repeat(64), List.of("ls"));
        String line = entry.line();
        assertEquals(entry, TrustEntry.read(line).orElseThrow());
        for (int cut = 0; cut < line.length(); cut++) {
            assertTrue(TrustEntry.read(line.substring(0, cut)).isEmpty(), "cut at " + cut);
        }
        for (String bad : List.of(
                "",
                "[]",
                "null",
                line + "x",
                line + line,
                line.replace("\"v\":1", "\"v\":2"),
                line.replace("/x", "x"),
                line.replace("aaaa", "AAAA"),
                line.replace("1970-", "19-"),
                line.replace("\"v\":1,", ""))) {
            assertTrue(TrustEntry.read(bad).isEmpty(), bad);
        }
    }

    /** A clock that stands still. */
    private record FixedClock() implements Clock {
        @Override
        public Instant now() {
            return Instant.parse("2018-11-12T15:03:00Z");
        }

        @Override
        public long running() {
            return 0;
        }

        @Override
        public Duration real(Duration span) {
            return Duration.ZERO;
        }

        @Override
        public void advance(Duration span) {}

        @Override
        public void pause(Duration span) {}

        @Override
        public Kind kind() {
            return Kind.FIXED;
        }
    }
}
