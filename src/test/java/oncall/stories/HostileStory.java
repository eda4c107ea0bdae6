package oncall.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import oncall.pty.Pty;
import oncall.terminal.Payloads;
import oncall.terminal.Sequences;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Text that would like to be more than text, by every door: title, answers, notes, books, output, the record of
 * another.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(120)
class HostileStory {
    @TempDir
    Path home;

    private Scene scene;

    @BeforeEach
    void a_home() {
        scene = new Scene(home);
    }

    /** Payloads that fit into one line and into an argument. */
    private static String oneLine() {
        return String.join(
                "|",
                Payloads.all().stream()
                        .filter(text -> text.length() < 60)
                        .map(text -> text.replaceAll("[\u0000\r\n\ud800-\udfff]", ""))
                        .toList());
    }

    /** Nothing that came is an escape which is not ours, a C1 character, or an invisible one. */
    private static void assertOnlyOurs(byte[] bytes) {
        String all = new String(bytes, StandardCharsets.UTF_8);
        for (int at = all.indexOf('\u001b'); at >= 0; at = all.indexOf('\u001b', at + 1)) {
            String rest = all.substring(at);
            assertTrue(
                    Sequences.ALL.stream()
                            .anyMatch(pattern -> pattern.matcher(rest).lookingAt()),
                    () -> "not on the list: "
                            + rest.substring(0, Math.min(20, rest.length())).replace('\u001b', '^'));
        }
        assertFalse(all.chars().anyMatch(c -> c >= 0x80 && c < 0xa0), "C1");
        assertEquals(
                List.of(),
                Payloads.leaks(all.replaceAll("\u001b\\[[0-9;?]*[A-Za-z]", "")
                        .replace("\b", "")
                        .replace("\r", "")));
    }

    @Test
    void by_every_door_of_a_walk() {
        StringBuilder output = new StringBuilder();
        Payloads.all().stream()
                .map(text -> text.replaceAll("[\ud800-\udfff]", ""))
                .filter(text -> text.length() < 4000)
                .forEach(text -> output.append(text).append('\n'));
        scene.file("hostile", output.toString());
        scene.program("hostile", "cat \"$HOME/hostile\"; cat \"$HOME/hostile\" >&2\n");
        scene.book("hostile", """
                oncall: runbook/1
                title: "\\e]0;owned\\a title \\u009b2J"
                about: "\\e[2J about \\u202e"
                diagnose:
                  - run: [hostile]
                    id: looks
                    text: "Run \\e]52;c;ZXZpbA==\\a it \\u202e now"
                  - do: "Look \\e[1A\\e[2K here \\u009d0;x"
                    links: ["https://example.org/\\e]8;;http://x\\e\\\\text"]
                """);
        String payload = oneLine();
        try (Pty pty = scene.terminal("start", "hostile", "--title", payload).start()) {
            pty.waitFor("What is broken?").waitFor("> ").send(Person.CLEAR);
            pty.send("\u001b[200~" + payload.replaceAll("[\u0003\u001a\u001c]", "") + "\u001b[201~\r")
                    .waitFor("saved 17:03:00");
            pty.waitFor("Can we see it ourselves?").waitFor("? don't know").waitFor("> ");
            scene.with("ONCALL_ACTOR", "noa").piped("", "note", payload).ends(0);
            pty.waitFor("52;c;ZXZpbA==")
                    .enter(":about")
                    .waitFor("Can we see it ourselves?")
                    .waitFor("> ");
            pty.enter(":status")
                    .waitFor("Can we see it ourselves?")
                    .waitFor("> ")
                    .enter(":go diagnose");
            pty.waitFor("Offer them from now on?")
                    .waitFor("> ")
                    .enter("1")
                    .waitFor("1 run it here")
                    .waitFor("> ")
                    .enter("1");
            pty.waitFor("exit code 0")
                    .waitFor("Look ")
                    .waitFor("> ")
                    .enter("2")
                    .waitFor("What is there to note?")
                    .waitFor("> ");
            pty.enter("found").waitFor("saved").waitFor("> ").send("\u0004").waitFor("To go on: oncall resume");
            assertOnlyOurs(pty.bytes());
        }
        scene.verified();
        for (String[] each : new String[][] {
            {"resume"},
            {"status"},
            {"incidents"},
            {"timeline"},
            {"runbook", "show", "hostile"},
            {"runbook", "list"},
            {"start", payload},
            {"resume", payload},
            {payload.substring(1)},
            {"trust", "--list"}
        }) {
            try (Pty pty = scene.terminal(each).with("PAGER", "cat").start()) {
                if (each[0].equals("resume") && each.length == 1) {
                    pty.waitFor("Last answers:").waitFor("\n> ").send("\u0004");
                }
                pty.exit();
                assertOnlyOurs(pty.bytes());
            }
        }
    }

    @Test
    void in_json_too() {
        scene.piped("payments fail\n", "start", "outage", "--title", oneLine()).ends(3);
        for (String[] each :
                new String[][] {{"status", "--json"}, {"incidents", "--json"}, {"timeline", "--format", "jsonl"}}) {
            String out = scene.piped("", each).ends(0).out();
            assertTrue(out.startsWith("{"), out);
            assertEquals(
                    List.of(), Payloads.steering(out), String.join(" ", each).toLowerCase(Locale.ROOT));
        }
    }

    /** Needs `strace`, which is not everywhere; what it sees is what the program asked of the kernel. */
    @Test
    @Tag("deep")
    void nothing_connects_to_anywhere() {
        scene.run("", "sh", "-c", "command -v strace").ends(0);
        String walk = "payments fail\n2\n1\n3\n3\n1\n2\n2\n2\n\n\n\n1\n";
        scene.run(
                        walk,
                        "strace",
                        "-f",
                        "-qq",
                        "-e",
                        "trace=execve,connect,sendto,sendmsg",
                        "-o",
                        home.resolve("trace").toString(),
                        Scene.program(),
                        "start",
                        "outage")
                .ends(3);
        scene.run(
                        "",
                        "strace",
                        "-f",
                        "-qq",
                        "-A",
                        "-e",
                        "trace=execve,connect,sendto,sendmsg",
                        "-o",
                        home.resolve("trace").toString(),
                        Scene.program(),
                        "runbook",
                        "list")
                .ends(0);
        assertTrue(scene.lines("trace").stream().anyMatch(line -> line.contains("execve(")), "strace saw something");
        List<String> seen = scene.lines("trace").stream()
                .filter(line -> line.contains("connect(") || line.contains("send"))
                .filter(line -> !line.contains("AF_UNIX") && !line.contains("--- SIG"))
                .toList();
        assertEquals(List.of(), seen);
    }
}
