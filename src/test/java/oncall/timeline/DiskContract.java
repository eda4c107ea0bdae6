package oncall.timeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** What every disk promises; the real one and the simulated one are both held to it. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
abstract class DiskContract {
    abstract Disk disk();

    /** An existing empty folder. */
    abstract Path folder();

    /** Puts something at the path that is neither a file nor a folder. */
    abstract void somethingElse(Path path) throws IOException;

    @Test
    void says_what_stands_at_a_path() throws IOException {
        Path file = made("file", "x");
        somethingElse(folder().resolve("other"));
        assertEquals(Disk.Kind.FILE, disk().kind(file));
        assertEquals(Disk.Kind.FOLDER, disk().kind(folder()));
        assertEquals(Disk.Kind.OTHER, disk().kind(folder().resolve("other")));
        assertEquals(Disk.Kind.MISSING, disk().kind(folder().resolve("none")));
    }

    @Test
    void never_makes_what_is_there() throws IOException {
        Path file = made("file", "kept");
        assertThrows(FileAlreadyExistsException.class, () -> disk().makeFile(file));
        assertThrows(FileAlreadyExistsException.class, () -> disk().makeFolder(file));
        somethingElse(folder().resolve("other"));
        assertThrows(FileAlreadyExistsException.class, () -> disk().makeFile(folder().resolve("other")));
        assertEquals("kept", text(file, 0));
    }

    @Test
    void makes_nothing_where_the_folder_above_is_missing() {
        assertThrows(IOException.class, () -> disk().makeFile(folder().resolve("a/b")));
        assertThrows(IOException.class, () -> disk().makeFolder(folder().resolve("a/b")));
        assertThrows(IOException.class, () -> disk().syncFolder(folder().resolve("a")));
    }

    @Test
    void appends_at_the_end_and_reads_from_an_offset() throws IOException {
        Path file = made("file", "one\n");
        append(file, "two\n");
        assertEquals("one\ntwo\n", text(file, 0));
        assertEquals("two\n", text(file, 4));
        assertEquals("", text(file, 8));
        assertEquals("", text(file, 99));
        assertEquals(8, disk().size(file));
    }

    @Test
    void reads_and_writes_regular_files_only() throws IOException {
        Path other = folder().resolve("other");
        somethingElse(other);
        for (Path path : List.of(other, folder(), folder().resolve("none"))) {
            assertThrows(IOException.class, () -> disk().read(path, 0));
            assertThrows(IOException.class, () -> disk().append(path));
            assertThrows(IOException.class, () -> disk().truncate(path, 0));
            assertThrows(IOException.class, () -> disk().size(path));
        }
        assertThrows(IOException.class, () -> disk().lock(other, 0, "x"));
    }

    @Test
    void cuts_a_file() throws IOException {
        Path file = made("file", "12345");
        disk().truncate(file, 2);
        append(file, "x");
        assertEquals("12x", text(file, 0));
    }

    @Test
    void renames_over_what_was_there_and_deletes() throws IOException {
        Path from = made("from", "new");
        Path to = made("to", "old");
        disk().rename(from, to);
        disk().syncFolder(folder());
        assertEquals("new", text(to, 0));
        assertEquals(List.of("to"), disk().list(folder()));
        disk().delete(to);
        assertEquals(Disk.Kind.MISSING, disk().kind(to));
    }

    @Test
    void lists_names_in_order_and_nothing_for_a_folder_that_is_missing() throws IOException {
        for (String name : List.of("b", "a.2", "a", "~")) {
            made(name, "");
        }
        assertEquals(List.of("a", "a.2", "b", "~"), disk().list(folder()));
        assertEquals(List.of(), disk().list(folder().resolve("none")));
    }

    @Test
    void gives_a_lock_to_one_at_a_time_and_says_who_had_it() throws IOException {
        Path file = folder().resolve("lock");
        assertEquals("", disk().holder(file));
        Disk.Held held = disk().lock(file, 0, "pid 1\n").orElseThrow();
        assertEquals(Optional.empty(), disk().lock(file, 0, "pid 2\n"));
        held.close();
        Disk.Held again = disk().lock(file, 0, "pid 22\n").orElseThrow();
        again.close();
        assertEquals("pid 22\n", disk().holder(file));
        disk().lock(file, 0, "p\n").orElseThrow().close();
        assertEquals("p\n", disk().holder(file));
    }

    @Test
    void knows_its_free_space_for_paths_that_are_not_there_yet() {
        assertTrue(disk().free(folder().resolve("a/b/c")) > 0);
    }

    Path made(String name, String text) throws IOException {
        Path file = folder().resolve(name);
        disk().makeFile(file);
        append(file, text);
        return file;
    }

    private void append(Path file, String text) throws IOException {
        try (Disk.Appending out = disk().append(file)) {
            out.write(text.getBytes(UTF_8));
            out.sync();
        }
    }

    private String text(Path file, long from) throws IOException {
        return new String(disk().read(file, from), UTF_8);
    }
}
