package oncall.timeline;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * A disk in memory that keeps only its promises. What was not synced may be gone, cut short, or full of holes after the power
 * fails; a name whose folder was not synced may be gone. It can fail at its n-th operation, and it can be small.
 */
final class SimulatedDisk implements Disk {
    /** What goes wrong. */
    enum Fault {
        /** Some bytes are written, then there is no room. */
        NO_SPACE("No space left on device"),
        IO_ERROR("Input/output error"),
        READ_ONLY("Read-only file system"),
        TOO_MANY_FILES("Too many open files"),
        NO_LOCKS("No locks available"),
        /** The power fails; the operation may have been carried out in part or whole. */
        POWER("");

        private final String words;

        Fault(String words) {
            this.words = words;
        }
    }

    /** The operations that change something, or try to. */
    enum Operation {
        MAKE_FOLDER,
        MAKE_FILE,
        OPEN,
        WRITE,
        SYNC,
        TRUNCATE,
        RENAME,
        DELETE,
        SYNC_FOLDER,
        LOCK
    }

    /** Nothing works any more, and nothing catches it. */
    static final class PowerCut extends Error {
        private static final long serialVersionUID = 1L;
    }

    private static final class Node {
        private final Kind kind;
        private byte[] now = new byte[0];
        private byte[] synced = new byte[0];

        Node(Kind kind) {
            this.kind = kind;
        }
    }

    private record NameChange(Path folder, Optional<Path> gone, Optional<Path> come, Node node) {}

    private final TreeMap<Path, Node> names = new TreeMap<>();
    private final Map<Path, Node> syncedNames = new HashMap<>();
    private final List<NameChange> pending = new ArrayList<>();
    private final Map<Path, String> distrusted = new HashMap<>();
    private final Set<Path> locked = new HashSet<>();
    private final Random random;
    private final List<Operation> done = new ArrayList<>();
    private long room = Long.MAX_VALUE;
    private int failAt = -1;
    private Fault fault = Fault.IO_ERROR;
    private boolean forEver;
    private boolean dead;
    private boolean syncs = true;

    SimulatedDisk(long seed) {
        random = new Random(seed);
        Node root = new Node(Kind.FOLDER);
        names.put(Path.of("/"), root);
        syncedNames.put(Path.of("/"), root);
    }

    /** Every sync returns at once and does nothing: the control. */
    SimulatedDisk withoutSync() {
        syncs = false;
        return this;
    }

    /** The operation of that number (from 0, counted from now) fails. */
    void fail(int number, Fault how) {
        done.clear();
        failAt = number;
        fault = how;
        forEver = false;
    }

    /** From the operation of that number on, all fail. */
    void failFrom(int number, Fault how) {
        fail(number, how);
        forEver = true;
    }

    void heal() {
        failAt = -1;
        room = Long.MAX_VALUE;
    }

    void room(long bytes) {
        room = bytes;
    }

    List<Operation> operations() {
        return List.copyOf(done);
    }

    void link(Path path) {
        names.put(path, new Node(Kind.OTHER));
    }

    void distrust(Path folder, String why) {
        distrusted.put(folder, why);
    }

    /** The bytes of a file, put there behind everybody's back. */
    void put(Path path, byte[] bytes) {
        Node node = names.computeIfAbsent(path, missing -> new Node(Kind.FILE));
        node.now = bytes.clone();
        node.synced = bytes.clone();
        syncedNames.put(path, node);
    }

    byte[] bytes(Path path) {
        return names.get(path).now.clone();
    }

