/**
 * What may run on this machine: the port {@link oncall.walk.Trust}, kept as `trust.jsonl` in the user's own state folder. One
 * JSON object a line, the last one about a file counts; a line that does not read allows nothing.
 */
package oncall.trust;
