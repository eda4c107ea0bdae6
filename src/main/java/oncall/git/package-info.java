/**
 * What git knows: what changed lately, the port {@link oncall.walk.Changes}, and whether a change can be undone, {@link
 * oncall.git.RevertProbe}. {@link oncall.git.Git} is the only place that starts git, and lets it run nothing that a repository
 * or its configuration names. What needs more than a list of commits is read through an empty repository of our own that merely
 * sees the objects of the other: its settings and attributes are not there, and nothing is written where it is.
 */
package oncall.git;
