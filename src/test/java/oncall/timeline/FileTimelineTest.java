package oncall.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import oncall.incident.Entry;
import oncall.incident.Event;
import oncall.incident.TimelineRecord;
import oncall.walk.Timeline.Outcome;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class FileTimelineTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Jerusalem");

    @TempDir
    Path home;

    private final FixedClock clock = new FixedClock();
    private final Disk disk = new RealDisk(System.getProperty("user.name"));

    @Test
    void what_was_appended_is_read_again_by_whoever_opens_the_incident() {
        FileTimeline timeline = create("Cannot update environments");
        assertEquals("20181112-1709-cannot-update-environments", timeline.id());
        timeline.append(Samples.answer("seen", "tried"), news -> true);
        clock.advance(Duration.ofSeconds(5));
        Outcome outcome = timeline.append(Samples.answer("customers", "many"), news -> true);
        TimelineRecord saved = outcome.saved().orElseThrow();
        assertEquals(3, saved.seq());
        assertEquals(5000, saved.mono());

        List<TimelineRecord> read = open(timeline.id(), "laptop").read();
        assertEquals(List.of("header", "answer", "answer"), kinds(read));
        assertEquals(saved, read.get(2));
        assertEquals(List.of(), timeline.verify().damage());
        assertEquals(saved.h().substring(0, 12), timeline.verify().head());
    }

    @Test
    void another_terminal_of_the_same_person_shares_the_file_and_its_records_are_news() {
        FileTimeline one = create("Title");
        FileTimeline two = open(one.id(), "laptop");
        two.read();
        one.append(Samples.answer("a", "1"), news -> true);
        Outcome refused = two.append(Samples.answer("a", "2"), List::isEmpty);
        assertEquals(Optional.empty(), refused.saved());
        assertEquals(List.of("answer"), kinds(refused.news()));
        Outcome saved = two.append(Samples.answer("b", "2"), List::isEmpty);
        assertEquals(3, saved.saved().orElseThrow().seq());
        assertEquals(
                1, one.append(Samples.answer("c", "2"), news -> true).news().size());
        assertEquals(1, one.raw().size());
        assertEquals(List.of(), one.verify().damage());
    }

    @Test
    void another_device_writes_a_file_of_its_own_that_begins_with_a_header() {
        FileTimeline one = create("Title");
        FileTimeline two = open(one.id(), "desk");
        Outcome outcome = two.append(Samples.answer("a", "1"), news -> true);
        assertEquals(List.of("header"), kinds(outcome.news()));
        assertEquals(List.of("header", "header", "answer"), kinds(one.read()));
        assertEquals(2, one.raw().size());
        assertEquals("Title", ((Event.Header) one.read().get(1).event()).title());
    }

    @Test
    void records_after_a_session_refer_to_it() {
        FileTimeline timeline = create("Title");
        clock.advance(Duration.ofSeconds(9));
        Event session = Samples.full().get(1);
        TimelineRecord begun =
                timeline.append(Entry.of(session), news -> true).saved().orElseThrow();
        assertEquals(Optional.empty(), begun.session());
        assertEquals(0, begun.mono());
        clock.advance(Duration.ofSeconds(2));
        TimelineRecord next =
                timeline.append(Samples.answer("a", "1"), news -> true).saved().orElseThrow();
        assertEquals(Optional.of(begun.id()), next.session());
        assertEquals(2000, next.mono());
    }

    @Test
    void a_wall_clock_that_goes_back_is_on_record_and_order_holds() {
        FileTimeline timeline = create("Title");
        timeline.append(Samples.answer("a", "1"), news -> true);
        clock.advance(Duration.ofSeconds(10));
        clock.jump(Duration.ofHours(-1));
        Outcome outcome = timeline.append(Samples.answer("b", "1"), news -> true);
        assertEquals(List.of("clock"), kinds(outcome.news()));
        assertEquals(List.of("header", "answer", "clock", "answer"), kinds(timeline.read()));
        clock.advance(Duration.ofSeconds(10));
        assertEquals(
                List.of(),
                timeline.append(Samples.answer("c", "1"), news -> true).news());
        clock.jump(Duration.ofMinutes(4));
        assertEquals(
                List.of(),
                timeline.append(Samples.answer("d", "1"), news -> true).news());
        clock.jump(Duration.ofMinutes(6));
        Event.Clock jump = (Event.Clock) timeline.append(Samples.answer("e", "1"), news -> true)
                .news()
                .get(0)
                .event();
        assertEquals(Duration.ofMinutes(6), Duration.between(jump.wallBefore(), jump.wallAfter()));
        assertEquals(List.of(), timeline.verify().damage());
    }

    @Test
    void a_text_too_long_for_a_line_is_kept_as_evidence_and_found_again_whole() {
        FileTimeline timeline = create("Title");
        String words = "\u05d0\ud83d\ude00".repeat(20_000);
        TimelineRecord saved = timeline.append(
                        Entry.of(new Event.Note(Optional.empty())).saying(words), news -> true)
                .saved()
                .orElseThrow();
        String head = saved.entry().text().orElseThrow();
        assertTrue(words.startsWith(head) && head.length() < 1000, head);
        assertEquals(Optional.of(words), timeline.wholeText(saved));
        FileTimeline again = open(timeline.id(), "laptop");
        assertEquals(Optional.of(words), again.wholeText(again.read().get(1)));
    }

    @Test
    void books_and_texts_are_kept_under_their_hash() {
        FileTimeline timeline = create("Title");
        String sha256 = timeline.keepBook("title: x\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertEquals(sha256, timeline.keepBook("title: x\n".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        assertEquals(
                "title: x\n", new String(timeline.book(sha256).orElseThrow(), java.nio.charset.StandardCharsets.UTF_8));
        assertEquals(Optional.of("output"), timeline.evidence(timeline.keep("output")));
        assertEquals(Optional.empty(), timeline.book("../lock"));
    }

    private FileTimeline create(String title) {
        return new Incidents(disk, home.resolve("state")).create(clock, author("laptop"), ZONE, title, "outage");
    }

    private FileTimeline open(String id, String device) {
        return new Incidents(disk, home.resolve("state"))
                .open(id, clock, author(device))
                .orElseThrow();
    }

    private static Author author(String device) {
        return new Author("dana", device, "pid 1 on " + device, "1");
    }

    private static List<String> kinds(List<TimelineRecord> records) {
        return records.stream().map(record -> record.event().kind()).toList();
    }
}
