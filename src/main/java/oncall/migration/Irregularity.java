package oncall.migration;

import oncall.runbook.Location;

/**
 * Something about a set of migrations that is not as its tool wants it, or that could not be read.
 *
 * @param kind what kind it is
 * @param at where
 * @param what one sentence
 */
public record Irregularity(Kind kind, Location at, String what) {
    /** What can be wrong with a set of migrations. */
    public enum Kind {
        /** Lies among migrations and fits no layout: nobody has looked at what it does. */
        UNRECOGNISED,
        /** Could not be read at all. */
        UNREADABLE,
        /** Two have one version. */
        DUPLICATE,
        /** A number is left out between two others. */
        GAP,
        /** The chain of which follows which has two ends, or a link that leads nowhere. */
        BROKEN_CHAIN,
        /** A down whose up is not there. */
        DOWN_ALONE
    }
}
