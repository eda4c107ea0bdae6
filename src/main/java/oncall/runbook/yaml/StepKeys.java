package oncall.runbook.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The words of steps, as files write them. */
final class StepKeys {
    /** What every kind takes. */
    static final List<String> ALL = List.of("id", "text", "when", "who", "optional", "show", "links", "milestone");
    static final List<String> OPTION = List.of("text", "steps", "reason", "usual", "follow", "go", "when", "again");

    private static final Map<String, List<String>> OWN = own();

    private StepKeys() {}

    private static Map<String, List<String>> own() {
        Map<String, List<String>> own = new LinkedHashMap<>();
        own.put("do", List.of("danger", "target", "undo"));
        own.put("ask", List.of("type", "choices", "from", "unit", "min", "max"));
        own.put("run", List.of("where", "timeout", "expect", "save", "needs", "danger", "target", "undo"));
        own.put("decide", List.of("options"));
        own.put("send", List.of("to"));
        own.put("call", List.of("message"));
        own.put("verify",
                List.of("check", "expect", "after", "every", "hold", "give-up", "if-not", "if-holds", "needs"));
        own.put("follow", List.of());
        own.put("group", List.of("steps"));
        return own;
    }

    /** The kinds of steps, by the key that must come first. */
    static List<String> kinds() {
        return List.copyOf(OWN.keySet());
    }

    /** All keys a step of that kind may have. */
    static List<String> of(String kind) {
        List<String> keys = new ArrayList<>();
        keys.add(kind);
        keys.addAll(ALL);
        keys.addAll(OWN.get(kind));
        return keys;
    }
}
