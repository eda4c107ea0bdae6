package oncall.plan;

import oncall.runbook.Location;

/**
 * A word or sentence of a plan, exactly as it was typed.
 *
 * @param text without white space around it
 * @param quoted false where other YAML readers may take it for a number, a date or a truth value
 * @param at where it begins
 * @param width how many code points it takes on that line, at least 1
 */
public record Written(String text, boolean quoted, Location at, int width) {
    @Override
    public String toString() {
        return text;
    }
}
