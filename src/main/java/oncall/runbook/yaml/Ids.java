package oncall.runbook.yaml;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import oncall.runbook.EngineNames;
import oncall.runbook.StepIds;

/** The ids of the steps of one file: each stands once, and none is the engine's. */
final class Ids {
    /** As many parts as an id is made of. */
    private static final int MOST_PARTS = 6;

    private final Problems problems;
    private final Map<String, Spot> taken = new HashMap<>();
    private final Set<String> proposed = new HashSet<>();

    Ids(Problems problems) {
        this.problems = problems;
    }

    /** The id that words make; reports one that is the engine's or taken. `holder` names the place, for proposals. */
    String derived(String words, Spot at, String holder) {
        String id = StepIds.fromText(words);
        if (EngineNames.isReserved(id)) {
            problems.meaning(
                    "reserved-id",
                    at,
                    "The id made of these words would be `" + id + "`, which is the engine's own.",
                    "give the step an `id` of its own");
            return id;
        }
        unique(id, at, holder, Optional.of(words));
        return id;
    }

    /** Takes an id for a step or a fact, unless it is the engine's or taken. */
    void claim(String id, Spot at, String kind, Fields fields, String holder) {
        boolean first = id.equals("send_first")
                && (!kind.equals("send") || !fields.words("send").orElse("").equals("first"));
        if (EngineNames.isReserved(id) || first) {
            problems.meaning(
                    "reserved-id",
                    at,
                    "`" + id + "` is a name of the engine's own.",
                    "choose another, such as `" + other(id, holder + " " + id) + "`");
            return;
        }
        unique(id, at, holder, Optional.empty());
    }

    /**
     * Reports an id that another step has.
     *
     * @param words what the id was made of; empty where it was written
     */
    private void unique(String id, Spot at, String holder, Optional<String> words) {
        Spot first = taken.putIfAbsent(id, at);
        if (first != null) {
            String ending = words.map(Ids::ending).orElse(id);
            String free = other(id, ending.equals(id) ? holder + " " + id : ending);
            problems.meaning(
                    "duplicate-id",
                    at,
                    "A step with the id `" + id + "` stands in line " + first.line() + " already.",
                    words.isPresent()
                            ? "add `id: " + free + "`, or begin with other words"
                            : "choose another, such as `" + free + "`");
        }
    }

    /** The id that the last words of a sentence would make: often it is they that tell two apart. */
    private static String ending(String words) {
        String[] parts = words.split("[^A-Za-z0-9]+");
        int from = Math.max(0, parts.length - MOST_PARTS);
        return StepIds.fromText(String.join(" ", List.of(parts).subList(from, parts.length)));
    }

    /** A name that is free, and that no other message proposes. */
    private String other(String id, String from) {
        String base = StepIds.fromText(from);
        for (String name : List.of(base, id + "_again", id + "_after", base + "_again", base + "_after")) {
            boolean free = !taken.containsKey(name) && !EngineNames.isReserved(name) && !name.equals(id);
            if (StepIds.isWellFormed(name) && free && proposed.add(name)) {
                return name;
            }
        }
        return "a_name_of_its_own";
    }
}
