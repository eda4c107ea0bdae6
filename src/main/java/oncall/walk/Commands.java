package oncall.walk;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import oncall.incident.TimelineRecord;
import oncall.runbook.Command;

/** The port to running programs. Asks nobody: consent and the intent on record are the walk's business. */
public interface Commands {
    /** Where and as whom a command would run, shown before it does. */
    Place place(String folder);

    /** Names among `needs` that are not set in the environment. */
    List<String> missing(List<String> needs);

    /**
     * Runs a command in a process group of its own, with empty standard input unless the request has one, and returns when it
     * has ended or its time was over (then INT, TERM, KILL). Output is captured whole up to a limit, secrets redacted before
     * anybody sees it.
     *
     * @param live gets each line of output as it comes
     */
    Outcome run(Request request, Live live);

    /**
     * Tells the command that runs now to end, and all it started; called again, harder. From any thread, such as that of a signal.
     *
     * @return whether one was running
     */
    default boolean stop() {
        return false;
    }

    /**
     * Whether the sitting that a session record began still runs, in another process of this machine. False where that cannot
     * be told.
     */
    default boolean goesOnElsewhere(TimelineRecord session) {
        return false;
    }

    /** Gets output while a command runs. */
    interface Live {
        /** One line, redacted. */
        void line(String text);

        /** Called about once a second while nothing comes; `running` is the time since the start. */
        void quiet(Duration running);

        /** Called about twice a second, whatever comes. */
        default void look() {}
    }

    /** Folder, `user@host`, and what the environment says about contexts (`kube: acme-prod`), as words. */
    record Place(String folder, String userAtHost, List<String> context) {
        public Place {
            context = List.copyOf(context);
        }
    }

    /**
     * What to run.
     *
     * @param values values of the variables it uses, by fact name; set in its environment, also as `ONCALL_name`
     * @param needs environment names it may read besides
     */
    record Request(
            Command command,
            Map<String, String> values,
            List<String> needs,
            String folder,
            Duration timeout,
            Optional<String> input) {
        public Request {
            values = Map.copyOf(values);
            needs = List.copyOf(needs);
        }
    }

    /**
     * What came of it.
     *
     * @param exit absent when it could not be started or was stopped
     * @param problem why there is no exit code, in words
     * @param output redacted, at most the limit, standard output and errors as they came; a cut is marked in it
     * @param bytes how much it really wrote
     * @param standard the same without what it wrote as errors: what a saved fact, a number or a whole text is read from
     * @param stopped whether the person stopped it
     */
    record Outcome(
            Optional<Integer> exit,
            Optional<String> problem,
            Duration took,
            String output,
            long bytes,
            String standard,
            boolean stopped) {
        /** Of a command that nobody stopped. */
        public Outcome(
                Optional<Integer> exit,
                Optional<String> problem,
                Duration took,
                String output,
                long bytes,
                String standard) {
            this(exit, problem, took, output, bytes, standard, false);
        }

        /** Of a command that wrote no errors. */
        public Outcome(Optional<Integer> exit, Optional<String> problem, Duration took, String output, long bytes) {
            this(exit, problem, took, output, bytes, output);
        }
    }
}
