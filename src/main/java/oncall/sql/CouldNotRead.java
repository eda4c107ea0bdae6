package oncall.sql;

import oncall.runbook.Location;

/**
 * A place whose SQL could not be read, so that nothing can be said of what it does.
 *
 * @param at where
 * @param why one sentence
 */
public record CouldNotRead(Location at, String why) {}
