package oncall.migration;

import java.util.Optional;
import oncall.runbook.Location;

/**
 * What undoes a migration.
 *
 * @param state whether it can
 * @param at where that is written; empty only for what is missing
 * @param why one sentence, for every state but {@code PRESENT}; there it says who works it out, where no text does
 * @param script what it runs, as far as it is written down
 */
public record Down(State state, Optional<Location> at, String why, Script script) {
    /** Whether a migration can be undone by its own down. */
    public enum State {
        /** There is one that does something. */
        PRESENT,
        /** There is one and it does nothing: the tool will say it is undone. */
        EMPTY,
        /** There is none. */
        MISSING,
        /** It refuses, or the tool refuses. */
        IRREVERSIBLE,
        /** It could not be read. */
        UNKNOWN
    }

    static Down present(Location at, Script script) {
        return new Down(State.PRESENT, Optional.of(at), "", script);
    }

    static Down of(State state, Location at, String why) {
        return new Down(state, Optional.of(at), why, Script.NONE);
    }

    static Down missing(String why) {
        return new Down(State.MISSING, Optional.empty(), why, Script.NONE);
    }
}
