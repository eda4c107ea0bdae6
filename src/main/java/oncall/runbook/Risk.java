package oncall.runbook;

import java.util.Optional;

/**
 * What an act can break.
 *
 * @param level how bad
 * @param target what must be typed to go on, with `$name` variables; there whenever the level is high
 * @param undo how to undo it, in words
 */
public record Risk(Level level, Optional<String> target, Optional<String> undo) {
    /** Nothing said. */
    public static final Risk NONE = new Risk(Level.NONE, Optional.empty(), Optional.empty());

    /** How bad an act can be. */
    public enum Level {
        NONE,
        LOW,
        HIGH
    }
}
