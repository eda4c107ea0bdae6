package oncall.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** `oncall start`: a new incident, walked. */
@Command(
        description = "Opens an incident and walks you through it. Every answer is on disk before the next question.",
        footer = {
            "oncall start",
            "oncall start pod-crash-looping --title \"checkout pods restart\"",
            "oncall start outage --started 17:03 --show-only"
        })
final class Start implements Callable<Exit>, TakesWords {
    private final Invocation invocation;

    @Parameters(
            arity = "0..1",
            paramLabel = "BOOK",
            description = "The runbook, by name or path; asked for without it.")
    private String book;

    @Option(names = "--title", paramLabel = "TEXT", description = "What is broken, in the words you were given.")
    private String title;

    @Option(
            names = "--started",
            paramLabel = "TIME",
            description = "When it began: 17:03, 10 min ago, 2018-11-12 17:03.")
    private String started;

    @Mixin
    private final SittingOptions options = new SittingOptions();

    Start(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public boolean take(List<String> words) {
        book = words.isEmpty() ? null : words.get(0);
        return words.size() <= 1;
    }

    @Override
    public Exit call() {
        return new Sittings(invocation, options)
                .start(Optional.ofNullable(book), Optional.ofNullable(title), Optional.ofNullable(started));
    }
}
