/**
 * What git knows about changes: the port {@link oncall.walk.Changes}. {@link oncall.git.Git} is the only place that starts git,
 * and lets it run nothing that a repository or its configuration names.
 */
package oncall.git;
