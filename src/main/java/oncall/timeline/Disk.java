package oncall.timeline;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The port to the disk: as much of a file system as the timeline needs, with nothing left to chance. Links are never
 * followed, modes are given at creation (0700, 0600), nothing is overwritten. What was written counts only once it was synced;
 * a name counts only once its folder was.
 */
public interface Disk {
    /** What stands at a path. */
    enum Kind {
        MISSING,
        FILE,
        FOLDER,
        /** A link, a pipe, a device. */
        OTHER
    }

    /** A file open for appending. */
    interface Appending extends Closeable {
        /** Writes all bytes at the end with one call; may have written some of them when it fails. */
        void write(byte[] bytes) throws IOException;

        /** Returns when everything written is on the medium. */
        void sync() throws IOException;

        @Override
        void close() throws IOException;
    }

    /** A file open for reading, from anywhere in it. */
    interface Opened extends Closeable {
        /** Length in bytes, now. */
        long size() throws IOException;

        /** Fills `into` from `offset` with the bytes from `at` on; returns how many there were, fewer only at the end of the file. */
        int read(long at, byte[] into, int offset, int length) throws IOException;

        @Override
        void close() throws IOException;
    }

    /** A lock that is held until it is closed; the death of its holder frees it. */
    interface Held {
        void close();
    }

    /** What is there, the last link not followed. */
    Kind kind(Path path) throws IOException;

    /** Why the folder must not be trusted with an incident: another user's, or writable by others; empty when it may be. */
    Optional<String> distrust(Path folder) throws IOException;

    /** Makes one folder, mode 0700, and syncs its parent. Fails with `FileAlreadyExistsException` when something is there. */
    void makeFolder(Path folder) throws IOException;

    /** Makes an empty file, mode 0600. Fails with `FileAlreadyExistsException` when something is there. */
    void makeFile(Path file) throws IOException;

    /** Which file of which writer a name in `timeline/` stands for; empty when it is none of ours. */
    default Optional<WriterName.File> file(String name) {
        return WriterName.parse(name);
    }

    /** The names in a folder, sorted; none when there is no folder. */
    List<String> list(Path folder) throws IOException;

    /** Length in bytes. */
    long size(Path file) throws IOException;

    /** The bytes from an offset to the end. Refuses anything but a regular file. */
    byte[] read(Path file, long from) throws IOException;

    /** Opens a regular file for reading. */
    Opened open(Path file) throws IOException;

    /** Opens an existing regular file for appending. */
    Appending append(Path file) throws IOException;

    /** Cuts a file to a length and syncs it. */
    void truncate(Path file, long length) throws IOException;

    /** Gives a file another name in the same folder, at once; a file of that name is replaced. */
    void rename(Path from, Path to) throws IOException;

    /** Removes a file. */
    void delete(Path file) throws IOException;

    /** Returns when the names in the folder are on the medium. */
    void syncFolder(Path folder) throws IOException;

    /**
     * Takes the lock, waiting at most `patience` milliseconds; empty when somebody else kept it. The holder's words are
     * written into the file for messages; ownership is the kernel's.
     */
    Optional<Held> lock(Path file, long patience, String holder) throws IOException;

    /** The words of the last holder of a lock; empty when there are none. */
    String holder(Path file) throws IOException;

    /** Bytes free for us where the path is, or the nearest folder above that exists. */
    long free(Path path);

    /** The type of a network file system the path is on, where locks and appends cannot be relied upon. */
    Optional<String> network(Path path);
}
