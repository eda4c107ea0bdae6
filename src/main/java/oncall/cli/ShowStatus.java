package oncall.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import oncall.document.Status;
import oncall.document.StatusJson;
import oncall.document.StatusText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** `oncall status`: where an incident stands. */
@Command(
        description = "Shows where an incident stands: the next question, the priority, what is due. Changes nothing.",
        footer = {"oncall status", "oncall status 20181112-1703 --json"})
final class ShowStatus implements Callable<Exit>, TakesWords {
    private final Invocation invocation;

    @Parameters(
            arity = "0..1",
            paramLabel = "INCIDENT",
            description = "Its id or the beginning of it; not needed when one is open.")
    private String incident;

    @Option(names = "--json", description = "One object for programs, oncall.status/1.")
    private boolean json;

    ShowStatus(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public boolean take(List<String> words) {
        incident = words.isEmpty() ? null : words.get(0);
        return words.size() <= 1;
    }

    @Override
    public Exit call() {
        Ports ports = new Ports(invocation);
        Reading reading = Reading.of(invocation, ports, Optional.ofNullable(incident));
        Situation situation = new Situation(invocation, ports, reading);
        Status status = situation.status();
        if (json) {
            invocation.page().data(StatusJson.write(status) + "\n");
        } else {
            invocation.paged(page -> {
                StatusText.write(status).forEach(page::line);
                PolicyCopy.due(invocation, reading.timeline(), reading.incident())
                        .ifPresent(page::line);
            });
        }
        reading.remark(invocation);
        situation.remark().ifPresent(invocation.talk()::line);
        return Exit.OK;
    }
}
