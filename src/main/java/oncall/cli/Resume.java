package oncall.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** `oncall resume`: an open incident, gone on with. */
@Command(
        description = "Goes on with an open incident at the first question without a saved answer.",
        footer = {"oncall resume", "oncall resume 20181112-1703"})
final class Resume implements Callable<Exit>, TakesWords {
    private final Invocation invocation;

    @Parameters(
            arity = "0..1",
            paramLabel = "INCIDENT",
            description = "Its id or the beginning of it; not needed when one is open.")
    private String incident;

    @Mixin
    private final SittingOptions options = new SittingOptions();

    Resume(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public boolean take(List<String> words) {
        incident = words.isEmpty() ? null : words.get(0);
        return words.size() <= 1;
    }

    @Override
    public Exit call() {
        return new Sittings(invocation, options).resume(Optional.ofNullable(incident));
    }
}
