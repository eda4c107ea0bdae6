package oncall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a command loads before it says its first word, told by the Java machine itself; no time is taken. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ColdPathTest {
    /** What only `--live`, `--git` and plans with files of SQL need. */
    private static final String[] LOOKS = {
        "net.sf.jsqlparser.",
        "oncall.sql.",
        "oncall.migration.",
        "oncall.git.RevertProbe",
        "oncall.git.Repository",
        "oncall.git.RangeDraft",
        "oncall.cli.Live"
    };

    @TempDir
    private Path home;

    @Test
    void linting_a_book_loads_neither_the_line_editor_nor_the_parser_of_options() throws IOException {
        Path book = Files.copy(Path.of("runbooks/database-disk-full.yaml"), home.resolve("disk.yaml"));
        Set<String> loaded = loaded(0, "runbook", "lint", book.toString());
        assertEquals(List.of(), of(loaded, "org.jline.", "picocli.", "org.fusesource.", "oncall.walk.Sitting"));
        assertTrue(loaded.contains("oncall.runbook.yaml.RunbookCheck"), "a book of one's own is checked");
    }

    @Test
    void a_walk_of_what_is_shipped_begins_without_checking_it_again() throws IOException {
        Set<String> loaded = loaded(3, "start", "outage");
        assertEquals(
                List.of(),
                of(
                        loaded,
                        "oncall.runbook.yaml.TeamCheck",
                        "oncall.runbook.yaml.PriorityLint",
                        "oncall.runbook.yaml.RunbookCheck",
                        "oncall.runbook.yaml.WalkCheck",
                        "oncall.time.Reader",
                        "oncall.time.Forms",
                        "picocli.",
                        "org.jline.reader."));
        assertTrue(loaded.contains("oncall.walk.Asking"), "the first question was asked");
    }

    @Test
    void a_walk_without_plans_loads_nothing_that_judges_them_or_looks_into_git_or_sql() throws IOException {
        Set<String> loaded = loaded(3, "start", "outage");
        assertEquals(List.of(), of(loaded, LOOKS));
        assertEquals(List.of(), of(loaded, "oncall.plan.PlanCheck", "oncall.plan.Rules", "oncall.plan.Sight"));
        assertTrue(loaded.contains("oncall.walk.Asking"), "the first question was asked");
    }

    @Test
    void checking_a_plan_loads_neither_what_looks_into_git_or_sql_nor_the_line_editor() throws IOException {
        Path plan = Files.writeString(home.resolve("api.yaml"), """
                oncall: revert-plan/1
                change: {title: "api 4.13.0", deployed: 2018-11-20T10:00Z}
                owner: dana
                services: [{name: api, from: "4.13.0", to: "4.12.0"}]
                migrations: none
                steps:
                  - run: kubectl rollout undo deployment/api
                    timeout: 5m
                verify:
                  - check: curl -fsS http://api.internal/health
                    expect: {contains: ok}
                    hold: 5m
                estimate: 6m
                """);
        Set<String> loaded = loaded(0, "revert-plan", "check", plan.toString());
        assertEquals(List.of(), of(loaded, LOOKS));
        assertEquals(List.of(), of(loaded, "org.jline.", "picocli.", "org.fusesource.", "oncall.walk.Sitting"));
        assertTrue(loaded.contains("oncall.plan.Sight"), "the plan was judged");
    }

    @Test
    void the_version_is_told_by_a_handful_of_classes() throws IOException {
        assertTrue(of(loaded(0, "--version"), "oncall.", "picocli.", "org.").size() <= 8);
    }

    @Test
    void tab_waits_for_neither_the_parser_of_options_nor_yaml() throws IOException {
        loaded(3, "start", "outage");
        for (String kind : List.of("INCIDENT", "BOOK", "ID")) {
            Set<String> loaded = loaded(0, "__complete", "bash", kind, "--", "x", "");
            assertEquals(List.of(), of(loaded, "org.jline.", "picocli.", "org.yaml.", "org.fusesource."), kind);
            assertTrue(loaded.contains("oncall.cli.CandidateSource"), "it was answered");
        }
    }

    @Test
    void only_a_time_loads_what_reads_times_and_only_letters_load_the_zones() throws IOException {
        loaded(3, "start", "outage");
        Set<String> plain = loaded(0, "note", "it is slow");
        assertEquals(List.of(), of(plain, "oncall.time.Reader", "oncall.time.Forms", "oncall.time.ZoneTable"));
        Set<String> timed = loaded(0, "note", "--at", "2 min ago", "it is slow");
        assertEquals(List.of(), of(timed, "oncall.time.ZoneTable", "sun.util.locale.provider."));
        Set<String> letters = loaded(0, "note", "--at", "0:00 UTC", "--on", "yesterday", "it is slow");
        assertTrue(letters.contains("oncall.time.Forms"), "a clock time was read");
        assertEquals(List.of(), of(letters, "oncall.time.ZoneTable", "sun.util.locale.provider."));
    }

    private static List<String> of(Set<String> loaded, String... beginnings) {
        List<String> found = new ArrayList<>();
        for (String name : loaded) {
            for (String beginning : beginnings) {
                if (name.startsWith(beginning)) {
                    found.add(name);
                }
            }
        }
        return found;
    }

    /** The classes that a process of its own loads for a command, without any input. */
    private Set<String> loaded(int exit, String... words) throws IOException {
        Path log = home.resolve("classes.log");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load:file=" + log + "::filecount=0",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "oncall.cli.Main"));
        command.addAll(List.of(words));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(home.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(Map.of("HOME", home.toString(), "LANG", "C.UTF-8"));
        Process process = builder.redirectInput(
                        ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            assertEquals(exit, process.waitFor(), said);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Set<String> loaded = new TreeSet<>();
        for (String line : Files.readAllLines(log)) {
            int from = line.lastIndexOf(']') + 2;
            int end = line.indexOf(" source:", from);
            if (end > 0) {
                loaded.add(line.substring(from, end));
            }
        }
        return loaded;
    }
}
