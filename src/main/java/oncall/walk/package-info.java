/**
 * One sitting: what is asked next, asking it, recording the answer, going on. Owns the ports to the person, the timeline,
 * commands and messages; state is always the fold of the timeline, so resuming is the same loop on a non-empty one.
 */
package oncall.walk;
