package oncall.runbook;

import java.util.Locale;
import java.util.Optional;

/** What kind of answer a fact takes. The canonical form of each is in the timeline format, "Values". */
public enum FactType {
    TEXT,
    CHOICE,
    MULTI,
    YES_NO,
    NUMBER,
    RANGE,
    DURATION,
    TIME,
    VERSION,
    URL,
    NAME,
    FEATURE,
    CHANGE;

    /** The word in files: `yes-no`. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The type of that word, if there is one. */
    public static Optional<FactType> of(String word) {
        for (FactType type : values()) {
            if (type.word().equals(word)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /** Whether a value of this type may stand in a command; free text may not. */
    public boolean safeInCommand() {
        return this != TEXT && this != MULTI && this != CHANGE;
    }
}
