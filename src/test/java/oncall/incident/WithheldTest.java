package oncall.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import oncall.runbook.TimeReader;
import oncall.runbook.Value;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** What a redaction leaves: nothing that somebody said, and everything that was done. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class WithheldTest {
    private static final String SECRET = "s3cret";
    private static final Instant WHEN = Instant.parse("2018-11-12T15:09:02.131Z");

    /** The members that stay, of every kind; all others of a kind hold words of a person or a program. */
    private static final Map<String, String> STAYS = Map.ofEntries(
            Map.entry("Header", "after continues format incident opened zone"),
            Map.entry("Session", "boot device flags offset pid rb role runbook team tool tz zone"),
            Map.entry("Answer", ""),
            Map.entry("Note", "of"),
            Map.entry("Park", "step"),
            Map.entry("Priority", "again by from provisional row to"),
            Map.entry("Decision", "options usual"),
            Map.entry("Role", "role"),
            Map.entry("Call", "outcome role"),
            Map.entry("Comms", "audience channel edited next outcome stage"),
            Map.entry("Due", "audience dueAt what"),
            Map.entry("Jump", "again left to"),
            Map.entry("Intent", "danger plan timeout"),
            Map.entry("Result", "bytes exit of took"),
            Map.entry("Evidence", "bytes of sha256"),
            Map.entry("Milestone", "mark"),
            Map.entry("Handoff", ""),
            Map.entry("Pause", "until"),
            Map.entry("Resume", "changedSteps from"),
            Map.entry("Clock", "mono wallAfter wallBefore"),
            Map.entry("Recovered", "bytes file offset"),
            Map.entry("Correction", "of"),
            Map.entry("Redaction", "of"),
            Map.entry("Import", "fileSha256 line"),
            Map.entry("Close", "outcome"),
            Map.entry("Other", "kind"));

    @Test
    void of_every_kind_the_words_are_gone_and_the_rest_stays() throws ReflectiveOperationException {
        Map<String, String> stays = new TreeMap<>();
        for (Class<?> kind : Event.class.getPermittedSubclasses()) {
            Event whole = full(kind);
            Event left = Withheld.event(whole);
            Set<String> same = new TreeSet<>();
            for (RecordComponent each : kind.getRecordComponents()) {
                Object before = each.getAccessor().invoke(whole);
                Object now = each.getAccessor().invoke(left);
                if (before.equals(now)) {
                    same.add(each.getName());
                } else {
                    assertFalse(now.toString().contains(SECRET), kind + " " + each);
                }
            }
            stays.put(kind.getSimpleName(), String.join(" ", same));
        }
        assertEquals(new TreeMap<>(STAYS), stays);
    }

    private static Event full(Class<?> kind) throws ReflectiveOperationException {
        RecordComponent[] components = kind.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] values = Arrays.stream(components)
                .map(each -> value(each.getGenericType()))
                .toArray();
        return (Event) kind.getDeclaredConstructor(types).newInstance(values);
    }

    private static Object value(Type type) {
        if (type instanceof ParameterizedType generic) {
            Object inner = value(generic.getActualTypeArguments()[0]);
            return generic.getRawType() == Optional.class
                    ? Optional.of(inner)
                    : generic.getRawType() == List.class ? List.of(inner) : Map.of(inner, inner);
        }
        Map<Type, Object> simple = Map.of(
                String.class,
                SECRET,
                Instant.class,
                WHEN,
                int.class,
                7,
                Integer.class,
                7,
                long.class,
                7L,
                boolean.class,
                true,
                Value.class,
                Value.of(SECRET),
                Event.Link.class,
                new Event.Link(SECRET, 1, SECRET));
        return simple.get(type);
    }

    @Test
    void a_withheld_record_is_nowhere_in_the_fold_and_keeps_its_place() {
        Records on = new Records();
        Entry entry = on.answering("what", Value.of(SECRET), SECRET, Optional.of(SECRET))
                .timed(new TimeReader.Given(SECRET, TimeReader.Precision.MINUTE, Optional.empty(), "UTC", List.of()));
        String answer = on.add(entry);
        String note = on.add(Entry.of(new Event.Note(Optional.empty())).saying(SECRET));
        on.add(Entry.of(new Event.Redaction(answer, Optional.empty())));
        on.add(Entry.of(new Event.Redaction(note, Optional.empty())));
        Incident incident = Incident.of(on.all());
        assertFalse(incident.records().toString().contains(SECRET), () -> "" + incident.records());
        assertFalse(incident.givens().toString().contains(SECRET), () -> "" + incident.givens());
        assertEquals(Optional.of("what"), incident.records().get(0).entry().step());
        assertEquals(
                Optional.of(Value.UNKNOWN), incident.given("what").orElseThrow().value());
    }

    @Test
    void the_kept_output_of_a_withheld_result_is_withheld_with_it() {
        Records on = new Records();
        String result = on.add(Entry.of(new Event.Result("367b-0", Optional.of(0), 1, Optional.of(SECRET), 6)));
        String kept = on.add(Entry.of(new Event.Evidence("ab", 6, SECRET, Optional.of(result))));
        on.add(Entry.of(new Event.Redaction(result, Optional.empty())));
        Incident incident = Incident.of(on.all());
        assertEquals(true, incident.isRedacted(kept));
        assertFalse(incident.records().toString().contains(SECRET), () -> "" + incident.records());
    }

    @Test
    void a_redaction_undoes_nothing_that_was_done() {
        Records on = new Records();
        String level = on.add(Entry.of(new Event.Priority(
                        Optional.empty(),
                        "P1",
                        "raise",
                        Optional.empty(),
                        Map.of(),
                        false,
                        Optional.empty(),
                        Optional.of(SECRET),
                        Optional.of(SECRET)))
                .saying(SECRET));
        String close = on.add(Entry.of(new Event.Close("resolved", Optional.of(SECRET))));
        on.add(Entry.of(new Event.Redaction(level, Optional.empty())));
        on.add(Entry.of(new Event.Redaction(close, Optional.empty())));
        Incident incident = Incident.of(on.all());
        assertEquals("P1", incident.priority().orElseThrow().to());
        assertEquals(Incident.State.CLOSED, incident.state());
        assertFalse(incident.priorities().toString().contains(SECRET));
    }

    @Test
    void what_a_decision_keeps_of_a_withheld_answer_is_gone_too() {
        Records on = new Records();
        String what = on.answer("what", SECRET, SECRET);
        on.add(Entry.of(new Event.Decision(
                List.of("now"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of("what", SECRET, "customers", "many"),
                List.of(),
                Optional.empty())));
        on.add(Entry.of(new Event.Redaction(what, Optional.empty())));
        Incident incident = Incident.of(on.all());
        assertFalse(incident.records().toString().contains(SECRET), () -> "" + incident.records());
        assertEquals(
                Map.of("customers", "many"),
                ((Event.Decision) incident.records().get(1).event()).known());
    }

    @Test
    void what_others_keep_of_a_withheld_correction_is_gone_too() {
        Records on = new Records();
        String answer = on.answer("book/what", "one", "one");
        String correction = on.add(Entry.of(new Event.Correction(answer, Optional.of(Value.of(SECRET))))
                .saying(SECRET));
        on.add(Entry.of(new Event.Decision(
                List.of("now"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of("book/what", SECRET),
                List.of(),
                Optional.empty())));
        on.add(Entry.of(new Event.Priority(
                        Optional.empty(),
                        "P1",
                        "rule",
                        Optional.of(1),
                        Map.of("what", SECRET),
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()))
                .saying("P1: " + SECRET));
        on.add(Entry.of(new Event.Redaction(correction, Optional.empty())));
        Incident incident = Incident.of(on.all());
        assertFalse(incident.records().toString().contains(SECRET), () -> "" + incident.records());
        assertEquals("one", incident.given("book/what").orElseThrow().text());
    }
}
