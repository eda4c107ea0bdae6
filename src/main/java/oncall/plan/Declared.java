package oncall.plan;

import oncall.runbook.Command;
import oncall.runbook.Location;

/**
 * A command a plan declares besides its steps: a read-only `check`, a `restore`, a hold.
 *
 * @param command as the plan writes it
 * @param at where it stands
 */
public record Declared(Command command, Location at) {}
