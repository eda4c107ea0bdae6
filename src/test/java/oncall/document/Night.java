package oncall.document;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import oncall.incident.Entry;
import oncall.incident.Event;
import oncall.incident.Incident;
import oncall.incident.Records;
import oncall.runbook.Phase;
import oncall.runbook.TimeReader;
import oncall.runbook.Value;

/** One night that has a bit of everything: late entries, midnight, corrections, a withheld answer, a hostile note. */
final class Night {
    static final String ID = "20181112-2350-cannot-update-environments";
    static final Health HEALTH = new Health(25, "d68608988ded", List.of());
    private static final Optional<String> NO = Optional.empty();

    private Night() {}

    static Incident incident() {
        return Incident.of(records().all());
    }

    static Records records() {
        Records on = new Records().at("2018-11-12T21:50:00.000Z");
        on.add(Entry.of(new Event.Header(
                1,
                ID,
                "Cannot update environments",
                Instant.parse("2018-11-12T21:50:00Z"),
                "Asia/Jerusalem",
                Optional.empty(),
                NO)));
        on.add(Entry.of(new Event.Session(
                "oncall",
                "laptop",
                "Asia/Jerusalem",
                "+02:00",
                "2018g",
                "b00t",
                4711L,
                "oncall 0.1.0",
                "outage",
                "a".repeat(64),
                "b".repeat(64),
                List.of("fixed-clock"))));
        on.at("2018-11-12T21:50:20.131Z");
        on.add(answer(
                Phase.TRIAGE,
                "what",
                Optional.empty(),
                "support: \"cannot update environments\" \u05e9\u05dc\u05d5\u05dd"));
        on.at("2018-11-12T21:51:00.000Z");
        on.add(comms("team", "first", "posted", "dana has it: environments cannot be updated.\nLooking now."));
        on.at("2018-11-12T21:52:12.000Z");
        String customers = on.add(answer(Phase.IMPACT, "customers", Optional.of(Value.UNKNOWN), "don't know"));
        on.add(Entry.of(new Event.Priority(
                        NO,
                        "P1",
                        "rule",
                        Optional.of(4),
                        Map.of("customers", "unknown"),
                        true,
                        Optional.of(Instant.parse("2018-11-12T22:07:12Z")),
                        NO,
                        NO))
                .saying("P1 for now: core feature and an unknown number of customers. If one customer: P2."));
        on.at("2018-11-12T21:55:00.000Z");
        on.add(answer(Phase.IMPACT, "customers", Optional.of(Value.of("many")), "14")
                .superseding(customers));
        on.add(Entry.of(new Event.Call("imoc", Optional.of("eli"), "reached")).on(Optional.of(Phase.IMPACT), "page"));
        on.add(answer(Phase.REVERT, "since", Optional.of(Value.of("2018-11-12T20:00:00.000Z")), "22:00")
                .timed(new TimeReader.Given(
                        "about 10", TimeReader.Precision.APPROX, Optional.empty(), "Asia/Jerusalem", List.of("day"))));
        on.add(new Entry(
                Optional.empty(),
                Optional.of(Phase.REVERT),
                Optional.of("revert"),
                Optional.of(Value.of("now")),
                Optional.of("undo it now"),
                Optional.empty(),
                NO,
                Set.of(),
                new Event.Decision(
                        List.of("now", "not_yet"),
                        Optional.of("now"),
                        Optional.of("nothing else changed"),
                        Optional.of("rbac-rollout"),
                        NO,
                        Map.of("customers", "many", "token", "s3cret"),
                        List.of("plan:rbac-rollout"),
                        NO)));
        on.at("2018-11-12T21:58:00.000Z");
        String intent = on.add(Entry.of(new Event.Intent(
                        "./flag off rbac",
                        Optional.of("any host"),
                        Optional.of("PT20S"),
                        Optional.of("low"),
                        NO,
                        Optional.of("rbac-rollout")))
                .on(Optional.of(Phase.REVERT), "rbac-rollout/flag_off"));
        on.at("2018-11-12T21:58:03.000Z");
        on.add(Entry.of(new Event.Result(intent, Optional.of(0), 2900, Optional.of("off\ndone"), 9))
                .on(Optional.of(Phase.REVERT), "rbac-rollout/flag_off")
                .valued(Value.of("ok")));
        on.at("2018-11-12T22:01:00.000Z");
        on.add(Entry.of(new Event.Note(NO))
                .saying("saw it\n23:59:59+02:00 (21:59:59Z)  eli  note  \"a forged line\"  [367b-1]\n\n\u202edone"));
        String token = on.add(answer(Phase.DIAGNOSE, "token", Optional.of(Value.of("s3cret")), "s3cret"));
        on.add(Entry.of(new Event.Park(Optional.of("flag_off"))).saying("why does the flag service need a restart?"));
        on.add(Entry.of(new Event.Redaction(token, Optional.of("a password"))));
        on.by("eli", "eli-desk").at("2018-11-12T22:05:00.000Z");
        on.add(Entry.of(new Event.Note(NO))
                .saying("permission errors in the log")
                .at(Instant.parse("2018-11-12T21:40:00Z")));
        on.add(Entry.of(new Event.Other("weather", "{\"sky\":\"dark\u202e\",\"n\":[1,2]}"))
                .saying("from a later version"));
        on.by("dana", "dana-laptop").at("2018-11-12T22:06:00.000Z");
        String ease = on.add(answer(Phase.MITIGATE, "ease", Optional.of(Value.of("restart")), "restart"));
        on.add(Entry.of(new Event.Intent("./restart api", NO, NO, NO, NO, NO))
                .on(Optional.of(Phase.MITIGATE), "restart_api"));
        on.at("2018-11-12T22:09:00.000Z");
        on.add(Entry.of(new Event.Correction(ease, Optional.of(Value.of("flag"))))
                .saying("it was the flag"));
        on.add(Entry.of(new Event.Due("update", Optional.of("customers"), Instant.parse("2018-11-12T22:20:00Z"))));
        on.add(Entry.of(new Event.Milestone("mitigated")));
        return on;
    }

    private static Entry answer(Phase phase, String step, Optional<Value> value, String text) {
        return new Entry(
                Optional.empty(),
                Optional.of(phase),
                Optional.of(step),
                value,
                Optional.of(text),
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Event.Answer.PLAIN);
    }

    private static Entry comms(String audience, String stage, String outcome, String text) {
        return Entry.of(new Event.Comms(
                        audience, stage, NO, true, outcome, Optional.of(Instant.parse("2018-11-12T22:10:00Z")), NO))
                .on(Optional.of(Phase.TRIAGE), "send_first")
                .saying(text);
    }
}
