package oncall.cli;

import java.util.Collection;

/** How the program ends: the documented exit codes. A contract; codes are only ever added. */
public enum Exit {
    OK(0, "done; also when a reader such as head closed our output"),
    FIX(
            1,
            "read and understood, and something must be fixed: errors of meaning, NOT READY, damage found, answers left over"),
    USAGE(2, "wrong usage; several incidents open and none named"),
    LEFT_OPEN(3, "an open incident was left on purpose or for want of input; the command that resumes it was printed"),
    NOT_CHECKED(4, "a required live check could not be made: unknown is never a pass"),
    UNREADABLE(65, "not readable as the format, or a damaged file that had to be trusted"),
    NOT_FOUND(66, "no such incident, runbook or revert plan"),
    BUG(70, "a bug in oncall"),
    NOT_SAVED(74, "could not read or save, could not get the lock; what was not saved was shown"),
    HUNG_UP(129, "the terminal went away; everything acknowledged is saved"),
    INTERRUPTED(130, "interrupted; everything acknowledged is saved"),
    TERMINATED(143, "told to end; everything acknowledged is saved");

    private final int code;
    private final String meaning;

    Exit(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    /** What the shell gets. */
    public int code() {
        return code;
    }

    /** One line for people. */
    public String meaning() {
        return meaning;
    }

    /** The one exit for several files, by the rule "the worst of 65, 4, 1, 0"; {@link #OK} for none. */
    public static Exit worst(Collection<Exit> each) {
        if (each.contains(UNREADABLE)) {
            return UNREADABLE;
        }
        if (each.contains(NOT_CHECKED)) {
            return NOT_CHECKED;
        }
        return each.contains(FIX) ? FIX : OK;
    }
}
