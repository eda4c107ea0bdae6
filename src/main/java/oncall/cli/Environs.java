package oncall.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import oncall.terminal.Colour;
import oncall.terminal.Gateway;
import oncall.terminal.Look;
import oncall.walk.Clock;

/**
 * Everything the program knows of its surroundings, gathered once by {@link ThisProcess} and passed down; a test makes its
 * own and so runs the whole program inside itself.
 *
 * @param variables the environment as the launcher left it
 * @param folder where the person stands; absolute
 * @param home the person's home; empty when there is none
 * @param user the login name
 * @param hosts finds the name of this machine; asked only when needed
 * @param zones finds the local zone; asked only when needed
 * @param in what is typed or piped in
 * @param out documents and data
 * @param err talk: progress, warnings, errors
 * @param terminals which of the three streams are a terminal
 * @param clocks makes the clock; fails on an unusable `ONCALL_NOW`; asked only when needed
 * @param install how this copy of the program is installed
 */
public record Environs(
        Map<String, String> variables,
        Path folder,
        Optional<Path> home,
        String user,
        Supplier<String> hosts,
        Supplier<ZoneId> zones,
        InputStream in,
        PrintStream out,
        PrintStream err,
        Terminals terminals,
        Supplier<Clock> clocks,
        Install install) {

    /**
     * Which standard streams are a terminal, as the launcher saw them.
     *
     * @param columns the width of standard output, else of standard error; 0 when neither is a terminal or says it
     */
    public record Terminals(boolean in, boolean out, boolean err, int columns) {
        /** None of them. */
        public static final Terminals NONE = new Terminals(false, false, false);

        private static final int TABLE = 60;

        /** Terminals that do not say how wide they are. */
        public Terminals(boolean in, boolean out, boolean err) {
            this(in, out, err, 0);
        }

        /** Whether a table would not fit: its rows are then told as blocks. */
        public boolean narrow() {
            return out && columns > 0 && columns < TABLE;
        }

        /** Whether a person sits there: prompts can be seen and answered. */
        public boolean interactive() {
            return in && out;
        }
    }

    /**
     * How this copy is installed.
     *
     * @param version of the program
     * @param image the folder that holds `bin` and `lib`; empty when it was not started by its launcher
     * @param archive the class-sharing archive the launcher chose; empty when there was none
     */
    public record Install(String version, Optional<Path> image, Optional<Path> archive) {}

    public Environs {
        variables = Map.copyOf(variables);
    }

    /** A variable that is set and not empty. */
    public Optional<String> variable(String name) {
        return set(name).filter(value -> !value.isEmpty());
    }

    /** A variable that is set, be it empty. */
    public Optional<String> set(String name) {
        return Optional.ofNullable(variables.get(name));
    }

    /** Who acts: `ONCALL_ACTOR`, else the login name. */
    public String actor() {
        return variable("ONCALL_ACTOR").orElse(user);
    }

    /** On what machine: `ONCALL_DEVICE`, else the host name. */
    public String device() {
        return variable("ONCALL_DEVICE").orElseGet(hosts);
    }

    /** The local zone. */
    public ZoneId zone() {
        return zones.get();
    }

    /** Whether the caller's locale shows no more than ASCII for sure. */
    public boolean ascii() {
        return Look.asciiOnly(this::set);
    }

    /**
     * Documents and data, made visible; lines are wrapped for a screen alone, and letters are kept for a reader that is
     * none.
     */
    public Gateway page() {
        return new Gateway(
                out,
                terminals.out() && terminals.columns() > 0
                        ? new Look(Colour.OFF, ascii(), terminals::columns)
                        : Look.unwrapped(terminals.out() && ascii()));
    }

    /** Talk: warnings and errors, made visible; wrapped for a screen alone. */
    public Gateway talk() {
        return new Gateway(
                err, terminals.err() ? new Look(Colour.OFF, ascii(), terminals::columns) : Look.unwrapped(false));
    }
}
