package oncall.document;

import java.time.Instant;
import java.util.Optional;

/**
 * One incident of a list.
 *
 * @param state open, paused or closed
 * @param priority the level
 * @param last when its newest record was written
 */
public record Listed(
        String id,
        String title,
        String state,
        Optional<Instant> opened,
        Optional<String> priority,
        Optional<Instant> last) {}
