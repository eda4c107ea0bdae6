package oncall.walk;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A person at a terminal, by a script: each entry names the question it is for. A question the script did not expect fails at
 * once, and {@link #close} fails when an entry is left over. What a terminal would not let through, the script cannot say.
 */
public final class ScriptedPrompter implements Prompter, AutoCloseable {
    private final Deque<Entry> script = new ArrayDeque<>();
    private final Deque<String> edits = new ArrayDeque<>();
    private final List<Line> shown = new ArrayList<>();
    private final List<Question> asked = new ArrayList<>();
    private Runnable meanwhile = () -> {};
    private Consumer<Duration> passing = span -> {};
    private Consumer<Question> watching = question -> {};
    private boolean interactive = true;

    private record Entry(String name, Reply reply, Runnable meanwhile) {}

    /** Expects the question of that name next, and answers it. */
    public ScriptedPrompter on(String name, Reply reply) {
        script.add(new Entry(name, reply, meanwhile));
        meanwhile = () -> {};
        return this;
    }

    /** While the next question stands open, this happens, and the ticker ticks. */
    public ScriptedPrompter meanwhile(Runnable event) {
        meanwhile = event;
        return this;
    }

    /** Expects the question next, and takes these choices. */
    public ScriptedPrompter choose(String name, String... ids) {
        return on(name, new Chosen(List.of(ids)));
    }

    /** Expects the question next, and types this. */
    public ScriptedPrompter type(String name, String text) {
        return on(name, new Typed(text));
    }

    /** Expects the question next, and presses Enter: what it shows is kept. */
    public ScriptedPrompter enter(String name) {
        return on(name, new Typed(""));
    }

    /** Expects the question next, and does not know. */
    public ScriptedPrompter unknown(String name) {
        return on(name, new DontKnow());
    }

    /** Expects a question that is asked for a time, and lets the time go by. */
    public ScriptedPrompter passes(String name) {
        return on(name, new TimedOut());
    }

    /** Expects the question next, and gives a prompt command. */
    public ScriptedPrompter order(String name, String word, String rest) {
        return on(name, new Order(word, rest));
    }

    /** Expects the question next, and presses Ctrl-D. */
    public ScriptedPrompter leave(String name) {
        return on(name, new Ended(Why.END_OF_INPUT));
    }

    /** The next edit comes to this text. */
    public ScriptedPrompter edits(String text) {
        edits.add(text);
        return this;
    }

    /** Behaves as a pipe: nothing can be confirmed. */
    public ScriptedPrompter piped() {
        interactive = false;
        return this;
    }

    /** Told how long a question stood open whose time went by. */
    public ScriptedPrompter passing(Consumer<Duration> clock) {
        passing = clock;
        return this;
    }

    /** Told each question before it is answered. */
    public ScriptedPrompter watching(Consumer<Question> watcher) {
        watching = watcher;
        return this;
    }

    @Override
    public void tell(List<Line> lines) {
        shown.addAll(lines);
    }

    @Override
    public Reply ask(Question question, Ticker ticker) {
        watching.accept(question);
        asked.add(question);
        put(question);
        shown.addAll(ticker.tick());
        Entry entry = script.poll();
        if (entry == null) {
            throw new AssertionError(
                    "asked `" + question.name() + "` (" + question.text() + ") when the script was over");
        }
        if (!entry.name().equals(question.name())) {
            throw new AssertionError("asked `" + question.name() + "` (" + question.text() + "), the script expected `"
                    + entry.name() + "`");
        }
        entry.meanwhile().run();
        shown.addAll(ticker.tick());
        Reply reply = allowed(question, entry.reply());
        shown.add(new Line(Tone.PLAIN, "> " + words(reply)));
        return reply;
    }

    private void put(Question question) {
        shown.add(Line.of(question.text()));
        if (!question.why().isBlank()) {
            shown.add(new Line(Tone.HINT, question.why()));
        }
        for (Offer offer : question.choices()) {
            shown.add(Line.of("  " + offer.number() + " " + offer.words() + (offer.usual() ? " (usual)" : "")));
        }
        if (question.dontKnow()) {
            shown.add(Line.of("  ? don't know"));
        }
        question.prefill()
                .filter(text -> !text.isEmpty())
                .ifPresent(text -> shown.add(
                        new Line(Tone.HINT, (question.enterKeeps() ? "Enter keeps: " : "Typed before: ") + text)));
    }

    private Reply allowed(Question question, Reply reply) {
        List<String> ids = question.choices().stream().map(Offer::id).toList();
        if (reply instanceof Chosen chosen) {
            check(question, ids.containsAll(chosen.ids()), "offers " + ids + ", the script takes " + chosen.ids());
            check(question, question.several() || chosen.ids().size() == 1, "takes one choice");
        } else if (reply instanceof DontKnow) {
            check(question, question.dontKnow(), "offers no `?`");
        } else if (reply instanceof TimedOut) {
            check(question, question.until().isPresent(), "waits for ever");
            passing.accept(question.until().orElseThrow());
        } else if (reply instanceof Typed typed && typed.text().isEmpty()) {
            check(question, question.enterKeeps(), "is not answered by Enter alone");
            String kept = question.prefill().orElse("");
            return ids.contains(kept) ? new Chosen(List.of(kept)) : new Typed(kept);
        } else if (reply instanceof Typed typed) {
            check(
                    question,
                    question.choices().isEmpty() || question.freeText(),
                    "takes a choice, not `" + typed.text() + "`");
        }
        return reply;
    }

    private static void check(Question question, boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError("`" + question.name() + "` (" + question.text() + ") " + otherwise);
        }
    }

    private static String words(Reply reply) {
        if (reply instanceof Typed typed) {
            return typed.text();
        }
        if (reply instanceof Chosen chosen) {
            return String.join(", ", chosen.ids());
        }
        if (reply instanceof Order order) {
            return (":" + order.word() + " " + order.rest()).strip();
        }
        return reply instanceof DontKnow ? "?" : reply instanceof TimedOut ? "(time goes by)" : "(gone)";
    }

    @Override
    public boolean interactive() {
        return interactive;
    }

    @Override
    public Optional<String> edit(String text) {
        return Optional.ofNullable(edits.poll());
    }

    /** Everything shown so far, one line each. */
    public String screen() {
        return String.join("\n", shown.stream().map(Line::text).toList());
    }

    /** Every line of a tone, in order. */
    public List<String> shown(Tone tone) {
        return shown.stream()
                .filter(line -> line.tone() == tone)
                .map(Line::text)
                .toList();
    }

    /** Every question asked so far, in order. */
    public List<Question> asked() {
        return List.copyOf(asked);
    }

    /** The newest question of that name. */
    public Question asked(String name) {
        return asked.stream()
                .filter(question -> question.name().equals(name))
                .reduce((first, second) -> second)
                .orElseThrow(() -> new AssertionError("never asked `" + name + "`"));
    }

    /** Names of all questions asked so far. */
    public List<String> names() {
        return asked.stream().map(Question::name).toList();
    }

    /** Fails when an answer was never asked for. */
    @Override
    public void close() {
        if (!script.isEmpty()) {
            throw new AssertionError(
                    "never asked: " + script.stream().map(Entry::name).toList());
        }
    }
}
