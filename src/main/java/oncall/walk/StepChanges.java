package oncall.walk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import oncall.runbook.Runbook;
import oncall.runbook.Step;

/** Which steps of a book were changed, added or removed since an incident began with it. */
public final class StepChanges {
    private static final String PLACE = "at=[^,\\]]*:\\d+:\\d+";

    private StepChanges() {}

    /** Ids, in the order of the new book, removed ones last and marked. */
    public static List<String> between(Runbook then, Runbook now) {
        Map<String, String> before = texts(then);
        Map<String, String> after = texts(now);
        List<String> changed = new ArrayList<>();
        after.forEach((id, text) -> {
            if (!text.equals(before.get(id))) {
                changed.add(before.containsKey(id) ? id : id + " (new)");
            }
        });
        before.keySet().stream().filter(id -> !after.containsKey(id)).forEach(id -> changed.add(id + " (gone)"));
        return changed;
    }

    /** Each step as text, without the place it stands at: a step that only moved has not changed. */
    private static Map<String, String> texts(Runbook book) {
        Map<String, String> texts = new LinkedHashMap<>();
        book.phases().values().forEach(steps -> steps.forEach(step -> add(step, texts)));
        return texts;
    }

    private static void add(Step step, Map<String, String> texts) {
        texts.put(step.id(), step.toString().replaceAll(PLACE, ""));
        step.inside().forEach(inner -> add(inner, texts));
    }
}
