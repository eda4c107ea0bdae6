package oncall.runbook;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A command as a person would type it into a shell: arguments in quotes where they need them, variables as they stand. */
public final class ShellForm {
    private static final Pattern VARIABLE = Pattern.compile("\\$(?:([a-z][a-z0-9_]*)|\\{([a-z][a-z0-9_]*)\\})");
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

    private ShellForm() {}

    /** A script as it stands, without white space around it; a program with its arguments as one line. */
    public static String of(Command command) {
        return command instanceof Command.Argv argv
                ? items(argv)
                : command.display().strip();
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
    public static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
