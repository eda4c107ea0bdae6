package oncall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import oncall.cli.Candidates.Typed;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Tab gets, whatever the files say. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class CandidatesTest {
    private static final String HOSTILE =
            "Mails $(touch pwned) `touch pwned`:\n\tlate; \"x\" 'y' \\ \u001b[2J\u202e\u0007 %s #{x} *";

    @TempDir
    private Path home;

    private List<String> asked(String kind, String... words) {
        List<String> all = new ArrayList<>(List.of("__complete", "zsh", kind, "--"));
        all.addAll(List.of(words));
        InProcess.Ran ran = new InProcess(home).with("LANG", "C.UTF-8").run(all.toArray(String[]::new));
        ran.ends(Exit.OK);
        assertEquals("", ran.err());
        return ran.out().lines().toList();
    }

    private void start(String title) {
        new InProcess(home).run("start", "outage", "--title", title).ends(Exit.LEFT_OPEN);
    }

    private static List<String> values(List<String> lines) {
        return lines.stream().map(line -> line.substring(0, line.indexOf('\t'))).toList();
    }

    @Test
    void books_are_told_with_their_titles() {
        List<String> books = asked("BOOK", "start", "");
        assertTrue(books.contains("outage\tSomething is broken"), books::toString);
        assertEquals(BuiltIn.books().size(), books.size());
        assertEquals(
                List.of("pod-crash-looping\tA Kubernetes pod crashes again and again"), asked("BOOK", "start", "p"));
    }

    @Test
    void ones_own_books_stand_in_for_built_in_ones_and_other_files_are_no_books() throws IOException {
        Path books = Files.createDirectories(home.resolve("runbooks"));
        Files.writeString(books.resolve("outage.yaml"), "oncall: runbook/1\ntitle: 'Ours'\nmitigate:\n  - Look.\n");
        Files.writeString(books.resolve("queue.yml"), "# first\noncall: runbook/1\ntitle: \"The queue\"  # late\n");
        Files.writeString(books.resolve("team.yaml"), "oncall: team/1\nname: Shop\n");
        Files.writeString(books.resolve("other.yaml"), "title: other\n");
        Files.createDirectory(books.resolve("folder.yaml"));
        Files.write(books.resolve("bytes.yaml"), new byte[] {(byte) 0xff, 0, 10, 13});
        List<String> asked = asked("BOOK", "start", "");
        assertTrue(asked.contains("outage\tOurs"), asked::toString);
        assertTrue(asked.contains("queue\tThe queue"), asked::toString);
        assertEquals(BuiltIn.books().size() + 1, asked.size(), asked::toString);
    }

    @Test
    void a_name_that_a_shell_could_take_for_more_is_left_out() throws IOException {
        Path books = Files.createDirectories(home.resolve("runbooks"));
        for (String name : List.of("$(touch pwned)", "`touch pwned`", "a b", "a\nb", "-rf", "a;b", "~x", "a:b", "ok")) {
            Files.writeString(books.resolve(name + ".yaml"), "oncall: runbook/1\ntitle: x\n");
        }
        List<String> values = new ArrayList<>(values(asked("BOOK", "start", "")));
        values.removeAll(BuiltIn.books());
        assertEquals(List.of("ok"), values);
        for (String each : List.of("", ".x", "_x", "a/b", "a=b", "\u05e9", "x".repeat(201))) {
            assertFalse(Candidates.isSafe(each), each);
        }
    }

    @Test
    void incidents_are_told_open_ones_first_with_state_and_title() {
        start("first");
        start("second");
        new InProcess(home)
                .run("close", "20181112-1703-second", "--reason", "x")
                .ends(Exit.OK);
        assertEquals(
                List.of("20181112-1703-first\topen: first", "20181112-1703-second\tclosed: second"),
                asked("INCIDENT", "resume", ""));
        assertEquals(1, asked("INCIDENT", "resume", "20181112-1703-f").size());
        assertEquals(List.of(), asked("INCIDENT", "resume", "x"));
    }

    @Test
    void a_hostile_title_is_one_visible_line() {
        start(HOSTILE);
        List<String> asked = asked("INCIDENT", "resume", "");
        assertEquals(1, asked.size());
        String meaning = asked.get(0).substring(asked.get(0).indexOf('\t') + 1);
        assertTrue(meaning.startsWith("open: Mails $(touch pwned) `touch pwned`:\\x0a late;"), meaning);
        assertTrue(meaning.chars().allMatch(c -> c >= ' ' && c < 0x7f), meaning);
        assertTrue(meaning.length() <= 72, meaning);
    }

    @Test
    void records_and_steps_are_those_of_the_open_incident_or_the_named_one() {
        start("first");
        List<String> records = asked("ID", "correct", "");
        assertTrue(records.stream().anyMatch(line -> line.endsWith("role")), records::toString);
        assertTrue(values(records).get(0).endsWith("-" + (records.size())), "the newest first: " + records);
        new InProcess(home).run("note", "hunter2 was pasted").ends(Exit.OK);
        String note = asked("ID", "redact", "").get(0);
        assertTrue(note.endsWith("\tnote: hunter2 was pasted"), note);
        new InProcess(home).run("redact", note.substring(0, note.indexOf('\t'))).ends(Exit.OK);
        assertFalse(asked("ID", "redact", "").toString().contains("hunter2"), "what is redacted is withheld here too");
        List<String> steps = asked("STEP", "timeline", "--step", "");
        assertTrue(steps.contains("customers\timpact: How many customers?"), steps::toString);
        start("second");
        assertEquals(List.of(), asked("ID", "correct", ""), "several are open");
        assertFalse(
                asked("ID", "correct", "--incident", "20181112-1703-second", "").isEmpty());
        assertFalse(
                asked("ID", "correct", "--incident=20181112-1703-second", "").isEmpty());
    }

    @Test
    void roles_are_those_of_the_team() {
        assertTrue(asked("ROLE", "start", "--role", "").contains("imoc\tIncident manager"));
    }

    @Test
    void options_that_say_where_to_look_are_followed() throws IOException {
        start("here");
        assertEquals(List.of(), asked("INCIDENT", "--home", "/nowhere", "resume", ""));
        assertEquals(List.of(), asked("BOOK", "start", "--runbooks=/nowhere", ""));
        Path books = Files.createDirectories(home.resolve("a b"));
        Files.writeString(books.resolve("mine.yaml"), "oncall: runbook/1\ntitle: Mine\n");
        String out = new InProcess(home)
                .run("__complete", "bash", "BOOK", "--", "start", "--runbooks", "\"~/a b\"", "m")
                .ends(Exit.OK)
                .out();
        assertEquals("mine\tMine\n", out);
    }

    @Test
    void quotes_of_bash_are_taken_away_and_nothing_is_expanded() {
        Typed typed = Typed.of(List.of("--home", "'a b'\"c $x\"d\\ e", "--role=\"im"), true);
        assertEquals("a bc $xd e", typed.before().get(1));
        assertEquals("im", typed.current());
        assertEquals("", Typed.of(List.of(), true).current());
    }

    @Test
    void a_home_that_cannot_be_read_or_is_none_has_no_candidates_and_says_nothing() throws IOException {
        for (Path broken :
                List.of(Files.createFile(home.resolve("file")), home.resolve("missing"), Path.of("/proc/1"))) {
            for (String kind : List.of("INCIDENT", "ID", "STEP")) {
                assertEquals(List.of(), asked(kind, "--home", broken.toString(), "resume", ""), kind + " " + broken);
            }
        }
        Path torn = Files.createDirectories(home.resolve("torn/incidents/20181112-1703-x/timeline"));
        Files.write(torn.resolve("dana-laptop.jsonl"), new byte[] {'{', (byte) 0xff, '\n', 0, '{'});
        assertEquals(
                List.of("20181112-1703-x"),
                values(asked("INCIDENT", "--home", home.resolve("torn").toString(), "x", "")));
    }

    @Test
    void nothing_that_is_asked_wrongly_or_nowhere_to_be_told_is_an_error() {
        for (String line :
                List.of("", "bash", "bash INCIDENT", "bash NOTHING -- x", "bash FILE -- x", "-- a b", "a b c d --")) {
            InProcess.Ran ran = new InProcess(home)
                    .run(("__complete " + line).strip().split(" "))
                    .ends(Exit.OK);
            assertEquals("", ran.out() + ran.err(), line);
        }
        OutputStream closed = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("no more");
            }
        };
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Environs environs = new InProcess(home).environs(new Outlet(closed, home.resolve("gone"), false), err);
        assertEquals(Exit.OK, Main.run(new String[] {"__complete", "bash", "BOOK", "--", ""}, environs));
        assertEquals("", err.toString());
    }

    @Test
    void asking_writes_nothing() throws IOException {
        start("first");
        Map<Path, FileTime> before = files();
        for (ValueKind kind : ValueKind.values()) {
            asked(kind.name(), "x", "");
        }
        assertEquals(before, files());
    }

    private Map<Path, FileTime> files() throws IOException {
        Map<Path, FileTime> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(home)) {
            for (Path each : all.toList()) {
                files.put(each, Files.getLastModifiedTime(each));
            }
        }
        return files;
    }

    @Test
    void the_word_that_asks_is_in_no_help() {
        for (String[] words : List.of(new String[] {"help"}, new String[] {"__complet"})) {
            InProcess.Ran ran = new InProcess(home).run(words);
            assertFalse((ran.out() + ran.err()).contains("__complete"), Arrays.toString(words) + ran);
        }
    }
}
