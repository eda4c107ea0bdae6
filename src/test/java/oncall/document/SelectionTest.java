package oncall.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import oncall.incident.Event;
import oncall.runbook.Phase;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SelectionTest {
    private static final Optional<Instant> NONE = Optional.empty();

    @Test
    void Both_ends_of_a_time_belong_to_it() {
        Instant at = Instant.parse("2018-11-12T21:55:00Z");
        assertEquals(4, count(between(at, at)));
        assertEquals(0, count(between(at.plusMillis(1), at.plusMillis(2))));
    }

    @Test
    void What_happened_early_and_was_written_late_counts_by_when_it_happened() {
        Instant early = Instant.parse("2018-11-12T21:45:00Z");
        assertEquals(1, count(new Selection(NONE, Optional.of(early), Set.of(), Set.of(), Set.of())));
    }

    @Test
    void Names_of_one_sort_add_up_and_sorts_narrow_down() {
        assertEquals(3, count(new Selection(NONE, NONE, Set.of(), Set.of("note", "park"), Set.of())));
        assertEquals(1, count(new Selection(NONE, NONE, Set.of(), Set.of("note", "park"), Set.of("eli"))));
        assertEquals(2, count(new Selection(NONE, NONE, Set.of(Phase.REVERT), Set.of("answer", "decision"), Set.of())));
    }

    @Test
    void It_says_what_was_wanted_how_many_there_are_and_who_is_not_among_them() {
        Selection wanted = new Selection(
                Optional.of(Instant.parse("2018-11-12T21:00:00Z")),
                NONE,
                Set.of(Phase.IMPACT, Phase.TRIAGE),
                Set.of("note", "answer"),
                Set.of("dana", "dan", "bob"));
        Selected form = form(wanted);
        String words = "phase triage or impact, kind answer or note, actor bob or dan or dana,"
                + " since 2018-11-12 23:00:00+02:00.";
        assertEquals("Only: " + words, form.write(Night.incident()).get(2));
        assertEquals(Optional.of("Showing 3 of 23 entries: " + words), form.count());
        assertEquals(Optional.of("Nothing here was written by `bob` or `dan`. Who wrote: dana, eli."), form.absent());
    }

    @Test
    void Everything_is_not_counted() {
        Selected form = form(Selection.ALL);
        form.write(Night.incident());
        assertEquals(Optional.empty(), form.count());
        assertEquals(Optional.empty(), form.absent());
    }

    @Test
    void A_program_is_told_that_it_does_not_get_the_whole() {
        Heading heading = heading()
                .of(new Selection(
                        Optional.of(Instant.parse("2018-11-12T21:00:00Z")),
                        NONE,
                        Set.of(),
                        Set.of("note"),
                        Set.of("eli")));
        List<String> lines = new Selected(TimelineJson.lines(heading), heading).write(Night.incident());
        assertEquals(2, lines.size());
        assertTrue(
                lines.get(0)
                        .endsWith(",\"filter\":{\"since\":\"2018-11-12T21:00:00.000Z\",\"kind\":[\"note\"],"
                                + "\"actor\":[\"eli\"]}}"),
                lines.get(0));
        assertTrue(lines.get(0).contains("\"head\":\"d68608988ded\""), lines.get(0));
    }

    @Test
    void A_part_of_a_part_is_what_both_want() {
        Instant at = Instant.parse("2018-11-12T21:55:00Z");
        Selection early = new Selection(Optional.of(at), NONE, Set.of(), Set.of("note", "park"), Set.of("eli"));
        Selection late = new Selection(
                Optional.of(at.plusSeconds(9)),
                Optional.of(at.plusSeconds(99)),
                Set.of(Phase.REVERT),
                Set.of("note"),
                Set.of());
        assertEquals(
                new Selection(
                        Optional.of(at.plusSeconds(9)),
                        Optional.of(at.plusSeconds(99)),
                        Set.of(Phase.REVERT),
                        Set.of("note"),
                        Set.of("eli")),
                early.and(late));
        assertEquals(early, early.and(Selection.ALL));
        assertEquals(late, Selection.ALL.and(late));
    }

    @Test
    void Every_kind_can_be_asked_for() {
        Set<String> kinds = new TreeSet<>();
        Kinds.full(Instant.EPOCH).stream()
                .filter(each -> !(each instanceof Event.Other))
                .forEach(each -> kinds.add(each.kind()));
        assertEquals(List.copyOf(kinds), Selection.KINDS);
    }

    private static Selection between(Instant since, Instant until) {
        return new Selection(Optional.of(since), Optional.of(until), Set.of(), Set.of(), Set.of());
    }

    private static Heading heading() {
        return Heading.of(Night.incident(), "/x", Night.HEALTH);
    }

    private static Selected form(Selection wanted) {
        Heading heading = heading().of(wanted);
        return new Selected(new TimelineText(heading), heading);
    }

    private static long count(Selection wanted) {
        return new Telling(Night.incident())
                .all().stream().filter(wanted::wants).count();
    }
}
