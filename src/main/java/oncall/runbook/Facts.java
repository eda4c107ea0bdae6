package oncall.runbook;

import java.util.Optional;

/**
 * What is known at a moment: answers, outcomes of steps and the engine's own facts, by name. Not asked, skipped and
 * "don't know" are all the same here: no value.
 */
public interface Facts {
    /** The value of a fact, unless it is unknown. */
    Optional<Fact> fact(String name);

    /**
     * A known fact.
     *
     * @param value canonical form, never `unknown`; absent items (free text) are an empty list
     * @param text the words as given, or the words of the choice
     */
    record Fact(Value value, String text) {}
}
