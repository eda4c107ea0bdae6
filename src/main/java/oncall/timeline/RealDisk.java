package oncall.timeline;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.RandomAccessFile;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The disk of this machine. Writes go through a stream and its descriptor's sync: a channel would be closed under the writer
 * by an interrupt, which is what Ctrl-C does to threads.
 */
public final class RealDisk implements Disk {
    private static final int MOST_AT_ONCE = Integer.MAX_VALUE - 64;

    private static final FileAttribute<Set<PosixFilePermission>> FOLDER_MODE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<Set<PosixFilePermission>> FILE_MODE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final Set<String> NETWORK = Set.of(
            "nfs",
            "nfs4",
            "cifs",
            "smb",
            "smb2",
            "smb3",
            "smbfs",
            "9p",
            "afs",
            "ceph",
            "fuse.sshfs",
            "sshfs",
            "fuse.s3fs");
    private static final long POLL_MILLIS = 10;
    private static final int HOLDER_BYTES = 512;

    /** The kernel's lock belongs to the process and is lost when any descriptor of the file is closed: one holder at a time. */
    private static final Map<Path, Semaphore> IN_THIS_PROCESS = new ConcurrentHashMap<>();

    private static final Path THIS_PROCESS = Path.of("/proc/self");

    private final String user;

    /** @param user the name of the user this process runs as; asked of the system itself where that is possible */
    public RealDisk(String user) {
        this.user = user;
    }

    /** The owner as the file system spells it: a user without a name in this container still owns files, by number. */
    private String us() throws IOException {
        return Files.isDirectory(THIS_PROCESS) ? Files.getOwner(THIS_PROCESS).getName() : user;
    }

