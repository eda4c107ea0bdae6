/**
 * The outermost shell: reads this process's surroundings once, finds the chosen command, wires it to the ports it needs,
 * prints, and turns every outcome into an exit code. Only {@link oncall.cli.Main} exits, and only {@link
 * oncall.cli.ThisProcess} asks the system for streams, variables, time, zone, user and host.
 */
package oncall.cli;
