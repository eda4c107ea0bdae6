package oncall.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import oncall.runbook.TimeReader;
import oncall.runbook.TimeReader.AskBack;
import oncall.runbook.TimeReader.Precision;
import oncall.runbook.TimeReader.Read;
import oncall.runbook.TimeReader.Reading;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class WrittenTimesTest {
    private static final Instant NOW = Instant.parse("2018-11-12T15:09:30Z"); // 17:09:30 in Jerusalem
    private final TimeReader times = new WrittenTimes();

    private Reading read(String words, String now, String zone) {
        return times.read(words, Instant.parse(now), ZoneId.of(zone));
    }

    @ParameterizedTest
    @CsvSource({
        "now,                                2018-11-12T15:09:30Z,     EXACT,  Asia/Jerusalem, ''",
        "' NOW ',                            2018-11-12T15:09:30Z,     EXACT,  Asia/Jerusalem, ''",
        "17:03,                              2018-11-12T15:03:00Z,     MINUTE, Asia/Jerusalem, day",
        "7:03,                               2018-11-12T05:03:00Z,     MINUTE, Asia/Jerusalem, day",
        "17:09,                              2018-11-12T15:09:00Z,     MINUTE, Asia/Jerusalem, day",
        "17:10,                              2018-11-11T15:10:00Z,     MINUTE, Asia/Jerusalem, day",
        "00:00,                              2018-11-11T22:00:00Z,     MINUTE, Asia/Jerusalem, day",
        "2018-11-12 17:03,                   2018-11-12T15:03:00Z,     MINUTE, Asia/Jerusalem, ''",
        "2018-02-01 7:03,                    2018-02-01T05:03:00Z,     MINUTE, Asia/Jerusalem, ''",
        "10 min ago,                         2018-11-12T14:59:30Z,     MINUTE, Asia/Jerusalem, ''",
        "0 minutes ago,                      2018-11-12T15:09:30Z,     MINUTE, Asia/Jerusalem, ''",
        "90min ago,                          2018-11-12T13:39:30Z,     MINUTE, Asia/Jerusalem, ''",
        "2018-11-12T17:03:00+02:00,          2018-11-12T15:03:00Z,     EXACT,  +02:00,         ''",
        "2018-11-12t15:03:00.131z,           2018-11-12T15:03:00.131Z, EXACT,  Z,              ''",
        "2018-11-12 15:03:00-00:00,          2018-11-12T15:03:00Z,     EXACT,  -00:00,         ''",
        "2018-11-12T17:09:30+02:00,          2018-11-12T15:09:30Z,     EXACT,  +02:00,         ''",
    })
    void a_time_that_can_be_known_is_read(String words, Instant at, Precision precision, String zone, String assumed) {
        Read read = assertInstanceOf(Read.class, times.read(words, NOW, ZoneId.of("Asia/Jerusalem")), words);
        assertEquals(at, read.at());
        assertEquals(precision, read.given().precision());
        assertEquals(words.strip(), read.given().written());
        assertEquals(zone, read.given().zone());
        assertEquals(
                assumed.isEmpty() ? List.of() : List.of(assumed), read.given().assumed());
        assertTrue(read.given().until().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "yesterday",
                "5pm",
                "17",
                "1703",
                "17.03",
                "24:00",
                "17:60",
                "17:3",
                "about 17:00",
                "17:03-17:10",
                "10 min",
                "in 10 min",
                "-10 min ago",
                "2 hours ago",
                "2018-11-12",
                "12/11/2018 17:03",
                "2018-02-30 10:00",
                "2018-02-30T10:00:00Z",
                "2018-11-12T15:03Z",
                "2018-11-12T15:03:60Z",
                "2018-11-12T15:03:00+19:00",
                "2018-11-12T15:09:31Z",
                "2018-11-12 17:10",
                "2019-01-01 00:00",
                "9999999 min ago",
                "now now",
                "\u0661\u0667:\u0660\u0663"
            })
    void everything_else_is_asked_back_in_one_line_that_says_what_to_write(String words) {
        AskBack back = assertInstanceOf(AskBack.class, times.read(words, NOW, ZoneId.of("Asia/Jerusalem")), words);
        assertTrue(back.why().endsWith("."), back.why());
        assertTrue(back.why().contains("`17:03`"), back.why());
    }

    @Test
    void a_time_to_come_names_the_time_it_is() {
        AskBack back = assertInstanceOf(AskBack.class, read("2018-11-12 17:10", NOW.toString(), "Asia/Jerusalem"));
        assertTrue(back.why().startsWith("That has not come yet; it is 2018-11-12 17:09+02:00 now."), back.why());
    }

    @Test
    void a_skipped_clock_time_is_asked_back() {
        // Israel went from 02:00 to 03:00 on 29 March 2019
        String after = "2019-03-29T06:00:00Z";
        for (String words : List.of("02:30", "2019-03-29 02:30")) {
            AskBack back = assertInstanceOf(AskBack.class, read(words, after, "Asia/Jerusalem"));
            assertEquals(
                    "Clocks in Asia/Jerusalem went from 02:00 to 03:00 that night, so there was no 02:30 on 2019-03-29; "
                            + "write another time.",
                    back.why());
        }
        Read before = assertInstanceOf(Read.class, read("02:30", "2019-03-28T23:00:00Z", "Asia/Jerusalem"));
        assertEquals(Instant.parse("2019-03-28T00:30:00Z"), before.at());
        Read dayAfter = assertInstanceOf(Read.class, read("02:30", "2019-03-30T06:00:00Z", "Asia/Jerusalem"));
        assertEquals(Instant.parse("2019-03-29T23:30:00Z"), dayAfter.at());
    }

    @Test
    void a_clock_time_shown_twice_is_asked_back_with_both_written_out() {
        // Israel went from 02:00 back to 01:00 on 28 October 2018, at 23:00Z
        String after = "2018-10-28T06:00:00Z";
        for (String words : List.of("01:30", "2018-10-28 01:30")) {
            AskBack back = assertInstanceOf(AskBack.class, read(words, after, "Asia/Jerusalem"));
            assertTrue(back.why().contains("`2018-10-28T01:30:00+03:00` for the first"), back.why());
            assertTrue(back.why().contains("`2018-10-28T01:30:00+02:00` for the second"), back.why());
        }
    }

    @Test
    void between_the_two_passes_of_a_clock_only_the_first_can_be_meant() {
        Read read = assertInstanceOf(Read.class, read("01:40", "2018-10-27T23:10:00Z", "Asia/Jerusalem"));
        assertEquals(Instant.parse("2018-10-27T22:40:00Z"), read.at());
        Read first = assertInstanceOf(Read.class, read("01:40", "2018-10-27T22:50:00Z", "Asia/Jerusalem"));
        assertEquals(Instant.parse("2018-10-27T22:40:00Z"), first.at());
    }

    @Test
    void half_hour_changes_are_known() {
        // Lord Howe went from 02:00 back to 01:30 on 5 April 2026, at 15:00Z the day before
        assertInstanceOf(AskBack.class, read("01:45", "2026-04-04T22:00:00Z", "Australia/Lord_Howe"));
        Read read = assertInstanceOf(Read.class, read("01:15", "2026-04-04T22:00:00Z", "Australia/Lord_Howe"));
        assertEquals(Instant.parse("2026-04-04T14:15:00Z"), read.at());
    }
}
