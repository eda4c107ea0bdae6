package oncall.runbook;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One way a decision can go.
 *
 * @param id in records and conditions
 * @param text words on the screen, at most 60
 * @param steps walked when it is chosen
 * @param reasonRequired one line of reason is asked
 * @param usual marked on the screen; never taken by Enter
 * @param follow a book walked when it is chosen, after `steps`
 * @param go a step id or a phase to go on with
 * @param when whether it is offered
 * @param again when the decision is asked again after this one was chosen
 */
public record Option(
        String id,
        String text,
        List<Step> steps,
        boolean reasonRequired,
        boolean usual,
        Optional<String> follow,
        Optional<String> go,
        Condition when,
        Optional<Duration> again) {
    public Option {
        steps = List.copyOf(steps);
    }
}
