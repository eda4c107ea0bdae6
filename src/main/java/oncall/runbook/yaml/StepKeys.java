package oncall.runbook.yaml;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The words of steps, as files write them. */
final class StepKeys {
    /** What every kind takes. */
    static final List<String> ALL = List.of("id", "text", "when", "who", "optional", "show", "links", "milestone");

    static final List<String> OPTION = List.of("text", "steps", "reason", "usual", "follow", "go", "when", "again");

    private static final Map<String, List<String>> OWN = own();
    private static final List<String> KINDS = List.copyOf(OWN.keySet());
    private static final Map<String, Set<String>> WHOLE = whole();

    private StepKeys() {}

    private static Map<String, List<String>> own() {
        Map<String, List<String>> own = new LinkedHashMap<>();
        own.put("do", List.of("danger", "target", "undo"));
        own.put("ask", List.of("type", "choices", "from", "unit", "min", "max"));
        own.put("run", List.of("where", "timeout", "expect", "save", "needs", "danger", "target", "undo"));
        own.put("decide", List.of("options"));
        own.put("send", List.of("to"));
        own.put("call", List.of("message"));
        own.put(
                "verify",
                List.of("check", "expect", "after", "every", "hold", "give-up", "if-not", "if-holds", "needs"));
        own.put("follow", List.of());
        own.put("group", List.of("steps"));
        return own;
    }

    /** The kinds of steps, by the key that must come first. */
    static List<String> kinds() {
        return KINDS;
    }

    /** All keys a step of that kind may have, in the order in which they are told. */
    static Set<String> of(String kind) {
        return WHOLE.get(kind);
    }

    private static Map<String, Set<String>> whole() {
        Map<String, Set<String>> whole = new LinkedHashMap<>();
        OWN.forEach((kind, own) -> {
            Set<String> keys = new LinkedHashSet<>();
            keys.add(kind);
            keys.addAll(ALL);
            keys.addAll(own);
            whole.put(kind, keys);
        });
        return whole;
    }
}
