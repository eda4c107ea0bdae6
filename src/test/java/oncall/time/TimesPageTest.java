package oncall.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import oncall.document.TakenAs;
import oncall.runbook.TimeReader;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** The tables of the page about times, read and run. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class TimesPageTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Jerusalem");
    private static final TimeReader.Moment THEN = new TimeReader.Moment(
            Instant.parse("2018-11-12T15:09:00Z"),
            ZONE,
            Optional.empty(),
            Optional.of(Instant.parse("2018-11-12T15:00:00Z")),
            Optional.of(Instant.parse("2018-11-13T15:08:00Z")));

    private static List<String[]> rows(String heading) throws IOException {
        String page = Files.readString(Path.of("src/site/markdown/times.md"));
        String part = page.substring(page.indexOf("\n## " + heading + "\n"));
        List<String[]> rows = new ArrayList<>();
        for (String line :
                part.lines().skip(2).takeWhile(each -> !each.startsWith("## ")).toList()) {
            if (line.startsWith("| `")) {
                rows.add(line.substring(2, line.length() - 1).split(" ?\\| ?", -1));
            }
        }
        return rows;
    }

    private static String words(String cell) {
        return cell.strip().replace("`", "");
    }

    @Test
    void what_the_page_says_is_read_is_read_so() throws IOException {
        List<String[]> rows = rows("What is read");
        assertTrue(rows.size() >= 35, "the table is there");
        for (String[] row : rows) {
            TimeReader.Reading reading = new WrittenTimes().read(words(row[0]), THEN);
            String said = reading instanceof TimeReader.Read read
                    ? TakenAs.moment(read, ZONE) + " | "
                            + String.join(", ", read.given().assumed())
                    : ((TimeReader.AskBack) reading).why();
            assertEquals(row[1].strip() + " | " + row[2].strip(), said, row[0]);
        }
    }

    @Test
    void what_the_page_says_is_asked_back_is_asked_back_in_these_words() throws IOException {
        List<String[]> rows = rows("What is asked back");
        assertTrue(rows.size() >= 15, "the table is there");
        for (String[] row : rows) {
            TimeReader.Reading reading = new WrittenTimes().read(words(row[0]), THEN);
            assertTrue(reading instanceof TimeReader.AskBack, row[0]);
            assertEquals(row[1].strip(), ((TimeReader.AskBack) reading).why());
        }
    }
}
