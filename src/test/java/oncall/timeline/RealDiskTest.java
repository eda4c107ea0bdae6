package oncall.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RealDiskTest extends DiskContract {
    @TempDir
    Path folder;

    private final Disk disk = new RealDisk(System.getProperty("user.name"));

    @Override
    Disk disk() {
        return disk;
    }

    @Override
    Path folder() {
        return folder;
    }

    @Override
    void somethingElse(Path path) throws IOException {
        Path target = folder.resolve(".target");
        if (!Files.exists(target)) {
            Files.createFile(target);
        }
        Files.createSymbolicLink(path, target);
    }

    @Test
    void gives_modes_at_creation() throws IOException {
        disk.makeFolder(folder.resolve("in"));
        disk.makeFile(folder.resolve("in/file"));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("in"))));
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("in/file"))));
    }

    @Test
    void does_not_trust_a_folder_that_others_can_write_to_or_that_is_a_link() throws IOException {
        Path in = folder.resolve("in");
        disk.makeFolder(in);
        assertEquals(Optional.empty(), disk.distrust(in));
        Path link = Files.createSymbolicLink(folder.resolve("link"), in);
        assertEquals(Optional.of("is not a folder"), disk.distrust(link));
        for (String mode : new String[] {"rwxrwx---", "rwx---rwx", "rwx----w-"}) {
            Files.setPosixFilePermissions(in, PosixFilePermissions.fromString(mode));
            assertEquals(Optional.of("can be written by other users"), disk.distrust(in), mode);
        }
    }

    @Test
    void refuses_a_pipe_without_waiting_for_its_other_end() throws Exception {
        Path pipe = folder.resolve("pipe");
        Process made = new ProcessBuilder("mkfifo", pipe.toString()).start();
        assertTrue(made.waitFor(10, TimeUnit.SECONDS));
        assertEquals(0, made.exitValue());
        assertEquals(Disk.Kind.OTHER, disk.kind(pipe));
        org.junit.jupiter.api.Assertions.assertThrows(IOException.class, () -> disk.read(pipe, 0));
        org.junit.jupiter.api.Assertions.assertThrows(IOException.class, () -> disk.append(pipe));
    }

    @Test
    void an_interrupted_thread_still_writes_syncs_and_locks_and_stays_interrupted() throws IOException {
        Path file = made("file", "");
        Thread.currentThread().interrupt();
        try (Disk.Appending out = disk.append(file)) {
            out.write(new byte[] {1, 2});
            out.sync();
        }
        disk.syncFolder(folder);
        disk.lock(folder.resolve("lock"), 100, "x").orElseThrow().close();
        assertTrue(Thread.interrupted());
        assertEquals(2, disk.size(file));
    }
}
