/**
 * What runbooks, team files and revert plans say, as values: a procedure with its steps, choices and conditions, and
 * the place each stands at. Pure: no I/O, no clock, no environment; reading files is {@code oncall.runbook.yaml}.
 */
package oncall.runbook;
