package oncall.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import oncall.runbook.Command;
import oncall.walk.Commands;
import oncall.walk.Commands.Outcome;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Children that misbehave (F15): the prompt comes back, memory stays small, nothing is left running. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(120)
class SystemCommandsTest {
    private static final Duration SHORT = Duration.ofMillis(700);

    @TempDir
    Path folder;

    @Test
    void exit_code_and_both_streams_come_back() {
        Ran ran = Ran.in(folder);
        Outcome outcome = ran.script("echo out; echo err >&2; exit 3");
        assertEquals(Optional.of(3), outcome.exit());
        assertEquals(Optional.empty(), outcome.problem());
        assertEquals(List.of("err", "out"), outcome.output().lines().sorted().toList());
        assertEquals("out", outcome.standard());
        assertEquals(8, outcome.bytes());
        assertEquals(List.of("err", "out"), ran.lines.stream().sorted().toList());
    }

    @Test
    void a_script_stops_at_the_first_failure_and_at_an_unset_name() {
        assertEquals("", Ran.in(folder).script("false; echo never").standard());
        Outcome unset = Ran.in(folder).script("echo \"$never_set\"; echo never");
        assertFalse(unset.exit().equals(Optional.of(0)));
        assertEquals("", unset.standard());
    }

    @Test
    void it_runs_in_the_folder_that_was_named() throws Exception {
        assertEquals(
                folder.toRealPath().toString(), Ran.in(folder).script("pwd -P").output());
    }

    @Test
    void standard_input_is_empty_unless_there_is_something_for_it() {
        assertEquals("end", Ran.in(folder).script("cat; read x || echo end").output());
        Outcome given = Ran.in(folder)
                .run(
                        new Command.Argv(List.of("cat"), List.of()),
                        Map.of(),
                        Duration.ofSeconds(20),
                        Optional.of("two\nlines \u05d0"));
        assertEquals("two\nlines \u05d0", given.output());
        Outcome unread = Ran.in(folder)
                .run(
                        new Command.Argv(List.of("true"), List.of()),
                        Map.of(),
                        Duration.ofSeconds(20),
                        Optional.of("x".repeat(1 << 20)));
        assertEquals(Optional.of(0), unread.exit());
    }

    @Test
    void what_cannot_be_started_is_said_in_words() {
        assertEquals(
                "The program `no-such-program` was not found on this machine's PATH; run it elsewhere, or install it.",
                Ran.in(folder)
                        .argv(List.of("no-such-program"), Map.of())
                        .problem()
                        .orElseThrow());
        assertTrue(Ran.in(folder)
                .argv(List.of("./x"), Map.of())
                .problem()
                .orElseThrow()
                .startsWith("There is no program `./x`"));
        assertTrue(new Ran(folder.resolve("gone"), Map.of(), ProcessGroup.Session.NONE)
                .script("true")
                .problem()
                .orElseThrow()
                .endsWith("is not there, so the command was not started."));
        assertEquals(Optional.of(127), Ran.in(folder).script("no-such-program").exit());
    }

    @ParameterizedTest
    @EnumSource(ProcessGroup.Session.class)
    void a_command_over_its_time_is_stopped_with_all_it_started(ProcessGroup.Session session) {
        Ran ran = new Ran(folder, System.getenv(), session);
        Outcome outcome = ran.script("sleep 60 & echo $! > child; sleep 60", Map.of(), SHORT);
        assertEquals(Optional.empty(), outcome.exit());
        assertEquals("Stopped at its time limit of 0 s.", outcome.problem().orElseThrow());
        assertTrue(
                outcome.took().compareTo(Duration.ofSeconds(3)) < 0,
                outcome.took().toString());
        assertGone("child");
    }

    @ParameterizedTest
    @EnumSource(ProcessGroup.Session.class)
    void one_that_ignores_signals_is_killed(ProcessGroup.Session session) {
        Ran ran = new Ran(folder, System.getenv(), session);
        Outcome outcome =
                ran.script("trap '' INT TERM; echo $$ > child; echo begun; while :; do sleep 1; done", Map.of(), SHORT);
        assertEquals(
                "Stopped at its time limit of 0 s; it had to be killed.",
                outcome.problem().orElseThrow());
        assertEquals("begun", outcome.output());
        assertTrue(
                outcome.took().compareTo(SHORT.plusSeconds(2)) < 0,
                outcome.took().toString());
        assertGone("child");
    }

