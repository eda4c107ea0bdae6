package oncall.runbook;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A written way to undo a change. Holds what the walk needs; `fields` has the whole file, by key, as plain strings,
 * lists and maps, for the rules that judge a plan.
 *
 * @param name its file's name without ending
 * @param title of the change
 * @param deployed when the change went out
 * @param owner who keeps the plan
 * @param services names of what it touches
 * @param steps walked in order
 * @param verify walked after the steps, each a {@link Step.Verify}
 * @param ifVerifyFails what to do when they fail, in words
 * @param noReturn the point after which it cannot be undone: what and why, in words
 * @param afterNoReturn what to do past that point, in words
 * @param estimate how long it takes
 * @param rehearsed the day of the last rehearsal
 * @param fields everything in the file
 * @param source the file
 */
public record RevertPlan(
        String name,
        String title,
        Optional<Instant> deployed,
        String owner,
        List<String> services,
        List<Step> steps,
        List<Step> verify,
        Optional<String> ifVerifyFails,
        Optional<String> noReturn,
        Optional<String> afterNoReturn,
        Duration estimate,
        Optional<LocalDate> rehearsed,
        Map<String, Object> fields,
        Source source) {
    public RevertPlan {
        services = List.copyOf(services);
        steps = List.copyOf(steps);
        verify = List.copyOf(verify);
        fields = Ordered.copy(fields);
    }
}
