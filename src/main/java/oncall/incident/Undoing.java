package oncall.incident;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import oncall.runbook.Value;

/**
 * One answer to the question whether to undo the change, and what came of it.
 *
 * @param decision the record of the answer
 * @param choice `now`, `not_yet`, `cannot`, or a word of the book's own
 * @param plan the plan it was done by: the one decided on, else the one that was written for it then
 * @param steps what was done of the plan, in the order of writing
 * @param worked whether the last verification after it held; empty where none was made
 * @param verified the record of that verification
 * @param looks how often somebody or a command looked whether a verification of the plan holds
 * @param took from the decision to that verification, where it held
 */
public record Undoing(
        TimelineRecord decision,
        String choice,
        Optional<String> plan,
        List<TimelineRecord> steps,
        Optional<Boolean> worked,
        Optional<TimelineRecord> verified,
        int looks,
        Optional<Duration> took) {
    private static final Set<String> OUTCOMES =
            Set.of("done", "skipped", "finding", "ok", "failed", "elsewhere", "holds", "fails");

    public Undoing {
        steps = List.copyOf(steps);
    }

    /** Every answer among records in the order of writing, oldest first; the withheld ones have no choice. */
    public static List<Undoing> of(List<TimelineRecord> records) {
        List<Undoing> all = new ArrayList<>();
        for (int i = 0; i < records.size(); i++) {
            if (isDecision(records.get(i))) {
                int next = i + 1;
                while (next < records.size() && !isDecision(records.get(next))) {
                    next++;
                }
                all.add(of(records.get(i), records.subList(i + 1, next)));
            }
        }
        return List.copyOf(all);
    }

    private static Undoing of(TimelineRecord decision, List<TimelineRecord> after) {
        String choice = decision.entry().value().map(Value::single).orElse("");
        Optional<String> decided = ((Event.Decision) decision.event()).plan();
        if (!choice.equals("now")) {
            return new Undoing(
                    decision, choice, decided, List.of(), Optional.empty(), Optional.empty(), 0, Optional.empty());
        }
        Optional<String> plan = decided.or(() -> written(after));
        String prefix = plan.orElse("") + "/";
        List<TimelineRecord> steps = after.stream()
                .filter(each -> each.entry().step().orElse("").startsWith(prefix) && isOutcome(each))
                .toList();
        List<TimelineRecord> pool =
                steps.stream().anyMatch(each -> verified(each).isPresent()) ? steps : after;
        Optional<TimelineRecord> last =
                pool.stream().filter(each -> verified(each).isPresent()).reduce((one, other) -> other);
        Optional<Boolean> worked = last.flatMap(Undoing::verified);
        return new Undoing(
                decision,
                choice,
                plan,
                steps,
                worked,
                last,
                (int) after.stream().filter(each -> isLook(each, prefix)).count(),
                last.filter(each -> worked.orElse(false) && !each.at().isBefore(decision.at()))
                        .map(each -> Duration.between(decision.at(), each.at())));
    }

    private static boolean isLook(TimelineRecord each, String prefix) {
        String step = each.entry().step().orElse("");
        return step.startsWith(prefix)
                && step.endsWith(".look")
                && each.entry()
                        .value()
                        .filter(value -> value.has("good") || value.has("bad"))
                        .isPresent();
    }

    /** The steps whose newest outcome is this word, `failed` or `skipped`, in the order of that outcome. */
    public List<TimelineRecord> steps(String outcome) {
        Map<String, TimelineRecord> newest = new LinkedHashMap<>();
        for (TimelineRecord each : steps) {
            String key = each.entry().step().orElse("");
            newest.remove(key);
            newest.put(key, each);
        }
        return newest.values().stream()
                .filter(each -> each.entry().value().map(Value::single).equals(Optional.of(outcome)))
                .toList();
    }

    /** The plan that was written because there was none, by its record. */
    private static Optional<String> written(List<TimelineRecord> after) {
        return after.stream()
                .filter(each -> each.entry().step().filter("undo_plan"::equals).isPresent())
                .flatMap(each -> each.entry().value().map(Value::single).stream())
                .filter(id -> id.startsWith("plan:"))
                .map(id -> id.substring("plan:".length()))
                .reduce((first, second) -> second);
    }

    /** Whether a record answers the question whether to undo the change. */
    public static boolean isDecision(TimelineRecord each) {
        return each.event() instanceof Event.Decision
                && each.entry().step().filter("revert"::equals).isPresent();
    }

    /** Whether a record says how a step ended, looks on the way apart. */
    public static boolean isOutcome(TimelineRecord each) {
        String step = each.entry().step().orElse("");
        boolean look = step.indexOf('.', step.lastIndexOf('/') + 1) >= 0;
        return !step.isEmpty()
                && !look
                && (each.event() instanceof Event.Answer || each.event() instanceof Event.Result)
                && each.entry()
                        .value()
                        .filter(value -> OUTCOMES.contains(value.single()))
                        .isPresent();
    }

    /** Whether a record says that a verification held (true) or failed (false); empty for all other records. */
    public static Optional<Boolean> verified(TimelineRecord each) {
        return isOutcome(each)
                ? each.entry()
                        .value()
                        .map(Value::single)
                        .filter(word -> word.equals("holds") || word.equals("fails"))
                        .map("holds"::equals)
                : Optional.empty();
    }
}