    @Test
    void one_that_ends_properly_on_the_first_signal_may_do_so() {
        Outcome outcome = Ran.in(folder)
                .script("trap 'echo put back; exit 0' INT; while :; do sleep 0.05; done", Map.of(), SHORT);
        assertEquals("put back", outcome.output());
        assertEquals(Optional.empty(), outcome.exit());
    }

    @Test
    void a_process_left_behind_that_holds_the_pipe_is_not_waited_for() {
        long begun = System.nanoTime();
        Outcome outcome = Ran.in(folder).script("sleep 30 & echo done");
        Duration all = Duration.ofNanos(System.nanoTime() - begun);
        assertEquals(Optional.of(0), outcome.exit());
        assertEquals("done", outcome.output());
        assertTrue(all.compareTo(Duration.ofSeconds(2)) < 0, all.toString());
    }

    @Test
    void a_gigabyte_of_output_does_no_harm() {
        long before = used();
        Ran ran = Ran.in(folder);
        Outcome outcome = ran.script("yes 0123456789abcdef | head -c 1000000000", Map.of(), Duration.ofSeconds(100));
        assertEquals(Optional.of(0), outcome.exit());
        assertEquals(1_000_000_000L, outcome.bytes());
        assertTrue(
                outcome.output().length() < 256 * 1024,
                "kept " + outcome.output().length());
        assertTrue(outcome.output().startsWith("0123456789abcdef\n0123"));
        assertTrue(outcome.output().endsWith("0123456789abcdef\n0123456"));
        assertTrue(outcome.output().contains("\n[... about 999,8"), "no mark");
        assertTrue(outcome.output()
                .lines()
                .skip(1)
                .allMatch(line -> "0123456789abcdef".startsWith(line) || line.startsWith("[...")));
        assertTrue(ran.lines.size() < 20_000, "lines on the screen: " + ran.lines.size());
        assertTrue(used() - before < 64L << 20);
    }

