package oncall.migration;

import oncall.runbook.Location;

/**
 * SQL of a migration.
 *
 * @param at where its first character stands, or what it says is said
 * @param text as written, where the file's language has an escape for a character as long as that escape; or, when it is not
 *     exact, what a call of the tool's own language comes to
 * @param exact whether every character of the text stands in the file, so that its places can be told
 */
public record SqlText(Location at, String text, boolean exact) {
    SqlText(Location at, String text) {
        this(at, text, true);
    }
}
