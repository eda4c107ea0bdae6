package oncall.timeline;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Two things done at once, each on a thread of its own. */
final class Together {
    private Together() {}

    /** Something that may fail. */
    interface Task {
        void run() throws IOException, Stretch.Unfollowable;
    }

    /** Returns when both are done; what went wrong with the first is thrown rather than with the second. */
    static void run(Task here, Task elsewhere) throws IOException, Stretch.Unfollowable {
        List<Throwable> failed = new ArrayList<>();
        Thread other = new Thread(
                () -> {
                    try {
                        elsewhere.run();
                    } catch (IOException | Stretch.Unfollowable | RuntimeException | Error e) {
                        failed.add(e);
                    }
                },
                "second half");
        other.setDaemon(true);
        other.start();
        try {
            here.run();
        } finally {
            join(other);
        }
        if (!failed.isEmpty()) {
            rethrow(failed.get(0));
        }
    }

    private static void join(Thread other) {
        boolean interrupted = false;
        while (true) {
            try {
                other.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Throws what went wrong on another thread. */
    static void rethrow(Throwable problem) throws IOException, Stretch.Unfollowable {
        if (problem instanceof IOException io) {
            throw io;
        }
        if (problem instanceof Stretch.Unfollowable unfollowable) {
            throw unfollowable;
        }
        if (problem instanceof RuntimeException bug) {
            throw bug;
        }
        throw (Error) problem;
    }
}
