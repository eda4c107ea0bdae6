package oncall.document;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import oncall.incident.Entry;
import oncall.incident.Event;
import oncall.incident.Incident;
import oncall.incident.Policy;
import oncall.incident.Records;
import oncall.runbook.Phase;
import oncall.runbook.TimeReader;
import oncall.runbook.Value;

/**
 * An incident with everything in it, through the night in which the clocks of Berlin go back: two people, late and corrected
 * entries, withheld and restricted ones, a level raised, lowered and settled, a revert declined, tried and tried again, messages
 * late and missed, a pause, a hand-over, a return, an exception at the close. Whatever a person can word is `words`.
 */
final class Whole {
    static final String ID = "20181028-0105-outage";
    static final Health HEALTH =
            new Health(70, "d68608988ded", List.of(new Health.Damaged("eli-desk.jsonl", 7, "does not verify")));
    private static final Optional<String> NO = Optional.empty();

    private final String words;
    private final Records on = new Records();

    private Whole(String words) {
        this.words = words;
    }

    /** With these words wherever a person can word something. */
    static Incident incident(String words) {
        Whole whole = new Whole(words);
        whole.begin();
        whole.level();
        whole.revert();
        whole.night();
        whole.end();
        return Incident.of(whole.on.all());
    }

    /** What the team had settled, in the same words. */
    static Policy policy(String words) {
        return new Policy(
                Optional.of("Europe/Berlin"),
                EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
                Optional.of(Duration.ofMinutes(5)),
                Optional.of(words),
                Map.of(
                        "P1",
                        new Policy.Level(
                                Optional.of(Duration.ofDays(5)),
                                Optional.of(Duration.ofMinutes(5)),
                                Map.of("customers", Duration.ofMinutes(20)))),
                Map.of("imoc", words, "oncall", "On-call engineer"),
                Map.of("team", "the team", "customers", words),
                Map.of(
                        "environments",
                        new Policy.Feature(
                                words,
                                "core",
                                Optional.of(words),
                                Optional.of(new BigDecimal("99.9")),
                                Optional.of(Duration.ofDays(30)),
                                Optional.of(230L))),
                Map.of(
                        "customers",
                        new Policy.Question("How many customers?", Map.of("many", words)),
                        "revert",
                        new Policy.Question(words, Map.of("now", words, "not_yet", "not yet")),
                        "rollback/works",
                        new Policy.Question(words, Map.of())));
    }

    private void begin() {
        on.at("2018-10-27T23:05:00.000Z");
        on.add(Entry.of(new Event.Header(
                1, ID, words, Instant.parse("2018-10-27T23:05:00Z"), "Europe/Berlin", Optional.empty(), NO)));
        on.add(session("oncall", List.of("titled", words)));
        on.at("2018-10-27T23:05:30.000Z");
        on.add(Entry.of(new Event.Role("oncall", "dana")));
        on.add(answer(Phase.TRIAGE, "what", NO, words, Event.Answer.PLAIN));
        on.add(answer(Phase.TRIAGE, "seen", Optional.of("tried"), words, Event.Answer.PLAIN));
        on.add(Entry.of(new Event.Milestone("acknowledged")));
        on.at("2018-10-27T23:12:00.000Z");
        on.add(comms("send_first", "team", "first", "posted", "2018-10-27T23:32:00Z"));
        on.add(answer(Phase.IMPACT, "feature", Optional.of("environments"), words, Event.Answer.PLAIN));
        on.add(answer(Phase.IMPACT, "customers", Optional.of("unknown"), "", Event.Answer.PLAIN));
    }

    private void level() {
        on.at("2018-10-27T23:13:00.000Z");
        on.add(priority(NO, "P1", "rule", true));
        on.at("2018-10-27T23:20:00.000Z");
        on.add(answer(Phase.IMPACT, "customers", Optional.of("many"), words, Event.Answer.PLAIN));
        on.add(priority(Optional.of("P1"), "P1", "rule", false));
        String number = on.add(range("customers_number", "10", "20", "tickets"));
        on.add(range("failing_share", "30", "40", "metric"));
        on.at("2018-10-27T23:25:00.000Z");
        on.add(Entry.of(new Event.Correction(number, Optional.of(Value.ofList(List.of("14", "14")))))
                .saying("14 of 200"));
        on.add(Entry.of(new Event.Call("imoc", Optional.of(words), "not_reached"))
                .on(Optional.of(Phase.IMPACT), "page"));
        on.add(Entry.of(new Event.Call("imoc", Optional.of("eli"), "reached")).on(Optional.of(Phase.IMPACT), "page"));
        on.add(comms("send_customers", "customers", "first", "posted", "2018-10-27T23:45:00Z"));
    }

