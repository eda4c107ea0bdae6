package oncall.terminal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The person's own editor, for a text longer than a line. The text lies in a private file, never in the shared temporary
 * folder, from the moment it is opened until {@link #discard} says that it is safe elsewhere: a draft survives whatever
 * happens to the editor, to this program and to the line to the machine.
 */
public final class TextEditor {
    private final Map<String, String> environment;
    private final Unsent unsent;
    private final List<Path> drafts = new ArrayList<>();
    private volatile Supplier<Path> folder;

    /**
     * An editor.
     *
     * @param folder where the file lies meanwhile; made with mode 0700 if it is not there
     * @param environment of the editor; its VISUAL, else EDITOR, says which
     */
    public TextEditor(Supplier<Path> folder, Map<String, String> environment) {
        this(folder, environment, UnaryOperator.identity());
    }

    /**
     * An editor.
     *
     * @param folder where the file lies meanwhile; made with mode 0700 if it is not there
     * @param environment of the editor; its VISUAL, else EDITOR, says which
     * @param clean takes out of words typed and not sent what must not reach the disk
     */
    public TextEditor(Supplier<Path> folder, Map<String, String> environment, UnaryOperator<String> clean) {
        this.folder = folder;
        this.environment = Map.copyOf(environment);
        this.unsent = new Unsent(() -> this.folder.get(), clean);
    }

    /** Words typed and not sent, kept in the same folder. */
    Unsent unsent() {
        return unsent;
    }

    /** The changed text, unless there is none; and what went wrong, in a sentence. */
    record Edited(Optional<String> text, Optional<String> problem) {
        static Edited not(String problem) {
            return new Edited(Optional.empty(), Optional.of(problem));
        }
    }

    Edited edit(String text) {
        Optional<String> command = command();
        if (command.isEmpty()) {
            return Edited.not("No editor is set: set EDITOR, for example EDITOR=vi. The text is as it was.");
        }
        try {
            Path file = file(text);
            drafts.add(file);
            return read(file, text, run(command.get(), file));
        } catch (IOException e) {
            return Edited.not("The editor could not be used (" + e.getMessage() + "). The text is as it was.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Edited.not("The editor was interrupted. The text is as it was.");
        }
    }

    private Optional<String> command() {
        return Optional.ofNullable(environment.get("VISUAL"))
                .filter(name -> !name.isBlank())
                .or(() -> Optional.ofNullable(environment.get("EDITOR")).filter(name -> !name.isBlank()));
    }

    private Path file(String text) throws IOException {
        Path place = folder.get();
        Files.createDirectories(
                place, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path file = Files.createTempFile(
                place,
                "text-",
                ".txt",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text);
        return file;
    }

    /** Through a shell, because the variable may hold options: `code --wait`. */
    private int run(String command, Path file) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder("/bin/sh", "-c", command + " \"$1\"", "oncall-edit", file.toString()).inheritIO();
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start().waitFor();
    }

    private static Edited read(Path file, String before, int exit) throws IOException {
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8).stripTrailing();
        if (exit != 0) {
            String kept = text.equals(before.stripTrailing()) || text.isEmpty()
                    ? ""
                    : " What you wrote is kept in " + file + ".";
            return Edited.not("The editor ended with code " + exit + ". The text is as it was." + kept);
        }
        return text.isEmpty()
                ? Edited.not("The editor left nothing. The text is as it was.")
                : new Edited(Optional.of(text), Optional.empty());
    }

    /** Drafts lie in another folder from now on. */
    public void keepIn(Path place) {
        folder = () -> place;
    }

    /** The texts edited so far are safe elsewhere: their drafts go. */
    void discard() {
        for (Path draft : drafts) {
            try {
                Files.deleteIfExists(draft);
            } catch (IOException e) {
                // it stays, private; the next sitting names it
                continue;
            }
        }
        drafts.clear();
    }
}
