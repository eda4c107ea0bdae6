/** Holds what the documents show against the program: every command they name runs, every output they show comes. */
package oncall.docs;
