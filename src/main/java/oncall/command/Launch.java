package oncall.command;

import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import oncall.runbook.Command;
import oncall.walk.Commands.Request;

/** What is really started for a request, or why it is not: every value arrives byte for byte or the command does not run. */
final class Launch {
    private static final Pattern VARIABLE = Pattern.compile("\\$(?:([a-z][a-z0-9_]*)|\\{([a-z][a-z0-9_]*)\\})");
    private static final String SHELL = "/bin/sh";

    private Launch() {}

    /** Ready to start, or refused. */
    sealed interface Prepared {}

    /** Arguments, the program first, and the whole environment. */
    record Ready(List<String> arguments, Map<String, String> environment) implements Prepared {}

    /** One sentence, and what to do. */
    record Refused(String why) implements Prepared {}

    /**
     * Prepares a request.
     *
     * @param environment the child's, without the values
     * @param folder it runs in; exists
     * @param encoding what this Java writes arguments and environment in
     */
    static Prepared prepare(Request request, Map<String, String> environment, Path folder, Charset encoding) {
        for (Map.Entry<String, String> value : request.values().entrySet()) {
            Optional<String> fault = fault(value.getKey(), value.getValue(), encoding);
            if (fault.isPresent()) {
                return new Refused(fault.get());
            }
        }
        for (String variable : request.command().variables()) {
            if (!request.values().containsKey(variable)) {
                return new Refused("`" + variable + "` has no value yet, so the command was not started.");
            }
        }
        Map<String, String> full = new LinkedHashMap<>(environment);
        request.values().forEach((name, value) -> {
            full.put(name, value);
            full.put("ONCALL_" + name, value);
        });
        if (request.command() instanceof Command.Shell shell) {
            return ready(List.of(SHELL, "-eu", "-c", shell.script()), full, encoding);
        }
        Command.Argv argv = (Command.Argv) request.command();
        List<String> items = argv.items().stream()
                .map(item -> filled(item, argv, request.values()))
                .toList();
        if (items.isEmpty() || items.get(0).isEmpty()) {
            return new Refused("The command names no program.");
        }
        Optional<String> absent = absent(items.get(0), folder, full.getOrDefault("PATH", "/usr/bin:/bin"));
        return absent.isPresent() ? new Refused(absent.get()) : ready(items, full, encoding);
    }

    private static Prepared ready(List<String> arguments, Map<String, String> environment, Charset encoding) {
        for (String argument : arguments) {
            if (argument.indexOf('\0') >= 0 || !encoding.newEncoder().canEncode(argument)) {
                return new Refused("The command has a character that cannot be passed to a program here"
                        + (argument.indexOf('\0') >= 0 ? " (NUL)." : "; start `oncall` in a UTF-8 locale."));
            }
        }
        return new Ready(arguments, environment);
    }

    private static Optional<String> fault(String name, String value, Charset encoding) {
        if (value.indexOf('\0') >= 0) {
            return Optional.of("The value of `" + name + "` has a NUL in it, which no program can be given.");
        }
        if (value.startsWith("-")) {
            return Optional.of(
                    "The value of `" + name + "` begins with `-`, which a program would take for an option.");
        }
        if (!encoding.newEncoder().canEncode(value)) {
            return Optional.of(
                    "The value of `" + name + "` has a character that cannot be passed to a program here; start"
                            + " `oncall` in a UTF-8 locale.");
        }
        return Optional.empty();
    }

    /** The item with its variables' values inside; it stays one item, and a value is not looked at again. */
    private static String filled(String item, Command.Argv argv, Map<String, String> values) {
        Matcher variable = VARIABLE.matcher(item);
        StringBuilder text = new StringBuilder();
        while (variable.find()) {
            String name = variable.group(1) != null ? variable.group(1) : variable.group(2);
            String put = argv.variables().contains(name) ? values.get(name) : variable.group();
            variable.appendReplacement(text, Matcher.quoteReplacement(put));
        }
        return variable.appendTail(text).toString();
    }

    /** Why the program cannot be started, if it cannot be found. */
    private static Optional<String> absent(String program, Path folder, String path) {
        if (program.contains("/")) {
            Path file = folder.resolve(program);
            return Files.isExecutable(file) && !Files.isDirectory(file)
                    ? Optional.empty()
                    : Optional.of("There is no program `" + program + "` to run in `" + folder + "`.");
        }
        List<String> places = new ArrayList<>(List.of(path.split(":", -1)));
        boolean found = places.stream()
                .map(place -> folder.resolve(place).resolve(program))
                .anyMatch(file -> Files.isExecutable(file) && !Files.isDirectory(file));
        return found
                ? Optional.empty()
                : Optional.of("The program `" + program + "` was not found on this machine's PATH; run it elsewhere, or"
                        + " install it.");
    }
}
