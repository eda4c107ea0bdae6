package oncall.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import oncall.runbook.Runbook;
import oncall.runbook.Source;
import oncall.terminal.Colour;
import oncall.terminal.Conversation;
import oncall.terminal.Gateway;
import oncall.trust.TrustEntry;
import oncall.trust.TrustFile;
import oncall.walk.CommandsOf;
import oncall.walk.Prompter;
import oncall.walk.Prompter.Line;
import oncall.walk.Prompter.Tone;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** `oncall trust`: which commands may be offered on this machine. */
@Command(
        description = {
            "Shows the commands of a runbook, of its team file, of every book it follows and of its",
            "revert plan, and asks whether they may be offered here. A change of a file asks again.",
            "Each command is still asked for before it runs. Asks at a terminal only."
        },
        footer = {"oncall trust disk-full", "oncall trust --list", "oncall trust disk-full --revoke"})
final class TrustCommand implements Callable<Exit> {
    private final Invocation invocation;

    @Parameters(
            arity = "0..1",
            paramLabel = "BOOK",
            description = "The runbook, by name or path; the usual one without it.")
    private String book;

    @Option(names = "--list", description = "List what is trusted; nothing is asked.")
    private boolean list;

    @Option(names = "--revoke", description = "Take trust from the runbook's own file, or from the file of that path.")
    private boolean revoke;

    TrustCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    /** A file and its commands. */
    private record Part(Source source, List<String> commands) {}

    @Override
    public Exit call() {
        Ports ports = new Ports(invocation);
        TrustFile trust = ports.trust();
        if (list && revoke || revoke && book == null) {
            throw new Failure(Exit.USAGE, "Say what to do: --list, or BOOK --revoke.", "oncall help trust");
        }
        if (list) {
            return list(trust, ports.page());
        }
        return revoke ? revoke(trust, ports.page()) : ask(trust, ports);
    }

    private Exit list(TrustFile trust, Gateway page) {
        List<TrustEntry> entries = trust.standing().stream()
                .filter(entry -> book == null || entry.path().equals(given()))
                .toList();
        if (entries.isEmpty()) {
            page.line("Nothing is trusted but the built-in books.");
        }
        for (TrustEntry entry : entries) {
            page.line(entry.path());
            page.line("  " + entry.sha256().substring(0, 12) + "  since " + entry.at() + "  "
                    + entry.commands().size() + (entry.commands().size() == 1 ? " command" : " commands"));
        }
        return Exit.OK;
    }

    private Exit revoke(TrustFile trust, Gateway page) {
        String path = given();
        if (trust.standing().stream().noneMatch(entry -> entry.path().equals(path))) {
            throw new Failure(Exit.NOT_FOUND, "`" + path + "` is not trusted.", "`oncall trust --list` shows what is.");
        }
        trust.revoke(path);
        page.line("Not trusted any more: " + path);
        return Exit.OK;
    }

    /** The real path of a file that was named, of a book that was named, or of a file that is gone. */
    private String given() {
        Path file = invocation.environs().folder().resolve(book).normalize();
        if (!Files.isRegularFile(file) && !book.contains("/")) {
            Optional<Runbook> named = shelf().book(book);
            if (named.isPresent()) {
                return new Ports(invocation).trust().path(named.get().source());
            }
        }
        try {
            return file.toRealPath().toString();
        } catch (java.io.IOException e) {
            return file.toString();
        }
    }

    private Bookshelf shelf() {
        return new Bookshelf(invocation.places(), invocation.environs().folder());
    }

    private Exit ask(TrustFile trust, Ports ports) {
        List<Part> parts = parts(shelf());
        try (Conversation conversation = ports.conversation(false, Colour.Choice.AUTO)) {
            List<Part> open = new ArrayList<>();
            for (Part part : parts) {
                show(part, trust, conversation);
                if (!part.commands().isEmpty() && !trust.allows(part.source())) {
                    open.add(part);
                }
            }
            if (open.isEmpty()) {
                tell(conversation, Tone.PLAIN, "Nothing is left to trust.");
                return Exit.OK;
            }
            if (!conversation.interactive()) {
                throw new Failure(
                        Exit.LEFT_OPEN,
                        "Trust is given at a terminal only; nothing was changed.",
                        "Run this in a terminal.");
            }
            for (Part part : open) {
                Exit exit = TrustQuestion.confirm(part.source(), part.commands(), trust, conversation);
                if (exit != Exit.OK) {
                    return exit;
                }
            }
            return Exit.OK;
        }
    }

    /** The book, its team file, every book it follows, its plan: each file once, with its bytes as they were read. */
    private List<Part> parts(Bookshelf shelf) {
        Bookshelf.Opened opened = shelf.open(Optional.ofNullable(book).orElse(Bookshelf.usual()));
        List<Part> parts = new ArrayList<>();
        parts.add(new Part(opened.book().source(), CommandsOf.book(opened.book())));
        parts.add(new Part(opened.team().source(), CommandsOf.team(opened.team())));
        Set<String> followed = Bookshelf.followed(opened.book(), new LinkedHashSet<>(), shelf);
        List<Runbook> books = new ArrayList<>(List.of(opened.book()));
        followed.forEach(name -> shelf.book(name).ifPresent(books::add));
        books.stream().skip(1).forEach(each -> parts.add(new Part(each.source(), CommandsOf.book(each))));
        books.stream()
                .flatMap(each -> each.revertPlan().stream())
                .distinct()
                .forEach(name ->
                        shelf.plan(name).ifPresent(plan -> parts.add(new Part(plan.source(), CommandsOf.plan(plan)))));
        return parts;
    }

    private static void show(Part part, TrustFile trust, Prompter prompter) {
        String path = part.source().path();
        if (part.commands().isEmpty()) {
            tell(prompter, Tone.PLAIN, path + ": no commands.");
        } else if (trust.allows(part.source())) {
            tell(
                    prompter,
                    Tone.PLAIN,
                    path + (part.source().builtIn() ? ": built in, trusted as shipped." : ": trusted already."));
        } else {
            TrustQuestion.show(part.source(), part.commands(), trust, prompter);
        }
    }

    private static void tell(Prompter prompter, Tone tone, String text) {
        prompter.tell(List.of(new Line(tone, text)));
    }
}
