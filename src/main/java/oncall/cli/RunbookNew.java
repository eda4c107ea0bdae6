package oncall.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** `oncall runbook new`: a commented runbook to begin with. */
@Command(
        description = "Prints a commented runbook to begin with; it lints clean. No file is ever overwritten.",
        footer = {
            "oncall runbook new queue-grows > runbooks/queue-grows.yaml",
            "oncall runbook new queue-grows -o runbooks"
        })
final class RunbookNew implements Callable<Exit> {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final String SKELETON = "/oncall/skeletons/runbook.yaml";

    private final Invocation invocation;

    @Parameters(
            arity = "1",
            paramLabel = "NAME",
            description = "The name of the book: that of its file, without ending.")
    private String name;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE|DIR",
            description = "Write it there: a file ending in .yaml, or a folder for NAME.yaml.")
    private Path output;

    RunbookNew(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Exit call() {
        if (!isName(name) || name.equals("team") || name.equals("revert-plan")) {
            throw new Failure(
                    Exit.USAGE,
                    "`" + name + "` cannot be the name of a runbook.",
                    "Write letters, digits, `.`, `_` and `-`: `queue-grows`. `team` and `revert-plan` mean something else.");
        }
        String book = skeleton().replace("@TITLE@", title());
        if (output == null) {
            invocation.page().data(book);
            return Exit.OK;
        }
        Path file = invocation.environs().folder().resolve(output);
        boolean named = file.toString().matches(".*\\.ya?ml") && !Files.isDirectory(file);
        write(named ? file : file.resolve(name + ".yaml"), book);
        return Exit.OK;
    }

    /** `queue-grows` is `Queue grows`. */
    private String title() {
        String words = name.replaceAll("[-_.]+", " ").strip();
        return words.isEmpty() ? name : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    private static String skeleton() {
        try (InputStream in = RunbookNew.class.getResourceAsStream(SKELETON)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(Path file, String book) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, book, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            throw new Failure(
                    Exit.NOT_SAVED,
                    "`" + file + "` is there already; nothing was written.",
                    "Name another file after `-o`.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        invocation.talk().line("Written: " + file);
        invocation.talk().line("Check it: oncall runbook lint " + ShellWord.of(file.toString()));
    }

    /** Whether a runbook can have this name. */
    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }
}
