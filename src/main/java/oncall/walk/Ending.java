package oncall.walk;

/** How a sitting ended. Everything acknowledged is saved in every case. */
public enum Ending {
    /** The incident is closed. */
    CLOSED,
    /** Left open on purpose, or for want of input. */
    LEFT,
    /** Ctrl-C. */
    INTERRUPTED,
    /** The terminal is gone. */
    HUNG_UP
}
