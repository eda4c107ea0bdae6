package oncall.cli;

import java.util.List;
import oncall.terminal.Conversation;
import oncall.walk.Prompter;
import oncall.walk.Prompter.Line;

/** What is still done when a signal ends the program in the middle of a sitting: the terminal is given back, the way on is told. */
final class Farewell extends Thread {
    private static final long PATIENCE_MILLIS = 1000;

    private final Conversation conversation;
    private final Environs environs;
    private final String resume;
    private volatile boolean over;

    Farewell(Conversation conversation, Environs environs, String resume) {
        super("oncall-farewell");
        this.conversation = conversation;
        this.environs = environs;
        this.resume = resume;
    }

    /** The sitting ended by itself. */
    void over() {
        over = true;
    }

    @Override
    public void run() {
        if (!over) {
            giveBack();
            environs.talk().print(List.of(Line.of("")));
            environs.talk().print(wayOn("What was said to be saved is saved.", resume));
        }
    }

    /** What is so, and the command that goes on: on a line of its own, so that it can be copied whole. */
    static List<Line> wayOn(String words, String resume) {
        return List.of(Line.of(words + " To go on:"), new Line(Prompter.Tone.COPY, resume));
    }

    /** Gives the terminal back, but does not wait for one that is still being opened: a signal always ends the program. */
    private void giveBack() {
        Thread closing = new Thread(conversation::close, "oncall-close");
        closing.setDaemon(true);
        closing.start();
        try {
            closing.join(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
