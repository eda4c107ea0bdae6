package oncall.cli;

import java.nio.file.Path;
import java.util.Optional;
import oncall.terminal.Colour;
import picocli.CommandLine.Option;

/** The options every command knows; they may stand before the command as well. */
public final class CommonOptions {
    @Option(names = "--home", paramLabel = "DIR", description = "Where incidents are kept, instead of ONCALL_HOME.")
    private Path home;

    @Option(names = "--runbooks", paramLabel = "DIR", description = "Where runbooks are, instead of ONCALL_RUNBOOKS.")
    private Path runbooks;

    @Option(names = "--plain", description = "Plain lines only; nothing is drawn again.")
    private boolean plain;

    @Option(names = "--color", paramLabel = "WHEN", description = "always, never or auto.")
    private Colour.Choice colour = Colour.Choice.AUTO;

    @Option(names = "--no-pager", description = "Print long output as it is, without a pager.")
    private boolean noPager;

    @Option(names = "--debug", description = "On an error, show where in the program it came from.")
    private boolean debug;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this.")
    private boolean help;

    /** The value of `--home`. */
    public Optional<Path> home() {
        return Optional.ofNullable(home);
    }

    /** The value of `--runbooks`. */
    public Optional<Path> runbooks() {
        return Optional.ofNullable(runbooks);
    }

    /** Whether `--plain` was given. */
    public boolean plain() {
        return plain;
    }

    /** Whether `--no-pager` was given. */
    public boolean noPager() {
        return noPager;
    }

    /** As if `--no-pager` had been given. */
    void withoutPager() {
        noPager = true;
    }

    /** As if `--plain` had been given. */
    void withPlainLines() {
        plain = true;
    }

    /** The value of `--color`. */
    public Colour.Choice colour() {
        return colour;
    }

    /** Whether `--debug` was given. */
    public boolean debug() {
        return debug;
    }
}
