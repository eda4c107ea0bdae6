package oncall.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import oncall.git.Trouble.Reason;

/**
 * A temporary folder with two empty repositories of our own. *View* sees the objects of the repository that is asked about, and
 * only reads. *Trial* sees nothing but what it is given, and is where new objects go: were it to see the others, git would touch
 * the time of an object that it is about to write and finds there. Neither has a branch, a hook, an attribute or a setting.
 */
final class Scratch implements AutoCloseable {
    private static final int TRIES = 5;
    private final Path folder;

    Scratch(Path temporary) throws Unanswered {
        try {
            folder = Files.createTempDirectory(temporary, "oncall-git-");
        } catch (IOException e) {
            throw full(temporary, e);
        }
    }

    /** @param objects the folder of objects to see, as git named it */
    void prepare(String format, byte[] objects) throws Unanswered {
        try {
            empty(view(), format);
            empty(trial(), format);
            Files.write(view().resolve("objects/info/alternates"), objects);
        } catch (IOException e) {
            throw full(folder, e);
        }
    }

    private static void empty(Path repository, String format) throws IOException {
        Files.createDirectories(repository.resolve("objects/info"));
        Files.createDirectories(repository.resolve("objects/pack"));
        Files.createDirectories(repository.resolve("refs"));
        Files.createDirectories(repository.resolve("info"));
        Files.writeString(repository.resolve("HEAD"), "ref: refs/heads/none\n");
        boolean old = format.equals("sha1");
        Files.writeString(
                repository.resolve("config"),
                "[core]\n\tbare = true\n\trepositoryformatversion = " + (old ? "0" : "1") + "\n"
                        + (old ? "" : "[extensions]\n\tobjectFormat = " + format + "\n"));
    }

    Path view() {
        return folder.resolve("view");
    }

    Path trial() {
        return folder.resolve("trial");
    }

    Path folder() {
        return folder;
    }

    /** Writes what git shall read. */
    Path file(String name, byte[] bytes) throws Unanswered {
        Path file = folder.resolve(name);
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
        } catch (IOException e) {
            throw full(folder, e);
        }
        return file;
    }

    Path file(String name, List<String> lines) throws Unanswered {
        return file(name, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static Unanswered full(Path where, IOException e) {
        return new Unanswered(
                Reason.NO_ROOM,
                "The temporary folder `" + where + "` could not be used: " + e.getMessage() + ".",
                "Make room there, or set TMPDIR to a folder with room.");
    }

    /** Removes it. A process that was ended may still be writing, so it is tried more than once. */
    @Override
    public void close() {
        for (int i = 0; i < TRIES && Files.exists(folder); i++) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path one : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(one);
                }
            } catch (IOException | UncheckedIOException e) {
                Thread.onSpinWait();
            }
        }
    }
}
