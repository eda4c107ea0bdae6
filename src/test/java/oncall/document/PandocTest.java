package oncall.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import oncall.incident.Entry;
import oncall.incident.Event;
import oncall.incident.Incident;
import oncall.incident.Records;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What Pandoc, where it is installed, makes of a timeline in Markdown. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(120)
class PandocTest {
    private static final Set<String> OURS =
            Set.of("<col", "<colgroup", "<em", "<h1", "<p", "<table", "<tbody", "<td", "<th", "<thead", "<tr");
    private static final Pattern TAG = Pattern.compile("<[a-z][a-z0-9]*");

    @TempDir
    private Path folder;

    @BeforeEach
    void it_is_installed() {
        boolean there = List.of(System.getenv().getOrDefault("PATH", "").split(":")).stream()
                .anyMatch(path -> Files.isExecutable(Path.of(path, "pandoc")));
        Assumptions.assumeTrue(there, "skipped: there is no pandoc on the path");
    }

    @Test
    void A_night_becomes_a_page_and_a_document_without_a_warning() throws Exception {
        int rows = 1 + Night.records().all().size();
        Path page = write(Night.incident());
        for (String dialect : List.of("gfm", "commonmark_x", "markdown")) {
            assertEquals(rows, count(html(page, dialect), "<tr"), dialect);
            pandoc(
                    "-f",
                    dialect,
                    "-t",
                    "docx",
                    "-o",
                    folder.resolve("night.docx").toString(),
                    page.toString());
        }
    }

    @Test
    void Hostile_texts_become_nothing_but_cells() throws Exception {
        List<String> all = new ArrayList<>(Hostile.ours());
        if (Hostile.isCollectionThere()) {
            all.addAll(Hostile.collected());
        }
        Records on = new Records().at("2018-11-12T15:05:00.000Z");
        all.forEach(words -> on.add(Entry.of(new Event.Note(Optional.empty())).saying("x" + words)));
        all.forEach(words -> on.add(Entry.of(new Event.Note(Optional.empty())).saying(words)));
        Path page = write(Incident.of(on.all()));
        for (String dialect : List.of("gfm", "commonmark_x", "markdown")) {
            String html = html(page, dialect);
            Set<String> tags = new TreeSet<>();
            TAG.matcher(html).results().forEach(tag -> tags.add(tag.group()));
            tags.removeAll(OURS);
            assertEquals(Set.of(), tags, dialect);
            assertEquals(1 + on.all().size(), count(html, "<tr"), dialect);
            pandoc("-f", dialect, "-t", "docx", "-o", folder.resolve("all.docx").toString(), page.toString());
        }
    }

    private Path write(Incident incident) throws IOException {
        List<String> lines = new TimelineMarkdown(Heading.of(incident, "/x", Night.HEALTH)).write(incident);
        return Files.writeString(folder.resolve("timeline.md"), String.join("\n", lines) + "\n");
    }

    private String html(Path page, String dialect) throws Exception {
        return pandoc("-f", dialect, "-t", "html", "--wrap=none", page.toString());
    }

    private static long count(String html, String tag) {
        return Pattern.compile(tag + "\\b").matcher(html).results().count();
    }

    private String pandoc(String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of("pandoc"));
        command.addAll(List.of(words));
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), command::toString);
        assertEquals("", Files.readString(err), command::toString);
        assertEquals(0, process.exitValue(), command::toString);
        return Files.readString(out, StandardCharsets.UTF_8);
    }
}
