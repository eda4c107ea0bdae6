package oncall.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import oncall.document.Heading;
import oncall.document.Postmortem;
import oncall.incident.Policy;
import oncall.runbook.Durations;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** `oncall postmortem`: the document for Thursday, as far as the record can write it. */
@Command(
        description = "Prints the postmortem as Markdown, filled from the record. What is missing is marked TODO.",
        footer = {
            "oncall postmortem 20181112-1703 > postmortem.md",
            "oncall postmortem --gap 30m",
            "oncall postmortem - < night.jsonl",
        })
final class ShowPostmortem implements Callable<Exit> {
    private final Invocation invocation;

    @Parameters(
            arity = "0..1",
            paramLabel = "INCIDENT",
            description =
                    "Its id or the beginning of it, or - for an export on standard input; not needed when one is open.")
    private String incident;

    @Option(names = "--gap", paramLabel = "TIME", description = "Name every silence longer than this; 10m by default.")
    private String gap = "10m";

    ShowPostmortem(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Exit call() {
        Duration silence = Durations.parse(gap)
                .filter(length -> !length.isZero())
                .orElseThrow(() -> new Failure(
                        Exit.USAGE, "`" + gap + "` is not a length of time.", "Write 90s, 10m or 2h: --gap 10m"));
        if ("-".equals(incident)) {
            try (Account account = Account.received(invocation)) {
                write(
                        Heading.of(account.whole(), account.folder(), account.health()),
                        account.policy(invocation),
                        silence,
                        "What came in carries no copies of the runbook and the team file.");
                account.remarks().forEach(invocation.talk()::line);
                return account.exit();
            }
        }
        Reading reading = Reading.of(invocation, new Ports(invocation), Optional.ofNullable(incident));
        Heading heading = Heading.of(reading.incident(), reading.folder(), reading.health());
        write(
                heading,
                PolicyCopy.of(invocation, reading.timeline()),
                silence,
                "The copies of the runbook and the team file that it began with cannot be read.");
        reading.remark(invocation);
        return Exit.OK;
    }

    private void write(Heading heading, Optional<Policy> policy, Duration silence, String lacking) {
        String document = String.join("\n", Postmortem.write(heading, policy.orElse(Policy.NONE), silence)) + "\n";
        if (invocation.environs().terminals().out()) {
            invocation.paged(page -> page.text(document));
        } else {
            invocation.page().data(document);
        }
        if (policy.isEmpty()) {
            invocation.talk().line(lacking + " So dates, objectives and the words of choices are not known.");
        }
    }
}
