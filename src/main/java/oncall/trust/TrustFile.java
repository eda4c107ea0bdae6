package oncall.trust;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import oncall.runbook.Source;
import oncall.walk.Clock;
import oncall.walk.Timeline;
import oncall.walk.Trust;

/**
 * Trust on disk. An entry is for a real path and the SHA-256 of bytes that were read once: whatever the path leads to later,
 * only those bytes are allowed, and they are the ones that run. Each answer reads the file anew, so a revocation counts at once.
 */
public final class TrustFile implements Trust {
    private static final String NAME = "trust.jsonl";
    private static final int LONGEST = 16 << 20;
    private final Path folder;
    private final Path startedIn;
    private final Clock clock;

    /**
     * Trust kept in `folder`, which is made when the first entry is.
     *
     * @param startedIn the folder `oncall` was started in: shown paths are relative to it
     */
    public TrustFile(Path folder, Path startedIn, Clock clock) {
        this.folder = folder;
        this.startedIn = startedIn;
        this.clock = clock;
    }

    @Override
    public boolean allows(Source source) {
        return source.builtIn()
                || standing().stream()
                        .anyMatch(entry -> entry.path().equals(path(source))
                                && entry.sha256().equals(source.sha256()));
    }

    @Override
    public List<String> before(Source source) {
        List<String> commands = List.of();
        for (TrustEntry entry : standing()) {
            if (entry.path().equals(path(source))) {
                commands = entry.commands();
            }
        }
        return commands;
    }

    @Override
    public void allow(Source source) {
        allow(source, List.of());
    }

    @Override
    public void allow(Source source, List<String> commands) {
        append(new TrustEntry(clock.now(), path(source), source.sha256(), commands));
    }

    /** Takes trust from every content of a real path. */
    public void revoke(String path) {
        append(new TrustEntry(clock.now(), path, "", List.of()));
    }

    /** Entries that hold, oldest first; none when the file is somebody else's or could have been written by others. */
    public List<TrustEntry> standing() {
        Map<String, List<TrustEntry>> byPath = new LinkedHashMap<>();
        for (String line : lines()) {
            TrustEntry.read(line).ifPresent(entry -> {
                List<TrustEntry> of = byPath.computeIfAbsent(entry.path(), path -> new ArrayList<>());
                if (entry.revokes()) {
                    of.clear();
                } else {
                    of.removeIf(older -> older.sha256().equals(entry.sha256()));
                    of.add(entry);
                }
            });
        }
        return byPath.values().stream().flatMap(List::stream).toList();
    }

    /** The real path of the file a source was read from; where that is gone, where it would be. */
    public String path(Source source) {
        Path shown = startedIn.resolve(source.path()).normalize();
        Path file = source.folder().isEmpty() ? shown : Path.of(source.folder()).resolve(shown.getFileName());
        try {
            return file.toRealPath().toString();
        } catch (IOException e) {
            return file.toAbsolutePath().normalize().toString();
        }
    }

    private List<String> lines() {
        Path file = folder.resolve(NAME);
        try {
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)
                    || !ours(folder)
                    || !ours(file)
                    || Files.size(file) > LONGEST) {
                return List.of();
            }
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** No link, written by nobody else, and of the same owner as what this process makes. */
    private static boolean ours(Path path) throws IOException {
        Set<PosixFilePermission> modes = Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS);
        Path self = Path.of("/proc/self");
        boolean owned = !Files.exists(self)
                || Files.getOwner(path, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(self));
        return owned
                && !Files.isSymbolicLink(path)
                && !modes.contains(PosixFilePermission.GROUP_WRITE)
                && !modes.contains(PosixFilePermission.OTHERS_WRITE);
    }

    private void append(TrustEntry entry) {
        Path file = folder.resolve(NAME);
        try {
            makeFolders(folder);
            boolean made = makeFile(file);
            if (!ours(folder) || !ours(file)) {
                throw new IOException("it could have been written by others");
            }
            try (FileOutputStream out = new FileOutputStream(file.toFile(), true)) {
                // a line that was cut off by a crash must not swallow this one
                out.write(((made ? "" : "\n") + entry.line() + "\n").getBytes(StandardCharsets.UTF_8));
                out.getFD().sync();
            }
            sync(folder);
        } catch (IOException e) {
            throw new Timeline.SaveFailed(
                    "The trust in `" + entry.path() + "` could not be saved in " + file + ": " + e.getMessage()
                            + ". Nothing was allowed; choose another folder with --home, or run the command elsewhere.",
                    false,
                    e);
        }
    }

    private static void makeFolders(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        if (folder.getParent() != null) {
            makeFolders(folder.getParent());
        }
        try {
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            sync(folder.getParent());
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(folder)) {
                throw e;
            }
        }
    }

    private static boolean makeFile(Path file) throws IOException {
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    private static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (NoSuchFileException e) {
            throw new IOException("the folder " + folder + " is gone", e);
        }
    }
}
