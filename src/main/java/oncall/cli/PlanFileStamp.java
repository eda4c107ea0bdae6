package oncall.cli;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import oncall.plan.RevertPlan;
import oncall.plan.StepsHash;
import oncall.runbook.yaml.PlanReader;
import oncall.runbook.yaml.PlanStamp;
import oncall.runbook.yaml.YamlFile;

/**
 * Writes a rehearsal into the file of a plan: the whole file anew beside it, synced, then renamed over it; modes stay, a link is
 * followed. Refused, and nothing is touched, where the file is not what was walked or where more would change than the rehearsal.
 */
final class PlanFileStamp {
    private final PlanFile file;

    PlanFileStamp(PlanFile file) {
        this.file = file;
    }

    /**
     * Writes.
     *
     * @param rehearsal key to value as it is to be written
     * @return why it was not, a whole sentence; empty when it was
     */
    Optional<String> write(Map<String, String> rehearsal) {
        if (file.path().isEmpty()) {
            return Optional.of("a built-in plan is not changed; copy it into your own folder first.");
        }
        try {
            return write(file.path().get().toRealPath(), rehearsal);
        } catch (IOException e) {
            return Optional.of("`" + file.shown() + "` could not be written: " + reason(e) + ".");
        }
    }

    private Optional<String> write(Path real, Map<String, String> rehearsal) throws IOException {
        byte[] walked = file.file().source().text().getBytes(StandardCharsets.UTF_8);
        if (!isUnchanged(real, walked)) {
            return Optional.of("`" + file.shown() + "` has changed since the rehearsal began.");
        }
        PosixFileAttributes attributes = Files.readAttributes(real, PosixFileAttributes.class);
        if (!Files.isWritable(real) || isReadOnly(attributes.permissions())) {
            return Optional.of("`" + file.shown() + "` is read-only.");
        }
        Optional<byte[]> fresh = PlanStamp.write(file.file().source().text(), rehearsal)
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .filter(this::isTheSamePlan);
        if (fresh.isEmpty()) {
            return Optional.of(
                    "`" + file.shown() + "` is laid out in a way in which more than the rehearsal would change.");
        }
        Path beside = beside(real, fresh.get(), attributes);
        try {
            if (!isUnchanged(real, walked)) {
                return Optional.of("`" + file.shown() + "` has changed since the rehearsal began.");
            }
            Files.move(beside, real, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(beside);
        }
        try (FileChannel folder = FileChannel.open(real.getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
        return Optional.empty();
    }

    private static boolean isUnchanged(Path real, byte[] walked) throws IOException {
        return Files.isRegularFile(real)
                && Files.size(real) == walked.length
                && Arrays.equals(Files.readAllBytes(real), walked);
    }

    private static boolean isReadOnly(Set<PosixFilePermission> modes) {
        return !modes.contains(PosixFilePermission.OWNER_WRITE)
                && !modes.contains(PosixFilePermission.GROUP_WRITE)
                && !modes.contains(PosixFilePermission.OTHERS_WRITE);
    }

    /** Whether what was written reads as a plan again, with the same steps and the rehearsal in it. */
    private boolean isTheSamePlan(byte[] bytes) {
        YamlFile again = YamlFile.read(bytes, file.shown(), file.file().source().folder(), false);
        Optional<RevertPlan> plan = PlanReader.read(again, file.name(), Optional.of(file.team()));
        return plan.isPresent()
                && plan.get().paper().rehearsal().isPresent()
                && StepsHash.of(plan.get()).equals(StepsHash.of(file.read()));
    }

    private static Path beside(Path real, byte[] bytes, PosixFileAttributes attributes) throws IOException {
        Path beside = Files.createTempFile(
                real.getParent(),
                "." + real.getFileName() + "-",
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (FileOutputStream out = new FileOutputStream(beside.toFile())) {
            out.write(bytes);
            PosixFileAttributeView view = Files.getFileAttributeView(beside, PosixFileAttributeView.class);
            belongTo(view, attributes);
            view.setPermissions(attributes.permissions());
            out.getFD().sync();
        } catch (IOException e) {
            Files.deleteIfExists(beside);
            throw e;
        }
        return beside;
    }

    /** As far as this user may give a file away. */
    private static void belongTo(PosixFileAttributeView view, PosixFileAttributes attributes) {
        try {
            if (!view.readAttributes().group().equals(attributes.group())) {
                view.setGroup(attributes.group());
            }
            if (!view.readAttributes().owner().equals(attributes.owner())) {
                view.setOwner(attributes.owner());
            }
        } catch (IOException notAllowed) {
            // it stays with whoever wrote it, as with any editor that renames
            return;
        }
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
