package oncall.migration;

import oncall.runbook.Location;

/**
 * A place in a migration of which nobody can say what it does to the database by reading it.
 *
 * @param at where
 * @param why one sentence
 */
public record Unreadable(Location at, String why) {}
