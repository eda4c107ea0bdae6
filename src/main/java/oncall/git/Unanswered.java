package oncall.git;

import oncall.git.Trouble.Reason;

/** Carries trouble out of a row of questions; it never leaves this package. */
final class Unanswered extends Exception {
    private static final long serialVersionUID = 1;
    private final transient Trouble trouble;

    Unanswered(Reason reason, String words, String remedy) {
        this(new Trouble(reason, words, remedy));
    }

    Unanswered(Trouble trouble) {
        super(trouble.words(), null, false, false);
        this.trouble = trouble;
    }

    Trouble trouble() {
        return trouble;
    }

    /** A row of questions. */
    interface Questions<T> {
        T ask() throws Unanswered;
    }

    /** The answer to a row of questions, or the trouble it ended in. */
    static <T> Outcome<T> outcome(Questions<T> questions) {
        try {
            return new Outcome.Known<>(questions.ask());
        } catch (Unanswered unanswered) {
            return new Outcome.Unknown<>(unanswered.trouble());
        }
    }
}
