package oncall.cli;

import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import oncall.command.ChildEnvironment;
import oncall.terminal.Colour;
import oncall.terminal.Gateway;
import oncall.terminal.Look;
import oncall.terminal.Pager;
import oncall.terminal.Terminals;
import oncall.walk.Clock;

/**
 * What one command gets: its surroundings and the options every command knows. The options are filled in by the parser, so
 * ask for them when the command runs, not in its constructor.
 *
 * @param environs the surroundings
 * @param common the options every command knows
 * @param clockSource the one clock of this run, made when first asked for
 */
public record Invocation(Environs environs, CommonOptions common, Supplier<Clock> clockSource) {
    /** An invocation whose clock is made once, when first asked for. */
    static Invocation of(Environs environs) {
        Supplier<Clock> once = new Supplier<>() {
            private Clock made;

            @Override
            public Clock get() {
                if (made == null) {
                    made = environs.clocks().get();
                }
                return made;
            }
        };
        return new Invocation(environs, new CommonOptions(), once);
    }

    /** Documents and data. */
    public Gateway page() {
        return environs.page();
    }

    /**
     * Prints a document that may be longer than a screen: through the pager where a person sits before a terminal, else as
     * {@link #page} does. What is printed to the gateway goes out as it comes. The printing is ended by an exception that
     * passes through it when the person has seen enough, and this returns as if all had been printed.
     */
    public void paged(Consumer<Gateway> printing) {
        if (common.noPager() || !seen().pages()) {
            printing.accept(page());
            return;
        }
        Map<String, String> theirs = ChildEnvironment.of(environs.variables());
        Optional<String> command = Pager.command(theirs);
        if (command.isPresent()) {
            new Pager(command.get(), theirs, environs.out(), environs.ascii()).show(printing);
        } else {
            printing.accept(folding());
        }
    }

    /** Documents in the width of the terminal, where there is one; else as {@link #page}. */
    public Gateway folding() {
        if (!environs.terminals().out()) {
            return page();
        }
        Map<String, String> theirs = ChildEnvironment.of(environs.variables());
        return new Gateway(environs.out(), new Look(Colour.OFF, environs.ascii(), () -> Pager.columns(theirs)));
    }

    /** Talk: warnings and errors. */
    public Gateway talk() {
        return environs.talk();
    }

    /** What is known of the terminal, to choose a way of asking. */
    public Terminals.Seen seen() {
        Environs.Terminals terminals = environs.terminals();
        return new Terminals.Seen(terminals.in(), terminals.out(), environs::set, common.plain());
    }

    /** Whether standard output is coloured. */
    public Colour colour() {
        return Colour.decide(
                common.colour(), environs::set, environs.terminals().out());
    }

    /**
     * The clock of this run.
     *
     * @throws Failure with {@link Exit#USAGE} when `ONCALL_NOW` cannot be used
     */
    public Clock clock() {
        return clockSource.get();
    }

    /** Where books, incidents and the rest are, options included. */
    public Places places() {
        return new Places(environs, common.home(), common.runbooks());
    }
}
