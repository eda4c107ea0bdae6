/**
 * Running programs for the walk: the port {@link oncall.walk.Commands}. A command gets a session of its own, values only as
 * environment variables or whole arguments, a time limit, and bounded capture; {@link oncall.command.Secrets} takes secrets out
 * before anybody sees a line. Asks nobody and records nothing.
 */
package oncall.command;