    @Override
    public Kind kind(Path path) throws IOException {
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (attributes.isDirectory()) {
                return Kind.FOLDER;
            }
            return attributes.isRegularFile() ? Kind.FILE : Kind.OTHER;
        } catch (NoSuchFileException e) {
            return Kind.MISSING;
        }
    }

    @Override
    public Optional<String> distrust(Path folder) throws IOException {
        PosixFileAttributes attributes =
                Files.readAttributes(folder, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!attributes.isDirectory()) {
            return Optional.of("is not a folder");
        }
        if (!attributes.owner().getName().equals(us())) {
            return Optional.of("belongs to `" + attributes.owner().getName() + "`");
        }
        Set<PosixFilePermission> open = Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);
        return Collections.disjoint(attributes.permissions(), open)
                ? Optional.empty()
                : Optional.of("can be written by other users");
    }

    @Override
    public void makeFolder(Path folder) throws IOException {
        Files.createDirectory(folder, FOLDER_MODE);
        Path parent = folder.toAbsolutePath().getParent();
        if (parent != null) {
            syncFolder(parent);
        }
    }

    @Override
    public void makeFile(Path file) throws IOException {
        Files.createFile(file, FILE_MODE);
    }

    @Override
    public List<String> list(Path folder) throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                names.add(entry.getFileName().toString());
            }
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (java.nio.file.DirectoryIteratorException e) {
            throw e.getCause();
        }
        Collections.sort(names);
        return names;
    }

    @Override
    public long size(Path file) throws IOException {
        return regular(file).size();
    }

    @Override
    public byte[] read(Path file, long from) throws IOException {
        long size = size(file);
        if (size <= from) {
            return new byte[0];
        }
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            in.seek(from);
            if (size - from > MOST_AT_ONCE) {
                throw new IOException("it has " + size + " bytes, more than can be read at once");
            }
            byte[] bytes = new byte[(int) (size - from)];
            int filled = 0;
            while (filled < bytes.length) {
                int read = in.read(bytes, filled, bytes.length - filled);
                if (read < 0) {
                    break;
                }
                filled += read;
            }
            return filled == bytes.length ? bytes : java.util.Arrays.copyOf(bytes, filled);
        }
    }

    @Override
    public Opened open(Path file) throws IOException {
        regular(file);
        return new OpenedFile(new RandomAccessFile(file.toFile(), "r"));
    }

    @Override
    public Appending append(Path file) throws IOException {
        regular(file);
        FileOutputStream out = new FileOutputStream(file.toFile(), true);
        return new Appending() {
            @Override
            public void write(byte[] bytes) throws IOException {
                out.write(bytes);
            }

            @Override
            public void sync() throws IOException {
                out.getFD().sync();
            }

            @Override
            public void close() throws IOException {
                out.close();
            }
        };
    }

    @Override
    public void truncate(Path file, long length) throws IOException {
        regular(file);
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.setLength(length);
            out.getFD().sync();
        }
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void delete(Path file) throws IOException {
        Files.delete(file);
    }

    @Override
    public void syncFolder(Path folder) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                    channel.force(true);
                    return;
                } catch (ClosedByInterruptException e) {
                    interrupted = Thread.interrupted();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public Optional<Held> lock(Path file, long patience, String holder) throws IOException {
        if (kind(file) == Kind.MISSING) {
            try {
                makeFile(file);
            } catch (java.nio.file.FileAlreadyExistsException e) {
                // another process made it a moment ago
            }
        }
        regular(file);
        Semaphore here = IN_THIS_PROCESS.computeIfAbsent(file.toRealPath(), path -> new Semaphore(1));
        boolean interrupted = Thread.interrupted();
        try {
            if (!here.tryAcquire(patience, TimeUnit.MILLISECONDS)) {
                return Optional.empty();
            }
        } catch (InterruptedException e) {
            interrupted = true;
            throw new InterruptedIOException("interrupted while waiting for the lock");
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        Optional<Held> held = Optional.empty();
        try {
            held = kernelLock(file, patience, holder, here);
            return held;
        } finally {
            if (held.isEmpty()) {
                here.release();
            }
        }
    }

    private static Optional<Held> kernelLock(Path file, long patience, String holder, Semaphore here)
            throws IOException {
        boolean interrupted = Thread.interrupted();
        RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw");
        try {
            for (long waited = 0; ; waited += POLL_MILLIS) {
                FileLock lock = tryLock(open);
                if (lock != null) {
                    sign(open, holder);
                    return Optional.of(() -> {
                        try {
                            open.close();
                        } catch (IOException e) {
                            // the kernel frees it all the same
                        } finally {
                            here.release();
                        }
                    });
                }
                if (waited >= patience) {
                    open.close();
                    return Optional.empty();
                }
                interrupted |= pause();
            }
        } catch (IOException | RuntimeException e) {
            open.close();
            throw e;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static FileLock tryLock(RandomAccessFile open) throws IOException {
        try {
            return open.getChannel().tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static boolean pause() {
        try {
            Thread.sleep(POLL_MILLIS);
            return false;
        } catch (InterruptedException e) {
            return true;
        }
    }

    /** The words are for messages only: a full disk must not keep anybody from trying to save. */
    private static void sign(RandomAccessFile open, String holder) {
        byte[] words = holder.getBytes(StandardCharsets.UTF_8);
        try {
            if (words.length > HOLDER_BYTES) {
                words = java.util.Arrays.copyOf(words, HOLDER_BYTES);
            }
            byte[] there = new byte[words.length];
            if (open.length() == words.length
                    && open.read(there) == words.length
                    && java.util.Arrays.equals(there, words)) {
                return;
            }
            open.seek(0);
            open.write(words);
            open.setLength(words.length);
        } catch (IOException e) {
            // nobody depends on it
        }
    }

    @Override
    public String holder(Path file) throws IOException {
        if (kind(file) != Kind.FILE) {
            return "";
        }
        Semaphore here = IN_THIS_PROCESS.get(file.toRealPath());
        if (here != null && here.availablePermits() == 0) {
            // opening and closing the file here would drop the lock that another thread of this process holds
            return "";
        }
        byte[] words = read(file, 0);
        return new String(words, 0, Math.min(words.length, HOLDER_BYTES), StandardCharsets.UTF_8);
    }

    @Override
    public long free(Path path) {
        return nearest(path).toFile().getUsableSpace();
    }

    @Override
    public Optional<String> network(Path path) {
        try {
            String type = Files.getFileStore(nearest(path)).type().toLowerCase(Locale.ROOT);
            return NETWORK.contains(type) ? Optional.of(type) : Optional.empty();
        } catch (IOException e) {
            // some containers do not show their mounts; a disk that cannot lock is still found out by the lock
            return Optional.empty();
        }
    }

    private static Path nearest(Path path) {
        Path at = path.toAbsolutePath();
        while (at.getParent() != null && !Files.exists(at)) {
            at = at.getParent();
        }
        return at;
    }

    private static BasicFileAttributes regular(Path file) throws IOException {
        BasicFileAttributes attributes =
                Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!attributes.isRegularFile()) {
            throw new FileSystemException(file.toString(), null, "not a regular file");
        }
        return attributes;
    }
}
