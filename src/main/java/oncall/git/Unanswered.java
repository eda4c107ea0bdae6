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
}
