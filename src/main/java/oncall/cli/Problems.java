package oncall.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import oncall.terminal.Gateway;
import oncall.walk.Prompter.Line;
import oncall.walk.Prompter.Tone;
import oncall.walk.Timeline;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Turns whatever went wrong into a sentence, what to do next, and an exit code. A stack trace is shown only where `--debug`
 * asks for it.
 */
final class Problems {
    /** Up to here a line is not broken in any window that is wider. */
    private static final int PROSE = 88;

    private final Environs environs;
    private final boolean debug;

    Problems(Environs environs, boolean debug) {
        this.environs = environs;
        this.debug = debug;
    }

    /** Carries a checked exception out of a command. */
    static final class Checked extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Checked(Exception cause) {
            super(cause);
        }
    }

    /** Says what there is to say and returns the exit code. */
    Exit end(Throwable thrown) {
        Throwable problem = thrown instanceof Checked ? thrown.getCause() : thrown;
        if (problem instanceof OutputClosed) {
            return Exit.OK;
        }
        try {
            environs.out().flush();
        } catch (OutputClosed | Failure closed) {
            problem.addSuppressed(closed);
        }
        Exit exit = say(problem);
        if (debug) {
            environs.talk().text(trace(problem));
        }
        environs.err().flush();
        return exit;
    }

    /** As Java writes it; what is thrown quotes files and arguments, so it is no safer than they are. */
    private static String trace(Throwable problem) {
        StringWriter text = new StringWriter();
        problem.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }

    private Exit say(Throwable problem) {
        if (problem instanceof Failure failure) {
            return tell(failure.exit(), failure.getMessage(), failure.hints());
        }
        if (problem instanceof Unreadable unreadable) {
            unreadable.lines().forEach(environs.talk()::line);
            return unreadable.exit();
        }
        if (problem instanceof ParameterException wrong) {
            return usage(wrong);
        }
        if (problem instanceof InvalidPathException path) {
            return tell(Exit.USAGE, "`" + path.getInput() + "` cannot be a path: " + path.getReason() + ".", List.of());
        }
        if (problem instanceof Timeline.SaveFailed failed) {
            return tell(Exit.NOT_SAVED, failed.getMessage(), List.of());
        }
        if (problem instanceof UncheckedIOException io) {
            return tell(Exit.NOT_SAVED, reason(io.getCause()), List.of());
        }
        if (problem instanceof IOException io) {
            return tell(Exit.NOT_SAVED, reason(io), List.of());
        }
        String words = problem.getMessage() == null ? "" : ": " + problem.getMessage();
        return tell(
                Exit.BUG,
                "This is a bug in oncall, not something you did: "
                        + problem.getClass().getSimpleName() + words + ".",
                List.of(
                        "What was said to be saved is saved.",
                        "Please report it as README.md says, with the output of the same command and --debug."));
    }

    private static String reason(IOException problem) {
        if (problem instanceof NoSuchFileException missing) {
            return "There is no file `" + missing.getFile() + "`.";
        }
        if (problem instanceof AccessDeniedException denied) {
            return "`" + denied.getFile() + "` may not be read or written by you.";
        }
        if (problem instanceof FileSystemException about && about.getReason() != null) {
            return "`" + about.getFile() + "` could not be read or written: " + about.getReason() + ".";
        }
        return "Reading or writing failed: " + problem.getMessage() + ".";
    }

    private Exit usage(ParameterException wrong) {
        CommandLine line = wrong.getCommandLine();
        String name = line.getCommandName();
        String hint = "`" + name.replaceFirst("oncall", "oncall help") + "` shows how it is used.";
        if (wrong instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            return tell(
                    Exit.USAGE, unmatched(line, name, unmatched.getUnmatched().get(0)), List.of(hint));
        }
        Optional<String> unknown = line.getUnmatchedArguments().stream()
                .filter(word -> word.startsWith("-"))
                .findFirst();
        if (unknown.isPresent()) {
            return tell(Exit.USAGE, unmatched(line, name, unknown.get()), List.of(hint));
        }
        if (wrong instanceof MissingParameterException missing
                && !missing.getMissing().isEmpty()) {
            Optional<ArgSpec> bare = missing.getMissing().stream()
                    .filter(each -> each.isOption() && !each.required())
                    .findFirst();
            if (bare.isPresent()) {
                String option = ((OptionSpec) bare.get()).longestName();
                return tell(
                        Exit.USAGE,
                        "`" + option + "` needs a value after it: `" + label(bare.get()) + "`.",
                        List.of(hint));
            }
            String what = missing.getMissing().stream().map(Problems::label).collect(Collectors.joining(" and "));
            return tell(Exit.USAGE, "`" + name + "` needs " + what + ".", List.of(hint));
        }
        Optional<List<String>> values = values(wrong.getArgSpec());
        if (values.isPresent() && wrong.getValue() != null) {
            String option = ((OptionSpec) wrong.getArgSpec()).longestName();
            String near = Nearest.question(Nearest.to(wrong.getValue(), values.get()));
            return tell(
                    Exit.USAGE,
                    "`" + option + "` does not take `" + wrong.getValue() + "`." + near,
                    List.of("Write one of " + String.join(", ", values.get()) + "."));
        }
        String words = wrong.getMessage().replace('\'', '`').strip();
        return tell(Exit.USAGE, words.endsWith(".") ? words : words + ".", List.of(hint));
    }

    /** The values an option takes, where there are no others. */
    private static Optional<List<String>> values(ArgSpec argument) {
        if (argument == null || !argument.isOption() || argument.completionCandidates() == null) {
            return Optional.empty();
        }
        List<String> values = new ArrayList<>();
        argument.completionCandidates().forEach(each -> values.add(each.toLowerCase(Locale.ROOT)));
        return Optional.of(values);
    }

    private static String unmatched(CommandLine line, String name, String word) {
        if (!word.startsWith("-") || word.length() == 1) {
            return "`" + name + "` does not take `" + word + "`.";
        }
        String option = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
        List<String> known = line.getCommandSpec().options().stream()
                .filter(each -> !each.hidden())
                .map(OptionSpec::longestName)
                .toList();
        return "`" + name + "` has no option `" + option + "`." + Nearest.question(Nearest.to(option, known));
    }

    private static String label(ArgSpec argument) {
        return argument.isOption()
                ? ((OptionSpec) argument).longestName() + " " + argument.paramLabel()
                : argument.paramLabel();
    }

    private Exit tell(Exit exit, String message, List<String> hints) {
        Gateway talk = environs.talk();
        talk.line(message);
        hints.forEach(hint -> tellHint(talk, hint));
        return exit;
    }

    /** A command at the end of a line that is too long gets a line of its own, to be copied whole. */
    private void tellHint(Gateway talk, String hint) {
        int command = hint.indexOf(": oncall ");
        boolean fits = !environs.terminals().err() || hint.length() <= Math.min(talk.width(), PROSE);
        if (fits || command < 0 || hint.contains("\n") || hint.indexOf(". ", command) >= 0) {
            talk.line(hint);
            return;
        }
        talk.line(hint.substring(0, command + 1));
        talk.print(List.of(new Line(Tone.COPY, hint.substring(command + 2))));
    }
}
