package oncall.cli;

import java.util.List;

/**
 * An expected end that is not a success: one sentence for the person, the exit code, and what to do next. Thrown by
 * commands, turned into text in one place.
 */
public final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final Exit exit;
    private final transient List<String> hints;

    /**
     * A failure.
     *
     * @param message what happened and where; a full sentence
     * @param hints what to do next, a line each; may be none
     */
    public Failure(Exit exit, String message, String... hints) {
        super(message);
        this.exit = exit;
        this.hints = List.of(hints);
    }

    /** The same, remembering what it came from for `--debug`. */
    public Failure(Exit exit, String message, Throwable cause) {
        super(message, cause);
        this.exit = exit;
        this.hints = List.of();
    }

    /** The exit code it asks for. */
    public Exit exit() {
        return exit;
    }

    /** What to do next, a line each. */
    public List<String> hints() {
        return hints;
    }
}
