package oncall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import oncall.incident.Entry;
import oncall.incident.Event;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ShowPostmortemTest {
    private static final Path GOLDEN = Path.of("src/test/resources/document/long-night.postmortem.md");

    @TempDir
    private Path home;

    private InProcess.Ran run(String... words) {
        return new InProcess(home).run(words);
    }

    private void longNight() throws IOException {
        longNight(story -> story);
    }

    private void longNight(UnaryOperator<String> other) throws IOException {
        Path story = Path.of("src/test/resources/stories/long-night");
        try (Stream<Path> files = Files.walk(story)) {
            for (Path file : files.toList()) {
                Path target = home.resolve(story.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
        Path answers = home.resolve("answers.yaml");
        Files.writeString(answers, other.apply(Files.readString(answers)));
        run("start", "outage", "--answers", "answers.yaml").ends(Exit.LEFT_OPEN);
    }

    /** What differs from run to run and from machine to machine, in words; and what a plan's check says, which has tests of its own. */
    private static String plain(String out) {
        return out.replaceAll("ends with [0-9a-f]{12}", "ends with ...")
                .replaceAll("by tz 20\\d\\d[a-z]", "by tz ...")
                .replaceAll("\"[^\"]*/runbooks/", "\".../runbooks/")
                .replaceAll("(its check: |access-control \\()(?:NOT )?READY[A-Z0-9: ]*", "$1...");
    }

    @Test
    void the_long_night() throws IOException {
        longNight();
        String document = plain(run("postmortem").ends(Exit.OK).out());
        if (Boolean.getBoolean("golden.rewrite")) {
            Files.writeString(GOLDEN, document);
        }
        assertEquals(Files.readString(GOLDEN), document);
    }

    @Test
    void what_nobody_knew_is_filled_in_by_a_correction_of_the_record_that_is_named_after_the_close_too()
            throws IOException {
        longNight(story -> story.replace("since: \"2018-11-12 16:40\"", "since: unknown")
                .replace("seen: reported", "seen: unknown")
                .replace("data: safe", "data: unknown"));
        run("close", "--reason", "it works again").ends(Exit.OK);
        String id = "20181112-1703-cannot-update-environments";
        Map<String, String> right = Map.of(
                "When did it start?", "2018-11-12 16:40",
                "Can we see it ourselves?", "reported",
                "Is data lost, wrong, or shown to the wrong people?", "safe");
        Matcher named = Pattern.compile("(?m)^- Open questions: .* to \"(.*)\", record (\\S+)$")
                .matcher(run("postmortem", id).ends(Exit.OK).out());
        int corrected = 0;
        while (named.find()) {
            run("correct", "--incident", id, named.group(2), right.get(named.group(1)))
                    .ends(Exit.OK);
            corrected++;
        }
        assertEquals(right.size(), corrected);
        String filled = run("postmortem", id).ends(Exit.OK).out();
        assertFalse(filled.contains(", record "), filled);
        assertFalse(filled.contains("when it was started"), filled);
    }

    @Test
    void the_same_record_gives_the_same_bytes_whoever_asks_wherever_and_whenever() throws IOException {
        longNight();
        String first = run("postmortem").ends(Exit.OK).out();
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Chatham"));
            Path elsewhere = Files.createDirectory(home.resolve("elsewhere"));
            assertEquals(
                    first,
                    new InProcess(elsewhere)
                            .zone("Pacific/Chatham")
                            .with("ONCALL_NOW", "2031-01-01T00:00:00Z")
                            .with("ONCALL_ACTOR", "somebody else")
                            .run(
                                    "postmortem",
                                    "--home",
                                    home.resolve(".local/state/oncall").toString())
                            .ends(Exit.OK)
                            .out());
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

    @Test
    void a_closed_incident_has_a_day_for_its_meeting() {
        OneNight night = OneNight.asFarAsMitigate(home).verified();
        run("close").ends(Exit.OK);
        String document = run("postmortem", night.id()).ends(Exit.OK).out();
        assertTrue(
                document.contains(
                        "| Meeting | by Monday 2018-11-19: 5 business days after closing, as the team file asks"
                                + " for at P1; business days are Mon Tue Wed Thu Fri, holidays not counted |"),
                document);
    }

    @Test
    void closing_says_when_it_is_due_and_how_to_begin() {
        OneNight night = OneNight.asFarAsMitigate(home).verified();
        String line = "Postmortem: by Monday 2018-11-19, 5 business days after closing (P1)."
                + " To begin with it: oncall postmortem " + night.id() + "\n";
        String closed = run("close").ends(Exit.OK).out();
        assertTrue(closed.endsWith(line), closed);
        String status = run("status", night.id()).ends(Exit.OK).out();
        assertTrue(status.endsWith(line), status);
        assertFalse(run("status", night.id(), "--json").out().contains("Postmortem"));
    }

    @Test
    void an_open_incident_has_no_day_yet() {
        OneNight.asFarAsMitigate(home);
        assertFalse(run("status").ends(Exit.OK).out().contains("Postmortem"));
    }

    @Test
    void damage_is_named_on_top_and_the_rest_is_written() throws IOException {
        OneNight night = OneNight.asFarAsMitigate(home);
        Files.writeString(
                night.file(), Files.readString(night.file()).replace("\"value\":\"unknown\"", "\"value\":\"onknown\""));
        List<String> lines = run("postmortem").ends(Exit.OK).out().lines().toList();
        assertEquals("# Postmortem: Cannot update environments", lines.get(0));
        assertTrue(lines.indexOf("- Damaged: eli-desk.jsonl, line 4: does not verify.") < 8, lines.toString());
        assertTrue(lines.contains("## Still missing"));
    }

    @Test
    void without_the_copies_of_its_book_it_says_so_and_goes_on() throws IOException {
        OneNight night = OneNight.asFarAsMitigate(home);
        try (Stream<Path> copies = Files.list(night.timeline().folder().resolve("runbook"))) {
            for (Path each : copies.toList()) {
                Files.delete(each);
            }
        }
        InProcess.Ran ran = run("postmortem").ends(Exit.OK);
        assertTrue(ran.out().contains("| customers | don't know |"), ran.out());
        assertTrue(ran.err().startsWith("The copies of the runbook and the team file"), ran.err());
    }

    @Test
    void the_shortest_silence_that_is_named_can_be_chosen() {
        OneNight.asFarAsMitigate(home)
                .add(Entry.of(new Event.Note(Optional.empty())).saying("x"));
        assertTrue(run("postmortem").out().contains("Nowhere is it silent for more than 10 min."));
        assertTrue(run("postmortem", "--gap", "1s").out().contains("Nowhere is it silent for more than 1 s."));
        assertEquals(
                "`soon` is not a length of time.\nWrite 90s, 10m or 2h: --gap 10m\n",
                run("postmortem", "--gap", "soon").ends(Exit.USAGE).err());
        run("postmortem", "--gap", "0m").ends(Exit.USAGE);
    }
}
