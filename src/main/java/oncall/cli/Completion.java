package oncall.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** `oncall completion`: what a shell needs so that Tab completes what is typed behind `oncall`. */
@Command(
        description = {
            "Prints what your shell needs so that Tab completes commands, options and their values: runbooks,",
            "incidents, steps, roles as they are at that moment. Save it where the shell looks for it."
        },
        footer = {
            "oncall completion bash > ~/.local/share/bash-completion/completions/oncall",
            "oncall completion zsh > ~/.zfunc/_oncall",
            "oncall completion fish > ~/.config/fish/completions/oncall.fish"
        })
final class Completion implements Callable<Exit> {
    private final Invocation invocation;

    @Parameters(
            arity = "1",
            paramLabel = "SHELL",
            completionCandidates = Shells.class,
            description = "bash (4 or newer), zsh or fish.")
    private String shell;

    Completion(Invocation invocation) {
        this.invocation = invocation;
    }

    /** The shells there is a script for. */
    static final class Shells extends ArrayList<String> {
        private static final long serialVersionUID = 1L;

        Shells() {
            super(List.of("bash", "zsh", "fish"));
        }
    }

    @Override
    public Exit call() {
        List<String> shells = new Shells();
        if (!shells.contains(shell)) {
            throw new Failure(
                    Exit.USAGE,
                    "There is no completion for `" + shell + "`." + Nearest.question(Nearest.to(shell, shells)),
                    "Write bash, zsh or fish.");
        }
        String version = invocation.environs().install().version();
        invocation.page().data(new CompletionScript(Manual.all(invocation), version).of(shell));
        return Exit.OK;
    }
}
