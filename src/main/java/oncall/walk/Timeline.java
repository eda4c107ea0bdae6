package oncall.walk;

import java.util.List;
import java.util.function.Predicate;
import oncall.incident.Entry;
import oncall.incident.TimelineRecord;

/** The port to one incident's record. */
public interface Timeline {
    /**
     * Everything on record, in the order of writing, news of other terminals included; the same list as before as long as there is
     * none. Never modifies anything.
     */
    List<TimelineRecord> read();

    /**
     * Appends one record and returns when it is safe on disk. Under the lock, records that others wrote since the last
     * {@link #read} or append are read first; when `stillWanted` refuses them nothing is appended.
     *
     * @throws SaveFailed when it is not on disk; nothing was acknowledged
     */
    Outcome append(Entry entry, Predicate<List<TimelineRecord>> stillWanted);

    /**
     * Appends records one behind the other and returns when all of them are safe on disk; under the lock `stillWanted` sees the news
     * first, and may refuse the whole. All or none: where saving fails, none is on record.
     *
     * @return the new records, in order; none when they were not wanted any more
     * @throws SaveFailed when none is on disk
     */
    List<TimelineRecord> appendAll(List<Entry> entries, Predicate<List<TimelineRecord>> stillWanted);

    /** Keeps a text under `evidence/` and returns its SHA-256. Safe on disk when it returns. */
    String keep(String text);

    /**
     * The same for a file that the walk goes by, byte for byte: a walk that is taken up again goes on with it, so nothing is taken
     * out of it.
     */
    default String keepFile(String text) {
        return keep(text);
    }

    /** What an append came to: the news read on the way, and the new record unless it was not wanted any more. */
    record Outcome(List<TimelineRecord> news, java.util.Optional<TimelineRecord> saved) {
        public Outcome {
            news = List.copyOf(news);
        }
    }

    /** Could not save. The message says what happened and what to do; the answer is still in memory. */
    final class SaveFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final boolean tryAgain;

        /** @param tryAgain whether trying again can help (the lock was held, the disk was full) */
        public SaveFailed(String message, boolean tryAgain, Throwable cause) {
            super(message, cause);
            this.tryAgain = tryAgain;
        }

        /** Whether trying again can help. */
        public boolean tryAgain() {
            return tryAgain;
        }
    }
}
