package oncall.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import oncall.runbook.TimeReader;
import oncall.runbook.TimeReader.AskBack;
import oncall.runbook.TimeReader.Day;
import oncall.runbook.TimeReader.Moment;
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
    /** A Monday, 17:09:30 in Jerusalem. */
    private static final Instant NOW = Instant.parse("2018-11-12T15:09:30Z");

    private static final ZoneId JERUSALEM = ZoneId.of("Asia/Jerusalem");
    private final TimeReader times = new WrittenTimes();

    private Reading read(String words, String now, String zone) {
        return times.read(words, Instant.parse(now), ZoneId.of(zone));
    }

    private String refused(String words, Moment moment) {
        return assertInstanceOf(AskBack.class, times.read(words, moment), words).why();
    }

    private void reads(String words, String at, Precision precision, String zone, String assumed) {
        Read read = assertInstanceOf(Read.class, times.read(words, NOW, JERUSALEM), words);
        assertEquals(Instant.parse(at), read.at(), words);
        assertEquals(precision, read.given().precision(), words);
        assertEquals(words.strip(), read.given().written());
        assertEquals(zone, read.given().zone(), words);
        assertEquals(assumed, String.join(" ", read.given().assumed()), words);
        assertTrue(read.given().until().isEmpty(), words);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            now                              | 2018-11-12T15:09:30Z     | EXACT
            ' NOW '                          | 2018-11-12T15:09:30Z     | EXACT
            10 min ago                       | 2018-11-12T14:59:30Z     | MINUTE
            0 minutes ago                    | 2018-11-12T15:09:30Z     | MINUTE
            90min ago                        | 2018-11-12T13:39:30Z     | MINUTE
            10m ago                          | 2018-11-12T14:59:30Z     | MINUTE
            30 s ago                         | 2018-11-12T15:09:00Z     | EXACT
            a minute ago                     | 2018-11-12T15:08:30Z     | MINUTE
            2 h ago                          | 2018-11-12T13:09:30Z     | HOUR
            2 hours ago                      | 2018-11-12T13:09:30Z     | HOUR
            1.5 hours ago                    | 2018-11-12T13:39:30Z     | MINUTE
            1h 20m ago                       | 2018-11-12T13:49:30Z     | MINUTE
            1 hour and 20 minutes ago        | 2018-11-12T13:49:30Z     | MINUTE
            an hour ago                      | 2018-11-12T14:09:30Z     | HOUR
            half an hour ago                 | 2018-11-12T14:39:30Z     | APPROX
            about 10 min ago                 | 2018-11-12T14:59:30Z     | APPROX
            ~10 min ago                      | 2018-11-12T14:59:30Z     | APPROX
            """)
    void distances_from_now(String words, String at, Precision precision) {
        reads(words, at, precision, "Asia/Jerusalem", "");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            17:03                            | 2018-11-12T15:03:00Z     | MINUTE | day zone
            7:03                             | 2018-11-12T05:03:00Z     | MINUTE | day zone
            17:09                            | 2018-11-12T15:09:00Z     | MINUTE | day zone
            17:10                            | 2018-11-11T15:10:00Z     | MINUTE | day zone
            00:00                            | 2018-11-11T22:00:00Z     | MINUTE | day zone
            17:03:22                         | 2018-11-12T15:03:22Z     | EXACT  | day zone
            17:03:22.131                     | 2018-11-12T15:03:22.131Z | EXACT  | day zone
            17h03                            | 2018-11-12T15:03:00Z     | MINUTE | day zone
            14.43                            | 2018-11-12T12:43:00Z     | MINUTE | day zone
            17:03h                           | 2018-11-12T15:03:00Z     | MINUTE | day zone
            17:03 hrs                        | 2018-11-12T15:03:00Z     | MINUTE | day zone
            5:03 PM                          | 2018-11-12T15:03:00Z     | MINUTE | day zone
            05:03 p.m.                       | 2018-11-12T15:03:00Z     | MINUTE | day zone
            11:39AM                          | 2018-11-12T09:39:00Z     | MINUTE | day zone
            12:30 AM                         | 2018-11-11T22:30:00Z     | MINUTE | day zone
            12:30 PM                         | 2018-11-12T10:30:00Z     | MINUTE | day zone
            5:03:22 pm                       | 2018-11-12T15:03:22Z     | EXACT  | day zone
            5pm                              | 2018-11-12T15:00:00Z     | HOUR   | day zone
            5 PM                             | 2018-11-12T15:00:00Z     | HOUR   | day zone
            6pm                              | 2018-11-11T16:00:00Z     | HOUR   | day zone
            noon                             | 2018-11-12T10:00:00Z     | MINUTE | day zone
            ~13:30                           | 2018-11-12T11:30:00Z     | APPROX | day zone
            about 13:30                      | 2018-11-12T11:30:00Z     | APPROX | day zone
            around 1:30 pm                   | 2018-11-12T11:30:00Z     | APPROX | day zone
            ca. 13:30                        | 2018-11-12T11:30:00Z     | APPROX | day zone
            at 13:30                         | 2018-11-12T11:30:00Z     | MINUTE | day zone
            MON 05:03 PM                     | 2018-11-12T15:03:00Z     | MINUTE | day zone
            MON 05:30 PM                     | 2018-11-05T15:30:00Z     | MINUTE | day zone
            Sun 10:12                        | 2018-11-11T08:12:00Z     | MINUTE | day zone
            Friday, 10:12                    | 2018-11-09T08:12:00Z     | MINUTE | day zone
            10:12 on Tuesday                 | 2018-11-06T08:12:00Z     | MINUTE | day zone
            Thursday                         | 2018-11-07T22:00:00Z     | DAY    | day zone
            """)
    void clock_times_belong_to_the_latest_day_they_fit(String words, String at, Precision precision, String assumed) {
        reads(words, at, precision, "Asia/Jerusalem", assumed);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2018-11-12 17:03                 | 2018-11-12T15:03:00Z     | MINUTE | zone
            2018-02-01 7:03                  | 2018-02-01T05:03:00Z     | MINUTE | zone
            2018-11-12T17:03                 | 2018-11-12T15:03:00Z     | MINUTE | zone
            20181112T1703                    | 2018-11-12T15:03:00Z     | MINUTE | zone
            20181112T170322                  | 2018-11-12T15:03:22Z     | EXACT  | zone
            2018-11-12 17:03:22,131          | 2018-11-12T15:03:22.131Z | EXACT  | zone
            2018/11/12 17:03                 | 2018-11-12T15:03:00Z     | MINUTE | zone
            2018-11-12 - 17:03               | 2018-11-12T15:03:00Z     | MINUTE | zone
            2018-11-12, 17:03                | 2018-11-12T15:03:00Z     | MINUTE | zone
            18.04.2018 17:03                 | 2018-04-18T14:03:00Z     | MINUTE | zone
            18.04.2018, 17.03                | 2018-04-18T14:03:00Z     | MINUTE | zone
            18.04. 17:03                     | 2018-04-18T14:03:00Z     | MINUTE | year zone
            25/07/2018 17:03                 | 2018-07-25T14:03:00Z     | MINUTE | zone
            07/25/2018 17:03                 | 2018-07-25T14:03:00Z     | MINUTE | zone
            04/04/2018 17:03                 | 2018-04-04T14:03:00Z     | MINUTE | zone
            25-07-2018 5:03 PM               | 2018-07-25T14:03:00Z     | MINUTE | zone
            25/07 17:03                      | 2018-07-25T14:03:00Z     | MINUTE | year zone
            19. April, 11:00                 | 2018-04-19T08:00:00Z     | MINUTE | year zone
            19 April 11:00                   | 2018-04-19T08:00:00Z     | MINUTE | year zone
            April 19, 11:00                  | 2018-04-19T08:00:00Z     | MINUTE | year zone
            11:00, 19th of April             | 2018-04-19T08:00:00Z     | MINUTE | year zone
            Nov 12 2018 17:03                | 2018-11-12T15:03:00Z     | MINUTE | zone
            Nov 12, 2018 at 5:03 PM          | 2018-11-12T15:03:00Z     | MINUTE | zone
            Nov 12 17:03:22                  | 2018-11-12T15:03:22Z     | EXACT  | year zone
            Nov 13 17:03                     | 2017-11-13T15:03:00Z     | MINUTE | year zone
            12-Nov-2018 17:03                | 2018-11-12T15:03:00Z     | MINUTE | zone
            12 Nov 2018                      | 2018-11-11T22:00:00Z     | DAY    | zone
            2018-11-12                       | 2018-11-11T22:00:00Z     | DAY    | zone
            20181112                         | 2018-11-11T22:00:00Z     | DAY    | zone
            Sept. 3rd 2018, 9:00             | 2018-09-03T06:00:00Z     | MINUTE | zone
            29 Feb 10:00                     | 2016-02-29T08:00:00Z     | MINUTE | year zone
            Monday, November 12, 2018 5:03 PM| 2018-11-12T15:03:00Z     | MINUTE | zone
            Mon, 12 Nov 2018 17:03           | 2018-11-12T15:03:00Z     | MINUTE | zone
            Mon Nov 12 17:03:22 2018         | 2018-11-12T15:03:22Z     | EXACT  | zone
            Mon 12 Nov, 5 PM                 | 2018-11-12T15:00:00Z     | HOUR   | year zone
            today 10:00                      | 2018-11-12T08:00:00Z     | MINUTE | zone
            Today at 5:03 PM                 | 2018-11-12T15:03:00Z     | MINUTE | zone
            yesterday 23:50                  | 2018-11-11T21:50:00Z     | MINUTE | zone
            yesterday                        | 2018-11-10T22:00:00Z     | DAY    | zone
            3 days ago                       | 2018-11-08T22:00:00Z     | DAY    | zone
            a week ago                       | 2018-11-04T22:00:00Z     | DAY    | zone
            the day before yesterday 10:00   | 2018-11-10T08:00:00Z     | MINUTE | zone
            2018-04-18 ~13:30                | 2018-04-18T10:30:00Z     | APPROX | zone
            2018-11-12\u202f5:03\u202fPM     | 2018-11-12T15:03:00Z     | MINUTE | zone
            """)
    void dates_in_the_forms_people_and_programs_write(String words, String at, Precision precision, String assumed) {
        reads(words, at, precision, "Asia/Jerusalem", assumed);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2018-11-12T17:03:00+02:00        | 2018-11-12T15:03:00Z     | EXACT  | +02:00           | ''
            2018-11-12t15:03:00.131z         | 2018-11-12T15:03:00.131Z | EXACT  | Z                | ''
            2018-11-12 15:03:00-00:00        | 2018-11-12T15:03:00Z     | EXACT  | Z                | ''
            2018-11-12T10:03:00-05:00        | 2018-11-12T15:03:00Z     | EXACT  | -05:00           | ''
            2018-11-12T15:03Z                | 2018-11-12T15:03:00Z     | MINUTE | Z                | ''
            20181112T150300Z                 | 2018-11-12T15:03:00Z     | EXACT  | Z                | ''
            20181112T170300+0200             | 2018-11-12T15:03:00Z     | EXACT  | +02:00           | ''
            20181112T1703+02                 | 2018-11-12T15:03:00Z     | MINUTE | +02:00           | ''
            15:03Z                           | 2018-11-12T15:03:00Z     | MINUTE | Z                | day
            15:03 UTC                        | 2018-11-12T15:03:00Z     | MINUTE | Z                | day
            15:03 GMT                        | 2018-11-12T15:03:00Z     | MINUTE | Z                | day
            17:03+02:00                      | 2018-11-12T15:03:00Z     | MINUTE | +02:00           | day
            17:03 +0200                      | 2018-11-12T15:03:00Z     | MINUTE | +02:00           | day
            17:03 UTC+2                      | 2018-11-12T15:03:00Z     | MINUTE | +02:00           | day
            17:03 (UTC+02:00)                | 2018-11-12T15:03:00Z     | MINUTE | +02:00           | day
            20:33 GMT+5:30                   | 2018-11-12T15:03:00Z     | MINUTE | +05:30           | day
            09:03 -0600                      | 2018-11-12T15:03:00Z     | MINUTE | -06:00           | day
            2018-11-12 09:03 -06:00          | 2018-11-12T15:03:00Z     | MINUTE | -06:00           | ''
            10:03-05:00                      | 2018-11-12T15:03:00Z     | MINUTE | -05:00           | day
            16:03 Europe/Berlin              | 2018-11-12T15:03:00Z     | MINUTE | Europe/Berlin    | day
            2018-07-12 17:03 europe/berlin   | 2018-07-12T15:03:00Z     | MINUTE | Europe/Berlin    | ''
            2018-11-12 04:19 PST             | 2018-11-12T12:19:00Z     | MINUTE | -08:00           | ''
            2018-01-18 4:19 PST              | 2018-01-18T12:19:00Z     | MINUTE | -08:00           | ''
            2018-07-18 4:19 PDT              | 2018-07-18T11:19:00Z     | MINUTE | -07:00           | ''
            4:19 pst                         | 2018-11-12T12:19:00Z     | MINUTE | -08:00           | day
            4:19 AM PT                       | 2018-11-12T12:19:00Z     | MINUTE | America/Los_Angeles | day
            2018-07-18 10:00 ET              | 2018-07-18T14:00:00Z     | MINUTE | America/New_York | ''
            16:03 CET                        | 2018-11-12T15:03:00Z     | MINUTE | +01:00           | day
            2018-07-12 17:03 CEST            | 2018-07-12T15:03:00Z     | MINUTE | +02:00           | ''
            2018-07-12 17:03 MESZ            | 2018-07-12T15:03:00Z     | MINUTE | +02:00           | ''
            2018-01-12 17:03 JST             | 2018-01-12T08:03:00Z     | MINUTE | +09:00           | ''
            17:03 IST                        | 2018-11-12T15:03:00Z     | MINUTE | Asia/Jerusalem   | day zone
            2018-07-12 17:03 IDT             | 2018-07-12T14:03:00Z     | MINUTE | +03:00           | ''
            Mon, 12 Nov 2018 15:03:00 GMT    | 2018-11-12T15:03:00Z     | EXACT  | Z                | ''
            Mon, 12 Nov 2018 17:03:00 +0200 (IST) | 2018-11-12T15:03:00Z | EXACT | +02:00           | ''
            Mon Nov 12 15:03:22 UTC 2018     | 2018-11-12T15:03:22Z     | EXACT  | Z                | ''
            12/Nov/2018:17:03:22 +0200       | 2018-11-12T15:03:22Z     | EXACT  | +02:00           | ''
            2018-11-12T17:03+02:00[Asia/Jerusalem] | 2018-11-12T15:03:00Z | MINUTE | +02:00          | ''
            yesterday 23:50 UTC              | 2018-11-11T23:50:00Z     | MINUTE | Z                | ''
            """)
    void zones_by_offset_name_and_letters(String words, String at, Precision precision, String zone, String assumed) {
        reads(words, at, precision, zone, assumed);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            8:20 - 8:24                      | 2018-11-12T06:20:00Z | 2018-11-12T06:24:00Z | MINUTE
            8:20-8:24                        | 2018-11-12T06:20:00Z | 2018-11-12T06:24:00Z | MINUTE
            8:20\u20138:24                   | 2018-11-12T06:20:00Z | 2018-11-12T06:24:00Z | MINUTE
            09:00 \u2013 10:00               | 2018-11-12T07:00:00Z | 2018-11-12T08:00:00Z | MINUTE
            8:20 to 8:24                     | 2018-11-12T06:20:00Z | 2018-11-12T06:24:00Z | MINUTE
            from 8:20 until 8:24             | 2018-11-12T06:20:00Z | 2018-11-12T06:24:00Z | MINUTE
            between 8:20 and 8:24            | 2018-11-12T06:20:00Z | 2018-11-12T06:24:00Z | MINUTE
            ~13:30-13:45                     | 2018-11-12T11:30:00Z | 2018-11-12T11:45:00Z | APPROX
            13:30-~13:45                     | 2018-11-12T11:30:00Z | 2018-11-12T11:45:00Z | APPROX
            8:20:10-8:24                     | 2018-11-12T06:20:10Z | 2018-11-12T06:24:00Z | MINUTE
            23:50 - 00:10                    | 2018-11-11T21:50:00Z | 2018-11-11T22:10:00Z | MINUTE
            2018-01-18 8:20 - 8:24           | 2018-01-18T06:20:00Z | 2018-01-18T06:24:00Z | MINUTE
            2018-01-18 8:20-8:24 PST         | 2018-01-18T16:20:00Z | 2018-01-18T16:24:00Z | MINUTE
            2018-01-18 23:50 - 2018-01-19 0:10 | 2018-01-18T21:50:00Z | 2018-01-18T22:10:00Z | MINUTE
            23:50 - 11 Nov 00:10             | 2018-11-10T21:50:00Z | 2018-11-10T22:10:00Z | MINUTE
            5:03 - 5:05 PM                   | 2018-11-12T15:03:00Z | 2018-11-12T15:05:00Z | MINUTE
            5:03 PM - 5:05 PM                | 2018-11-12T15:03:00Z | 2018-11-12T15:05:00Z | MINUTE
            4 - 5 pm                         | 2018-11-12T14:00:00Z | 2018-11-12T15:00:00Z | HOUR
            17h03 - 17h05                    | 2018-11-12T15:03:00Z | 2018-11-12T15:05:00Z | MINUTE
            10 Nov - 11 Nov                  | 2018-11-09T22:00:00Z | 2018-11-10T22:00:00Z | DAY
            8:20 - 8:20                      | 2018-11-12T06:20:00Z | 2018-11-12T06:20:00Z | MINUTE
            """)
    void ranges_keep_both_ends(String words, String at, String until, Precision precision) {
        Read read = assertInstanceOf(Read.class, times.read(words, NOW, JERUSALEM), words);
        assertEquals(Instant.parse(at), read.at());
        assertEquals(Optional.of(Instant.parse(until)), read.given().until());
        assertEquals(precision, read.given().precision());
        assertEquals(words, read.given().written());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            14:??                  | The minutes of `14:??` are not written. Write them, or `2 PM` if only the hour is known.
            2018-03-13 14:??       | The minutes of `14:??` are not written. Write them, or `2 PM` if only the hour is known.
            HH:mm                  | `HH:mm` is the place of a time, not a time. Write it, such as `17:03`.
            2018-03-13 HH:mm       | `HH:mm` is the place of a time, not a time. Write it, such as `17:03`.
            40:10                  | There is no hour 40: hours run from 00 to 23, so `40:10` is no time.
            19:88                  | There is no minute 88: minutes run from 00 to 59, so `19:88` is no time.
            17:03:60               | There is no second 60: seconds run from 00 to 59, so `17:03:60` is no time.
            24:00                  | 24:00 is midnight. Write `00:00` and the day that begins then.
            2018-11-11 24:00       | 24:00 is midnight. Write `00:00` and the day that begins then.
            midnight               | Midnight ends one day and begins another. Write `00:00` and the day that begins then.
            13:05 PM               | 13:05 PM does not exist: with PM hours run from 1 to 12. Write `13:05` or `1:05 PM`.
            0:30 AM                | 0:30 AM does not exist: with AM hours run from 1 to 12. Write `0:30` or `12:30 AM`.
            17                     | `17` alone could be many things. Write hours and minutes with a colon, such as `17:03`, or `5 PM` if only the hour is known.
            1703                   | `1703` alone could be many things. Write hours and minutes with a colon, such as `17:03`, or `5 PM` if only the hour is known.
            2018-11-12 1703        | `1703` alone could be many things. Write hours and minutes with a colon, such as `17:03`, or `5 PM` if only the hour is known.
            17:3                   | `17:3` has one digit for the minutes. Write two, such as `17:03`.
            5 o'clock              | Morning or evening? Write `5 AM`, `5 PM` or `17:00`.
            10 min                 | `10 min` is how long, not when. Write `10 min ago`.
            2h                     | `2h` is how long, not when. Write `2h ago`.
            03/04/2018 10:00       | `03/04/2018` could be 3 April or 4 March. Write `2018-04-03` or `2018-03-04`.
            03-04-2018             | `03-04-2018` could be 3 April or 4 March. Write `2018-04-03` or `2018-03-04`.
            11/12 17:03            | `11/12` could be 11 December or 12 November. Write `YYYY-12-11` or `YYYY-11-12`, with the year.
            12.11.18 17:03         | `12.11.18 17:03` could be several days. Write the year with four digits and first: `2018-11-12 17:03`.
            2018-02-30 10:00       | February 2018 has no day 30: `2018-02-30 10:00`. Write `2018-11-12 17:03`.
            2018-13-01             | There is no month 13: `2018-13-01`. Write `2018-11-12 17:03`.
            1018-11-12 10:00       | The year 1018 is hardly meant. Write it with four digits: `2018-11-12 17:03`.
            Nov 2018               | `Nov 2018` names a month without its day. Write `12 Nov 2018 17:03`.
            Tue 12 Nov 2018 17:03  | 12 November 2018 was a Monday, not a Tuesday. Write one of them.
            Tuesday, 12 Nov 17:03  | 12 November 2018 was a Monday, not a Tuesday. Write one of them, or the year.
            8:24 - 8:20            | `8:24 - 8:20` ends before it begins. Write the earlier time first.
            2018-01-18 8:24 - 2018-01-18 8:20 | `2018-01-18 8:24 - 2018-01-18 8:20` ends before it begins. Write the earlier time first.
            8:20 - 14:??           | The minutes of `14:??` are not written. Write them, or `2 PM` if only the hour is known.
            8:20-24                | `24` alone could be many things. Write hours and minutes with a colon, such as `17:03`, or `5 PM` if only the hour is known.
            5:03 PM - 5:30         | Morning or evening? Write AM or PM behind both times of `5:03 PM - 5:30`.
            02:03-05:00            | `02:03-05:00` could be a time in UTC-05:00 or last until 05:00. Write `02:03 UTC-05:00` or `02:03 to 05:00`.
            17:03-05               | `-05` could be a zone or an end. Write `UTC-05` for the zone, or the end with its minutes, such as `17:03 to 17:10`.
            17:03 XYZ              | `XYZ` is not a zone I know. Write its offset: `17:03 UTC+2`, or its name: `17:03 Europe/Berlin`.
            17:03 Europe/Atlantis  | `Europe/Atlantis` is not a zone I know. Write its offset: `17:03 UTC+2`, or its name: `17:03 Europe/Berlin`.
            17:03 17:04            | `17:03 17:04` names two times. Write one time, such as `2018-11-12 17:03`.
            17:03 PST CET          | `17:03 PST CET` names two zones. Write one time, such as `2018-11-12 17:03`.
            17:03+02:00 PST        | `17:03+02:00 PST` names an offset and a zone that do not agree. Write one of them.
            17:03 today yesterday  | `17:03 today yesterday` names two days. Write one time, such as `2018-11-12 17:03`.
            17:03 foo              | `foo` is not understood in `17:03 foo`. Write `17:03`, `10 min ago` or `2018-11-12 17:03`.
            soon                   | `soon` is not a time I can read. Write `17:03`, `10 min ago` or `2018-11-12 17:03`.
            in 10 min              | `in 10 min` is not a time I can read. Write `17:03`, `10 min ago` or `2018-11-12 17:03`.
            a while ago            | `a while ago` is not a time I can read. Write `17:03`, `10 min ago` or `2018-11-12 17:03`.
            ''                     | No time was written. Write `17:03`, `10 min ago` or `2018-11-12 17:03`.
            2018-11-12 17:10       | That has not come yet; it is 2018-11-12 17:09+02:00 now. Write `17:03`, `10 min ago` or `now`.
            2018-11-12T15:09:31Z   | That has not come yet; it is 2018-11-12 17:09+02:00 now. Write `17:03`, `10 min ago` or `now`.
            tomorrow 10:00         | That has not come yet; it is 2018-11-12 17:09+02:00 now. Write `17:03`, `10 min ago` or `now`.
            today 18:00            | That has not come yet; it is 2018-11-12 17:09+02:00 now. Write `17:03`, `10 min ago` or `now`.
            17:00 - 17:10          | That has not come yet; it is 2018-11-12 17:09+02:00 now. Write `17:03`, `10 min ago` or `now`.
            """)
    void what_cannot_be_known_is_asked_back_with_the_reason(String words, String why) {
        assertEquals(why, refused(words, Moment.of(NOW, JERUSALEM)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "17:60",
                "-10 min ago",
                "9999999 min ago",
                "999999 weeks ago",
                "500000 h ago",
                "now now",
                "2018-02-30T10:00:00Z",
                "2018-11-12T15:03:60Z",
                "2018-11-12T15:03:00+19:00",
                "2019-01-01 00:00",
                "last Monday",
                "this morning",
                "17:03 -",
                "- 17:03",
                "8:20 - 8:24 - 8:30",
                "::",
                "1:2:3",
                "\u0661\u0667:\u0660\u0663",
                "17:03 UTC+19",
                "0000-00-00",
                "99999999",
                "Nov",
                "17:03 PM",
                "10:00 AM PM",
                "5pm 6pm",
                "~",
                "about",
                "T",
                "Z",
                "PST"
            })
    void everything_else_is_asked_back_and_never_breaks(String words) {
        String why = refused(words, Moment.of(NOW, JERUSALEM));
        assertTrue(why.endsWith(".") && why.contains("`"), why);
    }

    @Test
    void anything_at_all_gets_an_answer() {
        String letters = "0123456789:.-/ ~+TZapmPSThMonNovagoUTC[]()?,@\u2013\u0000\u001b\ud83d";
        java.util.Random random = new java.util.Random(7);
        for (int i = 0; i < 12_000; i++) {
            StringBuilder words = new StringBuilder();
            for (int n = random.nextInt(18); n >= 0; n--) {
                words.append(letters.charAt(random.nextInt(letters.length())));
            }
            Reading reading = times.read(words.toString(), NOW, JERUSALEM);
            if (reading instanceof Read read) {
                assertTrue(!read.at().isAfter(NOW), words.toString());
            }
            Moment moment = incident(NOW.toString(), "2018-11-12T15:00:00Z", "2018-11-13T15:00:00Z");
            if (times.ahead(words.toString(), moment) instanceof Read read) {
                assertTrue(read.at().isAfter(NOW), words.toString());
            }
            if (times.day(words.toString(), moment) instanceof Day day) {
                assertTrue(!day.date().isAfter(LocalDate.parse("2018-11-12")), words.toString());
            }
            assertTrue(words.toString().strip().replaceAll("\\s+", " ").startsWith(times.leading(words.toString())));
        }
        assertInstanceOf(AskBack.class, times.read("1".repeat(100_000), NOW, JERUSALEM));
        assertInstanceOf(AskBack.class, times.read("17:03 ".repeat(10), NOW, JERUSALEM));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            17:03 the graphs are back        | 17:03
            10 min ago omer saw errors       | 10 min ago
            half an hour ago it broke        | half an hour ago
            now it is down                   | now
            2018-11-12 17:03 first ticket    | 2018-11-12 17:03
            yesterday 23:50 deploy           | yesterday 23:50
            yesterday the deploy             | yesterday
            19. April, 11:00 it came back    | 19. April, 11:00
            MON 05:03 PM tickets             | MON 05:03 PM
            5 pm all is well                 | 5 pm
            4:19 PST Mike saw it             | 4:19 PST
            17:03 UTC+2 seen                 | 17:03 UTC+2
            16:03 Europe/Berlin seen         | 16:03 Europe/Berlin
            8:20 - 8:24 went through it      | 8:20 - 8:24
            8:20 to 8:24 UTC read it         | 8:20 to 8:24 UTC
            17:03 3 pods died                | 17:03
            17:03 Monday build began         | 17:03
            17:03 may be too early           | 17:03
            17:03 to 17 hosts                | 17:03
            17:03 - it broke                 | 17:03
            2018-01-18 4:19 PST mail         | 2018-01-18 4:19 PST
            sometime it broke                | ''
            14:?? it broke                   | ''
            """)
    void a_time_at_the_beginning_of_a_text_ends_where_it_is_complete(String text, String leading) {
        assertEquals(leading, times.leading(text));
    }

    @Test
    void a_text_of_any_size_is_looked_at_in_no_time() {
        for (String text : List.of("-".repeat(500_000), "1 - ".repeat(200_000), "17:03 " + "x".repeat(900_000))) {
            assertTrue(times.leading(text).length() < 10);
        }
    }

    // ---- letters of zones

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2018-07-18 4:19 PST | `PST` was not in force on 2018-07-18: clocks in America/Los_Angeles showed PDT (UTC-07:00). Write `2018-07-18 4:19 PDT`, or `2018-07-18 4:19 UTC-08:00` if that offset is meant.
            2018-07-18 17:03 CET | `CET` was not in force on 2018-07-18: clocks in Europe/Berlin showed CEST (UTC+02:00). Write `2018-07-18 17:03 CEST`, or `2018-07-18 17:03 UTC+01:00` if that offset is meant.
            2018-07-18 17:03 MEZ | `MEZ` was not in force on 2018-07-18: clocks in Europe/Berlin showed MESZ (UTC+02:00). Write `2018-07-18 17:03 MESZ`, or `2018-07-18 17:03 UTC+01:00` if that offset is meant.
            2018-01-18 4:19 CEST | `CEST` was not in force on 2018-01-18: clocks in Europe/Berlin showed CET (UTC+01:00). Write `2018-01-18 4:19 CET`, or `2018-01-18 4:19 UTC+02:00` if that offset is meant.
            2018-01-18 4:19 EDT | `EDT` was not in force on 2018-01-18: clocks in America/New_York showed EST (UTC-05:00). Write `2018-01-18 4:19 EST`, or `2018-01-18 4:19 UTC-04:00` if that offset is meant.
            17:03 CST           | `CST` means several zones: Central, North America (UTC-06:00), China (UTC+08:00), Cuba (UTC-05:00). Write the offset for it, such as `17:03 UTC-06:00`.
            2018-07-18 17:03 BST | `BST` means several zones: Britain (UTC+01:00), Bangladesh (UTC+06:00), Bougainville (UTC+11:00). Write the offset for it, such as `2018-07-18 17:03 UTC+01:00`.
            17:03 AST           | `AST` means several zones: Atlantic, North America (UTC-04:00), Arabia (UTC+03:00). Write the offset for it, such as `17:03 UTC-04:00`.
            2018-07-18 17:03 IST | `IST` means several zones: India (UTC+05:30), Israel (UTC+02:00), Ireland (UTC+01:00). Write the offset for it, such as `2018-07-18 17:03 UTC+05:30`.
            """)
    void letters_out_of_season_or_of_several_zones_are_asked_back(String words, String why) {
        // in July nobody in Jerusalem says IST: the reader's own zone decides nothing
        assertEquals(why, refused(words, Moment.of(NOW, JERUSALEM)));
    }

    @ParameterizedTest
    @CsvSource({
        "Asia/Kolkata,     2018-07-18 17:03 IST, 2018-07-18T11:33:00Z, zone",
        "Asia/Calcutta,    2018-07-18 17:03 IST, 2018-07-18T11:33:00Z, zone",
        "Europe/Dublin,    2018-07-18 17:03 IST, 2018-07-18T16:03:00Z, zone",
        "Asia/Jerusalem,   2018-01-18 17:03 IST, 2018-01-18T15:03:00Z, zone",
        "America/Chicago,  2018-01-18 17:03 CST, 2018-01-18T23:03:00Z, zone",
        "US/Central,       2018-01-18 17:03 CST, 2018-01-18T23:03:00Z, zone",
        "America/Regina,   2018-07-18 17:03 CST, 2018-07-18T23:03:00Z, zone",
        "Asia/Shanghai,    2018-07-18 17:03 CST, 2018-07-18T09:03:00Z, zone",
        "America/Havana,   2018-01-18 17:03 CST, 2018-01-18T22:03:00Z, zone",
        "America/Chicago,  2018-07-18 17:03 CDT, 2018-07-18T22:03:00Z, zone",
        "Europe/London,    2018-07-18 17:03 BST, 2018-07-18T16:03:00Z, zone",
        "America/Halifax,  2018-01-18 17:03 AST, 2018-01-18T21:03:00Z, zone",
        "Asia/Riyadh,      2018-01-18 17:03 AST, 2018-01-18T14:03:00Z, zone",
        "Asia/Manila,      2018-07-18 17:03 PST, 2018-07-18T09:03:00Z, zone",
        "Europe/Berlin,    2018-01-18 04:03 PST, 2018-01-18T12:03:00Z, ''",
        "America/Phoenix,  2018-07-18 04:03 MST, 2018-07-18T11:03:00Z, ''",
        "America/Jamaica,  2018-07-18 04:03 EST, 2018-07-18T09:03:00Z, ''",
        "Africa/Algiers,   2018-07-18 04:03 CET, 2018-07-18T03:03:00Z, ''",
    })
    void letters_in_force_where_the_reader_is_are_taken_as_that(String zone, String words, Instant at, String assumed) {
        Read read = assertInstanceOf(Read.class, read(words, NOW.toString(), zone), words);
        assertEquals(at, read.at());
        assertEquals(assumed, String.join(" ", read.given().assumed()));
    }

    @ParameterizedTest
    @CsvSource({
        "America/Denver,  2018-07-18 17:03 CST",
        "America/Chicago, 2018-07-18 17:03 CST",
        "America/La_Paz,  2018-07-18 17:03 AST",
        "Europe/London,   2018-01-18 17:03 BST",
        "America/Denver,  2018-07-18 17:03 MST",
        "Africa/Tunis,    2018-07-18 17:03 CEST0"
    })
    void clocks_that_happen_to_show_the_same_do_not_decide(String zone, String words) {
        assertInstanceOf(AskBack.class, read(words, NOW.toString(), zone), words);
    }

    // ---- changes of the clock

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
    void an_offset_or_letters_say_which_of_the_two() {
        String after = "2018-11-05T00:00:00Z";
        assertInstanceOf(AskBack.class, read("2018-11-04 01:30", after, "America/New_York"));
        assertInstanceOf(AskBack.class, read("2018-11-04 01:30 ET", after, "America/New_York"));
        for (String first : List.of("2018-11-04 01:30 EDT", "2018-11-04 01:30:00-04:00", "2018-11-04 01:30 UTC-4")) {
            Read read = assertInstanceOf(Read.class, read(first, after, "America/New_York"));
            assertEquals(Instant.parse("2018-11-04T05:30:00Z"), read.at(), first);
        }
        for (String second : List.of("2018-11-04 01:30 EST", "2018-11-04 01:30:00-05:00")) {
            Read read = assertInstanceOf(Read.class, read(second, after, "America/New_York"));
            assertEquals(Instant.parse("2018-11-04T06:30:00Z"), read.at(), second);
        }
        assertInstanceOf(AskBack.class, read("2018-03-11 02:30 EST", after, "America/New_York"));
        Read gap = assertInstanceOf(Read.class, read("2018-03-11 02:30:00-05:00", after, "America/New_York"));
        assertEquals(Instant.parse("2018-03-11T07:30:00Z"), gap.at());
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

    // ---- an incident, a day given beside

    private static Moment incident(String now, String first, String last) {
        return new Moment(
                Instant.parse(now),
                JERUSALEM,
                Optional.empty(),
                Optional.of(Instant.parse(first)),
                last.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(last)));
    }

    @Test
    void a_clock_time_belongs_to_the_day_given_beside_it() {
        Moment moment = Moment.of(NOW, JERUSALEM).on(LocalDate.parse("2018-03-01"));
        Read read = assertInstanceOf(Read.class, times.read("23:50 - 0:10", moment));
        assertEquals(Instant.parse("2018-03-01T21:50:00Z"), read.at());
        assertEquals(
                Optional.of(Instant.parse("2018-03-01T22:10:00Z")), read.given().until());
        assertEquals(List.of("zone"), read.given().assumed());
        Read thursday = assertInstanceOf(Read.class, times.read("THU 5 PM", moment));
        assertEquals(Instant.parse("2018-03-01T15:00:00Z"), thursday.at());
        assertEquals("1 March 2018 was a Thursday, not a Monday. Write one of them.", refused("MON 5 PM", moment));
        assertEquals(
                "`2018-03-02 10:00` is on 2018-03-02, and the day was given as 2018-03-01. Write one of them.",
                refused("2018-03-02 10:00", moment));
        assertEquals(
                "`10 min ago` is on 2018-11-12, and the day was given as 2018-03-01. Write one of them.",
                refused("10 min ago", moment));
        Read dated = assertInstanceOf(Read.class, times.read("1 March 10:00", moment));
        assertEquals(List.of("zone"), dated.given().assumed());
    }

    @Test
    void a_year_that_was_not_written_is_that_of_the_incident() {
        Moment spring = incident("2026-11-22T10:00:00Z", "2018-04-18T10:35:00Z", "");
        Read read = assertInstanceOf(Read.class, times.read("19. April, 11:00", spring));
        assertEquals(Instant.parse("2018-04-19T08:00:00Z"), read.at());
        Read dayBefore = assertInstanceOf(Read.class, times.read("17. April, 13:40", spring));
        assertEquals(Instant.parse("2018-04-17T10:40:00Z"), dayBefore.at());
        Moment newYear = incident("2019-01-02T10:00:00Z", "2018-12-31T20:00:00Z", "");
        Read over = assertInstanceOf(Read.class, times.read("1 Jan 00:30", newYear));
        assertEquals(Instant.parse("2018-12-31T22:30:00Z"), over.at());
        Read old = assertInstanceOf(Read.class, times.read("31 Dec 22:30", newYear));
        assertEquals(Instant.parse("2018-12-31T20:30:00Z"), old.at());
        assertEquals(
                "`17 Nov 10:00` of 2019 has not come yet, and that of 2018 is more than a day before anything on record "
                        + "here. Write the year too.",
                refused("17 Nov 10:00", newYear));
    }

    @Test
    void long_before_the_incident_is_asked_back_once() {
        Moment moment = incident("2023-07-26T10:00:00Z", "2023-07-25T13:05:00Z", "");
        AskBack back = assertInstanceOf(AskBack.class, times.read("2023-07-05 16:18", moment));
        assertEquals(
                "`2023-07-05 16:18` is 19 days before anything else on record here, which begins 2023-07-25 16:05+03:00.",
                back.why());
        assertEquals(
                Instant.parse("2023-07-05T13:18:00Z"),
                back.meant().orElseThrow().at());
        assertInstanceOf(Read.class, times.read("2023-07-24 16:18", moment));
        assertInstanceOf(AskBack.class, times.read("2023-07-24 16:04", moment));
        assertInstanceOf(Read.class, times.read("2023-07-24", moment), "the whole day might be meant");
        assertInstanceOf(Read.class, times.read("16:18", moment.on(LocalDate.parse("2023-07-05"))));
        assertInstanceOf(Read.class, times.read("2023-07-05 16:18", moment.on(LocalDate.parse("2023-07-05"))));
    }

    @Test
    void a_clock_time_after_everything_on_record_is_asked_back_for_its_day() {
        Moment closed = incident("2018-11-13T08:00:00Z", "2018-11-12T15:03:00Z", "2018-11-12T19:00:00Z");
        String why = "Which day? `09:30` would be 2018-11-13 09:30+02:00, after everything on record here. "
                + "Write the day too: `--on yesterday`, or the date in front.";
        assertEquals(why, refused("09:30", closed));
        assertTrue(refused("TUE 09:30", closed).startsWith("Which day?"));
        assertInstanceOf(Read.class, times.read("20:50", closed));
        assertInstanceOf(Read.class, times.read("2018-11-13 09:30", closed));
        assertInstanceOf(Read.class, times.read("10 min ago", closed));
        assertInstanceOf(Read.class, times.read("09:30", closed.on(LocalDate.parse("2018-11-13"))));
    }

    // ---- days and times to come

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2018-01-18        | 2018-01-18 | ''
            today             | 2018-11-12 | ''
            yesterday         | 2018-11-11 | ''
            3 days ago        | 2018-11-09 | ''
            MON               | 2018-11-12 | day
            Tuesday           | 2018-11-06 | day
            19. April         | 2018-04-19 | year
            12 Nov 2018       | 2018-11-12 | ''
            13 Nov            | 2017-11-13 | year
            Mon, 12 Nov 2018  | 2018-11-12 | ''
            25/07/2018        | 2018-07-25 | ''
            """)
    void a_day_by_itself(String words, LocalDate date, String assumed) {
        Day day = assertInstanceOf(Day.class, times.day(words, Moment.of(NOW, JERUSALEM)), words);
        assertEquals(date, day.date());
        assertEquals(assumed, String.join(" ", day.assumed()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "17:03", "2018-01-18 17:03", "tomorrow", "2018-11-13", "03/04/2018", "soon", "17"})
    void what_is_no_day_that_has_begun_is_asked_back(String words) {
        AskBack back = assertInstanceOf(AskBack.class, times.day(words, Moment.of(NOW, JERUSALEM)), words);
        assertTrue(back.why().endsWith("."), back.why());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            18:00             | 2018-11-12T16:00:00Z
            09:00             | 2018-11-13T07:00:00Z
            17:09             | 2018-11-13T15:09:00Z
            9 am              | 2018-11-13T07:00:00Z
            tomorrow 09:00    | 2018-11-13T07:00:00Z
            Tue 09:00         | 2018-11-13T07:00:00Z
            Mon 09:00         | 2018-11-19T07:00:00Z
            13 Nov 9:00       | 2018-11-13T07:00:00Z
            3 Jan 9:00        | 2019-01-03T07:00:00Z
            2018-11-13 09:00  | 2018-11-13T07:00:00Z
            2018-11-13T09:00:00Z | 2018-11-13T09:00:00Z
            in 20 min         | 2018-11-12T15:29:30Z
            2 h               | 2018-11-12T17:09:30Z
            09:00 UTC         | 2018-11-13T09:00:00Z
            """)
    void a_time_to_come_is_the_first_of_its_name(String words, Instant at) {
        Read read = assertInstanceOf(Read.class, times.ahead(words, Moment.of(NOW, JERUSALEM)), words);
        assertEquals(at, read.at());
    }

    @Test
    void what_has_passed_is_not_to_come() {
        AskBack back = assertInstanceOf(AskBack.class, times.ahead("2018-11-12 17:00", Moment.of(NOW, JERUSALEM)));
        assertEquals(
                "That has passed; it is 2018-11-12 17:09+02:00 now. Write a later time, such as `in 2 h` or `tomorrow 9:00`.",
                back.why());
        assertInstanceOf(AskBack.class, times.ahead("9:00 - 10:00", Moment.of(NOW, JERUSALEM)));
    }
}
