/**
 * Pure writers: the status, the timeline and the list of incidents, as text for people and as JSON for programs. What
 * they return is untrusted text still: whoever prints it to a terminal sends it through the gateway.
 */
package oncall.document;
