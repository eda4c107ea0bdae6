package oncall.runbook;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A written procedure.
 *
 * @param name its file's name without ending; what `start` and `follow` take
 * @param title one line
 * @param owner who keeps it
 * @param from where it was taken from (the key `source`)
 * @param match label maps of alerts it is for: all labels of any map
 * @param effect what customers notice, in their words
 * @param about background, shown by `:about`
 * @param revertPlan the plan that undoes what this book is about
 * @param presets answers the book already knows, canonical
 * @param stuck when to call for help
 * @param phases the phases it writes itself, each with its steps
 * @param plain written as a title and `steps`: those stand under {@link Phase#DIAGNOSE} and replace mitigate too
 * @param source the file
 */
public record Runbook(
        String name,
        String title,
        Optional<String> owner,
        Optional<String> from,
        List<Map<String, String>> match,
        Optional<String> effect,
        Optional<String> about,
        Optional<String> revertPlan,
        Map<String, Value> presets,
        Optional<Stuck> stuck,
        Map<Phase, List<Step>> phases,
        boolean plain,
        Source source) {
    public Runbook {
        match = List.copyOf(match);
        presets = Ordered.copy(presets);
        phases = Ordered.copy(phases);
    }

    /** When nothing moved for `after`: whom to call, where to look. */
    public record Stuck(Duration after, List<String> call, List<String> links) {
        public Stuck {
            call = List.copyOf(call);
            links = List.copyOf(links);
        }
    }
}
