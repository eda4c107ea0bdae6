package oncall.terminal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import oncall.walk.Prompter.Question;

/**
 * Words typed and not sent when the terminal went, or when the time of a question was over. They are kept by the name of their
 * question, in a private file, and stand on the line again when it is asked the next time. A choice or a confirmation half typed
 * is not kept: Enter would then mean something that nobody pressed.
 */
public final class Unsent {
    /** What the names of the files begin with. */
    public static final String PREFIX = "unsent-";

    private static final String SUFFIX = ".txt";
    /** Shorter words are soon typed again, and are kept at the end only, not every second. */
    private static final int LONG = 80;

    private final Supplier<Path> folder;
    private final UnaryOperator<String> clean;
    private String kept = "";

    /**
     * A keeper.
     *
     * @param folder where the files lie; made with mode 0700 when it is needed
     * @param clean takes out what must not reach the disk
     */
    Unsent(Supplier<Path> folder, UnaryOperator<String> clean) {
        this.folder = folder;
        this.clean = clean;
    }

    /** What was typed at this question the last time and not sent. */
    Optional<String> of(Question question) {
        try {
            Path file = file(question);
            return Files.isRegularFile(file) ? Optional.of(Files.readString(file)) : Optional.empty();
        } catch (IOException | RuntimeException e) {
            // words that cannot be read are typed again
            return Optional.empty();
        }
    }

    /** Keeps a long text that has changed, while it is being typed: for a machine that goes down without a word. */
    synchronized void keepLong(Question question, String text) {
        if ((text.length() >= LONG || text.indexOf('\n') >= 0) && !text.equals(kept)) {
            keep(question, text);
        }
    }

    /** Keeps what was typed, if it is words; what cannot be kept is lost and nothing else. */
    synchronized void keep(Question question, String text) {
        if (!isWords(question, text)) {
            return;
        }
        try {
            Path place = Files.createDirectories(
                    folder.get(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Path fresh = Files.createTempFile(
                    place,
                    ".unsent-",
                    "",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(fresh, clean.apply(text));
            Files.move(fresh, file(question), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            kept = text;
        } catch (IOException | RuntimeException e) {
            // the terminal is going: there is nobody to tell
            return;
        }
    }

    /** The words were sent, or rubbed out on purpose. */
    synchronized void forget(Question question) {
        kept = "";
        try {
            Files.deleteIfExists(file(question));
        } catch (IOException | RuntimeException e) {
            // it stands on the line once more, and can be rubbed out
            return;
        }
    }

    private static boolean isWords(Question question, String text) {
        boolean changed = !text.isBlank() && !text.equals(question.prefill().orElse(""));
        boolean free = question.choices().isEmpty() || question.freeText();
        boolean entry = text.startsWith(":note ") || text.startsWith(":park ");
        return changed
                && !question.confirmation()
                && (entry || free && text.strip().length() > 2);
    }

    private Path file(Question question) {
        String name = question.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_.-]", "_");
        return folder.get().resolve(PREFIX + name.substring(0, Math.min(100, name.length())) + SUFFIX);
    }
}
