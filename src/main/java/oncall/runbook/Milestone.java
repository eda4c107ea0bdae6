package oncall.runbook;

import java.util.Locale;
import java.util.Optional;

/** The marks of an incident, in their usual order. */
public enum Milestone {
    STARTED,
    DETECTED,
    DECLARED,
    ACKNOWLEDGED,
    MITIGATED,
    RECOVERED,
    RESOLVED;

    /** The word in files and records. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The mark of that word, if there is one. */
    public static Optional<Milestone> of(String word) {
        for (Milestone mark : values()) {
            if (mark.word().equals(word)) {
                return Optional.of(mark);
            }
        }
        return Optional.empty();
    }
}
