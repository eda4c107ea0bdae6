package oncall.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import oncall.document.Json;
import oncall.runbook.Diagnostic;
import oncall.runbook.DiagnosticText;
import oncall.terminal.Gateway;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** `oncall runbook lint`: everything that is wrong with runbooks, team files, revert plans and answers files. */
@Command(
        description = {
            "Checks runbooks, team files, revert plans and answers files: all problems at once,",
            "each with its place and what to write instead. Folders are searched for such files.",
            "Without a name: the books in use."
        },
        footer = {
            "oncall runbook lint",
            "oncall runbook lint runbooks/disk-full.yaml",
            "oncall runbook lint --json runbooks"
        })
final class RunbookLint implements Callable<Exit>, TakesWords {
    private final Invocation invocation;

    @Parameters(arity = "0..*", paramLabel = "FILE|DIR", description = "What to check.")
    private List<Path> given = new ArrayList<>();

    @Option(names = "--json", description = "Print the findings as JSON (oncall.runbook-lint/1).")
    private boolean json;

    RunbookLint(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public boolean take(List<String> words) {
        for (String word : words) {
            given.add(Path.of(word));
        }
        return true;
    }

    @Override
    public Exit call() {
        List<Linter.Linted> linted = lint();
        Gateway out = invocation.page();
        if (json) {
            out.data(json(linted) + "\n");
        } else {
            out.text(text(linted));
        }
        return Exit.worst(linted.stream().map(Linter.Linted::exit).toList());
    }

    private List<Linter.Linted> lint() {
        Path here = invocation.environs().folder();
        Places places = invocation.places();
        List<Path> wanted = new ArrayList<>(
                given.stream().map(path -> here.resolve(path).normalize()).toList());
        Optional<Path> inUse = places.books().place().path();
        if (given.isEmpty() && inUse.isPresent()) {
            wanted.add(inUse.get());
        }
        Linter linter = new Linter(
                places, here, wanted.stream().filter(Files::isDirectory).toList());
        List<Linter.Linted> linted = new ArrayList<>();
        if (wanted.isEmpty()) {
            linted.add(linter.builtIn("team"));
            BuiltIn.books().stream()
                    .filter(name -> !name.equals("team"))
                    .map(linter::builtIn)
                    .forEach(linted::add);
            BuiltIn.plans().forEach(name -> linted.add(linter.builtIn(Places.PLANS + "/" + name)));
        }
        Linter.all(wanted).forEach(file -> linted.add(linter.file(file)));
        return linted;
    }

    private static String text(List<Linter.Linted> linted) {
        StringBuilder text = new StringBuilder();
        for (Linter.Linted file : linted) {
            for (Diagnostic finding : file.findings()) {
                DiagnosticText.lines(finding)
                        .forEach(
                                line -> text.append(line.replace("\n", "\\x0a")).append('\n'));
            }
        }
        long errors = count(linted, true);
        long warnings = count(linted, false);
        text.append(number(linted.size(), "file")).append(": ");
        text.append(
                errors + warnings == 0 ? "no problems" : number(errors, "error") + ", " + number(warnings, "warning"));
        return text.append(".\n").toString();
    }

    private static String number(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    private static long count(List<Linter.Linted> linted, boolean errors) {
        return linted.stream()
                .flatMap(file -> file.findings().stream())
                .filter(finding -> finding.isError() == errors)
                .count();
    }

    private static Json json(List<Linter.Linted> linted) {
        List<Json> files = linted.stream()
                .map(file -> Json.object()
                        .put("path", file.path())
                        .list(
                                "findings",
                                file.findings().stream().map(RunbookLint::json).toList()))
                .toList();
        return Json.object()
                .put("schema", "oncall.runbook-lint/1")
                .list("files", files)
                .put("errors", count(linted, true))
                .put("warnings", count(linted, false));
    }

    private static Json json(Diagnostic finding) {
        Json object = Json.object()
                .put("rule", finding.rule())
                .put("level", finding.kind().level())
                .put("line", finding.at().line())
                .put("column", finding.at().column())
                .put("message", finding.message());
        if (!finding.remedy().isEmpty()) {
            object.put("remedy", finding.remedy());
        }
        return object.put("nearest", finding.nearest());
    }
}
