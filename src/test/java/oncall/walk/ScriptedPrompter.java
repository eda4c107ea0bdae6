package oncall.walk;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Answers from a script: each entry names the question it is for. A question the script did not expect fails at once,
 * and {@link #close} fails when an entry is left over.
 */
public final class ScriptedPrompter implements Prompter, AutoCloseable {
    private final Deque<Entry> script = new ArrayDeque<>();
    private final List<Line> shown = new ArrayList<>();
    private final List<Question> asked = new ArrayList<>();
    private boolean interactive = true;

    private record Entry(String name, Reply reply) {}

    /** Expects the question of that name next, and answers it. */
    public ScriptedPrompter on(String name, Reply reply) {
        script.add(new Entry(name, reply));
        return this;
    }

    /** Expects the question next, and takes this choice. */
    public ScriptedPrompter choose(String name, String id) {
        return on(name, new Chosen(List.of(id)));
    }

    /** Expects the question next, and types this. */
    public ScriptedPrompter type(String name, String text) {
        return on(name, new Typed(text));
    }

    /** Expects the question next, and gives a prompt command. */
    public ScriptedPrompter order(String name, String word, String rest) {
        return on(name, new Order(word, rest));
    }

    /** Behaves as a pipe: nothing can be confirmed. */
    public ScriptedPrompter piped() {
        interactive = false;
        return this;
    }

    @Override
    public void tell(List<Line> lines) {
        shown.addAll(lines);
    }

    @Override
    public Reply ask(Question question, Ticker ticker) {
        asked.add(question);
        Entry entry = script.poll();
        if (entry == null) {
            throw new AssertionError("asked `" + question.name() + "` (" + question.text()
                    + ") when the script was over");
        }
        if (!entry.name().equals(question.name())) {
            throw new AssertionError("asked `" + question.name() + "` (" + question.text() + "), the script expected `"
                    + entry.name() + "`");
        }
        if (entry.reply() instanceof Chosen chosen) {
            List<String> ids = question.choices().stream().map(Offer::id).toList();
            if (!ids.containsAll(chosen.ids())) {
                throw new AssertionError("`" + question.name() + "` offers " + ids + ", the script takes "
                        + chosen.ids());
            }
        }
        return entry.reply();
    }

    @Override
    public boolean interactive() {
        return interactive;
    }

    @Override
    public Optional<String> edit(String text) {
        return Optional.empty();
    }

    /** Everything told so far, one line each. */
    public String screen() {
        return String.join("\n", shown.stream().map(Line::text).toList());
    }

    /** Every question asked so far, in order. */
    public List<Question> asked() {
        return List.copyOf(asked);
    }

    /** Fails when an answer was never asked for. */
    @Override
    public void close() {
        if (!script.isEmpty()) {
            throw new AssertionError("never asked: " + script.stream().map(Entry::name).toList());
        }
    }
}
