package oncall.runbook;

import java.util.Optional;

/**
 * One problem in a file a person wrote: where it is, what is wrong, and what to write instead.
 *
 * @param kind decides level and exit code
 * @param rule short kebab-case name of the rule, stable, for machines (`unknown-key`)
 * @param at where
 * @param width how many code points the caret line underlines, at least 1
 * @param sourceLine the line of the file as it stands there, without its end
 * @param message one sentence: what is wrong
 * @param remedy what to write instead; empty only where the message says it all
 * @param nearest the nearest known name, where the problem is an unknown one
 */
public record Diagnostic(
        Kind kind,
        String rule,
        Location at,
        int width,
        String sourceLine,
        String message,
        String remedy,
        Optional<String> nearest) {

    /** What a problem means for the file. */
    public enum Kind {
        /** Not readable as the format: syntax, unknown, duplicate or missing key, wrong type. */
        FORMAT(65),
        /** Read and understood, and something in it must be fixed. */
        MEANING(1),
        /** Worth a look; nothing is refused. */
        WARNING(0);

        private final int exit;

        Kind(int exit) {
            this.exit = exit;
        }

        /** The exit code this problem asks for. */
        public int exit() {
            return exit;
        }

        /** The word shown to people: `error` or `warning`. */
        public String level() {
            return this == WARNING ? "warning" : "error";
        }
    }

    /** Whether the file may not be used while this stands. */
    public boolean isError() {
        return kind != Kind.WARNING;
    }
}
