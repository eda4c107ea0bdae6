package oncall.document;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import oncall.incident.Event;
import oncall.runbook.Value;

/** One event of every kind, with every component filled in. */
final class Kinds {
    private Kinds() {}

    static List<Event> full(Instant at) {
        Optional<Instant> when = Optional.of(at);
        return List.of(
                new Event.Header(
                        1, "id", "title", at, "UTC", Optional.of(new Event.Link("a.jsonl", 7, "ff")), some("a-1")),
                new Event.Session(
                        "oncall",
                        "laptop",
                        "UTC",
                        "Z",
                        "2018g",
                        "boot",
                        7,
                        "oncall",
                        "outage",
                        "rb",
                        "team",
                        List.of("titled")),
                new Event.Answer(some("reason"), some("metric"), some("alert")),
                new Event.Note(some("a-1")),
                new Event.Park(some("step")),
                new Event.Priority(
                        some("P2"),
                        "P1",
                        "raise",
                        Optional.of(3),
                        Map.of("tier", "core"),
                        true,
                        when,
                        some("evidence"),
                        some("name")),
                new Event.Decision(
                        List.of("now"),
                        some("now"),
                        some("reason"),
                        some("plan"),
                        some("READY"),
                        Map.of("tier", "core"),
                        List.of("plan:x"),
                        some("eli")),
                new Event.Role("imoc", "dana"),
                new Event.Call("imoc", some("dana"), "not_reached"),
                new Event.Comms("team", "first", some("chat"), true, "channel", when, some("imoc")),
                new Event.Due("update", some("team"), at),
                new Event.Jump("mitigate", List.of("a", "b"), true),
                new Event.Intent("ls", some("here"), some("PT20S"), some("high"), some("db1"), some("plan")),
                new Event.Result("a-1", Optional.of(3), 1500, some("out"), 3),
                new Event.Evidence("0123456789abcdef", 99, "head", some("a-1")),
                new Event.Milestone("mitigated"),
                new Event.Handoff("eli", some("tired"), some("stable"), some("if x"), some("word by 9"), some("read")),
                new Event.Pause(when, some("night")),
                new Event.Resume(some("a-1"), List.of("step")),
                new Event.Clock(at, at.plusSeconds(60), 5),
                new Event.Recovered("a.jsonl", 100, 12),
                new Event.Correction("a-1", Optional.of(Value.ofList(List.of("10", "20"))), when, some("reason")),
                new Event.Redaction("a-1", some("secret")),
                new Event.Import("0123456789abcdef", 4, some("eli"), some("notes.md")),
                new Event.Close("resolved", some("no verify")),
                new Event.Other("weather", "{}"));
    }

    private static Optional<String> some(String word) {
        return Optional.of(word);
    }
}
