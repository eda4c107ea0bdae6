package oncall.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import oncall.runbook.Command;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ProgramsTest {
    private static List<String> of(String script) {
        return Programs.of(new Command.Shell(script, List.of()));
    }

    @Test
    void every_program_of_a_script_is_named_once() {
        assertEquals(List.of("./bin/a", "kubectl", "jq"), of("cd x; ./bin/a && kubectl get y | jq . ; X=1 kubectl z"));
        assertEquals(
                List.of("curl", "sleep"),
                of("set -eu\nuntil curl -fsS http://x; do\n  sleep 2\ndone\nif [ -n y ]; then echo z; fi\n"));
    }

    @Test
    void what_only_a_variable_names_is_not_known() {
        assertEquals(List.of("jq"), of("\"$TOOL\" get | jq ."));
        assertEquals(List.of(), of("exec $x"));
    }

    @Test
    void a_command_without_a_shell_is_its_program_whatever_it_is_called() {
        assertEquals(List.of("./bin/a"), Programs.of(new Command.Argv(List.of("./bin/a", "b"), List.of())));
        assertEquals(List.of("echo"), Programs.of(new Command.Argv(List.of("echo", "b"), List.of())));
    }
}
