/**
 * Measurements, each a ratio to a yardstick of the same run, taken in turn with it: what a busy or slow machine does to one it
 * does to the other. Not part of any test run: `mvn -B -q -Pbench verify` prints them, for the Java that Maven runs on. Nothing
 * here fails because something took long.
 */
package oncall.bench;