    private void revert() {
        on.at("2018-10-27T23:26:00.000Z");
        on.add(answer(
                        Phase.REVERT,
                        "since",
                        Optional.of("2018-10-27T22:40:00.000Z"),
                        "about 00:40 - 00:44",
                        Event.Answer.PLAIN)
                .timed(new TimeReader.Given(
                        words,
                        TimeReader.Precision.APPROX,
                        Optional.of(Instant.parse("2018-10-27T22:44:00Z")),
                        "Europe/Berlin",
                        List.of("day"))));
        on.add(answer(Phase.REVERT, "change", Optional.of("other"), words, Event.Answer.PLAIN));
        on.add(decision("not_yet"));
        on.at("2018-10-27T23:50:00.000Z");
        on.add(comms("send_customers", "customers", "update", "posted", "2018-10-28T00:10:00Z"));
        on.add(decision("now"));
        on.add(Entry.of(new Event.Evidence("a".repeat(64), 800, "plan:rollback", NO)));
        String run = on.add(Entry.of(new Event.Intent(
                        "./undo " + words, Optional.of(words), NO, Optional.of("high"), Optional.of(words), NO))
                .on(Optional.of(Phase.REVERT), "rollback/undo"));
        on.at("2018-10-27T23:52:00.000Z");
        on.add(Entry.of(new Event.Result(run, Optional.of(1), 120_000, Optional.of(words + "\n" + words), 20))
                .on(Optional.of(Phase.REVERT), "rollback/undo")
                .valued(Value.of("failed")));
        on.add(answer(Phase.REVERT, "rollback/works", Optional.of("fails"), words, Event.Answer.PLAIN));
        on.add(Entry.of(new Event.Jump(words, List.of("look", words), false))
                .on(Optional.of(Phase.REVERT), "rollback/works"));
        on.at("2018-10-27T23:58:00.000Z");
        on.add(answer(Phase.REVERT, "rollback/works", Optional.of("holds"), "", Event.Answer.PLAIN));
        on.add(Entry.of(new Event.Milestone("mitigated")));
    }

    private void night() {
        on.at("2018-10-28T00:20:00.000Z");
        on.add(answer(
                Phase.DIAGNOSE, "look", Optional.of("skipped"), "", new Event.Answer(Optional.of(words), NO, NO)));
        String password = on.add(answer(Phase.DIAGNOSE, "password", NO, "s3cret " + words, Event.Answer.PLAIN));
        on.add(Entry.of(new Event.Redaction(password, Optional.of("a password"))));
        on.add(new Entry(
                Optional.empty(),
                Optional.of(Phase.DIAGNOSE),
                NO_STEP,
                Optional.empty(),
                Optional.of("names of customers: s3cret"),
                Optional.empty(),
                NO,
                Set.of("restricted"),
                new Event.Note(NO)));
        on.add(Entry.of(new Event.Park(Optional.of("look"))).saying(words));
        on.add(Entry.of(new Event.Due("stuck", NO, Instant.parse("2018-10-28T00:50:00Z"))));
        on.by("eli", "eli-desk").at("2018-10-28T00:30:00.000Z");
        on.add(session("imoc", List.of()));
        on.add(Entry.of(new Event.Note(NO)).saying(words).at(Instant.parse("2018-10-27T23:30:00Z")));
        on.add(Entry.of(new Event.Handoff(
                "eli", Optional.of(words), Optional.of("stable"), Optional.of(words), NO, Optional.of(words))));
        on.add(Entry.of(new Event.Pause(Optional.of(Instant.parse("2018-10-28T08:00:00Z")), Optional.of(words))));
        on.at("2018-10-28T08:05:00.000Z");
        on.add(Entry.of(new Event.Resume(NO, List.of(words))));
        on.add(answer(Phase.MITIGATE, "eased", Optional.of("fails"), "", Event.Answer.PLAIN));
        on.add(priority(Optional.of("P1"), "P2", "lower", false));
        on.add(priority(Optional.of("P2"), "P1", "raise", false));
    }

