package oncall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import oncall.incident.Entry;
import oncall.incident.Event;
import oncall.runbook.Phase;
import oncall.runbook.Value;
import oncall.time.Timelines;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written from an export is what the incident's own machine writes. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class PostmortemFromStreamTest {
    private static final Pattern NOTE = Pattern.compile("\\| \"(\\d+): ");

    private static final Instant UNDATED = Instant.parse("2018-11-12T15:30:00Z");

    @TempDir
    private Path home;

    private InProcess here() {
        return new InProcess(home);
    }

    /** Another machine: nothing of the incident is there. */
    private InProcess elsewhere(String typed) throws IOException {
        return new InProcess(Files.createTempDirectory(home, "elsewhere"))
                .zone("Pacific/Chatham")
                .typing(typed);
    }

    /** The same from the incident and from both forms of its export; the document. */
    private String same(String id) throws IOException {
        String document = here().run("postmortem", id).ends(Exit.OK).out();
        for (String format : List.of("jsonl", "json")) {
            String export =
                    here().run("timeline", id, "--format", format).ends(Exit.OK).out();
            assertEquals(
                    document,
                    elsewhere(export).run("postmortem", "-").ends(Exit.OK).out(),
                    format);
        }
        return document;
    }

    @Test
    void a_night_with_an_answer_not_known() throws IOException {
        OneNight night = OneNight.asFarAsMitigate(home).verified();
        here().run("close").ends(Exit.OK);
        String document = same(night.id());
        assertTrue(document.contains("| Meeting | by Monday 2018-11-19"), document);
        assertTrue(document.contains("| How many customers? | don't know |"), document);
    }

    @Test
    void the_long_night() throws IOException {
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
        here().run("start", "outage", "--answers", "answers.yaml").ends(Exit.LEFT_OPEN);
        same("2018");
    }

    @Test
    void with_things_corrected_answered_anew_and_withheld() throws IOException {
        OneNight night = OneNight.asFarAsMitigate(home);
        night.answer(Phase.DIAGNOSE, "token", Optional.empty(), "s3cret");
        night.add(Entry.of(new Event.Park(Optional.of("token"))).saying("an s3cret idea"));
        night.add(Entry.of(new Event.Note(Optional.empty())).saying("late").at(Instant.parse("2018-11-12T14:00:00Z")));
        night.answer(Phase.IMPACT, "customers", Optional.of(Value.of("many")), "14");
        night.add(Entry.of(new Event.Milestone("mitigated")));
        List<String> ids =
                night.timeline().read().stream().map(each -> each.id()).toList();
        String answered = ids.get(3);
        String token = ids.get(5);
        String idea = ids.get(6);
        String note = ids.get(7);
        here().run("redact", token).ends(Exit.OK);
        here().run("redact", idea, "--reason", "a name").ends(Exit.OK);
        here().run("correct", note, "--at", "15:30", "--on", "2018-11-12").ends(Exit.OK);
        String document = same(night.id());
        assertFalse(document.contains("s3cret"), document);
        assertTrue(document.contains("2 records are redacted"), document);
        here().run("redact", answered).ends(Exit.OK);
        String without = same(night.id());
        assertFalse(without.contains("unknown number of customers"), "a reason tells its answers");
    }

    @Test
    void with_damage_and_without_the_copies_of_its_book() throws IOException {
        OneNight night = OneNight.asFarAsMitigate(home).verified();
        try (Stream<Path> copies = Files.list(night.timeline().folder().resolve("runbook"))) {
            for (Path each : copies.toList()) {
                Files.delete(each);
            }
        }
        Files.writeString(
                night.file(),
                Files.readString(night.file()).replace("\"text\":\"cannot update", "\"text\":\"connot update"));
        assertTrue(same(night.id()).contains("- Damaged: eli-desk.jsonl, line 3: does not verify."));
    }

    /** The export of a closed incident, a line each. */
    private List<String> closed(String... filter) {
        OneNight night = OneNight.asFarAsMitigate(home).verified();
        here().run("close").ends(Exit.OK);
        List<String> words = new ArrayList<>(List.of("timeline", night.id(), "--format", "jsonl"));
        words.addAll(List.of(filter));
        return here().run(words.toArray(String[]::new))
                .ends(Exit.OK)
                .out()
                .lines()
                .toList();
    }

    /** Says on top and below that it is not the whole, and nothing that only the whole could tell. */
    private static void claimsNothing(String document, String first) {
        assertEquals(
                "- " + first + " What is missing below may be on record all the same.",
                document.lines()
                        .filter(line -> line.startsWith("- "))
                        .findFirst()
                        .orElseThrow());
        assertFalse(document.contains("not closed"), document);
        assertFalse(document.contains("still open"), document);
        assertFalse(document.contains("no damage"), document);
        assertFalse(document.contains("; the chain ends with"), document);
        assertTrue(document.contains(" as the export states, not checked here."), document);
    }

    @Test
    void an_export_that_was_cut_short_says_so_on_top_and_keeps_the_state_of_the_whole() throws IOException {
        List<String> lines = closed();
        int all = lines.size() - 1;
        String cut = String.join("\n", lines.subList(0, 4)) + "\n";
        InProcess.Ran ran = elsewhere(cut).run("postmortem", "-").ends(Exit.UNREADABLE);
        claimsNothing(ran.out(), "**Made from an export that was cut short:** 3 of " + all + " records.");
        String remark = "This export was cut short: it says that the record has " + all + " entries, and 3 came.\n";
        assertTrue(ran.err().contains(remark), ran.err());
        InProcess.Ran shown = elsewhere(cut).run("timeline", "-").ends(Exit.UNREADABLE);
        assertTrue(shown.out().lines().findFirst().orElseThrow().endsWith("  closed"), shown.out());
        assertTrue(shown.out().contains(" 3 of " + all + " records, head "), shown.out());
        assertTrue(shown.err().contains(remark), shown.err());
        String again = elsewhere(cut)
                .run("timeline", "-", "--format", "jsonl")
                .ends(Exit.UNREADABLE)
                .out();
        assertEquals(cut, again);
        InProcess.Ran inside = elsewhere(cut.substring(0, cut.length() - 9)).run("postmortem", "-");
        claimsNothing(
                inside.ends(Exit.UNREADABLE).out(),
                "**Made from an export that was cut short:** 2 of " + all + " records. Line 4 could not be read.");
    }

    @Test
    void an_export_with_a_line_that_cannot_be_read_says_so_on_top() throws IOException {
        List<String> lines = new ArrayList<>(closed());
        int all = lines.size() - 1;
        lines.set(3, "garbage");
        claimsNothing(
                elsewhere(String.join("\n", lines) + "\n")
                        .run("postmortem", "-")
                        .ends(Exit.UNREADABLE)
                        .out(),
                "**Made from a damaged export:** " + (all - 1) + " of " + all + " records. Line 4 could not be read.");
    }

    @Test
    void an_export_of_a_part_says_so_on_top_and_keeps_the_state_of_the_whole() throws IOException {
        List<String> part = closed("--kind", "answer");
        String export = String.join("\n", part) + "\n";
        Matcher records = Pattern.compile("\"records\":(\\d+),").matcher(part.get(0));
        assertTrue(records.find(), part.get(0));
        claimsNothing(
                elsewhere(export).run("postmortem", "-").ends(Exit.OK).out(),
                "**Made from a part of the record:** " + (part.size() - 1) + " of " + records.group(1) + " records.");
        String shown = elsewhere(export).run("timeline", "-").ends(Exit.OK).out();
        assertTrue(shown.lines().findFirst().orElseThrow().endsWith("  closed"), shown);
    }

    @Test
    void of_an_export_that_does_not_say_how_many_there_are_nothing_is_claimed() throws IOException {
        List<String> lines = new ArrayList<>(closed());
        lines.set(0, lines.get(0).replaceFirst("\"records\":\\d+,", ""));
        InProcess.Ran ran = elsewhere(String.join("\n", lines.subList(0, 4)) + "\n")
                .run("postmortem", "-")
                .ends(Exit.OK);
        assertFalse(ran.out().contains("Made from"), ran.out());
        assertEquals("", ran.err());
    }

    @Test
    void what_is_no_timeline_is_refused() throws IOException {
        assertEquals(
                Exit.UNREADABLE, elsewhere("hello\n").run("postmortem", "-").exit());
        assertEquals(Exit.UNREADABLE, elsewhere("").run("postmortem", "-").exit());
    }

    // ---- timelines of real teams

    /** Every line as a note at its instant; one without is noted as it comes, afterwards. */
    private void noted(Timelines timeline) throws IOException {
        List<Timelines.Line> dated = timeline.lines().stream()
                .filter(line -> line.instant().isPresent())
                .toList();
        Instant opened = dated.isEmpty() ? UNDATED : timeline.ends().get(0);
        Instant after = (dated.isEmpty() ? UNDATED : timeline.ends().get(1)).plus(Duration.ofHours(1));
        InProcess ran = here().zone(timeline.zone().getId());
        ran.with("ONCALL_NOW", opened.toString())
                .run("start", "outage", "--title", timeline.id())
                .ends(Exit.LEFT_OPEN);
        ran.with("ONCALL_NOW", after.toString());
        for (Timelines.Line line : timeline.lines()) {
            List<String> words = new ArrayList<>(List.of("note"));
            line.instant().ifPresent(at -> words.addAll(List.of("--at", at.toString())));
            words.add(line.number() + ": " + line.text());
            ran.run(words.toArray(String[]::new)).ends(Exit.OK);
        }
        String id = ran.run("incidents").out().lines().findFirst().orElseThrow().split(" ")[0];
        String document = same(id);
        List<Integer> expected = timeline.lines().stream()
                .sorted(Comparator.comparing(line -> line.instant().orElse(after)))
                .map(Timelines.Line::number)
                .toList();
        assertEquals(expected, rows(document), timeline.id());
        rendered(document);
        here().run("close", id, "--reason", "noted afterwards").ends(Exit.OK);
    }

    /** The numbers of the notes in the order of the table. */
    private static List<Integer> rows(String document) {
        List<Integer> numbers = new ArrayList<>();
        String table = document.substring(document.indexOf("\n## Timeline\n"));
        table.lines().filter(line -> line.startsWith("| 2")).forEach(line -> {
            Matcher note = NOTE.matcher(line);
            if (note.find()) {
                numbers.add(Integer.parseInt(note.group(1)));
            }
        });
        return numbers;
    }

    @Test
    void timelines_that_lie_here_have_every_entry_once_in_order() throws IOException {
        for (Timelines timeline : Timelines.own()) {
            noted(timeline);
        }
    }

    @Test
    void timelines_of_real_teams_have_every_entry_once_in_order() throws IOException {
        assumeFalse(Timelines.real().isEmpty(), "skipped: ../shared/corpus/timelines is not here");
        for (Timelines timeline : Timelines.real()) {
            noted(timeline);
        }
    }

    // ---- rendered

    @Test
    void pandoc_turns_it_into_a_page_and_a_document_without_a_warning() throws IOException {
        assumeTrue(pandoc("--version").isPresent(), "skipped: pandoc is not installed");
        OneNight night = OneNight.asFarAsMitigate(home).verified();
        night.add(Entry.of(new Event.Note(Optional.empty())).saying("# no heading\n\n| no | table |\n<b>x</b> $x$"));
        rendered(same(night.id()));
    }

    /** Where pandoc is there, both forms come out and nothing is said. */
    private void rendered(String document) throws IOException {
        Path page = Files.writeString(home.resolve("postmortem.md"), document);
        for (String format : List.of("html", "docx")) {
            Path to = home.resolve("postmortem." + format);
            pandoc("--fail-if-warnings", "-s", "--metadata", "title=x", "-o", to.toString(), page.toString())
                    .ifPresent(said -> assertEquals("", said));
        }
    }

    private static Optional<String> pandoc(String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of("pandoc"));
        command.addAll(List.of(words));
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException notThere) {
            return Optional.empty();
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            return Optional.of(process.waitFor() == 0 ? said : "exit " + process.exitValue() + ": " + said);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
