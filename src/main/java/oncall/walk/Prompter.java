package oncall.walk;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The port to the person. The walk says what is asked; an implementation decides how it looks. Everything in it is untrusted
 * text until the terminal's gateway has made it visible.
 */
public interface Prompter {
    /** Shows lines; scrollback is the record. */
    void tell(List<Line> lines);

    /**
     * Asks, and waits for a reply. `ticker` is called about twice a second while waiting, on the calling thread; what it returns
     * is shown without disturbing the line being typed.
     */
    Reply ask(Question question, Ticker ticker);

    /** Whether a person at a terminal answers: only then may anything be run or confirmed. */
    boolean interactive();

    /** Lets the person change a text in an editor; empty when it was left as it is, or there is no editor. */
    Optional<String> edit(String text);

    /** What was edited last is safe on disk: a draft kept of it may go. */
    default void settled() {}

    /** Whether an optional question of that name is worth asking: a script says no unless its next entry answers it. */
    default boolean volunteers(String name) {
        return true;
    }

    /** Whether the answers were written down before: a companion of an answer, such as a reason, can then stand beside it. */
    default boolean scripted() {
        return false;
    }

    /** When the last reply happened, where that is not the moment it was given: a script says so. */
    default Optional<java.time.Instant> happened() {
        return Optional.empty();
    }

    /** Called while a question stands open. */
    interface Ticker {
        /** Lines to show now; usually none. */
        List<Line> tick();

        /** Does nothing. */
        Ticker NONE = List::of;
    }

    /** One line of the screen, and what it is. */
    record Line(Tone tone, String text) {
        /** Prose. */
        public static Line of(String text) {
            return new Line(Tone.PLAIN, text);
        }
    }

    /** What a line is; colour follows from it, meaning never does. */
    enum Tone {
        PLAIN,
        HEADING,
        /** A saved mark, an acknowledgement. */
        SAVED,
        /** Something to notice: due, late, provisional. */
        NOTICE,
        WARNING,
        /** A command, alone on its lines, never wrapped without a mark. */
        COMMAND,
        /** A command to be copied: alone on its line, which is left to the terminal to break. */
        COPY,
        /** Output of a command, a message text: quoted, indented. */
        QUOTE,
        /** Quiet: hints, links. */
        HINT
    }

    /**
     * A question.
     *
     * @param name the step key or the engine prompt (`send_team`, `again_customers`); what an answers file goes by
     * @param heading the line above: phase, progress, time, priority
     * @param text the question, under 70 characters if it can be
     * @param why one line under it; empty for none
     * @param choices numbered as given; a hidden choice keeps its number
     * @param dontKnow whether `?` is offered
     * @param prefill shown and editable; Enter keeps it where `enterKeeps`
     * @param enterKeeps whether Enter alone takes the prefill
     * @param several whether more than one choice may be given, separated by spaces or commas
     * @param freeText whether anything but a choice is taken as text
     * @param picker whether the choices are a long list, filtered by typing
     * @param confirmation whether typed-ahead keys are dropped first and only a terminal may answer (confirmations)
     * @param until ask no longer than this: then the reply is {@link TimedOut}
     */
    record Question(
            String name,
            String heading,
            String text,
            String why,
            List<Offer> choices,
            boolean dontKnow,
            Optional<String> prefill,
            boolean enterKeeps,
            boolean several,
            boolean freeText,
            boolean picker,
            boolean confirmation,
            Optional<Duration> until) {
        public Question {
            choices = List.copyOf(choices);
        }
    }

    /**
     * A choice as offered.
     *
     * @param number the key, from 1; never moves
     * @param id canonical
     * @param words on the screen
     * @param usual marked, never taken by Enter
     */
    record Offer(int number, String id, String words, boolean usual) {}

    /** What came back. */
    sealed interface Reply {}

    /** Text as typed; for a choice its id. Never empty unless Enter kept the prefill. */
    record Typed(String text) implements Reply {}

    /** Choices taken, by id, in the order given. */
    record Chosen(List<String> ids) implements Reply {
        public Chosen {
            ids = List.copyOf(ids);
        }
    }

    /** A lone `?` where it is offered. */
    record DontKnow() implements Reply {}

    /** A prompt command: `:note text` is ("note", "text"). */
    record Order(String word, String rest) implements Reply {}

    /** The time given in the question is over. */
    record TimedOut() implements Reply {}

    /** Nobody answers any more. */
    record Ended(Why why) implements Reply {}

    /** Why nobody answers. */
    enum Why {
        /** Ctrl-D, end of input, a missing answer: left, exit 3. */
        END_OF_INPUT,
        /** Ctrl-C twice: exit 130. */
        INTERRUPTED,
        /** The terminal is gone: exit 129. */
        HUNG_UP
    }
}
