package oncall.timeline;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import oncall.walk.Timeline.SaveFailed;

/** The wording of what can go wrong with the disk: what, where, what to do next. */
final class Trouble {
    private static final String ELSEWHERE = " Choose another folder with `--home FOLDER`.";

    private Trouble() {}

    static SaveFailed notSaved(Path where, IOException e) {
        String remedy = isFull(e)
                ? "Free some space, then try again."
                : "Nothing of it is on disk. Try again, or choose another folder with `--home FOLDER`.";
        return new SaveFailed("Could not save in `" + where + "`: " + reason(e) + ". " + remedy, true, e);
    }

    static SaveFailed locked(String holder) {
        String who = holder.isBlank() ? "another terminal" : holder.strip();
        return new SaveFailed(
                "Could not save: " + who + " has held the lock of this incident for 2 s. Try again.", true, null);
    }

    static SaveFailed newer(Path where) {
        return new SaveFailed(
                "Not saved: the timeline in `" + where + "` was written by a newer oncall and is open for reading only."
                        + " Use that version to go on.",
                false,
                null);
    }

    static SaveFailed tooLong(int bytes) {
        return new SaveFailed(
                "Not saved: this record would be " + bytes + " bytes, and a record holds at most "
                        + RecordLine.MOST_BYTES + ". Keep the long part as evidence.",
                false,
                null);
    }

    static SaveFailed unusable(Path where, String why) {
        return new SaveFailed("Cannot keep incidents in `" + where + "`: it " + why + "." + ELSEWHERE, false, null);
    }

    static SaveFailed untrusted(Path where, String why) {
        return new SaveFailed("Will not use the incident in `" + where + "`: " + why + "." + ELSEWHERE, false, null);
    }

    static SaveFailed unwritable(Path where, IOException e) {
        return new SaveFailed("Cannot keep incidents in `" + where + "`: " + reason(e) + "." + ELSEWHERE, false, e);
    }

    static boolean isFull(IOException e) {
        String reason = reason(e).toLowerCase(Locale.ROOT);
        return reason.contains("no space") || reason.contains("quota") || reason.contains("too large");
    }

    /** Whether the file system cannot lock at all. */
    static boolean cannotLock(IOException e) {
        String reason = reason(e).toLowerCase(Locale.ROOT);
        return reason.contains("no locks available")
                || reason.contains("not supported")
                || reason.contains("not implemented");
    }

    /** The system's own words, without the path where they repeat it. */
    static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof FileAlreadyExistsException) {
            return "something else stands in its place";
        }
        if (e instanceof NoSuchFileException) {
            return "the folder is gone";
        }
        if (e instanceof FileSystemException of && of.getReason() != null) {
            return sentencePart(of.getReason());
        }
        String message = e.getMessage();
        if (message == null || message.isBlank()) {
            return e.getClass().getSimpleName();
        }
        int parenthesis = message.lastIndexOf(" (");
        boolean pathFirst = message.startsWith("/") && parenthesis > 0 && message.endsWith(")");
        return sentencePart(pathFirst ? message.substring(parenthesis + 2, message.length() - 1) : message);
    }

    private static String sentencePart(String words) {
        String part = words.endsWith(".") ? words.substring(0, words.length() - 1) : words;
        return part.isEmpty() ? part : part.substring(0, 1).toLowerCase(Locale.ROOT) + part.substring(1);
    }
}
