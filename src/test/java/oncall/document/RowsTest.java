package oncall.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import oncall.runbook.TimeReader;
import oncall.time.WrittenTimes;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Timelines as several teams keep them, row by row: what is taken, for when, and what is refused or passed over. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RowsTest {
    private static final Path SAMPLES = Path.of("src/test/resources/rows");

    private static final TimeReader.Moment NOON =
            TimeReader.Moment.of(Instant.parse("2024-06-01T10:00:00Z"), ZoneId.of("Asia/Jerusalem"));

    private final List<Row> rows = new ArrayList<>();
    private RowTimes times = times(Optional.empty());

    private static RowTimes times(Optional<java.time.LocalDate> day) {
        return new RowTimes(
                new WrittenTimes(),
                Instant.parse("2024-06-01T10:00:00Z"),
                ZoneId.of("Asia/Jerusalem"),
                false,
                day,
                Instant.parse("2024-05-31T21:05:00Z"));
    }

    private MarkdownRows read(List<String> lines) {
        MarkdownRows markdown = new MarkdownRows(times, rows::add);
        for (int i = 0; i < lines.size(); i++) {
            markdown.line(i + 1, lines.get(i));
        }
        markdown.end();
        return markdown;
    }

    private static String told(Row row) {
        String time = row.time()
                .map(read -> read.at() + " " + read.given().precision()
                        + read.given().until().map(until -> " until " + until).orElse("") + " `"
                        + read.given().written() + "`")
                .orElse("refused: " + row.refusal().orElse(""));
        return row.line() + ": " + time + row.who().map(who -> " by " + who).orElse("") + "\n    "
                + row.text().replace("\n", "\n    ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "table", "plain-table", "headings", "chat", "wrong"})
    void a_habit_of_a_team(String name) throws IOException {
        MarkdownRows markdown = read(Files.readAllLines(SAMPLES.resolve(name + ".md")));
        List<String> lines = new ArrayList<>();
        rows.forEach(row -> lines.add(told(row)));
        times.assumed().forEach(sentence -> lines.add("assumed: " + sentence));
        lines.add("left out: " + markdown.leftOut());
        lines.add("no rows: " + markdown.others());
        Golden.check("rows." + name + ".txt", lines);
    }

    @Test
    void the_first_time_of_day_is_of_the_day_that_brings_it_nearest_to_the_opening() {
        read(List.of("- 23:50 it began", "- 00:20 it went on"));
        assertEquals(
                Instant.parse("2024-05-31T20:50:00Z"),
                rows.get(0).time().orElseThrow().at());
        assertEquals(
                Instant.parse("2024-05-31T21:20:00Z"),
                rows.get(1).time().orElseThrow().at());
        assertEquals(2, times.assumed().size(), times.assumed()::toString);
        assertTrue(times.assumed().get(1).contains("taken for the next day, 2024-06-01"), times.assumed()::toString);
    }

    @Test
    void a_zone_that_is_not_clear_refuses_every_row() {
        read(List.of("All times in IST", "- 2024-05-31 10:00 a", "- 10:05 b"));
        assertEquals(2, rows.size());
        rows.forEach(
                row -> assertTrue(row.refusal().orElse("").contains("--zone NAME says which it is."), row::toString));
    }

    @Test
    void a_long_run_of_spaces_takes_no_longer_than_other_characters() {
        String spaces = " ".repeat(100_000);
        assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> read(List.of("# x" + spaces + "y", "# 09:03 ##", "it went on")));
        assertEquals(1, rows.size(), rows::toString);
        String stars = "*".repeat(200_000);
        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> read(List.of(
                        "times" + spaces + "!",
                        "# x" + stars + "y",
                        "| Time" + spaces + "x | Time | Event |",
                        "|---|---|---|",
                        "| a | 10:00" + stars + "x | it broke |")));
        assertTrue(rows.get(1).refusal().isPresent(), "what is no time is refused");
        String time = "17:03" + spaces + "x";
        TimeReader.Reading reading =
                assertTimeoutPreemptively(Duration.ofSeconds(20), () -> new WrittenTimes().read(time, NOON));
        assertTrue(reading instanceof TimeReader.AskBack, reading::toString);
    }
}