    private static final Optional<String> NO_STEP = Optional.empty();

    private void end() {
        on.at("2018-10-28T09:00:00.000Z");
        on.add(answer(Phase.MITIGATE, "eased", Optional.of("holds"), "", Event.Answer.PLAIN));
        on.add(Entry.of(new Event.Milestone("mitigated")));
        on.add(Entry.of(new Event.Intent("./clean " + words, NO, NO, NO, NO, NO))
                .on(Optional.of(Phase.RESOLVE), "clean"));
        on.add(Entry.of(
                new Event.Clock(Instant.parse("2018-10-28T09:00:00Z"), Instant.parse("2018-10-28T09:20:00Z"), 100)));
        on.add(Entry.of(new Event.Other("weather", "{\"sky\":\"dark\"}")).saying(words));
        on.add(answer(Phase.RESOLVE, "data_after", Optional.of("safe"), "", Event.Answer.PLAIN));
        on.add(comms("send_resolved", "team", "resolved", "posted", null));
        on.add(comms("send_resolved", "managers", "resolved", "not", null));
        on.add(Entry.of(new Event.Milestone("resolved")).at(Instant.parse("2018-10-28T08:30:00Z")));
        on.at("2018-10-28T09:10:00.000Z");
        on.add(Entry.of(new Event.Close("resolved", Optional.of(words))).saying(words));
    }

    private Event.Session toEvent(String role, List<String> flags) {
        return new Event.Session(
                role,
                words,
                "Europe/Berlin",
                "+02:00",
                "2018g",
                "b00t",
                4711L,
                words,
                words + ".yaml",
                "b".repeat(64),
                "c".repeat(64),
                flags);
    }

    private Entry session(String role, List<String> flags) {
        return Entry.of(toEvent(role, flags));
    }

    private static Entry answer(Phase phase, String step, Optional<String> value, String text, Event.Answer answer) {
        Entry entry = Entry.of(answer).on(Optional.of(phase), step).saying(text);
        return value.map(Value::of).map(entry::valued).orElse(entry);
    }

    private static Entry range(String step, String low, String high, String source) {
        return Entry.of(new Event.Answer(NO, Optional.of(source), NO))
                .on(Optional.of(Phase.IMPACT), step)
                .valued(Value.ofList(List.of(low, high)))
                .saying(low + "-" + high);
    }

    private Entry comms(String step, String audience, String stage, String outcome, String next) {
        return Entry.of(new Event.Comms(
                        audience,
                        stage,
                        Optional.of(words),
                        true,
                        outcome,
                        Optional.ofNullable(next).map(Instant::parse),
                        Optional.of(words)))
                .on(Optional.of(Phase.IMPACT), step)
                .saying(words + "\n\n" + words);
    }

    private Entry priority(Optional<String> from, String to, String by, boolean provisional) {
        return Entry.of(new Event.Priority(
                        from,
                        to,
                        by,
                        by.equals("rule") ? Optional.of(4) : Optional.empty(),
                        Map.of("customers", "many"),
                        provisional,
                        Optional.empty(),
                        by.equals("lower") ? Optional.of(words) : NO,
                        by.equals("lower") ? Optional.of(words) : NO))
                .saying(to + (provisional ? " for now: " : ": ") + words);
    }

    private Entry decision(String choice) {
        Map<String, String> known = new LinkedHashMap<>();
        known.put("customers", "many");
        known.put("what", words);
        known.put("password", "s3cret");
        return Entry.of(new Event.Decision(
                        List.of("now", "not_yet", "cannot"),
                        Optional.of("now"),
                        choice.equals("now") ? NO : Optional.of(words),
                        choice.equals("now") ? Optional.of("rollback") : NO,
                        choice.equals("now") ? Optional.of("READY") : NO,
                        known,
                        List.of("git:api@" + "0".repeat(40), words),
                        Optional.of("eli")))
                .on(Optional.of(Phase.REVERT), "revert")
                .valued(Value.of(choice));
    }
}
