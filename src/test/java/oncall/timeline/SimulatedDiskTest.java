package oncall.timeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SimulatedDiskTest extends DiskContract {
    private final SimulatedDisk disk = new SimulatedDisk(1);

    SimulatedDiskTest() throws IOException {
        disk.makeFolder(folder());
    }

    @Override
    Disk disk() {
        return disk;
    }

    @Override
    Path folder() {
        return Path.of("/folder");
    }

    @Override
    void somethingElse(Path path) {
        disk.link(path);
    }

    @Test
    void keeps_what_was_synced_and_may_lose_or_break_what_was_not() throws IOException {
        Set<String> found = new HashSet<>();
        for (int seed = 0; seed < 300; seed++) {
            SimulatedDisk one = new SimulatedDisk(seed);
            Path file = Path.of("/file");
            one.makeFile(file);
            one.syncFolder(Path.of("/"));
            try (Disk.Appending out = one.append(file)) {
                out.write("kept".getBytes(UTF_8));
                out.sync();
                out.write("-".repeat(100).getBytes(UTF_8));
            }
            String after = new String(one.afterPowerCut().read(file, 0), UTF_8);
            assertTrue(after.startsWith("kept"), after);
            found.add(after);
        }
        assertTrue(found.contains("kept"));
        assertTrue(found.contains("kept" + "-".repeat(100)));
        assertTrue(found.stream().anyMatch(after -> after.indexOf('\0') > 0));
        assertTrue(found.size() > 50, found.size() + " different outcomes");
    }

    @Test
    void may_lose_a_name_whose_folder_was_not_synced() throws IOException {
        Set<Disk.Kind> found = new HashSet<>();
        for (int seed = 0; seed < 100; seed++) {
            SimulatedDisk one = new SimulatedDisk(seed);
            one.makeFile(Path.of("/file"));
            found.add(one.afterPowerCut().kind(Path.of("/file")));
        }
        assertEquals(Set.of(Disk.Kind.FILE, Disk.Kind.MISSING), found);
    }

    @Test
    void fails_when_told_to() throws IOException {
        disk.fail(1, SimulatedDisk.Fault.IO_ERROR);
        disk.makeFile(folder().resolve("a"));
        IOException why = assertThrows(IOException.class, () -> disk.makeFile(folder().resolve("b")));
        assertEquals("input/output error", Trouble.reason(why));
        disk.makeFile(folder().resolve("b"));
    }
}
