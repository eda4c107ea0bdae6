package oncall.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import oncall.incident.Entry;
import oncall.incident.Event;
import oncall.incident.TimelineRecord;
import oncall.runbook.Value;
import oncall.walk.Timeline;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RedactingTimelineTest {
    private final List<String> written = new ArrayList<>();
    private final Timeline timeline = new RedactingTimeline(
            new Timeline() {
                @Override
                public List<TimelineRecord> read() {
                    return List.of();
                }

                @Override
                public Outcome append(Entry entry, Predicate<List<TimelineRecord>> stillWanted) {
                    written.add(entry.toString());
                    return new Outcome(List.of(), Optional.empty());
                }

                @Override
                public List<TimelineRecord> appendAll(
                        List<Entry> entries, Predicate<List<TimelineRecord>> stillWanted) {
                    entries.forEach(entry -> written.add(entry.toString()));
                    return List.of();
                }

                @Override
                public String keep(String text) {
                    written.add(text);
                    return "";
                }
            },
            Secrets::new);

    @Test
    void whatever_words_carry_a_secret_do_not_bring_it_to_disk() {
        String secret = "Sum" + "mer2018!x";
        String words = "restarted with password=" + secret + " twice";
        Optional<String> some = Optional.of(words);
        List<Event> events = List.of(
                Event.Answer.PLAIN,
                new Event.Answer(some, Optional.empty(), Optional.empty()),
                new Event.Decision(
                        List.of(),
                        Optional.empty(),
                        some,
                        Optional.empty(),
                        Optional.empty(),
                        java.util.Map.of(),
                        List.of(),
                        Optional.empty()),
                new Event.Intent(
                        words,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                new Event.Result("1", Optional.of(0), 1, some, 1),
                new Event.Pause(Optional.empty(), some),
                new Event.Priority(
                        Optional.of("P1"),
                        "P2",
                        "lower",
                        Optional.empty(),
                        java.util.Map.of(),
                        false,
                        Optional.empty(),
                        some,
                        some),
                new Event.Correction("1", Optional.empty(), Optional.empty(), some),
                new Event.Redaction("1", some),
                new Event.Close("resolved", some));
        events.forEach(event -> timeline.append(Entry.of(event).saying(words), news -> true));
        timeline.keep(words);
        timeline.appendAll(
                List.of(Entry.of(new Event.Import("ab", 1, some, some)).saying(words)), news -> true);
        assertEquals(events.size() + 2, written.size());
        written.forEach(line -> assertFalse(line.contains(secret), line));
    }

    @Test
    void what_is_not_secret_is_written_as_it_was_given() {
        Entry entry = Entry.of(new Event.Answer(Optional.of("a reason"), Optional.of("guess"), Optional.empty()))
                .valued(Value.of("many"))
                .saying("cannot update environments \u05d0\nsince 17:03");
        timeline.append(entry, news -> true);
        assertEquals(List.of(entry.toString()), written);
    }
}
