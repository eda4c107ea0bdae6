package oncall.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import oncall.incident.Event;
import oncall.pty.Pty;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The same night on every terminal: the first four questions, an answer changed by going back, Ctrl-C twice, resuming, a
 * window that changes its size in the middle of a line, a paste of ten thousand characters, Ctrl-D. What a person saw is
 * compared with a file; what went on record must be the same bytes everywhere. The sittings run a few at a time.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(300)
class TerminalsStory {
    private static final int AT_ONCE = 3;
    private static final String CTRL_C = "\u0003";
    private static final String CTRL_D = "\u0004";
    private static final String ALT_LEFT = "\u001b[1;3D";
    private static final String BROKEN =
            "\u05ea\u05e9\u05dc\u05d5\u05de\u05d9\u05dd \u05e0\u05db\u05e9\u05dc\u05d9\u05dd \ud83d\udd25 since 17:00";

    @TempDir
    static Path homes;

    private static final Map<Kind, Future<Seen>> NIGHTS = new LinkedHashMap<>();
    private static ExecutorService few;

    /** A terminal as one meets it, and the screens it must show. */
    enum Kind {
        XTERM("edited-80"),
        XTERM_40("edited-40"),
        XTERM_200("edited-200"),
        TMUX("edited-80", "TERM", "tmux-256color"),
        SCREEN("edited-80", "TERM", "screen"),
        LINUX_CONSOLE("edited-80", "TERM", "linux"),
        VT100("edited-80", "TERM", "vt100"),
        NO_COLOR("edited-80", "NO_COLOR", "1"),
        ASCII_LOCALE("edited-ascii-80", "LC_ALL", "C"),
        DUMB("plain-80", "TERM", "dumb"),
        DUMB_40("plain-40", "TERM", "dumb"),
        NO_TERM("plain-80", "TERM", ""),
        UNKNOWN_TERM("plain-80", "TERM", "no-such-terminal"),
        ACCESSIBLE("plain-80", "ACCESSIBLE", "1"),
        OPTION_PLAIN("plain-80"),
        NO_SIZE("plain-80"),
        ASCII_LOCALE_DUMB_40("plain-ascii-40", "LC_ALL", "C", "TERM", "dumb");

        private final String screens;
        private final List<String> variables;

        Kind(String screens, String... variables) {
            this.screens = screens;
            this.variables = List.of(variables);
        }

        /** The console and the VT100 do not mark a paste. */
        boolean marksPastes() {
            return screens.startsWith("edited") && this != LINUX_CONSOLE && this != VT100;
        }

        private int columns() {
            return this == NO_SIZE ? 0 : Integer.parseInt(screens.substring(screens.lastIndexOf('-') + 1));
        }

        Pty start(Scene scene, String... arguments) {
            List<String> all = new ArrayList<>(List.of(arguments));
            if (this == OPTION_PLAIN) {
                all.add("--plain");
            }
            Pty.Start start = scene.terminal(all.toArray(String[]::new)).size(columns(), this == NO_SIZE ? 0 : 24);
            for (int i = 0; i < variables.size(); i += 2) {
                if (variables.get(i + 1).isEmpty()) {
                    start.without(variables.get(i));
                } else {
                    start.with(variables.get(i), variables.get(i + 1));
                }
            }
            return start.start();
        }
    }

    /** What came of a night. */
    private record Seen(
            String walk, String resumed, int left, int ended, String note, String pasted, List<String> record) {}

    @BeforeAll
    static void every_terminal_a_few_at_a_time() throws IOException {
        few = Executors.newFixedThreadPool(AT_ONCE);
        for (Kind kind : Kind.values()) {
            Path home = Files.createDirectory(homes.resolve(kind.name().toLowerCase(Locale.ROOT)));
            NIGHTS.put(kind, few.submit(() -> night(kind, new Scene(home))));
        }
    }

    @AfterAll
    static void over() {
        few.shutdownNow();
    }

