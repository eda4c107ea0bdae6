package oncall.timeline;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import oncall.incident.TimelineRecord;

/** Reads records on a thread of its own, a little ahead of who writes them down. */
final class Ahead {
    private static final int BATCH = 32;
    private static final int BATCHES = 4;

    private final BlockingQueue<List<TimelineRecord>> batches = new ArrayBlockingQueue<>(BATCHES);
    private List<TimelineRecord> batch = new ArrayList<>(BATCH);
    private volatile Throwable failed;

    private Ahead() {}

    /** Gives records one by one. */
    interface Work {
        void run(Consumer<TimelineRecord> give) throws IOException, Stretch.Unfollowable;
    }

    /** Carries the end of reading out of the work: nobody wants more. */
    private static final class NotWanted extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotWanted() {
            super("", null, false, false);
        }
    }

    /** Returns when all was taken. What goes wrong on either side ends both and is thrown here. */
    static void run(Work work, Consumer<TimelineRecord> to) throws IOException, Stretch.Unfollowable {
        Ahead ahead = new Ahead();
        Thread reader = new Thread(() -> ahead.read(work), "reading ahead");
        reader.setDaemon(true);
        reader.start();
        try {
            for (List<TimelineRecord> next = ahead.take(); !next.isEmpty(); next = ahead.take()) {
                next.forEach(to);
            }
        } finally {
            reader.interrupt();
        }
        if (ahead.failed != null) {
            Together.rethrow(ahead.failed);
        }
    }

    private void read(Work work) {
        try {
            work.run(record -> {
                batch.add(record);
                if (batch.size() == BATCH) {
                    send();
                }
            });
        } catch (NotWanted left) {
            return;
        } catch (IOException | Stretch.Unfollowable | RuntimeException | Error e) {
            failed = e;
        }
        try {
            if (!batch.isEmpty()) {
                send();
            }
            send(); // an empty one is the end
        } catch (NotWanted left) {
            // nobody waits for it
        }
    }

    private void send() {
        try {
            batches.put(batch);
            batch = new ArrayList<>(BATCH);
        } catch (InterruptedException e) {
            throw new NotWanted();
        }
    }

    private List<TimelineRecord> take() throws IOException {
        try {
            return batches.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new java.io.InterruptedIOException("interrupted while reading");
        }
    }
}
