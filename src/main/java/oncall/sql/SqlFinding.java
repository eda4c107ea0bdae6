package oncall.sql;

import oncall.runbook.Location;

/**
 * One thing that a statement does and old code cannot, or may not, live with.
 *
 * @param harm what kind it is; says level, why and how to mend
 * @param at the word that names what it is done to, else the word that does it
 * @param width how many code points of that word there are, at least 1
 * @param object what it is done to, as the file names it: `orders.note`
 */
public record SqlFinding(Harm harm, Location at, int width, String object) {
    /** What happens, without a period: drops column `orders.note`. */
    public String what() {
        return object.isEmpty() ? harm.verb() : harm.verb() + " `" + object + "`";
    }
}
