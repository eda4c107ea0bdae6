package oncall.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import oncall.runbook.Command;
import oncall.walk.Commands.Outcome;
import oncall.walk.Commands.Request;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Injection by variables (T4): a value is data in both forms, byte for byte, or the command does not start. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class HostileValuesTest {
    @TempDir
    Path folder;

    static Stream<String> passed() {
        return Stream.of(
                "",
                " ",
                "a b",
                "a'b",
                "a\"b",
                "$(id)",
                "`id`",
                "${IFS}",
                "$v",
                "$HOME",
                "a;id",
                "a|id",
                "a&id",
                "a>f",
                "a<f",
                "a\nid",
                "a\n\n",
                "*",
                "?",
                "[a]",
                "~",
                "~root",
                "\\",
                "\\n",
                "\\\\'",
                "%s%n",
                "!x",
                "{a,b}",
                "(id)",
                "#x",
                "=cmd",
                "@here",
                "\u05e9\u05dc\u05d5\u05dd",
                "\ud83d\ude00",
                "e\u0301",
                "\u202etxt",
                "\u0001\u001b[2J\u007f",
                "a\tb\rc",
                "'; id; '",
                "x".repeat(60_000));
    }

    @ParameterizedTest
    @MethodSource("passed")
    void a_script_sees_the_exact_bytes(String value) throws Exception {
        Path seen = folder.resolve("seen");
        Outcome outcome = Ran.in(folder)
                .script(
                        "printf %s \"$v\" > seen; test \"$v\" = \"$ONCALL_v\"",
                        Map.of("v", value), Duration.ofSeconds(20));
        assertEquals(Optional.of(0), outcome.exit(), outcome.output());
        assertArrayEquals(value.getBytes(StandardCharsets.UTF_8), Files.readAllBytes(seen));
        assertOnly("seen");
    }

    @ParameterizedTest
    @MethodSource("passed")
    void a_program_sees_the_exact_bytes_in_one_argument(String value) throws Exception {
        Path program = folder.resolve("keep");
        Files.writeString(program, "#!/bin/sh\nprintf '%s' \"$#:$1\" > seen\n");
        assertTrue(program.toFile().setExecutable(true));
        Outcome outcome = Ran.in(folder).argv(List.of("./keep", "-x=$v ${v}$HOME$vv"), Map.of("v", value));
        assertEquals(Optional.of(0), outcome.exit(), outcome.output() + outcome.problem());
        assertArrayEquals(
                ("1:-x=" + value + " " + value + "$HOME$vv").getBytes(StandardCharsets.UTF_8),
                Files.readAllBytes(folder.resolve("seen")));
        assertOnly("keep", "seen");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-rf", "--", "-", "a\0b", "\ud83d", "1 MB"})
    void what_cannot_be_passed_is_refused_in_both_forms_and_nothing_starts(String value) throws Exception {
        String given = value.equals("1 MB") ? "x".repeat(1 << 20) : value;
        for (Outcome outcome : List.of(
                Ran.in(folder).script("touch started", Map.of("v", given), Duration.ofSeconds(20)),
                Ran.in(folder).argv(List.of("touch", "started", "$v"), Map.of("v", given)))) {
            assertTrue(outcome.exit().isEmpty());
            assertTrue(
                    outcome.problem().orElseThrow().matches("[A-Z].{20,}\\."),
                    outcome.problem().orElseThrow());
        }
        assertOnly();
    }

    @Test
    void a_java_that_cannot_write_a_character_refuses_it_instead_of_passing_a_question_mark() {
        SystemCommands ascii = new SystemCommands(
                Map.of("PATH", "/usr/bin:/bin"),
                folder,
                () -> "",
                () -> Ran.NOTHING_SECRET,
                System::nanoTime,
                StandardCharsets.US_ASCII,
                ProcessGroup.Session.ofThisSystem(),
                SystemCommands.Grace.USUAL);
        Outcome outcome = ascii.run(
                new Request(
                        new Command.Shell("touch started", List.of("v")),
                        Map.of("v", "\u05d0"),
                        List.of(),
                        "",
                        Duration.ofSeconds(5),
                        Optional.empty()),
                Ran.in(folder));
        assertTrue(
                outcome.problem().orElseThrow().contains("UTF-8 locale"),
                outcome.problem().orElseThrow());
        assertFalse(Files.exists(folder.resolve("started")));
    }

    @Test
    void a_fact_without_a_value_starts_nothing() {
        Command command = new Command.Shell("touch started; rm -rf \"$dir\"", List.of("dir"));
        Outcome outcome = Ran.in(folder).run(command, Map.of(), Duration.ofSeconds(5), Optional.empty());
        assertEquals(
                "`dir` has no value yet, so the command was not started.",
                outcome.problem().orElseThrow());
        assertFalse(Files.exists(folder.resolve("started")));
    }

    @Test
    void under_another_locale_of_the_caller_the_bytes_are_the_same_and_the_child_has_that_locale() {
        Map<String, String> environment = Map.of(
                "PATH",
                "/usr/bin:/bin",
                "LC_ALL",
                "C.UTF-8",
                "ONCALL_LOCALE",
                "C",
                "ONCALL_HOME",
                "/x",
                "ONCALL_JAVA_TOOL_OPTIONS",
                "-Dx=y");
        Ran ran = new Ran(folder, environment, ProcessGroup.Session.ofThisSystem());
        Outcome outcome = ran.script(
                "printf %s \"$v\" | od -An -tx1; echo \"$LC_ALL $JAVA_TOOL_OPTIONS\"; env | grep ^ONCALL_",
                Map.of("v", "\u05d0\u05d1"), Duration.ofSeconds(20));
        assertEquals(List.of(" d7 90 d7 91", "C -Dx=y", "ONCALL_v=\u05d0\u05d1"), ran.lines, outcome.output());
        Ran unset = new Ran(
                folder,
                Map.of("PATH", "/usr/bin:/bin", "LC_ALL", "C.UTF-8", "ONCALL_LOCALE", ""),
                ProcessGroup.Session.ofThisSystem());
        assertEquals("none", unset.script("echo \"${LC_ALL-none}\"").output());
    }

    private void assertOnly(String... names) {
        assertEquals(
                Stream.of(names).sorted().toList(),
                Stream.of(folder.toFile().list()).sorted().toList());
    }
}
