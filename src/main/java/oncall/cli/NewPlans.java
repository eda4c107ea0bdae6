package oncall.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Optional;
import oncall.plan.RevertPlan;
import oncall.walk.PlanStore;

/**
 * Plans written in a walk: as files in the folder of plans in use, where it can be written; else in the incident's own folder. A
 * file is written beside its name, synced, and then linked to it: under that name it is whole or not there, and no other file is
 * ever replaced.
 */
final class NewPlans implements PlanStore {
    private static final int MOST_NAMES = 99;

    private final Bookshelf shelf;
    private final Path incident;

    /** A plan and the path of its file, as it is shown. */
    private record Written(RevertPlan plan, String path) {}

    /** @param incident the incident's folder */
    NewPlans(Bookshelf shelf, Path incident) {
        this.shelf = shelf;
        this.incident = incident;
    }

    /** Where an incident keeps the plans for which there was no other place. */
    static Path in(Path incident) {
        return incident.resolve(Places.PLANS);
    }

    @Override
    public String folder() {
        return usual().map(shelf::shown).orElse("");
    }

    /** The folder of plans in use, if it is there or can be made, and can be written. */
    private Optional<Path> usual() {
        return shelf.folderForPlans()
                .filter(folder -> Files.isDirectory(folder)
                        ? Files.isWritable(folder)
                        : !Files.exists(folder) && Files.isWritable(folder.getParent()));
    }

    @Override
    public Kept keep(String name, String text) {
        Optional<Path> usual = usual();
        String problem = shelf.folderForPlans()
                .map(folder -> "`" + folder + "` cannot be written, so the plan lies with the incident.")
                .orElse("There is no folder of plans of your own, so the plan lies with the incident.");
        if (usual.isPresent()) {
            try {
                return kept(write(usual.get(), "rw-rw-r--", name, text), Optional.empty());
            } catch (IOException e) {
                problem = "`" + usual.get() + "` could not be written (" + reason(e)
                        + "), so the plan lies with the incident.";
            }
        }
        try {
            return kept(write(in(incident), "rw-------", name, text), Optional.of(problem));
        } catch (IOException e) {
            return new Kept(
                    shelf.add(name, text),
                    Optional.empty(),
                    Optional.of("The plan could not be written as a file: " + reason(e) + "."));
        }
    }

    private static Kept kept(Written written, Optional<String> problem) {
        return new Kept(written.plan(), Optional.of(written.path()), problem);
    }

    private static String reason(IOException e) {
        return e.getClass().getSimpleName().replace("Exception", "") + ": " + e.getMessage();
    }

    private Written write(Path folder, String mode, String name, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Files.createDirectories(folder);
        for (int number = 1; number <= MOST_NAMES; number++) {
            String candidate = number == 1 ? name : name + "-" + number;
            Path file = folder.resolve(candidate + ".yaml");
            boolean taken = shelf.books().contains(candidate) || shelf.hasPlan(candidate);
            if (isSame(file, bytes) || !taken && link(file, mode, bytes)) {
                return new Written(shelf.added(file, candidate), shelf.shown(file));
            }
        }
        throw new IOException("every name like `" + name + "` is taken");
    }

    private static boolean isSame(Path file, byte[] bytes) {
        try {
            return Files.isRegularFile(file)
                    && Files.size(file) == bytes.length
                    && Arrays.equals(Files.readAllBytes(file), bytes);
        } catch (IOException e) {
            return false;
        }
    }

    /** Writes beside the name, syncs, and takes the name; false when somebody has it. */
    private static boolean link(Path file, String mode, byte[] bytes) throws IOException {
        Path fresh = Files.createTempFile(
                file.getParent(),
                ".plan",
                ".tmp",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode)));
        try {
            try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                channel.write(java.nio.ByteBuffer.wrap(bytes));
                channel.force(true);
            }
            take(file, fresh);
            sync(file.getParent());
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /** A link never replaces a file; where there are none, a move that does not replace is the next best. */
    private static void take(Path file, Path fresh) throws IOException {
        try {
            Files.createLink(file, fresh);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (UnsupportedOperationException | FileSystemException e) {
            Files.move(fresh, file);
        }
    }

    private static void sync(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
