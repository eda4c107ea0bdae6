package oncall.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import oncall.document.Json;
import oncall.runbook.Runbook;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** `oncall runbook list`: the books there are, and where each comes from. */
@Command(
        description = "Lists the runbooks there are, with their titles and where they come from.",
        footer = {"oncall runbook list", "oncall runbook list --json", "oncall runbook list --runbooks ./runbooks"})
final class RunbookList implements Callable<Exit> {
    private final Invocation invocation;

    @Option(names = "--json", description = "Print the list as JSON (oncall.runbooks/1).")
    private boolean json;

    RunbookList(Invocation invocation) {
        this.invocation = invocation;
    }

    /** @param title empty when the file has errors */
    private record Row(String name, Optional<String> title, boolean builtIn, String path) {}

    @Override
    public Exit call() {
        Places.Place folder = invocation.places().books().place();
        List<Row> rows = rows(folder);
        if (json) {
            invocation.page().data(json(rows) + "\n");
        } else if (invocation.environs().terminals().narrow()) {
            text(rows, folder).lines().forEach(invocation.page()::line);
        } else {
            invocation.paged(page -> page.text(text(rows, folder)));
        }
        return Exit.OK;
    }

    private List<Row> rows(Places.Place folder) {
        Bookshelf shelf =
                new Bookshelf(invocation.places(), invocation.environs().folder());
        List<Row> own = new ArrayList<>();
        List<Row> builtIn = new ArrayList<>();
        for (String name : shelf.books()) {
            Optional<Path> file = folder.path().flatMap(path -> file(path, name));
            Optional<Runbook> book = shelf.book(name);
            if (file.isEmpty()) {
                book.ifPresent(read -> builtIn.add(new Row(
                        name, Optional.of(read.title()), true, read.source().path())));
            } else if (book.isPresent() || shelf.formatOf(file.get()).equals("runbook/1")) {
                own.add(new Row(name, book.map(Runbook::title), false, shelf.shown(file.get())));
            }
        }
        own.addAll(builtIn);
        return own;
    }

    private static Optional<Path> file(Path folder, String name) {
        return List.of(".yaml", ".yml").stream()
                .map(ending -> folder.resolve(name + ending))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    private String text(List<Row> rows, Places.Place folder) {
        int width = rows.stream()
                .mapToInt(row -> visible(row.name()).length())
                .max()
                .orElse(0);
        StringBuilder text = new StringBuilder();
        folder.path()
                .ifPresent(path -> text.append("In ")
                        .append(path)
                        .append(" (")
                        .append(folder.why())
                        .append("):\n"));
        rows.stream().filter(row -> !row.builtIn()).forEach(row -> text.append(line(row, width)));
        if (rows.stream().anyMatch(Row::builtIn)) {
            text.append("Built in:\n");
            rows.stream().filter(Row::builtIn).forEach(row -> text.append(line(row, width)));
        }
        return text.toString();
    }

    private String line(Row row, int width) {
        String title = row.title()
                .orElse(
                        RunbookNew.isName(row.name())
                                ? "has errors: oncall runbook lint " + ShellWord.of(row.path())
                                : "cannot be used: a runbook's name is letters, digits, `.`, `_` and `-`");
        String name = visible(row.name());
        if (invocation.environs().terminals().narrow()) {
            return "  " + name + "\n    " + visible(title) + "\n";
        }
        return "  " + name + " ".repeat(width - name.length() + 2) + visible(title) + "\n";
    }

    /** Names of files can hold anything, line feeds too. */
    private String visible(String text) {
        return invocation.page().visible(text);
    }

    private static Json json(List<Row> rows) {
        List<Json> books = rows.stream()
                .map(row -> Json.object()
                        .put("name", row.name())
                        .put("title", row.title())
                        .put("from", row.builtIn() ? "built-in" : "folder")
                        .put("path", row.path()))
                .toList();
        return Json.object().put("schema", "oncall.runbooks/1").list("runbooks", books);
    }
}
