package oncall.runbook.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ShellScanTest {
    /** Names in order; a bare one in angle brackets. */
    private static String uses(String script) {
        return ShellScan.of(script).uses().stream()
                .map(use -> use.safe() ? use.name() : "<" + use.name() + ">")
                .collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '\0', textBlock = """
            echo "$a"                                  ; a
            echo $a                                    ; <a>
            echo ${a}                                  ; <a>
            echo "${a:-$b}"                            ; a b
            echo ${a:-$b}                              ; <a> <b>
            echo '$a' \\$b "\\$c"                      ;
            echo it\\'s "$a"                           ; a
            echo "$(cat $a)"                           ; <a>
            echo "$(cat "$a")"                         ; a
            echo $(cat "$a")                           ; a
            echo `cat $a`                              ; <a>
            echo "`cat "$a"`"                          ; a
            x=$a                                       ; a
            x=$a cmd $b                                ; a <b>
            cmd x=$a                                   ; <a>
            echo $((1 + $a))                           ; a
            echo pre"$a"post$b                         ; a <b>
            # $a                                       ;
            echo a#$b                                  ; <b>
            echo "$1" "$@" $? $# $$ $!                 ;
            echo "${#a}"                               ; a
            ls | grep "$a" && rm "$b"                  ; a b
            (cd "$a")                                  ; a
            echo "$a" > "$b" 2>&1                      ; a b
            """)
    void uses_are_found_and_bare_ones_told_apart(String script, String expected) {
        assertEquals(expected == null ? "" : expected, uses(script));
    }

    @Test
    void a_here_document_expands_unless_its_end_is_quoted() {
        assertEquals("a c", uses("cat <<EOF\n$a \\$b\nEOF\necho \"$c\""));
        assertEquals("c", uses("cat <<'EOF'\n$a it's\nEOF\necho \"$c\""));
        assertEquals("c", uses("cat <<-\\EOF\n\t$a\n\tEOF\necho \"$c\""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '\0', textBlock = """
            x=1                              ; [x]
            x=1 y=2 cmd                      ; [x, y]
            for p in a b                     ; [p]
            while read -r k v                ; [k, v]
            export A=1 B                     ; [A, B]
            cmd x=1                          ; []
            getopts ab: opt                  ; [opt]
            : "${x:=1}"                      ; [x]
            if true then y=$(z=1)            ; [z]
            """)
    void names_the_script_sets_are_known(String script, String expected) {
        assertEquals(expected, ShellScan.of(script).assigned().toString());
    }

    @Test
    void names_set_in_loops_and_branches_are_known() {
        String script = "if true; then y=1; else z=2; fi\nls | while read -r line; do echo \"$line\"; done";
        assertEquals("[y, z, line]", ShellScan.of(script).assigned().toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "eval \"$a\"",
                "x=1 eval ls",
                "if eval ls; then :; fi",
                "(eval ls)",
                "ls | eval cat",
                "a=$(eval ls)"
            })
    void eval_is_seen_where_a_command_stands(String script) {
        assertTrue(ShellScan.of(script).hasEval());
    }

    @ParameterizedTest
    @ValueSource(strings = {"echo eval", "# eval", "kubectl eval", "echo 'eval x'", "evaluate"})
    void eval_as_a_word_is_none(String script) {
        assertFalse(ShellScan.of(script).hasEval());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sh -c \"ls $a\"",
                "bash -c \"$a\"",
                "/bin/sh -ec \"x$a\"",
                "sudo sh -c \"ls $a\"",
                "kubectl exec pod -- sh -c \"cat $a\"",
                "sh -c ls$a",
                "sh -e -c \"`cat x`\""
            })
    void a_value_in_the_script_of_another_shell_is_seen(String script) {
        assertTrue(ShellScan.of(script).hasSecondShell());
    }

    @ParameterizedTest
    @ValueSource(strings = {"sh -c 'ls \"$1\"' sh \"$a\"", "sh script \"$a\"", "push -c \"$a\"", "sh -c \"ls\" \"$a\""})
    void a_value_beside_the_script_of_another_shell_is_fine(String script) {
        assertFalse(ShellScan.of(script).hasSecondShell());
    }

    @ParameterizedTest
    @ValueSource(strings = {"echo \"x", "echo 'x", "echo $(x", "echo ${x", "cat <<EOF\nx", "echo $((1", "echo `x"})
    void what_is_never_closed_is_seen(String script) {
        assertTrue(ShellScan.of(script).isOpen());
    }

    @Test
    void what_is_closed_is_not_called_open() {
        assertFalse(ShellScan.of("echo \"x\" 'y' $(z) ${a} `b` $((1)) # it's\ncat <<EOF\nit's\nEOF\n")
                .isOpen());
    }
}
