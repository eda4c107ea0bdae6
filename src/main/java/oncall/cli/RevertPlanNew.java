package oncall.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import oncall.plan.PlanDraft;
import oncall.runbook.Team;
import oncall.terminal.Colour;
import oncall.terminal.Conversation;
import oncall.walk.Prompter;
import oncall.walk.Prompter.Line;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** `oncall revert-plan new`: a plan from questions, from the history, or from nothing. */
@Command(
        description = {
            "Drafts a revert plan. In a terminal it asks what a plan needs; with --git it first",
            "reads the change from the history: title, commits, services and migrations by their",
            "paths, flags it sees. What nobody knows yet stands as TODO, and the check lists it by",
            "line. No file is ever overwritten. Piped, the draft is printed and nothing is asked."
        },
        footer = {
            "oncall revert-plan new api-4.13",
            "oncall revert-plan new api-4.13 --git v4.12.2..v4.13.0",
            "oncall revert-plan new api-4.13 --git v4.12.2..HEAD --repo ../api -o revert-plans"
        })
final class RevertPlanNew implements Callable<Exit> {
    private final Invocation invocation;

    @Parameters(
            arity = "1",
            paramLabel = "NAME",
            description = "The name of the plan: that of its file, without ending.")
    private String name;

    @Option(
            names = "--git",
            paramLabel = "FROM..TO",
            description = "Read the change from the history between two revisions.")
    private String range;

    @Option(names = "--repo", paramLabel = "DIR", description = "The repository of --git; here, unless said.")
    private Path repository;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE|DIR",
            description = "Write it there: a file ending in .yaml, or a folder for NAME.yaml.")
    private Path output;

    RevertPlanNew(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Exit call() {
        if (!RunbookNew.isName(name)) {
            throw new Failure(
                    Exit.USAGE,
                    "`" + name + "` cannot be the name of a revert plan.",
                    "Write letters, digits, `.`, `_` and `-`: `api-4.13`.");
        }
        if (repository != null && range == null) {
            throw new Failure(Exit.USAGE, "`--repo` goes with `--git FROM..TO`.", "oncall help revert-plan new");
        }
        Path here = invocation.environs().folder();
        Ports ports = new Ports(invocation);
        try (Conversation conversation = ports.conversation(invocation.common().plain(), Colour.Choice.AUTO)) {
            boolean asks = conversation.interactive();
            Optional<Path> file = file(here, asks);
            file.filter(Files::exists).ifPresent(RevertPlanNew::refuse);
            PlanDraft known = range == null ? PlanDraft.EMPTY : fromGit(here, file);
            if (!asks) {
                return hand(file, known.text(), Exit.OK);
            }
            conversation.leaving("Ctrl-C again to leave; what you answered is then written to the file.");
            PlanInterview interview = new PlanInterview(conversation, known);
            Exit exit = Exit.OK;
            try {
                interview.ask();
            } catch (PlanInterview.Left left) {
                exit = Exit.LEFT_OPEN;
            }
            return hand(file, interview.draft().text(), exit);
        }
    }

    private PlanDraft fromGit(Path here, Optional<Path> file) {
        Path repo = repository == null ? here : here.resolve(repository).normalize();
        Path folder = file.map(Path::getParent).orElse(here);
        Team team = new Bookshelf(invocation.places(), here).team(Optional.empty());
        return new DraftFromGit(invocation.environs(), team).draft(repo, range, folder);
    }

    /** Where it is written; empty for standard output. */
    private Optional<Path> file(Path here, boolean asks) {
        if (output != null) {
            Path given = here.resolve(output).normalize();
            boolean named = given.toString().matches(".*\\.ya?ml") && !Files.isDirectory(given);
            return Optional.of(named ? given : given.resolve(name + ".yaml"));
        }
        if (!asks) {
            return Optional.empty();
        }
        Path folder = invocation
                .places()
                .plans()
                .path()
                .orElseGet(() -> here.resolve("runbooks").resolve("revert-plans"));
        return Optional.of(folder.resolve(name + ".yaml"));
    }

    private static void refuse(Path file) {
        throw new Failure(
                Exit.NOT_SAVED,
                "`" + file + "` is there already; nothing was written.",
                "Name another file after `-o`.");
    }

    private Exit hand(Optional<Path> file, String text, Exit exit) {
        if (file.isEmpty()) {
            invocation.page().data(text);
            return exit;
        }
        try {
            Files.createDirectories(file.get().getParent());
            Files.writeString(file.get(), text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            refuse(file.get());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Path written = file.get();
        invocation.talk().line("Written: " + written);
        if (exit == Exit.LEFT_OPEN) {
            invocation.talk().line("What you did not answer stands there as TODO. To go on, edit that file.");
        }
        String plan = Plans.isByName(invocation.environs(), written) ? name : written.toString();
        invocation
                .talk()
                .print(List.of(
                        Line.of("Check it:"),
                        new Line(Prompter.Tone.COPY, "oncall revert-plan check " + ShellWord.of(plan))));
        return exit;
    }
}
