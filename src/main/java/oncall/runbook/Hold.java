package oncall.runbook;

import java.time.Duration;
import java.util.Optional;

/**
 * The clock of a verification.
 *
 * @param after wait this long before the first look
 * @param every look again after this long
 * @param hold it must stay good this long
 * @param giveUp not good by then, counted from the first look, means it fails
 */
public record Hold(
        Optional<Duration> after, Optional<Duration> every, Optional<Duration> hold, Optional<Duration> giveUp) {
    /** One look. */
    public static final Hold ONCE = new Hold(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
