package oncall.walk;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import oncall.runbook.Command;
import oncall.runbook.ShellForm;

/**
 * A command as a person copies it into a shell of their own: its values first, as quoted assignments, then the command. A value
 * that is not known is a gap that the shell refuses to pass over.
 *
 * @param text what is copied; more than one line when the command has more than one
 * @param gaps names that have no value yet, or one that no command is given
 */
public record CopyForm(String text, List<String> gaps) {
    /** What a value is called as well, in the environment of a script. */
    private static final String LONG = "ONCALL_";

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
            assignments.add(name + "=" + value.map(ShellForm::quoted).orElse("${" + name + ":?not known yet}"));
            if (command instanceof Command.Shell shell && shell.script().contains(LONG + name)) {
                assignments.add(LONG + name + "=\"$" + name + "\"");
            }
        }
        String before = String.join(" ", assignments);
        String body =
                command instanceof Command.Shell shell ? script(shell.script().strip()) : ShellForm.of(command);
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
}
