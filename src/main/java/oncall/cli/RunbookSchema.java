package oncall.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** `oncall runbook schema`: the JSON Schema of a format, for editors. */
@Command(
        description = {
            "Prints the JSON Schema (draft 2020-12) of a format, so that an editor completes and checks while",
            "you type: runbook, team, revert-plan or answers. What a schema cannot say, lint says."
        },
        footer = {"oncall runbook schema > runbook.schema.json", "oncall runbook schema team"})
final class RunbookSchema implements Callable<Exit> {
    static final List<String> FORMATS = List.of("runbook", "team", "revert-plan", "answers");

    private final Invocation invocation;

    @Parameters(
            arity = "0..1",
            paramLabel = "FORMAT",
            completionCandidates = Formats.class,
            description = "runbook (default), team, revert-plan or answers.")
    private String format = "runbook";

    /** For the parser, which shows them to completion. */
    static final class Formats extends ArrayList<String> {
        private static final long serialVersionUID = 1L;

        Formats() {
            super(FORMATS);
        }
    }

    RunbookSchema(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Exit call() {
        if (!FORMATS.contains(format)) {
            throw new Failure(
                    Exit.USAGE,
                    "There is no format `" + format + "`." + Nearest.question(Nearest.to(format, FORMATS)),
                    "Formats: " + String.join(", ", FORMATS) + ".");
        }
        invocation.page().data(schema(format));
        return Exit.OK;
    }

    /** The schema of a format, as it is kept. */
    static String schema(String format) {
        try (InputStream in = RunbookSchema.class.getResourceAsStream("/oncall/schema/" + format + ".schema.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
