package oncall.terminal;

import java.util.List;
import oncall.walk.Prompter.Line;
import oncall.walk.Prompter.Ticker;
import oncall.walk.Prompter.Why;

/** Where typed lines come from: a pipe, a plain terminal, the line editor. */
interface Keyboard extends AutoCloseable {
    /** What stands before the place to type. Ours, and ASCII. */
    String PROMPT = "> ";

    /** How long a paste may pause at a line feed and still be one. */
    long PASTE_MILLIS = 60;

    /** Reads one line, or learns why there is none. Shows the prompt itself. */
    Input read(Wanted wanted);

    /** Gets ready in the background; called before a question is shown. */
    void wake();

    /** Throws away what was typed before it was asked for. */
    void drain();

    /** Whether a person at a terminal types here. */
    boolean person();

    /** Whether text can be put on the line to be edited. */
    boolean edits();

    /** What stands on the line now and was not sent; may be asked from another thread. */
    String typed();

    /** Gives the terminal to another program as it was found, and takes it back. */
    void aside(Runnable program);

    @Override
    void close();

    /**
     * What to read.
     *
     * @param text stands on the line already, where it can be edited; what a plain terminal shows as typed so far
     * @param deadline read no longer than this
     * @param ticker called about twice a second
     * @param asked the question, to be shown again after an interruption
     * @param filter shows the part of a long list that the line names so far
     * @param words whether anything may be the answer, a text of several lines too: then an Enter with more behind it is
     *     a line feed of a paste
     */
    record Wanted(String text, Deadline deadline, Ticker ticker, List<Line> asked, Filter filter, boolean words) {}

    /** A long list, filtered while a person types. */
    interface Filter {
        /** Rows to show under the line; none for an ordinary question. */
        List<Line> rows(String typed);

        /** Filters nothing. */
        Filter NONE = typed -> List.of();
    }

    /** What came. */
    sealed interface Input {}

    /** A line, without its end; it may hold line feeds. */
    record Entered(String text) implements Input {}

    /** Ctrl-X Ctrl-E: the text so far is to be changed in an editor. */
    record Editing(String text) implements Input {}

    /** Ctrl-C; whether there was text, which is gone now. */
    record Interrupted(boolean text) implements Input {}

    /** The deadline has passed. */
    record Expired() implements Input {}

    /** Nothing will come any more. */
    record Gone(Why why) implements Input {}
}
