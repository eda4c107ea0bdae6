package oncall.timeline;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import oncall.incident.Event;

/** The paths of one incident and the small files in it that are written once. The layout is drawn in the package comment. */
record IncidentFolder(Path path) {
    private static final int MOST_NAMES = 1000;
    /** Bytes of one kept file; nothing of ours is nearly as long. */
    private static final long MOST_KEPT = 64L * 1024 * 1024;

    String id() {
        return path.getFileName().toString();
    }

    Path timeline() {
        return path.resolve("timeline");
    }

    Path evidence() {
        return path.resolve("evidence");
    }

    Path runbook() {
        return path.resolve("runbook");
    }

    Path torn() {
        return path.resolve("torn");
    }

    Path lock() {
        return path.resolve("lock");
    }

    /** Makes the folders inside; those that are there stay. */
    void furnish(Disk disk) throws IOException {
        for (Path folder : List.of(timeline(), evidence(), runbook(), torn())) {
            if (disk.kind(folder) == Disk.Kind.MISSING) {
                disk.makeFolder(folder);
            }
        }
    }

    /** Why it must not be written to or read from; empty when all is well. */
    Optional<String> distrust(Disk disk) throws IOException {
        for (Path folder : List.of(path, timeline(), evidence(), runbook(), torn())) {
            Disk.Kind kind = disk.kind(folder);
            if (kind == Disk.Kind.MISSING) {
                continue;
            }
            Optional<String> reason = kind == Disk.Kind.FOLDER ? disk.distrust(folder) : Optional.of("is not a folder");
            if (reason.isPresent()) {
                return reason.map(words -> "`" + folder + "` " + words);
            }
        }
        return Optional.empty();
    }

    /**
     * Copies the bytes after the last line feed of a file to `torn/`, then cuts them off. Both are on the medium when it returns;
     * cut short at any moment, nothing is lost.
     */
    Event.Recovered setAside(Disk disk, Segment segment) throws IOException {
        byte[] bytes = disk.read(segment.path(), segment.end());
        String name = segment.name().name() + "." + segment.end();
        if (disk.kind(torn()) == Disk.Kind.MISSING) {
            disk.makeFolder(torn());
        }
        Path copy = torn().resolve(name);
        for (int number = 2; !isSame(disk, copy, bytes); number++) {
            if (disk.kind(copy) == Disk.Kind.MISSING) {
                write(disk, copy, bytes);
                break;
            }
            copy = torn().resolve(name + "-" + number);
        }
        disk.syncFolder(torn());
        disk.truncate(segment.path(), segment.end());
        return new Event.Recovered(segment.name().name(), segment.end(), bytes.length);
    }

    private static boolean isSame(Disk disk, Path file, byte[] bytes) throws IOException {
        return disk.kind(file) == Disk.Kind.FILE && Arrays.equals(disk.read(file, 0), bytes);
    }

    private static void write(Disk disk, Path file, byte[] bytes) throws IOException {
        disk.makeFile(file);
        try (Disk.Appending out = disk.append(file)) {
            out.write(bytes);
            out.sync();
        }
    }

    /** Keeps bytes under the name of their SHA-256: written beside it, synced, renamed, the folder synced. */
    String keep(Disk disk, Path folder, byte[] bytes, String ending, String process) throws IOException {
        String sha256 = Chain.sha256(bytes);
        Path file = folder.resolve(sha256 + ending);
        if (disk.kind(folder) == Disk.Kind.MISSING) {
            disk.makeFolder(folder);
        }
        if (!isSame(disk, file, bytes)) {
            Path fresh = fresh(disk, folder, process);
            try {
                try (Disk.Appending out = disk.append(fresh)) {
                    out.write(bytes);
                    out.sync();
                }
                disk.rename(fresh, file);
            } catch (IOException e) {
                deleteAfter(e, disk, fresh);
                throw e;
            }
        }
        disk.syncFolder(folder);
        return sha256;
    }

    /** Writes a file that is there whole, or not at all: beside it, synced, renamed, the folder synced. */
    void publish(Disk disk, Path folder, String name, byte[] bytes, String process) throws IOException {
        Path file = fresh(disk, folder, process);
        try {
            try (Disk.Appending out = disk.append(file)) {
                out.write(bytes);
                out.sync();
            }
            disk.rename(file, folder.resolve(name));
            file = folder.resolve(name);
            disk.syncFolder(folder);
        } catch (IOException e) {
            deleteAfter(e, disk, file);
            throw e;
        }
    }

    private static void deleteAfter(IOException failure, Disk disk, Path file) {
        try {
            disk.delete(file);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    private static Path fresh(Disk disk, Path folder, String process) throws IOException {
        for (int number = 1; number <= MOST_NAMES; number++) {
            Path file = folder.resolve(".new-" + process + "-" + number);
            try {
                disk.makeFile(file);
                return file;
            } catch (FileAlreadyExistsException e) {
                // left over from a process that died; the next name is free
            }
        }
        throw new IOException("too many left-over files named .new-*");
    }

    /** The bytes kept under a hash, if they are what the name says. */
    Optional<byte[]> kept(Disk disk, Path folder, String sha256, String ending) throws IOException {
        Path file = folder.resolve(sha256 + ending);
        if (!sha256.matches("[0-9a-f]{64}") || disk.kind(file) != Disk.Kind.FILE || disk.size(file) > MOST_KEPT) {
            return Optional.empty();
        }
        byte[] bytes = disk.read(file, 0);
        return Chain.sha256(bytes).equals(sha256) ? Optional.of(bytes) : Optional.empty();
    }
}
