package oncall.cli;

import java.io.PrintStream;
import java.util.function.Supplier;
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
    public PrintStream out() {
        return environs.out();
    }

    /** Talk. */
    public PrintStream err() {
        return environs.err();
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
