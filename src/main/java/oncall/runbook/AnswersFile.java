package oncall.runbook;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An answers file: what one person did in one walk, in order.
 *
 * @param start when and as whom it starts
 * @param ordered false for the plain map form, whose entries are taken by name in any order
 * @param entries in order
 * @param source the file
 */
public record AnswersFile(Start start, boolean ordered, List<Entry> entries, Source source) {
    public AnswersFile {
        entries = List.copyOf(entries);
    }

    /** The key `start`. `at` acts as the fixed clock where none is set. */
    public record Start(Optional<String> at, Optional<String> as, Optional<String> role, Optional<String> title) {}

    /**
     * One thing the person did.
     *
     * @param name a step or fact id, an engine prompt (`page`, `send_team`, `again_customers`, `lower`, `resume`), or
     * one of
     *     `correct late note park go raise lower pause handoff`
     * @param value the value as written; several for a list; empty where the entry is a map (then see `fields`)
     * @param fields the entry's own map (`correct: {customers: many}`, `pause: {until: ...}`), empty otherwise
     * @param at an instant, a clock time or `+20s`, as written
     * @param reason companion
     * @param text companion
     * @param who companion: role to name
     * @param shows companion: what the command showed
     * @param said companions that fill message names (`what_changed`, `ask_for`, ...)
     */
    public record Entry(
            String name,
            List<String> value,
            Map<String, String> fields,
            Optional<String> at,
            Optional<String> reason,
            Optional<String> text,
            Map<String, String> who,
            Optional<Shows> shows,
            Map<String, String> said,
            Location place) {
        public Entry {
            value = List.copyOf(value);
            fields = Ordered.copy(fields);
            who = Ordered.copy(who);
            said = Ordered.copy(said);
        }

        /** `at: +20s`: time since the entry before, where it is written so. */
        public Optional<Duration> after() {
            return at.filter(words -> words.startsWith("+")).flatMap(words -> Durations.parse(words.substring(1)));
        }
    }

    /** What a command run elsewhere showed. */
    public record Shows(int exit, String output) {}
}