    /** What is found when the power is back. */
    SimulatedDisk afterPowerCut() {
        SimulatedDisk next = new SimulatedDisk(random.nextLong());
        next.syncs = syncs;
        Map<Path, Node> found = new TreeMap<>(syncedNames);
        for (NameChange change : pending) {
            if (random.nextBoolean()) {
                change.gone().ifPresent(found::remove);
                change.come().ifPresent(path -> found.put(path, change.node()));
            }
        }
        for (Map.Entry<Path, Node> entry : found.entrySet()) {
            Path parent = entry.getKey().getParent();
            if (parent == null || next.names.containsKey(parent)) {
                Node node = new Node(entry.getValue().kind);
                node.now = found(entry.getValue());
                node.synced = node.now;
                next.names.put(entry.getKey(), node);
                next.syncedNames.put(entry.getKey(), node);
            }
        }
        return next;
    }

    /** Of what was not synced, none, all, the beginning, or all with holes. */
    private byte[] found(Node node) {
        boolean grown = node.now.length >= node.synced.length
                && Arrays.equals(node.synced, Arrays.copyOf(node.now, node.synced.length));
        int from = node.synced.length;
        if (!grown) {
            return random.nextBoolean() ? node.synced : node.now;
        }
        return switch (random.nextInt(4)) {
            case 0 -> node.synced;
            case 1 -> node.now.clone();
            case 2 -> Arrays.copyOf(node.now, from + random.nextInt(node.now.length - from + 1));
            default -> {
                byte[] holes = node.now.clone();
                for (int at = from; at < holes.length; at += 64) {
                    if (random.nextBoolean()) {
                        Arrays.fill(holes, at, Math.min(holes.length, at + 64), (byte) 0);
                    }
                }
                yield holes;
            }
        };
    }

    /** True when this operation is to be done and the power then to fail. */
    private boolean begin(Operation operation) throws IOException {
        if (dead) {
            throw new PowerCut();
        }
        int number = done.size();
        done.add(operation);
        boolean due = failAt >= 0 && (number == failAt || forEver && number > failAt);
        if (!due || fault == Fault.NO_LOCKS && operation != Operation.LOCK) {
            return false;
        }
        if (fault == Fault.POWER) {
            dead = true;
            if (random.nextBoolean()) {
                throw new PowerCut();
            }
            return true;
        }
        if (operation == Operation.WRITE && fault == Fault.NO_SPACE) {
            return true;
        }
        if (operation == Operation.DELETE && !forEver) {
            return false;
        }
        throw new FileSystemException("/disk", null, fault.words);
    }

    private static void end(boolean powerFails) {
        if (powerFails) {
            throw new PowerCut();
        }
    }

    private Node file(Path path) throws IOException {
        Node node = names.get(path);
        if (node == null) {
            throw new NoSuchFileException(path.toString());
        }
        if (node.kind != Kind.FILE) {
            throw new FileSystemException(path.toString(), null, "not a regular file");
        }
        return node;
    }

    @Override
    public Kind kind(Path path) {
        Node node = names.get(path);
        return node == null ? Kind.MISSING : node.kind;
    }

    @Override
    public Optional<String> distrust(Path folder) {
        return Optional.ofNullable(distrusted.get(folder));
    }

    private void make(Path path, Kind kind) throws IOException {
        if (kind(path.getParent()) != Kind.FOLDER) {
            throw new NoSuchFileException(path.toString());
        }
        if (names.containsKey(path)) {
            throw new FileAlreadyExistsException(path.toString());
        }
        Node node = new Node(kind);
        names.put(path, node);
        pending.add(new NameChange(path.getParent(), Optional.empty(), Optional.of(path), node));
    }

    @Override
    public void makeFolder(Path folder) throws IOException {
        boolean cut = begin(Operation.MAKE_FOLDER);
        make(folder, Kind.FOLDER);
        end(cut);
        syncFolder(folder.getParent());
    }

    @Override
    public void makeFile(Path file) throws IOException {
        boolean cut = begin(Operation.MAKE_FILE);
        make(file, Kind.FILE);
        end(cut);
    }

    @Override
    public List<String> list(Path folder) {
        return names.keySet().stream()
                .filter(path -> Objects.equals(path.getParent(), folder))
                .map(path -> path.getFileName().toString())
                .sorted()
                .toList();
    }

