package oncall.timeline;

/**
 * Who writes from where: passed in, never looked up here.
 *
 * @param actor the person, as records name them
 * @param device the machine; with the actor it makes the name of the file
 * @param terminal words for a message to somebody who waits: `pid 4242 on bastion-1, /dev/pts/3`
 * @param process a word of a-z, 0-9 that no other running process has; names the file where locks do not work
 */
public record Author(String actor, String device, String terminal, String process) {}
