/**
 * What happened and what it means: the events of a timeline, the incident as the fold over them, and the decisions that
 * follow from it (priority, impact, revert, what is due), each a function from values to a value with its reason. Pure.
 */
package oncall.incident;
