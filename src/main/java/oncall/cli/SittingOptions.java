package oncall.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What `start` and `resume` both take. */
final class SittingOptions {
    @Option(
            names = "--role",
            paramLabel = "ROLE",
            description = "The role you hold, as the team file names it; oncall by default.")
    private String role;

    @Option(
            names = "--answers",
            paramLabel = "FILE",
            description = "Take the answers from a file, in order; never runs a command.")
    private Path answers;

    @Option(names = "--show-only", description = "Show commands for copying, never offer to run them.")
    private boolean showOnly;

    Optional<String> role() {
        return Optional.ofNullable(role);
    }

    Optional<Path> answers() {
        return Optional.ofNullable(answers);
    }

    boolean showOnly() {
        return showOnly;
    }
}
