package oncall.walk;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import oncall.incident.Event;
import oncall.incident.Incident;
import oncall.incident.TimelineRecord;
import oncall.plan.RevertPlan;
import oncall.runbook.Durations;
import oncall.runbook.Step;
import oncall.runbook.Value;

/** What was done of a plan, and how long it took: a function of the timeline. */
final class PlanTally {
    private final RevertPlan plan;
    private final List<Incident.Given> steps;
    private final List<TimelineRecord> records;

    private PlanTally(RevertPlan plan, List<Incident.Given> steps, List<TimelineRecord> records) {
        this.plan = plan;
        this.steps = steps;
        this.records = records;
    }

    /** Of the steps on record under `prefix`. */
    static PlanTally of(RevertPlan plan, String prefix, Incident incident) {
        List<Incident.Given> steps = incident.givens().stream()
                .filter(given -> given.key().startsWith(prefix))
                .filter(given -> given.key().indexOf('.', prefix.length()) < 0)
                .toList();
        List<TimelineRecord> records = incident.records().stream()
                .filter(each -> each.entry().step().orElse("").startsWith(prefix))
                .toList();
        return new PlanTally(plan, steps, records);
    }

    /** From the first record of the plan to the last one. */
    Duration took() {
        if (records.isEmpty()) {
            return Duration.ZERO;
        }
        Instant first = records.get(0).recorded();
        Instant last = records.get(records.size() - 1).recorded();
        return last.isBefore(first) ? Duration.ZERO : Duration.between(first, last);
    }

    /**
     * What of that was work: commands from intent to result, verifications from their first look to their outcome, steps by hand
     * from the record before them to their answer. The rest was the reader's: questions, confirmations, pauses.
     */
    Duration work() {
        long millis = 0;
        for (int i = 0; i < records.size(); i++) {
            TimelineRecord each = records.get(i);
            if (each.event() instanceof Event.Result result && !isLook(each)) {
                millis += since(result.of(), each);
            } else if (has(each, "holds") || has(each, "fails")) {
                millis += sinceFirstLook(i);
            } else if (i > 0 && (has(each, "done") || has(each, "finding") || has(each, "elsewhere"))) {
                millis += between(records.get(i - 1), each);
            }
        }
        return Duration.ofMillis(millis);
    }

    private long since(String id, TimelineRecord result) {
        return records.stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .map(intent -> between(intent, result))
                .orElse(0L);
    }

    /** From the first look of this outcome: those of an outcome before it are counted with that. */
    private long sinceFirstLook(int outcome) {
        Optional<String> key = records.get(outcome).entry().step();
        Optional<String> looks = key.map(step -> step + ".look");
        Optional<TimelineRecord> first = Optional.empty();
        for (int i = outcome - 1; i >= 0 && !records.get(i).entry().step().equals(key); i--) {
            if (records.get(i).entry().step().equals(looks)) {
                first = Optional.of(records.get(i));
            }
        }
        return first.map(look -> between(look, records.get(outcome))).orElse(0L);
    }

    private static long between(TimelineRecord from, TimelineRecord to) {
        return Math.max(0, Duration.between(from.recorded(), to.recorded()).toMillis());
    }

    private static boolean isLook(TimelineRecord each) {
        return each.entry().step().orElse("").endsWith(".look");
    }

    private static boolean has(TimelineRecord each, String value) {
        return each.event() instanceof Event.Answer
                && each.entry().value().map(is -> is.has(value)).orElse(false);
    }

    /**
     * `2 steps failed: "Put back login", "Put back ui"; 1 was skipped: "Turn it off"`; empty when all of it was done. Evidence
     * that was not saved undoes nothing less.
     */
    Optional<String> notDone() {
        List<String> failed = named("failed");
        List<String> skipped = named("skipped");
        List<String> parts = new ArrayList<>();
        if (!failed.isEmpty()) {
            parts.add((failed.size() == 1 ? "1 step" : failed.size() + " steps") + " failed: "
                    + String.join(", ", failed));
        }
        if (!skipped.isEmpty()) {
            parts.add((skipped.size() == 1 ? "1 was" : skipped.size() + " were") + " skipped: "
                    + String.join(", ", skipped));
        }
        return parts.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", parts));
    }

    private List<String> named(String outcome) {
        return steps.stream()
                .filter(given -> given.value().map(value -> value.has(outcome)).orElse(false))
                .map(given -> given.key().substring(given.key().indexOf('/') + 1))
                .filter(id -> !id.startsWith(PlanSteps.SAVE))
                .map(id -> "\"" + text(id) + "\"")
                .toList();
    }

    private String text(String id) {
        Stream<Step> within = plan.everyStep().stream().map(RevertPlan.PlanStep::step);
        return Stream.concat(PlanSteps.all(plan).stream(), within)
                .filter(step -> step.id().equals(id))
                .findFirst()
                .map(Step::text)
                .orElse(id);
    }

    /** `Plan rbac-rollout: 5 done, 1 skipped. It took 9 min; the plan says about 12 min.` */
    List<String> lines() {
        List<String> parts = new ArrayList<>();
        count(parts, "done", "done", "ok", "elsewhere", "finding", "sent", "reached", "me");
        count(parts, "verified", "holds");
        count(parts, "failed", "failed");
        count(parts, "did not hold", "fails");
        count(parts, "skipped", "skipped", "not_sent", "not_reached");
        count(parts, "unknown", "unknown");
        String estimate = plan.estimate()
                .map(span -> "; the plan says about " + Durations.words(span))
                .orElse("");
        return List.of("Plan `" + plan.name() + "`: " + String.join(", ", parts) + ". It took "
                + Durations.words(took()) + estimate + ".");
    }

    private void count(List<String> parts, String word, String... values) {
        long number = steps.stream()
                .filter(given -> List.of(values)
                        .contains(given.value().map(Value::toString).orElse("")))
                .count();
        if (number > 0) {
            parts.add(number + " " + word);
        }
    }
}
