package oncall.runbook;

import java.util.Locale;
import java.util.Optional;

/** Something shown with a step. */
public record Block(Kind kind, String text) {
    /** What a block is. A command is shown with its variables filled in and is never run. */
    public enum Kind {
        TEXT,
        COMMAND,
        CODE,
        EXAMPLE,
        WARNING,
        QUOTE,
        TABLE,
        IMAGE,
        LINK;

        /** The word in files. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The kind of that word, if there is one. */
        public static Optional<Kind> of(String word) {
            for (Kind kind : values()) {
                if (kind.word().equals(word)) {
                    return Optional.of(kind);
                }
            }
            return Optional.empty();
        }
    }
}
