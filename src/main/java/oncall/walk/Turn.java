package oncall.walk;

/**
 * The turns a sitting can take in the middle of a question. They are thrown because a question may stand deep inside a step,
 * and whatever stands between must not go on.
 */
abstract class Turn extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private Turn() {
        super(null, null, false, false);
    }

    /** The order was changed: look again at what is next. */
    static final class Moved extends Turn {
        private static final long serialVersionUID = 1L;
    }

    /** The step in hand is passed over. */
    static final class Skipped extends Turn {
        private static final long serialVersionUID = 1L;
    }

    /** The sitting is over. */
    static final class Stopped extends Turn {
        private static final long serialVersionUID = 1L;
        private final Ending ending;

        Stopped(Ending ending) {
            this.ending = ending;
        }

        Ending ending() {
            return ending;
        }
    }
}