    @Test
    void one_endless_line_and_binary_output_become_safe_text() {
        Outcome zeros = Ran.in(folder).script("head -c 3000000 /dev/zero; echo end");
        assertEquals(3_000_004, zeros.bytes());
        assertTrue(zeros.output().length() < 256 * 1024);
        assertTrue(zeros.output().endsWith("\\x00end"));
        Outcome bytes = Ran.in(folder)
                .script("printf 'a\\000b\\377c\\033[31mred\\033[0m\\033]0;t\\007 \\327\\220\\302\\233z\\r\\nx\\ry\\n'");
        assertEquals("a\\x00b\\xffcred\\x1b]0;t\\x07 \u05d0\\x9bz\nx\ny", bytes.output());
        Outcome random = Ran.in(folder).script("head -c 2000000 /dev/urandom");
        assertTrue(random.output().chars().noneMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t'));
    }

    @Test
    void whatever_way_output_is_split_lines_are_whole() {
        Ran ran = Ran.in(folder);
        ran.script(
                "printf a; sleep 0.1; printf 'b\\r'; sleep 0.1; printf '\\nc\\327'; sleep 0.1; printf '\\220\\n\\nd'");
        assertEquals(List.of("ab", "c\u05d0", "", "d"), ran.lines);
    }

    @Test
    void a_silent_command_is_told_about_once_a_second() {
        Ran ran = Ran.in(folder);
        ran.script("sleep 2.6; echo x");
        assertEquals(2, ran.quiet.size(), ran.quiet.toString());
        assertTrue(ran.looks >= 3 && ran.looks <= 6, "looks around twice a second: " + ran.looks);
        assertTrue(ran.quiet.get(0).toMillis() >= 1000 && ran.quiet.get(0).toMillis() < 1600, ran.quiet.toString());
    }

    @Test
    void it_has_no_terminal_and_a_group_of_its_own() {
        assertEquals(
                "none",
                Ran.in(folder)
                        .script("(: < /dev/tty) 2>/dev/null && echo tty || echo none")
                        .output());
        for (ProcessGroup.Session session : List.of(ProcessGroup.Session.SETSID, ProcessGroup.Session.PERL)) {
            Ran ran = new Ran(folder, System.getenv(), session);
            Outcome outcome =
                    ran.script("echo $$; ps -o pgid= -o sid= -p $$ 2>/dev/null || cut -d' ' -f5,6 /proc/$$/stat");
            List<String> words = List.of(outcome.standard().trim().split("\\s+"));
            assertEquals(List.of(words.get(0), words.get(0), words.get(0)), words, session.name());
        }
    }

    @Test
    void stopping_it_from_another_thread_ends_only_the_command() throws Exception {
        Ran ran = Ran.in(folder);
        assertFalse(ran.commands.stop());
        Thread stopper = new Thread(() -> {
            waitFor(() -> Files.exists(folder.resolve("child")));
            assertTrue(ran.commands.stop());
        });
        stopper.start();
        Outcome outcome = ran.script(
                "sleep 60 & echo $! > child.new; mv child.new child; wait", Map.of(), Duration.ofSeconds(50));
        stopper.join();
        assertEquals("Stopped by you after 0 s.", outcome.problem().orElseThrow());
        assertGone("child");
        assertFalse(ran.commands.stop());
    }

    @Test
    void stopping_it_again_is_harder() throws Exception {
        SystemCommands patient =
                new SystemCommands(System.getenv(), folder, () -> "", () -> Ran.NOTHING_SECRET, System::nanoTime);
        Thread stopper = new Thread(() -> {
            waitFor(() -> Files.exists(folder.resolve("child")));
            while (patient.stop()) {
                java.util.concurrent.locks.LockSupport.parkNanos(
                        Duration.ofMillis(20).toNanos());
            }
        });
        stopper.start();
        Outcome outcome = patient.run(
                new Commands.Request(
                        new Command.Shell("trap '' INT TERM; echo $$ > child; while :; do sleep 0.1; done", List.of()),
                        Map.of(),
                        List.of(),
                        "",
                        Duration.ofSeconds(50),
                        Optional.empty()),
                Ran.in(folder));
        stopper.join();
        assertTrue(
                outcome.problem().orElseThrow().endsWith("it had to be killed."),
                outcome.problem().orElseThrow());
        assertTrue(outcome.took().toSeconds() < 4, outcome.took().toString());
        assertGone("child");
    }

    @Test
    void an_interrupt_of_the_waiting_thread_stops_the_command_and_nothing_else() {
        Thread.currentThread().interrupt();
        Outcome outcome = Ran.in(folder).script("sleep 60");
        assertEquals("Stopped by you after 0 s.", outcome.problem().orElseThrow());
        assertFalse(Thread.interrupted());
    }

    @Test
    void when_the_screen_fails_nothing_is_left_running() {
        Commands.Live broken = new Commands.Live() {
            @Override
            public void line(String text) {
                throw new IllegalStateException("the terminal is gone");
            }

            @Override
            public void quiet(Duration running) {}
        };
        Commands.Request request = new Commands.Request(
                new Command.Shell("echo $$ > child; echo x; sleep 60", List.of()),
                Map.of(),
                List.of(),
                "",
                Duration.ofSeconds(50),
                Optional.empty());
        Ran ran = Ran.in(folder);
        assertThrows(IllegalStateException.class, () -> ran.commands.run(request, broken));
        assertGone("child");
    }

    @Test
    void the_place_names_contexts_and_never_secrets() throws Exception {
        Path config = folder.resolve("kube");
        Files.writeString(config, "apiVersion: v1\nusers: []\ncurrent-context: \"acme-prod\"  # x\n");
        Map<String, String> environment = Map.of(
                "KUBECONFIG",
                folder.resolve("none") + ":" + config,
                "AWS_PROFILE",
                "prod",
                "AWS_ACCESS_KEY_ID",
                "AKIAX",
                "PGHOST",
                "");
        Commands.Place place = new Ran(folder, environment, ProcessGroup.Session.NONE).commands.place("sub/../books");
        assertEquals(folder.resolve("books").toString(), place.folder());
        assertEquals("dana@laptop", place.userAtHost());
        assertEquals(List.of("kube: acme-prod", "aws profile: prod", "aws: keys in the environment"), place.context());
        assertEquals(folder.toString(), Ran.in(folder).commands.place("").folder());
    }

    @Test
    void names_that_are_not_set_are_missing() {
        Ran ran = new Ran(folder, Map.of("PGURL", "x", "EMPTY", "", "ONCALL_NOW", "x"), ProcessGroup.Session.NONE);
        assertEquals(
                List.of("EMPTY", "OTHER", "ONCALL_NOW"),
                ran.commands.missing(List.of("PGURL", "EMPTY", "OTHER", "ONCALL_NOW")));
    }

    private void assertGone(String file) {
        waitFor(() -> {
            try {
                long pid = Long.parseLong(Files.readString(folder.resolve(file)).strip());
                return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty();
            } catch (java.io.IOException e) {
                return false;
            }
        });
    }

    private static void waitFor(BooleanSupplier wanted) {
        long until = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        do {
            java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
            assertTrue(System.nanoTime() < until, "it did not happen within 10 s");
        } while (!wanted.getAsBoolean());
    }

    private static long used() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
