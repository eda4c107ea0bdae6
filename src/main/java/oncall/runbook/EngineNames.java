package oncall.runbook;

import java.util.List;
import java.util.Set;

/** The names that are the engine's own and that no author may give to a fact or a step. */
public final class EngineNames {
    /** Facts the engine knows without asking; conditions may test them. */
    public static final List<String> FACTS = List.of(
            "tier",
            "priority",
            "environment",
            "phase",
            "minutes",
            "retries",
            "incidents_this_shift",
            "awake",
            "on_incident",
            "local_hour",
            "handed_over");

    /** Prompts of the engine and entries of an answers file. */
    public static final List<String> PROMPTS = List.of(
            "page", "lower", "resume", "correct", "late", "note", "park", "go", "raise", "pause", "handoff", "start",
            "answers");

    /** Words of conditions and of targets. */
    public static final List<String> WORDS = List.of("not", "known", "unknown", "end");

    /** Choices that YAML elsewhere reads as something else, or that a reader would take for an answer to another question. */
    public static final Set<String> NOT_CHOICES =
            Set.of("yes", "no", "on", "off", "true", "false", "null", "unknown", "known", "not");

    private EngineNames() {}

    /** Whether no fact and no step may have this id, whatever the team file says. */
    public static boolean isReserved(String id) {
        return FACTS.contains(id)
                || PROMPTS.contains(id)
                || WORDS.contains(id)
                || id.startsWith("again_")
                || id.startsWith("send_resolved_");
    }

    /** The prompt for a message to an audience. */
    public static String sendTo(String audience) {
        return "send_" + audience;
    }
}
