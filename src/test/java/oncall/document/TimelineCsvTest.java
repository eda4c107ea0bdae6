package oncall.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import oncall.incident.Entry;
import oncall.incident.Event;
import oncall.incident.Incident;
import oncall.incident.Records;
import oncall.runbook.Value;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TimelineCsvTest {
    private static final Pattern SPELLED = Pattern.compile("\\\\u([0-9a-f]{4})");
    private static final Pattern FORMULA = Pattern.compile(
            "(?s)[\\s\\p{Z}'\"`\u2018\u2019\u201c\u201d\uff07\uff02]*[=+\\-@\uff1d\uff0b\uff0d\uff20].*|[\t\n].*");

    @Test
    void Our_hostile_strings_are_one_cell_each_and_no_formula() {
        there(Hostile.ours());
    }

    @Test
    void The_collected_hostile_strings_are_one_cell_each_and_no_formula() {
        Assumptions.assumeTrue(Hostile.isCollectionThere(), Hostile.missing());
        there(Hostile.collected());
    }

    @Test
    void What_a_spreadsheet_would_compute_has_an_apostrophe_in_front() {
        for (String formula :
                List.of("=1", " =1", "'=1", "\"=1", "+1", "-1", "@a", "\t", "\n", "\uff1d1", "\u00a0\uff20")) {
            assertEquals("'" + formula, TimelineCsv.guarded(formula));
        }
        for (String harmless : List.of("", "1", "a=b", "'a", "1-2", "don't", " ", "'")) {
            assertEquals(harmless, TimelineCsv.guarded(harmless));
        }
    }

    @Test
    void Every_record_has_a_cell_for_every_column_and_ends_with_CR_LF() {
        List<List<String>> records = read(csv(Night.incident()));
        assertEquals(Night.records().all().size() + 1, records.size());
        for (List<String> record : records) {
            assertEquals(records.get(0).size(), record.size(), record.toString());
        }
    }

    @Test
    void UTC_alone_leaves_out_the_local_columns() {
        Heading heading = Heading.of(Night.incident(), "/x", Night.HEALTH).inUtc();
        assertTrue(new TimelineCsv(heading).write(Night.incident()).get(0).startsWith("at,id,kind,"));
    }

    private static void there(List<String> all) {
        Records on = new Records().at("2018-11-12T15:05:00.000Z");
        on.add(Entry.of(new Event.Note(java.util.Optional.empty())).saying("the first"));
        all.forEach(words ->
                on.add(Entry.of(new Event.Other("weather", "{}")).saying(words).valued(Value.of(words))));
        List<List<String>> records = read(csv(Incident.of(on.all())));
        int text = records.get(0).indexOf("text");
        int value = records.get(0).indexOf("value");
        assertEquals(all.size() + 2, records.size());
        for (int i = 0; i < all.size(); i++) {
            List<String> record = records.get(i + 2);
            assertEquals(all.get(i), back(record.get(text)), record.toString());
            assertEquals(all.get(i), back(record.get(value)), record.toString());
            for (String cell : record) {
                assertFalse(FORMULA.matcher(cell).matches() && !cell.startsWith("'"), cell);
                assertFalse(cell.codePoints().anyMatch(c -> c < ' ' && c != '\n' && c != '\t'), cell);
            }
        }
    }

    /** What was in a cell, as the documentation says to find out. */
    private static String back(String cell) {
        boolean guarded =
                cell.startsWith("'") && FORMULA.matcher(cell.substring(1)).matches();
        return SPELLED.matcher(guarded ? cell.substring(1) : cell).replaceAll(TimelineCsvTest::character);
    }

    private static String character(MatchResult spelled) {
        return java.util.regex.Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(spelled.group(1), 16)));
    }

    private static String csv(Incident incident) {
        return String.join("\n", new TimelineCsv(Heading.of(incident, "/x", Night.HEALTH)).write(incident)) + "\n";
    }

    /** Reads RFC 4180, strictly: every record ends with CR LF, a quote within quotes is doubled. */
    private static List<List<String>> read(String csv) {
        List<List<String>> records = new ArrayList<>();
        List<String> record = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < csv.length(); i++) {
            char c = csv.charAt(i);
            if (quoted) {
                if (c != '"') {
                    cell.append(c);
                } else if (i + 1 < csv.length() && csv.charAt(i + 1) == '"') {
                    cell.append(csv.charAt(++i));
                } else {
                    quoted = false;
                    assertTrue(csv.charAt(i + 1) == ',' || csv.charAt(i + 1) == '\r', "a closed cell goes on at " + i);
                }
            } else if (c == '"') {
                assertEquals(0, cell.length(), "a quote in the middle of a cell at " + i);
                quoted = true;
            } else if (c == ',' || c == '\r') {
                record.add(cell.toString());
                cell.setLength(0);
                if (c == '\r') {
                    assertEquals('\n', csv.charAt(++i));
                    records.add(List.copyOf(record));
                    record.clear();
                }
            } else {
                assertTrue(c != '\n', "a bare line feed at " + i);
                cell.append(c);
            }
        }
        assertFalse(quoted);
        return records;
    }
}
