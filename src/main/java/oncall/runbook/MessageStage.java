package oncall.runbook;

import java.util.Locale;
import java.util.Optional;

/** Where an audience is in the story: which text it gets next. */
public enum MessageStage {
    FIRST,
    UPDATE,
    MITIGATING,
    WATCHING,
    RESOLVED;

    /** The word in files and records. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The stage of that word, if there is one. */
    public static Optional<MessageStage> of(String word) {
        for (MessageStage stage : values()) {
            if (stage.word().equals(word)) {
                return Optional.of(stage);
            }
        }
        return Optional.empty();
    }
}
