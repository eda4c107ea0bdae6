package oncall.command;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import oncall.runbook.Durations;
import oncall.walk.Commands.Live;
import oncall.walk.Commands.Outcome;

/**
 * One running command, watched to its end: hands lines on, keeps the time limit, and once it has to end sends INT, TERM and
 * KILL to all of it, each after the grace of the one before. A program left behind that holds the pipe is not waited for.
 */
final class Watch {
    private static final long TICK = TimeUnit.SECONDS.toNanos(1);
    private static final long LOOK_MILLIS = 25;
    /** How long output may still come in after the command has ended. */
    private static final long REST = TimeUnit.SECONDS.toNanos(1);

    /** Lines a second that reach the screen once there is more output than is kept. */
    private static final int FLOOD_LINES = 50;

    private final ProcessGroup group;
    private final Capture capture;
    private final Duration limit;
    private final SystemCommands.Grace grace;
    private final LongSupplier nanos;
    private final long begun;
    private volatile int asked;
    private Stage stage = Stage.RUNNING;
    private String why = "";
    private long stageSince;
    private long lastWord;
    private long lastLook;
    private long lastAllowed;
    private int heeded;

    /** How far we went to end it. */
    private enum Stage {
        RUNNING,
        INTERRUPTED,
        TERMINATED,
        KILLED
    }

    Watch(ProcessGroup group, Capture capture, Duration limit, SystemCommands.Grace grace, LongSupplier nanos) {
        this.group = group;
        this.capture = capture;
        this.limit = limit;
        this.grace = grace;
        this.nanos = nanos;
        this.begun = nanos.getAsLong();
        this.lastWord = begun;
        this.lastLook = begun;
        this.lastAllowed = begun;
    }

    /** Asks it to end; each further time, harder. From any thread. */
    synchronized void stop() {
        asked++;
    }

    /** Watches to the end. Whatever is thrown by `live`, nothing of the command is left running. */
    Outcome watch(Live live) {
        boolean over = false;
        try {
            capture.start(group.process().getInputStream(), group.process().getErrorStream());
            Outcome outcome = toTheEnd(live);
            over = true;
            return outcome;
        } finally {
            capture.close();
            if (!over) {
                group.signal("KILL");
            }
        }
    }

    private Outcome toTheEnd(Live live) {
        while (group.process().isAlive() && !givenUp()) {
            press();
            look(live);
        }
        long ended = nanos.getAsLong();
        if (stage != Stage.RUNNING) {
            clear();
        }
        while (capture.waiting() || !capture.ended() && nanos.getAsLong() - ended < REST) {
            look(live);
        }
        Duration took = Duration.ofNanos(ended - begun);
        String both = capture.both();
        String standard = capture.standard();
        if (stage == Stage.RUNNING) {
            return new Outcome(
                    Optional.of(group.process().exitValue()), Optional.empty(), took, both, capture.bytes(), standard);
        }
        return new Outcome(Optional.empty(), Optional.of(words()), took, both, capture.bytes(), standard, asked > 0);
    }

    /** Hands on a line if one comes soon, else says once a second that it is quiet. */
    private void look(Live live) {
        try {
            Optional<String> line = capture.poll(LOOK_MILLIS);
            if (line.isPresent()) {
                live.line(line.get());
                lastWord = nanos.getAsLong();
            } else if (capture.ended()) {
                group.process().waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            // whoever interrupts the one that waits for a command means the command
            stop();
        }
        long now = nanos.getAsLong();
        if (now - lastAllowed >= TICK) {
            lastAllowed = now;
            capture.allow(FLOOD_LINES);
        }
        if (now - lastLook >= TICK / 2) {
            lastLook = now;
            live.look();
        }
        if (now - lastWord >= TICK) {
            lastWord = now;
            live.quiet(Duration.ofNanos(now - begun));
        }
    }

    /** Sends the next signal when it is time for it. */
    private void press() {
        long now = nanos.getAsLong();
        boolean late = now - begun >= limit.toNanos();
        if (stage == Stage.RUNNING && (asked > 0 || late)) {
            why = asked > 0 ? "Stopped by you" : "Stopped at its time limit of " + Durations.words(limit);
            signal(Stage.INTERRUPTED, "INT");
        } else if (stage == Stage.INTERRUPTED
                && (again() || now - stageSince >= grace.afterInt().toNanos())) {
            signal(Stage.TERMINATED, "TERM");
        } else if (stage == Stage.TERMINATED
                && (again() || now - stageSince >= grace.afterTerm().toNanos())) {
            signal(Stage.KILLED, "KILL");
        }
    }

    private boolean again() {
        return asked > heeded;
    }

    private void signal(Stage next, String name) {
        stage = next;
        heeded = asked;
        group.signal(name);
        stageSince = nanos.getAsLong();
    }

    /** Killed, and still there: it hangs in the kernel, and nobody is helped by waiting. */
    private boolean givenUp() {
        return stage == Stage.KILLED && nanos.getAsLong() - stageSince >= REST;
    }

    /** Ends what it left behind when it was stopped. */
    private void clear() {
        if (!group.alive()) {
            return;
        }
        group.signal("TERM");
        long since = nanos.getAsLong();
        while (group.alive() && nanos.getAsLong() - since < REST / 2) {
            try {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            } catch (InterruptedException e) {
                break;
            }
        }
        group.signal("KILL");
    }

    private String words() {
        String after =
                why.endsWith("you") ? " after " + Durations.words(Duration.ofNanos(nanos.getAsLong() - begun)) : "";
        if (group.process().isAlive()) {
            return why + after + ", but process " + group.process().pid() + " still runs; look at it with `ps`.";
        }
        return why + after + (stage == Stage.KILLED ? "; it had to be killed." : ".");
    }
}
