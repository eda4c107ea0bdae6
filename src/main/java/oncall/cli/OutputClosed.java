package oncall.cli;

/**
 * Nobody reads our output any more. Unchecked, so that it passes through a print stream, which swallows everything else, and
 * ends a long listing at once.
 */
final class OutputClosed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OutputClosed(Throwable cause) {
        super("output closed", cause, false, false);
    }
}
