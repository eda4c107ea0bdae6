package oncall.runbook;

import java.util.List;

/** A command as a book writes it. Values are never pasted into shell text. */
public sealed interface Command {
    /** The command as one text, for the screen. */
    String display();

    /** Names of the facts it uses (`$name`), in order of first use; environment names in `needs` are not among them. */
    List<String> variables();

    /** A script for `sh -eu -c`; its variables arrive as environment variables. */
    record Shell(String script, List<String> variables) implements Command {
        public Shell {
            variables = List.copyOf(variables);
        }

        @Override
        public String display() {
            return script;
        }
    }

    /** A program and its arguments, no shell; `$name` is replaced inside its item, which stays one argument. */
    record Argv(List<String> items, List<String> variables) implements Command {
        public Argv {
            items = List.copyOf(items);
            variables = List.copyOf(variables);
        }

        @Override
        public String display() {
            return String.join(" ", items);
        }
    }
}
