package oncall.timeline;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import oncall.incident.Entry;
import oncall.incident.Event;
import oncall.runbook.Phase;
import oncall.runbook.TimeReader;
import oncall.runbook.Value;

/** An event of every kind with every component filled in, and of every kind with as little as it can have. */
final class Samples {
    static final Instant WHEN = Instant.parse("2018-11-12T15:09:02.131Z");

    private Samples() {}

    static List<Event> full() {
        return List.of(
                new Event.Header(
                        1,
                        "20181112-1703-cannot-update",
                        "Cannot update environments",
                        WHEN,
                        "Asia/Jerusalem",
                        Optional.of(new Event.Link("dana-laptop.jsonl", 7, "ab".repeat(32))),
                        Optional.of("367b-7")),
                new Event.Session(
                        "responder",
                        "laptop",
                        "Asia/Jerusalem",
                        "+02:00",
                        "2024a",
                        "b1c2",
                        4242,
                        "0.1.0",
                        "outage",
                        "cd".repeat(32),
                        "ef".repeat(32),
                        List.of("fixed-clock", "show-only")),
                new Event.Answer(
                        Optional.of("the graphs say so"), Optional.of("metric"), Optional.of("alert.namespace")),
                new Event.Note(Optional.of("367b-3")),
                new Event.Park(Optional.of("mitigate/resize")),
                new Event.Priority(
                        Optional.of("P2"),
                        "P1",
                        "rule",
                        Optional.of(3),
                        facts("tier", "core", "customers", "unknown"),
                        true,
                        Optional.of(WHEN.plusSeconds(600)),
                        Optional.of("graphs are flat"),
                        Optional.of("Dana")),
                new Event.Decision(
                        List.of("now", "not_yet", "cannot"),
                        Optional.of("now"),
                        Optional.of("data would be lost"),
                        Optional.of("rbac-rollout"),
                        Optional.of("ready"),
                        facts("change", "plan:rbac-rollout", "customers", "many"),
                        List.of("plan:rbac-rollout", "other"),
                        Optional.of("Noa")),
                new Event.Role("imoc", "Dana"),
                new Event.Call("imoc", Optional.of("Dana"), "reached"),
                new Event.Comms(
                        "customers",
                        "first",
                        Optional.of("statuspage"),
                        true,
                        "posted",
                        Optional.of(WHEN.plusSeconds(1800)),
                        Optional.of("Noa")),
                new Event.Due("update", Optional.of("customers"), WHEN.plusSeconds(600)),
                new Event.Jump("diagnose", List.of("since", "change"), true),
                new Event.Intent(
                        "kubectl -n \"$namespace\" get pvc",
                        Optional.of("dana@bastion-1:/srv"),
                        Optional.of("PT20S"),
                        Optional.of("high"),
                        Optional.of("data-0"),
                        Optional.of("rbac-rollout")),
                new Event.Result("367b-9", Optional.of(1), 1234, Optional.of("NAME STATUS\ndata-0 Bound"), 25),
                new Event.Evidence("01".repeat(32), 1_048_577, "first lines", Optional.of("367b-10")),
                new Event.Milestone("service-restored"),
                new Event.Handoff(
                        "Noa",
                        Optional.of("16 hours awake"),
                        Optional.of("reverted, watching"),
                        Optional.of("if errors rise: revert again"),
                        Optional.of("update at 06:00"),
                        Optional.of("yes")),
                new Event.Pause(Optional.of(WHEN.plusSeconds(7200)), Optional.of("waiting for the vendor")),
                new Event.Resume(Optional.of("367b-12"), List.of("resize")),
                new Event.Clock(WHEN, WHEN.minusSeconds(3600), 355127),
                new Event.Recovered("dana-laptop.jsonl", 4096, 17),
                new Event.Correction(
                        "367b-3",
                        Optional.of(Value.ofList(List.of("100", "1000"))),
                        Optional.of(WHEN.minusSeconds(600)),
                        Optional.of("counted again")),
                new Event.Redaction("367b-4", Optional.of("a password")),
                new Event.Import("23".repeat(32), 12, Optional.of("noa \u05d0"), Optional.of("notes.md")),
                new Event.Close("fixed", Optional.of("no verify step: traffic is off until morning")),
                new Event.Other(
                        "teleport", "{\"to\":[\"moon\",{\"n\":1.50,\"ok\":true,\"none\":null}],\"after\":\"x\"}"));
    }

    static List<Event> bare() {
        return List.of(
                new Event.Header(1, "i", "", WHEN, "UTC", Optional.empty(), Optional.empty()),
                new Event.Session("", "", "", "", "", "", 0, "", "", "", "", List.of()),
                Event.Answer.PLAIN,
                new Event.Note(Optional.empty()),
                new Event.Park(Optional.empty()),
                new Event.Priority(
                        Optional.empty(),
                        "P1",
                        "raise",
                        Optional.empty(),
                        Map.of(),
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                new Event.Decision(
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Map.of(),
                        List.of(),
                        Optional.empty()),
                new Event.Role("", ""),
                new Event.Call("", Optional.empty(), ""),
                new Event.Comms("", "", Optional.empty(), false, "", Optional.empty(), Optional.empty()),
                new Event.Due("", Optional.empty(), WHEN),
                new Event.Jump("", List.of(), false),
                new Event.Intent(
                        "", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
                new Event.Result("", Optional.empty(), 0, Optional.empty(), 0),
                new Event.Evidence("", 0, "", Optional.empty()),
                new Event.Milestone(""),
                new Event.Handoff(
                        "", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
                new Event.Pause(Optional.empty(), Optional.empty()),
                new Event.Resume(Optional.empty(), List.of()),
                new Event.Clock(WHEN, WHEN, 0),
                new Event.Recovered("", 0, 0),
                new Event.Correction("", Optional.empty()),
                new Event.Redaction("", Optional.empty()),
                new Event.Import("", 0),
                new Event.Close("", Optional.empty()),
                new Event.Other("teleport", "{}"));
    }

    /** Each full event in an entry that has everything an entry can have. */
    static List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        for (Event event : full()) {
            boolean other = event instanceof Event.Other;
            entries.add(new Entry(
                    Optional.of(WHEN.minusSeconds(60)),
                    Optional.of(Phase.IMPACT),
                    Optional.of("outage/customers"),
                    Optional.of(Value.of("many")),
                    Optional.of("3 \"or\" more \\ \u05d0 \ud83d\ude00"),
                    other
                            ? Optional.empty()
                            : Optional.of(new TimeReader.Given(
                                    "around five",
                                    TimeReader.Precision.APPROX,
                                    Optional.of(WHEN),
                                    "Asia/Jerusalem",
                                    List.of("day", "zone"))),
                    Optional.of("367b-2"),
                    Set.of("drill", "imported", "internal"),
                    event));
        }
        return entries;
    }

    static Entry answer(String step, String value) {
        return Entry.of(Event.Answer.PLAIN).on(Optional.of(Phase.IMPACT), step).valued(Value.of(value));
    }

    private static Map<String, String> facts(String... pairs) {
        Map<String, String> facts = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            facts.put(pairs[i], pairs[i + 1]);
        }
        return facts;
    }
}