    @Override
    public long size(Path file) throws IOException {
        return file(file).now.length;
    }

    @Override
    public byte[] read(Path file, long from) throws IOException {
        byte[] now = file(file).now;
        return from >= now.length ? new byte[0] : Arrays.copyOfRange(now, (int) from, now.length);
    }

    @Override
    public Opened open(Path file) throws IOException {
        Node node = file(file);
        return new Opened() {
            @Override
            public long size() {
                return node.now.length;
            }

            @Override
            public int read(long at, byte[] into, int offset, int length) {
                int there = (int) Math.max(0, Math.min(length, node.now.length - at));
                System.arraycopy(node.now, (int) at, into, offset, there);
                return there;
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public Appending append(Path file) throws IOException {
        end(begin(Operation.OPEN));
        Node node = file(file);
        return new Appending() {
            @Override
            public void write(byte[] bytes) throws IOException {
                boolean due = begin(Operation.WRITE);
                int fits = (int) Math.min(bytes.length, room);
                if (due) {
                    fits = Math.min(fits, random.nextInt(bytes.length + 1));
                }
                int length = node.now.length;
                node.now = Arrays.copyOf(node.now, length + fits);
                System.arraycopy(bytes, 0, node.now, length, fits);
                room -= room == Long.MAX_VALUE ? 0 : fits;
                end(dead);
                if (due || fits < bytes.length) {
                    throw new IOException("No space left on device");
                }
            }

            @Override
            public void sync() throws IOException {
                boolean cut = begin(Operation.SYNC);
                if (syncs) {
                    node.synced = node.now.clone();
                }
                end(cut);
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public void truncate(Path file, long length) throws IOException {
        boolean cut = begin(Operation.TRUNCATE);
        Node node = file(file);
        room += room == Long.MAX_VALUE ? 0 : node.now.length - length;
        node.now = Arrays.copyOf(node.now, (int) length);
        end(cut);
        if (syncs) {
            node.synced = node.now.clone();
        }
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        boolean cut = begin(Operation.RENAME);
        Node node = file(from);
        names.remove(from);
        names.put(to, node);
        pending.add(new NameChange(from.getParent(), Optional.of(from), Optional.of(to), node));
        end(cut);
    }

    @Override
    public void delete(Path file) throws IOException {
        boolean cut = begin(Operation.DELETE);
        Node node = file(file);
        names.remove(file);
        pending.add(new NameChange(file.getParent(), Optional.of(file), Optional.empty(), node));
        end(cut);
    }

    @Override
    public void syncFolder(Path folder) throws IOException {
        boolean cut = begin(Operation.SYNC_FOLDER);
        if (kind(folder) != Kind.FOLDER) {
            throw new NoSuchFileException(folder.toString());
        }
        if (syncs) {
            for (NameChange change : List.copyOf(pending)) {
                if (change.folder().equals(folder)) {
                    change.gone().ifPresent(syncedNames::remove);
                    change.come().ifPresent(path -> syncedNames.put(path, change.node()));
                    pending.remove(change);
                }
            }
        }
        end(cut);
    }

    @Override
    public Optional<Held> lock(Path file, long patience, String holder) throws IOException {
        end(begin(Operation.LOCK));
        if (kind(file) == Kind.MISSING) {
            make(file, Kind.FILE);
        }
        Node node = file(file);
        if (!locked.add(file)) {
            return Optional.empty();
        }
        node.now = holder.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return Optional.of(() -> locked.remove(file));
    }

    @Override
    public String holder(Path file) throws IOException {
        return kind(file) == Kind.FILE ? new String(file(file).now, java.nio.charset.StandardCharsets.UTF_8) : "";
    }

    @Override
    public long free(Path path) {
        return room;
    }

    @Override
    public Optional<String> network(Path path) {
        return Optional.empty();
    }
}
