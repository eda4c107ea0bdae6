package oncall.terminal;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The terminal and what reads it, made ready on a thread of its own while the question is already being shown. */
final class Opening<T extends AutoCloseable> {
    private static final long SOON_MILLIS = 1000;
    private final Making<T> making;
    private Optional<CompletableFuture<T>> started = Optional.empty();

    Opening(Making<T> making) {
        this.making = making;
    }

    /** Makes it. */
    interface Making<T> {
        /** @throws IOException when it cannot be had */
        T make() throws IOException;
    }

    /** Begins, unless it has begun. */
    synchronized void begin() {
        if (started.isEmpty()) {
            CompletableFuture<T> future = new CompletableFuture<>();
            started = Optional.of(future);
            Thread thread = new Thread(() -> complete(future), "oncall-terminal");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void complete(CompletableFuture<T> future) {
        try {
            future.complete(making.make());
        } catch (IOException | RuntimeException | LinkageError e) {
            future.completeExceptionally(e);
        }
    }

    /** It, once it is there; empty when it cannot be had. */
    Optional<T> get() {
        begin();
        try {
            return started.map(CompletableFuture::join);
        } catch (CompletionException e) {
            return Optional.empty();
        }
    }

    /** It, if it was begun and comes soon. */
    Optional<T> soon() {
        Optional<CompletableFuture<T>> future;
        synchronized (this) {
            future = started;
        }
        if (future.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(future.get().get(SOON_MILLIS, TimeUnit.MILLISECONDS));
        } catch (ExecutionException | TimeoutException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** Whether it was begun. */
    synchronized boolean begun() {
        return started.isPresent();
    }

    /** Ends it, if it was begun. */
    void close() {
        if (begun()) {
            get().ifPresent(Opening::end);
        }
    }

    private static void end(AutoCloseable made) {
        try {
            made.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
