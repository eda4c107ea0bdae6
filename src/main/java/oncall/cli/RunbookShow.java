package oncall.cli;

import java.util.concurrent.Callable;
import oncall.document.RunbookText;
import oncall.runbook.DiagnosticText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** `oncall runbook show`: the steps that would be walked. */
@Command(
        description = {
            "Shows the steps that would be walked, in order: whose they are, when they apply,",
            "what they would run. Nothing is run."
        },
        footer = {"oncall runbook show outage", "oncall runbook show runbooks/disk-full.yaml"})
final class RunbookShow implements Callable<Exit> {
    private final Invocation invocation;

    @Parameters(arity = "1", paramLabel = "BOOK", description = "The runbook, by name or path.")
    private String book;

    RunbookShow(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Exit call() {
        Bookshelf.Opened opened =
                new Bookshelf(invocation.places(), invocation.environs().folder()).open(book);
        String text = RunbookText.write(opened.book(), opened.team());
        invocation.paged(page -> page.text(text));
        opened.warnings().forEach(warning -> DiagnosticText.lines(warning).forEach(invocation.talk()::line));
        return Exit.OK;
    }
}
