package oncall.plan;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import oncall.runbook.Command;

/** Which programs a command runs. */
public final class Programs {
    /** What the shell does itself. */
    private static final Set<String> BUILT_IN = Set.of(
            (". : [ ! { ( alias break cd command continue echo eval exec exit export false function getopts hash kill local"
                            + " printf pwd read return set shift source test time trap true type ulimit umask unset wait")
                    .split(" "));

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_./+-]+");

    private Programs() {}

    /** Their names in order, each once; what the shell does itself and what only a variable names is not among them. */
    public static List<String> of(Command command) {
        boolean shell = command instanceof Command.Shell;
        return ShellText.commands(command).stream()
                .map(simple -> simple.words().get(0).letters())
                .filter(program -> NAME.matcher(program).matches())
                .filter(program -> !shell || !BUILT_IN.contains(program))
                .distinct()
                .toList();
    }
}
