package oncall.walk;

import java.time.Instant;
import java.util.List;

/** The port to what changed lately. Read only when the question about it comes. */
public interface Changes {
    /** Changes since `from`, newest first, and what could not be read, in words. */
    Feed since(Instant from);

    /** The list, and the problems. */
    record Feed(List<Change> changes, List<String> problems) {
        public Feed {
            changes = List.copyOf(changes);
            problems = List.copyOf(problems);
        }
    }

    /**
     * One change.
     *
     * @param id canonical: `git:<repo>@<40 hex>` or `plan:<file>`
     * @param at when it went out or was committed
     * @param words one line: author and subject, or title
     */
    record Change(String id, Instant at, String words) {}
}
