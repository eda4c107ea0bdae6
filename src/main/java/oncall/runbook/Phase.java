package oncall.runbook;

import java.util.Locale;
import java.util.Optional;

/** The parts of a walk, in the order in which they are walked. */
public enum Phase {
    TRIAGE,
    IMPACT,
    REVERT,
    DIAGNOSE,
    MITIGATE,
    RESOLVE;

    /** The word in files and records: lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The phase of that word, if there is one. */
    public static Optional<Phase> of(String word) {
        for (Phase phase : values()) {
            if (phase.word().equals(word)) {
                return Optional.of(phase);
            }
        }
        return Optional.empty();
    }
}
