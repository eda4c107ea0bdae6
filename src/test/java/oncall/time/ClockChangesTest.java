package oncall.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import oncall.runbook.TimeReader;
import oncall.runbook.TimeReader.AskBack;
import oncall.runbook.TimeReader.Moment;
import oncall.runbook.TimeReader.Read;
import oncall.runbook.TimeReader.Reading;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** What is written around a change of the clocks is read as the moment it was, or asked back; never as another moment. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ClockChangesTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final List<ZoneId> READERS =
            List.of(BERLIN, NEW_YORK, ZoneId.of("Asia/Kolkata"), ZoneId.of("Australia/Lord_Howe"), ZoneOffset.UTC);
    private static final Map<ZoneId, List<String>> LETTERS =
            Map.of(BERLIN, List.of("CET", "CEST"), NEW_YORK, List.of("EST", "EDT"));
    private static final Instant LATER = Instant.parse("2026-11-22T10:00:00Z");

    private final TimeReader times = new WrittenTimes();

    private static List<ZoneOffsetTransition> changes(ZoneId zone) {
        return Stream.of("2018-01-01T00:00:00Z", "2018-06-01T00:00:00Z", "2026-01-01T00:00:00Z", "2026-06-01T00:00:00Z")
                .map(from -> zone.getRules().nextTransition(Instant.parse(from)))
                .toList();
    }

    private static String form(String pattern, ZonedDateTime at) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).format(at);
    }

    @Test
    void a_moment_written_with_its_offset_or_letters_is_read_in_every_zone() {
        int read = 0;
        for (ZoneId zone : LETTERS.keySet()) {
            for (ZoneOffsetTransition change : changes(zone)) {
                for (int minutes = -30 * 60; minutes <= 30 * 60; minutes += 17) {
                    ZonedDateTime at = change.getInstant()
                            .plus(minutes, ChronoUnit.MINUTES)
                            .atZone(zone);
                    boolean summer = zone.getRules().isDaylightSavings(at.toInstant());
                    String letters = LETTERS.get(zone).get(summer ? 1 : 0);
                    List<String> forms = List.of(
                            form("uuuu-MM-dd'T'HH:mm:ssxxx", at),
                            form("uuuuMMdd'T'HHmmxx", at),
                            form("uuuu-MM-dd HH:mm", at) + " " + letters,
                            form("dd.MM.uuuu, HH:mm", at) + " UTC" + form("xxx", at),
                            form("uuuu-MM-dd HH:mm", at.withZoneSameInstant(ZoneOffset.UTC)) + " UTC");
                    for (ZoneId reader : READERS) {
                        for (String words : forms) {
                            Reading reading = times.read(words, LATER, reader);
                            assertInstanceOf(Read.class, reading, words + " in " + reader + ": " + reading);
                            assertEquals(at.toInstant(), ((Read) reading).at(), words + " in " + reader);
                            read++;
                        }
                    }
                }
            }
        }
        assertTrue(read > 40_000, "read " + read);
    }

    @Test
    void a_moment_written_by_the_clock_on_the_wall_is_read_or_had_twice() {
        for (ZoneId zone : LETTERS.keySet()) {
            for (ZoneOffsetTransition change : changes(zone)) {
                for (int minutes = -30 * 60; minutes <= 30 * 60; minutes += 7) {
                    ZonedDateTime at = change.getInstant()
                            .plus(minutes, ChronoUnit.MINUTES)
                            .atZone(zone);
                    boolean twice = zone.getRules()
                                    .getValidOffsets(at.toLocalDateTime())
                                    .size()
                            > 1;
                    String clock = form("HH:mm", at);
                    Moment own = Moment.of(LATER, zone);
                    Moment day = own.on(at.toLocalDate());
                    Moment soon = Moment.of(at.toInstant().plus(Duration.ofHours(3)), zone);
                    Moment elsewhere = Moment.of(LATER, ZoneId.of("Asia/Kolkata"));
                    List<Reading> all = List.of(
                            times.read(form("uuuu-MM-dd HH:mm", at), own),
                            times.read(clock, day),
                            times.read("~" + clock, day),
                            times.read(clock, soon),
                            times.read(form("uuuu-MM-dd HH:mm ", at) + zone, elsewhere));
                    for (Reading reading : all) {
                        assertEquals(twice, reading instanceof AskBack, at + ": " + reading);
                        if (reading instanceof Read read) {
                            assertEquals(at.toInstant(), read.at());
                        }
                    }
                }
            }
        }
    }

    @Test
    void a_clock_time_that_never_was_is_always_asked_back() {
        for (ZoneId zone : LETTERS.keySet()) {
            for (ZoneOffsetTransition change : changes(zone)) {
                for (int minute = 0; change.isGap() && minute < 60; minute++) {
                    LocalDateTime never = change.getDateTimeBefore().plusMinutes(minute);
                    String words = never.toLocalDate() + " " + never.toLocalTime();
                    assertInstanceOf(AskBack.class, times.read(words, LATER, zone), words);
                    assertInstanceOf(AskBack.class, times.read(words + " " + zone, LATER, ZoneOffset.UTC), words);
                    for (String letters : LETTERS.get(zone)) {
                        Reading reading = times.read(words + " " + letters, LATER, zone);
                        assertInstanceOf(AskBack.class, reading, words + " " + letters);
                    }
                    Moment day = Moment.of(LATER, zone).on(never.toLocalDate());
                    assertInstanceOf(
                            AskBack.class, times.read(never.toLocalTime().toString(), day), words);
                }
            }
        }
    }

    // ---- whole timelines, moved by days

    @Test
    void invented_timelines_moved_across_every_change_keep_order_and_durations() {
        assertTrue(moved(Timelines.own()) > 900, "entries were read");
    }

    @Test
    void real_timelines_moved_across_every_change_keep_order_and_durations() {
        assumeFalse(Timelines.real().isEmpty(), "../shared/corpus/timelines is not here");
        assertTrue(moved(Timelines.real()) > 5_000, "entries were read");
    }

    /** Reads every timeline in two zones, begun on each day around each change; returns how many entries were read. */
    private int moved(List<Timelines> timelines) {
        int read = 0;
        for (Timelines timeline : timelines) {
            if (timeline.lines().stream().noneMatch(line -> line.instant().isPresent())) {
                continue;
            }
            LocalDate begins = LocalDate.ofInstant(timeline.ends().get(0), timeline.zone());
            for (ZoneId zone : List.of(BERLIN, NEW_YORK)) {
                for (ZoneOffsetTransition change : changes(zone)) {
                    for (int around = -3; around <= 3; around++) {
                        LocalDate first =
                                change.getDateTimeBefore().toLocalDate().plusDays(around);
                        read += moved(timeline, zone, ChronoUnit.DAYS.between(begins, first));
                    }
                }
            }
        }
        return read;
    }

    /** One timeline, its days moved and its clock hung up in `zone`. */
    private int moved(Timelines timeline, ZoneId zone, long days) {
        Timelines moved = timeline.moved(zone, days);
        List<Instant> is = new ArrayList<>();
        Instant begins = moved.ends().get(0);
        Instant now = begins.plus(Duration.ofDays(4));
        for (Timelines.Line line : moved.lines()) {
            if (line.isUnknowable()) {
                continue;
            }
            Optional<LocalDate> on = line.writesDay()
                    ? Optional.empty()
                    : moved.dayBefore(line).or(() -> Optional.of(LocalDate.ofInstant(begins, zone)));
            Moment moment = new Moment(now, zone, on, Optional.of(begins), Optional.empty());
            Reading reading = times.read(line.asWritten(), moment);
            String name = timeline.id() + " " + line.number() + " `" + line.asWritten() + "` " + on + " in " + zone;
            assertInstanceOf(Read.class, reading, name + ": " + reading);
            assertEquals(line.instant().orElseThrow(), ((Read) reading).at(), name);
            is.add(((Read) reading).at());
        }
        List<Instant> was = timeline.lines().stream()
                .filter(line -> !line.isUnknowable())
                .filter(line -> moved.lines().stream().anyMatch(each -> each.number() == line.number()))
                .map(line -> line.instant().orElseThrow())
                .toList();
        durations(was, is, zone);
        return is.size();
    }

    /** Order and durations, but for the hour that a change between two entries takes or gives. */
    private static void durations(List<Instant> was, List<Instant> is, ZoneId zone) {
        for (int i = 1; i < is.size(); i++) {
            int before = zone.getRules().getOffset(is.get(i - 1)).getTotalSeconds();
            int after = zone.getRules().getOffset(is.get(i)).getTotalSeconds();
            assertEquals(
                    Duration.between(was.get(i - 1), was.get(i)).minusSeconds(after - before),
                    Duration.between(is.get(i - 1), is.get(i)));
            assertEquals(
                    Integer.signum(was.get(i - 1).compareTo(was.get(i))),
                    Integer.signum(is.get(i - 1).compareTo(is.get(i))));
        }
    }
}
