package oncall.walk;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import oncall.runbook.Command;

/**
 * A command as a person copies it into a shell of their own: its values first, as quoted assignments, then the command. A value
 * that is not known is a gap that the shell refuses to pass over.
 *
 * @param text what is copied; more than one line when the command has more than one
 * @param gaps names that have no value yet, or one that no command is given
 */
public record CopyForm(String text, List<String> gaps) {
    private static final Pattern VARIABLE = Pattern.compile("\\$(?:([a-z][a-z0-9_]*)|\\{([a-z][a-z0-9_]*)\\})");
    /** What a value is called as well, in the environment of a script. */
    private static final String LONG = "ONCALL_";

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

    public CopyForm {
        gaps = List.copyOf(gaps);
    }

    /** The form of `command`, with the values there are. */
    public static CopyForm of(Command command, Function<String, Optional<String>> values) {
        List<String> gaps = new ArrayList<>();
        List<String> assignments = new ArrayList<>();
        for (String name : command.variables()) {
            Optional<String> value = values.apply(name).filter(CopyForm::usable);
            if (value.isEmpty()) {
                gaps.add(name);
            }
            assignments.add(name + "=" + value.map(CopyForm::quoted).orElse("${" + name + ":?not known yet}"));
            if (command instanceof Command.Shell shell && shell.script().contains(LONG + name)) {
                assignments.add(LONG + name + "=\"$" + name + "\"");
            }
        }
        String before = String.join(" ", assignments);
        String body =
                command instanceof Command.Shell shell ? script(shell.script().strip()) : items((Command.Argv) command);
        if (before.isEmpty()) {
            return new CopyForm(body, gaps);
        }
        return new CopyForm(before + (body.contains("\n") ? "\n" : "; ") + body, gaps);
    }

    private static boolean usable(String value) {
        return !value.startsWith("-") && value.indexOf('\0') < 0;
    }

    /** Several lines stop at the first failure, as they do when we run them, and leave the person's shell as it was. */
    private static String script(String script) {
        return script.contains("\n") ? "( set -eu\n" + script + "\n)" : script;
    }

    private static String items(Command.Argv argv) {
        List<String> words = new ArrayList<>();
        for (String item : argv.items()) {
            words.add(word(item, argv.variables()));
        }
        return String.join(" ", words);
    }

    /** One argument: what stands there quoted where it must be, variables in double quotes. */
    private static String word(String item, List<String> variables) {
        StringBuilder word = new StringBuilder();
        Matcher variable = VARIABLE.matcher(item);
        int from = 0;
        while (variable.find()) {
            String name = variable.group(1) != null ? variable.group(1) : variable.group(2);
            if (variables.contains(name)) {
                word.append(literal(item.substring(from, variable.start())))
                        .append("\"$")
                        .append(name)
                        .append('"');
                from = variable.end();
            }
        }
        word.append(literal(item.substring(from)));
        return word.length() == 0 ? "''" : word.toString();
    }

    private static String literal(String text) {
        return text.isEmpty() || PLAIN.matcher(text).matches() ? text : quoted(text);
    }

    /** In single quotes, as POSIX has it: nothing inside means anything. */
    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
