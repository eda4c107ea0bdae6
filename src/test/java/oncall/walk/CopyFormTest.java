package oncall.walk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import oncall.runbook.Command;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CopyFormTest {
    private static CopyForm form(Command command, Map<String, String> values) {
        return CopyForm.of(command, name -> Optional.ofNullable(values.get(name)));
    }

    private static String shell(String script, Map<String, String> environment) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", script).redirectErrorStream(true);
        builder.redirectInput(new File("/dev/null"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(10, TimeUnit.SECONDS));
        return output;
    }

    @Test
    void values_come_first() {
        assertEquals(
                "namespace='shop' pvc='data-0'; kubectl -n \"$namespace\" get pvc \"$pvc\"",
                form(
                                new Command.Shell(
                                        "kubectl -n \"$namespace\" get pvc \"$pvc\"\n", List.of("namespace", "pvc")),
                                Map.of("namespace", "shop", "pvc", "data-0"))
                        .text());
    }

    @Test
    void a_command_without_variables_stands_alone() {
        assertEquals(
                "kubectl get nodes",
                form(new Command.Shell("kubectl get nodes", List.of()), Map.of())
                        .text());
        assertEquals(
                "./bin/post '#incidents' '' 'a b'",
                form(new Command.Argv(List.of("./bin/post", "#incidents", "", "a b"), List.of()), Map.of())
                        .text());
    }

    @Test
    void several_lines_stop_at_the_first_failure_and_leave_the_shell_alive() throws Exception {
        CopyForm form = form(new Command.Shell("echo \"$a\"\nfalse\necho never", List.of("a")), Map.of("a", "x"));
        assertEquals("a='x'\n( set -eu\necho \"$a\"\nfalse\necho never\n)", form.text());
        assertEquals("x\nstill here\n", shell(form.text() + "\necho still here", Map.of()));
    }

    @Test
    void a_gap_is_named_and_the_shell_refuses_it() throws Exception {
        Command command = new Command.Shell("echo ran \"$a\" \"$b\" \"$c\"", List.of("a", "b", "c"));
        CopyForm form = form(command, Map.of("a", "x", "c", "-rf"));
        assertEquals(List.of("b", "c"), form.gaps());
        assertEquals("a='x' b=${b:?not known yet} c=${c:?not known yet}; echo ran \"$a\" \"$b\" \"$c\"", form.text());
        String refused = shell(form.text(), Map.of());
        assertTrue(refused.contains("b: not known yet") && !refused.contains("ran x"), refused);
        assertEquals("ran x y z\n", shell(form.text(), Map.of("b", "y", "c", "z")));
    }

    @Test
    void whatever_a_value_holds_a_shell_reads_it_back() throws Exception {
        for (String value : List.of(
                "",
                " ",
                "a'b",
                "''",
                "a\"b",
                "$(id)",
                "`id`",
                "a\\",
                "a\nb",
                "*",
                "~",
                "!x",
                "a;id",
                "\u05e9\u05dc\u05d5\u05dd",
                "#x",
                "a\tb")) {
            Command script = new Command.Shell("printf '<%s>' \"$v\"", List.of("v"));
            assertEquals(
                    "<" + value + ">", shell(form(script, Map.of("v", value)).text(), Map.of()), value);
            Command argv = new Command.Argv(List.of("printf", "<%s>", "x=$v;${v}$HOME'"), List.of("v"));
            assertEquals(
                    "<x=" + value + ";" + value + "$HOME'>",
                    shell(form(argv, Map.of("v", value)).text(), Map.of()),
                    value);
        }
    }

    @Test
    void the_longer_name_of_a_value_is_set_where_the_script_uses_it() throws Exception {
        Command command = new Command.Shell("echo \"$ns\" \"$ONCALL_ns\"", List.of("ns"));
        assertEquals("shop shop\n", shell(form(command, Map.of("ns", "shop")).text(), Map.of()));
    }
}
