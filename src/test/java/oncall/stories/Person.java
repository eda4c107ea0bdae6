package oncall.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import oncall.pty.Pty;

/**
 * Somebody at a pseudo-terminal who reads each question and answers it from a table, so that a story does not hang on
 * the moment at which something comes due. A question that the table does not know fails the test, with the screen.
 */
final class Person implements AutoCloseable {
    private static final long PATIENCE = Pty.PATIENCE.toNanos();
    /** More questions than any story has. */
    private static final int MANY = 150;

    private static final String CONFIRMATION = "to go on, or skip.";
    /** Clears what stands on the line. */
    static final String CLEAR = "\u0015";

    private final Pty pty;
    private final Map<String, Deque<String>> table = new LinkedHashMap<>();
    private final List<String> asked = new ArrayList<>();

    Person(Pty pty) {
        this.pty = pty;
    }

    Pty pty() {
        return pty;
    }

    /**
     * Answers a question that holds these words; the first time with the first answer, and with the last one from
     * then on.
     */
    Person answers(String question, String... answers) {
        table.put(question, new ArrayDeque<>(List.of(answers)));
        return this;
    }

    /** The same from another table: question and answer by turns. */
    Person answers(Map<String, String> more) {
        more.forEach(this::answers);
        return this;
    }

    /** The questions so far, by the words of the table. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    /** How often a question of the table was asked. */
    long times(String question) {
        return asked.stream().filter(question::equals).count();
    }

    /** Reads the next question and answers nothing; empty when the program has ended instead. */
    Optional<String> reads() {
        long end = System.nanoTime() + PATIENCE;
        while (true) {
            Pty.Asked now = pty.asked();
            Optional<String> question = known(now.text());
            if (question.isPresent() || now.over()) {
                pty.seen(now);
                return now.over() ? Optional.empty() : question;
            }
            if (System.nanoTime() > end) {
                fail("no answer for this:\n" + now.text() + "\n--- all of it:\n" + pty.text());
            }
            pty.more(now);
        }
    }

    /**
     * The question of the table that stands last in a text; choices and quoted lines, which are indented, do not
     * count.
     */
    private Optional<String> known(String text) {
        String flat = pty.unwrapped(text).replaceAll("(?m)^  .*$", "").replaceAll("\\s+", " ");
        String found = "";
        int last = -1;
        for (String question : table.keySet()) {
            // below a confirmation stands what it is for, which is no question
            int at = question.contains(CONFIRMATION) && flat.contains(question)
                    ? Integer.MAX_VALUE
                    : flat.lastIndexOf(question);
            if (at > last) {
                last = at;
                found = question;
            }
        }
        return last < 0 ? Optional.empty() : Optional.of(found);
    }

    /** Answers questions until these words are asked; leaves that question open. */
    Person until(String question) {
        table.putIfAbsent(question, new ArrayDeque<>(List.of()));
        while (true) {
            Optional<String> next = reads();
            if (next.isEmpty()) {
                fail("`" + question + "` was never asked. All of it:\n" + pty.text());
            }
            if (next.get().equals(question)) {
                return this;
            }
            give(next.get());
        }
    }

    /** Answers the question that stands open with this, whatever the table says. */
    Person enters(String text) {
        pty.enter(text);
        return this;
    }

    private void give(String question) {
        asked.add(question);
        if (asked.size() > MANY) {
            fail("it asks and asks: " + asked.subList(MANY - 20, MANY) + "\n" + pty.text());
        }
        Deque<String> answers = table.get(question);
        String answer = answers.size() > 1 ? answers.poll() : answers.peek();
        if (answer == null) {
            fail("`" + question + "` was asked, and there is no answer. All of it:\n" + pty.text());
        }
        pty.enter(answer);
    }

    /** Answers everything until the program ends, and returns its exit code. */
    int toTheEnd() {
        for (Optional<String> next = reads(); next.isPresent(); next = reads()) {
            give(next.get());
        }
        return pty.exit();
    }

    /** The same, with the exit code it must have. */
    void endsWith(int exit) {
        int real = toTheEnd();
        assertEquals(exit, real, pty::text);
    }

    @Override
    public void close() {
        pty.close();
    }
}
