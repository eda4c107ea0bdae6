package oncall.command;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Reads what a command writes, on threads of its own, so that a full pipe never stops it. Lines come out of {@link #poll} as
 * they are; once there is more than anybody reads, lines are passed over there, and only first and last are kept.
 */
final class Capture {
    /** Characters kept of the beginning, bytes of the end, of each of the two texts. */
    static final int LIMIT = 60 * 1024;

    private static final int CHUNK = 64 * 1024;
    private static final int SMALL = 4 * 1024;
    private final Supplier<Redaction> redactions;
    private final Transcript both = new Transcript(LIMIT);
    private final Transcript standard = new Transcript(LIMIT);
    private final BlockingQueue<Optional<String>> live = new ArrayBlockingQueue<>(256);
    private final AtomicInteger allowed = new AtomicInteger();
    private final CountDownLatch open = new CountDownLatch(2);
    private long bytes;
    private volatile boolean closed;

    Capture(Supplier<Redaction> redactions) {
        this.redactions = redactions;
    }

    /** Starts reading both streams. */
    void start(InputStream out, InputStream err) {
        thread("command-out", new Reader(out, true));
        thread("command-err", new Reader(err, false));
    }

    private static void thread(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** The next line, waiting at most so long for it; also returns when both streams end. */
    Optional<String> poll(long millis) throws InterruptedException {
        Optional<String> next = live.poll(millis, TimeUnit.MILLISECONDS);
        return next == null ? Optional.empty() : next;
    }

    /** Allows so many more lines out of a flood to come out of {@link #poll}; called once a second. */
    void allow(int lines) {
        allowed.set(lines);
    }

    /** Whether a line waits. */
    boolean waiting() {
        return !live.isEmpty();
    }

    /** Whether both streams have ended. */
    boolean ended() {
        return open.getCount() == 0;
    }

    /** Keeps nothing more; what still comes is read and dropped, so that whoever writes it is not stopped. */
    synchronized void close() {
        closed = true;
        live.clear();
    }

    /** Both streams as they came. */
    synchronized String both() {
        return both.text(redactions.get());
    }

    /** Standard output alone. */
    synchronized String standard() {
        return standard.text(redactions.get());
    }

    /** How much came, both streams together. */
    synchronized long bytes() {
        return bytes;
    }

    /** One stream. */
    private final class Reader implements Runnable {
        private final InputStream in;
        private final boolean isStandard;
        private final Redaction redaction = redactions.get();
        private byte[] held = new byte[2 * CHUNK];
        private int count;

        Reader(InputStream in, boolean isStandard) {
            this.in = in;
            this.isStandard = isStandard;
        }

        @Override
        public void run() {
            try {
                read();
            } catch (IOException | InterruptedException gone) {
                // the other end is gone or nobody listens any more: what came is kept
            } finally {
                open.countDown();
                live.offer(Optional.empty());
            }
        }

        private void read() throws IOException, InterruptedException {
            while (true) {
                if (held.length - count < CHUNK) {
                    held = Arrays.copyOf(held, held.length + CHUNK);
                }
                int read = in.read(held, count, CHUNK);
                if (closed) {
                    count = 0;
                } else {
                    count += Math.max(0, read);
                    int whole = read < 0 ? count : Lines.whole(held, count);
                    take(Math.max(0, read), whole);
                    System.arraycopy(held, whole, held, 0, count - whole);
                    count -= whole;
                }
                if (read < 0) {
                    return;
                }
            }
        }

        /** Takes the whole lines at the beginning of what is held. */
        private void take(int read, int whole) throws InterruptedException {
            boolean flood;
            synchronized (Capture.this) {
                bytes += read;
                flood = both.full() && !(isStandard && !standard.full());
                if (flood) {
                    both.raw(held, 0, whole);
                    if (isStandard) {
                        standard.raw(held, 0, whole);
                    }
                }
            }
            if (flood && whole > SMALL) {
                redaction.gap();
                return;
            }
            for (int[] line : Lines.in(held, 0, whole)) {
                if (flood && allowed.getAndDecrement() <= 0) {
                    redaction.gap();
                    return;
                }
                String text = redaction.line(SafeText.of(held, line[0], line[1]));
                if (!flood) {
                    keep(text, line);
                }
                show(text, flood);
            }
        }

        private void keep(String text, int[] line) {
            synchronized (Capture.this) {
                both.line(text, held, line[0], line[1]);
                if (isStandard) {
                    standard.line(text, held, line[0], line[1]);
                }
            }
        }

        private void show(String text, boolean flood) throws InterruptedException {
            boolean taken = live.offer(Optional.of(text));
            while (!taken && !flood && !closed) {
                taken = live.offer(Optional.of(text), 50, TimeUnit.MILLISECONDS);
            }
        }
    }
}
