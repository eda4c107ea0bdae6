/**
 * Whole stories: the packaged program, walked by a person on a pseudo-terminal, or fed by a pipe, in a home of its
 * own. Each test tells one story and asserts what a person saw and what is on disk afterwards.
 */
package oncall.stories;