    private static Seen night(Kind kind, Scene scene) {
        String walk;
        int left;
        try (Pty pty = kind.start(scene, "start", "outage", "--title", "payments fail")) {
            question(pty, "What is broken?", Person.CLEAR + BROKEN + "\r");
            question(pty, "Can we see it ourselves?", "2\r");
            question(pty, "Tell the team you have it?", "1\r");
            question(pty, "Which part is hit?", "3\r");
            question(pty, "How many customers?", ALT_LEFT);
            pty.waitFor("You answered: Payments and orders.");
            question(pty, "6 Something only we use", Person.CLEAR + "1\r");
            question(pty, "How many customers?", "half");
            pty.waitFor("half").send(CTRL_C).waitFor("\n> ").send(CTRL_C);
            pty.waitFor("Ctrl-C again to leave.").waitFor("\n> ").send(CTRL_C);
            pty.waitFor("oncall resume 20181112-1703-payments-fail");
            left = pty.exit();
            pty.sentOnlyOurs();
            walk = pty.scrollback();
        }
        try (Pty pty = kind.start(scene, "resume")) {
            question(pty, "How many customers?", "");
            String resumed = pty.scrollback();
            pty.send(":note it is slow since ").waitFor("since");
            pty.resize(60, 20);
            pty.send("noon today\r").waitFor("noted");
            question(pty, "How many customers?", ":go what\r");
            question(pty, "You answered:", Person.CLEAR + keys(kind));
            pty.waitFor("saved 17:03:00");
            question(pty, "How many customers?", CTRL_D);
            pty.waitFor("oncall resume 20181112-1703-payments-fail");
            int ended = pty.exit();
            pty.sentOnlyOurs();
            return new Seen(walk, resumed, left, ended, note(scene), scene.answer("what"), record(scene));
        }
    }

    private static void question(Pty pty, String text, String keys) {
        pty.waitFor(text).waitFor("\n> ").send(keys);
    }

    /** What a terminal sends when this text is pasted, and an Enter. */
    private static String keys(Kind kind) {
        String keys = pasted().replace('\n', '\r');
        return kind.marksPastes() ? "\u001b[200~" + keys + "\u001b[201~\r" : keys + "\r";
    }

    private static String pasted() {
        StringBuilder text = new StringBuilder("java.lang.OutOfMemoryError: Java heap space");
        for (int i = 0; text.length() < 10_000; i++) {
            text.append("\n\tat com.example.Orders.pay(Orders.java:").append(i).append(") \u05d0\ud83d\udd25");
        }
        return text.toString();
    }

    private static String note(Scene scene) {
        return scene.records().stream()
                .filter(each -> each.event() instanceof Event.Note)
                .flatMap(each -> each.entry().text().stream())
                .reduce("", (all, text) -> all + text);
    }

    /** The lines of the record, without what is different in every process: the session, and the hashes that follow. */
    private static List<String> record(Scene scene) {
        return scene.bytes()
                .lines()
                .filter(line -> !line.contains("\"kind\":\"session\""))
                .map(line -> line.replaceFirst(",\"h\":\"[0-9a-f]{64}\"}$", "}"))
                .toList();
    }

    private static Seen seen(Kind kind) throws InterruptedException {
        try {
            return NIGHTS.get(kind).get();
        } catch (ExecutionException e) {
            throw new AssertionError(kind + ": " + e.getCause().getMessage(), e.getCause());
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void the_screens_are_the_ones_that_were_reviewed(Kind kind) throws InterruptedException {
        Seen seen = seen(kind);
        Screens.check("walk." + kind.screens, seen.walk());
        Screens.check("resume." + kind.screens, seen.resumed());
        assertFalse(seen.walk().toLowerCase(Locale.ROOT).contains("warning"), seen.walk());
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void every_key_does_what_it_does_everywhere_and_the_record_is_the_same(Kind kind) throws InterruptedException {
        Seen seen = seen(kind);
        assertEquals(130, seen.left(), "Ctrl-C twice");
        assertEquals(3, seen.ended(), "Ctrl-D");
        assertEquals("it is slow since noon today", seen.note(), "typed while the window changed its size");
        assertEquals(pasted(), seen.pasted());
        assertEquals(seen(Kind.XTERM).record(), seen.record());
        assertTrue(seen.record().stream().anyMatch(line -> line.contains("\"text\":\"" + BROKEN + "\"")));
    }

    @Test
    void in_forty_columns_lists_are_told_as_blocks_and_no_word_is_cut() throws IOException {
        Scene scene = new Scene(Files.createDirectory(homes.resolve("lists")));
        scene.piped("", "start", "outage", "--title", "nobody can pay in the new shop since noon")
                .ends(3);
        String all = "oncall; oncall incidents; oncall runbook list";
        String line = all.replace("oncall", "'" + Scene.program() + "'");
        try (Pty pty = scene.terminal(Pty.command(scene.home(), "sh", "-c", line))
                .size(40, 24)
                .start()) {
            pty.exit();
            Screens.check("lists-40", pty.scrollback());
        }
        try (Pty pty = scene.terminal("status").size(40, 24).start()) {
            pty.exit();
            assertTrue(pty.text().contains("nobody can pay in the new shop since\n  noon"), pty::text);
        }
    }
}
