package oncall.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import oncall.hostile.Texts;
import oncall.hostile.Texts.Text;
import oncall.incident.Entry;
import oncall.incident.Event;
import oncall.incident.TimelineRecord;
import oncall.pty.Pty;
import oncall.terminal.Payloads;
import oncall.terminal.Sequences;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One incident that holds every hostile text there is, looked at on a pseudo-terminal by every command that shows it. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(300)
class HostileNightStory {
    @TempDir
    Path home;

    private Scene scene;

    @BeforeEach
    void a_home() {
        scene = new Scene(home);
    }

    @Test
    void our_own() {
        night(Texts.own());
    }

    @Test
    void the_collected_ones() {
        night(Texts.collected());
    }

    private void night(List<Text> texts) {
        String title = texts.stream()
                .filter(each -> each.fitsArgument() && each.text().length() < 40)
                .map(Text::text)
                .reduce("", (all, one) -> all.length() > 900 ? all : all + "|" + one);
        scene.piped("payments fail\n", "start", "outage", "--title", title).ends(3);
        List<Entry> entries = new ArrayList<>();
        for (Text each : texts) {
            if (each.says()) {
                entries.add(Entry.of(new Event.Note(Optional.empty())).saying(each.text()));
            }
        }
        scene.add(entries);
        scene.verified();
        List<String> kept = scene.records().stream()
                .filter(record -> record.event() instanceof Event.Note)
                .map(TimelineRecord::entry)
                .map(entry -> entry.text().orElse(""))
                .toList();
        assertEquals(entries.size(), kept.size());
        for (String[] look : new String[][] {{"status"}, {"incidents"}, {"timeline"}}) {
            assertEquals(List.of(), Payloads.leaks(seen(look)), look[0]);
        }
        for (String[] data : new String[][] {
            {"timeline", "--format", "csv", "--no-pager"},
            {"timeline", "--format", "markdown", "--no-pager"},
            {"timeline", "--format", "jsonl", "--no-pager"},
            {"status", "--json"},
            {"postmortem"}
        }) {
            assertEquals(List.of(), Payloads.steering(seen(data)), String.join(" ", data));
        }
        try (Pty pty = scene.terminal("resume").start()) {
            pty.waitFor("Last answers:").waitFor("\n> ");
            String last = texts.get(texts.size() - 1).text();
            scene.add(List.of(Entry.of(new Event.Note(Optional.empty())).saying("x\nFORGED\r\u001b[2J" + last)));
            pty.waitFor("notes: x").waitFor("FORGED").send("\u0004").waitFor("To go on:");
            pty.exit();
            assertTrue(pty.text().contains("\n  | FORGED\\x0d\\x1b[2J"), pty.text());
            assertEquals(List.of(), Payloads.leaks(withoutOurs(pty.bytes())));
        }
    }

    /** What a command sends to a terminal, without our own sequences; nothing but those may begin with an escape. */
    private String seen(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        if (!all.contains("--no-pager")) {
            all.add("--no-pager");
        }
        try (Pty pty = scene.terminal(all.toArray(String[]::new)).start()) {
            assertEquals(0, pty.exit(), pty::text);
            return withoutOurs(pty.bytes());
        }
    }

    private static String withoutOurs(byte[] bytes) {
        String rest = new String(bytes, StandardCharsets.UTF_8);
        for (var pattern : Sequences.ALL) {
            rest = pattern.matcher(rest).replaceAll("");
        }
        return rest.replace("\r\n", "\n").replace("\r", "").replace("\b", "");
    }
}
